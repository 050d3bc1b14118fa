//! Customers, their profiles, and their partners.

use crossover::domain::address::Address;
use crossover::domain::customer::CustomerKind;
use crossover::domain::new_customer::{Buyer, NewCustomer};
use crossover::domain::organisation::Side;
use crossover::domain::partnership::PartnershipState;
use crossover::domain::refusal::RefusalCode;
use crossover::wire::customer_profile;
use crossover::wire::json::Node;
use crossover::wire::whole::{Whole, put};
use futures_executor::block_on;
use serde_json::json;

use crate::harness::{Check, customer, fixture, fixture_json, id, record, reply};

const RESELLER: &str = "484e548c-f5f3-4528-93a9-c16c6373cb59";

pub(crate) const CHECKS: &[(&str, Check)] = &[
    ("customers.list.response-200.json", |sample| {
        let list = sample.gives(|client| block_on(client.list_customers()));
        let ids: Vec<&str> = list.iter().map(|customer| customer.id.as_str()).collect();
        assert_eq!(ids, ["b44bb1fb-c595-45b0-9e09-d657365580bf", "45c44870-ef77-4fdd-b6fe-3dacb075cff2"]);
        assert_eq!(
            (list[0].name.as_str(), list[0].domain.as_str(), list[0].relationship.as_str()),
            ("companyName", "domain", "reseller")
        );
        assert_eq!(list[0].kind, CustomerKind::Unknown);
    }),
    ("customers.of-indirect-reseller.response-200.json", |sample| {
        let list = sample.gives(|client| block_on(client.list_customers_of(&id!(TenantId, RESELLER))));
        let names: Vec<&str> = list.iter().map(|customer| customer.name.as_str()).collect();
        assert_eq!(names, ["FourthCoffee137", "Wingtip Toys1254789149"]);
        let (_, sent) =
            record(vec![reply(200, &sample.text)], |client| block_on(client.list_customers_of(&id!(TenantId, RESELLER))));
        let filter: serde_json::Value = serde_json::from_str(sent[0].query_value("filter").unwrap()).unwrap();
        assert_eq!(filter, json!({ "Field": "IndirectReseller", "Value": RESELLER, "Operator": "starts_with" }));
    }),
    ("customers.get.response-200.json", |sample| {
        let found = sample.gives(|client| block_on(client.customer(&customer())));
        assert_eq!(found.id, id!(CustomerId, "eebd1b55-5360-4438-a11d-5c06918c3014"));
        assert_eq!((found.name.as_str(), found.country.as_deref()), ("1kl as kjk", Some("US")));
    }),
    ("customers.company-profile.response-200.json", |sample| {
        let profile = sample.gives(|client| block_on(client.company_profile(&customer())));
        assert_eq!(profile.tenant, id!(TenantId, "4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04"));
        assert_eq!(profile.company_name, "DT Demo CSP Customer 005");
        assert_eq!(profile.domain, "dtdemocspcustomer005.onmicrosoft.com");
        assert_eq!(profile.registration_number, None);
    }),
    ("customers.billing-profile.get.response-200.json", |sample| {
        let held = sample.gives(|client| block_on(client.bill_to(&customer())));
        assert_eq!((held.view.culture.as_str(), held.view.language.as_str()), ("en-US", "en"));
        assert_eq!((held.view.address.line_1.as_str(), held.view.address.phone.as_str()), ("1 Microsoft Way", "4255555555"));
        assert_eq!(held.etag().as_deref(), Some("<etag>"));
    }),
    ("customers.billing-profile.put.request.json", |sample| {
        // The two samples are of different profiles; the one that is read gets the id of the one that is sent.
        let mut raw = fixture_json("customers.billing-profile.get.response-200.json");
        put(&mut raw, &["id"], json!("a58ceba5-60ac-48e4-a0bc-2a855811807a"));
        let held = Whole::new(customer_profile::read_bill_to(Node::new(&raw)), raw);
        let mut new = held.view.clone();
        new.address.line_1 = String::from("One Microsoft Way");
        let answer = || vec![reply(200, &sample.text)];
        let changed = sample.is_sent_by(answer(), |client| block_on(client.change_bill_to(&customer(), &held, &new))).unwrap();
        assert_eq!(changed.view, new);
        let (_, sent) = record(answer(), |client| block_on(client.change_bill_to(&customer(), &held, &new)));
        assert_eq!(sent[0].header_value("If-Match"), Some("\"<etag>\""));
    }),
    ("customers.create-for-indirect-reseller.request.json", |sample| {
        let answer = vec![reply(201, &fixture("customers.create-for-indirect-reseller.response-201.json"))];
        assert!(sample.is_sent_by(answer, |client| block_on(client.create_customer(&wingtip()))).is_ok());
    }),
    ("customers.create-for-indirect-reseller.response-201.json", |sample| {
        let created = sample.gives(|client| block_on(client.create_customer(&wingtip())));
        assert_eq!(created.customer.id, id!(CustomerId, "626099fe-17af-4756-9fd0-6a73b7127859"));
        assert_eq!(created.customer.kind, CustomerKind::Indirect);
        assert_eq!(created.reseller, Some(id!(TenantId, RESELLER)));
        let credentials = created.credentials.unwrap();
        assert_eq!((credentials.user_name.as_str(), credentials.password.as_str()), ("admin", "0Krha*Io"));
    }),
    ("customers.remove-relationship.request.json", |sample| {
        // The service answers with a customer whose members are null.
        let answer = vec![reply(200, r#"{"Id":null,"CommerceId":null,"CompanyProfile":null,"RelationshipToPartner":"none"}"#)];
        assert_eq!(sample.is_sent_by(answer, |client| block_on(client.end_relation(&customer()))), Ok(()));
    }),
    ("customers.relationships.response-200.json", |sample| {
        let partners = sample.gives(|client| block_on(client.list_customer_partners(&customer())));
        let [partner] = &partners[..] else { panic!("one") };
        assert_eq!((partner.name.as_str(), &partner.state), ("First Up Consultants", &PartnershipState::Active));
        assert_eq!((&partner.tenant, partner.mpn_id.clone()), (&id!(TenantId, RESELLER), Some(id!(MpnId, "4847383"))));
        let (none, _) = record(vec![reply(200, "null")], |client| block_on(client.list_customer_partners(&customer())));
        assert_eq!(none, Ok(Vec::new()), "no partner may come as null");
    }),
    ("relationships.list-indirect-resellers.response-200.json", |sample| {
        let list = sample.gives(|client| block_on(client.list_partnerships(Side::Provider)));
        let found: Vec<(&str, Option<&str>)> = list.iter().map(|it| (it.name.as_str(), it.location.as_deref())).collect();
        assert_eq!(found, [("First Up Consultants", Some("US")), ("ReleCloud", Some("BR"))]);
        assert!(list.iter().all(|it| it.state == PartnershipState::Active));
    }),
    ("relationships.request-url.response-200.json", |sample| {
        let link = sample.gives(|client| block_on(client.customer_link(None, None)));
        assert_eq!(link, sample.json()["url"].as_str().unwrap(), "byte for byte");
    }),
];

fn wingtip() -> NewCustomer {
    let text = str::to_owned;
    NewCustomer {
        domain: text("WingtipToys678152504.onmicrosoft.com"),
        company_name: text("Wingtip Toys678152504"),
        registration_number: None,
        email: text("Gena@wingtiptoys.com"),
        culture: text("EN-US"),
        language: text("En"),
        address: Address {
            country: text("US"),
            city: text("Redmond"),
            state: text("WA"),
            line_1: text("One Microsoft Way"),
            postal_code: text("98052"),
            first_name: text("Gena"),
            last_name: text("Soto"),
            phone: text("4255550101"),
            ..Address::default()
        },
        buyer: Buyer::ProviderFor(id!(TenantId, RESELLER)),
    }
}

#[test]
fn a_registration_number_is_sent_where_it_is_given_and_nowhere_else() {
    let number = |new: &NewCustomer| {
        crossover::wire::new_customer::write(new)["companyProfile"].get("organizationRegistrationNumber").cloned()
    };
    assert_eq!(number(&wingtip()), None);
    assert_eq!(number(&NewCustomer { registration_number: Some("123".to_owned()), ..wingtip() }), Some(json!("123")));
}

#[test]
fn a_customer_that_no_reseller_was_attached_to_is_told_apart() {
    let mut body = fixture_json("customers.create-for-indirect-reseller.response-201.json");
    body.as_object_mut().unwrap().remove("associatedPartnerId");
    let (created, _) = record(vec![reply(200, &body.to_string())], |client| block_on(client.create_customer(&wingtip())));
    assert_eq!(created.unwrap().reseller, None);
}

#[test]
fn a_link_between_provider_and_reseller_names_both() {
    let (provider, reseller) = (id!(TenantId, "p"), id!(TenantId, "r"));
    let (_, sent) = record(vec![reply(200, "{}")], |client| block_on(client.customer_link(Some((&provider, &reseller)), None)));
    let expected = "/v1/customers/relationshiprequests?indirectCloudSolutionProviderId=p&indirectResellerId=r&dualRoleIndirectRelationship=true";
    assert_eq!(sent[0].target(), expected);
}

#[test]
fn later_pages_are_asked_for_by_token_alone() {
    let page = |id: &str, next: &str| reply(200, &format!(r#"{{"totalCount":9,"items":[{{"id":"{id}"}}]{next}}}"#));
    let printed = r#","links":{"next":{"uri":"/customers","headers":[{"key":"MS-ContinuationToken","value":"two"}]}}"#;
    let pages = vec![page("a", r#","continuationToken":"one""#), page("b", printed), page("c", "")];
    let (list, sent) = record(pages, |client| block_on(client.list_customers_of(&id!(TenantId, RESELLER))));
    assert_eq!(list.unwrap().len(), 3, "all pages, whatever totalCount says");
    let asked: Vec<_> =
        sent[1..].iter().map(|request| (request.target(), request.header_value("MS-ContinuationToken"))).collect();
    let next = "/v1/customers?seekOperation=Next".to_owned();
    assert_eq!(asked, [(next.clone(), Some("one")), (next, Some("two"))]);
}

#[test]
fn a_list_that_never_ends_is_left() {
    for body in [r#"{"items":[{"id":"a"}],"continuationToken":"same"}"#, r#"{"items":[],"continuationToken":"same"}"#] {
        let (list, sent) = record(vec![reply(200, body)], |client| block_on(client.list_customers()));
        assert!(list.is_ok() && sent.len() <= 2, "{body}: {} requests", sent.len());
    }
}

#[test]
fn a_stale_version_is_told_apart_in_all_its_forms() {
    let raw = fixture_json("customers.billing-profile.get.response-200.json");
    let held = Whole::new(customer_profile::read_bill_to(Node::new(&raw)), raw);
    for (status, body) in [(400, r#"{"code":2055}"#), (412, ""), (417, r#"{"code":800036}"#), (412, r#"{"code":990060}"#)] {
        let (outcome, _) =
            record(vec![reply(status, body)], |client| block_on(client.change_bill_to(&customer(), &held, &held.view)));
        assert_eq!(outcome.unwrap_err().cause, crossover::api::error::Cause::Stale, "{status} {body}");
    }
    let (outcome, _) =
        record(vec![reply(404, r#"{"code":60003}"#)], |client| block_on(client.change_bill_to(&customer(), &held, &held.view)));
    assert!(outcome.unwrap_err().is(RefusalCode::NotFound));
}
