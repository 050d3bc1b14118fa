//! Each documented refusal of creating and accepting a request.

use crossover::api::http::Method;
use crossover::domain::refusal::RefusalCode;
use crossover::domain::transfer::NewTransfer;
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use serde_json::{Value, json};

use super::desk::{
    Desk, PARTNER, PROVIDER, body, customer, mpn, new_transfer, northwind_transfer, refused, run, subscription, tenant,
};

/// Tries to create a request for the first subscription of `name`.
fn create(desk: &Desk, name: &str, alter: impl FnOnce(&mut NewTransfer)) -> Result<(), crossover::api::error::ApiError> {
    let partner = desk.seat(PARTNER);
    let id = customer(&partner, name).id;
    let first = run(partner.list_subscriptions(&id)).unwrap()[0].id.clone();
    let mut new = new_transfer(&[&first]);
    alter(&mut new);
    run(partner.create_transfer(&id, &new)).map(drop)
}

// R89
#[test]
fn before_enrolment_nothing_can_be_transferred() {
    let desk = Desk::open(Scenario::Fresh);
    refused(create(&desk, "Northwind Traders", |_| ()), RefusalCode::NotEnrolled, 403, 990_011);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    refused(run(partner.transfer_eligibility(&northwind)), RefusalCode::NotEnrolled, 403, 990_011);
}

// R90, R100
#[test]
fn the_customer_has_to_be_moved_to_that_provider_first() {
    let desk = Desk::open(Scenario::Partnered);
    let error = refused(create(&desk, "Northwind Traders", |_| ()), RefusalCode::CustomerNotMoved, 409, 990_041);
    assert_eq!(error.refusal().unwrap().value("customer"), Some("Northwind Traders"));
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    refused(run(partner.transfer_eligibility(&northwind)), RefusalCode::CustomerNotMoved, 409, 990_041);
    // Another provider than the one that the customer was moved to.
    let desk = Desk::open(Scenario::Ready);
    let other = |new: &mut NewTransfer| new.target = Company::Proseware.tenant_id();
    refused(create(&desk, "Northwind Traders", other), RefusalCode::CustomerNotMoved, 409, 990_041);
    let nobody = |new: &mut NewTransfer| new.target = tenant("00000000-0000-4000-8000-000000000000");
    refused(create(&desk, "Northwind Traders", nobody), RefusalCode::CustomerNotMoved, 409, 990_041);
}

// R91, R86, R88: the relation is what Lucerne has, the agreement what the others lack.
#[test]
fn the_agreement_has_to_be_in_force() {
    use crossover::domain::customer::AgreementState;
    use crossover::domain::prerequisite::Prerequisite;
    let desk = Desk::open(Scenario::Ready);
    let partner = desk.seat(PARTNER);
    let provider = Company::Fabrikam.tenant_id();
    let mut related = customer(&partner, "Northwind Traders");
    let cases = [
        (AgreementState::AdminCenter, None),
        (AgreementState::Provider, None),
        (AgreementState::PartnerAttested, Some(RefusalCode::McaNotRetained)),
        (AgreementState::Missing, Some(RefusalCode::McaMissing)),
        (AgreementState::Unknown, Some(RefusalCode::McaMissing)),
    ];
    for (state, code) in cases {
        related.agreement = state;
        let outcome = Prerequisite::check_all(true, &related, Some(&provider)).err().map(|refusal| refusal.code);
        assert_eq!(outcome, code, "{state:?}");
    }
    let states = ["Northwind Traders", "Adventure Works", "Wide World Importers", "Humongous Insurance"].map(|name| {
        let id = customer(&partner, name).id;
        run(partner.agreement_state(&id)).unwrap()
    });
    let listed = ["Northwind Traders", "Adventure Works", "Wide World Importers", "Humongous Insurance"]
        .map(|name| customer(&partner, name).agreement);
    assert_eq!(
        states,
        [AgreementState::AdminCenter, AgreementState::PartnerAttested, AgreementState::Missing, AgreementState::Unknown]
    );
    assert_eq!(states, listed, "both ways of asking say the same");
}

