//! What the app changes on a subscription, one thing at a time. Source: api/partner-center.md 3.6 (2026-11-21).

use super::ids::MpnId;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubscriptionChange {
    /// The licence count.
    Quantity(u64),
    /// Pause it.
    Suspend,
    /// Let it run again.
    Reactivate,
    /// The nickname.
    Nickname(String),
    /// **Reseller (MPN ID)**: the reseller of record.
    Reseller(MpnId),
}

impl SubscriptionChange {
    /// A stable word, for the journal of unfinished writes.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Quantity(_) => "quantity",
            Self::Suspend => "suspend",
            Self::Reactivate => "reactivate",
            Self::Nickname(_) => "nickname",
            Self::Reseller(_) => "reseller",
        }
    }
}
