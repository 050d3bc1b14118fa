//! The sample data is what static-mode.md promises, and every scenario opens for everybody.

use crossover::domain::customer::{AgreementState, CustomerKind, RelationMethod};
use crossover::domain::enrolment::{DirectBillStatus, EnrolmentStatus};
use crossover::domain::organisation::Side;
use crossover::domain::partnership::PartnershipState;
use crossover::domain::progress::Step;
use crossover::domain::subscription::{SubscriptionKind, SubscriptionStatus};
use crossover::domain::transfer::TransferStatus;
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;

use super::desk::{Desk, PARTNER, PROVIDER, customer, northwind_transfer, run};

// R164
#[test]
fn the_customers_are_those_of_the_table() {
    use AgreementState::{AdminCenter, Missing, PartnerAttested, Provider, Unknown};
    let partner = Desk::open(Scenario::Partnered).seat(PARTNER);
    let rows: Vec<(String, String, AgreementState, Option<Step>)> = run(partner.list_customers())
        .unwrap()
        .into_iter()
        .map(|customer| (customer.name, customer.country.unwrap(), customer.agreement, customer.step))
        .collect();
    let row = |name: &str, country: &str, agreement, step| (name.to_owned(), country.to_owned(), agreement, Some(step));
    let expected = [
        row("Northwind Traders", "SE", AdminCenter, Step::Direct),
        row("Adventure Works", "NL", PartnerAttested, Step::Direct),
        row("Wide World Importers", "DE", Missing, Step::Direct),
        row("Litware", "SE", Provider, Step::Direct),
        row("Tailspin Toys", "SE", Provider, Step::Indirect),
        row("Lucerne Publishing", "DE", Provider, Step::Ready),
        row("Humongous Insurance", "SE", Unknown, Step::Direct),
    ];
    assert_eq!(rows, expected);
    let counted = |name: &str| -> Vec<(String, u64, bool)> {
        let id = customer(&partner, name).id;
        let all = run(partner.list_subscriptions(&id)).unwrap();
        all.iter().map(|it| (it.name().to_owned(), it.quantity, it.is_add_on())).collect()
    };
    let item = |name: &str, quantity, add_on| (name.to_owned(), quantity, add_on);
    assert_eq!(
        counted("Northwind Traders"),
        [
            item("Office 365 E3", 25, false),
            item("Audio Conferencing", 10, true),
            item("Azure pay-as-you-go", 1, false),
            item("Intune", 25, false),
        ]
    );
    let adventure = counted("Adventure Works");
    assert_eq!(
        (adventure[0].clone(), adventure[3].clone()),
        (item("Dynamics 365 Sales", 8, false), item("Office 365 E1", 40, false))
    );
    assert!(adventure[1].2 && adventure[2].2, "two add-ons");
    assert_eq!(counted("Wide World Importers"), [item("Office 365 Business Premium", 12, false)]);
    assert_eq!(counted("Tailspin Toys"), [item("Office 365 E3", 15, false)]);
    assert_eq!(counted("Lucerne Publishing")[0], item("Office 365 E5", 100, false));
    assert!(counted("Humongous Insurance").is_empty());
}

// R65, R164: offers, dates and ids are such as the service has them.
#[test]
fn every_subscription_is_plausible() {
    let desk = Desk::open(Scenario::Ready);
    let partner = desk.seat(PARTNER);
    let now = desk.simulation().now();
    let mut ids = std::collections::HashSet::new();
    for customer in run(partner.list_customers()).unwrap() {
        assert!(customer.domain.ends_with(".example"), "{}", customer.domain);
        for subscription in run(partner.list_subscriptions(&customer.id)).unwrap() {
            assert!(ids.insert(subscription.id.clone()), "{} twice", subscription.id);
            assert!(subscription.offer.is_some() && subscription.order.is_some() && subscription.etag.is_some());
            assert!(subscription.started.is_some_and(|at| at < now), "{}", subscription.name());
            assert!(subscription.commitment_ends.is_none_or(|at| at > now), "{}", subscription.name());
            let is_azure = matches!(subscription.kind, SubscriptionKind::AzurePayg | SubscriptionKind::AzurePlan);
            assert_eq!(subscription.azure_id.is_some(), is_azure, "{}", subscription.name());
        }
    }
    assert_eq!(ids.len(), 21);
}

