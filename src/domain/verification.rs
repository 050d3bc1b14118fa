//! What must be found after a transfer, line by line. Source: requirements.md R112, R113, R158; domain.md 3.5, invariant 5
//! (2026-11-21).

use super::ids::SubscriptionId;
use super::review::{Finding, TransferReview};
use super::subscription::{Subscription, SubscriptionStatus};
use super::transfer::{LineStatus, Transfer, TransferLine};

/// What the list of subscriptions must show of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expected {
    /// At the source, a licence-based one: listed as suspended.
    Suspended,
    /// At the source, Azure pay-as-you-go: not listed.
    NotListed,
    /// At the provider: listed as active under its new id.
    Active,
}

/// What it does show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Listed, in this state.
    Listed(SubscriptionStatus),
    /// Not listed.
    NotListed,
    /// The new id is not known, so nothing can be looked up.
    NoNewId,
}

/// The check of one complete line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The id that was looked up at the source, or the old id of what was looked up at the provider.
    pub subscription: SubscriptionId,
    /// Its name.
    pub name: String,
    /// What must be found.
    pub expected: Expected,
    /// What was found.
    pub found: Found,
}

impl Check {
    /// Says whether it is as it must be.
    pub fn matches(&self) -> bool {
        match (self.expected, &self.found) {
            (Expected::Suspended, Found::Listed(status)) => *status == SubscriptionStatus::Suspended,
            (Expected::Active, Found::Listed(status)) => *status == SubscriptionStatus::Active,
            (Expected::NotListed, Found::NotListed) => true,
            _ => false,
        }
    }
}

/// The overall finding of `checks`.
pub fn finding(checks: &[Check]) -> Finding {
    if checks.iter().all(Check::matches) { Finding::Match } else { Finding::Mismatch }
}

fn moved(transfer: &Transfer) -> impl Iterator<Item = &TransferLine> {
    transfer.lines.iter().filter(|line| line.status == LineStatus::Complete).flat_map(TransferLine::with_add_ons)
}

fn look_up(id: &SubscriptionId, listed: &[Subscription]) -> Found {
    listed
        .iter()
        .find(|subscription| subscription.id == *id)
        .map_or(Found::NotListed, |found| Found::Listed(found.status.clone()))
}

/// Checks the source's list `listed` against what `transfer` moved.
pub fn at_source(transfer: &Transfer, listed: &[Subscription]) -> Vec<Check> {
    moved(transfer)
        .map(|line| Check {
            subscription: line.subscription.clone(),
            name: line.display_name().to_owned(),
            expected: if line.is_azure() { Expected::NotListed } else { Expected::Suspended },
            found: look_up(&line.subscription, listed),
        })
        .collect()
}

/// Checks the provider's list `listed` against what `transfer` moved, by the new ids of `review`.
pub fn at_target(transfer: &Transfer, review: &TransferReview, listed: &[Subscription]) -> Vec<Check> {
    moved(transfer)
        .map(|line| {
            let new = review.mapping(&line.subscription).and_then(|row| row.new.as_ref());
            Check {
                subscription: line.subscription.clone(),
                name: line.display_name().to_owned(),
                expected: Expected::Active,
                found: new.map_or(Found::NoNewId, |id| look_up(id, listed)),
            }
        })
        .collect()
}
