//! Review notes and notices of a transfer on the wire. Source: api/partner-center.md 14.11 and 14.12 (2026-11-21).

use serde_json::{Value, json};

use super::json::Node;
use crate::domain::ids::{AzureSubscriptionId, OrderId, SubscriptionId, TransferId};
use crate::domain::organisation::Side;
use crate::domain::review::{Finding, Mapping, Mark, TransferReview};
use crate::domain::transfer::LineStatus;

/// Reads the notes on a transfer; whatever is absent is not noted.
pub fn read(node: Node<'_>) -> TransferReview {
    TransferReview {
        rejection_reason: node.get("rejectionReason").text(),
        provider_verified: read_mark(node.get("providerVerified")),
        partner_verified: read_mark(node.get("partnerVerified")),
        map: node.get("subscriptionMap").list().into_iter().filter_map(read_mapping).collect(),
        present: node.get("presentQuantities").list().into_iter().filter_map(read_present).collect(),
        is_local: false,
    }
}

fn read_mark(node: Node<'_>) -> Option<Mark> {
    let by = node.get("by");
    Some(Mark {
        by: by.text().or_else(|| by.get("displayName").text())?,
        at: node.get("time").time(),
        finding: Finding::from_word(&node.get("result").text_or_empty()),
    })
}

fn read_present(node: Node<'_>) -> Option<(SubscriptionId, u64)> {
    Some((SubscriptionId::parse(&node.get("subscriptionId").text()?)?, node.get("quantity").number()?))
}

fn read_mapping(node: Node<'_>) -> Option<Mapping> {
    let id = |name: &str| node.get(name).text();
    Some(Mapping {
        old: SubscriptionId::parse(&id("oldSubscriptionId")?)?,
        new: id("newSubscriptionId").and_then(|text| SubscriptionId::parse(&text)),
        azure_id: id("entitlementId").and_then(|text| AzureSubscriptionId::parse(&text)),
        order: id("orderId").and_then(|text| OrderId::parse(&text)),
        status: LineStatus::from_word(&node.get("status").text_or_empty()),
    })
}

/// Writes the notes as the service does.
pub fn write(transfer: &TransferId, review: &TransferReview) -> Value {
    let mark = |mark: &Option<Mark>| {
        mark.as_ref()
            .map(|mark| json!({ "by": mark.by, "time": mark.at.map(|at| at.to_string()), "result": mark.finding.word() }))
    };
    let map = review.map.iter().map(|row| {
        json!({
            "oldSubscriptionId": row.old.as_str(),
            "newSubscriptionId": row.new.as_ref().map(SubscriptionId::as_str),
            "entitlementId": row.azure_id.as_ref().map(AzureSubscriptionId::as_str),
            "orderId": row.order.as_ref().map(OrderId::as_str),
            "status": row.status.word(),
        })
    });
    let present = review.present.iter().map(|(id, quantity)| json!({ "subscriptionId": id.as_str(), "quantity": quantity }));
    json!({
        "transferId": transfer.as_str(),
        "rejectionReason": review.rejection_reason,
        "providerVerified": mark(&review.provider_verified),
        "partnerVerified": mark(&review.partner_verified),
        "subscriptionMap": map.collect::<Vec<_>>(),
        "presentQuantities": present.collect::<Vec<_>>(),
        "attributes": { "objectType": "TransferReview" },
    })
}

/// A change of the notes, as one side sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewChange {
    /// The provider's reason for a rejection.
    Reason(String),
    /// A side's mark of verification.
    Verified(Side, Finding),
}

/// Writes a change of the notes.
pub fn write_change(change: &ReviewChange) -> Value {
    match change {
        ReviewChange::Reason(reason) => json!({ "rejectionReason": reason }),
        ReviewChange::Verified(Side::Provider, finding) => json!({ "providerVerified": { "result": finding.word() } }),
        ReviewChange::Verified(Side::Partner, finding) => json!({ "partnerVerified": { "result": finding.word() } }),
    }
}

/// Reads a change of the notes; `None` where it changes nothing that we know.
pub fn read_change(node: Node<'_>) -> Option<ReviewChange> {
    let finding = |name: &str| node.get(name).get("result").text().map(|word| Finding::from_word(&word));
    if let Some(reason) = node.get("rejectionReason").text() {
        return Some(ReviewChange::Reason(reason));
    }
    finding("providerVerified")
        .map(|found| ReviewChange::Verified(Side::Provider, found))
        .or_else(|| finding("partnerVerified").map(|found| ReviewChange::Verified(Side::Partner, found)))
}

/// Which text was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// Partner to provider: a request waits.
    TransferCreated,
    /// Provider to partner: it is complete.
    TransferCompleted,
    /// Provider to partner: it was rejected.
    TransferRejected,
}

impl NoticeKind {
    /// The word in payloads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TransferCreated => "transferCreated",
            Self::TransferCompleted => "transferCompleted",
            Self::TransferRejected => "transferRejected",
        }
    }

    /// Reads a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::TransferCreated, Self::TransferCompleted, Self::TransferRejected]
            .into_iter()
            .find(|kind| kind.word().eq_ignore_ascii_case(word))
    }
}

/// How a text was handed over. Whether it was sent nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HandOver {
    /// Opened in the person's mail client.
    MailClient,
    /// Copied to the clipboard.
    Clipboard,
}

impl HandOver {
    /// The word in payloads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::MailClient => "mailClient",
            Self::Clipboard => "clipboard",
        }
    }
}
