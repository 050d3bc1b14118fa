//! Where customers find help, as a part of other things on the wire. Source: api/partner-center.md 7.6, 14.3 (2026-11-21).

use serde_json::Value;

use super::json::{Node, members};
use crate::domain::profile::SupportProfile;

/// Reads it; what is absent is not given.
pub fn read(node: Node<'_>) -> SupportProfile {
    let text = |name: &str| node.get(name).text_or_empty();
    SupportProfile { email: text("email"), telephone: text("telephone"), website: text("website") }
}

/// Writes it.
pub fn write(support: &SupportProfile) -> Value {
    members([
        ("email", support.email.as_str().into()),
        ("telephone", support.telephone.as_str().into()),
        ("website", support.website.as_str().into()),
    ])
}
