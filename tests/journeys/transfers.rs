//! The flow down its good way: create, list, withdraw, accept, reject, with what both sides see.

use crossover::domain::customer::CustomerKind;
use crossover::domain::ids::TransferId;
use crossover::domain::progress::Step;
use crossover::domain::review::Finding;
use crossover::domain::transfer::{LineStatus, TransferStatus};
use crossover::sim::company::Company;
use crossover::sim::scenario::Scenario;
use crossover::wire::review::ReviewChange;

use super::desk::{Desk, PARTNER, PROVIDER, customer, new_transfer, northwind_transfer, refused, run, subscription, wait};
use crossover::domain::organisation::Side;
use crossover::domain::refusal::RefusalCode;

// R99, R100, R101, R103, R105, R106, R111, R114, R115, R117, R118, R121, R122, R152, R153, R154, R156, R158
#[test]
fn a_transfer_goes_from_request_to_verification() {
    let desk = Desk::open(Scenario::Ready);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let northwind = customer(&partner, "Northwind Traders");
    assert_eq!((northwind.kind, northwind.step), (CustomerKind::Direct, Some(Step::Ready)));
    let e3 = subscription(&partner, &northwind.id, "Office 365 E3");
    let azure = subscription(&partner, &northwind.id, "Azure pay-as-you-go");
    let audio = subscription(&partner, &northwind.id, "Audio Conferencing");

    // The partner creates.
    let made = run(partner.create_transfer(&northwind.id, &new_transfer(&[&e3.id, &azure.id]))).unwrap();
    assert_eq!(made.status, TransferStatus::Active);
    assert_eq!(made.lines.len(), 2);
    assert_eq!(made.lines[0].add_ons.iter().map(|line| &line.subscription).collect::<Vec<_>>(), [&audio.id]);
    assert_eq!((made.lines[0].quantity, made.lines[0].add_ons[0].quantity), (25, 10));
    assert!(made.all_lines().all(|line| line.partner_of_record == Some(Company::Contoso.mpn_id())));
    let listed = run(partner.list_transfers(&northwind.id)).unwrap();
    assert_eq!(listed, std::slice::from_ref(&made));
    assert_eq!(listed[0].target_name.as_deref(), Some(Company::Fabrikam.name()));
    assert!(listed[0].created.is_some() && listed[0].changed.is_some() && listed[0].changed_by.is_some());

    // The provider finds it: by the count beside the customer, and in the customer's list.
    let seen = customer(&provider, "Northwind Traders");
    assert_eq!((seen.open_transfers, seen.step), (1, Some(Step::Requested)));
    assert_eq!(seen.resellers[0].tenant, Company::Contoso.tenant_id());
    assert_eq!(customer(&partner, "Northwind Traders").open_transfers, 1);
    assert_eq!(run(provider.list_transfers(&seen.id)).unwrap(), listed);
    assert!(run(provider.list_subscriptions(&seen.id)).unwrap().is_empty());

    // It accepts, and line after line is carried out.
    let result = run(provider.accept_transfer(&seen.id, &made.id)).unwrap();
    assert!(result.orders.is_empty() && result.errors.is_empty());
    let begun = &run(provider.list_transfers(&seen.id)).unwrap()[0];
    assert_eq!(begun.status, TransferStatus::InProgress);
    assert_eq!((&begun.lines[0].status, &begun.lines[1].status), (&LineStatus::InProgress, &LineStatus::Active));
    assert_eq!(customer(&partner, "Northwind Traders").step, Some(Step::InProgress));
    let half = run(partner.transfer(&northwind.id, &made.id)).unwrap();
    assert_eq!(half.status, TransferStatus::InProgress);
    assert_eq!((&half.lines[0].status, &half.lines[1].status), (&LineStatus::Complete, &LineStatus::InProgress));
    assert!(half.lines[0].order.is_some());
    let whole = run(provider.transfer(&northwind.id, &made.id)).unwrap();
    assert_eq!(
        (whole.status, whole.lines.iter().all(|line| line.status == LineStatus::Complete)),
        (TransferStatus::Complete, true)
    );
    assert_eq!(customer(&provider, "Northwind Traders").open_transfers, 0);
    assert_eq!(customer(&partner, "Northwind Traders").step, Some(Step::Complete));

    // Both verify, and it shows.
    run(provider.change_review(&seen.id, &made.id, &ReviewChange::Verified(Side::Provider, Finding::Match))).unwrap();
    let notes = run(partner.change_review(&seen.id, &made.id, &ReviewChange::Verified(Side::Partner, Finding::Match))).unwrap();
    assert!(notes.is_verified());
    assert_eq!(notes.provider_verified.unwrap().by, PROVIDER.name());
    assert_eq!(notes.partner_verified.unwrap().at, Some(desk.simulation().now()));
    assert_eq!(customer(&partner, "Northwind Traders").step, Some(Step::Verified));
}

