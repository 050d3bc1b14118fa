//! Who is signed in. Source: api/partner-center.md 14.2 (2026-11-21).

use super::call::Call;
use super::persona::Persona;
use super::reply::{Answered, ok};
use super::state::State;
use crate::domain::organisation::{Role, Session, Side};
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
        knows_roles: true,
        organisation: company.organisation(),
        enrolment: is_partner.then(|| state.enrolment()),
        direct_bill: is_partner.then(|| state.direct_bill()),
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
