//! Ids in as little room as they take: a GUID in 22 letters for its 36, for what a browser keeps of thousands of them.

/// Six bits each, in letters that nothing has to be done for in JSON, an address or a store.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// How many of them hold the 128 bits of a GUID.
const LENGTH: usize = 22;

/// Stands before what is no GUID, or written as the service does not write one: it is kept letter for letter.
const AS_IT_IS: char = '=';

/// Where a GUID has its dashes.
const DASHES: [usize; 4] = [8, 13, 18, 23];

/// The number that a GUID is, if `id` is one in small letters.
fn number(id: &str) -> Option<u128> {
    let bytes = id.as_bytes();
    if bytes.len() != 36 {
        return None;
    }
    bytes.iter().enumerate().try_fold(0_u128, |number, (place, byte)| match byte {
        b'-' => DASHES.contains(&place).then_some(number),
        b'0'..=b'9' | b'a'..=b'f' if !DASHES.contains(&place) => {
            Some(number << 4 | u128::from(char::from(*byte).to_digit(16).unwrap_or(0)))
        }
        _ => None,
    })
}

/// Writes `id`. What comes of it holds no blank where `id` holds none.
pub fn write(id: &str) -> String {
    let Some(number) = number(id) else { return format!("{AS_IT_IS}{id}") };
    (0..LENGTH).rev().map(|place| char::from(SIGNS[(number >> (6 * place) & 63) as usize])).collect()
}

/// Reads what [`write()`] wrote; `None` for anything else.
pub fn read(text: &str) -> Option<String> {
    if let Some(id) = text.strip_prefix(AS_IT_IS) {
        return Some(id.to_owned());
    }
    if text.len() != LENGTH {
        return None;
    }
    let number = text.bytes().try_fold(0_u128, |number, byte| {
        let bits = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        // The first letter has two bits alone.
        number.checked_mul(64).map(|number| number | u128::from(bits))
    })?;
    // A hundred thousand ids may be read before the page goes on: nothing is put together in between.
    let mut id = String::with_capacity(36);
    for (place, byte) in number.to_be_bytes().into_iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        for digit in [byte >> 4, byte & 15] {
            id.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    Some(id)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    // R173
    #[test]
    fn a_guid_takes_22_letters_and_all_else_stays() {
        for guid in ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"] {
            assert_eq!((write(guid).len(), read(&write(guid)).as_deref()), (LENGTH, Some(guid)));
        }
        for other in ["", "c1", "=c1", "B44BB1FB-C595-45B0-9E09-D657365580B0", "b44bb1fbxc595-45b0-9e09-d657365580b0", "東京"] {
            assert_eq!(read(&write(other)).as_deref(), Some(other));
        }
        for odd in ["", "abc", "//////////////////////", "______________________", "é_____________________"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }

    proptest! {
        // R173
        #[test]
        fn every_id_is_read_back(number in any::<u128>(), word in "[!-~]{1,40}") {
            let guid = uuid::Uuid::from_u128(number).to_string();
            prop_assert_eq!(write(&guid).len(), LENGTH);
            prop_assert_eq!(read(&write(&guid)), Some(guid));
            prop_assert_eq!(read(&write(&word)), Some(word));
        }
    }
}
