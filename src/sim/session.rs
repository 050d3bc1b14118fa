//! Who is signed in, and the programmes of their organisation. Source: api/partner-center.md 14.2, 14.3 (2026-11-21).

use crate::domain::moment::Timestamp;
use serde_json::{Value, json};

use super::call::Call;
use super::clock;
use super::company::Company;
use super::persona::Persona;
use super::reply::{Answered, not_found, ok};
use super::state::State;
use crate::domain::enrolment::{DirectBillStatus, EnrolmentStatus};
use crate::domain::organisation::{Role, Session, Side};
use crate::domain::rule_set::RuleSet;
use crate::wire::json::{collection, write_time};
use crate::wire::session;

/// The session of `persona`.
pub(super) fn of(persona: Persona, state: &State) -> Session {
    let company = persona.company();
    let colleagues = || Persona::ALL.into_iter().filter(|other| other.company() == company);
    let is_partner = company.side() == Side::Partner;
    Session {
        user: persona.user_id(),
        name: persona.name().to_owned(),
        email: persona.email(),
        roles: persona.roles().to_vec(),
        organisation: company.organisation(),
        enrolment: is_partner.then(|| state.enrolment.clone()),
        direct_bill: is_partner.then(|| state.direct_bill.clone()),
        holders: Role::ALL
            .into_iter()
            .map(|role| (role, colleagues().filter(|other| other.roles().contains(&role)).map(Persona::person).collect()))
            .collect(),
    }
}

/// GET /v1/me.
pub(super) fn me(state: &State, call: &Call<'_>) -> Answered {
    ok(&session::write(&of(call.persona, state)))
}

/// GET /v1/enrolledprograms.
pub(super) fn programs(state: &State, call: &Call<'_>) -> Answered {
    let is_partner = call.company().side() == Side::Partner;
    let programs = if is_partner { vec![indirect_reseller(state), direct_bill(state)] } else { Vec::new() };
    ok(&collection(programs))
}

/// GET /v1/enrolledprograms/{program}; `name` in lower case.
pub(super) fn program(state: &State, call: &Call<'_>, name: &str) -> Answered {
    match (call.company().side(), name) {
        (Side::Partner, "indirectreseller") => ok(&indirect_reseller(state)),
        (Side::Partner, "directbill") => ok(&direct_bill(state)),
        _ => Err(not_found()),
    }
}

fn indirect_reseller(state: &State) -> Value {
    let mut body = json!({
        "program": "indirectreseller",
        "status": state.enrolment.word(),
        "offer": {
            "ruleSet": state.rules.word(),
            "satisfied": state.enrolment != EnrolmentStatus::NotOffered,
            "anniversaryMonth": 11,
        },
        "agreementRequired": state.enrolment == EnrolmentStatus::Authorized,
        "attributes": { "objectType": "ProgramEnrollment" },
    });
    if let Some(threshold) = threshold(state.rules) {
        body["requirement"] = json!({
            "threshold": threshold.0,
            "currency": "USD",
            "validFrom": threshold.1,
            "measuredValue": 214_500,
            "basis": "Direct bill revenue of the previous 12 months, Partner Global Account",
            "measuredOn": write_time(clock::before(state.start, 21, 9)),
        });
    }
    if let Some(decided) = state.enrolled {
        let submitted: Timestamp = clock::before(decided, 0, 2);
        body["submittedTime"] = write_time(submitted);
        body["decisionDueDate"] = write_time(clock::after(submitted, 7));
        body["decidedTime"] = write_time(decided);
        body["verification"] = json!({ "status": "authorized", "step": "none", "stepSince": write_time(decided) });
        body["primaryContact"] = json!({
            "firstName": "Astrid",
            "lastName": "Lindqvist",
            "email": Persona::PartnerGlobalAdmin.email(),
            "phoneNumber": "+46 8 555 010 20",
        });
        body["mpnId"] = json!(Company::Contoso.mpn());
    }
    body
}

fn direct_bill(state: &State) -> Value {
    let restrictions: &[&str] = match state.direct_bill {
        DirectBillStatus::Active => &[],
        _ => &[
            "newSubscriptions",
            "newAddOns",
            "oneTimePurchases",
            "sharedServices",
            "createCustomer",
            "requestRelationship",
            "sandbox",
        ],
    };
    json!({
        "program": "directbill",
        "status": state.direct_bill.word(),
        "restrictions": restrictions,
        "mpnId": Company::Contoso.mpn(),
        "attributes": { "objectType": "ProgramEnrollment" },
    })
}

/// The revenue that a direct bill partner needs, in USD, and since when (domain.md section 6).
const fn threshold(rules: RuleSet) -> Option<(u32, &'static str)> {
    match rules {
        RuleSet::Y2019 | RuleSet::Y2020 => None,
        RuleSet::Y2021 => Some((300_000, "2021-01-01T00:00:00Z")),
        RuleSet::Y2025 => Some((1_000_000, "2025-10-01T00:00:00Z")),
    }
}
