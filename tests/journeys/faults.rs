//! Faults on demand: what can be asked for, and what the client makes of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crossover::api::Client;
use crossover::api::error::Cause;
use crossover::api::http::{Method, Reply, Request};
use crossover::api::journal::MemoryJournal;
use crossover::api::transport::{Answer, Answering, Transport, sleep};
use crossover::api::virtual_time::VirtualTime;
use crossover::domain::refusal::RefusalCode;
use crossover::sim::fault::{BadPlan, Effect, FaultPlan, Outcome, apply};
use crossover::sim::scenario::Scenario;
use futures_util::future::join_all;
use proptest::prelude::*;
use serde_json::json;

use super::desk::{Desk, PARTNER, body, run};

#[test]
fn a_plan_counts_down_and_is_written_again() {
    let mut plan = FaultPlan::parse(" get /v1/customers=503x2 ; POST /v1/Customers=409:900104;PATCH /v1=offlinex1").unwrap();
    assert_eq!(plan.to_string(), "GET /v1/customers=503x2;POST /v1/Customers=409:900104;PATCH /v1=offlinex1");
    let get = Request::get(&["v1", "customers", "a"]);
    assert_eq!(plan.take(&get), Some(Effect::Fault(503, None)));
    assert_eq!(plan.to_string(), "GET /v1/customers=503x1;POST /v1/Customers=409:900104;PATCH /v1=offlinex1");
    assert_eq!(plan.take(&get), Some(Effect::Fault(503, None)));
    assert_eq!(plan.take(&get), None);
    assert_eq!(plan.take(&Request::get(&["v1", "me"])), None);
    for _ in 0..3 {
        assert_eq!(plan.take(&Request::new(Method::Post, &["v1", "customers"])), Some(Effect::Fault(409, Some(900_104))));
    }
    assert!(!plan.is_spent());
    assert_eq!(FaultPlan::parse(&plan.to_string()), Ok(plan));
    assert!(FaultPlan::parse(" ; ").unwrap().is_spent());
}

#[test]
fn a_plan_that_the_contract_does_not_know_is_refused() {
    let cases = [
        ("GET /v1/customers", BadPlan::Form("GET /v1/customers".to_owned())),
        ("GET=503", BadPlan::Form("GET=503".to_owned())),
        ("FETCH /v1=503", BadPlan::Method("FETCH".to_owned())),
        ("GET v1=503", BadPlan::Path("v1".to_owned())),
        ("GET /v1=418", BadPlan::Status(418)),
        ("GET /v1=200", BadPlan::Status(200)),
        ("GET /v1=503:900101", BadPlan::Code(503, 900_101)),
        ("GET /v1=409:123", BadPlan::Code(409, 123)),
        ("GET /v1=slow", BadPlan::Effect("slow".to_owned())),
        ("GET /v1=503xmany", BadPlan::Effect("503xmany".to_owned())),
        ("GET /v1=", BadPlan::Effect(String::new())),
    ];
    for (text, problem) in cases {
        assert_eq!(FaultPlan::parse(text), Err(problem), "{text}");
    }
}

// R170
#[test]
fn the_client_understands_each_fault() {
    let desk = Desk::open(Scenario::Ready);
    let client = desk.seat(PARTNER);
    let with = |plan: &str| {
        desk.provoke(plan);
        run(client.list_customers())
    };
    assert!(with("GET /v1/customers=503x2").is_ok(), "a read is repeated");
    assert!(with("GET /v1/customers=offlinex2").is_ok());
    assert!(with("GET /v1/customers=429x1").is_ok(), "and goes on after a pause");
    let refusal = |plan: &str| with(plan).unwrap_err();
    assert!(refusal("GET /v1/customers=429").is(RefusalCode::RateLimited));
    assert_eq!(refusal("GET /v1/customers=429").retry_after_s(), Some(2));
    assert!(refusal("GET /v1/customers=503").is(RefusalCode::ApiUnreachable));
    assert!(refusal("GET /v1/customers=offline").is(RefusalCode::ApiUnreachable));
    assert!(refusal("GET /v1/customers=never").is(RefusalCode::ApiUnreachable));
    assert_eq!(refusal("GET /v1/customers=malformed").cause, Cause::Unreadable);
    assert_eq!(refusal("GET /v1/customers=401").cause, Cause::SignedOut);
    assert_eq!(refusal("GET /v1/customers=401:900421").cause, Cause::MfaNeeded);
    assert_eq!(refusal("GET /v1/customers=400:2055").cause, Cause::Stale);
    assert!(refusal("GET /v1/customers=404:900100").is(RefusalCode::NotFound));
    assert!(refusal("GET /v1/customers=403:990011").is(RefusalCode::NotEnrolled));
    assert_eq!(refusal("GET /v1/customers=409:900101").trace.code, Some(900_101));
}

