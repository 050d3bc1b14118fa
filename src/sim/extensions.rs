//! The relationship extension of an existing customer. Source: api/partner-center.md 14.7 (2026-11-21).

use serde_json::json;

use super::call::Call;
use super::company::Company;
use super::customers;
use super::reply::{Answered, invalid, malformed, ok, refused};
use super::state::{Relation, State};
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::customer::RelationMethod;
use crate::domain::customer_profile::BillTo;
use crate::domain::extension::{self, CONSENT_TEXT, Consent, LONGEST_NOTE};
use crate::domain::ids::TenantId;
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::wire::json::Node;
use crate::wire::{customer_profile, relationship};

/// The providers of `company`, as it sees them.
fn partnerships(state: &State, company: Company) -> Vec<Partnership> {
    let own = state.alliances.iter().filter(|alliance| alliance.reseller == company);
    own.map(|alliance| partnership(alliance.provider, alliance.state.clone(), alliance.since)).collect()
}

fn partnership(company: Company, state: PartnershipState, since: crate::domain::moment::Timestamp) -> Partnership {
    let organisation = company.organisation();
    Partnership {
        tenant: organisation.tenant,
        name: organisation.name,
        mpn_id: organisation.mpn_id,
        location: Some(organisation.country),
        state,
        since: Some(since),
    }
}

/// Whose customer it is, and the rule about extending it to `provider`.
fn check(state: &State, call: &Call<'_>, id: &str, provider: &str, consent: bool) -> Result<(usize, Company), Reply> {
    let place = customers::place(state, call, id)?;
    call.check(state, Action::ExtendRelationship)?;
    let company = call.company();
    let tenant = TenantId::parse(provider).ok_or_else(|| malformed("The indirect provider is missing."))?;
    let customer = state.customers[place].seen_by(company);
    extension::check(state.is_enrolled(company), &customer, &partnerships(state, company), &tenant, consent)
        .map_err(|refusal| refused(&named(refusal, &tenant)))?;
    let provider = Company::of_tenant(&tenant);
    provider.map(|provider| (place, provider)).ok_or_else(|| refused(&Refusal::new(RefusalCode::ProviderNotPartnered)))
}

fn provider_name(tenant: &TenantId) -> String {
    Company::of_tenant(tenant).map_or_else(String::new, |company| company.name().to_owned())
}

/// A refusal that names the provider.
fn named(mut refusal: Refusal, tenant: &TenantId) -> Refusal {
    // Having none at all is said by the client alone: the service speaks of the one that was asked for.
    if refusal.code == RefusalCode::NoProvider {
        refusal.code = RefusalCode::ProviderNotPartnered;
    }
    if refusal.value("provider").is_none_or(str::is_empty) {
        refusal.values.retain(|(name, _)| name != "provider");
        refusal = refusal.with("provider", provider_name(tenant));
    }
    refusal
}

/// GET /v1/customers/{customerId}/relationships/preview?indirectProviderId=.
pub(super) fn preview(state: &State, call: &Call<'_>, id: &str) -> Answered {
    let provider = call.query("indirectProviderId").unwrap_or_default();
    let (place, _) = check(state, call, id, provider, true)?;
    let dossier = state.dossier(&state.customers[place]);
    ok(&json!({
        "billTo": write_bill_to(&dossier.bill_to),
        "grantsDelegatedAdmin": false,
        "listedToCustomer": true,
        "attributes": { "objectType": "RelationshipExtensionPreview" },
    }))
}

fn write_bill_to(bill_to: &BillTo) -> serde_json::Value {
    let mut body = json!({});
    customer_profile::put_bill_to(&mut body, bill_to);
    body["attributes"] = json!({ "objectType": "CustomerBillingProfile" });
    body
}

/// POST /v1/customers/{customerId}/relationships.
pub(super) fn create(state: &mut State, call: &Call<'_>, id: &str) -> Answered {
    let body = call.body()?;
    let node = Node::new(&body);
    let consent = node.get("consent");
    let confirmed = consent.get("confirmed").flag() == Some(true);
    let (place, provider) = check(state, call, id, &node.get("indirectProviderId").text_or_empty(), confirmed)?;
    let (company, now) = (call.company(), state.now);
    let file = &state.customers[place];
    let differs = |name: &str, wanted: &str| node.get(name).text().is_none_or(|sent| !sent.eq_ignore_ascii_case(wanted));
    if differs("customerId", file.id.as_str()) || differs("directPartnerId", company.tenant()) {
        return Err(malformed("Customer and partner of the body have to be those of the call."));
    }
    if node.get("shareBillTo").flag() != Some(true) {
        return Err(invalid("shareBillTo", "true"));
    }
    let note = consent.get("note").text_or_empty();
    if note.chars().count() > LONGEST_NOTE {
        return Err(invalid("note", &LONGEST_NOTE.to_string()));
    }
    let Some(confirmed_on) = consent.get("confirmedTime").time() else {
        return Err(invalid("confirmedTime", "time"));
    };
    let consent = Consent {
        confirmed_by: call.persona.name().to_owned(),
        // Who confirms does it now, at the latest: a clock that is ahead changes nothing about that.
        confirmed_on: Some(confirmed_on.min(now)),
        text_version: CONSENT_TEXT.to_owned(),
        shared_on: Some(now),
        note,
    };
    state.customers[place].relations.push(Relation {
        provider,
        since: now,
        method: RelationMethod::Extension,
        delegated_admin: false,
    });
    let written = crate::wire::extension::write_consent(&consent);
    state.dossier_mut(place).consents.push((provider, consent));
    state.touch();
    let mut answer = relationship::write(&partnership(provider, PartnershipState::Active, now), "is_indirect_reseller_of");
    answer["extension"] = written;
    Ok(Reply::json(201, &answer))
}
