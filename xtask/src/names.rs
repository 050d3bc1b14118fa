//! Shortens the names by which the wasm and its glue know each other. wasm-bindgen makes each of them of a function's name and a
//! number of sixteen digits; they stand in both files, and nobody else reads them.

use crate::shell::{Failure, Outcome};
use crate::wasm::{self, Reader, damaged, put_bytes, put_number, section};
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of what is imported, by their number.
mod kind {
    pub(super) const FUNCTION: u8 = 0;
    pub(super) const TABLE: u8 = 1;
    pub(super) const MEMORY: u8 = 2;
    pub(super) const GLOBAL: u8 = 3;
    pub(super) const TAG: u8 = 4;
}

/// How the names of closures begin, which the wasm hands out.
const CLOSURE: &str = "wasm_bindgen__convert__closures";

/// The module `wasm` and its glue, named `glue_name`, with short names for what the one takes from the other.
///
/// # Errors
/// When the module is damaged, or the glue does not name each of them as often as is known.
pub(crate) fn shorten(wasm: &[u8], glue_name: &str, glue: &str) -> Outcome<(Vec<u8>, String)> {
    let mut short = Short::default();
    let mut changed = Vec::new();
    for (id, content) in wasm::sections(wasm)? {
        let content = match id {
            section::IMPORT => imports(content, glue_name, &mut short)?,
            section::EXPORT => exports(content, &mut short)?,
            _ => content.to_vec(),
        };
        changed.push((id, content));
    }
    let glue = short.put_into(glue)?;
    Ok((wasm::module(changed.iter().map(|(id, content)| (*id, content.as_slice()))), glue))
}

/// The short name of each long one.
#[derive(Default)]
struct Short<'a>(BTreeMap<&'a str, String>);

impl<'a> Short<'a> {
    fn of(&mut self, long: &'a str) -> &str {
        let next = self.0.len();
        self.0.entry(long).or_insert_with(|| name(next))
    }

    /// `glue` with the short names in the place of the long ones.
    fn put_into(&self, glue: &str) -> Outcome<String> {
        let is_sign = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '$';
        let mut missing: BTreeSet<&str> = self.0.keys().copied().collect();
        let mut text = String::with_capacity(glue.len());
        let mut rest = glue;
        while let Some(begin) = rest.find(is_sign) {
            let (before, from) = rest.split_at(begin);
            let (word, after) = from.split_at(from.find(|sign| !is_sign(sign)).unwrap_or(from.len()));
            text.push_str(before);
            text.push_str(self.0.get(word).map_or(word, String::as_str));
            missing.remove(word);
            rest = after;
        }
        text.push_str(rest);
        match missing.first() {
            None => Ok(text),
            Some(name) => Err(Failure::new(format!("the glue names no {name}, which the wasm has"))),
        }
    }
}

/// The name number `index`: `a` to `z`, then `aa`. No word of the glue's own can be mistaken for one: they are only ever members.
fn name(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + u8::try_from(index % 26).unwrap_or_default()));
        if index < 26 {
            return letters.iter().rev().collect();
        }
        index = index / 26 - 1;
    }
}

fn imports<'a>(content: &'a [u8], glue_name: &str, short: &mut Short<'a>) -> Outcome<Vec<u8>> {
    let mut reader = Reader(content);
    let mut out = Vec::new();
    let count = reader.number()?;
    put_number(&mut out, count);
    for _ in 0..count {
        let (module, name) = (reader.name()?, reader.name()?);
        put_bytes(&mut out, module.as_bytes());
        let from_glue = module.strip_prefix("./") == Some(glue_name);
        put_bytes(&mut out, if from_glue { short.of(name).as_bytes() } else { name.as_bytes() });
        let before = reader.0;
        match reader.byte()? {
            kind::FUNCTION => drop(reader.number()?),
            kind::TABLE => {
                reader.byte()?;
                limits(&mut reader)?;
            }
            kind::MEMORY => limits(&mut reader)?,
            kind::GLOBAL => {
                reader.byte()?;
                reader.byte()?;
            }
            kind::TAG => {
                reader.byte()?;
                reader.number()?;
            }
            _ => return Err(damaged()),
        }
        out.extend_from_slice(&before[..before.len() - reader.0.len()]);
    }
    Ok(out)
}

/// From how much to how much something may grow.
fn limits(reader: &mut Reader<'_>) -> Outcome {
    let has_end = reader.byte()? & 1 == 1;
    reader.number()?;
    if has_end {
        reader.number()?;
    }
    Ok(())
}

fn exports<'a>(content: &'a [u8], short: &mut Short<'a>) -> Outcome<Vec<u8>> {
    let mut reader = Reader(content);
    let mut out = Vec::new();
    let count = reader.number()?;
    put_number(&mut out, count);
    for _ in 0..count {
        let name = reader.name()?;
        put_bytes(&mut out, if name.starts_with(CLOSURE) { short.of(name).as_bytes() } else { name.as_bytes() });
        out.push(reader.byte()?);
        put_number(&mut out, reader.number()?);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALL: &str = "__wbg_call_fc92fee6137d452d";
    const INVOKE: &str = "wasm_bindgen__convert__closures_____invoke__h24738da9c7b4fcc7";

    fn module(from: &str) -> Vec<u8> {
        let mut imports = vec![3];
        for (module, name, what) in
            [(from, CALL, &[0, 5][..]), ("./other.js", "load", &[0, 1]), (from, "memory", &[2, 1, 17, 18])]
        {
            put_bytes(&mut imports, module.as_bytes());
            put_bytes(&mut imports, name.as_bytes());
            imports.extend_from_slice(what);
        }
        let mut exports = vec![2];
        for (name, what) in [("main", [0, 9]), (INVOKE, [0, 7])] {
            put_bytes(&mut exports, name.as_bytes());
            exports.extend_from_slice(&what);
        }
        wasm::module([(section::IMPORT, imports.as_slice()), (section::EXPORT, exports.as_slice()), (10, &[0])])
    }

    #[test]
    fn both_sides_know_each_other_by_the_same_short_names() {
        let glue = format!("{{ {CALL}: function() {{}}, memory }}; wasm.{INVOKE}(a); wasm.main(); {CALL}x");
        let (wasm, glue) = shorten(&module("./app_bg.js"), "app_bg.js", &glue).expect("both are known");
        assert_eq!(glue, format!("{{ a: function() {{}}, b }}; wasm.c(a); wasm.main(); {CALL}x"));
        let text = String::from_utf8_lossy(&wasm);
        assert!(!text.contains(CALL) && !text.contains(INVOKE) && !text.contains("memory"));
        assert!(text.contains("load") && text.contains("main"));
        // What follows a name is as it was.
        assert!(wasm.windows(3).any(|it| it == [b'a', 0, 5]) && wasm.windows(5).any(|it| it == [b'b', 2, 1, 17, 18]));
        assert!(wasm.windows(3).any(|it| it == [b'c', 0, 7]));
    }

    #[test]
    fn a_glue_that_does_not_know_a_name_is_refused() {
        let refused = shorten(&module("./app_bg.js"), "app_bg.js", "nothing");
        assert!(refused.is_err());
        assert!(shorten(b"\0asm\x01\0\0\0\x02\x01", "app_bg.js", "").is_err());
    }

    #[test]
    fn names_count_on_past_the_letters() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(name), ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }
}
