//! Subscription transfer requests and their lines. Source: domain.md 3.4, 3.5, 4.7, 4.12; api/partner-center.md sections 4
//! and 5 (2026-11-21).

use super::moment::Timestamp;

use super::ids::{AzureSubscriptionId, CustomerId, MpnId, OfferId, OrderId, SubscriptionId, TenantId, TransferId};
use super::refusal::{Refusal, RefusalCode};
use super::subscription::{AZURE_PAYG_OFFER, BillingCycle, Subscription};

/// Which protocol a request follows (C11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TransferKind {
    /// The source creates and withdraws, the target accepts or rejects: the flow of this app.
    Legacy,
    /// The target creates, the source completes.
    NewCommerce,
}

/// Where a request stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TransferStatus {
    /// May be withdrawn, accepted, rejected.
    Active,
    /// Accepted; being carried out line by line.
    InProgress,
    /// Every line moved.
    Complete,
    /// Some lines failed.
    CompleteWithErrors,
    /// The target declined.
    Rejected,
    /// The source took it back.
    Withdrawn,
    /// New-commerce only: nobody acted in time.
    Expired,
    /// A word that this app does not know, as it came: shown, no actions.
    Other(String),
}

impl TransferStatus {
    /// Reads the service's word: `Complete` and `Completed`, `Reject` and `Rejected`, in any casing (C3). A complete request
    /// with a failed line is complete with errors, whatever the word.
    pub fn from_word(word: &str, any_line_failed: bool) -> Self {
        match word.to_ascii_lowercase().replace(['_', ' '], "").as_str() {
            "active" => Self::Active,
            "inprogress" | "pending" => Self::InProgress,
            "complete" | "completed" if any_line_failed => Self::CompleteWithErrors,
            "complete" | "completed" => Self::Complete,
            "partiallycomplete" | "partiallycompleted" | "completewitherrors" => Self::CompleteWithErrors,
            "reject" | "rejected" => Self::Rejected,
            "withdrawn" | "withdraw" | "cancel" | "cancelled" | "canceled" => Self::Withdrawn,
            "expired" => Self::Expired,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::Active => "Active",
            Self::InProgress => "InProgress",
            Self::Complete => "Complete",
            Self::CompleteWithErrors => "PartiallyComplete",
            Self::Rejected => "Reject",
            Self::Withdrawn => "Withdrawn",
            Self::Expired => "Expired",
            Self::Other(word) => word,
        }
    }

    /// Says whether the request holds its subscriptions: active or in progress (invariant 1).
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Active | Self::InProgress)
    }

    /// Says whether the request was carried out, wholly or in part.
    pub const fn is_complete(&self) -> bool {
        matches!(self, Self::Complete | Self::CompleteWithErrors)
    }
}

/// Where one line stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LineStatus {
    /// Waits for its turn, or for acceptance.
    Active,
    /// Being carried out.
    InProgress,
    /// Moved.
    Complete,
    /// Not moved; its subscription is free again.
    Failed,
    /// A word that this app does not know, as it came.
    Other(String),
}

impl LineStatus {
    /// Reads the service's word; none means that nothing has happened to the line yet.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().replace(['_', ' '], "").as_str() {
            "" | "active" => Self::Active,
            "inprogress" => Self::InProgress,
            "complete" | "completed" => Self::Complete,
            "failed" | "error" => Self::Failed,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::Active => "Active",
            Self::InProgress => "InProgress",
            Self::Complete => "Complete",
            Self::Failed => "Failed",
            Self::Other(word) => word,
        }
    }
}

/// Why a line failed, in the service's terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineError {
    /// The service's code, such as 900103; `None` where it gave a text only.
    pub code: Option<u32>,
    /// The service's text; may be empty.
    pub text: String,
}

