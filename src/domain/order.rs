//! Orders for customers: a provider's for those of a reseller, a direct bill partner's for its own. Source: api/partner-center.md section 11 (2026-11-21).

use super::moment::Timestamp;

use super::ids::{CustomerId, MpnId, OfferId, OrderId, SubscriptionId};

/// What one line of a new order asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrderLine {
    /// The offer.
    pub offer: OfferId,
    /// Licence seats.
    pub quantity: u64,
    /// The nickname; may be empty.
    pub friendly_name: String,
    /// The base subscription, for an add-on.
    pub parent: Option<SubscriptionId>,
    /// The reseller's location MPN ID, never the provider's. The service takes a provider's order without it; this app does not.
    /// `None` where a direct bill partner buys for its own customer.
    pub partner_of_record: Option<MpnId>,
}

/// A new order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrder {
    /// For whom.
    pub customer: CustomerId,
    /// In the service's word; `unknown` lets the offer decide.
    pub billing_cycle: String,
    /// At least one.
    pub lines: Vec<NewOrderLine>,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    /// The offer.
    pub offer: OfferId,
    /// The nickname; may be empty.
    pub friendly_name: String,
    /// Licence seats.
    pub quantity: u64,
    /// The subscription that came of it; `None` while it is pending.
    pub subscription: Option<SubscriptionId>,
    /// The base subscription, for an add-on.
    pub parent: Option<SubscriptionId>,
    /// The partner of record; `None` where the service does not echo it, which calls for a warning.
    pub partner_of_record: Option<MpnId>,
    /// ISO 8601 duration such as `P1Y`, where it has a term.
    pub term: Option<String>,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// The billing cycle in the service's word.
    pub billing_cycle: String,
    /// Its lines.
    pub lines: Vec<OrderLine>,
    /// ISO 4217; may be empty.
    pub currency: String,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// In the service's word: unknown, completed, pending, cancelled; may be empty.
    pub status: String,
}
