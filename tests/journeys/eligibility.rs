//! What can be transferred, and the reason beside what cannot.

use crossover::api::Client;
use crossover::domain::customer::CustomerKind;
use crossover::domain::eligibility::{Choice, Verdict, check_selection, choices};
use crossover::domain::ids::{CustomerId, SubscriptionId};
use crossover::domain::refusal::RefusalCode;
use crossover::domain::subscription::{Subscription, SubscriptionKind};
use crossover::domain::subscription_change::SubscriptionChange;
use crossover::sim::scenario::Scenario;

use super::carrying::change;
use super::desk::{Desk, PARTNER, customer, new_transfer, northwind_transfer, refused, run, subscription};

fn offered(client: &Client, customer: &CustomerId) -> Vec<Choice> {
    choices(&run(client.list_subscriptions(customer)).unwrap(), &run(client.transfer_eligibility(customer)).unwrap())
}

fn code(choice: &Choice) -> Option<RefusalCode> {
    match &choice.verdict {
        Verdict::Refused(refusal, _) => Some(refusal.code),
        Verdict::Eligible => None,
        Verdict::Unlisted => panic!("{} is not listed", choice.base.name()),
    }
}

// C4: online services by licence and MS-AZR-0145P, Dynamics and Intune among them. R93, R94, R95, R96, R119, R164
#[test]
fn each_reason_stands_beside_its_subscription() {
    let partner = Desk::open(Scenario::Ready).seat(PARTNER);
    let litware = customer(&partner, "Litware").id;
    let found: Vec<(SubscriptionKind, Option<RefusalCode>)> =
        offered(&partner, &litware).iter().map(|choice| (choice.base.kind, code(choice))).collect();
    let expected = [
        (SubscriptionKind::Licence, None),
        (SubscriptionKind::AzurePlan, Some(RefusalCode::SubAzurePlan)),
        (SubscriptionKind::Reservation, Some(RefusalCode::SubReservation)),
        (SubscriptionKind::TermBased, Some(RefusalCode::SubTermBased)),
        (SubscriptionKind::Saas, Some(RefusalCode::SubSaas)),
        (SubscriptionKind::Software, Some(RefusalCode::SubOther)),
        (SubscriptionKind::Licence, Some(RefusalCode::SubSuspended)),
        (SubscriptionKind::Licence, Some(RefusalCode::SubDeleted)),
        (SubscriptionKind::Licence, Some(RefusalCode::SubNotSettled)),
    ];
    assert_eq!(found, expected);
    let lucerne = customer(&partner, "Lucerne Publishing").id;
    let found: Vec<Option<RefusalCode>> = offered(&partner, &lucerne).iter().map(code).collect();
    assert_eq!(found, [None, Some(RefusalCode::SubTermBased)], "a trial counts as term-based");
}

// R93, R95, R101
#[test]
fn licences_and_azure_can_be_chosen_and_add_ons_follow() {
    let partner = Desk::open(Scenario::Ready).seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let offered_now = offered(&partner, &northwind);
    let names: Vec<&str> = offered_now.iter().map(|choice| choice.base.name()).collect();
    assert_eq!(names, ["Office 365 E3", "Azure pay-as-you-go", "Intune"], "add-ons are no choices of their own");
    assert!(offered_now.iter().all(Choice::is_eligible));
    assert_eq!(offered_now[0].add_ons.iter().map(Subscription::name).collect::<Vec<_>>(), ["Audio Conferencing"]);
    assert_eq!(check_selection(&[], &offered_now).unwrap_err().code, RefusalCode::NothingSelected, "R100");
    let add_on = offered_now[0].add_ons[0].id.clone();
    assert_eq!(check_selection(&[add_on], &offered_now).unwrap_err().code, RefusalCode::AddonNeedsBase);

    let desk = Desk::open(Scenario::Requested);
    let partner = desk.seat(PARTNER);
    let (northwind, transfer) = northwind_transfer(&partner);
    let held: Vec<Choice> = offered(&partner, &northwind).into_iter().filter(|choice| !choice.is_eligible()).collect();
    assert_eq!(held.len(), 2);
    for choice in held {
        let Verdict::Refused(why, _) = &choice.verdict else { panic!("{choice:?}") };
        assert_eq!((why.code, why.value("id")), (RefusalCode::SubInTransfer, Some(transfer.id.as_str())));
    }
}

// R98: what was chosen is looked at again on Create.
#[test]
fn a_change_after_the_dialog_opened_is_found_on_create() {
    let desk = Desk::open(Scenario::Ready);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let chosen: Vec<SubscriptionId> =
        ["Office 365 E3", "Intune"].iter().map(|name| subscription(&partner, &northwind, name).id).collect();
    assert_eq!(check_selection(&chosen, &offered(&partner, &northwind)), Ok(()));
    change(&partner, &northwind, "Intune", &SubscriptionChange::Suspend);
    let changed = check_selection(&chosen, &offered(&partner, &northwind)).unwrap_err();
    assert_eq!((changed.code, changed.value("list")), (RefusalCode::EligibilityChanged, Some("Intune")));
    // The service has the last word: it refuses the whole request.
    let both = new_transfer(&[&chosen[0], &chosen[1]]);
    refused(run(partner.create_transfer(&northwind, &both)), RefusalCode::SubSuspended, 400, 800_078);
    assert!(run(partner.list_transfers(&northwind)).unwrap().is_empty());
}

// R95, R101: a base of which an add-on cannot move cannot move either.
#[test]
fn a_base_carries_the_reason_of_its_add_on() {
    let desk = Desk::open(Scenario::Ready);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    change(&partner, &northwind, "Audio Conferencing", &SubscriptionChange::Suspend);
    let all = offered(&partner, &northwind);
    let Verdict::Refused(why, _) = &all[0].verdict else { panic!("{:?}", all[0]) };
    assert_eq!((why.code, why.value("addon")), (RefusalCode::SubSuspended, Some("Audio Conferencing")));
    let e3 = subscription(&partner, &northwind, "Office 365 E3").id;
    let error = refused(run(partner.create_transfer(&northwind, &new_transfer(&[&e3]))), RefusalCode::SubSuspended, 400, 800_078);
    assert_eq!(error.refusal().unwrap().value("addon"), Some("Audio Conferencing"));
}

// R66, R67, R40: kinds of customers are told apart.
#[test]
fn an_indirect_customer_is_not_bought_for_directly() {
    let desk = Desk::open(Scenario::Partnered);
    let partner = desk.seat(PARTNER);
    let kinds: Vec<(String, CustomerKind)> =
        run(partner.list_customers()).unwrap().into_iter().map(|customer| (customer.name, customer.kind)).collect();
    for (name, kind) in kinds {
        assert_eq!(kind == CustomerKind::Indirect, name == "Tailspin Toys", "{name}");
    }
    let tailspin = customer(&partner, "Tailspin Toys").id;
    let e3 = subscription(&partner, &tailspin, "Office 365 E3");
    let held = run(partner.whole_subscription(&tailspin, &e3.id)).unwrap();
    let change = run(partner.change_subscription(&tailspin, &held, &SubscriptionChange::Quantity(16)));
    let error = refused(change, RefusalCode::IndirectCustomerNoPurchase, 403, 990_025);
    assert_eq!(error.refusal().unwrap().value("customer"), Some("Tailspin Toys"));
    refused(run(partner.transfer_eligibility(&tailspin)), RefusalCode::NotDirectCustomer, 400, 990_037);
}
