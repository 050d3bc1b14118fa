//! Makes typed functions of the texts in locales/*.json: a wrong key or variable does not compile, and a language that lacks
//! a key, has one too many, or names other variables stops the build.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::{env, fs, path::Path};

use serde_json::Value;

#[path = "src/i18n/compare.rs"]
mod compare;
#[path = "src/i18n/flatten.rs"]
mod flatten;

use compare::variables;

/// The first is the one the others are held against.
const LANGUAGES: [&str; 4] = ["en", "sv", "nl", "de"];

/// Sections whose keys are words of the service: looked up by word, at run time.
const BY_WORD: [&str; 2] = ["refusals", "words"];

fn main() {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=src/i18n/compare.rs");
    println!("cargo::rerun-if-changed=src/i18n/flatten.rs");
    if env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        // By these the finished wasm is taken apart into groups of pages.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    let mut complaints = Vec::new();
    for folder in ["locales", "locales/mail"] {
        let english = read(folder, LANGUAGES[0]);
        complaints.extend(compare::plurals(&format!("{folder}/{}.json", LANGUAGES[0]), &english));
        for language in &LANGUAGES[1..] {
            complaints.extend(compare::compare(&format!("{folder}/{language}.json"), &english, &read(folder, language)));
        }
    }
    assert!(complaints.is_empty(), "the languages differ:\n{}", complaints.join("\n"));
    let code = generate(read("locales", LANGUAGES[0]));
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("texts.rs"), code).expect("OUT_DIR is writable");
    println!("cargo::rerun-if-changed=style/components");
    fs::write(Path::new(&out).join("tokens.rs"), tokens()).expect("OUT_DIR is writable");
}

/// The tokens that the style sheet of each component speaks in, for the designers' gallery.
fn tokens() -> String {
    let mut sheets: Vec<_> = fs::read_dir("style/components").expect("the style sheets are there").flatten().collect();
    sheets.sort_by_key(fs::DirEntry::file_name);
    let entries = joined(&sheets, |sheet| {
        let css = fs::read_to_string(sheet.path()).expect("a style sheet is text");
        let names: BTreeSet<&str> =
            css.split("var(--").skip(1).filter_map(|rest| rest.split([')', ',']).next()).map(str::trim).collect();
        let name = sheet.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        format!("(\"{name}\", &[{}]),\n", joined(&names, |token| format!("\"--{token}\", ")))
    });
    format!("/// The tokens of each component's style sheet.\nconst TOKENS: &[(&str, &[&str])] = &[\n{entries}];\n")
}

