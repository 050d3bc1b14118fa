//! Transfers of new commerce: asked for by the target, completed by the source, each with its own step only.

use crossover::api::error::Cause;
use crossover::domain::new_commerce::{GivenLine, NewCommerceTransfer, Step, TransferAsk, product_type};
use crossover::domain::refusal::RefusalCode;
use crossover::domain::subscription::{Subscription, SubscriptionKind};
use crossover::domain::transfer::{Decision, LineStatus, TransferKind, TransferStatus};
use crossover::sim::company::Company;
use crossover::sim::scenario::Scenario;

use super::desk::{Desk, PARTNER, PROVIDER, RIVAL, customer, run};

/// The request that the scenario begins with, as `persona` sees it.
fn asked(desk: &Desk, persona: crossover::sim::persona::Persona) -> NewCommerceTransfer {
    let client = desk.seat(persona);
    let litware = customer(&client, "Litware");
    let list = run(client.list_transfers(&litware.id)).unwrap();
    assert_eq!(list.iter().map(|it| it.kind).collect::<Vec<_>>(), [TransferKind::NewCommerce]);
    run(client.asked_transfer(&litware.id, &list[0].id)).unwrap()
}

fn of_kind(desk: &Desk, kind: SubscriptionKind) -> Subscription {
    let client = desk.seat(PARTNER);
    let litware = customer(&client, "Litware");
    run(client.list_subscriptions(&litware.id)).unwrap().into_iter().find(|it| it.kind == kind).unwrap()
}

fn line(subscription: &Subscription) -> GivenLine {
    let product_type = product_type(subscription.kind).unwrap_or("OnlineServicesNCE").to_owned();
    GivenLine { subscription: subscription.id.clone(), product_type }
}

#[test]
fn the_source_gives_what_it_chooses_and_that_moves() {
    let desk = Desk::open(Scenario::Asked);
    let (source, target) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let request = asked(&desk, PARTNER);
    let now = desk.simulation().now();
    assert!(request.is_pending(now) && request.expires.unwrap() > now);
    let (saas, term) = (of_kind(&desk, SubscriptionKind::Saas), of_kind(&desk, SubscriptionKind::TermBased));
    let all = run(source.list_subscriptions(&request.transfer.customer)).unwrap();
    let can: Vec<_> = request.choices(&all).into_iter().filter(|(_, why)| why.is_none()).map(|(it, _)| it.id.clone()).collect();
    assert!(can.contains(&saas.id) && can.contains(&term.id));
    assert!(request.choices(&all).iter().all(|(it, _)| it.kind != SubscriptionKind::Licence), "the older kind has its own way");

    let given = run(source.give_to_transfer(&request, &[line(&saas), line(&term)])).unwrap();
    assert_eq!((given.status, given.lines.len()), (TransferStatus::InProgress, 2));
    let mut now = run(target.transfer(&request.transfer.customer, &request.transfer.id)).unwrap();
    while now.status == TransferStatus::InProgress {
        now = run(target.transfer(&request.transfer.customer, &request.transfer.id)).unwrap();
    }
    assert_eq!((now.status, now.kind), (TransferStatus::Complete, TransferKind::NewCommerce));
    assert!(now.lines.iter().all(|line| line.status == LineStatus::Complete));
    let there = run(target.list_subscriptions(&request.transfer.customer)).unwrap();
    for moved in [&saas, &term] {
        assert!(there.iter().any(|it| it.name() == moved.name() && it.quantity == moved.quantity), "{}", moved.name());
    }
    assert!(asked(&desk, PROVIDER).completed.is_some());
    let again = run(source.give_to_transfer(&request, &[line(&saas)])).unwrap_err();
    assert!(again.is(RefusalCode::TransferClosed), "{again:?}");
}

