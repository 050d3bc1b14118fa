//! What both sides note on a transfer: the reason of a rejection, marks of verification, old and new ids.
//! Source: api/partner-center.md 14.11; requirements.md R111 to R114, R158 (2026-11-21).

use super::moment::Timestamp;

use super::ids::{AzureSubscriptionId, OrderId, SubscriptionId};
use super::transfer::LineStatus;

/// Whether what was found is what was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Finding {
    /// Everything as expected.
    Match,
    /// Something differs; it is recorded all the same (R113).
    Mismatch,
}

impl Finding {
    /// The word in payloads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Mismatch => "mismatch",
        }
    }

    /// Reads a word; all but `match` is a mismatch.
    pub fn from_word(word: &str) -> Self {
        if word.eq_ignore_ascii_case("match") { Self::Match } else { Self::Mismatch }
    }
}

/// A side's mark of verification on a complete transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Who set it, by name.
    pub by: String,
    /// When.
    pub at: Option<Timestamp>,
    /// What was found.
    pub finding: Finding,
}

/// One row of the ledger: what a subscription was, and what it is now (R114).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The id at the source.
    pub old: SubscriptionId,
    /// The id at the provider; `None` until the line is complete.
    pub new: Option<SubscriptionId>,
    /// The Azure Subscription ID, which stays.
    pub azure_id: Option<AzureSubscriptionId>,
    /// The provider's order.
    pub order: Option<OrderId>,
    /// Where the line stands.
    pub status: LineStatus,
}

/// The notes on one transfer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TransferReview {
    /// Why the provider rejected it.
    pub rejection_reason: Option<String>,
    /// The provider's mark.
    pub provider_verified: Option<Mark>,
    /// The partner's mark.
    pub partner_verified: Option<Mark>,
    /// Old and new ids, a row for each line and add-on.
    pub map: Vec<Mapping>,
    /// What the source's subscriptions count now, while the request is open: the provider cannot read them itself (R110, R153).
    pub present: Vec<(SubscriptionId, u64)>,
    /// Whether only this browser knows of it: the service has no place for notes.
    pub is_local: bool,
}

impl TransferReview {
    /// Says whether both sides have verified.
    pub const fn is_verified(&self) -> bool {
        self.provider_verified.is_some() && self.partner_verified.is_some()
    }

    /// The row of `old`.
    pub fn mapping(&self, old: &SubscriptionId) -> Option<&Mapping> {
        self.map.iter().find(|row| row.old == *old)
    }
}
