//! The languages of the screen: typed texts, and the browser's own way with dates, numbers and names.
//!
//! Texts stand in locales/*.json; build.rs makes a function of each key. Only the language in use is loaded, and of it at first
//! only what locales/first.json lists.

pub mod explain;
mod flatten;
pub mod format;
pub mod mail;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::reactive::graph::Observer;

use crate::wire::json;

/// A language of the screen and of drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// Swedish.
    Swedish,
    /// Dutch.
    Dutch,
    /// German.
    German,
}

impl Language {
    /// Every language, in the order of the choice.
    pub const ALL: [Self; 4] = [Self::English, Self::Swedish, Self::Dutch, Self::German];

    /// Its tag, as in addresses, file names and `lang`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Swedish => "sv",
            Self::Dutch => "nl",
            Self::German => "de",
        }
    }

    /// Its name in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Swedish => "Svenska",
            Self::Dutch => "Nederlands",
            Self::German => "Deutsch",
        }
    }

    /// The locale that the service's texts and the browser's `Intl` are asked for.
    pub const fn locale(self) -> &'static str {
        match self {
            Self::English => "en-GB",
            Self::Swedish => "sv-SE",
            Self::Dutch => "nl-NL",
            Self::German => "de-DE",
        }
    }

    /// Reads a tag such as `de` or `de-AT`.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The language in which a customer of `country` is written to, until somebody chooses another (R57).
    pub fn of_country(country: &str) -> Self {
        match country.to_ascii_uppercase().as_str() {
            "SE" => Self::Swedish,
            "NL" => Self::Dutch,
            "DE" | "AT" => Self::German,
            _ => Self::English,
        }
    }
}

/// The texts of one language, in the order of their keys: those of the first load, then the others once they are fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    language: Language,
    texts: Vec<String>,
}

impl Table {
    /// Reads what the first load holds of a language; `None` where it is not of this build.
    pub fn read(language: Language, first: &str) -> Option<Self> {
        part(first, FIRST).map(|texts| Self { language, texts })
    }

    /// The language whole, with what `more` holds; `None` where that is not of this build.
    pub fn with_more(mut self, more: &str) -> Option<Self> {
        self.texts.truncate(FIRST.0);
        self.texts.extend(part(more, MORE)?);
        Some(self)
    }

    /// Whether the language is here as a whole.
    pub fn is_whole(&self) -> bool {
        self.texts.len() == FIRST.0 + MORE.0
    }

    /// Its language.
    pub fn language(&self) -> Language {
        self.language
    }
}

/// The texts of a file, if their number and the fingerprint of their keys are as `wanted`.
fn part(file: &str, wanted: (usize, u32)) -> Option<Vec<String>> {
    let texts = flatten::flatten(&json::parse(file).ok()?);
    let right = (texts.len(), flatten::fingerprint(texts.iter().map(|(key, _)| key.as_str()))) == wanted;
    right.then(|| texts.into_iter().map(|(_, text)| text).collect())
}

/// The texts of the screen: a reactive handle, cheap to copy. Its functions bear the keys of locales/*.json.
#[derive(Clone, Copy)]
pub struct Texts {
    table: RwSignal<Arc<Table>>,
    /// Whether a text was asked for that is not here yet.
    missed: RwSignal<bool>,
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

impl Texts {
    /// Texts that begin as `table`.
    pub fn new(table: Table) -> Self {
        Self { table: RwSignal::new(Arc::new(table)), missed: RwSignal::new(false) }
    }

    /// Changes the language: everything is drawn anew.
    pub fn set(self, table: Table) {
        self.table.set(Arc::new(table));
    }

    /// Takes up the rest of the language, as `table`. What is drawn stays as it is, unless it missed a text.
    pub fn complete(self, table: Table) {
        *self.table.write_untracked() = Arc::new(table);
        if self.missed.get_untracked() {
            self.missed.set(false);
            self.table.notify();
        }
    }

    /// Makes the caller run again when the language changes.
    pub fn track(self) {
        self.table.track();
    }

    /// The texts as they stand, for whoever fetches more of them.
    pub fn now(self) -> Arc<Table> {
        self.table.get_untracked()
    }

    /// Whether a text was asked for that is not here yet.
    pub fn missed(self) -> Signal<bool> {
        self.missed.into()
    }

    /// The language of the screen.
    pub fn language(self) -> Language {
        self.table().language
    }

    /// The texts of now. Who reads them in a view that is drawn again follows the language; the pages as a whole do.
    fn table(self) -> Arc<Table> {
        if Observer::get().is_some() { self.table.get() } else { self.table.get_untracked() }
    }

    fn text(self, index: usize) -> String {
        self.filled(index, &[])
    }

    fn filled(self, index: usize, values: &[(&str, &str)]) -> String {
        match self.table().texts.get(index) {
            Some(text) if values.is_empty() => text.clone(),
            Some(text) => fill(text, values),
            None => {
                // It is drawn again when the rest of the language has come.
                if !self.missed.get_untracked() {
                    self.missed.set(true);
                }
                String::new()
            }
        }
    }

    fn counted(self, one: usize, other: usize, count: u64, values: &[(&str, &str)]) -> String {
        let shown = format::number(self.language(), count);
        let mut values = values.to_vec();
        values.push(("count", &shown));
        // All four languages have the singular for exactly 1, and the plural for all else (CLDR).
        self.filled(if count == 1 { one } else { other }, &values)
    }
}

/// Puts values into the placeholders of `text`, in one pass: a value that looks like a placeholder stays as it is.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        if let Some((_, value)) = values.iter().find(|(held, _)| *held == name) {
            out.push_str(value);
        }
        rest = tail;
    }
    out + rest
}

/// The texts of the screen, from the context.
pub fn use_texts() -> Texts {
    expect_context::<Texts>()
}
