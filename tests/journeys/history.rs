//! The history: what was done stands in the record of who did it, with what it changed, and nothing about people but who did it.

use crossover::api::http::Method;
use crossover::domain::audit::{self, AuditFilter, AuditQuery, AuditRecord};
use crossover::domain::csv::Separator;
use crossover::domain::customer_invitation::NewCustomerInvitation;
use crossover::domain::refusal::RefusalCode;
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;

use super::desk::{Desk, PARTNER, PROVIDER, RIVAL, customer, new_transfer, northwind_transfer, refused, run, subscription, wait};

fn records(desk: &Desk, persona: Persona, query: &AuditQuery) -> Vec<AuditRecord> {
    run(desk.seat(persona).list_audit_records(query)).unwrap()
}

fn brief(record: &AuditRecord) -> (&str, &str, Vec<(&str, &str, &str)>) {
    let changes = record.changes.iter().map(|it| (it.what.as_str(), it.before.as_str(), it.after.as_str())).collect();
    (record.operation.as_str(), record.user.as_str(), changes)
}

// R171
#[test]
fn each_deed_stands_in_the_record_with_who_when_and_what_it_changed() {
    let desk = Desk::open(Scenario::Ready);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let e3 = subscription(&partner, &northwind, "Office 365 E3");
    let made = run(partner.create_transfer(&northwind, &new_transfer(&[&e3.id]))).unwrap();
    run(partner.withdraw_transfer(&northwind, &made.id)).unwrap();
    let all = records(&desk, PARTNER, &AuditQuery::default());
    let user = PARTNER.email();
    let expected = [
        ("update_transfer", user.as_str(), vec![("status", "Active", "Withdrawn")]),
        ("create_transfer", user.as_str(), vec![("status", "", "Active"), ("lineItems", "", "1")]),
    ];
    assert_eq!(all.iter().map(brief).collect::<Vec<_>>(), expected);
    assert!(all.iter().all(|it| it.customer.as_ref() == Some(&northwind) && it.customer_name == "Northwind Traders"));
    assert_eq!(all[0].at, Some(desk.simulation().now()));
    // What was refused changed nothing, and stands nowhere.
    run(partner.withdraw_transfer(&northwind, &made.id)).unwrap_err();
    assert_eq!(records(&desk, PARTNER, &AuditQuery::default()), all);
    let file = audit::csv(Separator::Comma, &all);
    assert!(
        file.contains(&format!("{user},Northwind Traders,{northwind},create_transfer,transfer,succeeded,status,,Active\r\n"))
    );
    let restored = crossover::sim::Simulation::restore(&desk.save()).unwrap();
    assert_eq!(restored.revision(), desk.revision());
}

// R171, R8: one's own record, and nothing of another organisation's; what the service does stands in both.
#[test]
fn each_side_reads_its_own_record() {
    let desk = Desk::open(Scenario::Requested);
    let provider = desk.seat(PROVIDER);
    let (northwind, transfer) = northwind_transfer(&provider);
    run(provider.accept_transfer(&northwind, &transfer.id)).unwrap();
    wait(&provider, &northwind, &transfer.id);
    let theirs = records(&desk, PROVIDER, &AuditQuery::default());
    let own = records(&desk, PARTNER, &AuditQuery::default());
    let accepted = |all: &[AuditRecord]| all.iter().filter(|it| it.user == PROVIDER.email()).count();
    assert_eq!((accepted(&theirs), accepted(&own)), (1, 0));
    let finished = |all: &[AuditRecord]| {
        all.iter().filter(|it| it.user.is_empty() && brief(it).2 == [("status", "InProgress", "Complete")]).count()
    };
    assert_eq!((finished(&theirs), finished(&own)), (1, 1));
    assert!(own.iter().any(|it| it.operation == "create_transfer" && it.user == PARTNER.email()));
    assert!(records(&desk, RIVAL, &AuditQuery::default()).is_empty());
}

