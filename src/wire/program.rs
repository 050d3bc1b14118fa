//! The programmes of a partner on the wire. Source: api/partner-center.md 14.3 (2026-11-21).
//!
//! Beside the documented members `profileConfirmedTime` (when the profile was confirmed last) and, for direct bill, `statusTime` and
//! `ruleSet` are read and written: ours, and optional.

use serde_json::{Map, Value, json};

use super::json::{Node, kind, members, write_time};
use super::{contact, support};
use crate::domain::enrolment::{DirectBillStatus, EnrolmentStatus};
use crate::domain::ids::MpnId;
use crate::domain::moment::Timestamp;
use crate::domain::program::{DirectBillProgram, Offer, Rejection, Requirement, ResellerProgram, Verification};
use crate::domain::vetting::{VettingStatus, VettingStep};

/// Reads the indirect reseller programme.
pub fn read_reseller(node: Node<'_>) -> ResellerProgram {
    let verification = node.get("verification");
    let given = |name: &str| Some(node.get(name)).filter(|member| !member.is_nothing());
    ResellerProgram {
        status: EnrolmentStatus::from_word(&node.get("status").text_or_empty()),
        submitted: node.get("submittedTime").time(),
        due: node.get("decisionDueDate").time(),
        decided: node.get("decidedTime").time(),
        verification: Verification {
            status: VettingStatus::from_word(&verification.get("status").text_or_empty()),
            step: VettingStep::from_word(&verification.get("step").text_or_empty()),
            since: verification.get("stepSince").time(),
        },
        rejection: given("rejection").map(|rejection| Rejection {
            step: VettingStep::from_word(&rejection.get("step").text_or_empty()),
            text: rejection.get("text").text_or_empty(),
        }),
        offer: read_offer(node.get("offer")),
        requirement: given("requirement").and_then(read_requirement),
        contact: given("primaryContact").map(contact::read),
        support: given("supportContact").map(support::read),
        mpn_id: node.get("mpnId").text().and_then(|text| MpnId::parse(&text)),
        profile_confirmed: node.get("profileConfirmedTime").time(),
    }
}

fn read_offer(node: Node<'_>) -> Offer {
    Offer {
        rules: node.get("ruleSet").text_or_empty(),
        satisfied: node.get("satisfied").flag().unwrap_or(false),
        failed: node.get("failedCondition").text(),
        changes: node.get("changesWhen").text(),
        anniversary_month: node
            .get("anniversaryMonth")
            .number()
            .and_then(|month| u8::try_from(month).ok())
            .filter(|month| (1..=12).contains(month)),
    }
}

fn read_requirement(node: Node<'_>) -> Option<Requirement> {
    Some(Requirement {
        threshold: node.get("threshold").number()?,
        currency: node.get("currency").text_or_empty(),
        valid_from: node.get("validFrom").time(),
        measured: node.get("measuredValue").number(),
        basis: node.get("basis").text_or_empty(),
        measured_on: node.get("measuredOn").time(),
    })
}

/// Writes the indirect reseller programme as the service does.
pub fn write_reseller(program: &ResellerProgram) -> Value {
    let mut body = Map::new();
    let mut put = |name: &str, value: Value| _ = body.insert(name.to_owned(), value);
    put("program", "indirectreseller".into());
    put("status", program.status.word().into());
    let times = [
        ("submittedTime", program.submitted),
        ("decisionDueDate", program.due),
        ("decidedTime", program.decided),
        ("profileConfirmedTime", program.profile_confirmed),
    ];
    for (name, at) in times {
        if let Some(at) = at {
            put(name, write_time(at));
        }
    }
    let offer = &program.offer;
    put(
        "offer",
        members([
            ("ruleSet", offer.rules.as_str().into()),
            ("satisfied", offer.satisfied.into()),
            ("failedCondition", offer.failed.as_deref().into()),
            ("changesWhen", offer.changes.as_deref().into()),
            ("anniversaryMonth", offer.anniversary_month.into()),
        ]),
    );
    put("agreementRequired", (program.status == EnrolmentStatus::Authorized).into());
    put("attributes", kind("ProgramEnrollment"));
    let verification = &program.verification;
    if verification.status != VettingStatus::None {
        let since = verification.since.map(write_time);
        let (status, step) = (verification.status.word(), verification.step.word());
        put("verification", members([("status", status.into()), ("step", step.into()), ("stepSince", since.into())]));
    }
    if let Some(rejection) = &program.rejection {
        put("rejection", members([("step", rejection.step.word().into()), ("text", rejection.text.as_str().into())]));
    }
    if let Some(requirement) = &program.requirement {
        put(
            "requirement",
            members([
                ("threshold", requirement.threshold.into()),
                ("currency", requirement.currency.as_str().into()),
                ("validFrom", requirement.valid_from.map(write_time).into()),
                ("measuredValue", requirement.measured.into()),
                ("basis", requirement.basis.as_str().into()),
                ("measuredOn", requirement.measured_on.map(write_time).into()),
            ]),
        );
    }
    if let Some(held) = &program.contact {
        put("primaryContact", contact::write(held));
    }
    if let Some(held) = &program.support {
        put("supportContact", support::write(held));
    }
    if let Some(id) = &program.mpn_id {
        put("mpnId", id.as_str().into());
    }
    Value::Object(body)
}

