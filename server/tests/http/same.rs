//! Static mode and HTTP are one service: whatever is called by whom in whatever order, both answer alike.

use std::sync::Mutex;

use crossover::api::http::{Method, Reply, Request};
use crossover::sim::Simulation;
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::harness::{Running, Seat};

/// One call; numbers choose among what there is.
#[derive(Debug, Clone)]
struct Step {
    who: usize,
    method: usize,
    path: usize,
    customer: usize,
    other: usize,
    body: usize,
    id: u8,
    etag: u8,
}

fn script() -> impl Strategy<Value = (usize, Vec<Step>)> {
    let step = (0..Persona::ALL.len(), 0usize..12, 0usize..30, 0usize..8, 0usize..8, 0usize..16, 0u8..30, 0u8..4).prop_map(
        |(who, method, path, customer, other, body, id, etag)| Step { who, method, path, customer, other, body, id, etag },
    );
    // Chance alone seldom asks for what can be done: every other step does.
    let step = step.prop_map(|step| if step.id.is_multiple_of(2) { step } else { sensible(&step) });
    (0..Scenario::ALL.len(), prop::collection::vec(step, 1..25))
}

/// A step that the partner's owner or the provider's admin agent could well take, by what it does.
fn sensible(step: &Step) -> Step {
    const POST: usize = 4;
    const PATCH: usize = 7;
    const DELETE: usize = 9;
    let sorts =
        [(POST, 0, 0), (POST, 2, 15), (PATCH, 1, 5), (POST, 4, 9), (PATCH, 3, 8), (PATCH, 6, 6), (PATCH, 6, 7), (DELETE, 1, 15)];
    let (method, path, body) = sorts[step.path % sorts.len()];
    let who = if step.who.is_multiple_of(2) { Persona::PartnerOwner } else { Persona::ProviderAdminAgent };
    let who = Persona::ALL.iter().position(|it| *it == who).unwrap();
    Step { who, method, path, body, customer: step.customer % 2 * 3, other: step.other / 3 * 3, ..step.clone() }
}

/// What a person sees of the service, to choose from.
fn ids(simulation: &mut Simulation, persona: Persona, path: &str) -> Vec<String> {
    let mut request = Request::get(&[]).header("Authorization", &format!("Bearer {}", persona.word()));
    path.clone_into(&mut request.path);
    let body: Value = serde_json::from_str(&simulation.answer(&request).body).unwrap_or_default();
    let rows = body.get("items").unwrap_or(&body).as_array().cloned().unwrap_or_default();
    rows.iter().filter_map(|row| Some(row.get("id")?.as_str()?.to_owned())).collect()
}

fn pick(all: &[String], place: usize) -> String {
    all.get(place % (all.len() + 1)).cloned().unwrap_or_else(|| "9f0a3bb5-1a1c-4c1c-8c9b-6b3f0f5d0b11".to_owned())
}

