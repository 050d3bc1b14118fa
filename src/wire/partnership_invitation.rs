//! Invitations to a partnership on the wire. Source: api/partner-center.md 14.5 (2026-11-21).

use serde_json::{Value, json};

use super::json::{Node, write_time};
use crate::domain::ids::{InvitationId, MpnId, TenantId};
use crate::domain::organisation::{Organisation, Side};
use crate::domain::partnership_invitation::{Addressee, Grant, InvitationState, NewPartnershipInvitation, PartnershipInvitation};

/// Reads one; `None` without an id or without the provider that asks.
pub fn read(node: Node<'_>) -> Option<PartnershipInvitation> {
    let provider = node.get("provider");
    let tenant = TenantId::parse(&provider.get("tenantId").text()?)?;
    let to = node.get("addressedTo");
    Some(PartnershipInvitation {
        id: InvitationId::parse(&node.get("id").text()?)?,
        url: node.get("url").text(),
        provider: Organisation {
            name: provider.get("name").text().unwrap_or_else(|| tenant.to_string()),
            tenant,
            country: provider.get("country").text_or_empty(),
            csp_region: provider.get("cspRegion").text_or_empty(),
            mpn_id: provider.get("mpnId").text().and_then(|text| MpnId::parse(&text)),
            side: Side::Provider,
        },
        addressed_to: Addressee {
            tenant: to.get("tenantId").text().and_then(|text| TenantId::parse(&text)),
            mpn_id: to.get("mpnId").text().and_then(|text| MpnId::parse(&text)),
            email: to.get("email").text(),
            name: to.get("name").text(),
        },
        created: node.get("createdTime").time(),
        used: node.get("usedTime").time(),
        used_by: node.get("usedByTenantId").text().and_then(|text| TenantId::parse(&text)),
        state: InvitationState::from_word(&node.get("state").text_or_empty()),
        grants: node.get("grants").texts().iter().filter_map(|word| Grant::from_word(word)).collect(),
    })
}

/// Reads a collection; rows that name no provider are left out.
pub fn read_list(node: Node<'_>) -> Vec<PartnershipInvitation> {
    node.items().into_iter().filter_map(read).collect()
}

/// Writes one as the service does.
pub fn write(invitation: &PartnershipInvitation) -> Value {
    let provider = &invitation.provider;
    let to = &invitation.addressed_to;
    json!({
        "id": invitation.id.as_str(),
        "url": invitation.url,
        "provider": {
            "tenantId": provider.tenant.as_str(),
            "name": provider.name,
            "country": provider.country,
            "cspRegion": provider.csp_region,
            "mpnId": provider.mpn_id.as_ref().map(MpnId::as_str),
        },
        "addressedTo": {
            "tenantId": to.tenant.as_ref().map(TenantId::as_str),
            "mpnId": to.mpn_id.as_ref().map(MpnId::as_str),
            "email": to.email,
            "name": to.name,
        },
        "createdTime": invitation.created.map(write_time),
        "usedTime": invitation.used.map(write_time),
        "usedByTenantId": invitation.used_by.as_ref().map(TenantId::as_str),
        "state": invitation.state.word(),
        "grants": invitation.grants.iter().map(|grant| grant.word()).collect::<Vec<_>>(),
        "attributes": { "objectType": "PartnershipInvitation" },
    })
}

/// Writes what a provider asks for; what it did not say is not there. `resellerName` is ours \[X\].
pub fn write_new(new: &NewPartnershipInvitation) -> Value {
    let mut body = json!({});
    let texts = [
        ("resellerTenantId", new.to.tenant.as_ref().map(ToString::to_string)),
        ("resellerMpnId", new.to.mpn_id.as_ref().map(ToString::to_string)),
        ("resellerEmail", new.to.email.clone()),
        ("resellerName", new.to.name.clone()),
        ("language", Some(new.language.clone())),
    ];
    for (name, text) in texts {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            body[name] = json!(text);
        }
    }
    body
}

/// Writes the acceptance (**Authorize indirect provider**).
pub fn write_acceptance(ticked: bool) -> Value {
    json!({ "authorizeIndirectProvider": ticked })
}
