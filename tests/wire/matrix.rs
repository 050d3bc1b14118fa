//! Every operation on every bad day: what becomes of it, that nothing acts twice, and that a write whose outcome is not known is
//! repeated under the same id. What each cause says on the screen stands in `i18n::explain`, and has its own tests.

use std::sync::{Arc, Mutex};

use crossover::api::Client;
use crossover::api::error::{ApiError, Cause};
use crossover::api::http::{Reply, Request};
use crossover::api::journal::MemoryJournal;
use crossover::api::transport::{Answer, Answering, Lost, Transport};
use crossover::domain::ids::{CustomerId, MpnId, SubscriptionId, TenantId, TransferId};
use crossover::domain::organisation::Side;
use crossover::domain::profile::ProfileVersion;
use crossover::domain::refusal::RefusalCode;
use crossover::domain::review::Finding;
use crossover::domain::transfer::NewTransfer;
use crossover::wire::review::{HandOver, NoticeKind, ReviewChange};

/// A service that answers all calls alike, and keeps what it was asked.
struct Bad {
    answer: Box<dyn Fn() -> Result<Reply, Lost> + Send + Sync>,
    asked: Mutex<Vec<Request>>,
}

impl Answer for Bad {
    fn answer(&self, request: Request) -> Answering {
        self.asked.lock().unwrap().push(request);
        Box::pin(std::future::ready((self.answer)()))
    }
}

/// What a person is told, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Unreachable,
    SignedOut,
    SecondFactor,
    Forbidden,
    Missing,
    Busy,
    Stale,
    Patience(u32),
    Unreadable,
    /// The service's own words, or that it was not foreseen.
    Words,
    /// Nothing is wrong: an empty list, or nothing to say.
    Nothing,
}

fn told<T>(outcome: &Result<T, ApiError>) -> Told {
    let Err(error) = outcome else { return Told::Nothing };
    if let Some(seconds) = error.retry_after_s() {
        return Told::Patience(seconds);
    }
    match &error.cause {
        Cause::SignedOut => Told::SignedOut,
        Cause::MfaNeeded => Told::SecondFactor,
        Cause::Stale => Told::Stale,
        Cause::Unreadable => Told::Unreadable,
        Cause::Unexpected(_) => Told::Words,
        // A part of the contract that is not there is missing as well.
        Cause::Elsewhere => Told::Missing,
        Cause::Refused(refusal) => match refusal.code {
            RefusalCode::ApiUnreachable => Told::Unreachable,
            RefusalCode::RoleRequired => Told::Forbidden,
            RefusalCode::NotFound => Told::Missing,
            RefusalCode::TransferInProgress | RefusalCode::TransferBusy => Told::Busy,
            _ => Told::Words,
        },
    }
}

type Call = fn(&Client) -> Result<(), ApiError>;

