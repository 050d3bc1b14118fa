//! A lenient view of a JSON value: names without case, numbers as text and the other way round.

use crate::domain::moment::Timestamp;
use crate::domain::web_address;
use serde_json::Value;

/// One place in an answer.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a>(&'a Value);

const NOTHING: &Value = &Value::Null;

impl<'a> Node<'a> {
    /// Looks at `value`.
    pub const fn new(value: &'a Value) -> Self {
        Self(value)
    }

    /// The value itself.
    pub const fn value(self) -> &'a Value {
        self.0
    }

    /// The member `name`, compared without case; nothing where it is absent or this is no object.
    #[must_use]
    pub fn get(self, name: &str) -> Self {
        let member = match self.0 {
            Value::Object(members) => members
                .get(name)
                .or_else(|| members.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)),
            _ => None,
        };
        Self(member.unwrap_or(NOTHING))
    }

    /// Says whether nothing is given: absent, null or `""`.
    pub fn is_nothing(self) -> bool {
        match self.0 {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            _ => false,
        }
    }

    /// Text; a number or a truth value as text too. `None` for nothing, and for lists and objects.
    pub fn text(self) -> Option<String> {
        match self.0 {
            Value::String(text) if !text.is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(truth) => Some(truth.to_string()),
            _ => None,
        }
    }

    /// Text, or `""`.
    pub fn text_or_empty(self) -> String {
        self.text().unwrap_or_default()
    }

    /// A whole number of at least 0, also as text or with a fraction of zero.
    pub fn number(self) -> Option<u64> {
        match self.0 {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked: whole, and within 2^53")]
            Value::Number(number) => number.as_u64().or_else(|| {
                number.as_f64().filter(|it| it.fract() == 0.0 && (0.0..=9_007_199_254_740_992.0).contains(it)).map(|it| it as u64)
            }),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// A truth value, also as text.
    pub fn flag(self) -> Option<bool> {
        match self.0 {
            Value::Bool(truth) => Some(*truth),
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }

    /// An address to be opened as a page; `None` for all but http and https: what begins otherwise may do something.
    pub fn address(self) -> Option<String> {
        self.text().filter(|text| web_address::is_page(text))
    }

    /// A time; `None` where it is not set (the year 1), has no end (the year 9999), or cannot be read.
    pub fn time(self) -> Option<Timestamp> {
        self.text().and_then(|text| read_time(&text))
    }

    /// The entries of a list; one object counts as a list of one, nothing as none.
    pub fn list(self) -> Vec<Self> {
        match self.0 {
            Value::Array(entries) => entries.iter().map(Self).collect(),
            Value::Object(_) => vec![self],
            _ => Vec::new(),
        }
    }

    /// The entries of a collection: the envelope with `items`, a bare array, one object, or nothing.
    pub fn items(self) -> Vec<Self> {
        match self.0 {
            Value::Object(_) if !self.get("items").is_nothing() => self.get("items").list(),
            Value::Object(members)
                if members.keys().any(|key| key.eq_ignore_ascii_case("totalCount") || key.eq_ignore_ascii_case("items")) =>
            {
                Vec::new()
            }
            _ => self.list(),
        }
    }

    /// Whether nothing is said: nothing given, or an object or list without content.
    pub fn is_blank(self) -> bool {
        match self.0 {
            Value::Object(members) => members.is_empty(),
            Value::Array(entries) => entries.is_empty(),
            _ => self.is_nothing(),
        }
    }

    /// Whether this is a list, in any of its forms, with nothing on it. What is no list at all is none.
    pub fn is_empty_list(self) -> bool {
        match self.0 {
            Value::Null => true,
            Value::Array(_) | Value::Object(_) => self.items().is_empty(),
            _ => false,
        }
    }

    /// Whether at least one of the members `names` says something.
    pub fn says_any(self, names: &[&str]) -> bool {
        names.iter().any(|name| !self.get(name).is_nothing())
    }

    /// Whether this says of itself that it is a `kind`, or has at least one of the members `names`, be it null.
    pub fn is_a(self, kind: &str, names: &[&str]) -> bool {
        let Value::Object(members) = self.0 else { return false };
        let says_so = self.get("attributes").get("objectType").text().is_some_and(|said| said.eq_ignore_ascii_case(kind));
        says_so || members.keys().any(|key| names.iter().any(|name| key.eq_ignore_ascii_case(name)))
    }

    /// The texts of a list.
    pub fn texts(self) -> Vec<String> {
        self.list().into_iter().filter_map(Self::text).collect()
    }
}

/// Parses a body. An empty one is nothing, a byte-order mark before it is passed over.
///
/// # Errors
/// The parser's words, where it is no JSON.
pub fn parse(body: &str) -> Result<Value, String> {
    let body = body.trim_start_matches('\u{feff}').trim();
    if body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_str(body).map_err(|error| error.to_string())
}

/// Reads an ISO 8601 time as the service writes it: 0 to 7 fractional digits, `Z`, an offset, or no zone (UTC), blanks inside.
/// `None` for the year 1 (not set), the year 9999 (no end), and what cannot be read.
pub fn read_time(text: &str) -> Option<Timestamp> {
    let mut compact: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    if !compact.contains('T') && compact.len() > 10 && compact.is_char_boundary(10) && text.trim().contains(' ') {
        compact.insert(10, 'T');
    }
    if compact.starts_with("0001-") || compact.starts_with("9999-") {
        return None;
    }
    if compact.len() == 10 {
        compact.push_str("T00:00:00");
    }
    let clock = compact.split_once('T').map_or("", |(_, clock)| clock);
    if !clock.contains(['Z', 'z', '+', '-']) {
        compact.push('Z');
    }
    compact.parse().ok()
}

/// Writes a time as the service does.
pub fn write_time(at: Timestamp) -> Value {
    Value::String(at.to_string())
}

/// An object of `members`. One after the other: collecting them would sort them first, by code of its own in the first load.
pub fn object(members: impl IntoIterator<Item = (String, Value)>) -> Value {
    let mut object = serde_json::Map::new();
    for (name, member) in members {
        object.insert(name, member);
    }
    Value::Object(object)
}

/// An object of `members` that are values already. `json!` writes code for each member by itself; where the first load writes, this
/// halves it.
pub fn members<const N: usize>(mut members: [(&str, Value); N]) -> Value {
    taken(&mut members)
}

fn taken(members: &mut [(&str, Value)]) -> Value {
    object(members.iter_mut().map(|(name, member)| ((*name).to_owned(), member.take())))
}

/// What the service says of the kind of an object.
pub fn kind(name: &str) -> Value {
    members([("objectType", name.into())])
}

/// Wraps items in the documented envelope of a collection.
pub fn collection(items: Vec<Value>) -> Value {
    members([("totalCount", items.len().into()), ("items", items.into()), ("attributes", kind("Collection"))])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_found_in_any_case_and_types_may_change() {
        let value = json!({ "PartnerTenantID": 517_285, "Quantity": "25", "isEligible": "True", "name": "" });
        let node = Node::new(&value);
        assert_eq!(node.get("partnertenantid").text().unwrap(), "517285");
        assert_eq!(node.get("quantity").number(), Some(25));
        assert_eq!(node.get("iseligible").flag(), Some(true));
        assert!(node.get("name").is_nothing() && node.get("absent").get("deeper").is_nothing());
    }

    #[test]
    fn a_collection_is_read_in_all_its_forms() {
        let forms = [json!({"totalCount": 37, "items": [{"id": 1}]}), json!([{"id": 1}]), json!({"id": 1})];
        for form in &forms {
            assert_eq!(Node::new(form).items().len(), 1, "{form}");
        }
        for form in [json!(null), json!({"totalCount": 0}), json!({"items": null}), json!({"items": []}), json!("text")] {
            assert_eq!(Node::new(&form).items().len(), 0, "{form}");
        }
    }

    #[test]
    fn times_are_read_as_the_samples_print_them() {
        let cases = [
            ("2020-03-24T20:44:14.9602781Z", "2020-03-24T20:44:14.9602781Z"),
            ("2015-11-25T06: 41: 12Z", "2015-11-25T06:41:12Z"),
            ("2020-03-25T22:24:23.183+00:00", "2020-03-25T22:24:23.183Z"),
            ("2020-03-25T22:24:23", "2020-03-25T22:24:23Z"),
            ("2020-03-25 22:24:23", "2020-03-25T22:24:23Z"),
            ("2020-03-25", "2020-03-25T00:00:00Z"),
        ];
        for (text, meant) in cases {
            assert_eq!(read_time(text).map(|at| at.to_string()).as_deref(), Some(meant), "{text}");
        }
        for text in ["0001-01-01T00:00:00Z", "9999-12-10T00:00:00Z", "", "soon", "2020-13-01T00:00:00Z"] {
            assert_eq!(read_time(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_parsed_or_refused(body in "(?s).{0,80}", time in "[-0-9T: .Z+]{0,30}") {
            let _ = parse(&body);
            let _ = read_time(&time);
        }
    }
}
