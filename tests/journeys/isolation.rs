//! Nothing of another organisation is visible; asking for it answers as if it did not exist (domain.md 3.5, invariant 11).

use crossover::api::http::{Method, Reply};
use crossover::domain::organisation::Side;
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use serde_json::{Value, json};

use super::desk::{Desk, PARTNER, PROVIDER, RIVAL, customer, northwind_transfer, run};

const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

fn essence(reply: &Reply) -> (u16, &str) {
    (reply.status, &reply.body)
}

// R8, R107
#[test]
fn a_rival_sees_the_same_as_for_something_that_is_missing() {
    for scenario in Scenario::ALL {
        let desk = Desk::open(scenario);
        let rival = desk.seat(RIVAL);
        assert!(run(rival.list_customers()).unwrap().is_empty());
        assert!(run(rival.list_partnerships(Side::Provider)).unwrap().is_empty());
        let partner = desk.seat(PARTNER);
        for known in run(partner.list_customers()).unwrap() {
            let subscription =
                run(partner.list_subscriptions(&known.id)).unwrap().first().map_or(NOBODY.to_owned(), |it| it.id.to_string());
            let transfer =
                run(partner.list_transfers(&known.id)).unwrap().first().map_or(NOBODY.to_owned(), |it| it.id.to_string());
            let paths = |customer: &str, subscription: &str, transfer: &str| {
                let base = format!("/v1/customers/{customer}");
                let own = format!("{base}/transfers/{transfer}");
                [
                    (Method::Get, base.clone(), None),
                    (Method::Get, format!("{base}/profiles/company"), None),
                    (Method::Get, format!("{base}/relationships"), None),
                    (Method::Get, format!("{base}/subscriptions"), None),
                    (Method::Get, format!("{base}/subscriptions/{subscription}"), None),
                    (Method::Get, format!("{base}/subscriptions/{subscription}/addons"), None),
                    (Method::Patch, format!("{base}/subscriptions/{subscription}"), Some(json!({ "quantity": 1 }))),
                    (Method::Get, format!("{base}/agreements"), None),
                    (Method::Get, format!("{base}/directSignedMicrosoftCustomerAgreementStatus"), None),
                    (Method::Get, format!("{base}/transferseligibility"), None),
                    (Method::Get, format!("{base}/transfers"), None),
                    (Method::Post, format!("{base}/transfers"), Some(json!({}))),
                    (Method::Get, own.clone(), None),
                    (Method::Delete, own.clone(), None),
                    (Method::Patch, own.clone(), Some(json!({ "status": "reject" }))),
                    (Method::Post, format!("{own}/accept"), None),
                    (Method::Get, format!("{own}/review"), None),
                    (Method::Patch, format!("{own}/review"), Some(json!({ "rejectionReason": "x" }))),
                    (Method::Get, format!("{own}/notices"), None),
                    (Method::Post, format!("{own}/notices"), Some(json!({}))),
                ]
            };
            let real = paths(known.id.as_str(), &subscription, &transfer);
            let missing = paths(NOBODY, NOBODY, NOBODY);
            for ((method, path, sent), (_, nowhere, _)) in real.iter().zip(&missing) {
                let (here, there) =
                    (desk.ask(RIVAL, *method, path, sent.as_ref()), desk.ask(RIVAL, *method, nowhere, sent.as_ref()));
                assert_eq!(here.status, 404, "{} {path}", method.word());
                assert_eq!(essence(&here), essence(&there), "{} {path}", method.word());
            }
        }
        assert_eq!(desk.revision(), 0, "nothing acted");
    }
}

// R8: among the parties too, each sees its own only.
#[test]
fn a_party_sees_its_own_and_nothing_of_the_other() {
    let desk = Desk::open(Scenario::Complete);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let (northwind, transfer) = northwind_transfer(&partner);
    let (here, there) =
        (run(partner.list_subscriptions(&northwind)).unwrap(), run(provider.list_subscriptions(&northwind)).unwrap());
    assert!(here.iter().all(|own| there.iter().all(|other| other.id != own.id)));
    let unknown = desk.ask(PARTNER, Method::Get, &format!("/v1/customers/{northwind}/subscriptions/{NOBODY}"), None);
    for (persona, foreign) in [(PARTNER, &there), (PROVIDER, &here)] {
        for subscription in foreign {
            let path = format!("/v1/customers/{northwind}/subscriptions/{}", subscription.id);
            assert_eq!(essence(&desk.ask(persona, Method::Get, &path, None)), essence(&unknown));
        }
    }
    // The provider knows the customers that it is related to, and no others.
    let names: Vec<String> = run(provider.list_customers()).unwrap().into_iter().map(|customer| customer.name).collect();
    assert_eq!(names, ["Northwind Traders", "Litware", "Tailspin Toys", "Lucerne Publishing"]);
    let adventure = customer(&partner, "Adventure Works").id;
    let path = |id: &str| format!("/v1/customers/{id}/transfers/{}", transfer.id);
    let (foreign, missing) = (path(adventure.as_str()), path(NOBODY));
    assert_eq!(
        essence(&desk.ask(PROVIDER, Method::Get, &foreign, None)),
        essence(&desk.ask(PROVIDER, Method::Get, &missing, None)),
    );
}

#[test]
fn no_answer_names_an_organisation_that_is_no_party() {
    let desk = Desk::open(Scenario::Verified);
    for persona in Persona::ALL {
        let text =
            desk.ask(persona, Method::Get, "/v1/customers", None).body + &desk.ask(persona, Method::Get, "/v1/me", None).body;
        for company in [Company::Proseware, Company::Woodgrove] {
            assert_eq!(
                text.contains(company.name()),
                persona.company() == company,
                "{} reads of {}",
                persona.word(),
                company.name()
            );
        }
    }
    let own: Value = serde_json::from_str(&desk.ask(RIVAL, Method::Get, "/v1/customers", None).body).unwrap();
    assert_eq!(own["totalCount"], json!(0));
}
