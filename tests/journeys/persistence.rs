//! What is kept between visits, and shared between tabs.

use crossover::api::http::Method;
use crossover::domain::rule_set::RuleSet;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;
use crossover::sim::{Simulation, Unreadable, VERSION};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::desk::{Desk, PARTNER, PROVIDER, customer, new_transfer, northwind_transfer, run, subscription};

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
    let mut second = Simulation::start(Scenario::Ready, None, None);
    assert_eq!(second.catch_up(&first.save()), Ok(true));
    assert_eq!(second.catch_up(&first.save()), Ok(false), "nothing new");
    assert_eq!(picture(&mut second), seen(&first));
    // One goes on, the other follows; after a reset, and after another scenario too.
    let (northwind, transfer) = northwind_transfer(&first.seat(PARTNER));
    run(first.seat(PARTNER).transfer(&northwind, &transfer.id)).unwrap();
    assert_eq!(second.catch_up(&first.save()), Ok(true));
    assert_eq!(second.revision(), first.revision());
    first.simulation().reset();
    assert_eq!(second.catch_up(&first.save()), Ok(true));
    assert_eq!(second.revision(), 0);
    let other = Simulation::start(Scenario::Empty, None, Some(RuleSet::Y2025));
    assert_eq!(second.catch_up(&other.save()), Ok(true));
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
        assert_eq!(desk.simulation().catch_up(&text), Err(Unreadable), "{text:.200}");
        assert_eq!((seen(&desk), desk.save()), before);
    }
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
