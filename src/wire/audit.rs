//! Audit records on the wire. Source: api/partner-center.md 12.14 (2026-11-21).

use super::json::{self, Node};
use crate::domain::audit::{AuditFilter, AuditRecord, Change, SHOWN};
use crate::domain::ids::CustomerId;

/// Reads one record; `None` without an operation.
pub fn read(node: Node<'_>) -> Option<AuditRecord> {
    let text = |name: &str| node.get(name).text_or_empty();
    let details = node.get("customizedData").list().into_iter();
    Some(AuditRecord {
        customer: node.get("customerId").text().and_then(|text| CustomerId::parse(&text)),
        customer_name: text("customerName"),
        user: text("userPrincipalName"),
        application: text("applicationId"),
        resource: text("resourceType"),
        operation: node.get("operationType").text()?,
        at: node.get("operationDate").time(),
        status: text("operationStatus"),
        changes: changes(&text("resourceOldValue"), &text("resourceNewValue")),
        details: details.filter_map(|pair| Some((pair.get("key").text()?, pair.get("value").text_or_empty()))).collect(),
    })
}

/// What is different between two values, each JSON as text, as far as it can be shown.
fn changes(old: &str, new: &str) -> Vec<Change> {
    // A value that cannot be read shows nothing: it is never shown as it came.
    let read = |text: &str| json::parse(text).unwrap_or_default();
    let (old, new) = (read(old), read(new));
    let word = |value: &serde_json::Value, name: &str| Node::new(value).get(name).text_or_empty();
    let change = |name: &str| Change { what: name.to_owned(), before: word(&old, name), after: word(&new, name) };
    SHOWN.into_iter().map(change).filter(|change| change.before != change.after).collect()
}

/// Reads a collection; rows without an operation are left out.
pub fn read_list(node: Node<'_>) -> Vec<AuditRecord> {
    node.items().into_iter().filter_map(read).collect()
}

/// The filter as the address carries it.
pub fn write_filter(filter: &AuditFilter) -> String {
    let (field, value, operator) = match filter {
        AuditFilter::Customer(id) => ("CustomerId", id.as_str(), "equals"),
        AuditFilter::CompanyName(part) => ("CompanyName", part.as_str(), "substring"),
        AuditFilter::Resource(word) => ("ResourceType", word.as_str(), "equals"),
    };
    super::filter::write(field, value, operator)
}