#[test]
fn each_side_has_its_own_step_and_nothing_of_the_older_kind() {
    let desk = Desk::open(Scenario::Asked);
    let request = asked(&desk, PROVIDER);
    let (source, target) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let (contoso, fabrikam, now) = (Company::Contoso.tenant_id(), Company::Fabrikam.tenant_id(), desk.simulation().now());
    let may = |own, step| request.check(own, step, now).is_ok();
    assert_eq!([may(&contoso, Step::Give), may(&contoso, Step::Cancel)], [true, false]);
    assert_eq!([may(&fabrikam, Step::Give), may(&fabrikam, Step::Cancel)], [false, true]);
    for decision in [Decision::Withdraw, Decision::Accept, Decision::Reject] {
        assert!(request.transfer.check(&contoso, decision).is_err() && request.transfer.check(&fabrikam, decision).is_err());
    }
    let (customer, id) = (&request.transfer.customer, &request.transfer.id);
    assert!(run(source.withdraw_transfer(customer, id)).unwrap_err().is(RefusalCode::NotFound));
    assert!(run(target.accept_transfer(customer, id)).unwrap_err().is(RefusalCode::NotFound));
    assert!(run(target.reject_transfer(customer, id)).is_err());
    assert!(run(source.cancel_transfer(&request)).is_err());
    let term = of_kind(&desk, SubscriptionKind::TermBased);
    assert!(run(target.give_to_transfer(&request, &[line(&term)])).is_err());
    assert!(run(desk.seat(RIVAL).asked_transfer(customer, id)).unwrap_err().is(RefusalCode::NotFound));
    // The target takes it back, and then nobody can do anything.
    assert_eq!(run(target.cancel_transfer(&request)).unwrap().status, TransferStatus::Withdrawn);
    assert!(run(source.give_to_transfer(&request, &[line(&term)])).unwrap_err().is(RefusalCode::TransferClosed));
}

#[test]
fn what_was_not_asked_for_or_cannot_move_is_refused() {
    let desk = Desk::open(Scenario::Asked);
    let source = desk.seat(PARTNER);
    let request = asked(&desk, PARTNER);
    let before = desk.revision();
    let licence = of_kind(&desk, SubscriptionKind::Licence);
    let term = of_kind(&desk, SubscriptionKind::TermBased);
    for lines in [vec![], vec![line(&licence)], vec![line(&term), line(&term)], vec![line(&term); 26]] {
        assert!(run(source.give_to_transfer(&request, &lines)).is_err(), "{} lines", lines.len());
    }
    assert_eq!(desk.revision(), before);
}

#[test]
fn a_request_that_nobody_acts_on_lapses() {
    let desk = Desk::open(Scenario::Asked);
    let request = asked(&desk, PARTNER);
    let later = request.expires.unwrap().plus_hours(1);
    desk.simulation().set_now(later);
    let lapsed = asked(&desk, PARTNER);
    assert_eq!((lapsed.transfer.status.clone(), lapsed.is_pending(later)), (TransferStatus::Expired, false));
    let term = of_kind(&desk, SubscriptionKind::TermBased);
    let error = run(desk.seat(PARTNER).give_to_transfer(&request, &[line(&term)])).unwrap_err();
    assert!(error.is(RefusalCode::TransferClosed), "{error:?}");
}

#[test]
fn a_provider_asks_for_a_customer_that_it_is_related_to() {
    let desk = Desk::open(Scenario::Ready);
    let target = desk.seat(PROVIDER);
    let northwind = customer(&target, "Northwind Traders");
    let ask = TransferAsk {
        source: Company::Contoso.tenant_id(),
        source_name: Company::Contoso.name().to_owned(),
        customer_email: "it@northwind.example".to_owned(),
        customer_name: Some(northwind.name.clone()),
        target: None,
        target_email: None,
        product_types: vec!["SaaS".to_owned()],
        partner_of_record: Some(Company::Contoso.mpn_id()),
    };
    let made = run(target.ask_for_transfer(&northwind.id, &ask)).unwrap();
    assert_eq!((made.product_types, made.customer_email), (ask.product_types.clone(), Some(ask.customer_email.clone())));
    assert_eq!(made.transfer.kind, TransferKind::NewCommerce);
    let elsewhere = TransferAsk { source: Company::Woodgrove.tenant_id(), ..ask };
    let refused = run(target.ask_for_transfer(&northwind.id, &elsewhere)).unwrap_err();
    assert!(!matches!(refused.cause, Cause::Unreadable), "{refused:?}");
}
