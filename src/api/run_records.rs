//! The records of bulk runs on a shelf: kept whole before anything of a run is done, and line by line while it goes on, so that nothing
//! is lost whatever happens to the page. What cannot be kept does not begin (R173, R174).

use crate::domain::ids::TenantId;
use crate::domain::moment::Timestamp;
use crate::domain::run::{Deed, Outcome, Run};
use crate::wire::json::{self, Node};
use crate::wire::run::{self as wire, PIECE};
use crate::wire::shelf::Shelf;

/// How long the code of a refusal is at most.
const LONGEST_CODE: usize = 27;

fn head(id: &str) -> String {
    format!("run.{id}")
}

fn lines(id: &str) -> String {
    format!("run.{id}.lines")
}

fn piece_name(id: &str, piece: usize) -> String {
    format!("run.{id}.{piece}")
}

fn index(tenant: &TenantId) -> String {
    format!("runs.{tenant}")
}

/// The ids of the runs of an organisation, the newest first.
pub fn ids(shelf: &dyn Shelf, tenant: &TenantId) -> Vec<String> {
    shelf.get(&index(tenant)).unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

/// Keeps a new run, before anything of it is done; says whether there is room. Where there is none at first, finished runs lose what
/// their records can do without.
pub fn keep(shelf: &dyn Shelf, run: &Run) -> bool {
    let whole = |id: &String| shelf.get(&head(id)).is_some();
    let mut all = ids(shelf, &run.own);
    // What the page died over before it was kept whole never began.
    all.iter().filter(|id| !whole(id)).for_each(|id| forget(shelf, id));
    all.retain(whole);
    let earlier = all.clone();
    all.insert(0, run.id.clone());
    let kept = shelf.set(&index(&run.own), &all.join(" "))
        && (lay(shelf, run) || (earlier.iter().rev().any(|id| slim(shelf, id) && lay(shelf, run))));
    if !kept {
        // Half a record is none, and takes the room of others.
        forget(shelf, &run.id);
        shelf.set(&index(&run.own), &earlier.join(" "));
    }
    kept
}

/// Lays the texts of a run on the shelf; its head comes last, and makes it whole.
fn lay(shelf: &dyn Shelf, run: &Run) -> bool {
    // The outcomes that come are longer than what is written now: there is room for them, or the run does not begin.
    let longest = "!".to_owned() + &"x".repeat(LONGEST_CODE);
    let room = vec![longest.as_str(); PIECE].join(" ");
    shelf.set(&lines(&run.id), &wire::write_lines(run))
        && pieces(run).all(|piece| shelf.set(&piece_name(&run.id, piece), &room))
        && note_all(shelf, run)
        && shelf.set(&head(&run.id), &wire::write_head(run).to_string())
}

fn pieces(run: &Run) -> std::ops::Range<usize> {
    0..run.lines.len().div_ceil(PIECE)
}

/// Takes out of the record of a finished run what only a run that goes on needs: which subscriptions each line was about, but for
/// those that may be tried again. Says whether there was any.
fn slim(shelf: &dyn Shelf, id: &str) -> bool {
    let Some(mut run) = read(shelf, id).filter(|run| run.counts().open == 0) else { return false };
    let mut any = false;
    for line in run.lines.iter_mut().filter(|line| !matches!(line.outcome, Outcome::Failed(_))) {
        if let Deed::Request(subscriptions) = &mut line.deed {
            any |= !subscriptions.is_empty();
            subscriptions.clear();
        }
    }
    // It only gets shorter; the lines are there before the head says so.
    any && shelf.set(&lines(id), &wire::write_lines(&run)) && shelf.set(&head(id), &wire::write_head(&run).to_string())
}

/// Forgets the texts of run `id`.
fn forget(shelf: &dyn Shelf, id: &str) {
    shelf.remove(&head(id));
    shelf.remove(&lines(id));
    let mut piece = 0;
    while shelf.get(&piece_name(id, piece)).is_some() {
        shelf.remove(&piece_name(id, piece));
        piece += 1;
    }
}

/// The run `id`, with what came of its lines so far.
pub fn read(shelf: &dyn Shelf, id: &str) -> Option<Run> {
    let parsed = json::parse(&shelf.get(&head(id))?).ok()?;
    let mut run = wire::read(Node::new(&parsed), &shelf.get(&lines(id)).unwrap_or_default())?;
    for piece in pieces(&run) {
        if let Some(text) = shelf.get(&piece_name(id, piece)) {
            wire::read_piece(&mut run, piece, &text);
        }
    }
    Some(run)
}

/// What run `id` does, by the word of its deed, and when it started. Its lines are not looked at.
pub fn about(shelf: &dyn Shelf, id: &str) -> Option<(String, Timestamp)> {
    wire::read_about(Node::new(&json::parse(&shelf.get(&head(id))?).ok()?))
}

/// Whether lines of run `id` are still to be done. Its outcomes alone are looked at.
pub fn is_open(shelf: &dyn Shelf, id: &str) -> bool {
    (0..).map_while(|piece| shelf.get(&piece_name(id, piece))).any(|text| wire::is_piece_open(&text))
}

/// Keeps what came of line `place`, and of those around it: one text.
pub fn note(shelf: &dyn Shelf, run: &Run, place: usize) -> bool {
    let piece = place / PIECE;
    shelf.set(&piece_name(&run.id, piece), &wire::write_piece(run, piece))
}

/// Keeps what came of every line.
pub fn note_all(shelf: &dyn Shelf, run: &Run) -> bool {
    pieces(run).all(|piece| note(shelf, run, piece * PIECE))
}
