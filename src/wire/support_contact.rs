//! Support contact of a subscription on the wire. Source: api/partner-center.md 3.8 and 3.9 (2026-11-21).

use serde_json::Value;

use super::json::Node;
use super::whole::put_text;
use crate::domain::ids::{MpnId, TenantId};
use crate::domain::support_contact::SupportContact;

/// Reads a support contact; `None` without a tenant.
pub fn read(node: Node<'_>) -> Option<SupportContact> {
    Some(SupportContact {
        tenant: TenantId::parse(&node.get("supportTenantId").text()?)?,
        mpn_id: node.get("supportMpnId").text().and_then(|text| MpnId::parse(&text)),
        name: node.get("name").text_or_empty(),
    })
}

/// Writes a changed support contact over `body`.
pub fn put(body: &mut Value, contact: &SupportContact) {
    put_text(body, &["supportTenantId"], contact.tenant.as_str());
    put_text(body, &["supportMpnId"], contact.mpn_id.as_ref().map_or("", MpnId::as_str));
    put_text(body, &["name"], &contact.name);
}
