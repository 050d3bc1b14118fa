//! What the browser keeps: by tab or for all tabs. A browser that denies it is one that forgets, never an error.

use std::sync::atomic::{AtomicBool, Ordering};

use web_sys::Storage;

use crate::api::journal::Journal;
use crate::wire::shelf::Shelf;

/// Every name of ours begins so: other apps of the same origin are left alone.
const PREFIX: &str = "crossover.";

/// What a rehearsal keeps begins so: nothing of it is met outside.
const REHEARSED: &str = "crossover.rehearsed.";
/// The copy on which this tab rehearses; while it is there, it does.
const COPY: &str = "crossover.rehearsal";

/// Under which name a rehearsal keeps what was refused in it.
pub const REFUSED: &str = "refused";

/// What a preflight found is kept under names that begin so.
pub const FOUND: &str = "preflight.";

static REHEARSES: AtomicBool = AtomicBool::new(false);

/// Keeps apart from now on whatever this tab keeps: it rehearses.
pub fn rehearse() {
    REHEARSES.store(true, Ordering::Relaxed);
}

fn prefix() -> &'static str {
    if REHEARSES.load(Ordering::Relaxed) { REHEARSED } else { PREFIX }
}

fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// The copy on which this tab rehearses.
pub fn rehearsal() -> Option<String> {
    session()?.get_item(COPY).ok()?
}

/// Has this tab rehearse on `copy` once it is loaded anew; says whether the browser took it.
pub fn begin_rehearsal(copy: &str) -> bool {
    end_rehearsal();
    session().is_some_and(|store| store.set_item(COPY, copy).is_ok())
}

/// Forgets the rehearsal, and all that was done in it.
pub fn end_rehearsal() {
    let Some(store) = session() else { return };
    for name in names(&store).filter(|name| name.starts_with(REHEARSED) || name == COPY) {
        // Removing what is not there is no error, and there is no other.
        let _ = store.remove_item(&name);
    }
}

/// Forgets what a preflight found, but for what is called `but`: it is found again by looking. Says whether there was any.
fn give_room(store: &Storage, but: &str) -> bool {
    let found = format!("{}{FOUND}", prefix());
    let mut any = false;
    for name in names(store).filter(|name| name.starts_with(&found) && name != but) {
        any |= store.remove_item(&name).is_ok();
    }
    any
}

/// The names of all that is kept, ours or not.
fn names(store: &Storage) -> impl Iterator<Item = String> + use<> {
    let names: Vec<String> = (0..store.length().unwrap_or(0)).filter_map(|place| store.key(place).ok()?).collect();
    names.into_iter()
}

/// Which store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// As long as the tab, over reloads.
    Tab,
    /// In this browser, for all tabs.
    Browser,
}

impl Keep {
    fn store(self) -> Option<Storage> {
        let window = web_sys::window()?;
        if REHEARSES.load(Ordering::Relaxed) {
            return session();
        }
        match self {
            Self::Tab => window.session_storage().ok()?,
            Self::Browser => window.local_storage().ok()?,
        }
    }

    /// What is kept under `name`.
    pub fn get(self, name: &str) -> Option<String> {
        self.store()?.get_item(&format!("{}{name}", prefix())).ok()?
    }

    /// Keeps `text` under `name`; says whether the browser took it. What can be found again makes room for it.
    pub fn set(self, name: &str, text: &str) -> bool {
        let Some(store) = self.store() else { return false };
        let full = format!("{}{name}", prefix());
        let take = || store.set_item(&full, text).is_ok();
        take() || (give_room(&store, &full) && take())
    }

    /// Forgets `name`.
    pub fn remove(self, name: &str) {
        if let Some(store) = self.store() {
            // Removing what is not there is no error, and there is no other.
            let _ = store.remove_item(&format!("{}{name}", prefix()));
        }
    }

    /// Forgets everything of ours but what is called one of `except`.
    pub fn clear(self, except: &[&str]) {
        let Some(store) = self.store() else { return };
        for name in names(&store) {
            if let Some(name) = name.strip_prefix(PREFIX).filter(|name| !except.contains(name)) {
                self.remove(name);
            }
        }
    }

    /// The full name under which the browser announces a change to other tabs.
    pub fn announced(name: &str) -> String {
        format!("{}{name}", prefix())
    }
}

impl Shelf for Keep {
    fn get(&self, name: &str) -> Option<String> {
        Self::get(*self, name)
    }

    fn set(&self, name: &str, text: &str) -> bool {
        Self::set(*self, name, text)
    }

    fn remove(&self, name: &str) {
        Self::remove(*self, name);
    }
}

/// Under which name a person's half-filled application is kept: for all tabs, and for that person of that organisation alone.
pub fn application_draft(tenant: &str, user: &str) -> String {
    format!("application.{}.{}", tenant.to_ascii_lowercase(), user.to_ascii_lowercase())
}

/// The journal of unfinished writes, for all tabs of this browser: they outlive a closed tab.
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserJournal;

impl Journal for BrowserJournal {
    fn get(&self, name: &str) -> Option<String> {
        Keep::Browser.get(&format!("unfinished.{name}"))
    }

    fn set(&self, name: &str, text: &str) {
        Keep::Browser.set(&format!("unfinished.{name}"), text);
    }

    fn remove(&self, name: &str) {
        Keep::Browser.remove(&format!("unfinished.{name}"));
    }
}
