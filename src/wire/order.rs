//! Orders on the wire. Source: api/partner-center.md section 11 (2026-11-21).

use serde_json::{Map, Value, json};

use super::json::{Node, write_time};
use crate::domain::ids::{CustomerId, MpnId, OfferId, OrderId, SubscriptionId};
use crate::domain::order::{NewOrder, NewOrderLine, Order, OrderLine};

/// Reads a new order, as the service is sent it: the billing cycle and the lines; rows without an offer are left out.
pub fn read_new(node: Node<'_>) -> (String, Vec<OrderLine>) {
    (node.get("billingCycle").text_or_empty(), node.get("lineItems").list().into_iter().filter_map(read_line).collect())
}

/// Reads one order; `None` without an id.
pub fn read(node: Node<'_>) -> Option<Order> {
    Some(Order {
        id: OrderId::parse(&node.get("id").text()?)?,
        billing_cycle: node.get("billingCycle").text_or_empty(),
        lines: node.get("lineItems").list().into_iter().filter_map(read_line).collect(),
        currency: node.get("currencyCode").text_or_empty(),
        created: node.get("creationDate").time(),
        status: node.get("status").text_or_empty(),
    })
}

fn read_line(node: Node<'_>) -> Option<OrderLine> {
    let subscription = |name: &str| node.get(name).text().and_then(|text| SubscriptionId::parse(&text));
    Some(OrderLine {
        offer: OfferId::parse(&node.get("offerId").text()?)?,
        friendly_name: node.get("friendlyName").text_or_empty(),
        quantity: node.get("quantity").number().unwrap_or(0),
        subscription: subscription("subscriptionId"),
        parent: subscription("parentSubscriptionId"),
        partner_of_record: node.get("partnerIdOnRecord").text().and_then(|text| MpnId::parse(&text)),
        term: node.get("termDuration").text(),
    })
}

/// Writes a new order (11.4); its lines are numbered from 0.
pub fn write_new(new: &NewOrder) -> Value {
    json!({
        "referenceCustomerId": new.customer.as_str(),
        "billingCycle": new.billing_cycle,
        "lineItems": new.lines.iter().enumerate().map(write_line).collect::<Vec<_>>(),
        "attributes": { "objectType": "Order" },
    })
}

fn write_line((number, line): (usize, &NewOrderLine)) -> Value {
    let mut members = Map::from_iter([
        ("lineItemNumber".to_owned(), json!(number)),
        ("offerId".to_owned(), json!(line.offer.as_str())),
        ("quantity".to_owned(), json!(line.quantity)),
        ("attributes".to_owned(), json!({ "objectType": "OrderLineItem" })),
    ]);
    if let Some(record) = &line.partner_of_record {
        members.insert("partnerIdOnRecord".to_owned(), json!(record.as_str()));
    }
    if !line.friendly_name.is_empty() {
        members.insert("friendlyName".to_owned(), json!(line.friendly_name));
    }
    if let Some(parent) = &line.parent {
        members.insert("parentSubscriptionId".to_owned(), json!(parent.as_str()));
    }
    Value::Object(members)
}

/// Writes one order as the service does.
pub fn write(customer: &CustomerId, order: &Order) -> Value {
    let lines = order.lines.iter().enumerate().map(|(number, line)| {
        let subscription = line.subscription.as_ref().map(SubscriptionId::as_str);
        let uri = subscription.map(|id| format!("/customers/{customer}/subscriptions/{id}"));
        json!({
            "lineItemNumber": number,
            "offerId": line.offer.as_str(),
            "subscriptionId": subscription,
            "parentSubscriptionId": line.parent.as_ref().map(SubscriptionId::as_str),
            "friendlyName": line.friendly_name,
            "quantity": line.quantity,
            "partnerIdOnRecord": line.partner_of_record.as_ref().map(MpnId::as_str),
            "termDuration": line.term,
            "links": { "subscription": uri.map(|uri| json!({ "uri": uri, "method": "GET", "headers": [] })) },
        })
    });
    json!({
        "id": order.id.as_str(),
        "referenceCustomerId": customer.as_str(),
        "billingCycle": order.billing_cycle,
        "lineItems": lines.collect::<Vec<_>>(),
        "currencyCode": order.currency,
        "creationDate": order.created.map(write_time),
        "status": order.status,
        "attributes": { "objectType": "Order" },
    })
}
