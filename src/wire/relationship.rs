//! Relationships between partners, and of a customer with partners. Source: api/partner-center.md section 6 (2026-11-21).

use serde_json::{Value, json};

use super::json::Node;
use crate::domain::ids::{CustomerId, MpnId, TenantId, TransferId};
use crate::domain::partnership::{Partnership, PartnershipState, RemovalPreview};

/// Reads one relationship; `None` without an id.
pub fn read(node: Node<'_>) -> Option<Partnership> {
    let tenant = TenantId::parse(&node.get("id").text()?)?;
    Some(Partnership {
        name: node.get("name").text().unwrap_or_else(|| tenant.to_string()),
        tenant,
        mpn_id: node.get("mpnId").text().and_then(|text| MpnId::parse(&text)),
        location: node.get("location").text(),
        state: PartnershipState::from_word(&node.get("state").text_or_empty()),
        since: node.get("since").time(),
    })
}

/// Reads a collection; rows without an id are left out.
pub fn read_list(node: Node<'_>) -> Vec<Partnership> {
    node.items().into_iter().filter_map(read).collect()
}

/// Reads the link by which a customer accepts a partner (6.6); byte for byte.
pub fn read_link(node: Node<'_>) -> Option<String> {
    node.get("url").text()
}

/// Reads what removing a partnership leaves; a request without its ids is left out.
pub fn read_removal_preview(node: Node<'_>) -> RemovalPreview {
    let open = node.get("openTransfers").list().into_iter().filter_map(|entry| {
        let customer = CustomerId::parse(&entry.get("customerId").text()?)?;
        Some((customer, TransferId::parse(&entry.get("transferId").text()?)?))
    });
    RemovalPreview { customers: node.get("customerCount").number().unwrap_or(0), open_transfers: open.collect() }
}

/// Writes one relationship; `kind` is the service's word for it, such as `is_indirect_reseller_of`.
pub fn write(partnership: &Partnership, kind: &str) -> Value {
    json!({
        "id": partnership.tenant.as_str(),
        "name": partnership.name,
        "mpnId": partnership.mpn_id.as_ref().map(MpnId::as_str),
        "location": partnership.location,
        "relationshipType": kind,
        "state": partnership.state.word(),
        "since": partnership.since.map(|at| at.to_string()),
        "attributes": { "objectType": "PartnerRelationship" },
    })
}