/// Operations by name; whether they read, and whether an answer without content will do.
fn operations() -> Vec<(&'static str, bool, Call)> {
    fn customer() -> CustomerId {
        CustomerId::parse("b44bb1fb-c595-45b0-9e09-d657365580bf").unwrap()
    }
    fn transfer() -> TransferId {
        TransferId::parse("7c9e6679-7425-40de-944b-e07fc1f90ae7").unwrap()
    }
    fn subscription() -> SubscriptionId {
        SubscriptionId::parse("1dcd327f-761e-47cb-bb7e-8913655c1d15").unwrap()
    }
    fn new() -> NewTransfer {
        let tenant = |text: &str| TenantId::parse(text).unwrap();
        NewTransfer { source: tenant("a"), target: tenant("b"), subscriptions: vec![subscription()], partner_of_record: None }
    }
    macro_rules! run {
        ($client:ident => $call:expr) => {
            |$client| futures_executor::block_on($call).map(drop)
        };
    }
    vec![
        ("me", true, run!(client => client.me())),
        ("customers", true, run!(client => client.list_customers())),
        ("customer", true, run!(client => client.customer(&customer()))),
        ("subscriptions", true, run!(client => client.list_subscriptions(&customer()))),
        ("partnerships of a partner", true, run!(client => client.list_partnerships(Side::Partner))),
        ("partners of a customer", true, run!(client => client.list_customer_partners(&customer()))),
        ("transfers", true, run!(client => client.list_transfers(&customer()))),
        ("transfer", true, run!(client => client.transfer(&customer(), &transfer()))),
        ("asked transfer", true, run!(client => client.asked_transfer(&customer(), &transfer()))),
        ("eligibility", true, run!(client => client.transfer_eligibility(&customer()))),
        ("organisation", true, run!(client => client.organisation_profile())),
        ("legal business", true, run!(client => client.legal_business(ProfileVersion::Current))),
        ("mpn", true, run!(client => client.mpn_profile(Some(&MpnId::parse("4847383").unwrap())))),
        ("link", true, run!(client => client.customer_link(None, None))),
        ("create transfer", false, run!(client => client.create_transfer(&customer(), &new()))),
        ("withdraw", false, run!(client => client.withdraw_transfer(&customer(), &transfer()))),
        ("accept", false, run!(client => client.accept_transfer(&customer(), &transfer()))),
        ("reject", false, run!(client => client.reject_transfer(&customer(), &transfer()))),
        (
            "verify",
            false,
            run!(client => client.change_review(&customer(), &transfer(), &ReviewChange::Verified(Side::Partner, Finding::Match))),
        ),
        (
            "notice",
            false,
            run!(client => client.record_notice(&customer(), &transfer(), NoticeKind::TransferCreated, HandOver::Clipboard, "en", ("s", "b"))),
        ),
    ]
}

