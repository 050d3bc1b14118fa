//! What is kept between visits, and shared between tabs.

use crossover::api::http::Method;
use crossover::domain::rule_set::RuleSet;
use crossover::sim::kept::PIECE;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use crossover::sim::{Simulation, Unreadable, VERSION};
use crossover::wire::shelf::{MemoryShelf, Shelf};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::desk::{Desk, PARTNER, PROVIDER, customer, new_transfer, northwind_transfer, run, subscription};

/// Under which name it is kept here.
const KEPT: &str = "simulation";

/// Everything that every persona can read, as one text.
pub fn picture(simulation: &mut Simulation) -> String {
    let mut text = String::new();
    for persona in Persona::ALL {
        let mut read = |path: &str| {
            let request = crossover::api::http::Request::new(Method::Get, &[])
                .header("Authorization", &format!("Bearer {}", persona.word()));
            let request = crossover::api::http::Request { path: path.to_owned(), ..request };
            let reply = simulation.answer(&request);
            text += &reply.body;
            serde_json::from_str::<Value>(&reply.body).unwrap_or_default()
        };
        read("/v1/me");
        for customer in read("/v1/customers")["items"].as_array().into_iter().flatten() {
            let base = format!("/v1/customers/{}", customer["id"].as_str().unwrap());
            read(&format!("{base}/subscriptions"));
            for transfer in read(&format!("{base}/transfers")).as_array().into_iter().flatten() {
                let id = transfer["id"].as_str().unwrap();
                read(&format!("{base}/transfers/{id}/review"));
                read(&format!("{base}/transfers/{id}/notices"));
            }
        }
    }
    text
}

/// The same of a desk.
fn seen(desk: &Desk) -> String {
    picture(&mut desk.simulation())
}

/// A service with some history: a request made, accepted, half carried out, and the clock moved.
fn lived() -> Desk {
    let desk = Desk::open(Scenario::Ready);
    let (partner, provider) = (desk.seat(PARTNER), desk.seat(PROVIDER));
    let northwind = customer(&partner, "Northwind Traders").id;
    let chosen = ["Office 365 E3", "Intune"].map(|name| subscription(&partner, &northwind, name).id);
    let made = run(partner.create_transfer(&northwind, &new_transfer(&[&chosen[0], &chosen[1]]))).unwrap();
    let later = desk.simulation().now().plus_hours(24);
    desk.simulation().set_now(later);
    run(provider.accept_transfer(&northwind, &made.id)).unwrap();
    run(provider.transfer(&northwind, &made.id)).unwrap();
    desk
}

// R162
#[test]
fn what_was_saved_answers_the_same() {
    let desk = lived();
    let saved = desk.save();
    let mut restored = Simulation::restore(&saved).unwrap();
    assert_eq!(restored.save(), saved);
    assert_eq!(restored.revision(), desk.revision());
    assert_eq!(restored.now(), desk.simulation().now());
    assert_eq!(picture(&mut restored), seen(&desk));
    assert!(!saved.contains("Northwind"), "only what was asked is kept, not what is known");
}

#[test]
fn reading_is_not_kept_and_reset_forgets() {
    let desk = Desk::open(Scenario::Complete);
    let fresh = seen(&desk);
    assert_eq!(desk.revision(), 0, "reading changed nothing");
    let (northwind, transfer) = northwind_transfer(&desk.seat(PARTNER));
    let mark = crossover::wire::review::ReviewChange::Verified(
        crossover::domain::organisation::Side::Partner,
        crossover::domain::review::Finding::Match,
    );
    run(desk.seat(PARTNER).change_review(&northwind, &transfer.id, &mark)).unwrap();
    assert_ne!(seen(&desk), fresh);
    desk.simulation().reset();
    assert_eq!((seen(&desk), desk.revision()), (fresh, 0));
}

// R162: two tabs on one state.
#[test]
fn another_tab_reads_on() {
    let first = lived();
    let shelf = MemoryShelf::default();
    let keep = |desk: &Desk| assert!(desk.simulation().keep(&shelf, KEPT));
    let mut second = Simulation::start(Scenario::Ready, None, None);
    keep(&first);
    assert_eq!(second.take_over(&shelf, KEPT), Ok(true));
    assert_eq!(second.take_over(&shelf, KEPT), Ok(false), "nothing new");
    assert_eq!(picture(&mut second), seen(&first));
    // One goes on, the other follows; after a reset, and after another scenario too.
    let (northwind, transfer) = northwind_transfer(&first.seat(PARTNER));
    run(first.seat(PARTNER).transfer(&northwind, &transfer.id)).unwrap();
    keep(&first);
    assert_eq!(second.take_over(&shelf, KEPT), Ok(true));
    assert_eq!(second.revision(), first.revision());
    first.simulation().reset();
    keep(&first);
    assert_eq!(second.take_over(&shelf, KEPT), Ok(true));
    assert_eq!(second.revision(), 0);
    let mut other = Simulation::start(Scenario::Empty, None, Some(RuleSet::Y2025));
    assert!(other.keep(&shelf, KEPT));
    assert_eq!(second.take_over(&shelf, KEPT), Ok(true));
    assert_eq!((second.scenario(), second.rules()), (Scenario::Empty, RuleSet::Y2025));
}

