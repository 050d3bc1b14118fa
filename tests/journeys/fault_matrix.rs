//! The fault matrix: every operation of the client against everything that can go wrong with its call. Of each cell it holds how
//! often the call went out, how long that took, what the person reads, that nothing acts twice, and that it goes through once the
//! fault has passed. What comes of it stands in docs/fault-matrix.md, which is held against it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use crossover::api::Client;
use crossover::api::error::{ApiError, Cause, Trace};
use crossover::api::http::{Reply, Request, seconds_to_wait};
use crossover::api::journal::MemoryJournal;
use crossover::api::transport::{Answer, Answering, Lost, Transport, sleep};
use crossover::api::virtual_time::VirtualTime;
use crossover::domain::refusal::RefusalCode;
use crossover::sim::Simulation;
use serde_json::{Value, json};

use super::desk::Desk;
use super::fault_operations::{self, Call, Kind, Operation};

/// Writes whose answer has nothing in it (204), and those whose answer is not documented, where the request is read again.
const WITHOUT_ANSWER: [&str; 7] = [
    "withdraw_transfer",
    "withdraw_partnership_invitation",
    "remove_partnership",
    "delete_user",
    "set_user_role (taken)",
    "give_to_transfer",
    "cancel_transfer",
];

/// What happens to a call in place of an answer in order.
#[derive(Clone, Copy)]
enum Strike {
    /// It never arrives.
    Offline,
    /// It acts, and the connection breaks.
    Reset,
    /// It does not act, and is answered so: status, `Retry-After`, body.
    Refused(u16, Option<&'static str>, fn() -> String),
    /// It does not act, and nothing ever comes.
    Never,
    /// It acts, and the answer takes so many seconds.
    Slow(u64),
    /// It acts, and this becomes of the body of its answer.
    Altered(fn(&str) -> String),
}

/// A column: its name, and what happens.
struct Fault(&'static str, Strike);

const MEGABYTES: usize = 10 * 1024 * 1024;
const DATE: &str = "Sat, 21 Nov 2026 09:00:05 GMT";
const OVER: &str = "Wed, 21 Oct 2015 07:28:00 GMT";
/// What the clock of the caller says, for dates in `Retry-After`: 2026-11-21T09:00:00Z.
const NOW_MS: f64 = 1_795_251_600_000.0;

fn nothing() -> String {
    String::new()
}

fn throttled() -> String {
    json!({ "statusCode": 429, "message": "Rate limit is exceeded." }).to_string()
}

fn faults() -> Vec<Fault> {
    use Strike::{Altered, Never, Offline, Refused, Reset, Slow};
    let html = || "<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>".to_owned();
    vec![
        Fault("offline", Offline),
        Fault("reset after acting", Reset),
        Fault("401", Refused(401, None, || json!({ "code": 400, "description": "Access denied." }).to_string())),
        Fault("401/900421", Refused(401, None, || json!({ "code": 900_421, "description": "MFA is required." }).to_string())),
        Fault("403", Refused(403, None, || json!({ "code": 900_150, "description": "Not authorised." }).to_string())),
        Fault("404", Refused(404, None, nothing)),
        Fault("409", Refused(409, None, || json!({ "code": 409, "description": "A change is running." }).to_string())),
        Fault("412", Refused(412, None, nothing)),
        Fault("400/2055", Refused(400, None, || json!({ "code": 2055, "description": "The ETag is old." }).to_string())),
        Fault("429, 2 s", Refused(429, Some("2"), throttled)),
        Fault("429, a date", Refused(429, Some(DATE), throttled)),
        Fault("429, absent", Refused(429, None, throttled)),
        Fault("429, nonsense", Refused(429, Some("soon"), throttled)),
        Fault("429, in the past", Refused(429, Some(OVER), throttled)),
        Fault("429, a day", Refused(429, Some("86400"), throttled)),
        Fault("429, for ever", Refused(429, Some("99999999999999999999"), throttled)),
        Fault("500", Refused(500, None, || json!({ "code": 2000, "description": "Something broke." }).to_string())),
        Fault("502 HTML", Refused(502, None, html)),
        Fault("503", Refused(503, None, nothing)),
        Fault("never", Never),
        Fault("slow, 15 s", Slow(15)),
        Fault("too slow, 25 s", Slow(25)),
        Fault("malformed", Altered(|_| "{\"id\": oops}".to_owned())),
        Fault("truncated", Altered(truncated)),
        Fault("another object", Altered(|_| json!({ "unforeseen": { "value": [1, 2, 3] } }).to_string())),
        Fault("another list", Altered(|_| "[1, [], \"x\"]".to_owned())),
        Fault("a text", Altered(|_| "\"done\"".to_owned())),
        Fault("null", Altered(|_| "null".to_owned())),
        Fault("10 MB", Altered(padded)),
        Fault("10 MB of error", Refused(400, None, long_winded)),
    ]
}

fn truncated(body: &str) -> String {
    let middle = (0..=body.len() / 2).rev().find(|at| body.is_char_boundary(*at)).unwrap_or_default();
    if middle == 0 { "{".to_owned() } else { body[..middle].to_owned() }
}

/// Ten megabytes of nothing, made once.
fn bulk() -> &'static str {
    static BULK: OnceLock<String> = OnceLock::new();
    BULK.get_or_init(|| "x".repeat(MEGABYTES))
}

/// The same answer with ten megabytes in it that nobody asked for.
fn padded(body: &str) -> String {
    match body.strip_prefix('{') {
        Some(rest) if rest.trim() != "}" => format!("{{\"padding\":\"{}\",{rest}", bulk()),
        _ => body.to_owned() + &" ".repeat(MEGABYTES),
    }
}

/// An error that says ten megabytes.
fn long_winded() -> String {
    format!("{{\"code\":123456,\"description\":\"{}\"}}", bulk())
}

/// A line to the service on which one sort of call is struck.
struct Line {
    desk: Desk,
    persona: crossover::sim::persona::Persona,
    canned: Option<(u16, &'static str)>,
    writes_only: bool,
    strike: Mutex<Option<Strike>>,
    sent: Mutex<Vec<Request>>,
    /// What the canned service did, by MS-RequestId.
    done: Mutex<HashMap<String, Reply>>,
}

impl Line {
    fn act(&self, request: &Request) -> Reply {
        if let Some((status, body)) = self.canned.filter(|_| self.is_meant(request)) {
            let reply = Reply { body: body.to_owned(), ..Reply::empty(status) };
            if request.method.is_read() {
                return reply;
            }
            let id = request.header_value("MS-RequestId").expect("every call has one").to_owned();
            return self.done.lock().unwrap().entry(id).or_insert(reply).clone();
        }
        self.desk.call(self.persona, request.clone())
    }

