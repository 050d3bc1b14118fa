//! A copy of a partner's own business, on which the whole move can be rehearsed. Source: domain.md 4.16; requirements R120, R176, R177
//! (2026-11-21).

use super::customer::Customer;
use super::ids::{MpnId, TenantId};
use super::moment::Timestamp;
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

#[cfg(test)]
mod tests {
    use super::*;
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
