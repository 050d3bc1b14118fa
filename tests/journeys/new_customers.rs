//! Adding a customer: by the provider for its reseller, by a direct bill partner for itself; what is refused, and that the first
//! administrator's password is told once (R139 to R145).

use crossover::api::Client;
use crossover::api::compliance::PartnerKey;
use crossover::api::error::ApiError;
use crossover::api::http::{Method, Request};
use crossover::domain::action::Action;
use crossover::domain::address::{Address, AddressCheck};
use crossover::domain::agreement::NewAgreement;
use crossover::domain::contact::Contact;
use crossover::domain::customer::{AgreementState, CustomerKind};
use crossover::domain::ids::CustomerId;
use crossover::domain::new_customer::{Buyer, CreatedCustomer, NewCustomer, WITH_REGISTRATION_NUMBER};
use crossover::domain::refusal::RefusalCode;
use crossover::sim::Simulation;
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use crossover::wire::new_customer;
use crossover::wire::shelf::MemoryShelf;
use serde_json::json;

use super::desk::{Desk, PARTNER, PROVIDER, RIVAL, body, customer, refused, run, tenant};

pub fn wingtip(buyer: Buyer) -> NewCustomer {
    let text = str::to_owned;
    NewCustomer {
        domain: text("wingtiptoys.onmicrosoft.com"),
        company_name: text("Wingtip Toys AB"),
        registration_number: None,
        email: text("maja.berg@wingtiptoys.example"),
        culture: text("sv-SE"),
        language: text("sv"),
        address: Address {
            country: text("SE"),
            city: text("Stockholm"),
            line_1: text("Storgatan 1"),
            postal_code: text("111 22"),
            first_name: text("Maja"),
            last_name: text("Berg"),
            ..Address::default()
        },
        buyer,
    }
}

pub fn for_contoso() -> NewCustomer {
    wingtip(Buyer::ProviderFor(Company::Contoso.tenant_id()))
}

/// The customer's acceptance, as somebody confirms it.
pub fn confirmation(client: &Client) -> NewAgreement {
    let text = str::to_owned;
    NewAgreement {
        contact: Contact {
            first_name: text("Maja"),
            last_name: text("Berg"),
            email: text("maja.berg@wingtiptoys.example"),
            phone: String::new(),
        },
        template: run(client.list_agreement_templates()).unwrap().remove(0).id,
        agreed: "2026-11-21T08:00:00Z".parse().unwrap(),
    }
}

fn create(client: &Client, new: &NewCustomer) -> Result<CreatedCustomer, ApiError> {
    run(client.create_customer(new))
}

// R139, R143, R145
#[test]
fn a_provider_adds_a_customer_for_its_reseller_who_sees_it_at_once() {
    let desk = Desk::open(Scenario::Partnered);
    let provider = desk.seat(PROVIDER);
    assert!(run(provider.partner_agreement_signed(PartnerKey::Tenant(&Company::Contoso.tenant_id()))).unwrap());
    assert!(run(provider.is_domain_free("wingtiptoys.onmicrosoft.com")).unwrap());
    let created = create(&provider, &for_contoso()).unwrap();
    assert_eq!(created.reseller, Some(Company::Contoso.tenant_id()));
    let credentials = created.credentials.unwrap();
    assert_eq!(credentials.account(&created.customer.domain), "admin@wingtiptoys.onmicrosoft.com");
    assert_eq!(credentials.password.chars().count(), 12);
    assert!(!run(provider.is_domain_free("WingtipToys.onmicrosoft.com")).unwrap());

    let id = created.customer.id;
    let listed = customer(&provider, "Wingtip Toys AB");
    assert_eq!((&listed.id, listed.kind, listed.agreement), (&id, CustomerKind::Indirect, AgreementState::Missing));
    assert_eq!(listed.resellers[0].tenant, Company::Contoso.tenant_id());
    assert_eq!(
        run(provider.list_customers_of(&Company::Contoso.tenant_id())).unwrap().last().map(|it| it.id.clone()),
        Some(id.clone())
    );
    // Its reseller sees it, with the admin access that comes with it; nobody else does (invariant 11).
    let partner = desk.seat(PARTNER);
    let seen = customer(&partner, "Wingtip Toys AB");
    assert_eq!((seen.kind, seen.providers[0].tenant.clone()), (CustomerKind::Indirect, Company::Fabrikam.tenant_id()));
    let whole = desk.ask(PARTNER, Method::Get, &format!("/v1/customers/{id}"), None);
    assert_eq!(body(&whole)["allowDelegatedAccess"], json!(true));
    assert!(run(desk.seat(RIVAL).customer(&id)).unwrap_err().is(RefusalCode::NotFound));
}

