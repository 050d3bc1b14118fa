//! Relationship extension, agreement and bill-to information of a customer: the good way and each documented refusal.

use crossover::api::error::{ApiError, Cause};
use crossover::api::http::Method;
use crossover::domain::agreement::{Confirmation, NewAgreement};
use crossover::domain::contact::Contact;
use crossover::domain::customer::{AgreementState, RelationMethod};
use crossover::domain::extension::{CONSENT_TEXT, NewExtension};
use crossover::domain::partnership::Partnership;
use crossover::domain::prerequisite::Prerequisite;
use crossover::domain::refusal::RefusalCode;
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use serde_json::json;

use super::desk::{Desk, PARTNER, PROVIDER, RIVAL, body, customer, new_transfer, refused, run, subscription, tenant};

/// The consent, confirmed now.
fn extension(desk: &Desk, to: Company) -> NewExtension {
    NewExtension {
        partner: Company::Contoso.tenant_id(),
        provider: to.tenant_id(),
        confirmed: true,
        confirmed_on: desk.simulation().now(),
        note: "By e-mail of Kim Akers".to_owned(),
    }
}

fn extend(desk: &Desk, persona: Persona, name: &str, change: impl Fn(&mut NewExtension)) -> Result<Partnership, ApiError> {
    let id = customer(&desk.seat(PARTNER), name).id;
    let mut new = extension(desk, Company::Fabrikam);
    change(&mut new);
    run(desk.seat(persona).extend_relationship(&id, &new))
}

fn kim(desk: &Desk) -> NewAgreement {
    let text = |text: &str| text.to_owned();
    NewAgreement {
        contact: Contact {
            first_name: text("Kim"),
            last_name: text("O'Akers-Ångström"),
            email: text("kim@adventure-works.example"),
            phone: String::new(),
        },
        template: run(desk.seat(PROVIDER).list_agreement_templates()).unwrap()[0].id.clone(),
        agreed: desk.simulation().now().plus_hours(-30),
    }
}

// R72, R76 to R81, R84, R86, R87, R89 to R92: from a partnership to a transfer that can be requested.
#[test]
fn from_a_partnership_to_a_checklist_that_is_all_green() {
    let desk = Desk::open(Scenario::Partnered);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let adventure = customer(&partner, "Adventure Works");
    let fabrikam = Company::Fabrikam.tenant_id();
    // The provider does not see it yet.
    refused(run(provider.customer(&adventure.id)), RefusalCode::NotFound, 404, 60_003);
    let preview = run(partner.preview_extension(&adventure.id, &fabrikam)).unwrap();
    let bill_to = run(partner.bill_to(&adventure.id)).unwrap();
    assert_eq!((preview.delegated_admin, preview.listed), (false, true));
    assert_eq!(preview.bill_to, bill_to.view, "what is shared is what Account shows");
    let made = extend(&desk, PARTNER, "Adventure Works", |_| ()).unwrap();
    assert_eq!(made.tenant, fabrikam);

    let now = desk.simulation().now();
    let [(listed, Some(consent))] = &run(partner.list_consents(&adventure.id)).unwrap()[..] else { panic!("one, by extension") };
    assert_eq!(listed.name, Company::Fabrikam.name());
    assert_eq!((consent.confirmed_by.as_str(), consent.confirmed_on), (Persona::PartnerAdminAgent.name(), Some(now)));
    assert_eq!((consent.text_version.as_str(), consent.shared_on), (CONSENT_TEXT, Some(now)));
    assert_eq!(consent.note, "By e-mail of Kim Akers");
    let related = customer(&partner, "Adventure Works");
    assert_eq!((related.providers[0].method, related.providers[0].delegated_admin), (RelationMethod::Extension, false));
    // The record is the partner's own.
    assert!(run(provider.list_consents(&adventure.id)).unwrap().iter().all(|(_, consent)| consent.is_none()));
    assert_eq!(
        Prerequisite::check_all(true, &related, Some(&fabrikam)).unwrap_err().code,
        RefusalCode::McaNotRetained,
        "what the partner attested does not carry over"
    );

    let Confirmation::Recorded(agreement) = run(provider.confirm_agreement(&adventure.id, &kim(&desk))).unwrap() else {
        panic!("it is new")
    };
    assert_eq!(agreement.user, Some(Persona::ProviderAdminAgent.user_id()));
    assert_eq!(run(provider.list_agreements(&adventure.id)).unwrap()[0].contact, kim(&desk).contact);
    let ready = customer(&partner, "Adventure Works");
    assert_eq!(ready.agreement, AgreementState::Provider);
    assert_eq!(Prerequisite::check_all(true, &ready, Some(&fabrikam)), Ok(()));
    let e1 = subscription(&partner, &adventure.id, "Office 365 E1").id;
    run(partner.create_transfer(&adventure.id, &new_transfer(&[&e1]))).unwrap();
}

