//! The Microsoft Customer Agreement of a customer. Source: api/partner-center.md section 9 (2026-11-21).

use serde_json::json;

use super::call::Call;
use super::clock;
use super::customers;
use super::reply::{Answered, fault, ok};
use super::state::State;
use crate::api::http::Reply;
use crate::domain::customer::AgreementState;
use crate::wire::json::{collection, write_time};

/// The template of the agreement.
const TEMPLATE: &str = "117a77b0-9360-443b-8795-c6dedc750cf9";
const KIND: &str = "MicrosoftCustomerAgreement";

/// A customer whose agreement nobody here can read counts as missing one (R88).
fn unreadable() -> Reply {
    fault(403, 20_002, "The partner has no commerce relation with the customer for this operation.")
}

/// GET /v1/customers/{customerId}/agreements?agreementType=.
pub(super) fn list(state: &State, call: &Call<'_>, id: &str) -> Answered {
    let file = customers::find(state, call, id)?;
    // Types are compared by case here; without one the older agreement is meant, of which there is none any more.
    let asked = call.query("agreementType").unwrap_or("MicrosoftCloudAgreement");
    let is_recorded = match file.agreement {
        AgreementState::Unknown => return Err(unreadable()),
        AgreementState::PartnerAttested => call.company() == file.partner,
        AgreementState::Provider => file.relation(call.company()).is_some(),
        AgreementState::Missing | AgreementState::AdminCenter => false,
    };
    let rows = (is_recorded && (asked == KIND || asked == "*")).then(|| {
        json!({
            "primaryContact": { "firstName": "Kim", "lastName": "Akers", "email": format!("kim.akers@{}", file.domain) },
            "templateId": TEMPLATE,
            "dateAgreed": write_time(clock::before(state.start, 200, 0)),
            "type": KIND,
            "agreementLink": "https://aka.ms/customeragreement",
        })
    });
    ok(&collection(rows.into_iter().collect()))
}

/// GET /v1/customers/{customerId}/directSignedMicrosoftCustomerAgreementStatus.
pub(super) fn direct_signed(state: &State, call: &Call<'_>, id: &str) -> Answered {
    let file = customers::find(state, call, id)?;
    if file.agreement == AgreementState::Unknown {
        return Err(unreadable());
    }
    ok(&json!({ "isSigned": file.agreement == AgreementState::AdminCenter }))
}