// R105, R150
#[test]
fn the_partner_of_record_has_to_be_the_callers_own_location_id() {
    let cases = [
        ("999", RefusalCode::PartnerIdUnknown, 404, 800_015),
        (Company::Fabrikam.mpn(), RefusalCode::PartnerIdNotReseller, 400, 800_016),
        ("7120782", RefusalCode::PartnerIdNotReseller, 400, 800_016),
        ("7120561", RefusalCode::PartnerIdMpa, 403, 900_123),
        ("7120678", RefusalCode::PartnerIdRegion, 400, 2201),
        ("6812300", RefusalCode::PartnerIdGlobal, 400, 800_016),
        ("7120455", RefusalCode::FieldInvalid, 400, 800_002),
    ];
    let desk = Desk::open(Scenario::Ready);
    for (id, code, status, service_code) in cases {
        let with = |new: &mut NewTransfer| new.partner_of_record = Some(mpn(id));
        refused(create(&desk, "Northwind Traders", with), code, status, service_code);
    }
    create(&desk, "Northwind Traders", |_| ()).unwrap();
}

// R105: each line counts, not the first alone.
#[test]
fn every_line_has_its_partner_of_record_checked() {
    let desk = Desk::open(Scenario::Ready);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let e3 = subscription(&partner, &northwind, "Office 365 E3").id;
    let intune = subscription(&partner, &northwind, "Intune").id;
    let path = format!("/v1/customers/{northwind}/transfers");
    let sent = |second: Value| {
        json!({
            "SourcePartnerTenantId": Company::Contoso.tenant(),
            "TargetPartnerTenantId": Company::Fabrikam.tenant().to_uppercase(),
            "LineItems": [
                { "SubscriptionId": e3.as_str().to_uppercase(), "PartnerIdOnRecord": Company::Contoso.mpn() },
                { "SubscriptionId": intune.as_str(), "PartnerIdOnRecord": second },
            ],
        })
    };
    let wrong = body(&desk.ask(PARTNER, Method::Post, &path, Some(&sent(json!("12a")))));
    assert_eq!((&wrong["code"], &wrong["data"][0]["reason"]), (&json!(800_002), &json!("partner-id-not-numeric")));
    let wrong = body(&desk.ask(PARTNER, Method::Post, &path, Some(&sent(json!(999)))));
    assert_eq!(wrong["code"], json!(800_015));
    // PascalCase, numbers as ids and upper-case GUIDs are fine (1.1, 1.4).
    let number: u64 = Company::Contoso.mpn().parse().unwrap();
    assert_eq!(desk.ask(PARTNER, Method::Post, &path, Some(&sent(json!(number)))).status, 201);
}

// R101, R103
#[test]
fn a_request_that_makes_no_sense_is_refused_whole() {
    let desk = Desk::open(Scenario::Ready);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let e3 = subscription(&partner, &northwind, "Office 365 E3").id;
    let audio = subscription(&partner, &northwind, "Audio Conferencing").id;
    let litware = customer(&partner, "Litware").id;
    let foreign = subscription(&partner, &litware, "Office 365 E3").id;
    let path = format!("/v1/customers/{northwind}/transfers");
    let (own, target) = (Company::Contoso.tenant(), Company::Fabrikam.tenant());
    let lines = |ids: &[&str]| ids.iter().map(|id| json!({ "subscriptionId": id })).collect::<Vec<_>>();
    let sent = |source: &str, target: &str, ids: &[&str]| json!({ "sourcePartnerTenantId": source, "targetPartnerTenantId": target, "lineItems": lines(ids) });
    let cases = [
        (sent(own, target, &[]), 800_002),
        (sent(target, own, &[e3.as_str()]), 800_002),
        (sent(own, own, &[e3.as_str()]), 800_002),
        (sent(own, target, &[e3.as_str(), e3.as_str()]), 800_002),
        (sent(own, target, &[e3.as_str(), ""]), 800_002),
        (sent(own, target, &[audio.as_str()]), 800_078),
        (sent(own, target, &[e3.as_str(), audio.as_str()]), 800_078),
        (sent(own, target, &[foreign.as_str()]), 800_078),
        (sent(own, target, &["00000000-0000-4000-8000-000000000000"]), 800_078),
        (json!([]), 800_002),
        (Value::Null, 800_002),
    ];
    for (sent, code) in cases {
        let reply = desk.ask(PARTNER, Method::Post, &path, Some(&sent));
        assert_eq!((reply.status, &body(&reply)["code"]), (400, &json!(code)), "{sent}");
    }
    assert!(run(partner.list_transfers(&northwind)).unwrap().is_empty());
    let broken = desk.call(PARTNER, {
        let mut request = crossover::api::http::Request::new(Method::Post, &["v1", "customers", northwind.as_str(), "transfers"]);
        request.body = Some("{\"lineItems\":".to_owned());
        request
    });
    assert_eq!((broken.status, &body(&broken)["code"]), (400, &json!(800_002)));
}

