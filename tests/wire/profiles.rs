//! Profiles of the own organisation, rules of countries, and the check of an address.

use crossover::api::Client;
use crossover::api::error::ApiError;
use crossover::domain::address::{Address, AddressCheck};
use crossover::domain::profile::ProfileVersion;
use crossover::domain::refusal::RefusalCode;
use crossover::domain::vetting::{VettingStatus, VettingStep};
use crossover::wire::json::Node;
use crossover::wire::profile;
use crossover::wire::whole::Whole;
use futures_executor::block_on;
use serde_json::{Value, json};

use crate::harness::{Check, fixture_json, id, record, reply};

pub(crate) const CHECKS: &[(&str, Check)] = &[
    ("profiles.legal-business.get.response-200.json", |sample| {
        let held = sample.gives(|client| block_on(client.legal_business(ProfileVersion::Current)));
        assert_eq!((held.view.company_name.as_str(), held.view.address.city.as_str()), ("Lucerne Publishing", "Buffalo"));
        assert_eq!((&held.view.vetting, &held.view.vetting_step), (&VettingStatus::Authorized, &VettingStep::None));
        assert_eq!((held.view.primary_contact.email.as_str(), held.etag()), ("gena@lucernepublishing.com", None));
    }),
    ("profiles.legal-business.put.request.json", |sample| {
        let held = held("profiles.legal-business.get.response-200.json", profile::read_legal_business);
        let mut new = held.view.clone();
        for address in [&mut new.address, &mut new.approver_address] {
            (address.city, address.state) = ("Redmond".to_owned(), "WA".to_owned());
        }
        new.address.phone = String::from("4255550110");
        new.primary_contact.phone = String::from("4255550110");
        let answer = vec![reply(200, &sample.text)];
        let changed =
            sample.is_sent_whole_by(&["profiletype"], answer, |client| block_on(client.change_legal_business(&held, &new)));
        assert_eq!(changed.unwrap().view, new);
    }),
    ("profiles.organization.get.response-200.json", |sample| {
        let held = sample.gives(|client| block_on(client.organisation_profile()));
        assert_eq!((held.view.company_name.as_str(), held.view.culture.as_str()), ("TEST_TEST_BugBash1", "es-US"));
        assert_eq!(held.view.tenant, Some(id!(TenantId, "<tenantID>")), "a placeholder is as good an id as any");
        assert_eq!(held.etag().as_deref(), Some("<etag>"));
    }),
    ("profiles.organization.put.request.json", |sample| {
        let held = held("profiles.organization.get.response-200.json", profile::read_organisation);
        let mut new = held.view.clone();
        new.email = String::from("test-partner@microsoft.com");
        let answer = || vec![reply(200, &sample.text)];
        let changed = sample
            .is_sent_whole_by(&["profiletype"], answer(), |client| block_on(client.change_organisation_profile(&held, &new)));
        assert_eq!(changed.unwrap().view, new);
        let (_, sent) = record(answer(), |client| block_on(client.change_organisation_profile(&held, &new)));
        assert_eq!(sent[0].header_value("If-Match"), Some("\"<etag>\""), "sent when known");
    }),
    ("profiles.billing.get.response-200.json", |sample| {
        let held = sample.gives(|client| block_on(client.billing_profile()));
        assert_eq!(
            (held.view.tax_id.as_str(), held.view.purchase_order.as_str(), held.view.currency.as_str()),
            ("12-345678", "9888", "USD")
        );
        assert_eq!((held.view.primary_contact.last_name.as_str(), held.view.address.country.as_str()), ("Burk", "US"));
    }),
    ("profiles.billing.put.request.json", |sample| {
        let held = held("profiles.billing.get.response-200.json", profile::read_billing);
        let mut new = held.view.clone();
        new.tax_id = String::from("<TaxId>");
        (new.primary_contact.first_name, new.primary_contact.last_name) = ("Test".to_owned(), "Customer".to_owned());
        new.primary_contact.phone = String::new();
        let answer = vec![reply(200, &sample.text)];
        let changed =
            sample.is_sent_whole_by(&["profiletype"], answer, |client| block_on(client.change_billing_profile(&held, &new)));
        assert_eq!(changed.unwrap().view, new);
    }),
    ("profiles.support.get.response-200.json", |sample| {
        let held = sample.gives(|client| block_on(client.support_profile()));
        assert_eq!((held.view.email.as_str(), held.view.telephone.as_str()), ("email@sample.com", "4255555555"));
        assert_eq!(held.view.website, "www.microsoft.com");
    }),
    ("profiles.support.put.request.json", |sample| {
        let held = held("profiles.support.get.response-200.json", profile::read_support);
        // The page's own place is the second that is tried.
        for status in [404, 405] {
            let answer = vec![reply(status, ""), reply(200, &sample.text)];
            let changed =
                sample.is_sent_whole_by(&["links"], answer, |client| block_on(client.change_support_profile(&held, &held.view)));
            assert_eq!(changed.unwrap().view, held.view);
        }
        let (_, sent) =
            record(vec![reply(200, &sample.text)], |client| block_on(client.change_support_profile(&held, &held.view)));
        assert_eq!(sent.iter().map(|request| request.path.as_str()).collect::<Vec<_>>(), ["/v1/profiles/support"]);
    }),
    ("profiles.mpn-verify.response-200.json", |sample| {
        let found = sample.gives(|client| block_on(client.mpn_profile(Some(&id!(MpnId, "4391507")))));
        assert_eq!((found.mpn_id.as_str(), found.name), ("4391507", None));
    }),
    ("profiles.mpn-verify.error-404.json", |sample| {
        let error =
            sample.refuses(RefusalCode::PartnerIdUnknown, |client| block_on(client.mpn_profile(Some(&id!(MpnId, "9999999")))));
        assert_eq!(error.trace.code, Some(3000));
    }),
    ("countryvalidationrules.get.response-200.json", |sample| {
        let rules = sample.gives(|client| block_on(client.country_rules("US")));
        assert_eq!(
            (rules.code.as_str(), rules.csp_region.as_str(), rules.geographic_region.as_str()),
            ("US", "AOC", "NorthAndLatinAmerica")
        );
        assert_eq!((rules.states.len(), rules.states[0].as_str()), (51, "AK"));
        assert_eq!(
            (rules.languages.join(" "), rules.cultures.join(" "), rules.calling_codes.join(" ")),
            ("en es".into(), "en-US es-US".into(), "1".into())
        );
        assert!(rules.state_required && rules.postal_code_required && rules.city_required);
        assert!(!rules.vat_id_supported && !rules.registration_number_supported);
        assert_eq!(rules.postal_code_pattern, r"^\d{5}(-\d{4})?$");
    }),
    ("addresses.validate.request.json", |sample| {
        assert_eq!(sample.is_sent_by(vec![reply(200, "")], check), Ok(AddressCheck::Valid));
    }),
    ("addresses.validate.error-2007.json", |sample| {
        let AddressCheck::Corrected { reason, address } = sample.gives(check) else { panic!("it is corrected") };
        let expected = "ZipCityInvalid - Details: Field - 'City' is corrected from OldValue: 'Redmond' to NewValue: 'BELLEVUE'.";
        assert_eq!(reason, expected);
        assert_eq!(*address, Address { city: "BELLEVUE".to_owned(), postal_code: "98007".to_owned(), ..microsoft_way() });
    }),
];

