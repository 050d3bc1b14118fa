//! Lists, pages, filters, and the smaller operations.

use crossover::api::http::{Method, Request};
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use serde_json::{Value, json};

use super::desk::{Desk, PARTNER, PROVIDER, RIVAL, body, customer, run, subscription};

fn names(page: &Value) -> Vec<String> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["companyProfile"]["companyName"].as_str().unwrap().to_owned())
        .collect()
}

// R64, R164: more than one page of customers (1.5).
#[test]
fn customers_come_page_by_page() {
    let desk = Desk::open(Scenario::Partnered);
    let whole = names(&body(&desk.ask(PARTNER, Method::Get, "/v1/customers", None)));
    let mut page = body(&desk.call(PARTNER, Request::get(&["v1", "customers"]).query("size", "3")));
    let mut found = names(&page);
    let first = page.clone();
    let seek = |operation: &str, token: &str| {
        let request = Request::get(&["v1", "customers"]).query("seekOperation", operation).header("MS-ContinuationToken", token);
        desk.call(PARTNER, request)
    };
    while let Some(token) = page["continuationToken"].as_str() {
        assert_eq!(page["links"]["next"]["headers"][0]["value"].as_str(), Some(token));
        page = body(&seek("Next", token));
        found.extend(names(&page));
    }
    assert_eq!(found, whole);
    assert_eq!((first["totalCount"].as_u64(), whole.len()), (Some(7), 7));
    let token = first["continuationToken"].as_str().unwrap();
    assert_eq!(names(&body(&seek("First", token))), whole[..3]);
    for (operation, token) in [("Next", ""), ("Next", "nonsense"), ("Next", "0.0."), ("Next", "9999.0."), ("PageIndex", token)] {
        assert_eq!(seek(operation, token).status, 400, "{operation} {token}");
    }
    assert_eq!(desk.call(PARTNER, Request::get(&["v1", "customers"]).query("size", "many")).status, 400);
    let beyond = body(&seek("Next", "3.18446744073709551615."));
    assert!(names(&beyond).is_empty());
}

// R64
#[test]
fn customers_are_found_by_the_beginning_of_their_name() {
    let desk = Desk::open(Scenario::Ready);
    let by = |persona: Persona, field: &str, value: &str, operator: &str| {
        let filter = json!({ "Field": field, "Value": value, "Operator": operator }).to_string();
        desk.call(persona, Request::get(&["v1", "customers"]).query("size", "0").query("filter", &filter))
    };
    assert_eq!(names(&body(&by(PARTNER, "CompanyName", "l", "starts_with"))), ["Litware", "Lucerne Publishing"]);
    assert_eq!(names(&body(&by(PARTNER, "Domain", "WIDE", "StartsWith"))), ["Wide World Importers"]);
    assert_eq!(names(&body(&by(PROVIDER, "IndirectReseller", Company::Contoso.tenant(), "starts_with"))).len(), 4);
    assert!(names(&body(&by(PROVIDER, "IndirectReseller", Company::Proseware.tenant(), "starts_with"))).is_empty());
    assert_eq!(names(&body(&by(PARTNER, "IndirectCloudSolutionProvider", Company::Fabrikam.tenant(), "starts_with"))).len(), 4);
    assert_eq!(by(PARTNER, "CompanyName", "l", "equals").status, 400);
    assert_eq!(by(PARTNER, "Country", "SE", "starts_with").status, 400);
    assert_eq!(run(desk.seat(PROVIDER).list_customers_of(&Company::Contoso.tenant_id())).unwrap().len(), 4);
}

#[test]
fn the_letters_of_an_address_count_alike() {
    let desk = Desk::open(Scenario::Ready);
    let northwind = customer(&desk.seat(PARTNER), "Northwind Traders").id;
    let path = format!("/V1/Customers/{}/TransfersEligibility", northwind.as_str().to_uppercase());
    let mut request = Request::get(&[]).query("TRANSFERTYPE", "DirectToIndirect");
    request.path = path;
    assert_eq!(desk.call(PARTNER, request.clone()).status, 200);
    request.query.clear();
    assert_eq!(body(&desk.call(PARTNER, request))["code"], json!(800_002));
    let provider =
        Request::get(&["v1", "customers", northwind.as_str(), "transferseligibility"]).query("transferType", "directtoindirect");
    assert_eq!(body(&desk.call(PROVIDER, provider))["code"], json!(900_149), "a provider gives nothing away");
}