/// A service that takes a second for each call, and counts how many it has at once: now, at most, ever.
#[derive(Default)]
struct Slow(Arc<[AtomicUsize; 3]>);

impl Answer for Slow {
    fn answer(&self, _request: Request) -> Answering {
        let counts = Arc::clone(&self.0);
        Box::pin(async move {
            let [now, most, ever] = &*counts;
            most.fetch_max(now.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
            ever.fetch_add(1, Ordering::Relaxed);
            sleep(Duration::from_secs(1)).await;
            now.fetch_sub(1, Ordering::Relaxed);
            Ok(Reply::json(200, &json!({ "totalCount": 0, "items": [] })))
        })
    }
}

// R170
#[test]
fn six_calls_are_on_their_way_at_once_and_the_others_wait_for_their_turn() {
    let time = VirtualTime::new();
    let slow = Slow::default();
    let counts = Arc::clone(&slow.0);
    let client = Client::new(Transport::InProcess(Arc::new(slow)), Box::new(MemoryJournal::default()));
    let answers = time.run(join_all((0..40).map(|_| client.list_customers())));
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    assert_eq!(counts.each_ref().map(|count| count.load(Ordering::Relaxed)), [0, 6, 40]);
    assert_eq!(time.now().as_secs(), 7, "six at a time");
}

#[test]
fn each_effect_acts_or_does_not_as_it_says() {
    let acted = |effect: Option<Effect>| {
        let mut count = 0;
        let outcome = apply(effect, || {
            count += 1;
            Reply::json(201, &json!({ "id": "ä" }))
        });
        (count, outcome)
    };
    assert!(matches!(acted(None), (1, Outcome::Answered(reply)) if reply.status == 201));
    assert_eq!(acted(Some(Effect::Offline)), (0, Outcome::Lost));
    assert_eq!(acted(Some(Effect::Never)), (0, Outcome::Silent));
    assert_eq!(acted(Some(Effect::Late)), (1, Outcome::Lost));
    let (count, Outcome::Answered(cut)) = acted(Some(Effect::Malformed)) else { panic!("an answer") };
    assert_eq!(count, 1);
    assert!(serde_json::from_str::<serde_json::Value>(&cut.body).is_err());
    let (count, Outcome::Answered(fault)) = acted(Some(Effect::Fault(409, Some(900_101)))) else { panic!("an answer") };
    assert_eq!((count, fault.status, &body(&fault)["code"]), (0, 409, &json!(900_101)));
    let (_, Outcome::Answered(throttled)) = acted(Some(Effect::Fault(429, None))) else { panic!("an answer") };
    assert_eq!((throttled.header("Retry-After"), &body(&throttled)["statusCode"]), (Some("2"), &json!(429)));
}

proptest! {
    #[test]
    fn any_text_is_a_plan_or_refused(text in ".{0,40}", form in "(GET|POST|X) /?v1[a-z/=;x]{0,8}=(503|offline|409:900101|[0-9x:]{0,6})") {
        for text in [text, form] {
            if let Ok(plan) = FaultPlan::parse(&text) {
                prop_assert_eq!(FaultPlan::parse(&plan.to_string()), Ok(plan));
            }
        }
    }
}
