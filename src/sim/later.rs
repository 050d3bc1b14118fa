//! What the first page does without: most operations, what happened before a scenario, and faults on demand.
//!
//! In the page these are a file of their own ([`crate::sim`] as a whole would be a fifth of the first load, and grows with every
//! operation). They are reached through pointers that [`Later`] holds, and nothing else of this folder may name them: what is
//! named is linked. Whoever lets a [`super::Simulation`] act in the page sees to it that they are here first. Natively they
//! always are.

use std::sync::OnceLock;

use super::call::Call;
use super::fault::{self, BadPlan, Effect, FaultPlan, Outcome};
use super::log::{Entry, Unreadable};
use super::reply::Answered;
use super::scenario::Scenario;
use super::state::State;
use super::{Simulation, deeds, kept, rehearsal, route, story};
use crate::api::http::{Reply, Request};
use crate::domain::rehearsal::Copied;
use crate::wire::shelf::Shelf;

/// The way to all of it. Who has one has the code: only the file that holds it may call [`Later::here`].
#[derive(Debug, Clone, Copy)]
pub struct Later {
    answer: fn(&mut State, &Call<'_>) -> Answered,
    tell: fn(&mut State, Scenario),
    fill: fn(&mut State, &Copied),
    plan: fn(&str) -> Result<FaultPlan, BadPlan>,
    strike: fn(Effect, &mut dyn FnMut() -> Reply) -> Outcome,
    open: Open,
    close: fn(&mut Simulation, &dyn Shelf, &str) -> bool,
}

/// Reads pieces of the log.
type Open = fn(&dyn Shelf, &str, usize, &[u64]) -> Result<(Vec<Entry>, Vec<u64>), Unreadable>;

impl Later {
    /// All of it, linked to the caller.
    pub fn here() -> Self {
        Self {
            answer: deeds::answer,
            tell: story::tell,
            fill: rehearsal::fill,
            plan: FaultPlan::read,
            strike: fault::strike,
            open: kept::open,
            close: kept::close,
        }
    }
}

static FETCHED: OnceLock<Later> = OnceLock::new();

/// Takes up what was fetched.
pub fn take_up(later: Later) {
    // A second one is the same one.
    let _ = FETCHED.set(later);
}

/// Whether all of it was taken up.
pub fn is_here() -> bool {
    FETCHED.get().is_some()
}

/// Whether `request` can only be answered when all of it is here.
pub fn answers(request: &Request) -> bool {
    !route::is_first(request)
}

/// Whether `scenario` can only be started when all of it is here.
pub const fn starts(scenario: Scenario) -> bool {
    scenario.has_story()
}

/// Answers a call that is not among those of the first page.
pub(super) fn answer(state: &mut State, call: &Call<'_>) -> Answered {
    (here().answer)(state, call)
}

/// Tells what happened before `scenario`.
pub(super) fn tell(state: &mut State, scenario: Scenario) {
    (here().tell)(state, scenario);
}

/// Puts a copy in the place of the sample.
pub(super) fn fill(state: &mut State, copy: &Copied) {
    (here().fill)(state, copy);
}

/// Reads a plan of faults, as [`FaultPlan::read`].
pub(super) fn plan(text: &str) -> Result<FaultPlan, BadPlan> {
    (here().plan)(text)
}

/// Has `effect` strike a call.
pub(super) fn strike(effect: Effect, act: &mut dyn FnMut() -> Reply) -> Outcome {
    (here().strike)(effect, act)
}

/// Reads pieces of the log, as [`kept::open`].
pub(super) fn open(shelf: &dyn Shelf, name: &str, pieces: usize, known: &[u64]) -> Result<(Vec<Entry>, Vec<u64>), Unreadable> {
    (here().open)(shelf, name, pieces, known)
}

/// Lays pieces of the log on a shelf, as [`kept::close`].
pub(super) fn close(simulation: &mut Simulation, shelf: &dyn Shelf, name: &str) -> bool {
    (here().close)(simulation, shelf, name)
}

#[cfg(test)]
thread_local! {
    /// How often this thread needed it.
    pub(super) static NEEDED: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

fn here() -> Later {
    #[cfg(test)]
    NEEDED.set(NEEDED.get() + 1);
    #[cfg(not(feature = "split"))]
    return *FETCHED.get_or_init(Later::here);
    #[cfg(feature = "split")]
    return *FETCHED.get().expect("whoever lets the simulation act has fetched all of it");
}