// R72 to R75, R79, R80
#[test]
fn an_extension_is_refused_for_each_reason_of_its_own() {
    use RefusalCode as R;
    let desk = Desk::open(Scenario::Partnered);
    for persona in [Persona::PartnerGlobalAdmin, Persona::PartnerSalesAgent, Persona::PartnerReader] {
        let error = refused(extend(&desk, persona, "Northwind Traders", |_| ()), R::RoleRequired, 403, 990_010);
        assert_eq!(error.refusal().unwrap().value("holders"), Some("Björn Åkesson\nDagny Holm"));
    }
    let to = |company: Company| move |new: &mut NewExtension| new.provider = company.tenant_id();
    let error =
        refused(extend(&desk, PARTNER, "Northwind Traders", to(Company::Proseware)), R::ProviderNotPartnered, 403, 990_035);
    assert_eq!(error.refusal().unwrap().value("provider"), Some(Company::Proseware.name()));
    let nobody = |new: &mut NewExtension| new.provider = tenant("00000000-0000-4000-8000-000000000000");
    refused(extend(&desk, PARTNER, "Northwind Traders", nobody), R::ProviderNotPartnered, 403, 990_035);
    refused(extend(&desk, PARTNER, "Lucerne Publishing", |_| ()), R::AlreadyRelated, 409, 990_036);
    refused(extend(&desk, PARTNER, "Tailspin Toys", |_| ()), R::NotDirectCustomer, 400, 990_037);
    refused(extend(&desk, PARTNER, "Northwind Traders", |new| new.confirmed = false), R::ConsentMissing, 400, 990_038);
    assert_eq!(desk.revision(), 0, "nothing acted");

    let enrolled = Desk::open(Scenario::Enrolled);
    refused(extend(&enrolled, PARTNER, "Northwind Traders", |_| ()), R::ProviderNotPartnered, 403, 990_035);
    let fresh = Desk::open(Scenario::Fresh);
    refused(extend(&fresh, PARTNER, "Northwind Traders", |_| ()), R::NotEnrolled, 403, 990_011);
    let northwind = customer(&fresh.seat(PARTNER), "Northwind Traders").id;
    let preview = run(fresh.seat(PARTNER).preview_extension(&northwind, &Company::Fabrikam.tenant_id()));
    refused(preview, R::NotEnrolled, 403, 990_011);
    // Whoever is none of its partners does not learn that there is such a customer.
    let rival = run(desk.seat(RIVAL).extend_relationship(&northwind, &extension(&desk, Company::Proseware)));
    refused(rival, R::NotFound, 404, 60_003);
}

// R76, R79: what the dialog cannot leave out, the service does not let pass either.
#[test]
fn an_extension_without_its_declarations_is_refused() {
    let desk = Desk::open(Scenario::Partnered);
    let northwind = customer(&desk.seat(PARTNER), "Northwind Traders").id;
    let path = format!("/v1/customers/{northwind}/relationships");
    let whole = json!({
        "customerId": northwind.as_str(),
        "directPartnerId": Company::Contoso.tenant(),
        "indirectProviderId": Company::Fabrikam.tenant(),
        "shareBillTo": true,
        "consent": { "confirmed": true, "confirmedTime": "2026-11-21T08:59:00Z" },
    });
    let cases = [
        ("/shareBillTo", json!(false), 990_016),
        ("/customerId", json!("other"), 800_002),
        ("/directPartnerId", json!(Company::Fabrikam.tenant()), 800_002),
        ("/indirectProviderId", json!(""), 800_002),
        ("/consent/confirmed", json!(null), 990_038),
        ("/consent/confirmedTime", json!("soon"), 990_016),
    ];
    for (place, value, code) in cases {
        let mut sent = whole.clone();
        *sent.pointer_mut(place).unwrap() = value;
        let reply = desk.ask(PARTNER, Method::Post, &path, Some(&sent));
        assert_eq!((reply.status, &body(&reply)["code"]), (400, &json!(code)), "{place}");
    }
    assert_eq!(desk.revision(), 0);
    let reply = desk.ask(PARTNER, Method::Post, &path, Some(&whole));
    assert_eq!((reply.status, &body(&reply)["extension"]["textVersion"]), (201, &json!(CONSENT_TEXT)));
    assert_eq!(body(&reply)["extension"]["consentConfirmedTime"], json!("2026-11-21T08:59:00Z"));
}

// R80
#[test]
fn an_answer_that_was_lost_does_not_extend_twice() {
    let desk = Desk::open(Scenario::Partnered);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let new = extension(&desk, Company::Fabrikam);
    desk.provoke("POST /v1/customers=latex1");
    assert!(run(partner.extend_relationship(&northwind, &new)).unwrap_err().is(RefusalCode::ApiUnreachable));
    assert_eq!(run(partner.extend_relationship(&northwind, &new)).unwrap().tenant, Company::Fabrikam.tenant_id());
    assert_eq!((customer(&partner, "Northwind Traders").providers.len(), desk.revision()), (1, 1));
    refused(run(partner.extend_relationship(&northwind, &new)), RefusalCode::AlreadyRelated, 409, 990_036);
}