fn read(folder: &str, language: &str) -> Vec<(String, String)> {
    let path = format!("{folder}/{language}.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let value: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    // A list of paragraphs counts as texts by number, for the comparison.
    flatten::flatten(&number_lists(value))
}

fn number_lists(value: Value) -> Value {
    match value {
        Value::Array(entries) => {
            entries.into_iter().enumerate().map(|(index, entry)| (format!("{index:02}"), number_lists(entry))).collect()
        }
        Value::Object(members) => members.into_iter().map(|(name, member)| (name, number_lists(member))).collect(),
        other => other,
    }
}

/// A key as the name of a function.
fn function(key: &str) -> String {
    let mut name = String::new();
    for sign in key.chars() {
        match sign {
            '.' | '-' => name.push('_'),
            upper if upper.is_ascii_uppercase() => {
                name.push('_');
                name.push(upper.to_ascii_lowercase());
            }
            other => name.push(other),
        }
    }
    name
}

/// Every entry as `write` has it, one after the other.
fn joined<'a, T: 'a>(entries: impl IntoIterator<Item = &'a T>, write: impl Fn(&T) -> String) -> String {
    entries.into_iter().map(write).collect::<Vec<_>>().concat()
}

/// The keys and sections that the first load holds; the rest of a language is fetched with the first page beyond it.
fn first_keys() -> Vec<String> {
    let text = fs::read_to_string("locales/first.json").expect("locales/first.json is there");
    serde_json::from_str(&text).expect("locales/first.json is a list of keys")
}

fn generate(texts: Vec<(String, String)>) -> String {
    let keys = first_keys();
    for wanted in &keys {
        let is_key = |key: &str| key.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        assert!(texts.iter().any(|(key, _)| is_key(key)), "locales/first.json: there is no text {wanted}");
    }
    let is_first = |key: &str| keys.iter().any(|wanted| key == wanted || key.starts_with(&format!("{wanted}.")));
    let (first, more): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(key, _)| is_first(key));
    let mut code = String::new();
    for (name, part) in [("FIRST", &first), ("MORE", &more)] {
        let fingerprint = flatten::fingerprint(part.iter().map(|(key, _)| key.as_str()));
        let _ = writeln!(
            code,
            "/// How many texts this part of a language has, and the fingerprint of their keys.\n\
             pub(crate) const {name}: (usize, u32) = ({}, 0x{:04x}_{:04x});",
            part.len(),
            fingerprint >> 16,
            fingerprint & 0xffff
        );
    }
    let texts: Vec<(String, String)> = first.into_iter().chain(more).collect();
    let index: BTreeMap<&str, usize> = texts.iter().enumerate().map(|(index, (key, _))| (key.as_str(), index)).collect();
    let _ = writeln!(code, "impl Texts {{");
    let mut lookups: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    for (key, text) in &texts {
        let text = text.replace('\n', " ");
        let section = key.split('.').next().unwrap_or_default();
        if BY_WORD.contains(&section) {
            // refusals.{code}.says → refusals_says(code); words.{group}.{word} → words_group(word).
            let parts: Vec<&str> = key.split('.').collect();
            let (name, word) = if section == "refusals" {
                (format!("refusals.{}", parts[2]), parts[1])
            } else {
                (format!("words.{}", parts[1]), parts[2])
            };
            lookups.entry(function(&name)).or_default().push((word.to_owned(), index[key.as_str()]));
            continue;
        }
        let plural = key.strip_suffix(".other").and_then(|base| Some((base, index.get(format!("{base}.one").as_str())?)));
        if let Some((base, one)) = plural {
            let extra: Vec<String> = variables(&text).into_iter().filter(|name| name != "count").collect();
            let parameters = joined(&extra, |name| format!(", {}: &str", function(name)));
            let values = joined(&extra, |name| format!(", (\"{name}\", {})", function(name)));
            let _ = writeln!(
                code,
                "/// {text}\npub fn {}(self, count: u64{parameters}) -> String {{ self.counted({one}, {}, count, &[(\"\", \"\"){values}]) }}",
                function(base),
                index[key.as_str()],
            );
            continue;
        }
        if key.strip_suffix(".one").is_some_and(|base| index.contains_key(format!("{base}.other").as_str())) {
            continue;
        }
        let names = variables(&text);
        if names.is_empty() {
            let _ =
                writeln!(code, "/// {text}\npub fn {}(self) -> String {{ self.text({}) }}", function(key), index[key.as_str()]);
        } else {
            let parameters = joined(&names, |name| format!(", {}: &str", function(name)));
            let values = joined(&names, |name| format!("(\"{name}\", {}),", function(name)));
            let _ = writeln!(
                code,
                "/// {text}\npub fn {}(self{parameters}) -> String {{ self.filled({}, &[{values}]) }}",
                function(key),
                index[key.as_str()]
            );
        }
    }
    for (name, words) in lookups {
        let arms = joined(&words, |(word, index)| format!("{:?} => {index}, ", word.to_ascii_lowercase()));
        let _ = writeln!(
            code,
            "/// The text of a word of the service; `None` for one without a text.\npub fn {name}(self, word: &str) -> Option<String> {{\n\
             let index = match word.to_ascii_lowercase().as_str() {{ {arms} _ => return None }};\nSome(self.text(index)) }}"
        );
    }
    code.push_str("}\n");
    code
}
