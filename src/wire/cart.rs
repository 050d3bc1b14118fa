//! Carts on the wire. Source: api/partner-center.md section 11 (2026-11-21).

use serde_json::{Map, Value, json};

use super::json::Node;
use super::order;
use crate::domain::cart::{Cart, CartError, CartLine, Checkout};
use crate::domain::ids::{CartId, OfferId};

/// Reads a cart; `None` without an id.
pub fn read(node: Node<'_>) -> Option<Cart> {
    Some(Cart {
        id: CartId::parse(&node.get("id").text()?)?,
        created: node.get("creationTimestamp").time(),
        changed: node.get("lastModifiedTimestamp").time(),
        expires: node.get("expirationTimestamp").time(),
        status: node.get("status").text_or_empty(),
        lines: node.get("lineItems").list().into_iter().filter_map(read_line).collect(),
    })
}

fn read_line(node: Node<'_>) -> Option<CartLine> {
    let error = node.get("error");
    let code = error.get("errorCode").text_or_empty();
    let text = error.get("errorDescription").text_or_empty();
    // Samples say catalogItemId, the tables of requests catalogId.
    let item = node.get("catalogItemId").text().or_else(|| node.get("catalogId").text())?;
    Some(CartLine {
        id: node.get("id").number().unwrap_or(0),
        item: OfferId::parse(&item)?,
        friendly_name: node.get("friendlyName").text_or_empty(),
        quantity: node.get("quantity").number().unwrap_or(0),
        currency: node.get("currencyCode").text_or_empty(),
        billing_cycle: node.get("billingCycle").text_or_empty(),
        term: node.get("termDuration").text(),
        renews_to: node.get("renewsTo").get("termDuration").text(),
        participants: node.get("participants").list().into_iter().filter_map(read_pair).collect(),
        provisioning: match node.get("provisioningContext").value() {
            Value::Object(members) => {
                members.iter().filter_map(|(name, value)| Some((name.clone(), Node::new(value).text()?))).collect()
            }
            _ => Vec::new(),
        },
        order_group: node.get("orderGroup").text_or_empty(),
        add_ons: node.get("addonItems").list().into_iter().filter_map(read_line).collect(),
        error: (!code.is_empty() || !text.is_empty()).then_some(CartError { code, text }),
    })
}

fn read_pair(node: Node<'_>) -> Option<(String, String)> {
    Some((node.get("key").text()?, node.get("value").text_or_empty()))
}

/// Writes a new cart (11.6): of each line what the buyer decides.
pub fn write_new(lines: &[CartLine]) -> Value {
    json!({ "lineItems": lines.iter().map(write_line).collect::<Vec<_>>() })
}

fn write_line(line: &CartLine) -> Value {
    let mut members = Map::from_iter([
        ("id".to_owned(), json!(line.id)),
        ("catalogItemId".to_owned(), json!(line.item.as_str())),
        ("quantity".to_owned(), json!(line.quantity)),
        ("billingCycle".to_owned(), json!(line.billing_cycle)),
    ]);
    let mut put = |name: &str, value: Value| members.insert(name.to_owned(), value);
    if !line.friendly_name.is_empty() {
        put("friendlyName", json!(line.friendly_name));
    }
    if let Some(term) = &line.term {
        put("termDuration", json!(term));
    }
    if let Some(term) = &line.renews_to {
        put("renewsTo", json!({ "termDuration": term }));
    }
    if !line.participants.is_empty() {
        put("participants", line.participants.iter().map(|(key, value)| json!({ "key": key, "value": value })).collect());
    }
    if !line.provisioning.is_empty() {
        put(
            "provisioningContext",
            Value::Object(line.provisioning.iter().map(|(name, value)| (name.clone(), json!(value))).collect()),
        );
    }
    if !line.add_ons.is_empty() {
        put("addonItems", line.add_ons.iter().map(write_line).collect());
    }
    Value::Object(members)
}

/// Reads what checking out came to (11.7); `None` where neither an order nor an error is named: nobody knows then what was bought.
pub fn read_checkout(node: Node<'_>) -> Option<Checkout> {
    let read_error = |error: Node<'_>| {
        let why = CartError { code: error.get("code").text_or_empty(), text: error.get("description").text_or_empty() };
        (error.get("orderGroupId").text_or_empty(), why)
    };
    let orders: Vec<_> = node.get("orders").list().into_iter().filter_map(order::read).collect();
    let errors: Vec<_> = node.get("orderErrors").list().into_iter().map(read_error).collect();
    (!orders.is_empty() || !errors.is_empty()).then_some(Checkout { orders, errors })
}
