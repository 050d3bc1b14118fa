//! A write acts once: answers that are lost, ids that are used again (domain.md 3.5, invariant 12; R174).

use crossover::api::http::{Method, Request};
use crossover::domain::refusal::RefusalCode;
use crossover::domain::transfer::TransferStatus;
use crossover::sim::Simulation;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use crossover::wire::transfer;
use serde_json::json;

use super::desk::{Desk, PARTNER, PROVIDER, body, customer, new_transfer, northwind_transfer, refused, run, subscription};

/// A create of Northwind's E3 with the MS-RequestId `id`.
fn create(desk: &Desk, id: &str) -> Request {
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let e3 = subscription(&partner, &northwind, "Office 365 E3").id;
    Request::new(Method::Post, &["v1", "customers", northwind.as_str(), "transfers"])
        .header("MS-RequestId", id)
        .json(&transfer::write_new(&new_transfer(&[&e3])))
}

// R103, R174
#[test]
fn a_lost_answer_is_asked_for_again_and_there_is_one_request() {
    let desk = Desk::open(Scenario::Ready);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let new = new_transfer(&[&subscription(&partner, &northwind, "Office 365 E3").id]);
    for effect in ["late", "malformed"] {
        desk.provoke(&format!("POST /v1/customers={effect}x1"));
        assert!(run(partner.create_transfer(&northwind, &new)).is_err());
        assert!(desk.is_calm());
        let known = run(partner.list_transfers(&northwind)).unwrap();
        let made = run(partner.create_transfer(&northwind, &new)).unwrap();
        assert_eq!(known.last(), Some(&made), "{effect}: the first outcome again");
        run(partner.withdraw_transfer(&northwind, &made.id)).unwrap();
    }
    assert_eq!(run(partner.list_transfers(&northwind)).unwrap().len(), 2);
}

// R103, R174: what the earlier try made may have been ended since, by somebody who saw it.
#[test]
fn a_lost_create_that_was_ended_since_is_made_anew() {
    let desk = Desk::open(Scenario::Ready);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let northwind = customer(&partner, "Northwind Traders").id;
    let new = new_transfer(&[&subscription(&partner, &northwind, "Office 365 E3").id]);
    desk.provoke("POST /v1/customers=latex1");
    assert!(!partner.awaits_create(&northwind, &new));
    assert!(run(partner.create_transfer(&northwind, &new)).is_err());
    assert!(partner.awaits_create(&northwind, &new));
    let first = run(provider.list_transfers(&northwind)).unwrap().remove(0);
    run(provider.reject_transfer(&northwind, &first.id)).unwrap();
    let made = run(partner.create_transfer(&northwind, &new)).unwrap();
    assert_ne!(made.id, first.id);
    assert_eq!(made.status, TransferStatus::Active);
    assert!(!partner.awaits_create(&northwind, &new));
}

// R107, R154: the same for the decisions.
#[test]
fn a_lost_decision_is_repeated_as_success() {
    let desk = Desk::open(Scenario::Requested);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let (northwind, transfer) = northwind_transfer(&partner);
    desk.provoke("POST /v1/customers=latex1");
    assert!(run(provider.accept_transfer(&northwind, &transfer.id)).is_err());
    run(provider.accept_transfer(&northwind, &transfer.id)).unwrap();

    let desk = Desk::open(Scenario::Requested);
    let partner = desk.seat(PARTNER);
    desk.provoke("DELETE /v1/customers=latex1");
    assert!(run(partner.withdraw_transfer(&northwind, &transfer.id)).is_err());
    run(partner.withdraw_transfer(&northwind, &transfer.id)).unwrap();
    assert_eq!(run(partner.transfer(&northwind, &transfer.id)).unwrap().status, TransferStatus::Withdrawn);
    // Asked for anew it is refused as closed: nothing hides that it was done before.
    refused(run(partner.withdraw_transfer(&northwind, &transfer.id)), RefusalCode::TransferClosed, 400, 900_102);
}

#[test]
fn the_same_id_answers_the_first_outcome_and_no_other_request() {
    let desk = Desk::open(Scenario::Ready);
    let request = create(&desk, "id-1");
    let first = desk.call(PARTNER, request.clone().header("MS-CorrelationId", "c-1"));
    assert_eq!((first.status, first.header("MS-RequestId"), first.header("MS-CorrelationId")), (201, Some("id-1"), Some("c-1")));
    let again = desk.call(PARTNER, request.clone().header("MS-CorrelationId", "c-2"));
    assert_eq!((again.status, &again.body, again.header("MS-CorrelationId")), (201, &first.body, Some("c-2")));
    assert_eq!(desk.revision(), 1);

    let other = desk.call(PARTNER, request.clone().json(&json!({})));
    assert_eq!((other.status, &body(&other)["code"]), (409, &json!(990_061)));
    let mut elsewhere = request.clone();
    elsewhere.path += "/x/accept";
    assert_eq!(desk.call(PARTNER, elsewhere).status, 409);
    // Another person's id is another id: the request is looked at, and refused for what it is.
    assert_eq!(desk.call(Persona::PartnerReader, request).status, 403);

    let saved = desk.save();
    let mut restored = Simulation::restore(&saved).unwrap();
    let kept = restored.answer(&create(&desk, "id-1").header("Authorization", "Bearer partner-admin-agent"));
    assert_eq!((kept.status, kept.body), (201, first.body));
}

// What was refused did nothing, so its id says nothing either.
#[test]
fn a_refused_call_can_be_repeated_when_its_reason_is_gone() {
    let desk = Desk::open(Scenario::Requested);
    let partner = desk.seat(PARTNER);
    let (northwind, transfer) = northwind_transfer(&partner);
    let request = create(&desk, "id-2");
    assert_eq!(desk.call(PARTNER, request.clone()).status, 400);
    run(partner.withdraw_transfer(&northwind, &transfer.id)).unwrap();
    assert_eq!(desk.call(PARTNER, request).status, 201);
}

#[test]
fn a_call_without_ids_is_given_some() {
    let desk = Desk::open(Scenario::Ready);
    let reply = desk.ask(PARTNER, Method::Get, "/v1/me", None);
    assert!(reply.header("MS-RequestId").is_some_and(|id| id.len() == 36));
    assert_ne!(reply.header("MS-RequestId"), reply.header("MS-CorrelationId"));
}
