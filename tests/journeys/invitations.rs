//! Invitations to customers: the link, the record, the customer's acceptance (requirements R53 to R63).

use crossover::api::Client;
use crossover::api::error::ApiError;
use crossover::api::http::{Method, Reply};
use crossover::domain::action::Action;
use crossover::domain::customer::{AgreementState, Customer, CustomerKind, RelationMethod};
use crossover::domain::customer_invitation::{CustomerInvitation, NewCustomerInvitation, Stage, asks_for_admin, names_provider};
use crossover::domain::progress::Step;
use crossover::domain::refusal::RefusalCode;
use crossover::domain::rule_set::RuleSet;
use crossover::sim::Simulation;
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use serde_json::json;

use super::desk::{Desk, PARTNER, PROVIDER, body, customer, refused, run};

fn link(client: &Client, admin: bool) -> Result<String, ApiError> {
    let (provider, own) = (Company::Fabrikam.tenant_id(), Company::Contoso.tenant_id());
    run(client.customer_link(Some((&provider, &own)), Some(admin)))
}

fn invite(client: &Client, customer: Option<&Customer>, admin: bool) -> Result<CustomerInvitation, ApiError> {
    let url = link(client, admin)?;
    run(client.record_customer_invitation(&NewCustomerInvitation {
        customer: customer.map(|it| it.id.clone()),
        name: "Wingtip Toys".to_owned(),
        provider: Company::Fabrikam.tenant_id(),
        url,
        delegated_admin: admin,
        language: "nl".to_owned(),
    }))
}

/// The customer's page at Microsoft, as the simulation has it.
fn accept(desk: &Desk, invitation: &CustomerInvitation) -> Reply {
    let path = format!("/v1/simulation/customerinvitations/{}/acceptance", invitation.id);
    desk.ask(PARTNER, Method::Post, &path, None)
}

// R53, R56
#[test]
fn the_link_names_partner_provider_and_whether_permissions_are_asked_for() {
    let desk = Desk::open(Scenario::Partnered);
    for admin in [true, false] {
        let url = link(&desk.seat(PARTNER), admin).unwrap();
        assert!(names_provider(&url, &Company::Fabrikam.tenant_id()), "{url}");
        assert!(url.contains(&format!("partnerId={}", Company::Contoso.tenant())), "{url}");
        assert!(url.contains(&format!("msppId={}", Company::Contoso.mpn())), "{url}");
        assert_eq!(asks_for_admin(&url), Some(admin));
    }
    let alone = run(desk.seat(PARTNER).customer_link(None, None)).unwrap();
    assert!(!names_provider(&alone, &Company::Fabrikam.tenant_id()), "{alone}");
    let stranger = Company::Proseware.tenant_id();
    let own = Company::Contoso.tenant_id();
    let refusal = run(desk.seat(PARTNER).customer_link(Some((&stranger, &own)), None));
    refused(refusal, RefusalCode::ProviderNotPartnered, 403, 990_035);
    refused(link(&Desk::open(Scenario::Fresh).seat(PARTNER), true), RefusalCode::NotEnrolled, 403, 990_011);
    // A direct relation is what the restriction takes; an invitation with a provider still works.
    let restricted = Desk::open(Scenario::Restricted);
    refused(run(restricted.seat(PARTNER).customer_link(None, None)), RefusalCode::DirectBillRestricted, 403, 990_024);
    assert!(link(&restricted.seat(PARTNER), true).is_ok());
}

