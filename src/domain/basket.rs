//! What somebody chose on **New subscription**, before it becomes an order. Source: domain.md 4.10, 4.11; requirements R141, R147
//! (2026-11-21).

use super::ids::{MpnId, OfferId, SubscriptionId};
use super::offer::Offer;
use super::order::NewOrderLine;
use super::refusal::{Refusal, RefusalCode};
use super::subscription::{Subscription, SubscriptionStatus};

/// What a choice goes with.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Under {
    /// Nothing: it is a base offer.
    Nothing,
    /// A base offer that is chosen beside it.
    Offer(OfferId),
    /// A base subscription that the customer has.
    Subscription(SubscriptionId),
}

/// One offer that was chosen, with the count as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// What.
    pub offer: OfferId,
    /// With what.
    pub under: Under,
    /// How many licences, as it was typed.
    pub quantity: String,
}

/// What was chosen, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Basket(Vec<Wish>);

impl Basket {
    /// What was chosen.
    pub fn wishes(&self) -> &[Wish] {
        &self.0
    }

    /// Whether nothing is.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The choice of `offer` that goes with `under`.
    pub fn find(&self, offer: &OfferId, under: &Under) -> Option<&Wish> {
        self.0.iter().find(|wish| wish.offer == *offer && wish.under == *under)
    }

    /// Chooses `offer`, or changes its count.
    pub fn put(&mut self, offer: &OfferId, under: &Under, quantity: &str) {
        match self.0.iter_mut().find(|wish| wish.offer == *offer && wish.under == *under) {
            Some(wish) => quantity.clone_into(&mut wish.quantity),
            None => self.0.push(Wish { offer: offer.clone(), under: under.clone(), quantity: quantity.to_owned() }),
        }
    }

    /// Takes `offer` out; the add-ons that were chosen with it go along.
    pub fn remove(&mut self, offer: &OfferId, under: &Under) {
        let is_base = *under == Under::Nothing;
        self.0.retain(|wish| {
            let own = wish.offer == *offer && wish.under == *under;
            let along = is_base && wish.under == Under::Offer(offer.clone());
            !own && !along
        });
    }

    /// As text, to be kept; [`Self::read`] reads it.
    pub fn write(&self) -> String {
        let line = |wish: &Wish| {
            let under = match &wish.under {
                Under::Nothing => String::new(),
                Under::Offer(id) => format!("+{id}"),
                Under::Subscription(id) => format!("={id}"),
            };
            format!("{}\u{1f}{under}\u{1f}{}", wish.offer, wish.quantity)
        };
        self.0.iter().map(line).collect::<Vec<_>>().join("\u{1e}")
    }

    /// Reads what [`Self::write`] wrote; what cannot be read is left out.
    pub fn read(text: &str) -> Self {
        let read = |entry: &str| {
            let mut parts = entry.splitn(3, '\u{1f}');
            let (offer, under, quantity) = (parts.next()?, parts.next()?, parts.next()?);
            let under = match under.split_at_checked(1) {
                None => Under::Nothing,
                Some(("+", id)) => Under::Offer(OfferId::parse(id)?),
                Some((_, id)) => Under::Subscription(SubscriptionId::parse(id)?),
            };
            Some(Wish { offer: OfferId::parse(offer)?, under, quantity: quantity.to_owned() })
        };
        Self(text.split('\u{1e}').filter_map(read).collect())
    }

    /// The lines of an order for `customer`, who has `held`: each base, and its add-ons behind it.
    ///
    /// # Errors
    /// All that is wrong, each with the choice that it is about: `quantity-out-of-range`, `one-per-customer`, `addon-needs-base`;
    /// `not-found` for an offer that cannot be bought (any more).
    pub fn lines(
        &self,
        offers: &[Offer],
        customer: &str,
        held: &[Subscription],
        record: Option<&MpnId>,
    ) -> Result<Vec<NewOrderLine>, Vec<(Wish, Refusal)>> {
        let mut ordered: Vec<&Wish> = Vec::new();
        for base in self.0.iter().filter(|wish| !matches!(wish.under, Under::Offer(_))) {
            ordered.push(base);
            if base.under == Under::Nothing {
                let with = Under::Offer(base.offer.clone());
                ordered.extend(self.0.iter().filter(|wish| wish.under == with));
            }
        }
        // An add-on whose base is not chosen is looked at all the same.
        let orphan = |wish: &&Wish| matches!(&wish.under, Under::Offer(base) if self.find(base, &Under::Nothing).is_none());
        ordered.extend(self.0.iter().filter(orphan));
        let mut wrong = Vec::new();
        let mut lines = Vec::new();
        let mut before: Vec<&Wish> = Vec::new();
        for wish in ordered {
            match line(wish, offers, customer, held, &before, record) {
                Ok(line) => lines.push(line),
                Err(refusal) => wrong.push((wish.clone(), refusal)),
            }
            before.push(wish);
        }
        if wrong.is_empty() { Ok(lines) } else { Err(wrong) }
    }
}

