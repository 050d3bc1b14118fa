//! Drift, verification by both sides, and records of what was handed over.

use crossover::api::http::Method;
use crossover::domain::organisation::Side;
use crossover::domain::refusal::RefusalCode;
use crossover::domain::review::Finding;
use crossover::domain::verification::{self, Expected, Found};
use crossover::sim::scenario::Scenario;
use crossover::wire::review::{HandOver, NoticeKind, ReviewChange};
use serde_json::json;

use super::desk::{Desk, PARTNER, PROVIDER, body, customer, northwind_transfer, refused, run, subscription};

// R110, R118, R153
#[test]
fn both_sides_see_a_count_that_changed_after_the_request() {
    let desk = Desk::open(Scenario::Drifted);
    for persona in [PARTNER, PROVIDER] {
        let client = desk.seat(persona);
        let (northwind, transfer) = northwind_transfer(&client);
        let notes = run(client.transfer_review(&northwind, &transfer.id)).unwrap();
        assert_eq!(notes.present.len(), 3, "a count for each line and add-on");
        let drift = transfer.drift(&notes.present);
        assert_eq!(drift.len(), 1);
        assert_eq!((drift[0].name.as_str(), drift[0].requested, drift[0].present), ("Office 365 E3", 25, 30));
    }
    let desk = Desk::open(Scenario::Requested);
    let client = desk.seat(PROVIDER);
    let (northwind, transfer) = northwind_transfer(&client);
    let notes = run(client.transfer_review(&northwind, &transfer.id)).unwrap();
    assert!(transfer.drift(&notes.present).is_empty());
}

// R112, R113, R114, R158
#[test]
fn verification_finds_what_it_must_on_both_sides() {
    let desk = Desk::open(Scenario::Complete);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let (northwind, transfer) = northwind_transfer(&partner);
    let notes = run(provider.transfer_review(&northwind, &transfer.id)).unwrap();
    assert!(notes.present.is_empty(), "counts are told while the request is open only");
    let here = verification::at_source(&transfer, &run(partner.list_subscriptions(&northwind)).unwrap());
    let there = verification::at_target(&transfer, &notes, &run(provider.list_subscriptions(&northwind)).unwrap());
    assert_eq!(
        here.iter().map(|check| check.expected).collect::<Vec<_>>(),
        [Expected::Suspended, Expected::Suspended, Expected::NotListed]
    );
    assert_eq!((verification::finding(&here), verification::finding(&there)), (Finding::Match, Finding::Match));
    // The source learns the new ids, though it cannot read the new subscriptions themselves.
    let listed = run(partner.list_subscriptions(&northwind)).unwrap();
    assert!(notes.map.iter().all(|row| row.new.is_some() && listed.iter().all(|it| Some(&it.id) != row.new.as_ref())));
}

// R113
#[test]
fn a_mismatch_is_named_and_does_not_block_the_record() {
    let desk = Desk::open(Scenario::Complete);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let (northwind, transfer) = northwind_transfer(&partner);
    let notes = run(provider.transfer_review(&northwind, &transfer.id)).unwrap();
    let mut there = run(provider.list_subscriptions(&northwind)).unwrap();
    let gone = there.remove(0);
    let checks = verification::at_target(&transfer, &notes, &there);
    let missing: Vec<_> = checks.iter().filter(|check| !check.matches()).collect();
    assert_eq!(missing.len(), 1);
    assert_eq!((missing[0].name.as_str(), &missing[0].found), (gone.name(), &Found::NotListed));
    let finding = verification::finding(&checks);
    let record = run(provider.change_review(&northwind, &transfer.id, &ReviewChange::Verified(Side::Provider, finding))).unwrap();
    assert_eq!(record.provider_verified.unwrap().finding, Finding::Mismatch);
}

