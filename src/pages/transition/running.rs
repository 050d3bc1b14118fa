//! The bulk run that is under way in this page. It goes on while one looks at other pages, and every line is kept before and after it is
//! sent, so that a reload or a crash loses nothing. Two tabs never carry out the same run: the browser's lock is held by one of them.

use std::cell::Cell;

use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::api::run_records;
use crate::api::runs::Watch;
use crate::domain::run::Run;
use crate::lock::Lock;
use crate::storage::Keep;
use crate::viewer::Live;

/// How a run stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Going {
    /// It waits for somebody to go on with it, or is finished.
    Paused,
    /// It is under way.
    On,
    /// It ends with the line that is under way.
    Pausing,
    /// Another tab carries it out.
    Elsewhere,
    /// Something stopped it.
    Failed(ApiError),
}

/// What is under way in this page.
struct Current {
    run: ArcRwSignal<Option<Run>>,
    going: ArcRwSignal<Going>,
}

thread_local! {
    static CURRENT: Current = Current { run: ArcRwSignal::new(None), going: ArcRwSignal::new(Going::Paused) };
    static ON: Cell<bool> = const { Cell::new(false) };
    static STOPS: Cell<bool> = const { Cell::new(false) };
}

/// The run that is shown, and how it stands.
pub(super) fn current() -> (ArcRwSignal<Option<Run>>, ArcRwSignal<Going>) {
    CURRENT.with(|current| (current.run.clone(), current.going.clone()))
}

/// Shows the run `id`, unless another one is under way.
pub(super) fn show(id: &str) {
    let (shown, going) = current();
    if !ON.get() && shown.with_untracked(|run| run.as_ref().is_none_or(|run| run.id != id)) {
        shown.set(run_records::read(&Keep::Browser, id));
        going.set(Going::Paused);
    }
}

/// Keeps each line as it comes, and shows it.
struct Keeper {
    shown: ArcRwSignal<Option<Run>>,
}

impl Watch for Keeper {
    fn may_go_on(&self) -> bool {
        ON.get()
    }

    fn note(&self, run: &Run, place: usize) {
        run_records::note(&Keep::Browser, run, place);
        self.shown.update(|shown| {
            if let Some(line) = shown.as_mut().and_then(|shown| shown.lines.get_mut(place)) {
                line.outcome = run.lines[place].outcome.clone();
            }
        });
    }
}

/// Goes on with the run `id`, from what is kept of it.
pub(super) fn go_on(client: Client, live: Live, id: String) {
    let (shown, going) = current();
    // The line that is under way ends first.
    if going.get_untracked() == Going::Pausing || ON.replace(true) {
        return;
    }
    going.set(Going::On);
    leptos::task::spawn_local(async move {
        let lock = Lock::at_once(&name(&id)).await;
        let outcome = if lock.is_some() {
            // What another tab did since is what is kept.
            match run_records::read(&Keep::Browser, &id) {
                Some(mut run) => {
                    shown.set(Some(run.clone()));
                    client
                        .carry_on(&mut run, &Keeper { shown: shown.clone() })
                        .await
                        .map_or_else(Going::Failed, |()| Going::Paused)
                }
                None => Going::Paused,
            }
        } else {
            Going::Elsewhere
        };
        if STOPS.take() && lock.is_some() {
            end(&id);
        }
        drop(lock);
        ON.set(false);
        going.set(outcome);
        live.changed();
    });
}

/// Stops the run `id` for good: what has not begun is not carried out. One that is under way stops after its line.
pub(super) fn stop(id: String) {
    if ON.get() {
        STOPS.set(true);
        pause();
        return;
    }
    let (_, going) = current();
    leptos::task::spawn_local(async move {
        match Lock::at_once(&name(&id)).await {
            Some(_lock) => end(&id),
            None => going.set(Going::Elsewhere),
        }
    });
}

/// Writes into the record that the rest of run `id` is not carried out. Whoever calls it holds the lock of the run.
fn end(id: &str) {
    let Some(mut run) = run_records::read(&Keep::Browser, id) else { return };
    run.stop();
    run_records::note_all(&Keep::Browser, &run);
    let (shown, _) = current();
    if shown.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.id == id)) {
        shown.set(Some(run));
    }
}

/// Has the run stop after the line that is under way.
pub(super) fn pause() {
    if ON.replace(false) {
        current().1.set(Going::Pausing);
    }
}

/// Has the failed lines of the shown run try again.
pub(super) fn retry_failed() -> Option<String> {
    let (shown, _) = current();
    let mut run = shown.get_untracked().filter(|_| !ON.get())?;
    run.retry_failed();
    run_records::note_all(&Keep::Browser, &run);
    let id = run.id.clone();
    shown.set(Some(run));
    Some(id)
}

/// The name of the lock of run `id`.
fn name(id: &str) -> String {
    format!("run.{id}")
}
