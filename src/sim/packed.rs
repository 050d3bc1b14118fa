//! A text that repeats itself, in less room: what stood there before is named by where and how long. For the log, whose entries differ
//! in little more than their ids.

use std::collections::HashMap;

/// Stands before what names an earlier passage: three digits for how far back it begins, two for how long it is. JSON holds no such
/// sign.
const BACK: char = '\u{1}';

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Naming a passage takes six letters: a shorter one stands as it is.
const SHORTEST: usize = 8;
const LONGEST: usize = 64 * 64 - 1;
const FURTHEST: usize = 64 * 64 * 64 - 1;

fn digit(out: &mut String, number: usize, place: u32) {
    out.push(char::from(DIGITS[number / 64_usize.pow(place) % 64]));
}

/// Packs `text`; nothing for one that holds the sign itself.
pub(super) fn pack(text: &str) -> Option<String> {
    if text.contains(BACK) {
        return None;
    }
    let signs: Vec<char> = text.chars().collect();
    let mut out = String::new();
    // Where each beginning was seen last.
    let mut seen: HashMap<&[char], usize> = HashMap::new();
    let mut at = 0;
    while at < signs.len() {
        let start = signs.get(at..at + SHORTEST);
        let length_from = |from: usize| signs[from..].iter().zip(&signs[at..]).take(LONGEST).take_while(|(a, b)| a == b).count();
        let earlier = start.and_then(|start| seen.get(start)).copied().filter(|from| at - from <= FURTHEST);
        let length = earlier.map_or(1, length_from);
        match earlier {
            Some(from) => {
                out.push(BACK);
                (0..3).for_each(|place| digit(&mut out, at - from, place));
                (0..2).for_each(|place| digit(&mut out, length, place));
            }
            None => out.push(signs[at]),
        }
        for place in at..at + length {
            if let Some(start) = signs.get(place..place + SHORTEST) {
                seen.insert(start, place);
            }
        }
        at += length;
    }
    Some(out)
}

/// What [`pack`] packed; nothing for anything else.
pub(super) fn unpack(packed: &str) -> Option<String> {
    let mut signs: Vec<char> = Vec::new();
    let mut rest = packed.chars();
    while let Some(sign) = rest.next() {
        if sign != BACK {
            signs.push(sign);
            continue;
        }
        let mut number = |places: u32| {
            (0..places).try_fold(0, |number, place| {
                let sign = rest.next()?;
                let digit = DIGITS.iter().position(|digit| char::from(*digit) == sign)?;
                Some(number + digit * 64_usize.pow(place))
            })
        };
        let (back, length) = (number(3)?, number(2)?);
        let from = signs.len().checked_sub(back).filter(|_| back > 0)?;
        // It may reach into what it makes itself.
        for place in from..from + length {
            signs.push(signs[place]);
        }
    }
    Some(signs.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_repeats_itself_takes_little_room() {
        let entry =
            |number: u32| format!("{{\"as\":\"partner\",\"path\":\"/v1/customers/{number:08x}/transfers\",\"名\":\"é\"}}\n");
        let text: String = (0..100).map(|number| entry(number * 7_919)).collect();
        let packed = pack(&text).unwrap();
        assert!(packed.chars().count() * 3 < text.chars().count(), "{} of {}", packed.len(), text.len());
        assert_eq!(unpack(&packed), Some(text));
        let same = "a".repeat(10_000);
        assert!(pack(&same).unwrap().len() < 40);
        assert_eq!(unpack(&pack(&same).unwrap()), Some(same));
        assert_eq!(pack("a\u{1}b"), None);
    }

    #[test]
    fn what_was_not_packed_is_refused() {
        for odd in ["\u{1}", "\u{1}AAAAA", "a\u{1}CAAIA", "a\u{1}BAA", "a\u{1}BAA!A", "\u{1}BAAIA"] {
            assert_eq!(unpack(odd), None, "{odd:?}");
        }
        assert_eq!(unpack("ab\u{1}CAAEA").as_deref(), Some("ababab"));
    }

    proptest! {
        #[test]
        fn any_text_is_unpacked_again(parts in prop::collection::vec("(?s)[^\u{1}]{0,12}", 0..4), turns in prop::collection::vec(0..4_usize, 0..60)) {
            let text: String = turns.iter().filter_map(|turn| parts.get(*turn)).map(String::as_str).collect();
            prop_assert_eq!(unpack(&pack(&text).unwrap()), Some(text));
        }

        #[test]
        fn any_text_is_unpacked_or_refused(text in "(?s)[a-c\u{1}A-C]{0,60}") {
            let _ = unpack(&text);
        }
    }
}