/// Makes the call of `step` out of what there is now.
fn make(simulation: &mut Simulation, step: &Step) -> Request {
    let customers = ids(simulation, Persona::PartnerOwner, "/v1/customers");
    let customer = pick(&customers, step.customer);
    let base = format!("/v1/customers/{customer}");
    let subscription = pick(&ids(simulation, Persona::PartnerOwner, &format!("{base}/subscriptions")), step.other);
    let transfer = pick(&ids(simulation, Persona::PartnerOwner, &format!("{base}/transfers")), step.other);
    let provider = [Company::Fabrikam, Company::Proseware, Company::Woodgrove][step.other % 3];
    let paths = [
        format!("{base}/transfers"),
        format!("{base}/transfers/{transfer}"),
        format!("{base}/transfers/{transfer}/accept"),
        format!("{base}/transfers/{transfer}/review"),
        format!("{base}/transfers/{transfer}/notices"),
        format!("{base}/subscriptions"),
        format!("{base}/subscriptions/{subscription}"),
        format!("{base}/subscriptions/{subscription}/addons"),
        format!("{base}/transferseligibility"),
        format!("{base}/agreements"),
        format!("{base}/relationships"),
        format!("{base}/profiles/company"),
        format!("{base}/directSignedMicrosoftCustomerAgreementStatus"),
        format!("{base}/users"),
        format!("{base}/orders"),
        base,
        "/v1/customers".to_owned(),
        "/v1/me".to_owned(),
        "/v1/enrolledprograms".to_owned(),
        "/v1/enrolledprograms/indirectreseller".to_owned(),
        "/v1/partnershipinvitations".to_owned(),
        "/v1/indirectproviders".to_owned(),
        "/v1/relationships".to_owned(),
        "/v1/profiles/mpn".to_owned(),
        "/v1/profiles/organization".to_owned(),
        "/v1/compliance/csp/agreementStatus".to_owned(),
        "/v1/programagreements".to_owned(),
        "/v1/incentives/invitations".to_owned(),
        "/v1/nothing/of%20this%2Fname/%C3%A5".to_owned(),
        "/v1".to_owned() + "/",
    ];
    let method = [
        Method::Get,
        Method::Get,
        Method::Get,
        Method::Get,
        Method::Post,
        Method::Post,
        Method::Post,
        Method::Patch,
        Method::Patch,
        Method::Delete,
        Method::Put,
        Method::Head,
    ][step.method];
    let line = |id: &str| json!({ "subscriptionId": id, "partnerIdOnRecord": Company::Contoso.mpn() });
    let bodies = [
        json!({ "sourcePartnerTenantId": Company::Contoso.tenant(), "targetPartnerTenantId": provider.tenant(), "lineItems": [line(&subscription)] }),
        json!({ "sourcePartnerTenantId": Company::Contoso.tenant(), "targetPartnerTenantId": provider.tenant(), "lineItems": [] }),
        json!({ "sourcePartnerTenantId": Company::Contoso.tenant(), "sourcePartnerName": "Contoso", "customerEmailId": "it@northwind.example", "transferType": "5" }),
        json!({ "status": "Accept", "lineItems": [{ "subscriptionId": subscription, "productType": "OnlineServicesNCE" }] }),
        json!({ "status": "Cancel" }),
        json!({ "status": "reject" }),
        json!({ "status": "suspended" }),
        json!({ "quantity": step.id }),
        json!({ "providerVerified": { "result": "match" }, "rejectionReason": "åäö \u{1F600}" }),
        json!({ "kind": "transferCreated", "language": "sv", "subject": "s", "body": "b", "handedOverBy": "clipboard" }),
        json!({ "primaryContact": { "firstName": "A", "lastName": "B", "email": "a@contoso.example", "phoneNumber": "1" }, "mpnId": "4847383", "irreversibleConfirmed": true, "profileConfirmedTime": "2026-11-21T09:00:00Z" }),
        json!([]),
        json!("text"),
        Value::Null,
        Value::Null,
        Value::Null,
    ];
    let mut request = Request::new(method, &[]);
    request.path.clone_from(&paths[step.path % paths.len()]);
    if step.path == 8 {
        request = request.query("transferType", "directToIndirect");
    }
    if step.path == 16 && step.body == 0 {
        request = request.query("filter", r#"{"Field":"CompanyName","Value":"Nörd & Co","Operator":"starts_with"}"#);
    }
    // Few ids, so that some are used again, for the same and for others.
    request.set_header("MS-RequestId", &format!("00000000-0000-4000-8000-0000000000{:02}", step.id));
    request.set_header("MS-CorrelationId", "0f8fad5b-d9cb-469f-a165-70867728950e");
    if step.etag == 0 {
        request.set_header("If-Match", "\"1\"");
    }
    match &bodies[step.body] {
        Value::Null => request,
        _ if method.is_read() => request,
        body => request.json(body),
    }
}

fn over_http(seat: &Seat, request: &Request) -> (u16, Vec<(String, String)>, String) {
    let headers: Vec<(&str, &str)> = request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = seat.call(request.method.word(), &request.target(), &headers, request.body.as_deref().unwrap_or_default());
    let answer = answer.unwrap();
    let headers = told(answer.headers.iter());
    (answer.status, headers, answer.body)
}

/// Headers that the app goes by.
fn told<'a>(headers: impl Iterator<Item = &'a (String, String)>) -> Vec<(String, String)> {
    let names =
        ["content-type", "retry-after", "location", "ms-requestid", "ms-correlationid", "www-authenticate", "allow", "etag"];
    let mut found: Vec<(String, String)> = headers
        .map(|(name, value)| (name.to_ascii_lowercase(), value.clone()))
        .filter(|(name, _)| names.contains(&name.as_str()))
        .collect();
    found.sort();
    found
}

#[test]
fn http_and_static_mode_answer_alike_whatever_is_asked() {
    let server = Mutex::new(Running::in_memory(&[]));
    let seats: Vec<Seat> = Persona::ALL.into_iter().map(|persona| server.lock().unwrap().sign_in(persona)).collect();
    let cases = if std::env::var_os("CROSSOVER_FULL").is_some() { 500 } else { 60 };
    let mut runner =
        proptest::test_runner::TestRunner::new(ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() });
    let mut statuses = std::collections::BTreeSet::new();
    let seen = Mutex::new(&mut statuses);
    runner
        .run(&script(), |(scenario, steps)| {
            let scenario = Scenario::ALL[scenario];
            let now = crossover::sim::clock::START;
            server.lock().unwrap().control(&format!(r#"{{"scenario":"{}","now":"{now}"}}"#, scenario.word()));
            let mut simulation = Simulation::start(scenario, Some(now), None);
            for step in &steps {
                // Looking for what to ask is done on a copy: the server does not see it.
                let request = make(&mut Simulation::restore(&simulation.save()).unwrap(), step);
                let persona = Persona::ALL[step.who];
                let reply: Reply =
                    simulation.answer(&request.clone().header("Authorization", &format!("Bearer {}", persona.word())));
                let expected_body = if request.method == Method::Head { String::new() } else { reply.body.clone() };
                let (status, headers, body) = over_http(&seats[step.who], &request);
                prop_assert_eq!(status, reply.status, "{:?}", request);
                prop_assert_eq!(body, expected_body, "{:?}", request);
                let mut expected = told(reply.headers.iter());
                if !expected.iter().any(|(name, _)| name == "content-type") {
                    expected.extend(headers.iter().filter(|(name, _)| name == "content-type").cloned());
                    expected.sort();
                }
                prop_assert_eq!(headers, expected, "{:?}", request);
                seen.lock().unwrap().insert(status);
            }
            Ok(())
        })
        .unwrap();
    // A script that is only ever refused would compare nothing.
    assert!([200, 201, 400, 403, 404, 405].iter().all(|status| statuses.contains(status)), "{statuses:?}");
}

#[test]
fn nobody_is_let_in_by_the_word_of_static_mode() {
    let server = Running::in_memory(&[]);
    for headers in [&[][..], &[("Authorization", "Bearer partner-owner")], &[("Cookie", "crossover-session=partner-owner")]] {
        let answer = super::harness::call(server.address, "GET", "/v1/me", headers, "").unwrap();
        assert_eq!(answer.status, 401, "{headers:?}");
        assert!(answer.header("WWW-Authenticate").is_some());
    }
}
