//! Offers of the catalogue, for legacy purchases. Source: api/partner-center.md section 11 (2026-11-21).

use super::ids::OfferId;

/// An offer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the service's own flags, each by itself")]
pub struct Offer {
    /// Its id.
    pub id: OfferId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Fewest seats of an order.
    pub minimum_quantity: u64,
    /// Most seats of an order; `None` where the service names no limit.
    pub maximum_quantity: Option<u64>,
    /// What is counted, in the service's word.
    pub unit: String,
    /// The category's name; may be empty.
    pub category: String,
    /// Whether it goes with a base offer.
    pub is_add_on: bool,
    /// Whether there are add-ons to it.
    pub has_add_ons: bool,
    /// Whether it can be bought.
    pub is_available: bool,
    /// Whether it is a trial.
    pub is_trial: bool,
    /// By licence or by use, in the service's word.
    pub billing: String,
    /// The billing cycles to choose from, in the service's words; may be empty.
    pub billing_cycles: Vec<String>,
    /// How many subscriptions of it a customer may hold; `None` for no limit.
    pub limit: Option<u64>,
    /// What the limit counts, in the service's word; may be empty.
    pub limit_unit: String,
    /// The offers of which one must be there.
    pub prerequisites: Vec<OfferId>,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// The language of its texts.
    pub locale: String,
    /// The product's name; may be empty.
    pub product: String,
    /// Where to learn more, where given.
    pub learn_more: Option<String>,
}
