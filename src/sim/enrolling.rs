//! What a partner does with its programmes: reads them, enrols, has the verification e-mail sent again. Source:
//! api/partner-center.md 14.3 (2026-11-21).

use super::call::Call;
use super::company::{Company, Standing, known_partner};
use super::programs::write_sent;
use super::reply::{Answered, not_found, ok, refused};
use super::state::State;
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::application::{Application, ApplicationField, ApplicationGround, check_mpn_country};
use crate::domain::ids::MpnId;
use crate::domain::organisation::Side;
use crate::domain::program::ResellerProgram;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::typed::Rule;
use crate::wire::json::{Node, collection};
use crate::wire::{application, program};

/// GET /v1/enrolledprograms.
pub(super) fn list(state: &State, call: &Call<'_>) -> Answered {
    let is_partner = call.company().side() == Side::Partner;
    let programs = if is_partner { state.programs.summary(state.start, state.now, state.rules) } else { Vec::new() };
    ok(&collection(programs))
}

fn of_partner(state: &State, call: &Call<'_>) -> Result<ResellerProgram, Reply> {
    match call.company().side() {
        Side::Partner => Ok(state.programs.reseller(state.start, state.now, state.rules)),
        Side::Provider => Err(not_found()),
    }
}

/// GET /v1/enrolledprograms/indirectreseller.
pub(super) fn reseller(state: &State, call: &Call<'_>) -> Answered {
    of_partner(state, call).and_then(|held| ok(&program::write_reseller(&held)))
}

/// GET /v1/enrolledprograms/directbill.
pub(super) fn direct_bill(state: &State, call: &Call<'_>) -> Answered {
    of_partner(state, call)?;
    ok(&program::write_direct_bill(&state.programs.direct(state.now, state.rules)))
}

/// POST /v1/enrolledprograms/indirectreseller: **Enroll now**.
pub(super) fn enrol(state: &mut State, call: &Call<'_>) -> Answered {
    call.check(state, Action::Enrol)?;
    of_partner(state, call)?.check_enrol().map_err(|refusal| refused(&refusal))?;
    let body = call.body()?;
    let new = application::read(Node::new(&body)).cleaned();
    check(state, &new).map_err(|refusal| refused(&refusal))?;
    state.profiles.take_over(&new);
    state.programs.send(state.now, new);
    state.touch();
    let held = state.programs.reseller(state.start, state.now, state.rules);
    Ok(Reply::json(202, &program::write_reseller(&held)))
}

/// The first thing that is wrong.
fn check(state: &State, new: &Application) -> Result<(), Refusal> {
    let domain = state.profiles.organisation.domain.as_str();
    if let Some((_, refusal)) = new.check(ApplicationGround { domain, now: state.now }).into_iter().next() {
        return Err(refusal);
    }
    let field = ApplicationField::MpnId.word();
    let known = MpnId::parse(&new.mpn_id).and_then(|id| known_partner(&id));
    let Some(known) = known else { return Err(Refusal::new(RefusalCode::PartnerIdUnknown).with("field", field)) };
    check_mpn_country(Some(known.country), Company::Contoso.country())?;
    match known.company {
        Some(Company::Contoso) if matches!(known.standing, Standing::GlobalOfReseller) => {
            Err(Refusal::new(RefusalCode::PartnerIdGlobal).with("field", field))
        }
        Some(Company::Contoso) => Ok(()),
        _ => Err(Rule::Own.refusal(field)),
    }
}

/// POST /v1/enrolledprograms/indirectreseller/verificationemails: **Resend verification email**.
pub(super) fn resend(state: &mut State, call: &Call<'_>) -> Answered {
    call.check(state, Action::Enrol)?;
    of_partner(state, call)?.check_resend().map_err(|refusal| refused(&refusal))?;
    state.programs.mail_resent = Some(state.now);
    state.touch();
    Ok(Reply::json(202, &write_sent(state.now)))
}

/// DELETE /v1/enrolledprograms/indirectreseller: never (R34).
pub(super) fn leave(state: &State, call: &Call<'_>) -> Answered {
    of_partner(state, call)?;
    Err(refused(&Refusal::new(RefusalCode::NoRollback)))
}