/// One subscription in a request. Its quantity is that at creation and never changes (invariant 4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferLine {
    /// The subscription at the source.
    pub subscription: SubscriptionId,
    /// Its offer, where given.
    pub offer: Option<OfferId>,
    /// Its name; may be empty.
    pub name: String,
    /// Licence seats at creation.
    pub quantity: u64,
    /// How often it is billed.
    pub billing_cycle: BillingCycle,
    /// The partner of record: the reseller's MPN ID.
    pub partner_of_record: Option<MpnId>,
    /// The add-ons that go with it; none below them.
    pub add_ons: Vec<TransferLine>,
    /// Where it stands.
    pub status: LineStatus,
    /// Why it failed.
    pub error: Option<LineError>,
    /// The provider's order, once complete.
    pub order: Option<OrderId>,
    /// The Azure Subscription ID, for Azure lines.
    pub azure_id: Option<AzureSubscriptionId>,
}

impl TransferLine {
    /// Fixes what a request carries of `subscription`, frozen now.
    pub fn freeze(subscription: &Subscription, partner_of_record: Option<&MpnId>) -> Self {
        Self {
            subscription: subscription.id.clone(),
            offer: subscription.offer.clone(),
            name: subscription.name().to_owned(),
            quantity: subscription.quantity,
            billing_cycle: subscription.billing_cycle.clone(),
            partner_of_record: partner_of_record.cloned(),
            add_ons: Vec::new(),
            status: LineStatus::Active,
            error: None,
            order: None,
            azure_id: subscription.azure_id.clone(),
        }
    }

    /// The name a person knows it by; the id where the service gave none.
    pub fn display_name(&self) -> &str {
        if self.name.trim().is_empty() { self.subscription.as_str() } else { &self.name }
    }

    /// Says whether this is Azure pay-as-you-go, which vanishes from the source's list instead of being suspended.
    pub fn is_azure(&self) -> bool {
        self.offer.as_ref().is_some_and(|offer| offer.as_str().eq_ignore_ascii_case(AZURE_PAYG_OFFER))
    }

    /// The line and its add-ons.
    pub fn with_add_ons(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.add_ons.iter())
    }
}

/// Which way a request goes, seen from one organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// We give: withdraw.
    Outgoing,
    /// We receive: accept, reject.
    Incoming,
    /// Neither: read only.
    Neither,
}

/// A subscription transfer request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Its id.
    pub id: TransferId,
    /// Which protocol it follows.
    pub kind: TransferKind,
    /// The customer whose subscriptions move: the one of the address, which the service's samples contradict.
    pub customer: CustomerId,
    /// The customer's name, where given.
    pub customer_name: Option<String>,
    /// The giver.
    pub source: TenantId,
    /// The giver's name, where given.
    pub source_name: Option<String>,
    /// The receiver; the service leaves it out in places.
    pub target: Option<TenantId>,
    /// The receiver's name, where given.
    pub target_name: Option<String>,
    /// Where it stands.
    pub status: TransferStatus,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// When it last changed.
    pub changed: Option<Timestamp>,
    /// Who changed it last: an id, or a name where the service gives one.
    pub changed_by: Option<String>,
    /// Its lines: base subscriptions, add-ons below them.
    pub lines: Vec<TransferLine>,
}

/// A step that one side takes on a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// The source takes it back.
    Withdraw,
    /// The target takes the subscriptions over.
    Accept,
    /// The target declines.
    Reject,
}

impl Transfer {
    /// Which way it goes for the organisation `own`: decided by tenants alone.
    pub fn direction(&self, own: &TenantId) -> Direction {
        if self.source == *own {
            Direction::Outgoing
        } else if self.target.as_ref() == Some(own) {
            Direction::Incoming
        } else {
            Direction::Neither
        }
    }

    /// Every line with its add-ons, flat, in order.
    pub fn all_lines(&self) -> impl Iterator<Item = &TransferLine> {
        self.lines.iter().flat_map(TransferLine::with_add_ons)
    }

    /// How many base subscriptions of the request have moved.
    pub fn done(&self) -> usize {
        self.lines.iter().filter(|line| line.status == LineStatus::Complete).count()
    }

