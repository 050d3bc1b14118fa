//! How a simulation is kept where little may be written at a time: a head, which says where it began and holds the newest entries of the
//! log, and pieces of older ones beside it, packed, which stay as they are. So the ten thousandth change writes no more than the first.
//! The head names how many pieces belong to it, and a mark that follows from all they hold: by it another tab knows whether it goes on
//! from what is here. A head without pieces is what [`Simulation::save`] writes.

use std::sync::Arc;

use serde_json::Value;

use super::log::{self, Entry, Seed, Unreadable};
use super::{Simulation, later, packed};
use crate::domain::rehearsal::Copied;
use crate::wire::shelf::Shelf;

/// How many entries make a piece.
pub const PIECE: usize = 50;

/// The mark of no pieces at all (FNV-1a).
const NO_MARK: u64 = 0xcbf2_9ce4_8422_2325;

fn piece_name(name: &str, piece: usize) -> String {
    format!("{name}.{piece}")
}

/// The mark of what `text` follows upon.
fn marked(mark: u64, text: &str) -> u64 {
    text.bytes().fold(mark, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What a head says.
struct Head {
    seed: Seed,
    /// The newest entries.
    tail: Vec<Entry>,
    pieces: usize,
    mark: u64,
}

impl Head {
    fn read(text: &str) -> Result<Self, Unreadable> {
        let kept: Value = serde_json::from_str(text).map_err(|_| Unreadable)?;
        let pieces = kept.get("pieces").map_or(Some(0), |count| usize::try_from(count.as_u64()?).ok()).ok_or(Unreadable)?;
        let mark =
            kept.get("mark").map_or(Some(NO_MARK), |mark| u64::from_str_radix(mark.as_str()?, 16).ok()).ok_or(Unreadable)?;
        let (seed, tail) = log::read_all(&kept).ok_or(Unreadable)?;
        // What is not written again exactly so was not written by this version.
        if write(seed, &tail, pieces, mark) == kept { Ok(Self { seed, tail, pieces, mark }) } else { Err(Unreadable) }
    }
}

fn write(seed: Seed, tail: &[Entry], pieces: usize, mark: u64) -> Value {
    let mut head = log::write(seed, tail);
    if pieces > 0 {
        head["pieces"] = pieces.into();
        head["mark"] = format!("{mark:016x}").into();
    }
    head
}

/// Whether what is kept can only be taken up when all of the simulation is here.
pub fn takes_up(shelf: &dyn Shelf, name: &str) -> bool {
    let head = shelf.get(name).and_then(|text| Head::read(&text).ok());
    head.is_some_and(|head| head.pieces > 0 || later::starts(head.seed.scenario) || head.tail.iter().any(Entry::is_call))
}

/// Says whether what is kept is of this version, and whole as far as its head tells, without taking it up.
///
/// # Errors
/// [`Unreadable`] for anything else.
pub fn check(shelf: &dyn Shelf, name: &str) -> Result<(), Unreadable> {
    shelf.get(name).map_or(Ok(()), |text| Head::read(&text).map(|_| ()))
}

/// Puts aside what cannot be read: under another name, with its pieces, in the place of what was there before.
pub fn set_aside(shelf: &dyn Shelf, name: &str, aside: &str) {
    let put = |name: &str, aside: &str| {
        let text = shelf.get(name);
        shelf.remove(aside);
        shelf.remove(name);
        text.is_some_and(|text| shelf.set(aside, &text))
    };
    put(name, aside);
    let mut piece = 0;
    while put(&piece_name(name, piece), &piece_name(aside, piece)) {
        piece += 1;
    }
}

/// The entries of the pieces of `head` beyond those that are known by their marks, and the marks of all.
///
/// # Errors
/// [`Unreadable`] where the pieces are not those of the head.
fn beyond(shelf: &dyn Shelf, name: &str, head: &Head, known: &[u64]) -> Result<(Vec<Entry>, Vec<u64>), Unreadable> {
    let (entries, marks) = match head.pieces.checked_sub(known.len()) {
        Some(0) => (Vec::new(), known.to_vec()),
        Some(_) => later::open(shelf, name, head.pieces, known)?,
        None => return Err(Unreadable),
    };
    if marks.last().is_none_or(|mark| *mark == head.mark) { Ok((entries, marks)) } else { Err(Unreadable) }
}

/// Reads the pieces up to `pieces` that come after those that are known.
pub(super) fn open(shelf: &dyn Shelf, name: &str, pieces: usize, known: &[u64]) -> Result<(Vec<Entry>, Vec<u64>), Unreadable> {
    let (mut entries, mut marks) = (Vec::new(), known.to_vec());
    for piece in known.len()..pieces {
        let text = shelf.get(&piece_name(name, piece)).and_then(|packed| packed::unpack(&packed)).ok_or(Unreadable)?;
        marks.push(marked(marks.last().copied().unwrap_or(NO_MARK), &text));
        for line in text.lines() {
            entries.push(log::read_entry_text(line)?);
        }
        if entries.len() != (piece + 1 - known.len()) * PIECE {
            return Err(Unreadable);
        }
    }
    Ok((entries, marks))
}

/// Lays the entries that make whole pieces on the shelf as such; says whether there was room for them.
pub(super) fn close(simulation: &mut Simulation, shelf: &dyn Shelf, name: &str) -> bool {
    let known = simulation.marks.len();
    for (piece, entries) in simulation.log.chunks_exact(PIECE).enumerate().skip(known) {
        let lines: Vec<String> = entries.iter().map(|entry| log::write_entry(entry).to_string()).collect();
        let text = lines.join("\n");
        // JSON writes no control characters: it can be packed.
        if !packed::pack(&text).is_some_and(|packed| shelf.set(&piece_name(name, piece), &packed)) {
            return false;
        }
        simulation.marks.push(marked(simulation.marks.last().copied().unwrap_or(NO_MARK), &text));
    }
    true
}

impl Simulation {
    /// Keeps what is new. Says whether there was room; where there was none, what was kept before is there still.
    pub fn keep(&mut self, shelf: &dyn Shelf, name: &str) -> bool {
        // A log of calls was made by all of it: then it is here. Some turns of the clock wait until it is.
        if self.log.len() >= PIECE && later::is_here() && !later::close(self, shelf, name) {
            return false;
        }
        let (pieces, mark) = (self.marks.len(), self.marks.last().copied().unwrap_or(NO_MARK));
        let head = write(self.seed, &self.log[pieces * PIECE..], pieces, mark).to_string();
        if !shelf.set(name, &head) {
            return false;
        }
        self.head = Some(head);
        // What an earlier log left beyond belongs to nobody.
        let mut beyond = self.marks.len();
        while shelf.get(&piece_name(name, beyond)).is_some() {
            shelf.remove(&piece_name(name, beyond));
            beyond += 1;
        }
        true
    }

    /// Takes up what is kept; `None` where nothing is.
    ///
    /// # Errors
    /// [`Unreadable`] for what [`Self::keep`] did not write, or another version of it: it is never half-read.
    pub fn kept(shelf: &dyn Shelf, name: &str) -> Result<Option<Self>, Unreadable> {
        let Some(text) = shelf.get(name) else { return Ok(None) };
        let head = Head::read(&text)?;
        let mut simulation = Self::of(head.seed);
        simulation.take_up(shelf, name, text, head)?;
        Ok(Some(simulation))
    }

    /// The rehearsal on `copy`, with what was done in it.
    ///
    /// # Errors
    /// As [`Self::kept`].
    pub fn rehearsal_kept(copy: &Arc<Copied>, shelf: &dyn Shelf, name: &str) -> Result<Self, Unreadable> {
        let mut simulation = Self::rehearsal(copy);
        if let Some(text) = shelf.get(name) {
            let head = Head::read(&text)?;
            simulation.take_up(shelf, name, text, head)?;
        }
        Ok(simulation)
    }

    /// Takes over what another tab kept. Where that continues what is here, only the new part is replayed. Says whether anything is
    /// different now.
    ///
    /// # Errors
    /// [`Unreadable`], with everything as it was.
    pub fn take_over(&mut self, shelf: &dyn Shelf, name: &str) -> Result<bool, Unreadable> {
        let Some(text) = shelf.get(name).filter(|text| self.head.as_ref() != Some(text)) else { return Ok(false) };
        let head = Head::read(&text)?;
        let (known, shared) = (self.log.len(), self.marks.len().min(head.pieces));
        if head.seed == self.seed
            && let Ok((mut new, marks)) = beyond(shelf, name, &head, &self.marks[..shared])
        {
            new.extend(head.tail.iter().cloned());
            // What is here beyond the pieces that both have.
            let here = &self.log[shared * PIECE..];
            if new.starts_with(here) {
                if let Err(unreadable) = self.replay(&new[known - shared * PIECE..]) {
                    self.take_back(known);
                    return Err(unreadable);
                }
                (self.marks, self.head) = (marks, Some(text));
                return Ok(self.log.len() != known);
            }
        }
        let mut other = Self::of(head.seed);
        other.take_up(shelf, name, text, head)?;
        *self = other;
        Ok(true)
    }

    /// Replays what is kept, on the start that is here.
    fn take_up(&mut self, shelf: &dyn Shelf, name: &str, text: String, head: Head) -> Result<(), Unreadable> {
        let (mut log, marks) = beyond(shelf, name, &head, &[])?;
        log.extend(head.tail);
        self.replay(&log)?;
        (self.marks, self.head) = (marks, Some(text));
        Ok(())
    }
}
