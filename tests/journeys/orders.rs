//! Buying: the provider for its customers, a direct bill partner for its own; reseller of record and support contact
//! (R38 to R40, R66, R67, R146 to R151).

use crossover::api::Client;
use crossover::api::compliance::PartnerKey;
use crossover::api::error::{ApiError, Cause};
use crossover::api::http::Method;
use crossover::api::subscriptions::Change;
use crossover::domain::basket::{Basket, Under};
use crossover::domain::ids::{CustomerId, OfferId, SubscriptionId};
use crossover::domain::offer::Offer;
use crossover::domain::order::{NewOrder, NewOrderLine, Order};
use crossover::domain::refusal::RefusalCode;
use crossover::domain::subscription::{SubscriptionKind, SubscriptionStatus};
use crossover::domain::subscription_change::SubscriptionChange;
use crossover::domain::support_contact::SupportContact;
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use proptest::prelude::*;
use serde_json::json;

use super::desk::{Desk, PARTNER, PROVIDER, RIVAL, body, customer, mpn, refused, run, subscription};
use super::new_customers::{confirmation, for_contoso};

fn offer(client: &Client, country: &str, name: &str) -> Offer {
    let all = run(client.list_offers(country)).unwrap();
    all.into_iter().find(|offer| offer.name == name).unwrap_or_else(|| panic!("no offer {name}"))
}

/// A line for the offer, with Contoso on record.
fn line(offer: &OfferId, quantity: u64) -> NewOrderLine {
    NewOrderLine {
        offer: offer.clone(),
        quantity,
        friendly_name: String::new(),
        parent: None,
        partner_of_record: Some(Company::Contoso.mpn_id()),
    }
}

fn order(client: &Client, customer: &CustomerId, lines: Vec<NewOrderLine>) -> Result<Order, ApiError> {
    run(client.create_order(&NewOrder { customer: customer.clone(), billing_cycle: "unknown".to_owned(), lines }))
}

// R147, R148: base and add-on in one order, the reseller on each line
#[test]
fn what_a_provider_orders_is_in_its_list_and_in_its_resellers() {
    let desk = Desk::open(Scenario::Partnered);
    let provider = desk.seat(PROVIDER);
    let tailspin = customer(&provider, "Tailspin Toys").id;
    let offers = run(provider.list_offers("SE")).unwrap();
    let (e3, audio) = (offer(&provider, "SE", "Office 365 E3").id, offer(&provider, "SE", "Audio Conferencing").id);
    assert!(run(provider.list_add_on_offers(&e3, "SE")).unwrap().iter().any(|it| it.id == audio));
    let mut basket = Basket::default();
    basket.put(&audio, &Under::Offer(e3.clone()), "4");
    basket.put(&e3, &Under::Nothing, "20");
    let lines = basket.lines(&offers, "Tailspin Toys", &[], Some(&Company::Contoso.mpn_id())).unwrap();
    let made = order(&provider, &tailspin, lines).unwrap();
    assert!(made.lines.iter().all(|line| line.partner_of_record == Some(Company::Contoso.mpn_id())));
    assert_eq!(made.lines[1].parent, made.lines[0].subscription);
    for persona in [PROVIDER, PARTNER] {
        let seen = run(desk.seat(persona).list_subscriptions(&tailspin)).unwrap();
        let bought = seen.iter().find(|it| Some(&it.id) == made.lines[0].subscription.as_ref()).unwrap();
        assert_eq!(
            (bought.quantity, bought.status.clone(), bought.reseller.clone()),
            (20, SubscriptionStatus::Active, Some(Company::Contoso.mpn_id()))
        );
        assert_eq!(bought.add_ons(&seen).map(|it| it.quantity).collect::<Vec<_>>(), [4]);
    }
    let path = format!("/v1/customers/{tailspin}/orders");
    assert_eq!(body(&desk.ask(PROVIDER, Method::Get, &path, None))["totalCount"], json!(2));
    assert_eq!(body(&desk.ask(PROVIDER, Method::Get, &format!("{path}/{}", made.id), None))["id"], json!(made.id.as_str()));
    assert_eq!(body(&desk.ask(PARTNER, Method::Get, &path, None))["totalCount"], json!(0), "the provider's orders are its own");
    assert_eq!(desk.ask(PROVIDER, Method::Get, &format!("{path}/none"), None).status, 404);
}