// R53, R54: everybody who may, and nobody else.
#[test]
fn who_may_invite_by_persona() {
    for persona in Persona::ALL.into_iter().filter(|it| it.company() == Company::Contoso) {
        let desk = Desk::open(Scenario::Partnered);
        let client = desk.seat(persona);
        let outcome = invite(&client, None, true);
        let may = Action::InviteCustomers.check(&run(client.me()).unwrap()).is_ok();
        assert_eq!(may, persona != Persona::PartnerReader);
        if may {
            let made = outcome.unwrap();
            assert_eq!((made.stage, made.name.as_deref()), (Stage::Draft, Some("Wingtip Toys")));
        } else {
            refused(outcome, RefusalCode::RoleRequired, 403, 990_010);
            let made = invite(&desk.seat(PARTNER), None, true).unwrap();
            refused(run(client.move_customer_invitation(&made, &Stage::Done)), RefusalCode::RoleRequired, 403, 990_010);
        }
    }
}

// R60
#[test]
fn an_invitation_moves_on_as_a_person_says_and_is_seen_by_its_own_side_alone() {
    let desk = Desk::open(Scenario::Partnered);
    let client = desk.seat(PARTNER);
    let made = invite(&client, None, true).unwrap();
    let handed = run(client.move_customer_invitation(&made, &Stage::HandedOver)).unwrap();
    assert_eq!(handed.stage, Stage::HandedOver);
    // The version that was read before the last step: the newest is taken, as long as the step is still open.
    let done = run(client.move_customer_invitation(&made, &Stage::Done)).unwrap();
    assert_eq!(done.stage, Stage::Done);
    let before = desk.revision();
    assert_eq!(run(client.move_customer_invitation(&done, &Stage::Done)).unwrap().stage, Stage::Done);
    assert_eq!(desk.revision(), before, "said twice, it acts once");
    assert!(run(client.move_customer_invitation(&done, &Stage::Authorised)).is_err(), "nobody but the service says so");
    let gone = run(client.move_customer_invitation(&done, &Stage::Withdrawn)).unwrap();
    assert_eq!(gone.stage, Stage::Withdrawn);
    assert!(run(client.move_customer_invitation(&gone, &Stage::Done)).is_err());
    assert_eq!(accept(&desk, &gone).status, 404, "a withdrawn one leads nowhere");
    let other = desk.seat(PROVIDER);
    assert!(run(other.list_customer_invitations()).unwrap().is_empty());
    assert!(run(other.customer_invitation(&made.id)).unwrap_err().is(RefusalCode::NotFound));
    let path = format!("/v1/customerinvitations/{}", made.id);
    let (theirs, nothing) = (
        desk.ask(PROVIDER, Method::Patch, &path, Some(&json!({ "state": "done" }))),
        desk.ask(PROVIDER, Method::Patch, "/v1/customerinvitations/none", Some(&json!({ "state": "done" }))),
    );
    assert_eq!((theirs.status, theirs.body), (nothing.status, nothing.body));
}

// R58, R61
#[test]
fn an_existing_customer_that_accepts_is_with_the_provider_by_invitation() {
    for (name, admin, agreement) in [
        ("Northwind Traders", true, AgreementState::AdminCenter),
        ("Adventure Works", false, AgreementState::Provider),
        ("Wide World Importers", true, AgreementState::Provider),
        ("Humongous Insurance", true, AgreementState::Provider),
    ] {
        let desk = Desk::open(Scenario::Partnered);
        let client = desk.seat(PARTNER);
        let found = customer(&client, name);
        let made = invite(&client, Some(&found), admin).unwrap();
        run(client.move_customer_invitation(&made, &Stage::Done)).unwrap();
        assert_eq!(customer(&client, name), found, "a mail that is done relates nobody");
        assert_eq!(accept(&desk, &made).status, 200);
        let now = customer(&client, name);
        assert_eq!((now.kind, now.agreement, now.step), (CustomerKind::Direct, agreement, Some(Step::Ready)), "{name}");
        let relation = now.provider(&Company::Fabrikam.tenant_id()).unwrap();
        assert_eq!((relation.method, relation.delegated_admin), (RelationMethod::Invitation, admin));
        assert_eq!(run(client.customer_invitation(&made.id)).unwrap().stage, Stage::Authorised);
        assert!(run(desk.seat(PROVIDER).list_customers()).unwrap().iter().any(|it| it.name == name), "the provider can order");
        assert_eq!(accept(&desk, &made).status, 404, "once");
        let again = run(client.move_customer_invitation(&made, &Stage::Withdrawn));
        assert!(again.is_err(), "what the customer accepted is not taken back by a word");
        refused(invite(&client, Some(&now), admin), RefusalCode::AlreadyRelated, 409, 990_036);
    }
}