/// Reads the direct bill programme.
pub fn read_direct_bill(node: Node<'_>) -> DirectBillProgram {
    DirectBillProgram {
        status: DirectBillStatus::from_word(&node.get("status").text_or_empty()),
        since: node.get("statusTime").time(),
        rules: node.get("ruleSet").text_or_empty(),
        restrictions: node.get("restrictions").texts(),
        mpn_id: node.get("mpnId").text().and_then(|text| MpnId::parse(&text)),
    }
}

/// Writes the direct bill programme as the service does.
pub fn write_direct_bill(program: &DirectBillProgram) -> Value {
    json!({
        "program": "directbill",
        "status": program.status.word(),
        "statusTime": program.since.map(write_time),
        "ruleSet": program.rules,
        "restrictions": program.restrictions,
        "mpnId": program.mpn_id.as_ref().map(MpnId::as_str),
        "attributes": { "objectType": "ProgramEnrollment" },
    })
}

/// Reads when a verification e-mail was sent.
pub fn read_sent(node: Node<'_>) -> Option<Timestamp> {
    node.get("sentTime").time()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programme_is_read_back_as_written() {
        let at: Option<Timestamp> = "2026-11-21T09:00:00Z".parse().ok();
        let program = ResellerProgram {
            status: EnrolmentStatus::Rejected,
            submitted: at,
            due: at,
            decided: at,
            verification: Verification { status: VettingStatus::Rejected, step: VettingStep::EmploymentVerification, since: at },
            rejection: Some(Rejection { step: VettingStep::EmploymentVerification, text: "No".to_owned() }),
            offer: Offer {
                rules: "2021".to_owned(),
                satisfied: false,
                failed: Some("anniversary".to_owned()),
                changes: Some("later".to_owned()),
                anniversary_month: Some(3),
            },
            requirement: Some(Requirement {
                threshold: 300_000,
                currency: "USD".to_owned(),
                valid_from: at,
                measured: Some(5),
                basis: "Basis".to_owned(),
                measured_on: at,
            }),
            contact: None,
            support: None,
            mpn_id: MpnId::parse("6812347"),
            profile_confirmed: at,
        };
        assert_eq!(read_reseller(Node::new(&write_reseller(&program))), program);
        let direct = DirectBillProgram {
            status: DirectBillStatus::Restricted,
            since: at,
            rules: "2025".to_owned(),
            restrictions: vec!["sandbox".to_owned()],
            mpn_id: None,
        };
        assert_eq!(read_direct_bill(Node::new(&write_direct_bill(&direct))), direct);
    }

    // C13: shown as given; what is missing is missing, and nothing of it hides the rest.
    #[test]
    fn a_service_that_says_little_is_understood() {
        let bare = json!({ "Status": "OFFERED", "requirement": { "threshold": "300000" }, "offer": { "anniversaryMonth": 13 } });
        let program = read_reseller(Node::new(&bare));
        assert_eq!(program.status, EnrolmentStatus::Offered);
        assert_eq!(program.requirement.map(|it| (it.threshold, it.measured)), Some((300_000, None)));
        assert_eq!((program.offer.anniversary_month, program.rejection, program.contact), (None, None, None));
        assert_eq!(program.verification.status, VettingStatus::None);
        assert_eq!(read_direct_bill(Node::new(&json!({}))).status, DirectBillStatus::Other(String::new()));
    }
}
