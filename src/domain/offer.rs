//! Offers of the catalogue, for legacy purchases. Source: api/partner-center.md section 11 (2026-11-21).

use super::ids::OfferId;
use super::refusal::{Refusal, RefusalCode};
use super::subscription::{Subscription, SubscriptionStatus};
use super::typed::word;

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

impl Offer {
    /// Reads a licence count as it was typed.
    ///
    /// # Errors
    /// [`RefusalCode::QuantityOutOfRange`] with `min` and `max`, also for what is no whole number (R141, R147).
    pub fn read_quantity(&self, typed: &str) -> Result<u64, Refusal> {
        let typed = word(typed);
        let is_digits = !typed.is_empty() && typed.bytes().all(|sign| sign.is_ascii_digit());
        let count = if is_digits { typed.parse().ok() } else { None };
        count.filter(|count| self.takes(*count)).ok_or_else(|| self.out_of_range())
    }

    /// Says whether an order may ask for `count` licences.
    pub fn takes(&self, count: u64) -> bool {
        count >= self.minimum_quantity.max(1) && self.maximum_quantity.is_none_or(|most| count <= most)
    }

    /// Says whether there is only one count to choose, as for what is billed by use.
    pub fn has_one_count(&self) -> bool {
        self.maximum_quantity == Some(self.minimum_quantity.max(1))
    }

    /// The refusal of a count that is not within the limits.
    pub fn out_of_range(&self) -> Refusal {
        let refusal = Refusal::new(RefusalCode::QuantityOutOfRange).with("min", self.minimum_quantity.max(1).to_string());
        match self.maximum_quantity {
            Some(most) => refusal.with("max", most.to_string()),
            None => refusal,
        }
    }

    /// Lets a customer take this offer once more, beside `held` subscriptions and `wanted` lines of the same order.
    ///
    /// # Errors
    /// [`RefusalCode::OnePerCustomer`] with `customer` where the limit is reached; deleted subscriptions do not count.
    pub fn check_limit(&self, customer: &str, held: &[Subscription], wanted: u64) -> Result<(), Refusal> {
        let is_of_it = |it: &&Subscription| it.offer.as_ref() == Some(&self.id) && it.status != SubscriptionStatus::Deleted;
        let count = held.iter().filter(is_of_it).count() as u64 + wanted;
        match self.limit {
            Some(limit) if count >= limit => Err(Refusal::new(RefusalCode::OnePerCustomer).with("customer", customer)),
            _ => Ok(()),
        }
    }

    /// Says whether this add-on goes with `base`.
    pub fn goes_with(&self, base: &OfferId) -> bool {
        self.is_add_on && self.prerequisites.contains(base)
    }

    /// Says whether `text` is found in the name, the description or the category.
    pub fn matches(&self, text: &str) -> bool {
        let text = text.trim().to_lowercase();
        [&self.name, &self.description, &self.category].into_iter().any(|it| it.to_lowercase().contains(&text))
    }
}
