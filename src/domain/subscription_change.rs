//! What the app changes on a subscription, one thing at a time. Source: api/partner-center.md 3.6 (2026-11-21).

use super::customer::{Customer, CustomerKind};
use super::ids::MpnId;
use super::organisation::Side;
use super::refusal::{Refusal, RefusalCode};
use super::subscription::{Subscription, SubscriptionKind, SubscriptionStatus};
use super::typed::word;

/// The largest licence count that is taken where the offer itself names no limit.
pub const MOST_SEATS: u64 = 10_000_000;

/// The longest nickname, in characters.
pub const LONGEST_NICKNAME: usize = 200;

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
    /// Whether it renews itself when the commitment ends.
    AutoRenew(bool),
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
            Self::AutoRenew(_) => "auto-renew",
            Self::Reseller(_) => "reseller",
        }
    }
}

/// Reads a licence count as it was typed.
///
/// # Errors
/// `quantity-out-of-range` with `min` and `max`, also for what is no whole number.
pub fn read_quantity(typed: &str) -> Result<u64, Refusal> {
    let typed = word(typed);
    let is_digits = !typed.is_empty() && typed.bytes().all(|sign| sign.is_ascii_digit());
    let count = if is_digits { typed.parse().ok() } else { None };
    count
        .filter(|count| (1..=MOST_SEATS).contains(count))
        .ok_or_else(|| Refusal::new(RefusalCode::QuantityOutOfRange).with("min", "1").with("max", MOST_SEATS.to_string()))
}

/// Says whether `subscription` of `customer` can be changed so by an organisation of `side` now. Which role it takes is another
/// matter.
///
/// # Errors
/// `indirect-customer-no-purchase` for what is the provider's: of an indirect customer a partner handles the renewals alone (R69).
/// `sub-deleted`, `sub-not-settled`, `sub-suspended` by the state that the subscription is in (3.6); `quantity-out-of-range` for a
/// count of what is billed by use.
pub fn check(side: Side, customer: &Customer, subscription: &Subscription, change: &SubscriptionChange) -> Result<(), Refusal> {
    let is_renewal = matches!(change, SubscriptionChange::AutoRenew(_));
    if side == Side::Partner && customer.kind == CustomerKind::Indirect && !is_renewal {
        let provider = customer.providers.first().map(|provider| provider.name.clone()).unwrap_or_default();
        let refusal = Refusal::new(RefusalCode::IndirectCustomerNoPurchase);
        return Err(refusal.with("customer", customer.name.as_str()).with("provider", provider));
    }
    let by_state = |code: RefusalCode| Err(Refusal::new(code).with("state", subscription.status.word()));
    match (&subscription.status, change) {
        (SubscriptionStatus::Deleted, _) => by_state(RefusalCode::SubDeleted),
        (SubscriptionStatus::Pending, _) => by_state(RefusalCode::SubNotSettled),
        (SubscriptionStatus::Suspended, SubscriptionChange::Quantity(_) | SubscriptionChange::AutoRenew(_)) => {
            by_state(RefusalCode::SubSuspended)
        }
        // What is billed by use has nothing to renew.
        (_, SubscriptionChange::AutoRenew(_)) if is_by_use(subscription) => {
            Err(Refusal::new(RefusalCode::FieldInvalid).with("field", "autoRenewEnabled"))
        }
        (_, SubscriptionChange::Quantity(_)) if is_by_use(subscription) => {
            Err(Refusal::new(RefusalCode::QuantityOutOfRange).with("min", "1").with("max", "1"))
        }
        _ => Ok(()),
    }
}

/// Says whether it is billed by use: it has no count, and nothing to renew.
pub const fn is_by_use(subscription: &Subscription) -> bool {
    matches!(subscription.kind, SubscriptionKind::AzurePayg | SubscriptionKind::AzurePlan)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_count_is_read_or_refused_with_the_limits(text in "(?s).{0,12}", count in 0_u64..20_000_000) {
            for typed in [text, format!(" {count}\u{a0}")] {
                match read_quantity(&typed) {
                    Ok(read) => prop_assert!((1..=MOST_SEATS).contains(&read)),
                    Err(refusal) => prop_assert_eq!(refusal.value("min"), Some("1")),
                }
            }
            prop_assert_eq!(read_quantity(&count.to_string()).is_ok(), (1..=MOST_SEATS).contains(&count));
        }
    }
}
