//! The ledger: old id, new id, Azure Subscription ID of everything that moved, of one request and of all customers, as CSV (R114).

use super::csv::{Csv, Separator};
use super::ids::{AzureSubscriptionId, OrderId, SubscriptionId};
use super::review::TransferReview;
use super::transfer::{LineStatus, Transfer};

/// What became of one subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// Its name.
    pub name: String,
    /// Licence seats at the creation of the request.
    pub quantity: u64,
    /// Whether it is billed by use: it then has no seats to speak of.
    pub is_azure: bool,
    /// Where its line stands.
    pub status: LineStatus,
    /// Its id at the partner.
    pub old: SubscriptionId,
    /// Its id at the provider; `None` until it moved, or where the service does not say.
    pub new: Option<SubscriptionId>,
    /// The Azure Subscription ID, which stays.
    pub azure: Option<AzureSubscriptionId>,
    /// The provider's order.
    pub order: Option<OrderId>,
}

/// The rows of one request: one for each line and add-on.
pub fn rows(transfer: &Transfer, review: &TransferReview) -> Vec<LedgerRow> {
    let row = |line: &super::transfer::TransferLine| {
        let entry = review.mapping(&line.subscription);
        LedgerRow {
            name: line.display_name().to_owned(),
            quantity: line.quantity,
            is_azure: line.is_azure(),
            status: line.status.clone(),
            old: line.subscription.clone(),
            new: entry.and_then(|entry| entry.new.clone()),
            azure: entry.and_then(|entry| entry.azure_id.clone()).or_else(|| line.azure_id.clone()),
            order: entry.and_then(|entry| entry.order.clone()).or_else(|| line.order.clone()),
        }
    };
    transfer.all_lines().map(row).collect()
}

/// Writes the ledger of one request as CSV. Source: requirements.md R114 (2026-11-21).
pub fn csv(separator: Separator, transfer: &Transfer, review: &TransferReview) -> String {
    let columns =
        ["subscription", "quantity", "status", "oldSubscriptionId", "newSubscriptionId", "azureSubscriptionId", "orderId"];
    let mut file = Csv::new(separator, &columns);
    for row in rows(transfer, review) {
        let cells = cells(&row);
        file.row(cells.iter().map(String::as_str));
    }
    file.finish()
}

/// Writes the ledger of many requests as CSV, each with its customer and the marks of verification of both sides.
pub fn csv_of_all(separator: Separator, entries: &[(Transfer, TransferReview)]) -> String {
    let mut file = Csv::new(
        separator,
        &[
            "customer",
            "customerId",
            "transferId",
            "transferStatus",
            "subscription",
            "quantity",
            "status",
            "oldSubscriptionId",
            "newSubscriptionId",
            "azureSubscriptionId",
            "orderId",
            "providerVerified",
            "partnerVerified",
        ],
    );
    for (transfer, review) in entries {
        let mark = |mark: &Option<super::review::Mark>| {
            mark.as_ref()
                .map(|mark| format!("{} {}", mark.finding.word(), mark.at.map(|at| at.to_string()).unwrap_or_default()))
                .unwrap_or_default()
        };
        let head = [
            transfer.customer_name.clone().unwrap_or_default(),
            transfer.customer.to_string(),
            transfer.id.to_string(),
            transfer.status.word().to_owned(),
        ];
        let tail = [mark(&review.provider_verified), mark(&review.partner_verified)];
        for row in rows(transfer, review) {
            file.row(head.iter().chain(cells(&row).iter()).chain(&tail).map(String::as_str));
        }
    }
    file.finish()
}

fn cells(row: &LedgerRow) -> [String; 7] {
    let id = |id: Option<String>| id.unwrap_or_default();
    [
        row.name.clone(),
        row.quantity.to_string(),
        row.status.word().to_owned(),
        row.old.to_string(),
        id(row.new.as_ref().map(ToString::to_string)),
        id(row.azure.as_ref().map(ToString::to_string)),
        id(row.order.as_ref().map(ToString::to_string)),
    ]
}