    fn is_meant(&self, request: &Request) -> bool {
        !(self.writes_only && request.method.is_read())
    }

    /// How often something was done.
    fn effects(&self) -> usize {
        // Reading a request that is carried out moves it on; that is the service's doing.
        let log = self.desk.simulation().entries_from(0);
        log.iter().filter(|entry| !entry.contains("\"GET\"")).count() + self.done.lock().unwrap().len()
    }

    /// The calls since the last time, of those that are meant.
    fn calls(&self) -> Vec<Request> {
        self.sent.lock().unwrap().drain(..).filter(|request| self.is_meant(request)).collect()
    }
}

/// The line, shared with the client.
#[derive(Clone)]
struct Shared(Arc<Line>);

impl Answer for Shared {
    fn answer(&self, request: Request) -> Answering {
        let line = &self.0;
        line.sent.lock().unwrap().push(request.clone());
        let strike = line.strike.lock().unwrap().filter(|_| line.is_meant(&request));
        let answered = |reply: Reply| -> Answering { Box::pin(std::future::ready(Ok(reply))) };
        match strike {
            None => answered(line.act(&request)),
            Some(Strike::Offline) => Box::pin(std::future::ready(Err(Lost::NoConnection))),
            Some(Strike::Reset) => {
                line.act(&request);
                Box::pin(std::future::ready(Err(Lost::NoConnection)))
            }
            Some(Strike::Refused(status, patience, body)) => {
                let reply = Reply { body: body(), ..Reply::empty(status) };
                let seconds = |text: &str| match seconds_to_wait(text, NOW_MS, date_ms) {
                    Some(seconds) => seconds.to_string(),
                    None => text.to_owned(),
                };
                answered(patience.map_or_else(|| reply.clone(), |text| reply.clone().with_header("Retry-After", &seconds(text))))
            }
            Some(Strike::Never) => Box::pin(std::future::pending()),
            Some(Strike::Slow(seconds)) => {
                let reply = line.act(&request);
                Box::pin(async move {
                    sleep(Duration::from_secs(seconds)).await;
                    Ok(reply)
                })
            }
            Some(Strike::Altered(alter)) => {
                let reply = line.act(&request);
                let body = alter(&reply.body);
                answered(Reply { body, ..reply })
            }
        }
    }
}

/// Reads the two dates that stand in this file, as a browser would.
fn date_ms(text: &str) -> f64 {
    match text {
        DATE => NOW_MS + 5_000.0,
        OVER => 1_445_412_480_000.0,
        _ => f64::NAN,
    }
}

/// What a person gets.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    /// The stable word of what is read.
    word: String,
    calls: usize,
    seconds: u64,
    /// Whether it may have acted although it failed.
    unknown: bool,
}

/// The stable word of an outcome, as docs/fault-matrix.md and the screen have it.
fn word(outcome: &Result<String, ApiError>, clean: &str, kind: Kind) -> String {
    match outcome {
        // A list that is empty, a note that is not there.
        Ok(value) if kind == Kind::Read && value.len() < clean.len() && value != clean => "nothing".to_owned(),
        Ok(_) => "done".to_owned(),
        Err(error) => match &error.cause {
            Cause::Refused(why) if why.code == RefusalCode::RoleRequired && why.value("role").is_none() => "forbidden".to_owned(),
            Cause::Refused(why) if why.code == RefusalCode::RateLimited && kind != Kind::Read => "throttled".to_owned(),
            Cause::Refused(why) => why.code.word().to_owned(),
            Cause::SignedOut => "signed-out".to_owned(),
            Cause::MfaNeeded => "mfa".to_owned(),
            Cause::Stale => "stale".to_owned(),
            Cause::Elsewhere => "elsewhere".to_owned(),
            Cause::Unreadable => "unreadable".to_owned(),
            Cause::Unexpected(text) if text.is_empty() => "unexpected".to_owned(),
            Cause::Unexpected(_) => "own-words".to_owned(),
        },
    }
}

/// One cell: the operation while the fault lasts, pressed again while it lasts, and once more when it has passed.
fn cell(operation: &Operation, saved: &str, call: &Call, fault: &Fault, clean: &(String, usize)) -> Seen {
    let at = format!("{} × {}", operation.name, fault.0);
    let time = VirtualTime::new();
    let desk = Desk::of(Simulation::restore(saved).unwrap());
    let line = Arc::new(Line {
        desk,
        persona: operation.persona,
        canned: operation.canned,
        writes_only: operation.kind != Kind::Read,
        strike: Mutex::new(Some(fault.1)),
        sent: Mutex::default(),
        done: Mutex::default(),
    });
    let client = Client::new(Transport::InProcess(Arc::new(Shared(Arc::clone(&line)))), Box::new(MemoryJournal::default()));
    let begun = line.effects();
    let effects = || line.effects() - begun;

    let outcome = time.run(call(client.clone()));
    let first = line.calls();
    let seen = Seen {
        word: word(&outcome, &clean.0, operation.kind),
        calls: first.len(),
        seconds: time.now().as_secs(),
        unknown: outcome.as_ref().err().is_some_and(ApiError::outcome_unknown),
    };
    assert!(effects() <= clean.1, "{at}: it acted {} times", effects());
    if let Err(error) = &outcome {
        // What the app refuses by itself was no call.
        let is_own = error.trace == Trace::default();
        assert!(is_own || !error.trace.correlation_id.is_empty(), "{at}: support could not find it: {error:?}");
        assert!(error.trace.text.chars().count() <= 1_024, "{at}: a text for nobody to read");
        let ids: BTreeSet<_> = first.iter().filter_map(|it| it.header_value("MS-RequestId")).collect();
        // After a refusal another way may be tried, which is another call.
        if operation.kind == Kind::Write && error.outcome_unknown() {
            assert_eq!(ids.len(), 1, "{at}: one press, one id");
        }
        // The person presses again: at once, and while it still goes wrong.
        let again = time.run(call(client.clone()));
        let second = line.calls();
        assert_eq!(word(&again, &clean.0, operation.kind), seen.word, "{at}: pressed again");
        assert!(effects() <= clean.1, "{at}: pressed again it acted {} times", effects());
        if operation.kind == Kind::Write {
            let kept = second.first().and_then(|it| it.header_value("MS-RequestId")).is_some_and(|id| ids.contains(id));
            assert_eq!(kept, error.outcome_unknown(), "{at}: the id is kept while the outcome is unknown, and no longer");
            assert_eq!(first[0].body, second[0].body, "{at}: what was entered went out as it was");
        }
    }
    if outcome.is_ok() && operation.kind == Kind::Write && effects() == clean.1 {
        // It is done, and the screen says so: nobody presses again.
        return seen;
    }
    *line.strike.lock().unwrap() = None;
    let passed = time.run(call(client));
    assert_eq!(passed.as_ref().map(String::len).map_err(|error| &error.cause), Ok(clean.0.len()), "{at}: when it has passed");
    if operation.kind == Kind::Write {
        assert_eq!(effects(), clean.1, "{at}: in the end it acted once");
    } else {
        assert_eq!(passed.unwrap(), clean.0, "{at}: when it has passed");
    }
    seen
}

/// A row: the operation at rest, then each of its cells.
fn row(operation: &Operation) -> Vec<Result<Seen, String>> {
    let desk = Desk::open(operation.scenario);
    let call = (operation.prepare)(&desk.seat(operation.persona));
    let saved = desk.save();
    let clean = {
        let time = VirtualTime::new();
        let line = Arc::new(Line {
            desk: Desk::of(Simulation::restore(&saved).unwrap()),
            persona: operation.persona,
            canned: operation.canned,
            writes_only: operation.kind != Kind::Read,
            strike: Mutex::default(),
            sent: Mutex::default(),
            done: Mutex::default(),
        });
        let begun = line.effects();
        let client = Client::new(Transport::InProcess(Arc::new(Shared(Arc::clone(&line)))), Box::new(MemoryJournal::default()));
        let value = time.run(call(client)).unwrap_or_else(|error| panic!("{} at rest: {error:?}", operation.name));
        (value, line.effects() - begun)
    };
    assert_eq!(clean.1 > 0, operation.kind == Kind::Write, "{} at rest acted {} times", operation.name, clean.1);
    faults()
        .iter()
        .map(|fault| {
            let cell = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| cell(operation, &saved, &call, fault, &clean)));
            cell.map_err(|why| said(&*why))
        })
        .collect()
}

