//! What a transfer that was carried out leaves behind, and lines that fail.

use crossover::api::Client;
use crossover::domain::ids::CustomerId;
use crossover::domain::subscription::{Subscription, SubscriptionStatus};
use crossover::domain::subscription_change::SubscriptionChange;
use crossover::domain::transfer::{LineStatus, TransferStatus};
use crossover::sim::company::Company;
use crossover::sim::scenario::Scenario;

use super::desk::{Desk, PARTNER, PROVIDER, customer, new_transfer, northwind_transfer, run, subscription, wait};

fn by_id<'a>(all: &'a [Subscription], id: &crossover::domain::ids::SubscriptionId) -> Option<&'a Subscription> {
    all.iter().find(|subscription| subscription.id == *id)
}

pub fn change(client: &Client, customer: &CustomerId, name: &str, change: &SubscriptionChange) {
    let id = subscription(client, customer, name).id;
    let held = run(client.whole_subscription(customer, &id)).unwrap();
    run(client.change_subscription(customer, &held, change)).unwrap();
}

// R102, R112, R114, R115, R117, R118, R158; domain.md 3.5, invariants 4 and 5
#[test]
fn a_complete_transfer_leaves_suspended_ones_here_and_new_ones_there() {
    let desk = Desk::open(Scenario::Ready);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let northwind = customer(&partner, "Northwind Traders").id;
    let before = run(partner.list_subscriptions(&northwind)).unwrap();
    let named = |name: &str| before.iter().find(|it| it.name() == name).unwrap();
    let (e3, audio, azure, intune) =
        (named("Office 365 E3"), named("Audio Conferencing"), named("Azure pay-as-you-go"), named("Intune"));
    let made = run(partner.create_transfer(&northwind, &new_transfer(&[&e3.id, &azure.id]))).unwrap();
    change(&partner, &northwind, "Office 365 E3", &SubscriptionChange::Quantity(30));
    run(provider.accept_transfer(&northwind, &made.id)).unwrap();
    let done = wait(&partner, &northwind, &made.id);

    let here = run(partner.list_subscriptions(&northwind)).unwrap();
    assert_eq!(by_id(&here, &e3.id).unwrap().status, SubscriptionStatus::Suspended);
    assert_eq!(by_id(&here, &audio.id).unwrap().status, SubscriptionStatus::Suspended);
    assert_eq!(by_id(&here, &azure.id), None);
    assert_eq!(by_id(&here, &intune.id).unwrap().status, SubscriptionStatus::Active, "not chosen, not touched");
    assert!(run(partner.subscription(&northwind, &azure.id)).is_err());

    let there = run(provider.list_subscriptions(&northwind)).unwrap();
    assert_eq!(there.len(), 3);
    let notes = run(partner.transfer_review(&northwind, &made.id)).unwrap();
    let new = |old: &Subscription| by_id(&there, notes.mapping(&old.id).unwrap().new.as_ref().unwrap()).unwrap();
    for old in [e3, audio, azure] {
        let new = new(old);
        assert_ne!(new.id, old.id);
        assert_eq!((&new.offer, &new.billing_cycle, &new.azure_id), (&old.offer, &old.billing_cycle, &old.azure_id));
        assert_eq!(new.status, SubscriptionStatus::Active);
        assert_eq!(new.quantity, old.quantity, "the quantity is that of the request, not the 30 of today");
        assert_eq!(new.reseller, Some(Company::Contoso.mpn_id()));
        assert_eq!(notes.mapping(&old.id).unwrap().order, new.order);
        assert_eq!(notes.mapping(&old.id).unwrap().azure_id, old.azure_id);
    }
    assert_eq!(new(audio).parent.as_ref(), Some(&new(e3).id));
    assert!(azure.azure_id.is_some());
    assert_eq!(run(provider.list_add_ons(&northwind, &new(e3).id)).unwrap(), [new(audio).clone()]);
    assert!(done.lines.iter().all(|line| line.order.is_some()));
}

// R109, R116, R156, R157
#[test]
fn a_failed_line_says_why_and_is_free_again() {
    let desk = Desk::open(Scenario::Partial);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let (northwind, transfer) = northwind_transfer(&partner);
    assert_eq!(transfer.status, TransferStatus::CompleteWithErrors);
    assert_eq!(transfer.lines[0].status, LineStatus::Complete);
    assert_eq!(transfer.lines[1].status, LineStatus::Failed);
    let error = transfer.lines[1].error.clone().unwrap();
    assert_eq!(error.code, Some(900_103));
    assert!(error.text.contains("SyncState must be SyncComplete"), "{}", error.text);
    assert_eq!(transfer.done(), 1);
    let azure = subscription(&partner, &northwind, "Azure pay-as-you-go");
    assert_eq!(azure.status, SubscriptionStatus::Active);
    let notes = run(provider.transfer_review(&northwind, &transfer.id)).unwrap();
    assert_eq!(notes.mapping(&azure.id).unwrap().new, None);
    assert_eq!(notes.mapping(&azure.id).unwrap().status, LineStatus::Failed);

    let again = run(partner.create_transfer(&northwind, &new_transfer(&[&azure.id]))).unwrap();
    run(provider.accept_transfer(&northwind, &again.id)).unwrap();
    assert_eq!(wait(&provider, &northwind, &again.id).status, TransferStatus::Complete);
}

// R156, R157
#[test]
fn a_line_fails_when_its_subscription_was_suspended_in_between() {
    let desk = Desk::open(Scenario::Requested);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let (northwind, transfer) = northwind_transfer(&partner);
    change(&partner, &northwind, "Audio Conferencing", &SubscriptionChange::Suspend);
    run(provider.accept_transfer(&northwind, &transfer.id)).unwrap();
    let done = wait(&provider, &northwind, &transfer.id);
    assert_eq!((&done.lines[0].status, &done.lines[1].status), (&LineStatus::Failed, &LineStatus::Complete));
    assert_eq!(done.lines[0].error.as_ref().unwrap().code, Some(900_103));
    assert!(done.lines[0].error.as_ref().unwrap().text.ends_with("is in state: Suspended"));
    assert_eq!(subscription(&partner, &northwind, "Office 365 E3").status, SubscriptionStatus::Active, "its base did not move");
    assert_eq!(run(provider.list_subscriptions(&northwind)).unwrap().len(), 1);

    change(&partner, &northwind, "Audio Conferencing", &SubscriptionChange::Reactivate);
    let e3 = subscription(&partner, &northwind, "Office 365 E3");
    run(partner.create_transfer(&northwind, &new_transfer(&[&e3.id]))).unwrap();
}

// domain.md 3.5, invariant 5
#[test]
fn what_moved_away_cannot_be_brought_back() {
    let desk = Desk::open(Scenario::Complete);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let e3 = subscription(&partner, &northwind, "Office 365 E3");
    let held = run(partner.whole_subscription(&northwind, &e3.id)).unwrap();
    let error = run(partner.change_subscription(&northwind, &held, &SubscriptionChange::Reactivate)).unwrap_err();
    assert_eq!((error.trace.status, error.trace.code), (400, Some(800_096)));
    assert_eq!(subscription(&partner, &northwind, "Office 365 E3").status, SubscriptionStatus::Suspended);
}
