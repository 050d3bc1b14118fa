//! A copy of a partner's own business, on which the whole move can be rehearsed. Source: domain.md 4.16; requirements R120, R176, R177
//! (2026-11-21).

use super::customer::Customer;
use super::ids::{MpnId, TenantId};
use super::moment::Timestamp;
use super::refusal::RefusalCode;
use super::subscription::Subscription;

/// An organisation of the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its tenant.
    pub tenant: TenantId,
    /// Its name.
    pub name: String,
    /// Its location MPN ID, where it is known.
    pub mpn_id: Option<MpnId>,
}

/// A customer of the copy, with what it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiedCustomer {
    /// The customer.
    pub customer: Customer,
    /// Its subscriptions; nothing about its people.
    pub subscriptions: Vec<Subscription>,
}

/// The copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// When it was taken.
    pub taken: Timestamp,
    /// The partner itself.
    pub own: Party,
    /// Whether it is enrolled as indirect reseller.
    pub enrolled: bool,
    /// The indirect providers that it has; up to three take part in the rehearsal.
    pub providers: Vec<Party>,
    /// Its customers.
    pub customers: Vec<CopiedCustomer>,
}

impl Copied {
    /// The same without names: customers, their domains and what they call their subscriptions, the organisations too (R177).
    #[must_use]
    pub fn with_pseudonyms(mut self) -> Self {
        "Partner".clone_into(&mut self.own.name);
        let names: Vec<(TenantId, String)> = self
            .providers
            .iter_mut()
            .enumerate()
            .map(|(place, provider)| {
                provider.name = format!("Provider {}", place + 1);
                (provider.tenant.clone(), provider.name.clone())
            })
            .collect();
        for (place, CopiedCustomer { customer, subscriptions }) in self.customers.iter_mut().enumerate() {
            customer.name = format!("Customer {}", place + 1);
            customer.domain = format!("customer{}.example", place + 1);
            for related in &mut customer.providers {
                let known = names.iter().find(|(tenant, _)| *tenant == related.tenant);
                related.name = known.map_or_else(|| "Provider".to_owned(), |(_, name)| name.clone());
            }
            for (place, reseller) in customer.resellers.iter_mut().enumerate() {
                reseller.name = format!("Reseller {}", place + 1);
            }
            for subscription in subscriptions {
                subscription.friendly_name = subscription.offer_name.clone();
            }
        }
        self
    }
}

/// What the service refused while one rehearsed: how often by which code, in the order in which each came first. Codes alone, nothing
/// of what was asked (R177).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refusals(Vec<(RefusalCode, usize)>);

impl Refusals {
    /// One more.
    pub fn add(&mut self, code: RefusalCode) {
        self.count(code, 1);
    }

    fn count(&mut self, code: RefusalCode, more: usize) {
        match self.0.iter_mut().find(|(held, _)| *held == code) {
            Some((_, count)) => *count = count.saturating_add(more),
            None => self.0.push((code, more)),
        }
    }

    /// Each code with its count.
    pub fn iter(&self) -> impl Iterator<Item = (RefusalCode, usize)> {
        self.0.iter().copied()
    }

    /// As a browser keeps them: a word and a number each.
    pub fn write(&self) -> String {
        self.0.iter().map(|(code, count)| format!("{} {count}", code.word())).collect::<Vec<_>>().join("\n")
    }

    /// Reads what [`Self::write`] wrote; what is no code with a number is passed over.
    pub fn read(text: &str) -> Self {
        let mut refusals = Self::default();
        for (code, count) in text.lines().filter_map(|line| line.split_once(' ')) {
            if let (Some(code), Ok(count)) = (RefusalCode::parse(code), count.parse()) {
                refusals.count(code, count);
            }
        }
        refusals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R176, R174
    #[test]
    fn refusals_are_counted_by_code_and_read_back() {
        let mut refusals = Refusals::default();
        assert_eq!(Refusals::read(""), refusals);
        for code in [RefusalCode::SubInTransfer, RefusalCode::RoleRequired, RefusalCode::SubInTransfer] {
            refusals.add(code);
        }
        let counted = [(RefusalCode::SubInTransfer, 2), (RefusalCode::RoleRequired, 1)];
        assert_eq!(refusals.iter().collect::<Vec<_>>(), counted);
        assert_eq!(refusals.write(), "sub-in-transfer 2\nrole-required 1");
        assert_eq!(Refusals::read(&refusals.write()), refusals);
        assert_eq!(
            Refusals::read("nonsense\nsub-in-transfer\nsub-in-transfer x\nsub-in-transfer 1\nsub-in-transfer 2").write(),
            "sub-in-transfer 3"
        );
    }
    use crate::domain::fixtures;

    // R176, R177
    #[test]
    fn a_copy_can_do_without_names() {
        let party =
            |word: &str, name: &str| Party { tenant: TenantId::parse(word).unwrap(), name: name.to_owned(), mpn_id: None };
        let customer = Customer {
            name: "Ada Lovelace Ltd".to_owned(),
            domain: "lovelace.example".to_owned(),
            country: Some("SE".to_owned()),
            relationship: "reseller".to_owned(),
            ..fixtures::customer()
        };
        let copy = Copied {
            taken: "2026-11-21T09:00:00Z".parse().unwrap(),
            own: party("own", "Lovelace Cloud"),
            enrolled: true,
            providers: vec![party("p1", "Babbage Distribution")],
            customers: vec![CopiedCustomer { customer, subscriptions: Vec::new() }],
        };
        let shown = format!("{:?}", copy.clone().with_pseudonyms());
        assert!(!shown.contains("Lovelace") && !shown.contains("lovelace") && !shown.contains("Babbage"), "{shown}");
        assert_eq!(copy.with_pseudonyms().customers[0].customer.id.as_str(), "c1");
    }
}
