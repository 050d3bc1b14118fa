//! Addresses on the wire, and the check of one. Source: api/partner-center.md 1.4 and 10.1 (2026-11-21).

use serde_json::Value;

use super::json::{self, Node};
use super::whole::put_text;
use crate::domain::address::{Address, AddressCheck};
use crate::domain::refusal::Refusal;

/// Reads an address; what is absent is not given.
pub fn read(node: Node<'_>) -> Address {
    let text = |name: &str| node.get(name).text_or_empty();
    Address {
        country: text("country"),
        region: text("region"),
        city: text("city"),
        state: text("state"),
        line_1: text("addressLine1"),
        line_2: text("addressLine2"),
        postal_code: text("postalCode"),
        first_name: text("firstName"),
        middle_name: text("middleName"),
        last_name: text("lastName"),
        phone: text("phoneNumber"),
    }
}

fn parts(address: &Address) -> [(&'static str, &str); 11] {
    [
        ("country", &address.country),
        ("region", &address.region),
        ("city", &address.city),
        ("state", &address.state),
        ("addressLine1", &address.line_1),
        ("addressLine2", &address.line_2),
        ("postalCode", &address.postal_code),
        ("firstName", &address.first_name),
        ("middleName", &address.middle_name),
        ("lastName", &address.last_name),
        ("phoneNumber", &address.phone),
    ]
}

/// Writes the parts that are given.
pub fn write(address: &Address) -> Value {
    let given = parts(address).into_iter().filter(|(_, text)| !text.is_empty());
    json::object(given.map(|(name, text)| (name.to_owned(), Value::String(text.to_owned()))))
}

/// Writes `address` over the member `name` of `body`.
pub fn put(body: &mut Value, name: &str, address: &Address) {
    for (part, text) in parts(address) {
        put_text(body, &[name, part], text);
    }
}

/// The correction that a refusal of `asked` offers (code 2007); `None` where it offers none.
pub fn read_correction(refusal: &Refusal, asked: &Address) -> Option<AddressCheck> {
    let text = |name: &str| refusal.value(name).unwrap_or_default().to_owned();
    let offered = Address {
        country: text("country"),
        region: text("region"),
        city: text("city"),
        state: text("state"),
        line_1: text("address_line1"),
        line_2: text("address_line2"),
        postal_code: text("postal_code"),
        ..Address::default()
    };
    (offered != Address::default())
        .then(|| AddressCheck::Corrected { reason: text("rule"), address: Box::new(asked.corrected_by(&offered)) })
}
