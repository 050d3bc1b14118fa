//! The Microsoft Customer Agreement of a customer: what is recorded, and its confirmation by a partner. Source:
//! api/partner-center.md section 9, 14.14 (2026-11-21).

use serde_json::{Value, json};

use super::call::Call;
use super::company::Company;
use super::customers;
use super::dossier;
use super::persona::Persona;
use super::reply::{Answered, fault, invalid, malformed, ok, refused, required};
use super::state::{CustomerFile, State};
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::agreement::{self as rules, Agreement, CUSTOMER_AGREEMENT};
use crate::domain::contact::{Contact, Flaw};
use crate::domain::customer::AgreementState;
use crate::domain::organisation::Side;
use crate::domain::refusal::RefusalCode;
use crate::wire::agreement;
use crate::wire::json::{Node, collection};

/// The template of the agreement.
const TEMPLATE: &str = "117a77b0-9360-443b-8795-c6dedc750cf9";
/// Where it can be read.
const LINK: &str = "https://aka.ms/customeragreement";

/// A customer whose agreement nobody here can read counts as missing one (R88).
fn unreadable() -> Reply {
    fault(403, 20_002, "The partner has no commerce relation with the customer for this operation.")
}

/// What `company` confirmed of the agreement of `file`'s customer.
fn recorded(state: &State, file: &CustomerFile, company: Company) -> Vec<Agreement> {
    let dossier = state.dossier(file);
    let mut own: Vec<Agreement> =
        dossier.attestations.iter().filter(|(of, _)| *of == company).map(|(_, agreement)| agreement.clone()).collect();
    let in_sample = match file.agreement {
        AgreementState::PartnerAttested => company == file.partner,
        AgreementState::Provider => own.is_empty() && file.relation(company).is_some(),
        AgreementState::Unknown | AgreementState::Missing | AgreementState::AdminCenter => false,
    };
    if in_sample {
        let by = if company == file.partner { Persona::PartnerAdminAgent } else { Persona::ProviderAdminAgent };
        own.push(Agreement {
            contact: Contact {
                first_name: "Kim".to_owned(),
                last_name: "Akers".to_owned(),
                email: format!("kim.akers@{}", file.domain),
                phone: String::new(),
            },
            template: TEMPLATE.to_owned(),
            agreed: Some(dossier::attested(state)),
            kind: CUSTOMER_AGREEMENT.to_owned(),
            user: Some(by.user_id()),
        });
    }
    own
}

fn write(recorded: &Agreement) -> Value {
    let mut body = agreement::write(recorded);
    body["agreementLink"] = json!(LINK);
    body
}

/// GET /v1/customers/{customerId}/agreements?agreementType=.
pub(super) fn list(state: &State, call: &Call<'_>, id: &str) -> Answered {
    let file = customers::find(state, call, id)?;
    if file.agreement == AgreementState::Unknown {
        return Err(unreadable());
    }
    // Types are compared by case here; without one the older agreement is meant, of which there is none any more.
    let asked = call.query("agreementType").unwrap_or("MicrosoftCloudAgreement");
    let rows = if asked == CUSTOMER_AGREEMENT || asked == "*" { recorded(state, file, call.company()) } else { Vec::new() };
    ok(&collection(rows.iter().map(write).collect()))
}

/// GET /v1/customers/{customerId}/directSignedMicrosoftCustomerAgreementStatus.
pub(super) fn direct_signed(state: &State, call: &Call<'_>, id: &str) -> Answered {
    let file = customers::find(state, call, id)?;
    if file.agreement == AgreementState::Unknown {
        return Err(unreadable());
    }
    ok(&json!({ "isSigned": file.agreement == AgreementState::AdminCenter }))
}

/// POST /v1/customers/{customerId}/agreements: once a provider has confirmed it, the agreement is in force.
pub(super) fn confirm(state: &mut State, call: &Call<'_>, id: &str) -> Answered {
    let place = customers::place(state, call, id)?;
    let file = &state.customers[place];
    let provider = file.relations.first().map_or("", |relation| relation.provider.name());
    // Who adds a customer confirms its agreement in the same form (requirements R140), also a direct bill partner.
    let is_founder = file.agreement == AgreementState::Missing && state.founders.is(call.persona, &file.id);
    if !is_founder {
        rules::check_side(call.company().side(), provider).map_err(|refusal| refused(&refusal))?;
        call.check(state, Action::Attest)?;
    }
    let body = call.body()?;
    let Some(mut new) = agreement::read(Node::new(&body)) else { return Err(required("type")) };
    // Types and templates are compared letter for letter.
    if new.kind != CUSTOMER_AGREEMENT || new.template != TEMPLATE {
        return Err(malformed("Type or template of the agreement is not known."));
    }
    if let Some((name, flaw)) = new.contact.flaws().first() {
        return Err(match flaw {
            Flaw::Missing => required(name),
            Flaw::TooLong(most) => invalid(name, &most.to_string()),
            Flaw::NoEmail | Flaw::NoPhone => invalid(name, ""),
        });
    }
    let Some(agreed) = new.agreed else { return Err(required("dateAgreed")) };
    rules::check_date(agreed, state.now).map_err(|refusal| match refusal.code {
        RefusalCode::DateInFuture => refused(&refusal),
        _ => invalid("dateAgreed", "2019-01-01"),
    })?;
    if recorded(state, file, call.company()).iter().any(|held| held.contact == new.contact) {
        let text = "A partner confirmed agreement already exists for the customer.";
        return Err(Reply::json(
            400,
            &json!({
                "code": 600_061,
                "message": text,
                "description": text,
                "errorName": "PartnerConfirmedAgreementAlreadyExists",
                "isRetryable": false,
                "parameters": {},
                "errorMessageExtended": "InternalErrorCode=600061",
            }),
        ));
    }
    new.user = Some(call.persona.user_id());
    let answer = write(&new);
    state.customers[place].agreement = match call.company().side() {
        Side::Provider => AgreementState::Provider,
        Side::Partner => AgreementState::PartnerAttested,
    };
    state.dossier_mut(place).attestations.push((call.company(), new));
    state.touch();
    Ok(Reply::json(201, &answer))
}

/// GET /v1/agreements?agreementType=.
pub(super) fn templates(call: &Call<'_>) -> Answered {
    let asked = call.query("agreementType").unwrap_or("MicrosoftCloudAgreement");
    let row = json!({
        "templateId": TEMPLATE,
        "agreementType": CUSTOMER_AGREEMENT,
        "agreementLink": LINK,
        "versionRank": 0,
    });
    let rows = if asked == CUSTOMER_AGREEMENT || asked == "*" { vec![row] } else { Vec::new() };
    ok(&collection(rows))
}

/// GET /v1/agreementtemplates/{templateId}/document?language=&country=.
pub(super) fn document(call: &Call<'_>, template: &str) -> Answered {
    if template != TEMPLATE {
        return Err(fault(404, 1000, "The template could not be found."));
    }
    let language = call.query("language").unwrap_or("en-US");
    ok(&json!({
        "displayUri": LINK,
        "downloadUri": LINK,
        "language": language,
        "country": call.query("country").unwrap_or("US"),
    }))
}
