//! Resources that are sent back whole: what came is kept beside what we understood of it, so that members unknown to us go back
//! as they are. Source: api/partner-center.md 1.1, "Unknown members" (2026-11-21).

use serde_json::{Map, Value};

use super::json::Node;

/// A resource as it came, and our view of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole<T> {
    /// What we understand of it.
    pub view: T,
    raw: Value,
}

impl<T> Whole<T> {
    /// Keeps `raw` beside its `view`.
    pub const fn new(view: T, raw: Value) -> Self {
        Self { view, raw }
    }

    /// The resource at `node` by `read`, where it says any of the members `known`: what says none of them is another thing, and must
    /// not be sent back as blanks.
    pub fn known(node: Node<'_>, known: &[&str], read: fn(Node<'_>) -> T) -> Option<Self> {
        node.says_any(known).then(|| Self::new(read(node), node.value().clone()))
    }

    /// The resource as it came.
    pub const fn raw(&self) -> &Value {
        &self.raw
    }

    /// Its version; `None` where the service gives none.
    pub fn etag(&self) -> Option<String> {
        Node::new(&self.raw).get("attributes").get("etag").text()
    }
}

/// Writes `text` at `path` of `body`, unless it says the same already; nothing stays as it came, be it absent, null or `""`.
pub fn put_text(body: &mut Value, path: &[&str], text: &str) {
    let held = path.iter().fold(Node::new(body), |node, name| node.get(name)).text_or_empty();
    if held != text {
        put(body, path, Value::String(text.to_owned()));
    }
}

/// Writes `new` at `path` of `body`. A member keeps the spelling of its name; one that is absent is added.
pub fn put(body: &mut Value, path: &[&str], new: Value) {
    let Some((name, rest)) = path.split_first() else {
        *body = new;
        return;
    };
    if !body.is_object() {
        *body = Value::Object(Map::new());
    }
    if let Value::Object(members) = body {
        let held =
            if members.contains_key(*name) { None } else { members.keys().find(|key| key.eq_ignore_ascii_case(name)).cloned() };
        put(members.entry(held.unwrap_or_else(|| (*name).to_owned())).or_insert(Value::Null), rest, new);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_change_keeps_the_spelling_of_names_and_all_that_is_unknown() {
        let mut body = json!({ "Address": { "City": "Buffalo", "Unknown": [1] }, "Email": null });
        put_text(&mut body, &["address", "city"], "Redmond");
        put_text(&mut body, &["address", "state"], "WA");
        put_text(&mut body, &["email"], "");
        put_text(&mut body, &["contact", "email"], "a@b.example");
        put(&mut body, &["quantity"], json!(2));
        let expected = json!({
            "Address": { "City": "Redmond", "Unknown": [1], "state": "WA" }, "Email": null, "contact": { "email": "a@b.example" }, "quantity": 2
        });
        assert_eq!(body, expected);
    }
}
