//! Bulk runs: each line once, whatever interrupts the page, and nothing done twice (R173).

use std::cell::Cell;
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use crossover::api::Client;
use crossover::api::error::ApiError;
use crossover::api::http::Request;
use crossover::api::journal::{Journal, MemoryJournal};
use crossover::api::run_records;
use crossover::api::runs::Watch;
use crossover::api::transport::{Answer, Answering, Transport};
use crossover::domain::csv::Separator;
use crossover::domain::eligibility::{Verdict, choices};
use crossover::domain::ids::{CustomerId, MpnId, SubscriptionId};
use crossover::domain::partnership::Partnership;
use crossover::domain::preflight::{self, First, Standing};
use crossover::domain::refusal::RefusalCode;
use crossover::domain::run::{Deed, Line, Outcome, Run};
use crossover::domain::transfer::TransferStatus;
use crossover::sim::Simulation;
use crossover::sim::company::Company;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use crossover::wire::shelf::{MemoryShelf, Shelf};
use proptest::prelude::*;
use serde_json::json;

use super::desk::{Desk, PARTNER, PROVIDER, run};

/// Where a call breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Break {
    /// Before it reaches the service.
    Before,
    /// It acts, and its answer never comes.
    After,
    /// Its answer comes, and the page dies with it.
    Kept,
}

/// A line to the service that dies at a given call.
struct Frail {
    desk: Desk,
    persona: Persona,
    calls: Arc<Mutex<u32>>,
    dies: Option<(u32, Break)>,
}

impl Answer for Frail {
    fn answer(&self, mut request: Request) -> Answering {
        request.set_header("Authorization", &format!("Bearer {}", self.persona.word()));
        let mut calls = self.calls.lock().unwrap();
        *calls += 1;
        match self.dies {
            Some((at, Break::Before)) if at == *calls => Box::pin(std::future::pending()),
            Some((at, Break::After)) if at == *calls => {
                self.desk.simulation().answer(&request);
                Box::pin(std::future::pending())
            }
            _ => {
                let reply = self.desk.simulation().answer(&request);
                Box::pin(std::future::ready(Ok(reply)))
            }
        }
    }
}

/// What a browser keeps, over the death of the page.
#[derive(Clone, Default)]
struct Kept {
    journal: Arc<MemoryJournal>,
    shelf: Rc<MemoryShelf>,
}

struct Shared(Arc<MemoryJournal>);

impl Journal for Shared {
    fn get(&self, name: &str) -> Option<String> {
        self.0.get(name)
    }

    fn set(&self, name: &str, text: &str) {
        self.0.set(name, text);
    }

    fn remove(&self, name: &str) {
        self.0.remove(name);
    }
}

impl Kept {
    fn begin(&self, run: &Run) {
        assert!(run_records::keep(&*self.shelf, run));
    }

    /// The same, as it was kept before lines had a text of their own.
    fn begin_as_before(&self, run: &Run) {
        self.begin(run);
        let line = |line: &Line| match &line.deed {
            Deed::Extend(at) => json!({ "customer": line.customer.as_str(), "confirmed": at.to_string() }),
            Deed::Request(ids) => {
                let ids: Vec<&str> = ids.iter().map(SubscriptionId::as_str).collect();
                json!({ "customer": line.customer.as_str(), "subscriptions": ids })
            }
            Deed::Accept(id) => json!({ "customer": line.customer.as_str(), "transfer": id.as_str() }),
        };
        let head = json!({
            "version": 1,
            "id": run.id,
            "by": run.by,
            "started": run.started.to_string(),
            "own": run.own.as_str(),
            "provider": run.provider.as_str(),
            "partnerOfRecord": run.partner_of_record.as_ref().map(MpnId::as_str),
            "lines": run.lines.iter().map(line).collect::<Vec<_>>(),
        });
        assert!(self.shelf.set("run.run", &head.to_string()));
        self.shelf.remove("run.run.lines");
    }

    fn read(&self) -> Run {
        run_records::read(&*self.shelf, "run").unwrap()
    }
}

/// Keeps each line as it comes; dies with the note of a given number.
struct Keeper<'a> {
    kept: &'a Kept,
    notes: Cell<u32>,
    dies: Option<u32>,
    goes_on: Cell<bool>,
}

