//! Provisioning of a subscription on the wire. Source: api/partner-center.md 3.7 (2026-11-21).

use super::json::Node;
use crate::domain::provisioning::{Provisioning, ProvisioningStatus};

/// Reads how far a subscription is provisioned; `None` without a status.
pub fn read(node: Node<'_>) -> Option<Provisioning> {
    Some(Provisioning {
        sku: node.get("skuId").text_or_empty(),
        status: ProvisioningStatus::from_word(&node.get("status").text()?),
        quantity: node.get("quantity").number().unwrap_or(0),
        ends: node.get("endDate").time(),
    })
}
