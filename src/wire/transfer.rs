//! Transfer requests, eligibility and the outcome of an acceptance on the wire.
//! Source: api/partner-center.md sections 4 and 5 (2026-11-21).

use serde_json::{Value, json};

use super::json::{Node, write_time};
use crate::domain::eligibility::Eligibility;
use crate::domain::ids::{AzureSubscriptionId, CustomerId, MpnId, OfferId, OrderId, SubscriptionId, TenantId, TransferId};
use crate::domain::subscription::BillingCycle;
use crate::domain::transfer::{LineError, LineStatus, NewTransfer, Transfer, TransferKind, TransferLine, TransferStatus};

/// Reads one request of the customer whose address was called; `None` without an id. Samples print another customer id in the
/// body: the path is trusted.
pub fn read(node: Node<'_>, customer: &CustomerId) -> Option<Transfer> {
    let id = TransferId::parse(&node.get("id").text()?)?;
    let lines: Vec<TransferLine> = node.get("lineItems").list().into_iter().filter_map(read_line).collect();
    let failed = lines.iter().any(|line| line.status == LineStatus::Failed);
    let word = node.get("status").text_or_empty();
    let status = TransferStatus::from_word(&word, failed);
    let tenant = |name: &str| node.get(name).text().and_then(|text| TenantId::parse(&text));
    Some(Transfer {
        id,
        kind: kind(node, &word, &status, &lines),
        customer: customer.clone(),
        customer_name: node.get("customerName").text(),
        source: tenant("sourcePartnerTenantId").or_else(|| tenant("partnertenantid"))?,
        source_name: node.get("sourcePartnerName").text(),
        target: tenant("targetPartnerTenantId"),
        target_name: node.get("targetPartnerName").text(),
        status,
        created: node.get("createdTime").time(),
        changed: node.get("lastModifiedTime").time(),
        // Our extension sends the name beside the id, which is all that the documented service has.
        changed_by: ["lastModifiedUserName", "lastModifiedUser"].into_iter().find_map(|name| node.get(name).text()),
        lines,
    })
}

/// Reads a list in any of its forms; rows that cannot be read are left out.
pub fn read_list(node: Node<'_>, customer: &CustomerId) -> Vec<Transfer> {
    node.items().into_iter().filter_map(|row| read(row, customer)).collect()
}

/// Tells the newer protocol apart (section 5, "Recognition"). Our own service says `InProgress` of a legacy request too, with
/// lines; a new-commerce one has none before it is completed.
fn kind(node: Node<'_>, word: &str, status: &TransferStatus, lines: &[TransferLine]) -> TransferKind {
    let by_type = node.get("transferType").text().is_some_and(|text| {
        let text = text.to_ascii_lowercase();
        ["3", "5", "newcommerce", "modernazure"].contains(&text.as_str())
    });
    let pending = lines.is_empty() && (*status == TransferStatus::InProgress || word.eq_ignore_ascii_case("pending"));
    if by_type || node.get("expirationTime").time().is_some() || *status == TransferStatus::Expired || pending {
        TransferKind::NewCommerce
    } else {
        TransferKind::Legacy
    }
}

/// Reads a line; add-ons of add-ons, which samples nest, are lifted to their base.
fn read_line(node: Node<'_>) -> Option<TransferLine> {
    let subscription = SubscriptionId::parse(&node.get("subscriptionId").text()?)?;
    let mut add_ons = Vec::new();
    for mut add_on in node.get("addonItems").list().into_iter().filter_map(read_line) {
        let deeper = std::mem::take(&mut add_on.add_ons);
        add_ons.push(add_on);
        add_ons.extend(deeper);
    }
    let error = node.get("transferError");
    let error = error.text().map(|text| LineError { code: None, text }).or_else(|| {
        let code = error.get("code").number().and_then(|code| u32::try_from(code).ok());
        let text = error.get("description").text_or_empty();
        (code.is_some() || !text.is_empty()).then_some(LineError { code, text })
    });
    let status = match LineStatus::from_word(&node.get("status").text_or_empty()) {
        LineStatus::Active if error.is_some() => LineStatus::Failed,
        status => status,
    };
    Some(TransferLine {
        subscription,
        offer: node.get("offerId").text().and_then(|text| OfferId::parse(&text)),
        name: node.get("friendlyName").text_or_empty(),
        quantity: node.get("quantity").number().unwrap_or(0),
        billing_cycle: BillingCycle::from_word(&node.get("billingCycle").text_or_empty()),
        partner_of_record: node.get("partnerIdOnRecord").text().and_then(|text| MpnId::parse(&text)),
        add_ons,
        status,
        error,
        order: node.get("orderId").text().and_then(|text| OrderId::parse(&text)),
        azure_id: node.get("entitlementId").text().and_then(|text| AzureSubscriptionId::parse(&text)),
    })
}

/// Writes a request as the service does.
pub fn write(transfer: &Transfer) -> Value {
    let mut body = json!({
        "id": transfer.id.as_str(),
        "status": transfer.status.word(),
        "customerTenantId": transfer.customer.as_str(),
        "partnertenantid": transfer.source.as_str(),
        "sourcePartnerTenantId": transfer.source.as_str(),
        "lineItems": transfer.lines.iter().map(write_line).collect::<Vec<_>>(),
        "attributes": { "objectType": "TransferEntity" },
        "links": { "self": {
            "uri": format!("/customers/{}/transfers/{}", transfer.customer, transfer.id), "method": "GET", "headers": []
        } },
    });
    if let Value::Object(members) = &mut body {
        let texts = [
            ("customerName", transfer.customer_name.as_deref()),
            ("sourcePartnerName", transfer.source_name.as_deref()),
            ("targetPartnerTenantId", transfer.target.as_ref().map(TenantId::as_str)),
            ("targetPartnerName", transfer.target_name.as_deref()),
            ("lastModifiedUser", transfer.changed_by.as_deref()),
        ];
        members.extend(texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), json!(text?)))));
        let times = [("createdTime", transfer.created), ("lastModifiedTime", transfer.changed)];
        members.extend(times.into_iter().filter_map(|(name, at)| Some((name.to_owned(), write_time(at?)))));
    }
    body
}

