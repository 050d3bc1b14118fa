//! Changes of a subscription on the wire. Source: api/partner-center.md 3.6 (2026-11-21).

use serde_json::{Value, json};

use super::whole::{put, put_text};
use crate::domain::subscription_change::SubscriptionChange;

/// Writes `change` over the whole resource `body`, as it was read.
pub fn put_change(body: &mut Value, change: &SubscriptionChange) {
    match change {
        SubscriptionChange::Quantity(quantity) => put(body, &["quantity"], json!(quantity)),
        SubscriptionChange::Suspend => put(body, &["status"], json!("suspended")),
        SubscriptionChange::Reactivate => put(body, &["status"], json!("active")),
        SubscriptionChange::Nickname(name) => put_text(body, &["friendlyName"], name),
        SubscriptionChange::AutoRenew(renews) => put(body, &["autoRenewEnabled"], json!(renews)),
        SubscriptionChange::Reseller(mpn_id) => put_text(body, &["partnerId"], mpn_id.as_str()),
    }
}