// R142: an answer that is lost is asked for again, and there is one customer, with its setup info.
#[test]
fn a_lost_answer_is_asked_for_again_and_tells_the_same_password() {
    for effect in ["late", "malformed"] {
        let desk = Desk::open(Scenario::Partnered);
        let provider = desk.seat(PROVIDER);
        desk.provoke(&format!("POST /v1/customers={effect}x1"));
        assert!(create(&provider, &for_contoso()).is_err());
        let before = desk.revision();
        let created = create(&provider, &for_contoso()).unwrap();
        assert!(created.credentials.is_some(), "{effect}");
        assert_eq!((before, desk.revision()), (1, 1));
        assert_eq!(run(provider.list_customers()).unwrap().iter().filter(|it| it.name == "Wingtip Toys AB").count(), 1);
    }
}

// R143, R144; domain.md 3.5, invariant 10
#[test]
fn neither_what_is_kept_nor_a_later_call_can_tell_the_password_again() {
    let desk = Desk::open(Scenario::Partnered);
    let request = Request::new(Method::Post, &["v1", "customers"])
        .json(&new_customer::write(&for_contoso()))
        .header("MS-RequestId", "first")
        .header("MS-CorrelationId", "8c6d1a52-5b1c-4a3e-9b61-0a6a3c7c9a11");
    let made = body(&desk.call(PROVIDER, request.clone()));
    let password = made["userCredentials"]["password"].as_str().unwrap().to_owned();
    let id = made["id"].as_str().unwrap().to_owned();
    let kept = desk.save();
    let escaped = json!(password).to_string();
    let hidden =
        |text: &str| !text.contains(&password) && !text.contains(escaped.trim_matches('"')) && !text.contains("8c6d1a52");
    assert!(hidden(&kept), "what is kept holds the password, or what it is made of");
    for path in [format!("/v1/customers/{id}"), "/v1/customers".to_owned(), format!("/v1/customers/{id}/profiles/company")] {
        for persona in [PROVIDER, PARTNER] {
            let reply = desk.ask(persona, Method::Get, &path, None);
            assert!(hidden(&reply.body) && !reply.body.contains("userCredentials"), "{path}");
        }
    }
    // The same page may ask again for what it may have lost; after a reload it is gone, whoever asks with whatever id.
    assert_eq!(body(&desk.call(PROVIDER, request.clone()))["userCredentials"]["password"], json!(password));
    let mut reloaded = Simulation::restore(&kept).unwrap();
    let bearer = format!("Bearer {}", PROVIDER.word());
    let again = reloaded.answer(&request.clone().header("Authorization", &bearer));
    assert_eq!((again.status, body(&again)["id"].as_str()), (201, Some(id.as_str())));
    assert!(body(&again)["userCredentials"].is_null() && hidden(&again.body));
    let mut other_tab = Simulation::start(Scenario::Partnered, None, None);
    let shelf = MemoryShelf::default();
    assert!(reloaded.keep(&shelf, "kept"));
    assert!(other_tab.take_over(&shelf, "kept").unwrap());
    assert!(body(&other_tab.answer(&request.header("Authorization", &bearer)))["userCredentials"].is_null());
}

// R140: the domain was free when it was checked, and is taken when the form is sent.
#[test]
fn a_domain_that_somebody_took_meanwhile_is_named() {
    let desk = Desk::open(Scenario::Partnered);
    let provider = desk.seat(PROVIDER);
    assert!(run(provider.is_domain_free("wingtiptoys.onmicrosoft.com")).unwrap());
    // A rival adds one of its own under the same domain.
    let theirs = json!({
        "companyProfile": { "domain": "wingtiptoys.onmicrosoft.com" },
        "billingProfile": new_customer::write(&for_contoso())["billingProfile"],
    });
    assert_eq!(desk.ask(RIVAL, Method::Post, "/v1/customers", Some(&theirs)).status, 201);
    let error = refused(create(&provider, &for_contoso()), RefusalCode::DomainTaken, 400, 3000);
    assert_eq!(error.refusal().unwrap().value("field"), Some("domain"));
    for name in ["contoso", "northwindtraders", "microsoft"] {
        assert!(!run(provider.is_domain_free(&format!("{name}.onmicrosoft.com"))).unwrap(), "{name}");
    }
}