impl Watch for Keeper<'_> {
    fn may_go_on(&self) -> bool {
        self.goes_on.get()
    }

    fn note(&self, run: &Run, place: usize) {
        self.notes.set(self.notes.get() + 1);
        if self.dies.is_some_and(|at| self.notes.get() >= at) {
            // The page is dead: nothing of this is kept, and nothing more happens.
            self.goes_on.set(false);
            return;
        }
        run_records::note(&*self.kept.shelf, run, place);
    }
}

/// Goes on with the kept run until it ends, or until the page dies.
fn live(desk: &Desk, persona: Persona, kept: &Kept, dies: Option<(u32, Break)>) -> Option<Result<(), ApiError>> {
    let frail = Frail { desk: desk.clone(), persona, calls: Arc::default(), dies };
    let client = Client::new(Transport::InProcess(Arc::new(frail)), Box::new(Shared(Arc::clone(&kept.journal))));
    let dies = dies.filter(|(_, how)| *how == Break::Kept).map(|(at, _)| at);
    let keeper = Keeper { kept, notes: Cell::new(0), dies, goes_on: Cell::new(true) };
    let mut run = kept.read();
    let mut going: Pin<&mut dyn Future<Output = Result<(), ApiError>>> = pin!(client.carry_on(&mut run, &keeper));
    let mut context = Context::from_waker(Waker::noop());
    match going.as_mut().poll(&mut context) {
        Poll::Ready(outcome) => Some(outcome),
        Poll::Pending => None,
    }
}

fn new_run(desk: &Desk, own: Company, lines: Vec<Line>) -> Run {
    Run {
        id: "run".to_owned(),
        by: "somebody".to_owned(),
        started: desk.simulation().now(),
        own: own.tenant_id(),
        provider: Company::Fabrikam.tenant_id(),
        partner_of_record: Some(Company::Contoso.mpn_id()),
        lines,
    }
}

fn line(customer: CustomerId, deed: Deed) -> Line {
    Line { customer, deed, outcome: Outcome::Waiting }
}

fn partnerships(desk: &Desk) -> Vec<Partnership> {
    run(desk.seat(PARTNER).list_partnerships(crossover::domain::organisation::Side::Partner)).unwrap()
}

/// Every customer, examined.
fn examined(desk: &Desk) -> Vec<(CustomerId, Standing)> {
    let client = desk.seat(PARTNER);
    let all = partnerships(desk);
    let customers = run(client.list_customers()).unwrap();
    let examine = |customer: &crossover::domain::customer::Customer| match preflight::examine(true, &all, customer) {
        First::Decided(standing) => standing,
        First::Look(_) => {
            let subscriptions = run(client.list_subscriptions(&customer.id)).unwrap();
            preflight::look(&choices(&subscriptions, &run(client.transfer_eligibility(&customer.id)).unwrap()))
        }
    };
    customers.iter().map(|customer| (customer.id.clone(), examine(customer))).collect()
}

/// The lines that request all that is ready.
fn requests(desk: &Desk) -> Vec<Line> {
    let ready = |(customer, standing)| match standing {
        Standing::Ready(subscriptions) => Some(line(customer, Deed::Request(subscriptions))),
        _ => None,
    };
    examined(desk).into_iter().filter_map(ready).collect()
}

/// The lines that extend to all that are not related yet.
fn extensions(desk: &Desk) -> Vec<Line> {
    let now = desk.simulation().now();
    let blocked = |(customer, standing)| match standing {
        Standing::Blocked(why) if why.code == RefusalCode::CustomerNotMoved => Some(line(customer, Deed::Extend(now))),
        _ => None,
    };
    examined(desk).into_iter().filter_map(blocked).collect()
}

fn transfers(desk: &Desk, customer: &CustomerId) -> Vec<crossover::domain::transfer::Transfer> {
    run(desk.seat(PARTNER).list_transfers(customer)).unwrap()
}

/// How often the customer is related to Fabrikam.
fn relations(desk: &Desk, customer: &CustomerId) -> usize {
    run(desk.seat(PARTNER).customer(customer)).unwrap().providers.len()
}