#[test]
fn what_is_odd_is_set_aside_and_changes_nothing() {
    let desk = lived();
    let saved: Value = serde_json::from_str(&desk.save()).unwrap();
    let altered = |path: &str, value: Value| {
        let mut copy = saved.clone();
        *copy.pointer_mut(path).unwrap() = value;
        copy.to_string()
    };
    let twice = {
        let mut copy = saved.clone();
        let first = copy["log"][0].clone();
        copy["log"].as_array_mut().unwrap().push(first);
        copy.to_string()
    };
    let more = {
        let mut copy = saved.clone();
        copy["more"] = json!(1);
        copy.to_string()
    };
    let odd = [
        altered("/version", json!(VERSION + 1)),
        altered("/scenario", json!("nowhere")),
        altered("/now", json!("soon")),
        altered("/rules", json!("2022")),
        altered("/log", json!({})),
        altered("/log/0/as", json!("nobody")),
        altered("/log/0/method", json!("post")),
        altered("/log/0/path", json!("/v1/me")),
        altered("/log/0/body", json!("{}")),
        altered("/log/1/clock", json!("never")),
        twice,
        more,
        String::new(),
        "null".to_owned(),
        "[".repeat(10_000),
    ];
    let before = (seen(&desk), desk.save());
    for text in odd {
        assert!(matches!(Simulation::restore(&text), Err(Unreadable)), "{text:.200}");
        let shelf = MemoryShelf::default();
        assert!(shelf.set(KEPT, &text));
        assert!(matches!(Simulation::kept(&shelf, KEPT), Err(Unreadable)), "{text:.200}");
        assert_eq!(desk.simulation().take_over(&shelf, KEPT), Err(Unreadable), "{text:.200}");
        assert_eq!((seen(&desk), desk.save()), before);
    }
}

/// Changes something, another thing each time.
fn turn(simulation: &mut Simulation) {
    let hours = i64::try_from(simulation.revision()).unwrap() + 1;
    let next = simulation.started().plus_hours(hours);
    simulation.set_now(next);
}

/// A simulation that has acted, so that all of it is here, and was changed so often.
fn turned(count: usize) -> Simulation {
    let desk = lived();
    let mut simulation = desk.simulation();
    while simulation.revision() < count {
        turn(&mut simulation);
    }
    Simulation::restore(&simulation.save()).unwrap()
}

/// A store that takes so many more texts, and then is gone with its page.
struct Dying<'a>(&'a MemoryShelf, std::cell::Cell<u32>);

impl Shelf for Dying<'_> {
    fn get(&self, name: &str) -> Option<String> {
        self.0.get(name)
    }

    fn set(&self, name: &str, text: &str) -> bool {
        let left = self.1.get();
        self.1.set(left.saturating_sub(1));
        left > 0 && self.0.set(name, text)
    }

    fn remove(&self, name: &str) {
        if self.1.get() > 0 {
            self.0.remove(name);
        }
    }
}

// R162, R174: whatever text is the last one that the browser took, there is the state before the change or the one after it.
#[test]
fn a_page_that_dies_while_it_keeps_leaves_one_state_or_the_other() {
    let shelf = MemoryShelf::default();
    let mut simulation = turned(PIECE - 3);
    assert!(simulation.keep(&shelf, KEPT));
    for _ in 0..PIECE + 6 {
        let before = simulation.revision();
        turn(&mut simulation);
        for writes in 0..3 {
            let copy = MemoryShelf::default();
            shelf.all().iter().for_each(|(name, text)| assert!(copy.set(name, text)));
            let mut page = Simulation::kept(&copy, KEPT).unwrap().unwrap();
            turn(&mut page);
            let kept = page.keep(&Dying(&copy, std::cell::Cell::new(writes)), KEPT);
            let found = Simulation::kept(&copy, KEPT).unwrap().unwrap();
            assert_eq!(found.revision(), if kept { before + 1 } else { before }, "{writes} texts at {before}");
        }
        assert!(simulation.keep(&shelf, KEPT));
        assert_eq!(Simulation::kept(&shelf, KEPT).unwrap().unwrap().save(), simulation.save());
    }
    assert_eq!(shelf.all().len(), 3, "a head and two pieces: {:?}", shelf.all().keys());
}

