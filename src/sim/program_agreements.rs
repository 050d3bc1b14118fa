//! The indirect reseller agreement: offered once approved, accepted once. Source: api/partner-center.md 14.4 (2026-11-21).

use serde_json::json;

use super::call::Call;
use super::reply::{Answered, invalid, not_found, ok, refused, required};
use super::state::{State, made_id};
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::enrolment::EnrolmentStatus;
use crate::domain::organisation::Side;
use crate::domain::program_agreement::{ProgramAgreement, Signature, check_accept};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::wire::json::{Node, collection};
use crate::wire::program_agreement;

/// The version that is offered.
pub(super) const VERSION: &str = "2020-10";
/// The languages in which the app brings a sample of its text along.
const LANGUAGES: [&str; 4] = ["en", "sv", "nl", "de"];

/// What is offered to the caller; nothing before approval, and nothing to a provider.
fn offered(state: &State, call: &Call<'_>) -> Option<ProgramAgreement> {
    let is_approved = matches!(state.enrolment(), EnrolmentStatus::Authorized | EnrolmentStatus::Active);
    (call.company().side() == Side::Partner && is_approved).then(|| ProgramAgreement {
        id: made_id("program-agreement", 1),
        version: VERSION.to_owned(),
        title: "Microsoft Cloud Reseller Agreement".to_owned(),
        languages: LANGUAGES.map(str::to_owned).to_vec(),
        offered: state.programs.approved(state.now),
        signature: state.programs.signature.clone(),
    })
}

fn not_offered() -> Reply {
    refused(&Refusal::new(RefusalCode::AgreementNotOffered))
}

/// The agreement `id`: before approval it is not offered, whatever its id.
fn find(state: &State, call: &Call<'_>, id: &str) -> Result<ProgramAgreement, Reply> {
    if call.company().side() != Side::Partner {
        return Err(not_found());
    }
    let offered = offered(state, call).ok_or_else(not_offered)?;
    if offered.id.eq_ignore_ascii_case(id) { Ok(offered) } else { Err(not_found()) }
}

/// GET /v1/programagreements?program=indirectreseller.
pub(super) fn list(state: &State, call: &Call<'_>) -> Answered {
    let is_asked = call.query("program").is_none_or(|program| program.eq_ignore_ascii_case("indirectreseller"));
    let rows = offered(state, call).filter(|_| is_asked).map(|agreement| program_agreement::write(&agreement));
    ok(&collection(rows.into_iter().collect()))
}

/// GET /v1/programagreements/{agreementId}/document?language=. The addresses lead to the app's own files.
pub(super) fn document(state: &State, call: &Call<'_>, id: &str) -> Answered {
    find(state, call, id)?;
    let asked = call.query("language").unwrap_or_default().to_ascii_lowercase();
    let language = LANGUAGES.into_iter().find(|tag| asked.starts_with(tag)).unwrap_or(LANGUAGES[0]);
    let uri = format!("agreements/indirect-reseller.{language}.html");
    ok(&json!({
        "displayUri": uri,
        "downloadUri": uri,
        "language": language,
        "country": call.company().country(),
        "attributes": { "objectType": "AgreementDocument" },
    }))
}

/// POST /v1/programagreements/{agreementId}/signatures: **Accept and continue**.
pub(super) fn sign(state: &mut State, call: &Call<'_>, id: &str) -> Answered {
    call.check(state, Action::Enrol)?;
    let agreement = find(state, call, id)?;
    check_accept(&state.enrolment(), agreement.signature.as_ref()).map_err(|refusal| refused(&refusal))?;
    let body = call.body()?;
    let node = Node::new(&body);
    if node.get("accepted").flag() != Some(true) {
        return Err(required("accepted"));
    }
    if node.get("version").text_or_empty() != agreement.version {
        return Err(invalid("version", VERSION));
    }
    let signature = Signature { by: call.persona.name().to_owned(), at: Some(state.now), version: agreement.version };
    let mut body = program_agreement::write_signature(&signature);
    body["id"] = json!(made_id("program-signature", 1));
    body["agreementId"] = json!(agreement.id);
    body["accountId"] = json!(call.company().tenant());
    body["signedByUserPrincipalName"] = json!(call.persona.email());
    state.programs.signature = Some(signature);
    state.touch();
    Ok(Reply::json(201, &body))
}
