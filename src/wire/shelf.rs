//! Where a few texts are kept by name: what a browser's store is to those who know no browser.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A store of texts.
pub trait Shelf {
    /// What is kept under `name`.
    fn get(&self, name: &str) -> Option<String>;
    /// Keeps `text` under `name`, in the place of what was there, or leaves everything as it was; says which.
    fn set(&self, name: &str, text: &str) -> bool;
    /// Forgets `name`.
    fn remove(&self, name: &str);
}

/// A shelf that lives as long as the process, and holds so many letters as it is told, names counted: for tests.
#[derive(Debug)]
pub struct MemoryShelf {
    texts: Mutex<(BTreeMap<String, String>, usize)>,
    room: usize,
}

impl Default for MemoryShelf {
    fn default() -> Self {
        Self::of(usize::MAX)
    }
}

/// The letters of an entry, as a browser counts them.
fn letters(name: &str, text: &str) -> usize {
    name.len() + if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

impl MemoryShelf {
    /// One with room for so many letters.
    pub const fn of(room: usize) -> Self {
        Self { texts: Mutex::new((BTreeMap::new(), 0)), room }
    }

    fn open(&self) -> MutexGuard<'_, (BTreeMap<String, String>, usize)> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All that is kept, by name.
    pub fn all(&self) -> BTreeMap<String, String> {
        self.open().0.clone()
    }

    /// How many letters are taken.
    pub fn taken(&self) -> usize {
        self.open().1
    }
}

impl Shelf for MemoryShelf {
    fn get(&self, name: &str) -> Option<String> {
        self.open().0.get(name).cloned()
    }

    fn set(&self, name: &str, text: &str) -> bool {
        let mut open = self.open();
        let (texts, taken) = &mut *open;
        let without = *taken - texts.get(name).map_or(0, |before| letters(name, before));
        let fits = without + letters(name, text) <= self.room;
        if fits {
            *taken = without + letters(name, text);
            texts.insert(name.to_owned(), text.to_owned());
        }
        fits
    }

    fn remove(&self, name: &str) {
        let mut open = self.open();
        if let Some(text) = open.0.remove(name) {
            open.1 -= letters(name, &text);
        }
    }
}