/// What a panic said.
fn said(why: &(dyn std::any::Any + Send)) -> String {
    let text = why.downcast_ref::<String>().cloned();
    text.or_else(|| why.downcast_ref::<&str>().map(|it| (*it).to_owned())).unwrap_or_default()
}

/// The names of the operations, as src/api has them.
fn in_sources() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api")).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        // The client's own ways of calling, and what lies below it, are no operations.
        if ["mod", "fetch", "transport", "queue", "paging", "virtual_time"].contains(&stem.as_str()) {
            continue;
        }
        names.extend(text.split("pub async fn ").skip(1).filter_map(|rest| rest.split(['(', '<']).next()).map(str::to_owned));
    }
    names
}

#[test]
fn every_operation_of_the_client_has_its_row() {
    let rows: BTreeSet<String> =
        fault_operations::all().iter().filter_map(|it| it.name.split(' ').next()).map(str::to_owned).collect();
    assert_eq!(rows, in_sources());
}

/// What a person reads for a word of the matrix: what happened, and what to do.
fn texts(word: &str) -> (String, String) {
    let file = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/en.json")).unwrap();
    let texts: Value = serde_json::from_str(&file).unwrap();
    let part = if word == "own-words" { &texts["errors"]["unexpected"] } else { &texts["errors"][word] };
    let part = if part.is_null() { &texts["refusals"][word] } else { part };
    let part = if part.is_null() { &texts[word] } else { part };
    let text = |name: &str| part[name].as_str().unwrap_or_else(|| panic!("no text for {word}")).to_owned();
    (if word == "own-words" { "*the service's own words*".to_owned() } else { text("says") }, text("next"))
}