fn line(
    wish: &Wish,
    offers: &[Offer],
    customer: &str,
    held: &[Subscription],
    before: &[&Wish],
    record: Option<&MpnId>,
) -> Result<NewOrderLine, Refusal> {
    let offer = offers.iter().find(|offer| offer.id == wish.offer && offer.is_available);
    let offer = offer.ok_or_else(|| Refusal::new(RefusalCode::NotFound))?;
    let needs_base = || Refusal::new(RefusalCode::AddonNeedsBase);
    let parent = match &wish.under {
        Under::Nothing if offer.is_add_on => return Err(needs_base()),
        Under::Nothing => None,
        Under::Offer(base) => {
            let is_chosen = before.iter().any(|other| other.offer == *base && other.under == Under::Nothing);
            if !is_chosen || !offer.goes_with(base) {
                return Err(needs_base());
            }
            None
        }
        Under::Subscription(id) => {
            let base = held.iter().find(|it| it.id == *id && it.status == SubscriptionStatus::Active);
            let fits = base.and_then(|it| it.offer.as_ref()).is_some_and(|base| offer.goes_with(base));
            if !fits {
                return Err(needs_base());
            }
            Some(id.clone())
        }
    };
    let wanted = before.iter().filter(|other| other.offer == wish.offer).count() as u64;
    offer.check_limit(customer, held, wanted)?;
    let quantity = offer.read_quantity(&wish.quantity)?;
    Ok(NewOrderLine {
        offer: offer.id.clone(),
        quantity,
        friendly_name: offer.name.clone(),
        parent,
        partner_of_record: record.cloned(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::subscription::{BillingCycle, SubscriptionKind};

    fn id(text: &str) -> OfferId {
        OfferId::parse(text).unwrap()
    }

    fn offer(name: &str, (min, max): (u64, Option<u64>)) -> Offer {
        Offer {
            id: id(name),
            name: name.to_owned(),
            description: String::new(),
            minimum_quantity: min,
            maximum_quantity: max,
            unit: "Licenses".to_owned(),
            category: String::new(),
            is_add_on: false,
            has_add_ons: false,
            is_available: true,
            is_trial: false,
            billing: "license".to_owned(),
            billing_cycles: Vec::new(),
            limit: None,
            limit_unit: String::new(),
            prerequisites: Vec::new(),
            country: "SE".to_owned(),
            locale: "en".to_owned(),
            product: String::new(),
            learn_more: None,
        }
    }

    fn catalogue() -> Vec<Offer> {
        let base = Offer { has_add_ons: true, ..offer("base", (1, Some(300))) };
        let add_on = Offer { is_add_on: true, prerequisites: vec![id("base")], ..offer("addon", (1, None)) };
        let trial = Offer { is_trial: true, limit: Some(1), ..offer("trial", (25, Some(25))) };
        let gone = Offer { is_available: false, ..offer("gone", (1, None)) };
        vec![base, add_on, trial, gone]
    }

    fn held(offer: &str, status: SubscriptionStatus) -> Subscription {
        Subscription {
            id: SubscriptionId::parse(&format!("s-{offer}")).unwrap(),
            order: None,
            offer: OfferId::parse(offer),
            offer_name: offer.to_owned(),
            friendly_name: String::new(),
            kind: SubscriptionKind::Licence,
            status,
            quantity: 5,
            unit: "Licenses".to_owned(),
            billing_cycle: BillingCycle::Annual,
            term: None,
            started: None,
            commitment_ends: None,
            auto_renew: true,
            parent: None,
            azure_id: None,
            reseller: None,
            etag: None,
        }
    }

    fn codes(basket: &Basket, held: &[Subscription]) -> Vec<RefusalCode> {
        let wrong = basket.lines(&catalogue(), "Wingtip", held, None).err().unwrap_or_default();
        wrong.into_iter().map(|(_, refusal)| refusal.code).collect()
    }

    // R141, R147
    #[test]
    fn add_ons_stand_behind_their_base_and_go_with_it() {
        let mut basket = Basket::default();
        basket.put(&id("addon"), &Under::Offer(id("base")), "2");
        basket.put(&id("trial"), &Under::Nothing, "25");
        basket.put(&id("base"), &Under::Nothing, "10");
        let lines = basket.lines(&catalogue(), "Wingtip", &[], None).unwrap();
        let order: Vec<(&str, u64)> = lines.iter().map(|line| (line.offer.as_str(), line.quantity)).collect();
        assert_eq!(order, [("trial", 25), ("base", 10), ("addon", 2)]);
        basket.remove(&id("base"), &Under::Nothing);
        assert_eq!(basket.wishes().len(), 1);
        let with = Under::Subscription(SubscriptionId::parse("s-base").unwrap());
        basket.put(&id("addon"), &with, "3");
        let lines = basket.lines(&catalogue(), "Wingtip", &[held("base", SubscriptionStatus::Active)], None).unwrap();
        assert_eq!(lines[1].parent.as_ref().map(SubscriptionId::as_str), Some("s-base"));
        assert_eq!(codes(&basket, &[held("base", SubscriptionStatus::Suspended)]), [RefusalCode::AddonNeedsBase]);
    }

    // R141, R147
    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        use RefusalCode as R;

        let mut basket = Basket::default();
        basket.put(&id("base"), &Under::Nothing, "301");
        basket.put(&id("trial"), &Under::Nothing, "25");
        basket.put(&id("gone"), &Under::Nothing, "1");
        basket.put(&id("addon"), &Under::Nothing, "1");
        basket.put(&id("addon"), &Under::Offer(id("absent")), "1");
        let expected = [R::QuantityOutOfRange, R::OnePerCustomer, R::NotFound, R::AddonNeedsBase, R::AddonNeedsBase];
        assert_eq!(codes(&basket, &[held("trial", SubscriptionStatus::Active)]), expected);
        assert_eq!(codes(&basket, &[held("trial", SubscriptionStatus::Deleted)]).len(), 4, "a deleted one does not count");
        let wrong = basket.lines(&catalogue(), "Wingtip", &[], None).unwrap_err();
        assert_eq!((wrong[0].1.value("min"), wrong[0].1.value("max")), (Some("1"), Some("300")));
    }

    // R141, R147
    #[test]
    fn a_count_is_a_whole_number_within_the_limits() {
        let limited = offer("x", (2, Some(300)));
        for typed in ["0", "-1", "1", "1.5", "1,5", "301", "", " ", "ten", "1e2", "99999999999999999999999", "٣", "+5"] {
            assert_eq!(limited.read_quantity(typed).unwrap_err().code, RefusalCode::QuantityOutOfRange, "{typed:?}");
        }
        for (typed, count) in [("2", 2), (" 300\n", 300), ("0005", 5)] {
            assert_eq!(limited.read_quantity(typed), Ok(count), "{typed:?}");
        }
        assert_eq!(offer("y", (0, None)).read_quantity("0").unwrap_err().value("min"), Some("1"));
    }

    proptest! {
        // R141, R147
        #[test]
        fn a_count_is_taken_exactly_when_the_limits_hold_it(min in 0u64..500, span in 0u64..500, count in 0u64..1200) {
            let offer = offer("x", (min, Some(min + span)));
            let within = count >= min.max(1) && count <= min + span;
            prop_assert_eq!(offer.read_quantity(&count.to_string()).ok(), within.then_some(count));
        }

        #[test]
        fn any_text_is_a_count_or_refused(typed in "(?s).{0,30}") {
            let offer = offer("x", (1, None));
            if let Ok(count) = offer.read_quantity(&typed) {
                prop_assert!(count >= 1);
            }
        }

        #[test]
        fn what_is_kept_is_read_again(wishes in prop::collection::vec(("[a-z:]{1,8}", 0usize..3, "[^\u{1e}\u{1f}]{0,6}"), 0..5)) {
            let mut basket = Basket::default();
            for (name, under, quantity) in &wishes {
                let under = match under {
                    0 => Under::Nothing,
                    1 => Under::Offer(id("base")),
                    _ => Under::Subscription(SubscriptionId::parse("s").unwrap()),
                };
                basket.put(&id(name), &under, quantity);
            }
            prop_assert_eq!(Basket::read(&basket.write()), basket);
        }

        #[test]
        fn any_kept_text_is_read_or_left_out(text in "(?s).{0,60}") {
            let _ = Basket::read(&text);
        }
    }
}
