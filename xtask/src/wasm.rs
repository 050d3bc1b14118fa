//! The binary format of WebAssembly, as far as a built module is looked into (core specification 2.0, chapter 5).

use crate::shell::{Failure, Outcome};

/// The first bytes of a module, with the version of the format.
const HEAD: &[u8; 8] = b"\0asm\x01\0\0\0";

/// What a section is, by its number.
pub(crate) mod section {
    /// Names, relocations and other notes that no browser needs.
    pub(crate) const CUSTOM: u8 = 0;
    /// What the module takes from outside.
    pub(crate) const IMPORT: u8 = 2;
    /// What it hands out.
    pub(crate) const EXPORT: u8 = 7;
}

/// One section: what it is, and what is in it.
pub(crate) type Section<'a> = (u8, &'a [u8]);

/// The failure of a module that cannot be read.
pub(crate) fn damaged() -> Failure {
    Failure::new("a part of the wasm is damaged")
}

/// The sections of a module, in order.
///
/// # Errors
/// When it is not whole.
pub(crate) fn sections(wasm: &[u8]) -> Outcome<Vec<Section<'_>>> {
    let mut reader = Reader(wasm.strip_prefix(HEAD).ok_or_else(damaged)?);
    let mut found = Vec::new();
    while !reader.0.is_empty() {
        let id = reader.byte()?;
        found.push((id, reader.bytes()?));
    }
    Ok(found)
}

/// A module of `sections`.
pub(crate) fn module<'a>(sections: impl IntoIterator<Item = Section<'a>>) -> Vec<u8> {
    let mut wasm = HEAD.to_vec();
    for (id, content) in sections {
        wasm.push(id);
        put_bytes(&mut wasm, content);
    }
    wasm
}

/// A module without its custom sections.
///
/// # Errors
/// When it is not whole.
pub(crate) fn without_custom_sections(wasm: &[u8]) -> Outcome<Vec<u8>> {
    Ok(module(sections(wasm)?.into_iter().filter(|(id, _)| *id != section::CUSTOM)))
}

/// Reads on from where it is.
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    /// One byte.
    pub(crate) fn byte(&mut self) -> Outcome<u8> {
        let (byte, rest) = self.0.split_first().ok_or_else(damaged)?;
        self.0 = rest;
        Ok(*byte)
    }

    /// A number, in LEB128.
    pub(crate) fn number(&mut self) -> Outcome<usize> {
        let mut value = 0_usize;
        for index in 0..5 {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << (7 * index);
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(damaged())
    }

    /// As many bytes as the number before them says.
    pub(crate) fn bytes(&mut self) -> Outcome<&'a [u8]> {
        let length = self.number()?;
        let (bytes, rest) = self.0.split_at_checked(length).ok_or_else(damaged)?;
        self.0 = rest;
        Ok(bytes)
    }

    /// A name: bytes that are UTF-8.
    pub(crate) fn name(&mut self) -> Outcome<&'a str> {
        std::str::from_utf8(self.bytes()?).map_err(|_| damaged())
    }
}

/// Writes a number, in LEB128.
pub(crate) fn put_number(out: &mut Vec<u8>, mut number: usize) {
    loop {
        let byte = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            out.push(byte);
            return;
        }
        out.push(byte | 0x80);
    }
}

/// Writes how many bytes they are, and the bytes.
pub(crate) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len());
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_sections_go_and_all_others_stay() {
        let module = [HEAD, &[1, 2, 9, 9][..], &[0, 3, 1, b'n', 7], &[10, 0x81, 0x00, 5], &[0, 0]].concat();
        let kept = without_custom_sections(&module).expect("it is whole");
        assert_eq!(kept, [HEAD, &[1, 2, 9, 9][..], &[10, 1, 5]].concat());
        assert!(without_custom_sections(&module[..module.len() - 3]).is_err());
        assert!(without_custom_sections(b"<html>").is_err());
    }

    #[test]
    fn numbers_come_back_as_they_were_written() {
        for number in [0, 1, 127, 128, 300, 16_384, 799_682] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            let mut reader = Reader(&bytes);
            assert_eq!(reader.number().ok(), Some(number));
            assert!(reader.0.is_empty());
        }
    }
}