// R147: an add-on for a base that is there, and each way in which it does not fit
#[test]
fn an_add_on_goes_with_a_base_that_runs() {
    let desk = Desk::open(Scenario::Partnered);
    let provider = desk.seat(PROVIDER);
    let tailspin = customer(&provider, "Tailspin Toys").id;
    let base = subscription(&provider, &tailspin, "Office 365 E3").id;
    let audio = offer(&provider, "SE", "Audio Conferencing").id;
    let with = |parent: &SubscriptionId, offer: &OfferId| NewOrderLine { parent: Some(parent.clone()), ..line(offer, 3) };
    let made = order(&provider, &tailspin, vec![with(&base, &audio)]).unwrap();
    assert_eq!(made.lines[0].parent, Some(base.clone()));
    refused(order(&provider, &tailspin, vec![line(&audio, 3)]), RefusalCode::AddonNeedsBase, 400, 800_029);
    let storage = offer(&provider, "SE", "Additional Database Storage").id;
    refused(order(&provider, &tailspin, vec![with(&base, &storage)]), RefusalCode::AddonNeedsBase, 400, 800_029);
    let held = run(provider.whole_subscription(&tailspin, &base)).unwrap();
    run(provider.change_subscription(&tailspin, &held, &SubscriptionChange::Suspend)).unwrap();
    let error = order(&provider, &tailspin, vec![with(&base, &audio)]).unwrap_err();
    assert_eq!((error.trace.status, error.trace.code), (409, Some(27_009)));
}

// R147: every refusal of a line
#[test]
fn what_cannot_be_bought_is_refused_with_the_reason() {
    let desk = Desk::open(Scenario::Partnered);
    let provider = desk.seat(PROVIDER);
    let tailspin = customer(&provider, "Tailspin Toys").id;
    let premium = offer(&provider, "SE", "Office 365 Business Premium").id;
    for quantity in [0, 301, u64::MAX] {
        let error =
            refused(order(&provider, &tailspin, vec![line(&premium, quantity)]), RefusalCode::QuantityOutOfRange, 400, 2002);
        let refusal = error.refusal().unwrap();
        assert_eq!((refusal.value("min"), refusal.value("max")), (Some("1"), Some("300")));
    }
    let trial = offer(&provider, "SE", "Office 365 E3 trial").id;
    refused(order(&provider, &tailspin, vec![line(&trial, 25), line(&trial, 25)]), RefusalCode::OnePerCustomer, 400, 27_006);
    assert_eq!(desk.revision(), 0, "nothing of a refused order is bought");
    let made = order(&provider, &tailspin, vec![line(&trial, 25)]).unwrap();
    let bought = run(provider.subscription(&tailspin, made.lines[0].subscription.as_ref().unwrap())).unwrap();
    assert_eq!(bought.kind, SubscriptionKind::TermBased, "trials count as term-based");
    let error = refused(order(&provider, &tailspin, vec![line(&trial, 25)]), RefusalCode::OnePerCustomer, 400, 27_006);
    assert_eq!(error.refusal().unwrap().value("customer"), Some("Tailspin Toys"));
    let withdrawn = offer(&provider, "SE", "Exchange Online Kiosk");
    assert!(!withdrawn.is_available);
    let cases = [(line(&withdrawn.id, 1), (403, 2091)), (line(&OfferId::parse("nothing").unwrap(), 1), (400, 800_070))];
    for (line, (status, code)) in cases {
        let error = order(&provider, &tailspin, vec![line]).unwrap_err();
        assert_eq!((error.trace.status, error.trace.code), (status, Some(code)));
        assert!(matches!(error.cause, Cause::Unexpected(_)), "the service's own words");
    }
    assert!(order(&provider, &tailspin, Vec::new()).unwrap_err().is(RefusalCode::FieldInvalid));
}