    /// Says whether it holds `subscription`: open, and its line not failed (R116).
    pub fn holds(&self, subscription: &SubscriptionId) -> bool {
        self.status.is_open()
            && self.lines.iter().any(|line| {
                line.status != LineStatus::Failed && line.with_add_ons().any(|part| part.subscription == *subscription)
            })
    }

    /// Says whether the organisation `own` can take `decision` now.
    ///
    /// # Errors
    /// `not-found` for another's request or the other direction; `transfer-in-progress`; `transfer-closed` with `status` and
    /// `date` (ISO 8601, when it last changed).
    pub fn check(&self, own: &TenantId, decision: Decision) -> Result<(), Refusal> {
        let needed = match decision {
            Decision::Withdraw => Direction::Outgoing,
            Decision::Accept | Decision::Reject => Direction::Incoming,
        };
        if self.direction(own) != needed || self.kind != TransferKind::Legacy {
            return Err(Refusal::new(RefusalCode::NotFound));
        }
        match &self.status {
            TransferStatus::Active => Ok(()),
            TransferStatus::InProgress => Err(Refusal::new(RefusalCode::TransferInProgress)),
            closed => {
                let date = self.changed.map(|at| at.to_string()).unwrap_or_default();
                Err(Refusal::new(RefusalCode::TransferClosed).with("status", closed.word()).with("date", date))
            }
        }
    }

    /// Lines whose quantity today differs from that of the request, while it is open (R110): the old count is transferred.
    pub fn drift(&self, present: &[(SubscriptionId, u64)]) -> Vec<Drift> {
        if !self.status.is_open() {
            return Vec::new();
        }
        self.all_lines()
            .filter_map(|line| {
                let (_, now) = present.iter().find(|(id, _)| *id == line.subscription)?.clone();
                (now != line.quantity).then(|| Drift {
                    subscription: line.subscription.clone(),
                    name: line.display_name().to_owned(),
                    requested: line.quantity,
                    present: now,
                })
            })
            .collect()
    }
}

/// A licence count that changed after the request was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// Which subscription.
    pub subscription: SubscriptionId,
    /// Its name.
    pub name: String,
    /// The count in the request: this one is transferred.
    pub requested: u64,
    /// The count now.
    pub present: u64,
}

/// A request as the partner sends it: base subscriptions only, the service adds their add-ons (api/partner-center.md 4.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTransfer {
    /// The giver: our own tenant.
    pub source: TenantId,
    /// The receiver.
    pub target: TenantId,
    /// The base subscriptions.
    pub subscriptions: Vec<SubscriptionId>,
    /// The partner of record on every line (R105).
    pub partner_of_record: Option<MpnId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    // C11
    #[test]
    fn the_direction_is_data_and_tells_who_may_do_what() {
        let tenant = |word: &str| TenantId::parse(word).unwrap();
        let transfer = Transfer {
            id: TransferId::parse("t1").unwrap(),
            kind: TransferKind::Legacy,
            customer: CustomerId::parse("c1").unwrap(),
            customer_name: None,
            source: tenant("giver"),
            source_name: None,
            target: Some(tenant("receiver")),
            target_name: None,
            status: TransferStatus::Active,
            created: None,
            changed: None,
            changed_by: None,
            lines: Vec::new(),
        };
        for (own, direction, allowed) in [
            ("giver", Direction::Outgoing, [true, false, false]),
            ("GIVER", Direction::Outgoing, [true, false, false]),
            ("receiver", Direction::Incoming, [false, true, true]),
            ("another", Direction::Neither, [false, false, false]),
        ] {
            let own = tenant(own);
            assert_eq!(transfer.direction(&own), direction);
            let may = [Decision::Withdraw, Decision::Accept, Decision::Reject].map(|it| transfer.check(&own, it).is_ok());
            assert_eq!(may, allowed, "{own}");
        }
    }
}
