//! What the browser keeps: by tab or for all tabs. A browser that denies it is one that forgets, never an error.

use web_sys::Storage;

use crate::api::journal::Journal;

/// Every name of ours begins so: other apps of the same origin are left alone.
const PREFIX: &str = "crossover.";

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
        match self {
            Self::Tab => window.session_storage().ok()?,
            Self::Browser => window.local_storage().ok()?,
        }
    }

    /// What is kept under `name`.
    pub fn get(self, name: &str) -> Option<String> {
        self.store()?.get_item(&format!("{PREFIX}{name}")).ok()?
    }

    /// Keeps `text` under `name`; says whether the browser took it.
    pub fn set(self, name: &str, text: &str) -> bool {
        self.store().is_some_and(|store| store.set_item(&format!("{PREFIX}{name}"), text).is_ok())
    }

    /// Forgets `name`.
    pub fn remove(self, name: &str) {
        if let Some(store) = self.store() {
            // Removing what is not there is no error, and there is no other.
            let _ = store.remove_item(&format!("{PREFIX}{name}"));
        }
    }

    /// Forgets everything of ours but what is called one of `except`.
    pub fn clear(self, except: &[&str]) {
        let Some(store) = self.store() else { return };
        let count = store.length().unwrap_or(0);
        let names: Vec<String> = (0..count).filter_map(|place| store.key(place).ok().flatten()).collect();
        for name in names.iter().filter_map(|name| name.strip_prefix(PREFIX)).filter(|name| !except.contains(name)) {
            self.remove(name);
        }
    }

    /// The full name under which the browser announces a change to other tabs.
    pub fn announced(name: &str) -> String {
        format!("{PREFIX}{name}")
    }
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