fn held<T>(file: &str, reader: fn(Node<'_>) -> T) -> Whole<T> {
    let raw = fixture_json(file);
    Whole::new(reader(Node::new(&raw)), raw)
}

fn microsoft_way() -> Address {
    let text = str::to_owned;
    Address {
        line_1: text("One Microsoft Way"),
        city: text("Redmond"),
        state: text("WA"),
        postal_code: text("98052"),
        country: text("US"),
        ..Address::default()
    }
}

fn check(client: &Client) -> Result<AddressCheck, ApiError> {
    block_on(client.check_address(&microsoft_way()))
}

#[test]
fn a_wrong_address_without_a_correction_is_refused() {
    for description in
        ["The address is wrong.", r#"{"code":"60071","reason":"ZipCityInvalid"}"#, r#"{"corrected_address":{}}"#, "{"]
    {
        let body = json!({ "code": 2007, "description": description });
        let (outcome, _) = record(vec![reply(400, &body.to_string())], check);
        assert!(outcome.unwrap_err().is(RefusalCode::FieldInvalid), "{description}");
    }
}

#[test]
fn lists_of_a_country_are_read_under_both_names() {
    let body =
        json!({ "iso2Code": "SE", "supportedLanguagesList": ["sv"], "countryCallingCodesList": [46], "supportedStatesList": [] });
    let (rules, _) = record(vec![reply(200, &body.to_string())], |client| block_on(client.country_rules("SE")));
    let rules = rules.unwrap();
    assert_eq!((rules.languages, rules.calling_codes, rules.states), (vec!["sv".to_owned()], vec!["46".to_owned()], Vec::new()));
}

#[test]
fn a_profile_goes_back_with_all_that_is_unknown_to_us() {
    let mut raw = fixture_json("profiles.billing.put.request.json");
    raw["Address"]["Building"] = json!({ "Floor": 3 });
    raw["Surprise"] = json!([1, null]);
    let held = Whole::new(profile::read_billing(Node::new(&raw)), raw.clone());
    let mut new = held.view.clone();
    new.purchase_order = String::from("1");
    let (_, sent) = record(vec![reply(200, "{}")], |client| block_on(client.change_billing_profile(&held, &new)));
    raw["PurchaseOrderNumber"] = json!("1");
    assert_eq!(serde_json::from_str::<Value>(sent[0].body.as_deref().unwrap()).unwrap(), raw);
}