// R173: what was kept in one text is taken up, and kept in pieces from then on.
#[test]
fn a_long_log_of_one_text_is_taken_up_and_kept_in_pieces() {
    let shelf = MemoryShelf::default();
    let simulation = turned(PIECE * 3 + 7);
    assert!(shelf.set(KEPT, &simulation.save()));
    let mut taken = Simulation::kept(&shelf, KEPT).unwrap().unwrap();
    assert_eq!(taken.save(), simulation.save());
    turn(&mut taken);
    assert!(taken.keep(&shelf, KEPT));
    assert_eq!(shelf.all().keys().collect::<Vec<_>>(), ["simulation", "simulation.0", "simulation.1", "simulation.2"]);
    assert_eq!(Simulation::kept(&shelf, KEPT).unwrap().unwrap().save(), taken.save());
    // After a reset nothing of them is left.
    taken.reset();
    assert!(taken.keep(&shelf, KEPT));
    assert_eq!(shelf.all().len(), 1);
    // Where there is no room, it did not happen; what was kept is there still.
    let full = MemoryShelf::of(shelf.taken());
    assert!(taken.keep(&full, KEPT));
    turn(&mut taken);
    assert!(!taken.keep(&full, KEPT));
    taken.take_back(0);
    assert_eq!(Simulation::kept(&full, KEPT).unwrap().unwrap().save(), taken.save());
}

// R162: two tabs on one state, over many changes, resets among them; each looks only now and then.
#[test]
fn tabs_follow_each_other_over_pieces() {
    let shelf = MemoryShelf::default();
    let mut tabs = [turned(PIECE - 2), turned(PIECE - 2)];
    assert!(tabs[0].keep(&shelf, KEPT));
    for (round, changes) in [3, PIECE, 1, 2 * PIECE + 5, 40, PIECE, 7].into_iter().enumerate() {
        let (first, second) = tabs.split_at_mut(1);
        let (acts, looks) = if round % 2 == 0 { (&mut first[0], &mut second[0]) } else { (&mut second[0], &mut first[0]) };
        acts.take_over(&shelf, KEPT).unwrap();
        if round % 3 == 2 {
            acts.reset();
        }
        for _ in 0..changes {
            turn(acts);
            assert!(acts.keep(&shelf, KEPT));
        }
        assert_eq!(looks.take_over(&shelf, KEPT), Ok(true));
        assert_eq!(looks.save(), acts.save());
        assert_eq!(looks.take_over(&shelf, KEPT), Ok(false));
    }
}

// R162: a piece that is damaged, of another log, or gone makes the whole unreadable, and is put aside with it.
#[test]
fn a_damaged_piece_is_never_half_read() {
    let shelf = MemoryShelf::default();
    let mut simulation = turned(2 * PIECE + 1);
    assert!(simulation.keep(&shelf, KEPT));
    let whole = shelf.all();
    let other = whole["simulation.1"].clone();
    for (name, text) in
        [("simulation.0", ""), ("simulation.0", "nonsense"), ("simulation.0", other.as_str()), ("simulation.1", "")]
    {
        assert!(shelf.set(name, text));
        assert!(matches!(Simulation::kept(&shelf, KEPT), Err(Unreadable)), "{name} {text:.20}");
        assert!(shelf.set(name, &whole[name]));
    }
    shelf.remove("simulation.1");
    assert!(matches!(Simulation::kept(&shelf, KEPT), Err(Unreadable)));
    crossover::sim::kept::set_aside(&shelf, KEPT, "aside");
    assert_eq!(shelf.all().keys().collect::<Vec<_>>(), ["aside", "aside.0"]);
    assert!(matches!(Simulation::kept(&shelf, KEPT), Ok(None)));
}

// R165
#[test]
fn the_clock_moves_only_when_told() {
    let at = "2021-03-24T08:00:00Z".parse().unwrap();
    let mut simulation = Simulation::start(Scenario::Requested, Some(at), None);
    assert_eq!(simulation.now(), at);
    picture(&mut simulation);
    assert_eq!(simulation.now(), at);
    for edge in [crossover::domain::moment::Timestamp::MIN, crossover::domain::moment::Timestamp::MAX] {
        let mut far = Simulation::start(Scenario::Verified, Some(edge), None);
        far.set_now(at);
        let mut restored = Simulation::restore(&far.save()).unwrap();
        assert_eq!(restored.now(), at);
        assert_eq!(picture(&mut restored), picture(&mut far));
    }
}

static LIVED: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| lived().save());

proptest! {
    #[test]
    fn any_text_is_restored_or_refused(text in "(?s).{0,200}") {
        let _ = Simulation::restore(&text);
    }

    #[test]
    fn a_damaged_text_is_restored_whole_or_refused(at in 0usize..2000, with in any::<char>()) {
        let saved = LIVED.as_str();
        let mut signs: Vec<char> = saved.chars().collect();
        let at = at % signs.len();
        signs[at] = with;
        let damaged: String = signs.into_iter().collect();
        if let Ok(simulation) = Simulation::restore(&damaged) {
            prop_assert_eq!(serde_json::from_str::<Value>(&simulation.save()).unwrap(), serde_json::from_str::<Value>(&damaged).unwrap());
        }
    }
}
