//! Thousands of customers: the same ones every time, read by pages, and nothing of them kept.

use crossover::domain::ids::CustomerId;
use crossover::sim::Simulation;
use crossover::sim::scenario::Scenario;

use super::desk::{Desk, PARTNER, PROVIDER, run};

// R71, R161: static-mode.md, `large`
#[test]
fn a_hundred_thousand_customers_come_by_pages_of_five_hundred() {
    let desk = Desk::open_with(Scenario::Large, 100_000);
    let mut pages: Vec<usize> = Vec::new();
    let mut ids: Vec<CustomerId> = Vec::new();
    let mut totals: Vec<Option<u64>> = Vec::new();
    run(desk.seat(PARTNER).customers_by_page(&mut |rows, total| {
        pages.push(rows.len());
        totals.push(total);
        ids.extend(rows.into_iter().map(|customer| customer.id));
        true
    }))
    .unwrap();
    assert_eq!((pages.len(), pages.iter().max()), (200, Some(&500)));
    assert!(totals.iter().all(|total| *total == Some(100_000)));
    assert_eq!(ids.len(), 100_000);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 100_000);
    assert_eq!(desk.revision(), 0);
    assert!(desk.save().len() < 300, "nothing of the customers is kept");
}

// R71: another page is shown, so the rest is not asked for.
#[test]
fn reading_ends_when_nobody_wants_the_rest() {
    let desk = Desk::open_with(Scenario::Large, 2_000);
    let mut pages = 0;
    run(desk.seat(PARTNER).customers_by_page(&mut |_, _| {
        pages += 1;
        pages < 2
    }))
    .unwrap();
    assert_eq!(pages, 2);
}

// R161
#[test]
fn the_number_of_customers_is_kept_and_the_same_ones_come_back() {
    let desk = Desk::open_with(Scenario::Large, 300);
    let before = run(desk.seat(PARTNER).list_customers()).unwrap();
    let mut restored = Simulation::restore(&desk.save()).unwrap();
    assert_eq!(restored.scale(), Some(300));
    restored.reset();
    assert_eq!(restored.save(), desk.save());
    let again = Desk::open_with(Scenario::Large, 300);
    assert_eq!(run(again.seat(PARTNER).list_customers()).unwrap(), before);
    let seen = run(again.seat(PROVIDER).list_customers()).unwrap();
    assert!(!seen.is_empty() && seen.len() < before.len());
    assert_eq!(Simulation::start(Scenario::Large, None, None).scale(), Some(10_000));
    assert_eq!(Simulation::start_with(Scenario::Ready, None, None, Some(500)).scale(), None);
}
