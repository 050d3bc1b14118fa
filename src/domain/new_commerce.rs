//! Transfers of new commerce: the target asks, the source completes with the lines and so accepts; nobody declines, it expires.
//! Source: api/partner-center.md section 5 (2026-11-21).

use super::moment::Timestamp;

use super::ids::{MpnId, SubscriptionId, TenantId};
use super::refusal::{Refusal, RefusalCode};
use super::subscription::{Subscription, SubscriptionKind, SubscriptionStatus};
use super::transfer::{Direction, Transfer, TransferStatus};

/// How many subscriptions the source can give with one request, as other implementers found.
pub const MOST_LINES: usize = 25;

/// How long a request stands unless somebody acts, in days. The service does not say; it sends the day.
pub const LIFE_DAYS: i64 = 30;

/// What the target asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferAsk {
    /// The giver.
    pub source: TenantId,
    /// The giver's name.
    pub source_name: String,
    /// The contact at the customer.
    pub customer_email: String,
    /// The customer's name; cancelling needs it.
    pub customer_name: Option<String>,
    /// The receiver; without it the caller.
    pub target: Option<TenantId>,
    /// The receiver's e-mail address, which the service types as a GUID.
    pub target_email: Option<String>,
    /// The product types to move, in the service's words; empty for all.
    pub product_types: Vec<String>,
    /// The reseller's MPN ID, where the target is an indirect provider.
    pub partner_of_record: Option<MpnId>,
}

/// A subscription that the source gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenLine {
    /// The subscription at the source.
    pub subscription: SubscriptionId,
    /// The service's word, such as `OnlineServicesNCE` for licences.
    pub product_type: String,
}

/// A transfer of new commerce: what all transfers have, and what only these have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCommerceTransfer {
    /// What all transfers have.
    pub transfer: Transfer,
    /// The contact at the customer.
    pub customer_email: Option<String>,
    /// The product types to move, in the service's words; empty for all.
    pub product_types: Vec<String>,
    /// The reseller's MPN ID.
    pub partner_of_record: Option<MpnId>,
    /// When it lapses, where given.
    pub expires: Option<Timestamp>,
    /// When it was completed.
    pub completed: Option<Timestamp>,
}

/// A step that one side takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// The source gives what it chooses, and by that accepts.
    Give,
    /// The target takes its request back.
    Cancel,
}

impl NewCommerceTransfer {
    /// Where it stands at `now`: a request that nobody acted on in time has expired, whatever word it still bears.
    pub fn status(&self, now: Timestamp) -> TransferStatus {
        let lapsed = self.expires.is_some_and(|until| until < now);
        if lapsed && self.waits() { TransferStatus::Expired } else { self.transfer.status.clone() }
    }

    /// Says whether the source has still to choose: nothing was given yet.
    fn waits(&self) -> bool {
        self.transfer.status.is_open() && self.transfer.lines.is_empty()
    }

    /// Says whether the source can still choose at `now`.
    pub fn is_pending(&self, now: Timestamp) -> bool {
        self.waits() && self.status(now) != TransferStatus::Expired
    }

    /// Says whether the organisation `own` can take `step` at `now`.
    ///
    /// # Errors
    /// `not-found` for the other side's step, `transfer-in-progress` and `transfer-closed` for one that comes too late.
    pub fn check(&self, own: &TenantId, step: Step, now: Timestamp) -> Result<(), Refusal> {
        let needed = match step {
            Step::Give => Direction::Outgoing,
            Step::Cancel => Direction::Incoming,
        };
        if self.transfer.direction(own) != needed {
            return Err(Refusal::new(RefusalCode::NotFound));
        }
        if self.is_pending(now) {
            return Ok(());
        }
        match self.status(now) {
            TransferStatus::InProgress => Err(Refusal::new(RefusalCode::TransferInProgress)),
            closed => {
                let at = if closed == TransferStatus::Expired { self.expires } else { self.transfer.changed };
                let date = at.map(|at| at.to_string()).unwrap_or_default();
                Err(Refusal::new(RefusalCode::TransferClosed).with("status", closed.word()).with("date", date))
            }
        }
    }

    /// What of `all` the source can give: base subscriptions of the product types that are asked for, each with the reason why it
    /// cannot be given as it is. Add-ons follow their base.
    pub fn choices<'a>(&self, all: &'a [Subscription]) -> Vec<(&'a Subscription, Option<Refusal>)> {
        let asked = |subscription: &&Subscription| {
            let product = product_type(subscription.kind);
            !subscription.is_add_on()
                && product.is_some_and(|product| {
                    self.product_types.is_empty() || self.product_types.iter().any(|it| it.eq_ignore_ascii_case(product))
                })
        };
        all.iter().filter(asked).map(|subscription| (subscription, obstacle(subscription))).collect()
    }
}

/// The service's word for what moves by new commerce; `None` for what moves by the older way only.
pub const fn product_type(kind: SubscriptionKind) -> Option<&'static str> {
    match kind {
        SubscriptionKind::TermBased => Some("OnlineServicesNCE"),
        SubscriptionKind::AzurePlan => Some("AzureSubscription"),
        SubscriptionKind::Reservation => Some("AzureReservation"),
        SubscriptionKind::Software => Some("Software"),
        SubscriptionKind::Saas => Some("SaaS"),
        SubscriptionKind::Licence | SubscriptionKind::AzurePayg | SubscriptionKind::Other => None,
    }
}

/// Why a subscription of new commerce cannot be given now.
pub fn obstacle(subscription: &Subscription) -> Option<Refusal> {
    let state = subscription.status.word();
    if product_type(subscription.kind).is_none() {
        return Some(Refusal::new(RefusalCode::SubOther).with("kind", subscription.kind.word()));
    }
    let code = match subscription.status {
        SubscriptionStatus::Active => return None,
        SubscriptionStatus::Suspended => RefusalCode::SubSuspended,
        SubscriptionStatus::Deleted => RefusalCode::SubDeleted,
        _ => RefusalCode::SubNotSettled,
    };
    Some(Refusal::new(code).with("state", state))
}