/// Each wrong partner id of the sample, with its cause, as an order says it and as the check does.
const WRONG_IDS: [(&str, RefusalCode, (u16, u32)); 6] = [
    ("99", RefusalCode::PartnerIdUnknown, (404, 800_015)),
    ("7120561", RefusalCode::PartnerIdMpa, (403, 900_123)),
    ("7120678", RefusalCode::PartnerIdRegion, (400, 2201)),
    ("7120782", RefusalCode::PartnerIdNotReseller, (400, 800_016)),
    ("6812300", RefusalCode::PartnerIdGlobal, (400, 800_016)),
    ("5291846", RefusalCode::PartnerIdNotReseller, (404, 2072)),
];

// R147, R150: on a new subscription
#[test]
fn a_wrong_reseller_on_an_order_is_refused_with_its_cause() {
    let desk = Desk::open(Scenario::Partnered);
    let provider = desk.seat(PROVIDER);
    let tailspin = customer(&provider, "Tailspin Toys").id;
    let e1 = offer(&provider, "SE", "Office 365 E1").id;
    for (id, code, (status, service)) in WRONG_IDS {
        let line = NewOrderLine { partner_of_record: Some(mpn(id)), ..line(&e1, 1) };
        refused(order(&provider, &tailspin, vec![line]), code, status, service);
    }
    let wrong =
        json!({ "lineItems": [{ "lineItemNumber": 0, "offerId": e1.as_str(), "quantity": 1, "partnerIdOnRecord": "12a" }] });
    let reply = desk.ask(PROVIDER, Method::Post, &format!("/v1/customers/{tailspin}/orders"), Some(&wrong));
    assert_eq!((reply.status, body(&reply)["data"][0]["reason"].as_str()), (400, Some("partner-id-not-numeric")));
    assert_eq!(desk.revision(), 0);
}

// R149, R150: on an existing subscription, and by the check while typing
#[test]
fn the_reseller_of_a_subscription_is_checked_and_set() {
    let desk = Desk::open(Scenario::Partnered);
    let provider = desk.seat(PROVIDER);
    let tailspin = customer(&provider, "Tailspin Toys").id;
    let e3 = subscription(&provider, &tailspin, "Office 365 E3").id;
    for (id, code, (status, service)) in WRONG_IDS {
        let held = run(provider.whole_subscription(&tailspin, &e3)).unwrap();
        let outcome = run(provider.change_subscription(&tailspin, &held, &SubscriptionChange::Reseller(mpn(id))));
        refused(outcome, code, status, service);
        let checked = run(provider.partner_agreement_signed(PartnerKey::Mpn(&mpn(id))));
        if code == RefusalCode::PartnerIdGlobal {
            // Both kinds of id are accepted by the check (section 8); an order takes the location's.
            assert_eq!(checked, Ok(true));
        } else {
            assert!(checked.unwrap_err().is(code), "{id}");
        }
    }
    let held = run(provider.whole_subscription(&tailspin, &e3)).unwrap();
    let done = run(provider.change_subscription(&tailspin, &held, &SubscriptionChange::Reseller(mpn("7120455")))).unwrap();
    let Change::Done(whole) = done else { panic!("at once") };
    assert_eq!(whole.view.reseller, Some(mpn("7120455")));
    assert_eq!(whole.view.quantity, 15, "nothing else changed");
    // What a partner sells itself has no reseller.
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let held = run(partner.whole_subscription(&northwind, &subscription(&partner, &northwind, "Intune").id)).unwrap();
    let outcome = run(partner.change_subscription(&northwind, &held, &SubscriptionChange::Reseller(mpn("7120455"))));
    assert_eq!(outcome.unwrap_err().trace.code, Some(800_098));
}