// R107, R108, R116
#[test]
fn a_withdrawn_request_frees_its_subscriptions_and_can_be_made_again() {
    let desk = Desk::open(Scenario::Requested);
    let partner = desk.seat(PARTNER);
    let (northwind, old) = northwind_transfer(&partner);
    let e3 = subscription(&partner, &northwind, "Office 365 E3");
    let again = new_transfer(&[&e3.id]);
    let held = refused(run(partner.create_transfer(&northwind, &again)), RefusalCode::SubInTransfer, 400, 800_078);
    assert_eq!(held.refusal().unwrap().value("id"), Some(old.id.as_str()));

    run(partner.withdraw_transfer(&northwind, &old.id)).unwrap();
    assert_eq!(run(partner.transfer(&northwind, &old.id)).unwrap().status, TransferStatus::Withdrawn);
    assert_eq!(customer(&partner, "Northwind Traders").open_transfers, 0);
    let new = run(partner.create_transfer(&northwind, &again)).unwrap();
    assert_ne!(new.id, old.id);
    assert_eq!(run(partner.list_transfers(&northwind)).unwrap().len(), 2);
}

// R107, R154
#[test]
fn a_decided_request_cannot_be_decided_again() {
    for (scenario, status) in
        [(Scenario::Complete, "Complete"), (Scenario::Partial, "PartiallyComplete"), (Scenario::RejectedTransfer, "Reject")]
    {
        let desk = Desk::open(scenario);
        let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
        let (northwind, transfer) = northwind_transfer(&partner);
        let closed = [
            refused(run(partner.withdraw_transfer(&northwind, &transfer.id)), RefusalCode::TransferClosed, 400, 900_102),
            refused(run(provider.accept_transfer(&northwind, &transfer.id)), RefusalCode::TransferClosed, 400, 900_102),
            refused(run(provider.reject_transfer(&northwind, &transfer.id)), RefusalCode::TransferClosed, 400, 900_102),
        ];
        for error in closed {
            assert_eq!(error.refusal().unwrap().value("status"), Some(status));
            assert_eq!(error.refusal().unwrap().value("date"), transfer.changed.map(|at| at.to_string()).as_deref());
        }
        assert_eq!(run(partner.transfer(&northwind, &transfer.id)).unwrap(), transfer);
    }
    let desk = Desk::open(Scenario::InProgress);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let (northwind, transfer) = northwind_transfer(&partner);
    refused(run(partner.withdraw_transfer(&northwind, &transfer.id)), RefusalCode::TransferInProgress, 409, 900_101);
    refused(run(provider.accept_transfer(&northwind, &transfer.id)), RefusalCode::TransferInProgress, 409, 900_101);
    refused(run(provider.reject_transfer(&northwind, &transfer.id)), RefusalCode::TransferInProgress, 409, 900_101);
}

// R116, R154
#[test]
fn a_rejection_shows_its_reason_and_frees_the_subscriptions() {
    let desk = Desk::open(Scenario::Requested);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let (northwind, transfer) = northwind_transfer(&provider);
    let reason = ReviewChange::Reason("Please send 20 licences.".to_owned());
    refused(run(provider.change_review(&northwind, &transfer.id, &reason)), RefusalCode::TransferClosed, 409, 990_062);
    assert_eq!(run(provider.reject_transfer(&northwind, &transfer.id)).unwrap().status, TransferStatus::Rejected);
    run(provider.change_review(&northwind, &transfer.id, &reason)).unwrap();
    let notes = run(partner.transfer_review(&northwind, &transfer.id)).unwrap();
    assert_eq!(notes.rejection_reason.as_deref(), Some("Please send 20 licences."));
    let e3 = subscription(&partner, &northwind, "Office 365 E3");
    run(partner.create_transfer(&northwind, &new_transfer(&[&e3.id]))).unwrap();
}

// R156
#[test]
fn a_held_request_goes_on_when_the_clock_does() {
    let desk = Desk::open(Scenario::InProgress);
    let provider = desk.seat(PROVIDER);
    let (northwind, transfer) = northwind_transfer(&provider);
    for _ in 0..3 {
        assert_eq!(run(provider.transfer(&northwind, &transfer.id)).unwrap(), transfer, "it stands still to be looked at");
    }
    let later = desk.simulation().now().plus_hours(1);
    desk.simulation().set_now(later);
    assert_eq!(wait(&provider, &northwind, &transfer.id).status, TransferStatus::Complete);
}

#[test]
fn the_sample_request_keeps_its_address() {
    let kept = TransferId::parse("20db739a-3800-4191-8e19-3049372f290a").unwrap();
    let with_request = ["requested", "drifted", "in-progress", "complete", "partial", "rejected-transfer", "verified"];
    for scenario in with_request.map(|word| Scenario::parse(word).unwrap()) {
        let (_, transfer) = northwind_transfer(&Desk::open(scenario).seat(PARTNER));
        assert_eq!(transfer.id, kept, "{}", scenario.word());
    }
}
