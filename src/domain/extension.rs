//! The relationship extension: an existing direct bill customer is put with an indirect provider as well. Source: requirements
//! R72 to R81; domain.md 3.5, invariant 6, and 4.6; api/partner-center.md 14.7 (2026-11-21).

use super::csv::{Csv, Separator};
use super::customer::{Customer, CustomerKind};
use super::customer_profile::BillTo;
use super::ids::TenantId;
use super::moment::Timestamp;
use super::partnership::{Partnership, PartnershipState};
use super::refusal::{Refusal, RefusalCode};

/// The version of the sentence by which a person confirms that the customer was informed and consented. Another wording is another
/// version: the record has to say what was read.
pub const CONSENT_TEXT: &str = "2026-11-21";

/// The longest note on a consent, in characters.
pub const LONGEST_NOTE: usize = 500;

/// What an extension would do, before it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionPreview {
    /// The copy that the provider gets.
    pub bill_to: BillTo,
    /// Whether the provider gets delegated admin privileges: never, by the contract.
    pub delegated_admin: bool,
    /// Whether the customer sees the provider among its partners.
    pub listed: bool,
}

/// What making an extension takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewExtension {
    /// The direct bill partner: us.
    pub partner: TenantId,
    /// The provider.
    pub provider: TenantId,
    /// Whether the customer's consent was confirmed.
    pub confirmed: bool,
    /// When it was confirmed.
    pub confirmed_on: Timestamp,
    /// How the customer consented, in the person's words; may be empty.
    pub note: String,
}

/// The record of a customer's consent: who confirmed it, when, and which text they read (R79).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Name or id of who confirmed it.
    pub confirmed_by: String,
    /// When.
    pub confirmed_on: Option<Timestamp>,
    /// The version of the text, as it came.
    pub text_version: String,
    /// When the bill-to information was shared.
    pub shared_on: Option<Timestamp>,
    /// How the customer consented; may be empty.
    pub note: String,
}

/// Writes the consents of customers as CSV, each with the provider that it is for. Source: requirements.md R79, R171 (2026-11-21).
pub fn csv<'a>(separator: Separator, records: impl Iterator<Item = (&'a Customer, &'a str, &'a Consent)>) -> String {
    let columns = ["customer", "customerId", "provider", "confirmedBy", "confirmedOn", "textVersion", "sharedOn", "note"];
    let mut file = Csv::new(separator, &columns);
    for (customer, provider, consent) in records {
        let time = |at: Option<Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
        file.row([
            customer.name.as_str(),
            customer.id.as_str(),
            provider,
            &consent.confirmed_by,
            &time(consent.confirmed_on),
            &consent.text_version,
            &time(consent.shared_on),
            &consent.note,
        ]);
    }
    file.finish()
}

/// Says whether `customer` can be put with any provider, as far as it and the own enrolment decide that.
///
/// # Errors
/// `not-enrolled` (R74), `not-direct-customer` (R75).
pub fn check_customer(enrolled: bool, customer: &Customer) -> Result<(), Refusal> {
    let says = |code: RefusalCode| Err(Refusal::new(code).with("customer", customer.name.as_str()));
    if !enrolled {
        return says(RefusalCode::NotEnrolled);
    }
    if customer.kind == CustomerKind::Indirect { says(RefusalCode::NotDirectCustomer) } else { Ok(()) }
}

/// The providers that `customer` can be put with: those that the partner accepted (R73), and that it is not with yet (R81).
///
/// # Errors
/// `not-enrolled` (R74), `not-direct-customer` (R75), `no-provider`, `already-related` where it is with all of them.
pub fn candidates<'a>(
    enrolled: bool,
    customer: &Customer,
    partnerships: &'a [Partnership],
) -> Result<Vec<&'a Partnership>, Refusal> {
    let says = |code: RefusalCode| Refusal::new(code).with("customer", customer.name.as_str());
    check_customer(enrolled, customer)?;
    let accepted: Vec<&Partnership> = partnerships.iter().filter(|it| it.state == PartnershipState::Active).collect();
    let Some(first) = accepted.first() else { return Err(says(RefusalCode::NoProvider)) };
    let name = first.name.as_str();
    let free: Vec<&Partnership> = accepted.iter().copied().filter(|it| customer.provider(&it.tenant).is_none()).collect();
    if free.is_empty() { Err(says(RefusalCode::AlreadyRelated).with("provider", name)) } else { Ok(free) }
}

