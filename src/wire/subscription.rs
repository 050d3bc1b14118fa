//! Subscriptions on the wire. Source: api/partner-center.md section 3 (2026-11-21).

use serde_json::{Value, json};

use super::json::{Node, write_time};
use crate::domain::ids::{AzureSubscriptionId, MpnId, OfferId, OrderId, SubscriptionId};
use crate::domain::subscription::{AZURE_PAYG_OFFER, BillingCycle, Subscription, SubscriptionKind, SubscriptionStatus};

/// Reads one subscription; `None` without an id.
pub fn read(node: Node<'_>) -> Option<Subscription> {
    let id = SubscriptionId::parse(&node.get("id").text()?)?;
    let offer_text = node.get("offerId").text().or_else(|| offer_of_link(node));
    let kind = kind(node, offer_text.as_deref());
    Some(Subscription {
        id,
        order: node.get("orderId").text().and_then(|text| OrderId::parse(&text)),
        offer: offer_text.and_then(|text| OfferId::parse(&text)),
        offer_name: node.get("offerName").text_or_empty(),
        friendly_name: node.get("friendlyName").text_or_empty(),
        kind,
        status: SubscriptionStatus::from_word(&node.get("status").text_or_empty()),
        quantity: node.get("quantity").number().unwrap_or(0),
        unit: node.get("unitType").text_or_empty(),
        billing_cycle: BillingCycle::from_word(&node.get("billingCycle").text_or_empty()),
        term: node.get("termDuration").text(),
        started: node.get("effectiveStartDate").time().or_else(|| node.get("creationDate").time()),
        commitment_ends: node.get("commitmentEndDate").time(),
        auto_renew: node.get("autoRenewEnabled").flag().unwrap_or(false),
        parent: node.get("parentSubscriptionId").text().and_then(|text| SubscriptionId::parse(&text)),
        azure_id: (kind == SubscriptionKind::AzurePayg || kind == SubscriptionKind::AzurePlan)
            .then(|| node.get("entitlementId").text().and_then(|text| AzureSubscriptionId::parse(&text)))
            .flatten(),
        reseller: node.get("partnerId").text().and_then(|text| MpnId::parse(&text)),
        etag: node.get("attributes").get("etag").text(),
    })
}

/// Reads a collection; rows without an id are left out.
pub fn read_list(node: Node<'_>) -> Vec<Subscription> {
    node.items().into_iter().filter_map(read).collect()
}

/// The offer's id out of its link, where the member is absent: `/v1/offers/{id}?country=US`.
fn offer_of_link(node: Node<'_>) -> Option<String> {
    let uri = node.get("links").get("offer").get("uri").text()?;
    let (_, tail) = uri.split_once("/offers/")?;
    tail.split(['?', '/']).next().map(str::to_owned)
}

/// What was bought. Legacy offers are GUIDs or `MS-AZR-…`; newer ones have the form `product:sku:availability` and a product type.
fn kind(node: Node<'_>, offer: Option<&str>) -> SubscriptionKind {
    let product = node.get("productType");
    let product =
        product.get("id").text().or_else(|| product.text()).unwrap_or_default().to_ascii_lowercase().replace([' ', '_', '-'], "");
    let has = |part: &str| product.contains(part);
    if has("reservation") || has("reservedinstance") || has("savingsplan") {
        return SubscriptionKind::Reservation;
    }
    if has("saas") {
        return SubscriptionKind::Saas;
    }
    if has("software") || has("perpetual") {
        return SubscriptionKind::Software;
    }
    if has("azure") {
        return SubscriptionKind::AzurePlan;
    }
    let offer = offer.unwrap_or_default();
    if offer.eq_ignore_ascii_case(AZURE_PAYG_OFFER) {
        return SubscriptionKind::AzurePayg;
    }
    if has("onlineservices") || offer.contains(':') || node.get("isTrial").flag() == Some(true) {
        return SubscriptionKind::TermBased;
    }
    let usage = node.get("billingType").text().is_some_and(|word| word.eq_ignore_ascii_case("usage"));
    if usage || !product.is_empty() || offer.to_ascii_uppercase().starts_with("MS-AZR-") {
        SubscriptionKind::Other
    } else {
        SubscriptionKind::Licence
    }
}

/// Writes one subscription as the service does.
pub fn write(subscription: &Subscription) -> Value {
    let usage = matches!(subscription.kind, SubscriptionKind::AzurePayg | SubscriptionKind::AzurePlan);
    let mut body = json!({
        "id": subscription.id.as_str(),
        "friendlyName": subscription.friendly_name,
        "offerName": subscription.offer_name,
        "quantity": subscription.quantity,
        "unitType": subscription.unit,
        "status": subscription.status.word(),
        "autoRenewEnabled": subscription.auto_renew,
        "billingType": if usage { "usage" } else { "license" },
        "billingCycle": subscription.billing_cycle.word(),
        "contractType": "subscription",
        "commitmentEndDate": subscription.commitment_ends.map_or_else(|| json!("9999-12-31T00:00:00Z"), write_time),
        "partnerId": subscription.reseller.as_ref().map_or("", MpnId::as_str),
        "attributes": { "objectType": "Subscription", "etag": subscription.etag.as_deref().unwrap_or("") },
    });
    let mut put = |name: &str, value: Value| {
        if let Value::Object(members) = &mut body {
            members.insert(name.to_owned(), value);
        }
    };
    if let Some(order) = &subscription.order {
        put("orderId", json!(order.as_str()));
    }
    if let Some(offer) = &subscription.offer {
        put("offerId", json!(offer.as_str()));
    }
    if let Some(term) = &subscription.term {
        put("termDuration", json!(term));
    }
    if let Some(started) = subscription.started {
        put("effectiveStartDate", write_time(started));
        put("creationDate", write_time(started));
    }
    if let Some(parent) = &subscription.parent {
        put("parentSubscriptionId", json!(parent.as_str()));
    }
    if let Some(azure) = &subscription.azure_id {
        put("entitlementId", json!(azure.as_str()));
    }
    let product = match subscription.kind {
        SubscriptionKind::AzurePlan => Some("Azure"),
        SubscriptionKind::Reservation => Some("AzureReservation"),
        SubscriptionKind::Saas => Some("SaaS"),
        SubscriptionKind::Software => Some("Software"),
        SubscriptionKind::TermBased => Some("OnlineServicesNCE"),
        SubscriptionKind::Other => Some("Other"),
        SubscriptionKind::Licence | SubscriptionKind::AzurePayg => None,
    };
    if let Some(id) = product {
        put("productType", json!({ "id": id, "displayName": id }));
    }
    body
}
