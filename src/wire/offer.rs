//! Offers on the wire. Source: api/partner-center.md section 11 (2026-11-21).

use serde_json::{Value, json};

use super::json::Node;
use crate::domain::ids::OfferId;
use crate::domain::offer::Offer;

/// Reads one offer; `None` without an id.
pub fn read(node: Node<'_>) -> Option<Offer> {
    let text = |name: &str| node.get(name).text_or_empty();
    let flag = |name: &str| node.get(name).flag().unwrap_or(false);
    Some(Offer {
        id: OfferId::parse(&node.get("id").text()?)?,
        name: text("name"),
        description: text("description"),
        minimum_quantity: node.get("minimumQuantity").number().unwrap_or(1),
        maximum_quantity: node.get("maximumQuantity").number(),
        unit: text("unitType"),
        category: node.get("category").get("name").text_or_empty(),
        is_add_on: flag("isAddOn"),
        has_add_ons: flag("hasAddOns"),
        is_available: flag("isAvailableForPurchase"),
        is_trial: flag("isTrial"),
        billing: text("billing"),
        billing_cycles: node.get("supportedBillingCycles").texts(),
        limit: node.get("limit").number().filter(|limit| *limit > 0),
        limit_unit: text("limitUnitOfMeasure"),
        prerequisites: node.get("prerequisiteOffers").texts().iter().filter_map(|id| OfferId::parse(id)).collect(),
        country: text("country"),
        locale: text("locale"),
        product: node.get("product").get("name").text_or_empty(),
        learn_more: node.get("links").get("learnMore").get("uri").address(),
    })
}

/// Reads a collection; rows without an id are left out.
pub fn read_list(node: Node<'_>) -> Vec<Offer> {
    node.items().into_iter().filter_map(read).collect()
}

/// Writes one offer as the service does.
pub fn write(offer: &Offer) -> Value {
    let of_offer = |rest: &str| json!({ "uri": format!("/offers/{}{rest}?country={}", offer.id, offer.country), "method": "GET", "headers": [] });
    json!({
        "id": offer.id.as_str(),
        "name": offer.name,
        "description": offer.description,
        "minimumQuantity": offer.minimum_quantity,
        "maximumQuantity": offer.maximum_quantity,
        "unitType": offer.unit,
        "category": { "id": offer.category, "name": offer.category, "rank": 0 },
        "isAddOn": offer.is_add_on,
        "hasAddOns": offer.has_add_ons,
        "isAvailableForPurchase": offer.is_available,
        "isTrial": offer.is_trial,
        "billing": offer.billing,
        "supportedBillingCycles": offer.billing_cycles,
        "limit": offer.limit.unwrap_or(0),
        "limitUnitOfMeasure": if offer.limit.is_some() { offer.limit_unit.as_str() } else { "None" },
        "prerequisiteOffers": offer.prerequisites.iter().map(OfferId::as_str).collect::<Vec<_>>(),
        "country": offer.country,
        "locale": offer.locale,
        "product": { "id": offer.id.as_str(), "name": offer.product, "unit": offer.unit },
        "links": { "self": of_offer(""), "addOns": of_offer("/addons") },
        "attributes": { "objectType": "Offer" },
    })
}
