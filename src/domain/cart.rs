//! Carts, by which new commerce is bought. Source: api/partner-center.md section 11 (2026-11-21).

use super::moment::Timestamp;

use super::ids::{CartId, OfferId};
use super::order::Order;

/// One line of a cart, new or read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartLine {
    /// Its number in the cart.
    pub id: u64,
    /// What is bought: an offer, or `product:sku:availability`.
    pub item: OfferId,
    /// The nickname; may be empty.
    pub friendly_name: String,
    /// Licence seats.
    pub quantity: u64,
    /// ISO 4217; set by the service.
    pub currency: String,
    /// In the service's word, such as `one_time`.
    pub billing_cycle: String,
    /// ISO 8601 duration such as `P1Y`, where it has a term.
    pub term: Option<String>,
    /// The term after this one, where it differs.
    pub renews_to: Option<String>,
    /// Who takes part, by kind; the partner of record among them.
    pub participants: Vec<(String, String)>,
    /// What provisioning needs to know, by name, such as the subscription of a reservation.
    pub provisioning: Vec<(String, String)>,
    /// The lines of one group become one order; set by the service.
    pub order_group: String,
    /// Add-ons that are bought with it.
    pub add_ons: Vec<CartLine>,
    /// Why it cannot be bought, where it cannot; set by the service.
    pub error: Option<CartError>,
}

/// Why a line or a group of lines could not be bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartError {
    /// The service's code, as it came.
    pub code: String,
    /// The service's text.
    pub text: String,
}

/// A cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cart {
    /// Its id.
    pub id: CartId,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// When it last changed.
    pub changed: Option<Timestamp>,
    /// Until when it can be checked out; `None` where the service does not say.
    pub expires: Option<Timestamp>,
    /// In the service's word: Active, Ordered.
    pub status: String,
    /// Its lines.
    pub lines: Vec<CartLine>,
}

/// What checking out came to. With errors and no orders nothing was bought, although the call succeeded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checkout {
    /// The orders that were made.
    pub orders: Vec<Order>,
    /// What failed, by order group.
    pub errors: Vec<(String, CartError)>,
}
