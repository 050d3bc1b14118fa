//! The agreement of a programme on the wire. Source: api/partner-center.md 14.4 (2026-11-21).

use serde_json::{Value, json};

use super::json::{Node, write_time};
use crate::domain::program_agreement::{ProgramAgreement, Signature};

/// Reads the agreements that a programme offers; rows without an id are left out.
pub fn read_list(node: Node<'_>) -> Vec<ProgramAgreement> {
    let read = |row: Node<'_>| {
        let signature = row.get("signature");
        Some(ProgramAgreement {
            id: row.get("id").text()?,
            version: row.get("version").text_or_empty(),
            title: row.get("title").text_or_empty(),
            languages: row.get("languages").texts(),
            offered: row.get("offeredTime").time(),
            signature: (!signature.is_nothing()).then(|| read_signature(signature)),
        })
    };
    node.items().into_iter().filter_map(read).collect()
}

/// Reads an acceptance.
pub fn read_signature(node: Node<'_>) -> Signature {
    let by = ["signedByDisplayName", "signedByUserPrincipalName"].into_iter().find_map(|name| node.get(name).text());
    Signature { by: by.unwrap_or_default(), at: node.get("dateSigned").time(), version: node.get("version").text_or_empty() }
}

/// Writes an acceptance as it is asked for.
pub fn write_acceptance(version: &str) -> Value {
    json!({ "version": version, "accepted": true })
}

/// Writes one as the service does.
pub fn write(agreement: &ProgramAgreement) -> Value {
    json!({
        "id": agreement.id,
        "program": "indirectreseller",
        "version": agreement.version,
        "title": agreement.title,
        "languages": agreement.languages,
        "documentUri": format!("/v1/programagreements/{}/document", agreement.id),
        "offeredTime": agreement.offered.map(write_time),
        "signature": agreement.signature.as_ref().map(write_signature),
        "attributes": { "objectType": "ProgramAgreement" },
    })
}

/// Writes an acceptance as the service does.
pub fn write_signature(signature: &Signature) -> Value {
    json!({
        "agreementType": "ValueAddedReseller",
        "version": signature.version,
        "dateSigned": signature.at.map(write_time),
        "signedByDisplayName": signature.by,
        "attributes": { "objectType": "AgreementSignature" },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agreement_is_read_back_with_its_signature() {
        let at = "2026-11-21T09:00:00Z".parse().ok();
        let signature = Signature { by: "Astrid Lindqvist".to_owned(), at, version: "2020-10".to_owned() };
        let agreement = ProgramAgreement {
            id: "a1".to_owned(),
            version: "2020-10".to_owned(),
            title: "Agreement".to_owned(),
            languages: vec!["sv".to_owned()],
            offered: at,
            signature: Some(signature),
        };
        let list = super::super::json::collection(vec![write(&agreement), json!({ "title": "no id" })]);
        assert_eq!(read_list(Node::new(&list)), [agreement]);
        assert_eq!(read_signature(Node::new(&json!({ "signedByUserPrincipalName": "a@b.example" }))).by, "a@b.example");
    }
}
