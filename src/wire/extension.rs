//! The relationship extension on the wire. Source: api/partner-center.md 14.7 (2026-11-21).

use serde_json::{Value, json};

use super::json::{Node, write_time};
use super::{customer_profile, relationship};
use crate::domain::extension::{Consent, ExtensionPreview, NewExtension};
use crate::domain::ids::CustomerId;
use crate::domain::partnership::Partnership;

/// Reads what an extension would do. What is not said is what the contract says: no delegated admin, listed to the customer.
pub fn read_preview(node: Node<'_>) -> ExtensionPreview {
    ExtensionPreview {
        bill_to: customer_profile::read_bill_to(node.get("billTo")),
        delegated_admin: node.get("grantsDelegatedAdmin").flag().unwrap_or(false),
        listed: node.get("listedToCustomer").flag().unwrap_or(true),
    }
}

/// Writes what making an extension takes.
pub fn write_new(customer: &CustomerId, new: &NewExtension) -> Value {
    let mut consent = json!({ "confirmed": new.confirmed, "confirmedTime": write_time(new.confirmed_on) });
    if !new.note.is_empty() {
        consent["note"] = json!(new.note);
    }
    json!({
        "customerId": customer.as_str(),
        "directPartnerId": new.partner.as_str(),
        "indirectProviderId": new.provider.as_str(),
        "shareBillTo": true,
        "consent": consent,
    })
}

/// Reads the consent that a relationship of a customer came from; `None` for one that came otherwise.
pub fn read_consent(node: Node<'_>) -> Option<Consent> {
    let extension = node.get("extension");
    (!extension.is_nothing()).then(|| Consent {
        confirmed_by: extension.get("consentConfirmedBy").text_or_empty(),
        confirmed_on: extension.get("consentConfirmedTime").time(),
        text_version: extension.get("textVersion").text_or_empty(),
        shared_on: extension.get("sharedBillToTime").time(),
        note: extension.get("note").text_or_empty(),
    })
}

/// Reads the relationships of a customer, each with the consent that it came from, if so.
pub fn read_list(node: Node<'_>) -> Vec<(Partnership, Option<Consent>)> {
    node.items().into_iter().filter_map(|row| Some((relationship::read(row)?, read_consent(row)))).collect()
}

/// Writes the consent as a relationship bears it.
pub fn write_consent(consent: &Consent) -> Value {
    let time = |at: Option<_>| at.map_or(Value::Null, write_time);
    json!({
        "method": "extension",
        "consentConfirmedBy": consent.confirmed_by,
        "consentConfirmedTime": time(consent.confirmed_on),
        "textVersion": consent.text_version,
        "sharedBillToTime": time(consent.shared_on),
        "note": consent.note,
    })
}
