//! Transfers of new commerce on the wire. Source: api/partner-center.md section 5 (2026-11-21).

use serde_json::{Map, Value, json};

use super::json::{Node, write_time};
use super::transfer;
use crate::domain::ids::{CustomerId, MpnId, SubscriptionId, TenantId};
use crate::domain::new_commerce::{GivenLine, NewCommerceTransfer, TransferAsk};

/// How the target marks what it asks for: one page says 3, another "use 5"; both are read alike.
const TRANSFER_TYPE: &str = "5";

/// How the source says that it completes a request. Assumed (section 5.3): the page that documents it was not readable. Empty
/// leaves the member out.
const ACCEPT_VERB: &str = "Accept";

/// Reads one request; `None` where [`transfer::read`] gives none.
pub fn read(node: Node<'_>, customer: &CustomerId) -> Option<NewCommerceTransfer> {
    Some(NewCommerceTransfer {
        transfer: transfer::read(node, customer)?,
        customer_email: node.get("customerEmailId").text(),
        product_types: node.get("targetProductTypes").texts(),
        partner_of_record: node.get("partnerOnRecord").text().and_then(|text| MpnId::parse(&text)),
        expires: node.get("expirationTime").time(),
        completed: node.get("completedTime").time(),
    })
}

/// Writes what the target asks for (5.1).
pub fn write_ask(ask: &TransferAsk) -> Value {
    let mut members = Map::from_iter([
        ("sourcePartnerTenantId".to_owned(), json!(ask.source.as_str())),
        ("sourcePartnerName".to_owned(), json!(ask.source_name)),
        ("customerEmailId".to_owned(), json!(ask.customer_email)),
        ("transferType".to_owned(), json!(TRANSFER_TYPE)),
    ]);
    let texts = [
        ("customerName", ask.customer_name.as_deref()),
        ("targetPartnerTenantId", ask.target.as_ref().map(TenantId::as_str)),
        ("targetPartnerEmailId", ask.target_email.as_deref()),
        ("partnerOnRecord", ask.partner_of_record.as_ref().map(MpnId::as_str)),
    ];
    members.extend(texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), json!(text?)))));
    if !ask.product_types.is_empty() {
        members.insert("targetProductTypes".to_owned(), json!(ask.product_types));
    }
    Value::Object(members)
}

/// Writes the source's completion with the lines that it gives (5.3).
pub fn write_accept(asked: &NewCommerceTransfer, lines: &[GivenLine]) -> Value {
    let lines =
        lines.iter().map(|line| json!({ "subscriptionId": line.subscription.as_str(), "productType": line.product_type }));
    write_step(asked, ACCEPT_VERB, Some(lines.collect()))
}

/// Writes the target's cancellation (5.4).
pub fn write_cancel(asked: &NewCommerceTransfer) -> Value {
    write_step(asked, "Cancel", None)
}

fn write_step(asked: &NewCommerceTransfer, status: &str, lines: Option<Value>) -> Value {
    let transfer = &asked.transfer;
    let mut members = Map::from_iter([
        ("id".to_owned(), json!(transfer.id.as_str())),
        ("sourcePartnerTenantId".to_owned(), json!(transfer.source.as_str())),
    ]);
    let texts = [
        ("status", Some(status).filter(|word| !word.is_empty())),
        ("targetPartnerTenantId", transfer.target.as_ref().map(TenantId::as_str)),
        ("customerName", transfer.customer_name.as_deref()),
    ];
    members.extend(texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), json!(text?)))));
    if let Some(lines) = lines {
        members.insert("lineItems".to_owned(), lines);
    }
    Value::Object(members)
}

/// Writes a request as the service does.
pub fn write(asked: &NewCommerceTransfer) -> Value {
    let mut body = transfer::write(&asked.transfer);
    body["transferType"] = json!(TRANSFER_TYPE);
    body["customerEmailId"] = json!(asked.customer_email);
    body["targetProductTypes"] = if asked.product_types.is_empty() { Value::Null } else { json!(asked.product_types) };
    body["partnerOnRecord"] = json!(asked.partner_of_record.as_ref().map(MpnId::as_str));
    body["expirationTime"] = asked.expires.map_or(Value::Null, write_time);
    body["completedTime"] = asked.completed.map_or(Value::Null, write_time);
    body
}

/// Says whether what is sent to create a request is of this kind (5.1).
pub fn is_ask(node: Node<'_>) -> bool {
    node.get("transferType")
        .text()
        .is_some_and(|text| matches!(text.to_ascii_lowercase().as_str(), "3" | "5" | "newcommerce" | "modernazure"))
}

/// Reads what a target sends to ask; `None` where a required member is missing.
pub fn read_ask(node: Node<'_>) -> Option<TransferAsk> {
    let tenant = |name: &str| node.get(name).text().and_then(|text| TenantId::parse(&text));
    Some(TransferAsk {
        source: tenant("sourcePartnerTenantId")?,
        source_name: node.get("sourcePartnerName").text()?,
        customer_email: node.get("customerEmailId").text()?,
        customer_name: node.get("customerName").text(),
        target: tenant("targetPartnerTenantId"),
        target_email: node.get("targetPartnerEmailId").text(),
        product_types: node.get("targetProductTypes").texts(),
        partner_of_record: node.get("partnerOnRecord").text().and_then(|text| MpnId::parse(&text)),
    })
}

/// Reads the lines that the source gives; a line without a subscription or a product type is none.
pub fn read_given(node: Node<'_>) -> Option<Vec<GivenLine>> {
    let read = |line: Node<'_>| {
        let product = line.get("productType");
        let product_type = product.text().or_else(|| product.get("id").text())?;
        Some(GivenLine { subscription: SubscriptionId::parse(&line.get("subscriptionId").text()?)?, product_type })
    };
    node.get("lineItems").list().into_iter().map(read).collect()
}