// R154: what the service answers when two decide at once.
#[test]
fn somebody_else_decides_at_the_same_moment() {
    let desk = Desk::open(Scenario::Requested);
    let provider = desk.seat(PROVIDER);
    let (northwind, transfer) = northwind_transfer(&provider);
    desk.provoke("POST /v1/customers=409:900104x1");
    refused(run(provider.accept_transfer(&northwind, &transfer.id)), RefusalCode::TransferBusy, 409, 900_104);
    run(provider.accept_transfer(&northwind, &transfer.id)).unwrap();
}

// R154
#[test]
fn a_rejection_names_the_transfer_that_it_rejects() {
    let desk = Desk::open(Scenario::Requested);
    let provider = desk.seat(PROVIDER);
    let (northwind, transfer) = northwind_transfer(&provider);
    let path = format!("/v1/customers/{northwind}/transfers/{}", transfer.id);
    for sent in [json!({ "status": "complete" }), json!({ "id": "other", "status": "reject" }), json!({})] {
        let reply = desk.ask(PROVIDER, Method::Patch, &path, Some(&sent));
        assert_eq!((reply.status, &body(&reply)["code"]), (400, &json!(800_002)), "{sent}");
    }
    let reply = desk.ask(PROVIDER, Method::Patch, &path, Some(&json!({ "Id": transfer.id.as_str(), "Status": "Reject" })));
    assert_eq!((reply.status, &body(&reply)["status"]), (200, &json!("Reject")));
}

#[test]
fn an_address_that_is_none_and_a_method_that_is_none_are_told_apart() {
    let desk = Desk::open(Scenario::Ready);
    let northwind = customer(&desk.seat(PARTNER), "Northwind Traders").id;
    for path in ["/", "/v1", "/v1/nothing", "/customers", "/v2/customers", &format!("/v1/customers/{northwind}/nothing")] {
        assert_eq!(desk.ask(PARTNER, Method::Get, path, None).status, 404, "{path}");
    }
    let reply = desk.ask(PARTNER, Method::Put, &format!("/v1/customers/{northwind}/transfers"), None);
    assert_eq!((reply.status, reply.header("Allow")), (405, Some("GET, POST")));
    assert_eq!(desk.ask(PARTNER, Method::Post, "/v1/me", None).status, 405);
}

#[test]
fn nobody_is_served_without_a_token() {
    let desk = Desk::open(Scenario::Ready);
    let bare = crossover::api::http::Request::get(&["v1", "customers"]);
    for token in [None, Some("Bearer nobody"), Some("partner-owner"), Some("Bearer ")] {
        let request = match token {
            Some(token) => bare.clone().header("Authorization", token),
            None => bare.clone(),
        };
        let reply = desk.simulation().answer(&request);
        assert_eq!((reply.status, &body(&reply)["code"]), (401, &json!(400)), "{token:?}");
    }
    assert_eq!(desk.call(Persona::PartnerReader, bare).status, 200);
}
