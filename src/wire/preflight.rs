//! What a preflight found by looking at subscriptions, as the browser keeps it: ids and codes alone (R177).

use serde_json::{Value, json};

use super::json::Node;
use crate::domain::ids::{CustomerId, SubscriptionId};
use crate::domain::preflight::Standing;
use crate::domain::refusal::{Refusal, RefusalCode};

/// The version of the kept form; another one is not read.
const VERSION: u64 = 1;

/// What was found about a customer while its record had this stamp.
pub type Found = (CustomerId, u64, Standing);

/// Writes what was found.
pub fn write<'a>(found: impl Iterator<Item = (&'a CustomerId, u64, &'a Standing)>) -> Value {
    let row = |(id, stamp, standing): (&CustomerId, u64, &Standing)| {
        let ids: Vec<&str> = match standing {
            Standing::Ready(ids) => ids.iter().map(SubscriptionId::as_str).collect(),
            _ => Vec::new(),
        };
        // A stamp has more digits than a number of JSON keeps.
        json!([id.as_str(), format!("{stamp:x}"), standing.word(), ids])
    };
    json!({ "version": VERSION, "rows": found.map(row).collect::<Vec<Value>>() })
}

/// Reads it; nothing of another version, and no row that cannot be read.
pub fn read(node: Node<'_>) -> Vec<Found> {
    if node.get("version").number() != Some(VERSION) {
        return Vec::new();
    }
    let row = |row: Node<'_>| {
        let cells = row.list();
        let [id, stamp, word, ids] = cells.as_slice() else { return None };
        let standing = match word.text()?.as_str() {
            "ready" => Standing::Ready(ids.texts().iter().filter_map(|id| SubscriptionId::parse(id)).collect()),
            code => Standing::Blocked(Refusal::new(RefusalCode::parse(code)?)),
        };
        Some((CustomerId::parse(&id.text()?)?, u64::from_str_radix(&stamp.text()?, 16).ok()?, standing))
    };
    node.get("rows").list().into_iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // R173, R177
    #[test]
    fn what_was_found_is_read_back() {
        let id = |word: &str| CustomerId::parse(word).unwrap();
        let found = [
            (id("c1"), u64::MAX, Standing::Ready(vec![SubscriptionId::parse("s1").unwrap()])),
            (id("c2"), 7, Standing::Blocked(Refusal::new(RefusalCode::SubTermBased))),
        ];
        let written = write(found.iter().map(|(id, stamp, standing)| (id, *stamp, standing)));
        assert_eq!(read(Node::new(&written)), found);
        assert!(read(Node::new(&json!({ "version": 9, "rows": [["c1", "1", "ready", []]] }))).is_empty());
    }
}