// R113, R121
#[test]
fn a_mark_comes_after_completion_and_on_the_own_side_only() {
    let mark = |side| ReviewChange::Verified(side, Finding::Match);
    for scenario in [Scenario::Requested, Scenario::InProgress, Scenario::RejectedTransfer] {
        let desk = Desk::open(scenario);
        let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
        let (northwind, transfer) = northwind_transfer(&partner);
        refused(
            run(partner.change_review(&northwind, &transfer.id, &mark(Side::Partner))),
            RefusalCode::TransferClosed,
            409,
            990_062,
        );
        refused(
            run(provider.change_review(&northwind, &transfer.id, &mark(Side::Provider))),
            RefusalCode::TransferClosed,
            409,
            990_062,
        );
    }
    let desk = Desk::open(Scenario::Complete);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let (northwind, transfer) = northwind_transfer(&partner);
    refused(run(partner.change_review(&northwind, &transfer.id, &mark(Side::Provider))), RefusalCode::RoleRequired, 403, 990_010);
    refused(run(provider.change_review(&northwind, &transfer.id, &mark(Side::Partner))), RefusalCode::RoleRequired, 403, 990_010);
    refused(
        run(partner.change_review(&northwind, &transfer.id, &ReviewChange::Reason("Mine".to_owned()))),
        RefusalCode::RoleRequired,
        403,
        990_010,
    );
    let verified = Desk::open(Scenario::Verified);
    let client = verified.seat(PARTNER);
    let (northwind, transfer) = northwind_transfer(&client);
    assert!(run(client.transfer_review(&northwind, &transfer.id)).unwrap().is_verified());
}

// R104, R159
#[test]
fn a_record_of_a_text_is_kept_for_the_own_side() {
    let desk = Desk::open(Scenario::Complete);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let (northwind, transfer) = northwind_transfer(&partner);
    let text = ("Subject", "Body");
    run(partner.record_notice(&northwind, &transfer.id, NoticeKind::TransferCreated, HandOver::Clipboard, "sv", text)).unwrap();
    run(provider.record_notice(&northwind, &transfer.id, NoticeKind::TransferCompleted, HandOver::MailClient, "en", text))
        .unwrap();
    let path = format!("/v1/customers/{northwind}/transfers/{}/notices", transfer.id);
    let own = body(&desk.ask(PARTNER, Method::Get, &path, None));
    assert_eq!(own["items"].as_array().unwrap().len(), 1);
    assert_eq!((&own["items"][0]["kind"], &own["items"][0]["createdBy"]), (&json!("transferCreated"), &json!(PARTNER.name())));
    assert_eq!(own["items"][0]["handedOverBy"], json!("clipboard"));

    let wrong =
        run(partner.record_notice(&northwind, &transfer.id, NoticeKind::TransferCompleted, HandOver::Clipboard, "sv", text));
    refused(wrong, RefusalCode::RoleRequired, 403, 990_010);
    let wrong =
        run(partner.record_notice(&northwind, &transfer.id, NoticeKind::TransferCreated, HandOver::Clipboard, "fr", text));
    refused(wrong, RefusalCode::FieldInvalid, 400, 990_016);
    let wrong = run(partner.record_notice(
        &northwind,
        &transfer.id,
        NoticeKind::TransferCreated,
        HandOver::Clipboard,
        "sv",
        ("", "Body"),
    ));
    let error = refused(wrong, RefusalCode::FieldRequired, 400, 990_015);
    assert_eq!(error.refusal().unwrap().value("field"), Some("subject"));
}

// R110, R118
#[test]
fn a_change_of_the_count_needs_the_version_that_was_read() {
    use crossover::api::error::Cause;
    use crossover::domain::subscription_change::SubscriptionChange;
    let desk = Desk::open(Scenario::Requested);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let e3 = subscription(&partner, &northwind, "Office 365 E3");
    let held = run(partner.whole_subscription(&northwind, &e3.id)).unwrap();
    run(partner.change_subscription(&northwind, &held, &SubscriptionChange::Quantity(26))).unwrap();
    let stale = run(partner.change_subscription(&northwind, &held, &SubscriptionChange::Quantity(27))).unwrap_err();
    assert_eq!((stale.cause, stale.trace.code), (Cause::Stale, Some(2055)));
    let fresh = run(partner.whole_subscription(&northwind, &e3.id)).unwrap();
    assert_eq!(fresh.view.quantity, 26);
    let none = run(partner.change_subscription(&northwind, &fresh, &SubscriptionChange::Quantity(0)));
    refused(none, RefusalCode::QuantityOutOfRange, 400, 2002);
}