// R151
#[test]
fn the_support_contact_is_the_provider_or_a_related_reseller() {
    let desk = Desk::open(Scenario::Partnered);
    let tailspin = customer(&desk.seat(PROVIDER), "Tailspin Toys").id;
    let e3 = subscription(&desk.seat(PROVIDER), &tailspin, "Office 365 E3").id;
    let contact = |company: Company| SupportContact {
        tenant: company.tenant_id(),
        mpn_id: Some(company.mpn_id()),
        name: company.name().to_owned(),
    };
    let held = run(desk.seat(PROVIDER).support_contact(&tailspin, &e3)).unwrap();
    assert_eq!(held.view, contact(Company::Fabrikam), "the provider by default");
    for persona in [Persona::ProviderSalesAgent, Persona::ProviderUserAdmin, Persona::PartnerOwner] {
        let outcome = run(desk.seat(persona).change_support_contact(&tailspin, &e3, &held, &contact(Company::Contoso)));
        refused(outcome, RefusalCode::RoleRequired, 403, 990_010);
    }
    let admin = desk.seat(Persona::ProviderGlobalAdmin);
    let outcome = run(admin.change_support_contact(&tailspin, &e3, &held, &contact(Company::Proseware)));
    refused(outcome, RefusalCode::FieldInvalid, 400, 3000);
    let set = run(admin.change_support_contact(&tailspin, &e3, &held, &contact(Company::Contoso))).unwrap();
    assert_eq!(set.view, contact(Company::Contoso));
    let stale = run(admin.change_support_contact(&tailspin, &e3, &held, &contact(Company::Fabrikam)));
    assert_eq!(stale.unwrap_err().cause, Cause::Stale);
    assert_eq!(run(desk.seat(PARTNER).support_contact(&tailspin, &e3)).unwrap().view, contact(Company::Contoso));
    assert!(run(desk.seat(RIVAL).support_contact(&tailspin, &e3)).unwrap_err().is(RefusalCode::NotFound));
}

// R38, R40, R66, R67: what a partner buys for direct customers, and what it does not
#[test]
fn a_partner_buys_for_direct_customers_while_its_status_allows_it() {
    let own = |offer: &OfferId, quantity| NewOrderLine { partner_of_record: None, ..line(offer, quantity) };
    let desk = Desk::open(Scenario::Partnered);
    let partner = desk.seat(PARTNER);
    let e1 = offer(&partner, "SE", "Office 365 E1").id;
    let northwind = customer(&partner, "Northwind Traders").id;
    let made = order(&partner, &northwind, vec![own(&e1, 5)]).unwrap();
    assert_eq!(made.lines[0].partner_of_record, None);
    let tailspin = customer(&partner, "Tailspin Toys").id;
    let error = refused(order(&partner, &tailspin, vec![own(&e1, 5)]), RefusalCode::IndirectCustomerNoPurchase, 403, 990_025);
    assert_eq!(error.refusal().unwrap().value("provider"), Some("Fabrikam Distribution B.V."));
    for name in ["Wide World Importers", "Humongous Insurance"] {
        let customer = customer(&partner, name).id;
        refused(order(&partner, &customer, vec![own(&e1, 5)]), RefusalCode::McaMissing, 403, 13_605);
    }
    for persona in [Persona::PartnerGlobalAdmin, Persona::PartnerReader] {
        refused(order(&desk.seat(persona), &northwind, vec![own(&e1, 5)]), RefusalCode::RoleRequired, 403, 990_010);
    }

    let desk = Desk::open(Scenario::Restricted);
    let partner = desk.seat(PARTNER);
    let northwind = customer(&partner, "Northwind Traders").id;
    let error = refused(order(&partner, &northwind, vec![own(&e1, 5)]), RefusalCode::DirectBillRestricted, 403, 990_024);
    assert_eq!(error.refusal().unwrap().value("capability"), Some("newSubscriptions"));
    let base = subscription(&partner, &northwind, "Office 365 E3").id;
    let audio = offer(&partner, "SE", "Audio Conferencing").id;
    let add_on = NewOrderLine { parent: Some(base.clone()), ..own(&audio, 1) };
    let error = refused(order(&partner, &northwind, vec![add_on]), RefusalCode::DirectBillRestricted, 403, 990_024);
    assert_eq!(error.refusal().unwrap().value("capability"), Some("newAddOns"));
    // R39: what exists goes on.
    let held = run(partner.whole_subscription(&northwind, &base)).unwrap();
    run(partner.change_subscription(&northwind, &held, &SubscriptionChange::Quantity(26))).unwrap();
}

