//! Invitations to the incentive programmes. Source: api/partner-center.md 14.13 (2026-11-21).
//!
//! That of the indirect reseller is sent ten days after the enrolment became active; the one of direct bill was enrolled in long ago.

use super::call::Call;
use super::reply::{Answered, fault, invalid, malformed, not_found, ok};
use super::state::{State, made_id};
use crate::domain::incentive::{DAYS_TO_INVITE, IncentiveInvitation, IncentiveProgram, IncentiveState};
use crate::domain::organisation::Side;
use crate::wire::incentive;
use crate::wire::json::{Node, collection};

/// After how many days the invitation is sent.
const DAYS_TO_SEND: i64 = 10;
/// Where both programmes are enrolled in.
const ENROL: &str = "https://partner.microsoft.com/dashboard/incentives/overview";

fn all(state: &State, call: &Call<'_>) -> Vec<IncentiveInvitation> {
    if call.company().side() != Side::Partner {
        return Vec::new();
    }
    let invitation = |number, program, state, due| IncentiveInvitation {
        id: made_id("incentive", number),
        program,
        mpn_id: Some(call.company().mpn_id()),
        email: format!("mpn@{}", call.company().domain()),
        due,
        etag: Some(format!("{}", u8::from(state == IncentiveState::Received) + 1)),
        enrol_uri: Some(ENROL.to_owned()),
        state,
    };
    let direct = invitation(1, IncentiveProgram::DirectBill, IncentiveState::Enrolled, None);
    let reseller = state.programs.active_since().map(|since| {
        let stands = if state.programs.incentive_received {
            IncentiveState::Received
        } else if since.plus_hours(24 * DAYS_TO_SEND) <= state.now {
            IncentiveState::Sent
        } else {
            IncentiveState::Expected
        };
        invitation(2, IncentiveProgram::IndirectReseller, stands, Some(since.plus_hours(24 * DAYS_TO_INVITE)))
    });
    reseller.into_iter().chain([direct]).collect()
}

/// GET /v1/incentives/invitations.
pub(super) fn list(state: &State, call: &Call<'_>) -> Answered {
    ok(&collection(all(state, call).iter().map(incentive::write).collect()))
}

/// PATCH /v1/incentives/invitations/{id}: any role marks it as received.
pub(super) fn change(state: &mut State, call: &Call<'_>, id: &str) -> Answered {
    let find = |state: &State| all(state, call).into_iter().find(|invitation| invitation.id.eq_ignore_ascii_case(id));
    let held = find(state).ok_or_else(not_found)?;
    let etag = call.request.header_value("If-Match").map(|etag| etag.trim().trim_matches('"'));
    let Some(etag) = etag else { return Err(malformed("If-Match is required.")) };
    if etag != "*" && Some(etag) != held.etag.as_deref() {
        return Err(fault(412, 990_060, "The etag is stale: the invitation was changed in the meantime."));
    }
    let body = call.body()?;
    let wanted = IncentiveState::from_word(&Node::new(&body).get("state").text_or_empty());
    if wanted != IncentiveState::Received || held.program != IncentiveProgram::IndirectReseller {
        return Err(invalid("state", IncentiveState::Received.word()));
    }
    if held.is_awaited() {
        state.programs.incentive_received = true;
        state.touch();
    }
    ok(&incentive::write(&find(state).ok_or_else(not_found)?))
}
