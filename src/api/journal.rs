//! Where the ids of unfinished writes are kept, so that a repeated one acts once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// A small store of texts by name. In the browser it outlives a reload.
pub trait Journal {
    /// What is kept under `name`.
    fn get(&self, name: &str) -> Option<String>;
    /// Keeps `text` under `name`.
    fn set(&self, name: &str, text: &str);
    /// Forgets `name`.
    fn remove(&self, name: &str);
}

/// A journal that lives as long as the process: for tests and for browsers that deny storage.
#[derive(Debug, Default)]
pub struct MemoryJournal(Mutex<HashMap<String, String>>);

impl Journal for MemoryJournal {
    fn get(&self, name: &str) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    fn set(&self, name: &str, text: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), text.to_owned());
    }

    fn remove(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}
