//! The ledger of a transfer: old id, new id, Azure Subscription ID, as CSV (R114).

use super::review::TransferReview;
use super::transfer::Transfer;

/// Writes a CSV file (RFC 4180, CRLF, with a byte-order mark so that Excel reads it as UTF-8): one row for each line and add-on.
/// Source: requirements.md R114 (2026-11-21).
pub fn csv(transfer: &Transfer, review: &TransferReview) -> String {
    let mut file = String::from("\u{feff}");
    let mut row = |cells: [&str; 7]| {
        let cells: Vec<String> = cells.into_iter().map(cell).collect();
        file.push_str(&cells.join(","));
        file.push_str("\r\n");
    };
    row(["subscription", "quantity", "status", "oldSubscriptionId", "newSubscriptionId", "azureSubscriptionId", "orderId"]);
    for line in transfer.all_lines() {
        let entry = review.mapping(&line.subscription);
        let new = entry.and_then(|entry| entry.new.as_ref()).map(ToString::to_string).unwrap_or_default();
        let azure = entry
            .and_then(|entry| entry.azure_id.as_ref())
            .or(line.azure_id.as_ref())
            .map(ToString::to_string)
            .unwrap_or_default();
        let order =
            entry.and_then(|entry| entry.order.as_ref()).or(line.order.as_ref()).map(ToString::to_string).unwrap_or_default();
        row([
            line.display_name(),
            &line.quantity.to_string(),
            line.status.word(),
            line.subscription.as_str(),
            &new,
            &azure,
            &order,
        ]);
    }
    file
}

/// One cell: quoted where it must be; a text that a spreadsheet would take for a formula is given a quote mark in front.
fn cell(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_are_disarmed() {
        let cases = [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("=1+1", "'=1+1"),
            ("@x,y", "\"'@x,y\""),
        ];
        for (text, written) in cases {
            assert_eq!(cell(text), written);
        }
    }
}