/// A bad day: its name, its answer, what a person is told, and whether the call may have acted.
type Day = (&'static str, fn() -> Result<Reply, Lost>, Told, bool);

#[expect(clippy::unnecessary_wraps, reason = "what a transport gives")]
fn reply(status: u16, body: &str) -> Result<Reply, Lost> {
    Ok(Reply { status, headers: Vec::new(), body: body.to_owned() })
}

fn patience(value: &str) -> Result<Reply, Lost> {
    reply(429, r#"{"statusCode":429,"message":"Rate limit is exceeded."}"#).map(|reply| reply.with_header("Retry-After", value))
}

fn days() -> Vec<Day> {
    vec![
        ("offline, or reset after acting", || Err(Lost::NoConnection), Told::Unreachable, true),
        ("never", || Err(Lost::TimedOut), Told::Unreachable, true),
        ("401", || reply(401, ""), Told::SignedOut, false),
        ("401 for want of a second factor", || reply(401, r#"{"code":900421,"description":"MFA"}"#), Told::SecondFactor, false),
        ("403", || reply(403, ""), Told::Forbidden, false),
        ("403 with a body of a gateway", || reply(403, "<html>Forbidden</html>"), Told::Forbidden, false),
        ("409", || reply(409, r#"{"code":900101,"description":"in progress"}"#), Told::Busy, false),
        ("412", || reply(412, ""), Told::Stale, false),
        ("417", || reply(417, r#"{"code":800036}"#), Told::Stale, false),
        ("400/2055", || reply(400, r#"{"code":"2055","description":"etag"}"#), Told::Stale, false),
        ("429, seconds", || patience("57"), Told::Patience(57), true),
        ("429, nothing", || reply(429, ""), Told::Patience(10), true),
        ("429, nonsense", || patience("soon"), Told::Patience(10), true),
        ("429, less than nothing", || patience("-5"), Told::Patience(10), true),
        ("429, an hour", || patience("3600"), Told::Patience(3600), true),
        ("500", || reply(500, r#"{"code":0}"#), Told::Unreachable, true),
        ("502 of a gateway", || reply(502, "<html><h1>Bad Gateway</h1></html>"), Told::Unreachable, true),
        ("503", || reply(503, ""), Told::Unreachable, true),
        ("504", || reply(504, ""), Told::Unreachable, true),
        ("malformed", || reply(200, "{\"items\":[{]}"), Told::Unreadable, true),
        ("truncated", || reply(200, "{\"items\":[{\"id\":\"1"), Told::Unreadable, true),
        ("a page of HTML", || reply(200, "<!doctype html><title>Sign in</title>"), Told::Unreadable, true),
    ]
}

fn try_on(operation: Call, day: fn() -> Result<Reply, Lost>, times: usize) -> (Vec<Result<(), ApiError>>, Vec<Request>) {
    let service = Arc::new(Bad { answer: Box::new(day), asked: Mutex::default() });
    let client = Client::new(Transport::InProcess(service.clone()), Box::new(MemoryJournal::default()));
    let outcomes = (0..times).map(|_| operation(&client)).collect();
    let asked = service.asked.lock().unwrap().clone();
    (outcomes, asked)
}

fn ids(asked: &[Request]) -> Vec<String> {
    let mut ids: Vec<String> = asked.iter().filter_map(|it| it.header_value("MS-RequestId").map(str::to_owned)).collect();
    ids.dedup();
    ids
}

// R169 R170 R174
#[test]
fn every_operation_on_every_bad_day_says_what_it_is_and_acts_once() {
    for (name, is_read, operation) in operations() {
        for (day, answer, expected, may_have_acted) in days() {
            // A notice is a record of what was done: without an answer of sense there is nothing that one would do again.
            let (outcomes, asked) = try_on(operation, answer, 2);
            let place = format!("{name}, {day}");
            assert_eq!(told(&outcomes[0]), expected, "{place}");
            assert!(outcomes[0].as_ref().is_err_and(|it| !it.trace.correlation_id.is_empty()), "{place}: a correlation id");
            if is_read {
                // Reads are repeated at most three times, and only where that can help.
                assert!(asked.len() <= 2 * 4, "{place}: {} calls", asked.len());
                continue;
            }
            let repeated = matches!(expected, Told::Patience(seconds) if seconds <= 60);
            let sent = if repeated { 2 * 4 } else { 2 };
            assert_eq!(asked.len(), sent, "{place}: a write is repeated by itself only when it was not let in");
            // The second press: under the same id where the first may have acted, else under a new one.
            assert_eq!(ids(&asked).len(), if may_have_acted { 1 } else { 2 }, "{place}");
        }
    }
}

// R170
#[test]
fn what_is_not_there_is_missing_and_what_the_api_lacks_is_done_elsewhere() {
    for (name, _, operation) in operations() {
        for body in ["", "<html>404</html>", r#"{"code":1000,"description":"The resource could not be found."}"#] {
            let day = match body {
                "" => || reply(404, ""),
                "<html>404</html>" => || reply(404, "<html>404</html>"),
                _ => || reply(404, r#"{"code":1000,"description":"The resource could not be found."}"#),
            };
            let (outcomes, _) = try_on(operation, day, 1);
            // Marks are kept here where the API has no place for them, and a notice needs none.
            let expected = if ["verify", "notice"].contains(&name) { Told::Nothing } else { Told::Missing };
            assert_eq!(told(&outcomes[0]), expected, "{name}, 404 {body:?}");
        }
    }
}

#[test]
fn another_shape_or_nothing_never_breaks_and_ten_megabytes_are_read() {
    let shapes: [fn() -> Result<Reply, Lost>; 8] = [
        || reply(200, ""),
        || reply(200, "null"),
        || reply(200, "[]"),
        || reply(200, "{}"),
        || reply(200, "7"),
        || reply(200, "\"text\""),
        || reply(200, r#"{"items":{"id":{"id":[]}},"totalCount":"many","links":7}"#),
        || {
            let row = format!(r#"{{"id":"b44bb1fb-c595-45b0-9e09-d657365580bf","note":"{}"}}"#, "x".repeat(1_000));
            reply(200, &format!("[{}]", vec![row; 10_000].join(",")))
        },
    ];
    for (name, is_read, operation) in operations() {
        for shape in shapes {
            let (outcomes, asked) = try_on(operation, shape, 1);
            let said = told(&outcomes[0]);
            assert!(matches!(said, Told::Nothing | Told::Missing | Told::Unreadable | Told::Words), "{name}: {said:?}");
            assert!(asked.len() <= if is_read { 6 } else { 3 }, "{name}: {} calls", asked.len());
        }
    }
}
