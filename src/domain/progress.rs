//! How far a customer has come, and what holds it up.

use super::customer::{Customer, CustomerKind};
use super::refusal::RefusalCode;
use super::transfer::{Transfer, TransferStatus};

/// The steps of one customer's move, in their order (domain.md 3.4, 4.6, 4.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// A direct bill customer, not moved to a provider yet.
    Direct,
    /// A provider is related; the agreement is not in force.
    Related,
    /// Provider and agreement stand: a transfer can be requested.
    Ready,
    /// A transfer request is active.
    Requested,
    /// A transfer request is being carried out.
    InProgress,
    /// A transfer is complete, not verified by both.
    Complete,
    /// The transfer is verified by both.
    Verified,
    /// Acquired as indirect reseller: nothing to move.
    Indirect,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 8] = [
        Self::Direct,
        Self::Related,
        Self::Ready,
        Self::Requested,
        Self::InProgress,
        Self::Complete,
        Self::Verified,
        Self::Indirect,
    ];

    /// The word in addresses and payloads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Related => "related",
            Self::Ready => "ready",
            Self::Requested => "requested",
            Self::InProgress => "inProgress",
            Self::Complete => "complete",
            Self::Verified => "verified",
            Self::Indirect => "indirect",
        }
    }

    /// Reads a word; `None` for one that is none of ours.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word().eq_ignore_ascii_case(word))
    }
}

/// Computes step and blocker of a customer from its transfers; `verified` says of a complete one whether both sides marked it.
///
/// The newest transfer decides; a withdrawn or rejected one leaves the customer where its relations put it.
pub fn of(customer: &Customer, transfers: &[Transfer], verified: impl Fn(&Transfer) -> bool) -> (Step, Option<RefusalCode>) {
    if customer.kind == CustomerKind::Indirect {
        return (Step::Indirect, None);
    }
    let newest = transfers
        .iter()
        .filter(|transfer| !matches!(transfer.status, TransferStatus::Withdrawn | TransferStatus::Rejected))
        .max_by_key(|transfer| (transfer.status.is_open(), transfer.created));
    if let Some(transfer) = newest {
        match transfer.status {
            TransferStatus::Active => return (Step::Requested, None),
            TransferStatus::InProgress => return (Step::InProgress, None),
            TransferStatus::Complete | TransferStatus::CompleteWithErrors => {
                let step = if verified(transfer) { Step::Verified } else { Step::Complete };
                return (step, None);
            }
            _ => {}
        }
    }
    if customer.providers.is_empty() {
        return (Step::Direct, Some(RefusalCode::CustomerNotMoved));
    }
    match customer.agreement.in_force(true) {
        Ok(()) => (Step::Ready, None),
        Err(code) => (Step::Related, Some(code)),
    }
}
