//! One order for all texts: what build.rs numbers and what the page reads must agree.

use serde_json::Value;

/// The texts of `locale` with their dotted keys, sorted by key at every level.
pub(crate) fn flatten(locale: &Value) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    walk(locale, "", &mut texts);
    texts
}

fn walk(value: &Value, key: &str, texts: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            // serde_json holds them in order; sorting them once more would cost the first load 2 kB.
            assert!(members.keys().is_sorted(), "serde_json holds members in the order of their names");
            for (name, member) in members {
                let deeper = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                walk(member, &deeper, texts);
            }
        }
        Value::String(text) => texts.push((key.to_owned(), text.clone())),
        _ => {}
    }
}

/// A number for a set of keys (FNV-1a): texts of another build are recognised by it.
pub(crate) fn fingerprint<'a>(keys: impl Iterator<Item = &'a str>) -> u32 {
    keys.flat_map(|key| key.bytes().chain([0])).fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