// R140, by country
#[test]
fn registration_number_and_telephone_are_asked_for_where_they_are_needed() {
    let desk = Desk::open(Scenario::Partnered);
    let provider = desk.seat(PROVIDER);
    for (number, code) in WITH_REGISTRATION_NUMBER.into_iter().enumerate() {
        let rules = run(provider.country_rules(code)).unwrap();
        assert!(rules.registration_number_supported, "{code}");
        let postal = ["1010", "10101", "101010"].into_iter().find(|it| fits(&rules.postal_code_pattern, it)).unwrap_or("1010");
        let mut new = for_contoso();
        new.domain = format!("wingtip{number}.onmicrosoft.com");
        new.address.country = code.to_owned();
        new.address.postal_code = postal.to_owned();
        refused(create(&provider, &new), RefusalCode::RegistrationNumberMissing, 400, 600_049);
        new.registration_number = Some("abc".to_owned());
        refused(create(&provider, &new), RefusalCode::FieldInvalid, 400, 600_050);
        new.registration_number = Some("01-09-123456".to_owned());
        refused(create(&provider, &new), RefusalCode::FieldRequired, 400, 600_051);
        new.address.phone = "+36 1 555 0101".to_owned();
        let id = create(&provider, &new).unwrap().customer.id;
        let profile = run(provider.company_profile(&id)).unwrap();
        assert_eq!(profile.registration_number.as_deref(), Some("01-09-123456"));
    }
    let new = NewCustomer { registration_number: Some("556677-8899".to_owned()), ..for_contoso() };
    refused(create(&provider, &new), RefusalCode::FieldInvalid, 400, 600_002);
}

/// Whether a pattern of digits alone, such as `^(\d\d\d\d)$`, is as long as `text`.
fn fits(pattern: &str, text: &str) -> bool {
    pattern.matches("\\d").count() == text.len() && !pattern.contains('{')
}

/// Makes something of a customer wrong.
type Spoil = fn(&mut NewCustomer);

// R140
#[test]
fn what_is_wrong_with_a_field_is_named_by_the_service() {
    let desk = Desk::open(Scenario::Partnered);
    let provider = desk.seat(PROVIDER);
    let cases: [(&str, Spoil); 6] = [
        ("companyName", |new| new.company_name.clear()),
        ("domain", |new| "wing tip".clone_into(&mut new.domain)),
        ("email", |new| new.email.clear()),
        ("city", |new| new.address.city.clear()),
        ("postalCode", |new| "1".clone_into(&mut new.address.postal_code)),
        ("country", |new| "XX".clone_into(&mut new.address.country)),
    ];
    for (field, spoil) in cases {
        let mut new = for_contoso();
        spoil(&mut new);
        let error = refused(create(&provider, &new), RefusalCode::FieldInvalid, 400, 3000);
        assert_eq!(error.refusal().unwrap().value("field"), Some(field));
    }
    assert_eq!(desk.revision(), 0);
}

// R139: without the reseller's agreement, or the reseller
#[test]
fn a_reseller_that_has_not_signed_or_is_no_partner_is_refused() {
    let desk = Desk::open(Scenario::Partnered);
    let provider = desk.seat(PROVIDER);
    desk.provoke("POST /v1/customers=403:900123x1");
    refused(create(&provider, &for_contoso()), RefusalCode::ResellerMpaMissing, 403, 900_123);
    desk.provoke("POST /v1/customers=403:800039x1");
    refused(create(&provider, &for_contoso()), RefusalCode::ResellerMpaMissing, 403, 800_039);
    for stranger in ["11111111-2222-3333-4444-555555555555", Company::Proseware.tenant()] {
        let error =
            refused(create(&provider, &wingtip(Buyer::ProviderFor(tenant(stranger)))), RefusalCode::FieldInvalid, 404, 60_003);
        assert_eq!(error.refusal().unwrap().value("field"), Some("associatedPartnerId"));
    }
    desk.provoke("GET /v1/compliance=400:2206x1");
    let signed = run(provider.partner_agreement_signed(PartnerKey::Tenant(&Company::Contoso.tenant_id())));
    assert!(signed.unwrap_err().is(RefusalCode::PartnerIdMpa));
}