fn breaks() -> impl Strategy<Value = Vec<(u32, Break)>> {
    let how = prop::sample::select(vec![Break::Before, Break::After, Break::Kept]);
    prop::collection::vec((1_u32..12, how), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    // R173: kill the page at any moment, go on, and count the effects.
    #[test]
    fn every_line_acts_exactly_once_whatever_interrupts_the_run(breaks in breaks(), which in 0..3_u8, before in any::<bool>()) {
        let desk = Desk::open_with(Scenario::Large, 60);
        let (persona, own, lines) = match which {
            0 => (PARTNER, Company::Contoso, extensions(&desk)),
            1 => (PARTNER, Company::Contoso, requests(&desk)),
            _ => {
                let kept = Kept::default();
                kept.begin(&new_run(&desk, Company::Contoso, requests(&desk)));
                live(&desk, PARTNER, &kept, None).unwrap().unwrap();
                let open = kept.read().lines.into_iter().map(|it| it.customer);
                let accept = |customer: CustomerId| {
                    let id = transfers(&desk, &customer)[0].id.clone();
                    line(customer, Deed::Accept(id))
                };
                (PROVIDER, Company::Fabrikam, open.map(accept).collect())
            }
        };
        prop_assert!(lines.len() > 3, "{} lines", lines.len());
        let kept = Kept::default();
        let run = new_run(&desk, own, lines);
        if before {
            kept.begin_as_before(&run);
        } else {
            kept.begin(&run);
        }
        let before = desk.revision();
        for at in breaks {
            let _ = live(&desk, persona, &kept, Some(at));
        }
        live(&desk, persona, &kept, None).unwrap().unwrap();
        let done = kept.read();
        prop_assert!(done.lines.iter().all(|line| matches!(line.outcome, Outcome::Done | Outcome::Already)), "{:?}", done.lines);
        // Each line changed the service once: not one more, not one less.
        prop_assert_eq!(desk.revision() - before, done.lines.len());
        for line in &done.lines {
            match &line.deed {
                Deed::Extend(_) => prop_assert_eq!(relations(&desk, &line.customer), 1),
                Deed::Request(_) => prop_assert_eq!(transfers(&desk, &line.customer).len(), 1),
                Deed::Accept(_) => {
                    prop_assert_eq!(&transfers(&desk, &line.customer)[0].status, &TransferStatus::InProgress);
                }
            }
        }
        // Going on with a finished run does nothing at all.
        live(&desk, persona, &kept, None).unwrap().unwrap();
        prop_assert_eq!(desk.revision() - before, done.lines.len());
    }
}

// R173: done before is a success, a refusal is told by its code, and only what failed is tried again.
#[test]
fn what_was_done_before_succeeds_and_what_failed_alone_is_tried_again() {
    let desk = Desk::open(Scenario::Requested);
    let partner = desk.seat(PARTNER);
    let all = run(partner.list_customers()).unwrap();
    let id = |name: &str| all.iter().find(|it| it.name == name).unwrap().id.clone();
    let held = transfers(&desk, &id("Northwind Traders"))[0].lines.iter().map(|it| it.subscription.clone()).collect::<Vec<_>>();
    let suspended = run(partner.list_subscriptions(&id("Litware"))).unwrap();
    let suspended = suspended.into_iter().find(|it| it.name() == "Office 365 E1").unwrap().id;
    let now = desk.simulation().now();
    let kept = Kept::default();
    kept.begin(&new_run(
        &desk,
        Company::Contoso,
        vec![
            line(id("Northwind Traders"), Deed::Request(held)),
            line(id("Northwind Traders"), Deed::Extend(now)),
            line(id("Litware"), Deed::Request(vec![suspended])),
            line(id("Tailspin Toys"), Deed::Extend(now)),
        ],
    ));
    live(&desk, PARTNER, &kept, None).unwrap().unwrap();
    let mut done = kept.read();
    let outcomes: Vec<&Outcome> = done.lines.iter().map(|line| &line.outcome).collect();
    let failed = |code: &str| Outcome::Failed(code.to_owned());
    assert_eq!(outcomes, [&Outcome::Already, &Outcome::Already, &failed("sub-suspended"), &failed("not-direct-customer")]);
    assert_eq!((done.counts().done, done.counts().already, done.counts().failed), (2, 2, 2));
    assert!(done.csv(Separator::Comma, |_| "x".to_owned()).contains(",failed,sub-suspended\r\n"));
    done.retry_failed();
    assert_eq!(done.counts().open, 2);
    assert_eq!(done.next(), Some(2));
    assert_eq!(desk.revision(), 0);
}

// R173: an ended session, a missing role or a silent service stop the run, not its lines.
#[test]
fn what_stops_every_line_stops_the_run() {
    let desk = Desk::open_with(Scenario::Large, 60);
    let kept = Kept::default();
    kept.begin(&new_run(&desk, Company::Contoso, requests(&desk)));
    let error = live(&desk, Persona::PartnerGlobalAdmin, &kept, None).unwrap().unwrap_err();
    assert!(error.is(RefusalCode::RoleRequired));
    let stopped = kept.read();
    assert_eq!((stopped.counts().open, stopped.counts().failed), (stopped.lines.len(), 0));
    assert_eq!(desk.revision(), 0);
    live(&desk, PARTNER, &kept, None).unwrap().unwrap();
    assert_eq!(kept.read().counts().open, 0);
}

// R173: a dry run reads alone, and says what would be refused.
#[test]
fn a_dry_run_changes_nothing() {
    let desk = Desk::open_with(Scenario::Large, 60);
    let client = desk.seat(PARTNER);
    let run_of = |lines: Vec<Line>| new_run(&desk, Company::Contoso, lines);
    for asked in [run_of(requests(&desk)), run_of(extensions(&desk))] {
        for line in &asked.lines {
            assert_eq!(run(client.rehearse(&asked, line)), Ok(Verdict::Eligible));
        }
    }
    let mut wrong = run_of(requests(&desk));
    let other = requests(&desk)[1].deed.clone();
    wrong.lines[0].deed = other;
    assert_eq!(run(client.rehearse(&wrong, &wrong.lines[0])), Ok(Verdict::Unlisted), "nobody says that it changed");
    assert_eq!(desk.revision(), 0);
}

// R173: a thousand customers are examined in a moment, natively.
#[test]
fn preflight_counts_every_customer_once() {
    let desk = Desk::open_with(Scenario::Large, 300);
    let all = examined(&desk);
    let counts = preflight::counts(all.iter().map(|(_, standing)| standing));
    assert_eq!(counts.values().sum::<usize>(), 300);
    for word in ["ready", "customer-not-moved", "mca-missing", "mca-not-retained", "nothing"] {
        assert!(counts.get(word).is_some_and(|count| *count > 0), "{word}: {counts:?}");
    }
}

// R173: stopped for good: what had not begun is not carried out, and a later start does nothing more.
#[test]
fn what_was_stopped_stays_undone() {
    let desk = Desk::open_with(Scenario::Large, 60);
    let kept = Kept::default();
    kept.begin(&new_run(&desk, Company::Contoso, requests(&desk)));
    // It dies with an answer on its way; then somebody stops the run.
    assert!(live(&desk, PARTNER, &kept, Some((3, Break::After))).is_none());
    let mut run = kept.read();
    run.stop();
    assert!(run_records::note_all(&*kept.shelf, &run));
    let counts = run.counts();
    assert!(counts.open == 1 && counts.left > 0, "{counts:?}");
    live(&desk, PARTNER, &kept, None).unwrap().unwrap();
    let (ended, done) = (kept.read(), kept.read().counts().done);
    assert_eq!((ended.counts().open, ended.counts().left), (0, counts.left));
    assert_eq!(desk.revision(), done);
    assert!(ended.csv(Separator::Comma, |_| String::new()).contains(",left,\r\n"));
}

/// A service that lets a tenant call 500 times a minute by a clock of its own, which moves when somebody looks at it.
struct Limited {
    desk: Desk,
    sent: Mutex<std::collections::VecDeque<u64>>,
    refused: Arc<Mutex<(usize, usize)>>,
}

thread_local! {
    static CLOCK_MS: Cell<u64> = const { Cell::new(0) };
}

fn clock() -> u64 {
    CLOCK_MS.set(CLOCK_MS.get() + 7);
    CLOCK_MS.get()
}

impl Answer for Limited {
    fn answer(&self, mut request: Request) -> Answering {
        let now = CLOCK_MS.get();
        let mut sent = self.sent.lock().unwrap();
        while sent.front().is_some_and(|at| at + 60_000 <= now) {
            sent.pop_front();
        }
        sent.push_back(now);
        let mut counts = self.refused.lock().unwrap();
        counts.0 += 1;
        if sent.len() > 500 {
            counts.1 += 1;
        }
        request.set_header("Authorization", &format!("Bearer {}", PARTNER.word()));
        Box::pin(std::future::ready(Ok(self.desk.simulation().answer(&request))))
    }
}

// R173: ten thousand customers are examined within what the service allows a tenant, and as fast as that allows.
#[test]
fn a_preflight_of_ten_thousand_never_calls_too_often() {
    let desk = Desk::open_with(Scenario::Large, 10_000);
    let counts = Arc::new(Mutex::new((0, 0)));
    let limited = Limited { desk: desk.clone(), sent: Mutex::default(), refused: Arc::clone(&counts) };
    let client = Client::new(Transport::InProcess(Arc::new(limited)), Box::new(MemoryJournal::default())).paced(clock);
    let all = partnerships(&desk);
    let customers = run(client.list_customers()).unwrap();
    assert_eq!(customers.len(), 10_000);
    let mut found = Vec::with_capacity(customers.len());
    for customer in &customers {
        found.push(match preflight::examine(true, &all, customer) {
            First::Decided(standing) => standing,
            First::Look(_) => {
                let subscriptions = run(client.list_subscriptions(&customer.id)).unwrap();
                preflight::look(&choices(&subscriptions, &run(client.transfer_eligibility(&customer.id)).unwrap()))
            }
        });
    }
    let (sent, refused) = *counts.lock().unwrap();
    assert!(sent > 1_000, "{sent} calls");
    assert_eq!(refused, 0, "of {sent} calls");
    let minutes = CLOCK_MS.get() / 60_000;
    assert!(minutes <= sent as u64 / 450 + 2, "{minutes} minutes for {sent} calls");
    assert_eq!(preflight::counts(found.iter()).values().sum::<usize>(), 10_000);
}

/// So many lines that ask for ten subscriptions each, with ids as long as the service has them.
fn many(count: u128, id: &str) -> Run {
    let desk = Desk::open_with(Scenario::Large, 1);
    let guid = |number: u128| uuid::Uuid::from_u128(number.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)).to_string();
    let subscription = |number: u128| SubscriptionId::parse(&guid(number)).unwrap();
    let lines = (0..count).map(|nth| {
        let subscriptions = (1..=10).map(|place| subscription(nth * 16 + place)).collect();
        line(CustomerId::parse(&guid(nth * 16)).unwrap(), Deed::Request(subscriptions))
    });
    Run { id: id.to_owned(), ..new_run(&desk, Company::Contoso, lines.collect()) }
}

