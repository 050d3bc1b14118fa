//! Invitations to incentive programmes on the wire. Source: api/partner-center.md 14.13 (2026-11-21).

use serde_json::{Value, json};

use super::json::{Node, write_time};
use crate::domain::ids::MpnId;
use crate::domain::incentive::{IncentiveInvitation, IncentiveProgram, IncentiveState};

/// Reads one; `None` without an id.
pub fn read(node: Node<'_>) -> Option<IncentiveInvitation> {
    Some(IncentiveInvitation {
        id: node.get("id").text()?,
        program: IncentiveProgram::from_word(&node.get("program").text_or_empty()),
        mpn_id: node.get("mpnId").text().and_then(|text| MpnId::parse(&text)),
        email: node.get("email").text_or_empty(),
        due: node.get("dueDate").time(),
        state: IncentiveState::from_word(&node.get("state").text_or_empty()),
        // What is followed has to be an address of the web.
        enrol_uri: node.get("enrolUri").address(),
        etag: node.get("attributes").get("etag").text(),
    })
}

/// Reads a collection; rows without an id are left out.
pub fn read_list(node: Node<'_>) -> Vec<IncentiveInvitation> {
    node.items().into_iter().filter_map(read).collect()
}

/// Writes a change of state.
pub fn write_state(state: &IncentiveState) -> Value {
    json!({ "state": state.word() })
}

/// Writes one as the service does.
pub fn write(invitation: &IncentiveInvitation) -> Value {
    json!({
        "id": invitation.id,
        "program": invitation.program.word(),
        "mpnId": invitation.mpn_id.as_ref().map(MpnId::as_str),
        "email": invitation.email,
        "dueDate": invitation.due.map(write_time),
        "state": invitation.state.word(),
        "enrolUri": invitation.enrol_uri,
        "attributes": { "objectType": "IncentiveInvitation", "etag": invitation.etag },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    // R124
    #[test]
    fn an_invitation_is_read_back_and_leads_to_the_web_alone() {
        let invitation = IncentiveInvitation {
            id: "a1".to_owned(),
            program: IncentiveProgram::DirectBill,
            mpn_id: MpnId::parse("6812347"),
            email: "mpn@contoso.example".to_owned(),
            due: "2026-11-21T09:00:00Z".parse().ok(),
            state: IncentiveState::Sent,
            enrol_uri: Some("https://partner.microsoft.com/".to_owned()),
            etag: Some("1".to_owned()),
        };
        assert_eq!(read(Node::new(&write(&invitation))), Some(invitation));
        assert_eq!(read(Node::new(&json!({ "id": 1, "enrolUri": "javascript:alert(1)" }))).unwrap().enrol_uri, None);
    }
}