fn document(rows: &[(&Operation, Vec<Seen>)]) -> String {
    let names: Vec<&str> = faults().iter().map(|fault| fault.0).collect();
    let words: BTreeSet<&str> = rows.iter().flat_map(|row| &row.1).map(|seen| seen.word.as_str()).collect();
    let mut out = String::from(
        "# Fault matrix\n\n\
         Every operation of the client against everything that can go wrong with its call. Written and held by\n\
         `tests/journeys/fault_matrix.rs` (`CROSSOVER_WRITE=1 cargo test --no-default-features --features static-mode fault_matrix` writes it\n\
         anew). A cell is the outcome while the fault lasts, with the number of calls where it was not one. Of each cell the test also holds:\n\
         nothing acts twice, however often it is pressed; the MS-RequestId stays while the outcome is unknown; once the fault has passed the\n\
         same press goes through, and has acted once; an error names a correlation id. `tests/e2e/fault-matrix.spec.ts` shows the texts below\n\
         on the screen for each fault and each kind of screen.\n\n## What a person reads\n\n| Outcome | What happened | What to do |\n|---|---|---|\n",
    );
    for word in &words {
        let (says, next) = match *word {
            "done" => ("*it is done, as asked*".to_owned(), String::new()),
            "nothing" => ("*the list is empty, as the service says*".to_owned(), String::new()),
            word => texts(word),
        };
        let _ = writeln!(out, "| {word} | {says} | {next} |");
    }
    out += "\n## How long it takes\n\nThe longest that any operation kept a person waiting, in seconds of the clock.\n\n| Fault | Read | Write |\n|---|---|---|\n";
    for (place, name) in names.iter().enumerate() {
        let longest = |is_read: bool| {
            let of = rows.iter().filter(|row| (row.0.kind == Kind::Read) == is_read);
            // Back-off has jitter: what it adds is left out by counting in steps of 5 s.
            of.map(|row| row.1[place].seconds.div_ceil(5) * 5).max().unwrap_or_default()
        };
        let _ = writeln!(out, "| {name} | {} | {} |", longest(true), longest(false));
    }
    for (title, kinds) in [("Reads", &[Kind::Read][..]), ("Writes", &[Kind::Write, Kind::Ask])] {
        let _ = write!(out, "\n## {title}\n\n| Operation | {} |\n|---|{}\n", names.join(" | "), "---|".repeat(names.len()));
        for (operation, cells) in rows.iter().filter(|row| kinds.contains(&row.0.kind)) {
            let shown: Vec<String> = cells
                .iter()
                .map(|seen| if seen.calls == 1 { seen.word.clone() } else { format!("{} ×{}", seen.word, seen.calls) })
                .collect();
            let _ = writeln!(out, "| `{}` | {} |", operation.name, shown.join(" | "));
        }
    }
    out
}

