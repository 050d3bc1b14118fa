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
    /// One route of the table, in place of `method` and `path`.
    route: Option<usize>,
}

fn script() -> impl Strategy<Value = (usize, Vec<Step>)> {
    let step = (0..Persona::ALL.len(), 0usize..12, 0usize..30, 0usize..8, 0usize..8, 0usize..16, 0u8..30, 0u8..4).prop_map(
        |(who, method, path, customer, other, body, id, etag)| Step {
            who,
            method,
            path,
            customer,
            other,
            body,
            id,
            etag,
            // A third goes through the whole table.
            route: id.is_multiple_of(3).then_some(path * 12 + method),
        },
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

/// Every route of the simulation, by method and pattern, out of its source: what is not reached here would not be compared.
fn routes() -> Vec<(Method, Vec<String>)> {
    let source = include_str!("../../../src/sim/route.rs");
    let mut prefix: Vec<String> = Vec::new();
    let mut found: Vec<(Method, Vec<String>)> = Vec::new();
    let mut pattern: Option<Vec<String>> = None;
    let methods = [
        ("Get", Method::Get),
        ("Head", Method::Head),
        ("Post", Method::Post),
        ("Put", Method::Put),
        ("Patch", Method::Patch),
        ("Delete", Method::Delete),
    ];
    // What the first page asks is answered by the same handlers as the rest.
    let (_, rest) = source.split_once("fn rest(").unwrap();
    let (rest, _) = rest.split_once("\nfn only(").unwrap();
    for line in rest.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("fn ").and_then(|rest| rest.split('(').next()) {
            let below: &[&str] = match name {
                "of_customer" | "of_users" => &["v1", "customers", "customer"],
                "of_transfers" => &["v1", "customers", "customer", "transfers"],
                _ => &["v1"],
            };
            prefix = below.iter().map(|it| (*it).to_owned()).collect();
        }
        let arm = line.strip_prefix('[').and_then(|rest| rest.split_once("] =>"));
        if let Some((segments, _)) = arm {
            pattern = (!segments.contains("..")).then(|| {
                let own = segments.split(", ").filter(|it| !it.is_empty()).map(str::to_owned);
                let below = if prefix.is_empty() { vec!["v1".to_owned()] } else { prefix.clone() };
                below.into_iter().chain(own).collect()
            });
        }
        let Some(pattern) = &pattern else { continue };
        let code = arm.map_or(line, |(_, code)| code);
        for (word, method) in methods {
            if code.contains(&format!("&[{word}], ")) || line.starts_with(&format!("{word} =>")) {
                found.push((method, pattern.clone()));
            }
        }
    }
    found
}

/// Whether `path` is of `pattern`: words stand in quotes, all else is an id.
fn is_of(pattern: &[String], path: &str) -> bool {
    let segments: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
    let word = |part: &str| part.strip_prefix('"').and_then(|it| it.strip_suffix('"')).map(str::to_owned);
    segments.len() == pattern.len()
        && pattern.iter().zip(&segments).enumerate().all(|(place, (part, segment))| match word(part) {
            Some(word) => word.eq_ignore_ascii_case(segment),
            None => place != 0 || segment.eq_ignore_ascii_case("v1"),
        })
}

/// The address of a route, with ids out of what there is now.
fn address(simulation: &mut Simulation, pattern: &[String], step: &Step) -> String {
    let mut path = String::new();
    for (place, part) in pattern.iter().enumerate() {
        let word = part.trim_matches('"');
        let chosen = if part.starts_with('"') || place == 0 || (place == 1 && word == "customers") || word == "transfers" {
            word.to_owned()
        } else if path == "/v1/customers" {
            pick(&ids(simulation, Persona::PartnerOwner, "/v1/customers"), step.customer)
        } else if path.ends_with("/profiles") {
            ["legalbusiness", "organization", "billing", "support", "mpn"][step.other % 5].to_owned()
        } else if path.ends_with("/relationships") {
            [Company::Fabrikam, Company::Contoso][step.other % 2].tenant().to_owned()
        } else if path.ends_with("/countryvalidationrules") {
            ["SE", "nl", "XX"][step.other % 3].to_owned()
        } else if path.ends_with("/domains") {
            ["northwind.onmicrosoft.com", "free.onmicrosoft.com"][step.other % 2].to_owned()
        } else {
            let (list, who) = match path.as_str() {
                "/v1/agreementtemplates" => ("/v1/agreements?agreementType=MicrosoftCustomerAgreement", Persona::PartnerOwner),
                "/v1/partnershipinvitations" => ("/v1/partnershipinvitations?direction=incoming", Persona::PartnerOwner),
                "/v1/offers" => ("/v1/offers?country=SE", Persona::ProviderAdminAgent),
                "/v1/simulation/customerinvitations" => ("/v1/customerinvitations", Persona::PartnerOwner),
                path => (path, Persona::PartnerOwner),
            };
            pick(&ids(simulation, who, list), step.other)
        };
        path += "/";
        path += &chosen;
    }
    path
}

/// Scripts that go through every route, writes with every body: what chance leaves out.
fn every_route() -> Vec<(usize, Vec<Step>)> {
    let who = |persona| Persona::ALL.iter().position(|it| *it == persona).unwrap();
    let scenario = |wanted| Scenario::ALL.iter().position(|it| *it == wanted).unwrap();
    let seats = [who(Persona::PartnerOwner), who(Persona::ProviderAdminAgent), who(Persona::ProviderGlobalAdmin)];
    let mut scripts = Vec::new();
    for (number, (method, _)) in routes().into_iter().enumerate() {
        let bodies = if method.is_read() || method == Method::Delete { BODIES - 1..BODIES } else { 0..BODIES };
        let step = |body: usize, who: usize, other: usize| Step {
            who,
            method: 0,
            path: 0,
            customer: 0,
            other,
            body,
            id: u8::try_from(body).unwrap(),
            etag: 1,
            route: Some(number),
        };
        // Writes begin where the most can be done; what is read is there in one story or another.
        let stories: &[Scenario] = if method.is_read() {
            &[Scenario::Ready, Scenario::Requested, Scenario::Authorized, Scenario::Enrolled, Scenario::Partnered]
        } else {
            &[Scenario::Ready, Scenario::Requested, Scenario::Authorized]
        };
        for story in stories {
            let steps = bodies.clone().enumerate().flat_map(|(place, body)| {
                let seats = if method.is_read() { seats.to_vec() } else { vec![seats[place % seats.len()]] };
                let others = if method.is_read() { 0..2 } else { 0..1 };
                seats.into_iter().flat_map(move |who| others.clone().map(move |other| step(body, who, other))).collect::<Vec<_>>()
            });
            scripts.push((scenario(*story), steps.collect()));
        }
    }
    scripts
}

/// What a person sees of the service, to choose from.
fn ids(simulation: &mut Simulation, persona: Persona, path: &str) -> Vec<String> {
    let mut request = Request::get(&[]).header("Authorization", &format!("Bearer {}", persona.word()));
    let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, query.split_once('=')));
    path.clone_into(&mut request.path);
    if let Some((name, value)) = query {
        request = request.query(name, value);
    }
    let body: Value = serde_json::from_str(&simulation.answer(&request).body).unwrap_or_default();
    let rows = body.get("items").unwrap_or(&body).as_array().cloned().unwrap_or_default();
    rows.iter().filter_map(|row| Some(row.get("id").or_else(|| row.get("templateId"))?.as_str()?.to_owned())).collect()
}

