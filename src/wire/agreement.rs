//! Agreements of a customer on the wire. Source: api/partner-center.md section 9 (2026-11-21).

use serde_json::{Value, json};

use super::contact;
use super::json::{Node, write_time};
use crate::domain::agreement::{Agreement, AgreementDocument, AgreementTemplate, CUSTOMER_AGREEMENT, NewAgreement};
use crate::domain::ids::UserId;
use crate::domain::web_address;

/// Reads one agreement; `None` without a type.
pub fn read(node: Node<'_>) -> Option<Agreement> {
    Some(Agreement {
        contact: contact::read(node.get("primaryContact")),
        template: node.get("templateId").text_or_empty(),
        agreed: node.get("dateAgreed").time(),
        kind: node.get("type").text()?,
        user: node.get("userId").text().and_then(|text| UserId::parse(&text)),
    })
}

/// Reads a collection; rows without a type are left out.
pub fn read_list(node: Node<'_>) -> Vec<Agreement> {
    node.items().into_iter().filter_map(read).collect()
}

/// Writes what a partner confirms (9.2).
pub fn write_new(new: &NewAgreement) -> Value {
    json!({
        "primaryContact": contact::write(&new.contact),
        "templateId": new.template,
        "dateAgreed": write_time(new.agreed),
        "type": CUSTOMER_AGREEMENT,
    })
}

/// Writes one agreement as the service does.
pub fn write(agreement: &Agreement) -> Value {
    json!({
        "primaryContact": contact::write(&agreement.contact),
        "templateId": agreement.template,
        "dateAgreed": agreement.agreed.map_or(Value::Null, write_time),
        "type": agreement.kind,
        "userId": agreement.user.as_ref().map(UserId::as_str),
    })
}

/// Reads the agreements in use (9.4); rows without an id are left out.
pub fn read_templates(node: Node<'_>) -> Vec<AgreementTemplate> {
    let read = |row: Node<'_>| {
        Some(AgreementTemplate {
            id: row.get("templateId").text()?,
            kind: row.get("agreementType").text().or_else(|| row.get("type").text()).unwrap_or_default(),
            link: row.get("agreementLink").text_or_empty(),
            version_rank: row.get("versionRank").number(),
        })
    };
    node.items().into_iter().filter_map(read).collect()
}

/// Reads where a text can be fetched (9.5); `None` without an address.
pub fn read_document(node: Node<'_>) -> Option<AgreementDocument> {
    // The simulated service keeps its texts on the app's own site.
    let place = |name: &str| node.get(name).text().filter(|text| web_address::is_page_or_own(text));
    let (display, download) = (place("displayUri"), place("downloadUri"));
    Some(AgreementDocument {
        display_uri: display.clone().or_else(|| download.clone())?,
        download_uri: download.or(display)?,
        language: node.get("language").text_or_empty(),
        country: node.get("country").text_or_empty(),
    })
}