// R171: filtered, by days, and with the role for it
#[test]
fn the_record_is_filtered_and_takes_a_role() {
    let desk = Desk::open(Scenario::Verified);
    let now = desk.simulation().now();
    let (northwind, _) = northwind_transfer(&desk.seat(PARTNER));
    let of = |filter: AuditFilter| records(&desk, PARTNER, &AuditQuery { filter: Some(filter), ..AuditQuery::default() }).len();
    let all = records(&desk, PARTNER, &AuditQuery::default()).len();
    assert!(all >= 3);
    assert_eq!(of(AuditFilter::Customer(northwind)), all);
    assert_eq!(of(AuditFilter::CompanyName("WIND".to_owned())), all);
    assert_eq!((of(AuditFilter::CompanyName("nobody".to_owned())), of(AuditFilter::Resource("subscription".to_owned()))), (0, 0));
    let since = |days: i64| AuditQuery { start: Some(now.plus_hours(-24 * days)), ..AuditQuery::default() };
    assert!(records(&desk, PARTNER, &since(0)).len() < all);
    assert_eq!(records(&desk, PARTNER, &since(90)).len(), all);
    assert_eq!(run(desk.seat(PARTNER).list_audit_records(&since(92))).unwrap_err().trace.status, 400);
    let reader = desk.seat(Persona::PartnerReader);
    refused(run(reader.list_audit_records(&AuditQuery::default())), RefusalCode::RoleRequired, 403, 990_010);
}

// R177: names and addresses of people never come out of old and new values.
#[test]
fn what_may_hold_personal_data_is_not_shown() {
    let node = serde_json::json!({
        "operationType": "update_customer_billing_profile",
        "resourceOldValue": "{\"firstName\":\"Ada\",\"email\":\"ada@northwind.example\",\"status\":\"active\"}",
        "resourceNewValue": "{\"firstName\":\"Eva\",\"email\":\"eva@northwind.example\",\"status\":\"suspended\"}",
    });
    let record = crossover::wire::audit::read(crossover::wire::json::Node::new(&node)).unwrap();
    assert_eq!(brief(&record).2, [("status", "active", "suspended")]);
    assert!(!audit::csv(Separator::Comma, &[record]).contains("Eva"));
}

// R171, R60: what a customer does on its own page stands in the record of both sides, by the customer, with what it changed.
#[test]
fn the_acceptance_of_an_invitation_is_in_the_history_of_both_sides() {
    let desk = Desk::open(Scenario::Partnered);
    let partner = desk.seat(PARTNER);
    let customer = customer(&partner, "Wide World Importers");
    let (provider, own) = (Company::Fabrikam.tenant_id(), Company::Contoso.tenant_id());
    let new = NewCustomerInvitation {
        customer: Some(customer.id.clone()),
        name: String::new(),
        url: run(partner.customer_link(Some((&provider, &own)), Some(true))).unwrap(),
        provider,
        delegated_admin: true,
        language: "en".to_owned(),
    };
    let invitation = run(partner.record_customer_invitation(&new)).unwrap();
    let path = format!("/v1/simulation/customerinvitations/{}/acceptance", invitation.id);
    assert_eq!(desk.ask(PARTNER, Method::Post, &path, None).status, 200);
    let expected = vec![("agreementState", "missing", "provider"), ("providers", "", "Fabrikam Distribution B.V.")];
    for persona in [PARTNER, PROVIDER] {
        let all = records(&desk, persona, &AuditQuery::default());
        let accepted = all.iter().find(|it| it.operation == "accept_customer_invitation").expect("it is recorded");
        assert_eq!(accepted.customer.as_ref(), Some(&customer.id));
        assert_eq!(accepted.user, format!("admin@{}", customer.domain));
        let mut changes = brief(accepted).2;
        changes.sort_unstable();
        assert_eq!(changes, expected);
    }
    // The invitation itself is on the customer's record too.
    let of = AuditQuery { filter: Some(AuditFilter::Customer(customer.id)), ..AuditQuery::default() };
    assert!(records(&desk, PARTNER, &of).iter().any(|it| it.operation == "create_customer_invitation"));
}
