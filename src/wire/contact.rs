//! Contacts on the wire. Source: api/partner-center.md 1.4 (2026-11-21).

use serde_json::Value;

use super::json::{Node, members};
use super::whole::put_text;
use crate::domain::contact::Contact;

/// Reads a contact; what is absent is not given.
pub fn read(node: Node<'_>) -> Contact {
    let text = |name: &str| node.get(name).text_or_empty();
    Contact { first_name: text("firstName"), last_name: text("lastName"), email: text("email"), phone: text("phoneNumber") }
}

/// Writes a contact.
pub fn write(contact: &Contact) -> Value {
    members([
        ("firstName", contact.first_name.as_str().into()),
        ("lastName", contact.last_name.as_str().into()),
        ("email", contact.email.as_str().into()),
        ("phoneNumber", contact.phone.as_str().into()),
    ])
}

/// Writes `contact` over the member `name` of `body`.
pub fn put(body: &mut Value, name: &str, contact: &Contact) {
    let parts = [
        ("firstName", &contact.first_name),
        ("lastName", &contact.last_name),
        ("email", &contact.email),
        ("phoneNumber", &contact.phone),
    ];
    for (part, text) in parts {
        put_text(body, &[name, part], text);
    }
}
