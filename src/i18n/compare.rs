//! What stops a build: a language that lacks a text, has one too many, names other variables, or lacks a form of the plural. Used by
//! build.rs alone, and held to it by tests/translations.rs.

use std::collections::{BTreeMap, BTreeSet};

/// Texts with their dotted keys.
type Keyed = [(String, String)];

/// What is wrong with the texts of `file`, held against those of English.
pub(crate) fn compare(file: &str, english: &Keyed, other: &Keyed) -> Vec<String> {
    let held: BTreeMap<&str, &str> = other.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    let wanted: BTreeMap<&str, &str> = english.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    let mut complaints = plurals(file, other);
    for (key, text) in &wanted {
        match held.get(key) {
            None => complaints.push(format!("{file} lacks {key}")),
            Some(theirs) if theirs.trim().is_empty() != text.trim().is_empty() => {
                complaints.push(format!("{file}: {key} is empty"));
            }
            Some(theirs) if variables(theirs) != variables(text) => {
                complaints.push(format!("{file}: {key} has {:?}, not {:?}", variables(theirs), variables(text)));
            }
            Some(_) => {}
        }
    }
    complaints.extend(held.keys().filter(|key| !wanted.contains_key(*key)).map(|key| format!("{file} has {key} too many")));
    complaints
}

/// Forms of the plural that lack the other: each of our languages has one for one, and one for all else.
pub(crate) fn plurals(file: &str, texts: &Keyed) -> Vec<String> {
    let keys: BTreeSet<&str> = texts.iter().map(|(key, _)| key.as_str()).collect();
    let lacks = |(key, text): &(String, String)| {
        let (base, other) = match key.rsplit_once('.')? {
            (base, "one") => (base, "other"),
            // The word for what is of no known kind is called so too: it counts nothing.
            (base, "other") if variables(text).contains("count") => (base, "one"),
            _ => return None,
        };
        let wanted = format!("{base}.{other}");
        (!keys.contains(wanted.as_str())).then(|| format!("{file} lacks {wanted}"))
    };
    texts.iter().filter_map(lacks).collect()
}

/// The variables of a text, `{name}`.
pub(crate) fn variables(text: &str) -> BTreeSet<String> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_owned()).collect()
}
