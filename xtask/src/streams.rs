//! Takes out of a linked wasm what wasm-streams hands to JavaScript. Leptos links that crate for server functions, of which there are
//! none here; and what is handed out is kept with all that it calls, whether anybody asks for it or not.

use crate::shell::Outcome;
use crate::wasm::{self, Reader, damaged, put_bytes, put_number, section};

/// What the names of all of it have in them; those of the wasm in small letters.
const TYPES: &str = "intounderlying";
/// The section in which crates tell wasm-bindgen what they hand out and take: by pieces of four bytes of length and so many bytes, of
/// which two belong together, the version and what it is about (`wasm-bindgen-shared` 0.2.130).
const TOLD: &str = "__wasm_bindgen_unstable";

/// The module `wasm` without them.
///
/// # Errors
/// When it is damaged, or tells of itself in a form that is not known.
pub(crate) fn without(wasm: &[u8]) -> Outcome<Vec<u8>> {
    let mut changed = Vec::new();
    for (id, content) in wasm::sections(wasm)? {
        let content = match id {
            section::EXPORT => exports(content)?,
            section::CUSTOM => custom(content)?,
            _ => content.to_vec(),
        };
        changed.push((id, content));
    }
    Ok(wasm::module(changed.iter().map(|(id, content)| (*id, content.as_slice()))))
}

fn exports(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut reader = Reader(content);
    let (mut count, mut out) = (0, Vec::new());
    for _ in 0..reader.number()? {
        let (name, kind, number) = (reader.name()?, reader.byte()?, reader.number()?);
        if !name.contains(TYPES) {
            count += 1;
            put_bytes(&mut out, name.as_bytes());
            out.push(kind);
            put_number(&mut out, number);
        }
    }
    let mut whole = Vec::new();
    put_number(&mut whole, count);
    whole.append(&mut out);
    Ok(whole)
}

fn custom(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut reader = Reader(content);
    let name = reader.name()?;
    if name != TOLD {
        return Ok(content.to_vec());
    }
    let mut out = Vec::new();
    put_bytes(&mut out, name.as_bytes());
    let mut rest = reader.0;
    while !rest.is_empty() {
        let both = rest;
        piece(&mut rest)?;
        let about = String::from_utf8_lossy(piece(&mut rest)?).to_ascii_lowercase();
        if !about.contains(TYPES) {
            out.extend_from_slice(&both[..both.len() - rest.len()]);
        }
    }
    Ok(out)
}

/// The next piece of `rest`, which is then after it.
fn piece<'a>(rest: &mut &'a [u8]) -> Outcome<&'a [u8]> {
    let (length, after) = rest.split_first_chunk::<4>().ok_or_else(damaged)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| damaged())?;
    let (piece, after) = after.split_at_checked(length).ok_or_else(damaged)?;
    *rest = after;
    Ok(piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(pieces: &[&str]) -> Vec<u8> {
        let mut content = Vec::new();
        put_bytes(&mut content, TOLD.as_bytes());
        for text in pieces {
            content.extend_from_slice(&u32::try_from(text.len()).expect("short").to_le_bytes());
            content.extend_from_slice(text.as_bytes());
        }
        content
    }

    fn exported(names: &[&str]) -> Vec<u8> {
        let mut content = Vec::new();
        put_number(&mut content, names.len());
        for (number, name) in names.iter().enumerate() {
            put_bytes(&mut content, name.as_bytes());
            content.push(0);
            put_number(&mut content, number);
        }
        content
    }

    #[test]
    fn what_streams_hand_out_goes_and_the_rest_stays() {
        let custom = told(&["v1", "main and more", "v1", "class IntoUnderlyingSink, close", "v1", "last"]);
        let exports = exported(&["main", "intounderlyingsink_close_58a9", "__wbindgen_describe_intounderlyingsink_close_58a9"]);
        let module = wasm::module([(section::EXPORT, exports.as_slice()), (10, &[7]), (section::CUSTOM, &custom)]);
        let (kept, told) = (exported(&["main"]), told(&["v1", "main and more", "v1", "last"]));
        let expected = wasm::module([(section::EXPORT, kept.as_slice()), (10, &[7]), (section::CUSTOM, &told)]);
        assert_eq!(without(&module).expect("whole"), expected);
        assert_eq!(without(&expected).expect("whole"), expected, "where there is nothing of it, nothing changes");
    }

    #[test]
    fn a_section_of_another_form_is_refused() {
        let mut custom = told(&["v1", "main", "v1"]);
        assert!(without(&wasm::module([(section::CUSTOM, custom.as_slice())])).is_err(), "a version, and nothing after it");
        custom.push(3);
        assert!(without(&wasm::module([(section::CUSTOM, custom.as_slice())])).is_err());
    }
}