#[test]
fn subscriptions_are_found_by_reseller_and_by_order() {
    let desk = Desk::open(Scenario::Complete);
    let northwind = customer(&desk.seat(PROVIDER), "Northwind Traders").id;
    let e3 = subscription(&desk.seat(PROVIDER), &northwind, "Office 365 E3");
    let by = |name: &str, value: &str| {
        let request = Request::get(&["v1", "customers", northwind.as_str(), "subscriptions"]).query(name, value);
        body(&desk.call(PROVIDER, request))["items"].as_array().unwrap().len()
    };
    assert_eq!((by("mpn_id", Company::Contoso.mpn()), by("mpn_id", "1")), (3, 0));
    assert_eq!(by("order_id", e3.order.unwrap().as_str()), 2, "one order for a line and its add-on");
}

// R150: section 8, form by form.
#[test]
fn partner_ids_are_checked_as_documented() {
    let desk = Desk::open(Scenario::Ready);
    let ask = |pairs: &[(&str, &str)]| {
        let request = Request::get(&["v1", "compliance", "csp", "agreementstatus"]);
        let reply = desk.call(PROVIDER, pairs.iter().fold(request, |request, (name, value)| request.query(name, value)));
        let body = body(&reply);
        (reply.status, body["code"].as_u64(), body["isAgreementSigned"].as_bool())
    };
    assert_eq!(ask(&[("mpnId", Company::Contoso.mpn())]), (200, None, Some(true)));
    assert_eq!(ask(&[("tenantId", Company::Contoso.tenant())]), (200, None, Some(true)));
    for (pairs, code) in [
        (&[][..], 2001),
        (&[("mpnId", "1"), ("tenantId", "2")], 2000),
        (&[("mpnId", "12a")], 2000),
        (&[("tenantId", "contoso")], 2000),
        (&[("mpnId", "1")], 2200),
        (&[("mpnId", "7120678")], 2201),
        (&[("mpnId", "7120561")], 2203),
        (&[("mpnId", "7120782")], 2204),
        (&[("tenantId", "00000000-0000-4000-8000-000000000000")], 2205),
    ] {
        assert_eq!(ask(pairs), (400, Some(code), None), "{pairs:?}");
    }
    let fresh = Desk::open(Scenario::Fresh);
    let request = Request::get(&["v1", "compliance", "csp", "agreementstatus"]).query("tenantId", Company::Contoso.tenant());
    assert_eq!(body(&fresh.call(PROVIDER, request))["code"], json!(2206), "before the enrolment nothing is signed");
}

#[test]
fn profiles_and_programmes_are_told() {
    let desk = Desk::open(Scenario::Ready);
    let own = body(&desk.ask(PARTNER, Method::Get, "/v1/profiles/mpn", None));
    assert_eq!(own["mpnId"], json!(Company::Contoso.mpn()));
    let other = Request::get(&["v1", "profiles", "mpn"]).query("mpnId", Company::Fabrikam.mpn());
    assert_eq!(body(&desk.call(PARTNER, other))["partnerName"], json!(Company::Fabrikam.name()));
    let unknown = desk.call(PARTNER, Request::get(&["v1", "profiles", "mpn"]).query("mpnId", "1"));
    assert_eq!((unknown.status, &body(&unknown)["code"]), (404, &json!(3000)));

    let program = |persona, name: &str| desk.ask(persona, Method::Get, &format!("/v1/enrolledprograms/{name}"), None);
    assert_eq!(body(&program(PARTNER, "indirectreseller"))["status"], json!("active"));
    assert_eq!(body(&program(PARTNER, "directbill"))["status"], json!("active"));
    assert_eq!(body(&program(PARTNER, "other"))["code"], json!(990_045));
    assert_eq!(program(PROVIDER, "indirectreseller").status, 404);
    let all = |persona| body(&desk.ask(persona, Method::Get, "/v1/enrolledprograms", None))["totalCount"].clone();
    assert_eq!((all(PARTNER), all(RIVAL)), (json!(2), json!(0)));
    let northwind = customer(&desk.seat(PARTNER), "Northwind Traders").id;
    let profile = body(&desk.ask(PARTNER, Method::Get, &format!("/v1/customers/{northwind}/profiles/company"), None));
    assert_eq!(profile["companyName"], json!("Northwind Traders"));
    assert_eq!(desk.call(PARTNER, Request::get(&["v1", "relationships"])).status, 400);
}