fn pick(all: &[String], place: usize) -> String {
    all.get(place % (all.len() + 1)).cloned().unwrap_or_else(|| "9f0a3bb5-1a1c-4c1c-8c9b-6b3f0f5d0b11".to_owned())
}

/// How many bodies there are to choose from; the last is none.
const BODIES: usize = 16;

/// What some routes ask for in the address.
const QUERIES: [(&str, &str, &str); 7] = [
    ("/v1/relationships", "relationship_type", "IsIndirectCloudSolutionProviderOf"),
    ("/offers", "country", "SE"),
    ("/addons", "country", "SE"),
    ("/document", "language", "en-US"),
    ("/legalbusiness", "vettingVersion", "Current"),
    ("/programagreements", "program", "indirectreseller"),
    ("/partnershipinvitations", "direction", "outgoing"),
];

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
    let all = routes();
    let route = step.route.map(|number| &all[number % all.len()]);
    let method = route.map_or(method, |route| route.0);
    let mut request = Request::new(method, &[]);
    match route {
        Some((_, pattern)) => request.path = address(simulation, pattern, step),
        None => request.path.clone_from(&paths[step.path % paths.len()]),
    }
    if request.path.ends_with("/transferseligibility") {
        request = request.query("transferType", "directToIndirect");
    }
    for (end, name, value) in QUERIES {
        if request.path.to_ascii_lowercase().ends_with(end) {
            request = request.query(name, value);
        }
    }
    if request.path.ends_with("/agreementstatus") {
        request = request.query("mpnId", Company::Contoso.mpn());
    }
    if request.path.starts_with("/v1/offers/") && !request.path.ends_with("/addons") {
        request = request.query("country", "SE");
    }
    if request.path.ends_with("/relationships/preview") {
        request = request.query("indirectProviderId", Company::Fabrikam.tenant());
    }
    if step.path == 16 && step.body == 0 && request.path.ends_with("/customers") {
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
    let reached = Mutex::new(std::collections::BTreeSet::new());
    let table = routes();
    let compare = |scenario: usize, steps: &[Step]| {
        let scenario = Scenario::ALL[scenario];
        let now = crossover::sim::clock::START;
        server.lock().unwrap().control(&format!(r#"{{"scenario":"{}","now":"{now}"}}"#, scenario.word()));
        let mut simulation = Simulation::start(scenario, Some(now), None);
        for step in steps {
            // Looking for what to ask is done on a copy: the server does not see it.
            let request = make(&mut Simulation::restore(&simulation.save()).unwrap(), step);
            let persona = Persona::ALL[step.who];
            let reply: Reply = simulation.answer(&request.clone().header("Authorization", &format!("Bearer {}", persona.word())));
            let expected_body = if request.method == Method::Head { String::new() } else { reply.body.clone() };
            for (number, (method, pattern)) in table.iter().enumerate() {
                if *method == request.method && is_of(pattern, &request.path) {
                    reached.lock().unwrap().insert((number, reply.is_success()));
                }
            }
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
        Ok::<(), TestCaseError>(())
    };
    for (scenario, steps) in every_route() {
        compare(scenario, &steps).unwrap();
    }
    runner.run(&script(), |(scenario, steps)| compare(scenario, &steps)).unwrap();
    let reached = reached.into_inner().unwrap();
    let name = |number: usize| format!("{} {}", table[number].0.word(), table[number].1.join("/"));
    let never: Vec<String> =
        (0..table.len()).filter(|it| !reached.contains(&(*it, true)) && !reached.contains(&(*it, false))).map(name).collect();
    assert!(table.len() > 70 && never.is_empty(), "of {} routes these are never asked for: {never:?}", table.len());
    // Reached is more than refused: what can be read is read.
    let refused: Vec<String> =
        (0..table.len()).filter(|it| table[*it].0 == Method::Get && !reached.contains(&(*it, true))).map(name).collect();
    assert!(refused.is_empty(), "these are never answered: {refused:?}");
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