// R41, R38
#[test]
fn a_partner_creates_direct_customers_only_and_not_when_restricted() {
    let desk = Desk::open(Scenario::Partnered);
    let partner = desk.seat(PARTNER);
    refused(create(&partner, &for_contoso()), RefusalCode::ProviderCreatesTenant, 403, 990_026);
    let id = create(&partner, &wingtip(Buyer::DirectPartner)).unwrap().customer.id;
    let seen = run(partner.customer(&id)).unwrap();
    assert_eq!((seen.kind, seen.providers.len()), (CustomerKind::Direct, 0));
    assert!(run(desk.seat(PROVIDER).customer(&id)).unwrap_err().is(RefusalCode::NotFound));

    let desk = Desk::open(Scenario::Restricted);
    let error =
        refused(create(&desk.seat(PARTNER), &wingtip(Buyer::DirectPartner)), RefusalCode::DirectBillRestricted, 403, 990_024);
    assert_eq!(error.refusal().unwrap().value("capability"), Some("createCustomer"));
    assert_eq!(desk.revision(), 0);
}

// R139, R140, R142: who may add a customer may confirm its agreement, this once.
#[test]
fn everybody_who_may_add_a_customer_may_finish_it_and_nobody_else_may_begin() {
    for persona in Persona::ALL {
        let desk = Desk::open(Scenario::Partnered);
        let client = desk.seat(persona);
        let session = run(client.me()).unwrap();
        let provider_side = persona.company() == Company::Fabrikam;
        let buyer = if provider_side { Buyer::ProviderFor(Company::Contoso.tenant_id()) } else { Buyer::DirectPartner };
        let action = if persona.company() == Company::Contoso { Action::BuyForCustomer } else { Action::ManageResellers };
        match create(&client, &wingtip(buyer)) {
            Ok(created) => {
                assert_eq!(action.check(&session), Ok(()), "{}", persona.word());
                let id: CustomerId = created.customer.id;
                if persona.company() != Company::Fabrikam {
                    continue;
                }
                run(client.confirm_agreement(&id, &confirmation(&client))).unwrap();
                let again = run(client.confirm_agreement(&id, &confirmation(&client)));
                assert_eq!(
                    again.is_ok(),
                    Action::Attest.check(&session).is_ok(),
                    "{}: a second time by role alone",
                    persona.word()
                );
            }
            Err(error) => {
                assert!(action.check(&session).is_err(), "{}: {error:?}", persona.word());
                assert_eq!((error.trace.status, error.trace.code), (403, Some(990_010)), "{}", persona.word());
            }
        }
    }
}

// R87: confirming, by date and by whom
#[test]
fn an_acceptance_of_tomorrow_or_by_the_reseller_is_refused() {
    let desk = Desk::open(Scenario::Partnered);
    let provider = desk.seat(PROVIDER);
    let id = create(&provider, &for_contoso()).unwrap().customer.id;
    let tomorrow = NewAgreement { agreed: "2026-11-22T09:00:00Z".parse().unwrap(), ..confirmation(&provider) };
    refused(run(provider.confirm_agreement(&id, &tomorrow)), RefusalCode::DateInFuture, 400, 990_046);
    let partner = desk.seat(PARTNER);
    refused(run(partner.confirm_agreement(&id, &confirmation(&partner))), RefusalCode::ResellerCannotAttest, 403, 990_047);
    run(provider.confirm_agreement(&id, &confirmation(&provider))).unwrap();
    assert_eq!(run(provider.customer(&id)).unwrap().agreement, AgreementState::Provider);
    assert_eq!(run(provider.list_agreements(&id)).unwrap().len(), 1);
}

// R140: the address is looked at, and a correction offered
#[test]
fn an_address_is_right_wrong_or_corrected() {
    let desk = Desk::open(Scenario::Partnered);
    let provider = desk.seat(PROVIDER);
    let right = for_contoso().address;
    assert_eq!(run(provider.check_address(&right)).unwrap(), AddressCheck::Valid);
    let AddressCheck::Corrected { reason, address } =
        run(provider.check_address(&Address { city: "Uppsala".to_owned(), ..right.clone() })).unwrap()
    else {
        panic!("a correction")
    };
    assert_eq!(*address, right);
    assert!(reason.contains("'Uppsala' to NewValue: 'Stockholm'"), "{reason}");
    let wrong = Address { postal_code: "1".to_owned(), ..right };
    refused(run(provider.check_address(&wrong)), RefusalCode::FieldInvalid, 400, 2007);
}
