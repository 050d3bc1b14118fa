//! Invitations to customers, as records. Source: api/partner-center.md 14.10 (2026-11-21).

use serde_json::{Value, json};

use super::json::{Node, write_time};
use crate::domain::customer_invitation::{CustomerInvitation, NewCustomerInvitation, Stage};
use crate::domain::ids::{CustomerId, InvitationId, TenantId};

/// Reads one; `None` without an id or a provider.
pub fn read(node: Node<'_>) -> Option<CustomerInvitation> {
    Some(CustomerInvitation {
        id: InvitationId::parse(&node.get("id").text()?)?,
        customer: node.get("customerId").text().and_then(|text| CustomerId::parse(&text)),
        name: node.get("customerName").text(),
        provider: TenantId::parse(&node.get("providerTenantId").text()?)?,
        url: node.get("url").text_or_empty(),
        delegated_admin: node.get("delegatedAdmin").flag().unwrap_or(false),
        language: node.get("language").text_or_empty(),
        stage: Stage::from_word(&node.get("state").text_or_empty()),
        created: node.get("createdTime").time(),
        changed: node.get("lastModifiedTime").time(),
        created_by: node.get("createdBy").text(),
        etag: node.get("attributes").get("etag").text(),
    })
}

/// Reads a collection; rows without id or provider are left out.
pub fn read_list(node: Node<'_>) -> Vec<CustomerInvitation> {
    node.items().into_iter().filter_map(read).collect()
}

/// Writes one as the service does.
pub fn write(invitation: &CustomerInvitation) -> Value {
    json!({
        "id": invitation.id.as_str(),
        "customerId": invitation.customer.as_ref().map(CustomerId::as_str),
        "customerName": invitation.name,
        "providerTenantId": invitation.provider.as_str(),
        "url": invitation.url,
        "delegatedAdmin": invitation.delegated_admin,
        "language": invitation.language,
        "state": invitation.stage.word(),
        "createdTime": invitation.created.map(write_time),
        "lastModifiedTime": invitation.changed.map(write_time),
        "createdBy": invitation.created_by,
        "attributes": { "objectType": "CustomerInvitation", "etag": invitation.etag },
    })
}

/// Reads what is to be recorded; `None` without provider or link.
pub fn read_new(node: Node<'_>) -> Option<NewCustomerInvitation> {
    Some(NewCustomerInvitation {
        customer: node.get("customerId").text().and_then(|text| CustomerId::parse(&text)),
        name: node.get("customerName").text_or_empty(),
        provider: TenantId::parse(&node.get("providerTenantId").text()?)?,
        url: node.get("url").text()?,
        delegated_admin: node.get("delegatedAdmin").flag().unwrap_or(false),
        language: node.get("language").text_or_empty(),
    })
}

/// Writes what is to be recorded. `customerName` is ours \[X\], for one that is no customer yet.
pub fn write_new(new: &NewCustomerInvitation) -> Value {
    let mut body = json!({
        "providerTenantId": new.provider.as_str(),
        "url": new.url,
        "delegatedAdmin": new.delegated_admin,
        "language": new.language,
    });
    match &new.customer {
        Some(customer) => body["customerId"] = json!(customer.as_str()),
        None => body["customerName"] = json!(new.name),
    }
    body
}

/// Writes a step on.
pub fn write_stage(stage: &Stage) -> Value {
    json!({ "state": stage.word() })
}