// R146, R147; domain.md section 1
#[test]
fn who_may_add_a_subscription_and_to_whom() {
    use Persona::{ProviderAdminAgent, ProviderGlobalAdmin, ProviderSalesAgent, ProviderUserAdmin};

    for persona in Persona::ALL {
        let desk = Desk::open(Scenario::Partnered);
        let tailspin = customer(&desk.seat(PROVIDER), "Tailspin Toys").id;
        let e1 = offer(&desk.seat(PROVIDER), "SE", "Office 365 E1").id;
        let outcome = order(&desk.seat(persona), &tailspin, vec![line(&e1, 1)]);
        match persona {
            ProviderGlobalAdmin | ProviderAdminAgent | ProviderSalesAgent => assert!(outcome.is_ok(), "{}", persona.word()),
            ProviderUserAdmin => drop(refused(outcome, RefusalCode::RoleRequired, 403, 990_010)),
            Persona::RivalAdminAgent => assert!(outcome.unwrap_err().is(RefusalCode::NotFound), "invariant 11"),
            _ => assert!(outcome.is_err(), "{}", persona.word()),
        }
    }
}

// R142: the first order of a new customer, by everybody who may add one; it waits for the agreement.
#[test]
fn a_new_customer_is_ordered_for_once_its_agreement_is_confirmed() {
    for persona in [PROVIDER, Persona::ProviderUserAdmin, Persona::ProviderGlobalAdmin, Persona::ProviderSalesAgent] {
        let desk = Desk::open(Scenario::Partnered);
        let client = desk.seat(persona);
        let e1 = offer(&client, "SE", "Office 365 E1").id;
        let id = run(client.create_customer(&for_contoso())).unwrap().customer.id;
        refused(order(&client, &id, vec![line(&e1, 1)]), RefusalCode::McaMissing, 403, 13_605);
        run(client.confirm_agreement(&id, &confirmation(&client))).unwrap();
        order(&client, &id, vec![line(&e1, 1)]).unwrap();
        let again = order(&client, &id, vec![line(&e1, 1)]);
        assert_eq!(again.is_ok(), persona != Persona::ProviderUserAdmin, "{}", persona.word());
    }
}

// A country without a rule in the simulation has no offers; where organisations have a number, Azure is not sold.
#[test]
fn the_catalogue_is_that_of_the_market() {
    let desk = Desk::open(Scenario::Partnered);
    let provider = desk.seat(PROVIDER);
    let azure = |country: &str| {
        let offers = run(provider.list_offers(country)).unwrap();
        offers.iter().any(|it| it.billing == "usage")
    };
    assert!(azure("SE") && !azure("HU"));
    assert!(run(provider.list_offers("XX")).unwrap().is_empty());
    let none = run(provider.list_add_on_offers(&OfferId::parse("nothing").unwrap(), "SE")).unwrap_err();
    assert_eq!((none.trace.status, none.trace.code), (400, Some(2100)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    // R141, R147: the rule, the form and the service say the same of a count.
    #[test]
    fn a_count_is_taken_by_the_service_exactly_when_the_form_takes_it(which in any::<prop::sample::Index>(), count in prop_oneof![0u64..400, any::<u64>()]) {
        let desk = Desk::open(Scenario::Partnered);
        let provider = desk.seat(PROVIDER);
        let tailspin = customer(&provider, "Tailspin Toys").id;
        let mut offers = run(provider.list_offers("SE")).unwrap();
        offers.retain(|it| it.is_available && !it.is_add_on);
        let offer = which.get(&offers);
        let typed = offer.read_quantity(&count.to_string());
        let ordered = order(&provider, &tailspin, vec![line(&offer.id, count)]);
        prop_assert_eq!(typed.is_ok(), ordered.is_ok());
        if let Err(error) = ordered {
            let (said, meant) = (error.refusal().unwrap(), typed.unwrap_err());
            prop_assert_eq!(said.code, meant.code);
            for name in ["min", "max"] {
                prop_assert_eq!(said.value(name), meant.value(name));
            }
        }
    }

    #[test]
    fn any_body_of_an_order_or_a_customer_is_answered(text in "(?s)\\{\"(lineItems|companyProfile|billingProfile|associatedPartnerId)\":.{0,40}") {
        let desk = Desk::open(Scenario::Partnered);
        for path in ["/v1/customers", "/v1/customers/990d3cd8-381d-422f-850c-86bd84e0164b/orders", "/v1/validations/address"] {
            let mut request = crossover::api::http::Request::new(Method::Post, &[]);
            path.clone_into(&mut request.path);
            request.body = Some(text.clone());
            prop_assert!((400..500).contains(&desk.call(PROVIDER, request).status));
        }
    }
}