// R50, R51, R89
#[test]
fn the_move_begins_where_the_scenario_says() {
    let fresh = Desk::open(Scenario::Fresh);
    let session = run(fresh.seat(PARTNER).me()).unwrap();
    assert_eq!((session.enrolment, session.direct_bill), (Some(EnrolmentStatus::Offered), Some(DirectBillStatus::Active)));
    assert!(run(fresh.seat(PARTNER).list_partnerships(Side::Partner)).unwrap().is_empty());
    let customers = run(fresh.seat(PARTNER).list_customers()).unwrap();
    assert_eq!(customers.len(), 6);
    assert!(customers.iter().all(|it| it.kind == CustomerKind::Direct && it.providers.is_empty()));
    assert!(run(fresh.seat(PROVIDER).list_customers()).unwrap().is_empty());

    let desk = Desk::open(Scenario::Partnered);
    let session = run(desk.seat(PARTNER).me()).unwrap();
    assert!(session.is_enrolled());
    let providers = run(desk.seat(PARTNER).list_partnerships(Side::Partner)).unwrap();
    assert_eq!(
        (providers.len(), &providers[0].tenant, &providers[0].state),
        (1, &Company::Fabrikam.tenant_id(), &PartnershipState::Active)
    );
    let resellers = run(desk.seat(PROVIDER).list_partnerships(Side::Provider)).unwrap();
    let ids: Vec<_> = resellers.iter().map(|it| it.mpn_id.clone()).collect();
    assert_eq!(ids, [Some(Company::Contoso.mpn_id()), Some(Company::AlpineSkiHouse.mpn_id())]);
    let lucerne = customer(&desk.seat(PARTNER), "Lucerne Publishing");
    assert_eq!((lucerne.providers[0].method, lucerne.providers[0].delegated_admin), (RelationMethod::Invitation, true));
    let names =
        |desk: &Desk| run(desk.seat(PROVIDER).list_customers()).unwrap().into_iter().map(|it| it.name).collect::<Vec<_>>();
    assert_eq!(names(&desk), ["Tailspin Toys", "Lucerne Publishing"]);

    let ready = Desk::open(Scenario::Ready);
    for name in ["Northwind Traders", "Litware"] {
        let moved = customer(&ready.seat(PARTNER), name);
        assert_eq!(
            (moved.providers[0].method, moved.providers[0].delegated_admin, moved.step),
            (RelationMethod::Extension, false, Some(Step::Ready))
        );
        let partners = run(ready.seat(PARTNER).list_customer_partners(&moved.id)).unwrap();
        assert_eq!(partners[0].name, Company::Fabrikam.name());
        let partners = run(ready.seat(PROVIDER).list_customer_partners(&moved.id)).unwrap();
        assert_eq!(partners[0].name, Company::Contoso.name());
    }
    let empty = Desk::open(Scenario::Empty);
    assert!(run(empty.seat(PARTNER).list_customers()).unwrap().is_empty());
    assert_eq!(run(empty.seat(PARTNER).list_partnerships(Side::Partner)).unwrap().len(), 1);
}

// R109, R111, R164
#[test]
fn each_status_of_a_request_has_a_scenario() {
    let cases = [
        (Scenario::Requested, TransferStatus::Active, Step::Requested),
        (Scenario::Drifted, TransferStatus::Active, Step::Requested),
        (Scenario::InProgress, TransferStatus::InProgress, Step::InProgress),
        (Scenario::Complete, TransferStatus::Complete, Step::Complete),
        (Scenario::Partial, TransferStatus::CompleteWithErrors, Step::Complete),
        (Scenario::RejectedTransfer, TransferStatus::Rejected, Step::Ready),
        (Scenario::Verified, TransferStatus::Complete, Step::Verified),
    ];
    for (scenario, status, step) in cases {
        let desk = Desk::open(scenario);
        for persona in [PARTNER, PROVIDER] {
            let client = desk.seat(persona);
            let (_, transfer) = northwind_transfer(&client);
            assert_eq!(transfer.status, status, "{}", scenario.word());
            let northwind = customer(&client, "Northwind Traders");
            assert_eq!(
                (northwind.step, northwind.open_transfers),
                (Some(step), u64::from(status.is_open())),
                "{}",
                scenario.word()
            );
            assert!(transfer.created < transfer.changed || status == TransferStatus::Active);
            assert!(transfer.changed < Some(desk.simulation().now()), "{}", scenario.word());
        }
    }
    let rejected = Desk::open(Scenario::RejectedTransfer).seat(PARTNER);
    let (northwind, transfer) = northwind_transfer(&rejected);
    assert!(run(rejected.transfer_review(&northwind, &transfer.id)).unwrap().rejection_reason.is_some());
}

// R161
#[test]
fn every_scenario_opens_for_every_persona() {
    for scenario in Scenario::ALL {
        let desk = Desk::open(scenario);
        for persona in Persona::ALL {
            let client = desk.seat(persona);
            let session = run(client.me()).unwrap();
            assert_eq!((session.name.as_str(), &session.organisation), (persona.name(), &persona.company().organisation()));
            assert_eq!(session.roles, persona.roles());
            for customer in run(client.list_customers()).unwrap() {
                assert_eq!(run(client.customer(&customer.id)).unwrap(), customer);
                for subscription in run(client.list_subscriptions(&customer.id)).unwrap() {
                    assert_eq!(run(client.subscription(&customer.id, &subscription.id)).unwrap(), subscription);
                    assert_ne!(subscription.status, SubscriptionStatus::Other(String::new()));
                }
                for transfer in run(client.list_transfers(&customer.id)).unwrap() {
                    assert_eq!(run(client.transfer(&customer.id, &transfer.id)).unwrap(), transfer);
                }
            }
        }
        assert_eq!(desk.revision(), 0, "{}", scenario.word());
    }
}