// R103, R169, R170, R174
#[test]
fn every_operation_meets_every_fault_and_what_comes_of_it_is_what_the_document_says() {
    let operations = fault_operations::all();
    // Each thread has a clock of its own, so the rows can be worked on side by side.
    let next = Mutex::new(0..operations.len());
    let found: Mutex<BTreeMap<usize, Vec<Result<Seen, String>>>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                let operations = fault_operations::all();
                while let Some(place) = { next.lock().unwrap().next() } {
                    // A row that cannot even be made ready is one wrong cell.
                    let cells = std::panic::catch_unwind(|| row(&operations[place]));
                    let cells = cells.unwrap_or_else(|why| vec![Err(said(&*why))]);
                    found.lock().unwrap().insert(place, cells);
                }
            });
        }
    });
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    for (place, cells) in found.into_inner().unwrap() {
        wrong.extend(cells.iter().filter_map(|cell| cell.clone().err()));
        rows.push((&operations[place], cells.into_iter().filter_map(Result::ok).collect::<Vec<_>>()));
    }
    assert!(wrong.is_empty(), "{} cells are wrong:\n{}", wrong.len(), wrong.join("\n"));
    for (operation, cells) in &rows {
        for (fault, seen) in faults().iter().zip(cells) {
            // A write is sent again by itself only where it certainly did not act.
            if operation.kind != Kind::Read && !fault.0.starts_with("429") {
                assert!(seen.calls <= 2, "{} × {}: {seen:?}", operation.name, fault.0);
            }
            if operation.kind == Kind::Write && ["reset after acting", "never", "malformed", "truncated"].contains(&fault.0) {
                assert!(seen.unknown || seen.word == "done", "{} × {}: {seen:?}", operation.name, fault.0);
            }
            // What the service answers says what came of it: where it says something else, nobody knows.
            let says_nothing = ["another object", "another list", "a text", "null"].contains(&fault.0);
            if operation.kind == Kind::Write && says_nothing && seen.word == "done" {
                assert!(WITHOUT_ANSWER.contains(&operation.name), "{} × {}: taken for done", operation.name, fault.0);
            }
        }
    }
    let text = document(&rows);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/fault-matrix.md");
    if std::env::var_os("CROSSOVER_WRITE").is_some() {
        fs::write(&file, &text).unwrap();
    }
    let held = fs::read_to_string(&file).unwrap_or_default();
    for (line, (held, now)) in held.lines().zip(text.lines()).enumerate() {
        assert_eq!(held, now, "docs/fault-matrix.md, line {}: write it anew, and look at what changed", line + 1);
    }
    assert_eq!(held.lines().count(), text.lines().count(), "docs/fault-matrix.md");
}