/// What a browser keeps for one origin, in letters.
const BROWSER: usize = 5 * 1024 * 1024;

// R173: ten thousand customers with ten subscriptions each are one run, of which no line writes more than a piece.
#[test]
fn ten_thousand_lines_are_kept_and_each_is_a_small_text() {
    let shelf = MemoryShelf::of(BROWSER);
    let mut run = many(10_000, "run");
    assert!(run_records::keep(&shelf, &run));
    assert!(shelf.taken() < BROWSER * 2 / 3, "{} letters", shelf.taken());
    assert_eq!(run_records::read(&shelf, "run").unwrap(), run);
    let before = shelf.all();
    run.lines[9_876].outcome = Outcome::Begun;
    assert!(run_records::note(&shelf, &run, 9_876));
    let after = shelf.all();
    let changed: Vec<&String> = after.keys().filter(|name| after.get(*name) != before.get(*name)).collect();
    assert_eq!(changed, ["run.run.98"]);
    assert!(after["run.run.98"].len() < 3_000);
    assert_eq!(run_records::read(&shelf, "run").unwrap(), run);
    // As many words of ten thousand refusals still fit.
    for line in &mut run.lines {
        line.outcome = Outcome::Failed("x".repeat(27));
    }
    assert!(run_records::note_all(&shelf, &run));
}

