//! Changes of a subscription (api/partner-center.md 3.6): the rule and the service say the same, whoever asks for what.

use crossover::api::error::Cause;
use crossover::api::subscriptions::Change;
use crossover::domain::organisation::Side;
use crossover::domain::refusal::RefusalCode;
use crossover::domain::subscription::SubscriptionStatus;
use crossover::domain::subscription_change::{SubscriptionChange, check};
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;

use super::desk::{Desk, PARTNER, customer, refused, run, subscription};

fn all_changes() -> [SubscriptionChange; 6] {
    [
        SubscriptionChange::Quantity(7),
        SubscriptionChange::Nickname("<b>New</b> שם".to_owned()),
        SubscriptionChange::AutoRenew(false),
        SubscriptionChange::AutoRenew(true),
        SubscriptionChange::Suspend,
        SubscriptionChange::Reactivate,
    ]
}

// R39, R69: what the rule refuses, the service refuses too, and what it lets pass is carried out.
#[test]
fn the_rule_and_the_service_agree_about_every_subscription_of_the_sample() {
    let names =
        ["Northwind Traders", "Adventure Works", "Wide World Importers", "Litware", "Tailspin Toys", "Lucerne Publishing"];
    for scenario in [Scenario::Partnered, Scenario::Restricted] {
        let mut tried = 0;
        for name in names {
            let desk = Desk::open(scenario);
            let of = customer(&desk.seat(PARTNER), name);
            for listed in run(desk.seat(PARTNER).list_subscriptions(&of.id)).unwrap() {
                for change in all_changes() {
                    let desk = Desk::open(scenario);
                    let partner = desk.seat(PARTNER);
                    let held = run(partner.whole_subscription(&of.id, &listed.id)).unwrap();
                    let rule = check(Side::Partner, &of, &held.view, &change);
                    let outcome = run(partner.change_subscription(&of.id, &held, &change));
                    let at = format!("{scenario:?} {name} {} {change:?}", held.view.name());
                    if let Err(refusal) = &rule {
                        // Where nothing would change the service has nothing to refuse.
                        let changes = outcome.as_ref().is_ok_and(|_| desk.revision() > 0);
                        assert!(!changes, "{at}: {refusal:?}");
                    } else {
                        let Ok(Change::Done(done)) = outcome else { panic!("{at}: {outcome:?}") };
                        match &change {
                            SubscriptionChange::Quantity(count) => assert_eq!(done.view.quantity, *count, "{at}"),
                            SubscriptionChange::Nickname(text) => assert_eq!(&done.view.friendly_name, text, "{at}"),
                            SubscriptionChange::Suspend => assert_eq!(done.view.status, SubscriptionStatus::Suspended, "{at}"),
                            SubscriptionChange::Reactivate => assert_eq!(done.view.status, SubscriptionStatus::Active, "{at}"),
                            SubscriptionChange::AutoRenew(flag) => assert_eq!(done.view.auto_renew, *flag, "{at}"),
                            SubscriptionChange::Reseller(_) => {}
                        }
                        tried += 1;
                    }
                }
            }
        }
        assert!(tried > 20);
    }
}

// R69
#[test]
fn of_an_indirect_customer_the_partner_changes_the_renewal_and_nothing_else() {
    let desk = Desk::open(Scenario::Partnered);
    let partner = desk.seat(PARTNER);
    let tailspin = customer(&partner, "Tailspin Toys");
    let e3 = subscription(&partner, &tailspin.id, "Office 365 E3").id;
    let held = run(partner.whole_subscription(&tailspin.id, &e3)).unwrap();
    for change in [SubscriptionChange::Quantity(16), SubscriptionChange::Suspend, SubscriptionChange::Nickname("Mine".to_owned())]
    {
        let error = refused(
            run(partner.change_subscription(&tailspin.id, &held, &change)),
            RefusalCode::IndirectCustomerNoPurchase,
            403,
            990_025,
        );
        assert_eq!(error.refusal().unwrap().value("provider"), Some("Fabrikam Distribution B.V."));
    }
    let renews = SubscriptionChange::AutoRenew(!held.view.auto_renew);
    let Ok(Change::Done(changed)) = run(partner.change_subscription(&tailspin.id, &held, &renews)) else { panic!("it is done") };
    assert_ne!(changed.view.auto_renew, held.view.auto_renew);
    let without_role = run(desk.seat(Persona::PartnerGlobalAdmin).change_subscription(
        &tailspin.id,
        &changed,
        &SubscriptionChange::AutoRenew(held.view.auto_renew),
    ));
    refused(without_role, RefusalCode::RoleRequired, 403, 990_010);
}

// R110: the request keeps the old count, the change is possible all the same.
#[test]
fn a_change_on_an_old_version_is_refused_as_stale() {
    let desk = Desk::open(Scenario::Requested);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let e3 = subscription(&partner, &northwind, "Office 365 E3").id;
    let held = run(partner.whole_subscription(&northwind, &e3)).unwrap();
    run(partner.change_subscription(&northwind, &held, &SubscriptionChange::Quantity(30))).unwrap();
    let error = run(partner.change_subscription(&northwind, &held, &SubscriptionChange::Quantity(31))).unwrap_err();
    assert_eq!((error.cause, error.trace.code), (Cause::Stale, Some(2055)));
    let transfer = run(partner.list_transfers(&northwind)).unwrap().remove(0);
    assert_eq!(transfer.lines[0].quantity, 25);
}