/// Says whether `customer` can be put with `provider` now, and the consent is there.
///
/// # Errors
/// In this order: `not-enrolled`, `not-direct-customer`, `no-provider`, `provider-not-partnered`, `already-related`,
/// `consent-missing`.
pub fn check(
    enrolled: bool,
    customer: &Customer,
    partnerships: &[Partnership],
    provider: &TenantId,
    consent: bool,
) -> Result<(), Refusal> {
    let says = |code: RefusalCode| Refusal::new(code).with("customer", customer.name.as_str());
    match candidates(enrolled, customer, partnerships) {
        // It is told of the provider that was asked for.
        Err(refusal) if refusal.code != RefusalCode::AlreadyRelated => return Err(refusal),
        _ => {}
    }
    let known = partnerships.iter().find(|it| it.tenant == *provider);
    let name = known.map(|it| it.name.as_str()).or_else(|| customer.provider(provider).map(|it| it.name.as_str()));
    let of_provider = |code: RefusalCode| says(code).with("provider", name.unwrap_or_default());
    if known.is_none_or(|it| it.state != PartnershipState::Active) {
        return Err(of_provider(RefusalCode::ProviderNotPartnered));
    }
    if customer.provider(provider).is_some() {
        return Err(of_provider(RefusalCode::AlreadyRelated));
    }
    if consent { Ok(()) } else { Err(says(RefusalCode::ConsentMissing)) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::customer::{RelatedProvider, RelationMethod};
    use crate::domain::fixtures;

    fn tenant(word: &str) -> TenantId {
        TenantId::parse(word).unwrap()
    }

    fn partnership(word: &str, state: PartnershipState) -> Partnership {
        Partnership { tenant: tenant(word), name: word.to_uppercase(), mpn_id: None, location: None, state, since: None }
    }

    fn customer(kind: CustomerKind, providers: &[&str]) -> Customer {
        Customer {
            name: "Adventure Works".to_owned(),
            kind,
            providers: providers
                .iter()
                .map(|word| RelatedProvider {
                    tenant: tenant(word),
                    name: word.to_uppercase(),
                    since: None,
                    method: RelationMethod::Extension,
                    delegated_admin: false,
                })
                .collect(),
            ..fixtures::customer()
        }
    }

    // R73, R74, R75, R79, R80, R81
    #[test]
    fn an_extension_is_for_direct_customers_accepted_providers_and_a_confirmed_consent() {
        use CustomerKind::{Direct, Indirect};
        use PartnershipState::{Active, Removed};
        use RefusalCode as R;

        let all = [partnership("one", Active), partnership("two", Active), partnership("gone", Removed)];
        let cases = [
            ((true, Direct, &[][..], &all[..], "one", true), None),
            // The second provider of a customer is extended to by itself.
            ((true, Direct, &["one"], &all, "two", true), None),
            ((false, Direct, &[], &all, "one", true), Some(R::NotEnrolled)),
            ((true, Indirect, &[], &all, "one", true), Some(R::NotDirectCustomer)),
            ((true, Direct, &[], &[], "one", true), Some(R::NoProvider)),
            ((true, Direct, &[], &all[2..], "gone", true), Some(R::NoProvider)),
            ((true, Direct, &[], &all, "gone", true), Some(R::ProviderNotPartnered)),
            ((true, Direct, &[], &all, "stranger", true), Some(R::ProviderNotPartnered)),
            ((true, Direct, &["ONE"], &all, "one", true), Some(R::AlreadyRelated)),
            ((true, Direct, &["one", "two"], &all, "two", true), Some(R::AlreadyRelated)),
            ((true, Direct, &[], &all, "one", false), Some(R::ConsentMissing)),
        ];
        for ((enrolled, kind, related, all, provider, consent), code) in cases {
            let outcome = check(enrolled, &customer(kind, related), all, &tenant(provider), consent);
            assert_eq!(outcome.as_ref().err().map(|refusal| refusal.code), code, "{enrolled} {kind:?} {related:?} {provider}");
            if let Err(refusal) = outcome {
                assert_eq!(refusal.value("customer"), Some("Adventure Works"));
            }
        }
        let free = |related: &[&str]| {
            let customer = customer(Direct, related);
            candidates(true, &customer, &all).map(|free| free.len()).map_err(|refusal| refusal.code)
        };
        assert_eq!((free(&[]), free(&["two"]), free(&["one", "two"])), (Ok(2), Ok(1), Err(R::AlreadyRelated)));
    }

    proptest! {
        #[test]
        fn what_can_be_chosen_can_be_made_and_nothing_else(
            enrolled: bool,
            indirect: bool,
            related in proptest::collection::vec("[abc]", 0..3),
            allied in proptest::collection::vec(("[abcd]", any::<bool>()), 0..4),
            consent: bool,
        ) {
            let kind = if indirect { CustomerKind::Indirect } else { CustomerKind::Direct };
            let names: Vec<&str> = related.iter().map(String::as_str).collect();
            let customer = customer(kind, &names);
            let mut all: Vec<Partnership> = Vec::new();
            for (word, active) in &allied {
                if all.iter().all(|it| it.tenant != tenant(word)) {
                    all.push(partnership(word, if *active { PartnershipState::Active } else { PartnershipState::Removed }));
                }
            }
            let free = candidates(enrolled, &customer, &all).unwrap_or_default();
            for word in ["a", "b", "c", "d"] {
                let offered = free.iter().any(|it| it.tenant == tenant(word));
                prop_assert_eq!(check(enrolled, &customer, &all, &tenant(word), consent).is_ok(), offered && consent);
            }
        }
    }

    // R79, R171
    #[test]
    fn consents_are_written_with_who_confirmed_them_and_a_note_is_no_formula() {
        let consent = Consent {
            confirmed_by: "Björn Åkesson".to_owned(),
            confirmed_on: Some("2026-11-12T09:00:00Z".parse().unwrap()),
            text_version: "2026-11-21".to_owned(),
            shared_on: None,
            note: "=by phone".to_owned(),
        };
        let file = csv(Separator::Comma, [(&fixtures::customer(), "Fabrikam", &consent)].into_iter());
        let row = file.split("\r\n").nth(1).unwrap();
        assert_eq!(row, "Northwind,c1,Fabrikam,Björn Åkesson,2026-11-12T09:00:00Z,2026-11-21,,'=by phone");
    }
}