// R173 R174: what cannot be kept does not begin, and leaves no trace; a finished run gives the room that its record can do without.
#[test]
fn a_run_that_has_no_room_leaves_everything_as_it_was() {
    let (mut first, second) = (many(1_000, "first"), many(1_000, "second"));
    let room = {
        let shelf = MemoryShelf::default();
        assert!(run_records::keep(&shelf, &first));
        shelf.taken() * 3 / 2
    };
    let shelf = MemoryShelf::of(room);
    assert!(run_records::keep(&shelf, &first));
    let before = shelf.all();
    assert!(!run_records::keep(&shelf, &second), "the first one still goes on");
    assert_eq!(shelf.all(), before);
    for (place, line) in first.lines.iter_mut().enumerate() {
        line.outcome = if place == 7 { Outcome::Failed("sub-suspended".to_owned()) } else { Outcome::Done };
    }
    assert!(run_records::note_all(&shelf, &first));
    assert!(run_records::keep(&shelf, &second));
    assert_eq!(run_records::ids(&shelf, &second.own), ["second", "first"]);
    assert_eq!(run_records::read(&shelf, "second").unwrap(), second);
    let slim = run_records::read(&shelf, "first").unwrap();
    let told = |run: &Run| run.csv(Separator::Comma, ToString::to_string);
    assert_eq!(told(&slim), told(&first), "the record says the same");
    assert_eq!(slim.lines[7], first.lines[7], "what failed can be tried again");
    assert_eq!(slim.lines[8].deed, Deed::Request(Vec::new()));
}