// R87
#[test]
fn an_attestation_is_refused_for_each_reason_of_its_own() {
    use RefusalCode as R;
    let desk = Desk::open(Scenario::Ready);
    let northwind = customer(&desk.seat(PARTNER), "Northwind Traders").id;
    let attest = |persona: Persona, change: &dyn Fn(&mut NewAgreement)| {
        let mut new = kim(&desk);
        change(&mut new);
        run(desk.seat(persona).confirm_agreement(&northwind, &new))
    };
    for persona in [PARTNER, Persona::PartnerOwner, Persona::PartnerSalesAgent, Persona::PartnerReader] {
        let error = refused(attest(persona, &|_| ()), R::ResellerCannotAttest, 403, 990_047);
        assert_eq!(error.refusal().unwrap().value("provider"), Some(Company::Fabrikam.name()));
    }
    for persona in [Persona::ProviderGlobalAdmin, Persona::ProviderUserAdmin] {
        refused(attest(persona, &|_| ()), R::RoleRequired, 403, 990_010);
    }
    refused(attest(RIVAL, &|_| ()), R::NotFound, 404, 60_003);
    refused(attest(PROVIDER, &|new| new.agreed = new.agreed.plus_hours(31)), R::DateInFuture, 400, 990_046);
    refused(attest(PROVIDER, &|new| new.agreed = "0226-11-21T00:00:00Z".parse().unwrap()), R::FieldInvalid, 400, 990_016);
    refused(attest(PROVIDER, &|new| new.contact.email.clear()), R::FieldRequired, 400, 990_015);
    refused(attest(PROVIDER, &|new| new.contact.last_name = "x".repeat(51)), R::FieldInvalid, 400, 990_016);
    refused(attest(PROVIDER, &|new| new.contact.phone = "call me".to_owned()), R::FieldInvalid, 400, 990_016);
    refused(attest(PROVIDER, &|new| new.template.clear()), R::FieldInvalid, 400, 800_002);
    assert_eq!(desk.revision(), 0, "nothing acted");
    assert!(matches!(attest(Persona::ProviderSalesAgent, &|_| ()), Ok(Confirmation::Recorded(_))));
    // The same contact once more: it is done. Another contact: another confirmation.
    assert_eq!(attest(PROVIDER, &|_| ()), Ok(Confirmation::AlreadyRecorded));
    assert!(matches!(attest(PROVIDER, &|new| new.contact.phone = "+31 20 555 0147".to_owned()), Ok(Confirmation::Recorded(_))));
    assert_eq!(run(desk.seat(PROVIDER).list_agreements(&northwind)).unwrap().len(), 2);
}

// R83
#[test]
fn the_agreement_is_seen_in_both_ways_of_asking_after_it_was_attested() {
    let desk = Desk::open(Scenario::Partnered);
    let provider = desk.seat(PROVIDER);
    let lucerne = customer(&provider, "Lucerne Publishing").id;
    assert_eq!(run(provider.list_agreements(&lucerne)).unwrap()[0].contact.first_name, "Kim");
    let templates = run(provider.list_agreement_templates()).unwrap();
    let document = run(provider.agreement_document(&templates[0].id, "nl-NL", "NL")).unwrap();
    assert_eq!((document.language.as_str(), document.country.as_str()), ("nl-NL", "NL"));
    assert!(document.display_uri.starts_with("https://"));
}

// R70, R177
#[test]
fn bill_to_information_is_changed_on_the_version_that_was_read() {
    let desk = Desk::open(Scenario::Partnered);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let held = run(partner.bill_to(&northwind)).unwrap();
    let mut new = held.view.clone();
    new.last_name = "Åkerström <b>".to_owned();
    new.address.line_2 = "3 tr".to_owned();
    let changed = run(partner.change_bill_to(&northwind, &held, &new)).unwrap();
    assert_eq!(changed.view, new);
    // Somebody else read it before.
    let error = run(partner.change_bill_to(&northwind, &held, &held.view)).unwrap_err();
    assert_eq!((error.cause, error.trace.code), (Cause::Stale, Some(2055)));
    assert_eq!(run(partner.bill_to(&northwind)).unwrap().view, new);
    for change in [
        (|it| it.email.clear()) as fn(&mut crossover::domain::customer_profile::BillTo),
        |it| it.address.line_1.clear(),
        |it| "DE".clone_into(&mut it.address.country),
    ] {
        let mut wrong = new.clone();
        change(&mut wrong);
        refused(run(partner.change_bill_to(&northwind, &changed, &wrong)), RefusalCode::FieldInvalid, 400, 3000);
    }
    refused(
        run(desk.seat(Persona::PartnerSalesAgent).change_bill_to(&northwind, &changed, &held.view)),
        RefusalCode::RoleRequired,
        403,
        990_010,
    );
    assert_eq!(desk.revision(), 1);
    // The provider sees it from the extension on, not before.
    refused(run(desk.seat(PROVIDER).bill_to(&northwind)), RefusalCode::NotFound, 404, 60_003);
    extend(&desk, PARTNER, "Northwind Traders", |_| ()).unwrap();
    assert_eq!(run(desk.seat(PROVIDER).bill_to(&northwind)).unwrap().view, new);
    assert_eq!(run(partner.company_profile(&northwind)).unwrap().company_name, "Northwind Traders");
}