// R59, R61
#[test]
fn a_new_customer_comes_as_an_indirect_one_with_the_provider() {
    let desk = Desk::open(Scenario::Partnered);
    let client = desk.seat(PARTNER);
    let made = invite(&client, None, true).unwrap();
    assert_eq!(accept(&desk, &made).status, 200);
    let new = customer(&client, "Wingtip Toys");
    assert_eq!((new.kind, new.country.as_deref(), new.agreement), (CustomerKind::Indirect, Some("NL"), AgreementState::Provider));
    assert!(new.provider(&Company::Fabrikam.tenant_id()).unwrap().delegated_admin);
    assert_eq!(run(client.customer_invitation(&made.id)).unwrap().customer, Some(new.id));
    let seen = run(desk.seat(PROVIDER).list_customers()).unwrap();
    assert!(seen.iter().any(|it| it.name == "Wingtip Toys" && !it.resellers.is_empty()));
    let kept = desk.save();
    assert_eq!(Simulation::restore(&kept).unwrap().save(), kept, "it is replayed");
}

// R53, R58, R63
#[test]
fn each_invitation_that_cannot_be_says_why() {
    let partnered = Desk::open(Scenario::Partnered);
    let client = partnered.seat(PARTNER);
    let lucerne = customer(&client, "Lucerne Publishing");
    refused(invite(&client, Some(&lucerne), true), RefusalCode::AlreadyRelated, 409, 990_036);
    let send = |desk: &Desk, body: serde_json::Value| desk.ask(PARTNER, Method::Post, "/v1/customerinvitations", Some(&body));
    let url = link(&client, true).unwrap();
    let good = json!({ "providerTenantId": Company::Fabrikam.tenant(), "url": url, "delegatedAdmin": true, "language": "en" });
    assert_eq!(send(&Desk::open(Scenario::Enrolled), good.clone()).status, 403, "provider-not-partnered");
    assert_eq!(body(&send(&Desk::open(Scenario::Fresh), good.clone()))["code"], json!(990_011));
    assert_eq!(body(&send(&Desk::open(Scenario::Enrolled), good.clone()))["code"], json!(990_035));
    for (member, value) in [
        ("url", json!(url.replace("indirectCSPId", "x"))),
        ("delegatedAdmin", json!(false)),
        ("language", json!("fr")),
        ("providerTenantId", json!("")),
    ] {
        let mut wrong = good.clone();
        wrong[member] = value;
        assert_eq!(send(&partnered, wrong).status, 400, "{member}");
    }
    let mut missing = good.clone();
    missing["customerId"] = json!("00000000-0000-4000-8000-000000000000");
    assert_eq!(send(&partnered, missing).status, 404);
    assert_eq!(partnered.revision(), 0);

    // The rules of 2019: a direct bill customer could not accept in the Store.
    let mut early = Simulation::start(Scenario::Partnered, None, Some(RuleSet::Y2019));
    let northwind = customer(&client, "Northwind Traders").id;
    let mut ask = |customer: Option<&str>| {
        let mut sent = good.clone();
        sent["customerId"] = json!(customer);
        let request = crossover::api::http::Request::new(Method::Post, &["v1", "customerinvitations"])
            .json(&sent)
            .header("Authorization", &format!("Bearer {}", PARTNER.word()));
        early.answer(&request)
    };
    assert_eq!(body(&ask(Some(northwind.as_str())))["data"][0]["reason"], json!("store-cannot-accept"));
    assert_eq!(ask(None).status, 201, "a new customer has nothing to do with the Store");
}
