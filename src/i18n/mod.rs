//! The languages of the screen: typed texts, and the browser's own way with dates, numbers and names.
//!
//! Texts stand in locales/*.json; build.rs makes a function of each key. Only the language in use is loaded.

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

/// The texts of one language, in the order of their keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    language: Language,
    texts: Vec<String>,
}

impl Table {
    /// Reads a locale file; `None` where it is not one of this build.
    pub fn read(language: Language, file: &str) -> Option<Self> {
        let texts = flatten::flatten(&json::parse(file).ok()?);
        let right = texts.len() == COUNT && flatten::fingerprint(texts.iter().map(|(key, _)| key.as_str())) == FINGERPRINT;
        right.then(|| Self { language, texts: texts.into_iter().map(|(_, text)| text).collect() })
    }
}

/// The texts of the screen: a reactive handle, cheap to copy. Its functions bear the keys of locales/*.json.
#[derive(Clone, Copy)]
pub struct Texts(RwSignal<Arc<Table>>);

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

impl Texts {
    /// Texts that begin as `table`.
    pub fn new(table: Table) -> Self {
        Self(RwSignal::new(Arc::new(table)))
    }

    /// Changes the language.
    pub fn set(self, table: Table) {
        self.0.set(Arc::new(table));
    }

    /// Makes the caller run again when the language changes.
    pub fn track(self) {
        self.0.track();
    }

    /// The language of the screen.
    pub fn language(self) -> Language {
        self.table().language
    }

    /// The texts of now. Who reads them in a view that is drawn again follows the language; the pages as a whole do.
    fn table(self) -> Arc<Table> {
        if Observer::get().is_some() { self.0.get() } else { self.0.get_untracked() }
    }

    fn text(self, index: usize) -> String {
        self.table().texts[index].clone()
    }

    fn filled(self, index: usize, values: &[(&str, &str)]) -> String {
        fill(&self.table().texts[index], values)
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