/// Writes a line as the service does.
pub fn write_line(line: &TransferLine) -> Value {
    let mut body = json!({
        "id": 0,
        "subscriptionId": line.subscription.as_str(),
        "friendlyName": line.name,
        "quantity": line.quantity,
        "billingCycle": line.billing_cycle.word(),
        "addonItems": line.add_ons.iter().map(write_line).collect::<Vec<_>>(),
    });
    if let Value::Object(members) = &mut body {
        let status = (line.status != LineStatus::Active).then(|| line.status.word());
        let texts = [
            ("offerId", line.offer.as_ref().map(OfferId::as_str)),
            ("partnerIdOnRecord", line.partner_of_record.as_ref().map(MpnId::as_str)),
            ("orderId", line.order.as_ref().map(OrderId::as_str)),
            ("entitlementId", line.azure_id.as_ref().map(AzureSubscriptionId::as_str)),
            ("status", status),
        ];
        members.extend(texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), json!(text?)))));
        if let Some(error) = &line.error {
            let written = match error.code {
                Some(code) => json!({ "code": code, "description": error.text }),
                None => json!(error.text),
            };
            members.insert("transferError".to_owned(), written);
        }
    }
    body
}

/// Writes what the partner sends to create a request (4.2): nothing that the service sets itself.
pub fn write_new(new: &NewTransfer) -> Value {
    let lines: Vec<Value> = new
        .subscriptions
        .iter()
        .map(|subscription| match &new.partner_of_record {
            Some(mpn_id) => json!({ "subscriptionId": subscription.as_str(), "partnerIdOnRecord": mpn_id.as_str() }),
            None => json!({ "subscriptionId": subscription.as_str() }),
        })
        .collect();
    json!({ "sourcePartnerTenantId": new.source.as_str(), "targetPartnerTenantId": new.target.as_str(), "lineItems": lines })
}

/// Reads what a partner sends to create a request; `None` where a required member is missing.
pub fn read_new(node: Node<'_>) -> Option<NewTransfer> {
    let tenant = |name: &str| node.get(name).text().and_then(|text| TenantId::parse(&text));
    let lines = node.get("lineItems").list();
    let subscriptions: Vec<SubscriptionId> =
        lines.iter().filter_map(|line| SubscriptionId::parse(&line.get("subscriptionId").text()?)).collect();
    let partner_of_record = lines.iter().find_map(|line| MpnId::parse(&line.get("partnerIdOnRecord").text()?));
    (!subscriptions.is_empty()).then_some(NewTransfer {
        source: tenant("sourcePartnerTenantId")?,
        target: tenant("targetPartnerTenantId")?,
        subscriptions,
        partner_of_record,
    })
}

/// Writes a rejection (4.7).
pub fn write_rejection(transfer: &TransferId) -> Value {
    json!({ "id": transfer.as_str(), "status": "reject" })
}

/// Reads the eligibility of a customer's subscriptions (4.1); rows without an id are left out.
pub fn read_eligibility(node: Node<'_>) -> Vec<Eligibility> {
    node.items()
        .into_iter()
        .filter_map(|row| {
            let subscription = SubscriptionId::parse(&row.get("id").text()?)?;
            Some(Eligibility {
                subscription,
                eligible: row.get("isEligible").flag().unwrap_or(false),
                reason: row.get("reason").text(),
            })
        })
        .collect()
}

/// Writes the eligibility of subscriptions.
pub fn write_eligibility(answers: &[Eligibility]) -> Value {
    let rows = answers.iter().map(|answer| match &answer.reason {
        Some(reason) => json!({ "id": answer.subscription.as_str(), "isEligible": answer.eligible, "reason": reason }),
        None => json!({ "id": answer.subscription.as_str(), "isEligible": answer.eligible }),
    });
    Value::Array(rows.collect())
}

/// What accepting came to at once (`TransferSubmitResult`): the rest is learnt by reading the request again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SubmitResult {
    /// The orders that were made.
    pub orders: Vec<OrderId>,
    /// What failed at once, by subscription.
    pub errors: Vec<(Vec<SubscriptionId>, LineError)>,
}

/// Reads the outcome of an acceptance (4.6); each list may be absent or null, but what has neither, and does not say that it is
/// such an outcome, is none.
pub fn read_submit_result(node: Node<'_>) -> Option<SubmitResult> {
    let orders = node.get("orders").list().into_iter().filter_map(|order| OrderId::parse(&order.get("id").text()?)).collect();
    let errors = node
        .get("transferErrors")
        .list()
        .into_iter()
        .map(|error| {
            let code = error.get("code").number().and_then(|code| u32::try_from(code).ok());
            let lines = error.get("lineItems").list();
            let ids = lines.iter().filter_map(|line| SubscriptionId::parse(&line.get("subscriptionId").text()?)).collect();
            (ids, LineError { code, text: error.get("description").text_or_empty() })
        })
        .collect();
    node.is_a("TransferSubmitResult", &["orders", "transferErrors"]).then_some(SubmitResult { orders, errors })
}