// R174: a page that dies while it keeps a run has begun nothing of it, and what it left is cleared away.
#[test]
fn half_a_record_is_none() {
    let (first, second) = (many(150, "first"), many(150, "second"));
    let whole = MemoryShelf::default();
    assert!(run_records::keep(&whole, &first));
    let shelf = MemoryShelf::default();
    for (name, text) in whole.all() {
        if name != "run.first" {
            shelf.set(&name, &text);
        }
    }
    assert_eq!(run_records::read(&shelf, "first"), None);
    assert!(run_records::keep(&shelf, &second));
    assert!(shelf.all().keys().all(|name| !name.contains("first")), "{:?}", shelf.all().keys());
    assert!(run_records::is_open(&shelf, "second") && !run_records::is_open(&shelf, "first"));
}

// R173: ten thousand requests, made in static mode: record and simulation both fit into what a browser keeps, and the last change
// writes no more than the first.
#[test]
fn ten_thousand_requests_fit_into_a_browser() {
    let shelf = MemoryShelf::of(BROWSER);
    let desk = Desk::open_with(Scenario::Large, 6_000);
    let run = new_run(&desk, Company::Contoso, requests(&desk));
    assert!(run_records::keep(&shelf, &run));
    let record = shelf.taken();
    let frail = Frail { desk: desk.clone(), persona: PARTNER, calls: Arc::default(), dies: None };
    let client = Client::new(Transport::InProcess(Arc::new(frail)), Box::new(MemoryJournal::default()));
    let most = Cell::new(0);
    let keeper = EachKept { desk: desk.clone(), shelf: &shelf, most: &most };
    let mut going = run.clone();
    self::run(client.carry_on(&mut going, &keeper)).unwrap();
    let (lines, log) = (run.lines.len(), shelf.taken() - record);
    assert_eq!((desk.revision(), going.counts().done), (lines, lines));
    assert!(lines > 1_000, "{lines} lines");
    assert!((record + log) / lines * 10_000 < BROWSER, "{record} letters of record and {log} of log for {lines} lines");
    assert!(most.get() < 60_000, "{} letters at once", most.get());
    let taken = Simulation::kept(&shelf, "simulation").unwrap().unwrap();
    assert_eq!(taken.revision(), lines);
}

/// Keeps record and simulation with every note.
struct EachKept<'a> {
    desk: Desk,
    shelf: &'a MemoryShelf,
    most: &'a Cell<usize>,
}

/// How many letters are written.
struct Counting<'a>(&'a MemoryShelf, Cell<usize>);

impl Shelf for Counting<'_> {
    fn get(&self, name: &str) -> Option<String> {
        self.0.get(name)
    }

    fn set(&self, name: &str, text: &str) -> bool {
        self.1.set(self.1.get() + text.len());
        self.0.set(name, text)
    }

    fn remove(&self, name: &str) {
        self.0.remove(name);
    }
}

impl Watch for EachKept<'_> {
    fn may_go_on(&self) -> bool {
        true
    }

    fn note(&self, run: &Run, place: usize) {
        let counting = Counting(self.shelf, Cell::new(0));
        assert!(run_records::note(&counting, run, place));
        assert!(self.desk.simulation().keep(&counting, "simulation"));
        self.most.set(self.most.get().max(counting.1.get()));
    }
}
