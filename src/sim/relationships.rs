//! Partnerships, and what is known of partner ids. Source: api/partner-center.md sections 6, 7.3, 7.4 and 8 (2026-11-21).

use serde_json::{Value, json};
use uuid::Uuid;

use super::call::{Call, lower};
use super::company::{Company, KnownPartner, Standing, known_partner};
use super::reply::{Answered, malformed, not_found, ok, required};
use super::state::{Alliance, State};
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::ids::{MpnId, TenantId};
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::wire::json::collection;
use crate::wire::{fault, relationship};

/// GET `/v1/relationships?relationship_type=`.
pub(super) fn list(state: &State, call: &Call<'_>) -> Answered {
    let asked = call.query("relationship_type").unwrap_or_default().to_ascii_lowercase().replace('_', "");
    let company = call.company();
    let filter = call.filter(&["Name"])?;
    let named = |other: Company| filter.as_ref().is_none_or(|(_, value)| lower(other.name()).starts_with(value));
    let write = |alliance: &Alliance, other: Company, kind: &str| {
        let organisation = other.organisation();
        let entry = Partnership {
            tenant: organisation.tenant,
            name: organisation.name,
            mpn_id: organisation.mpn_id,
            location: Some(organisation.country),
            state: alliance.state.clone(),
            since: Some(alliance.since),
        };
        relationship::write(&entry, kind)
    };
    let alliances = state.alliances.iter();
    let rows: Vec<Value> = match asked.as_str() {
        "isindirectcloudsolutionproviderof" => alliances
            .filter(|it| it.provider == company && it.state == PartnershipState::Active && named(it.reseller))
            .map(|it| write(it, it.reseller, "is_indirect_cloud_solution_provider_of"))
            .collect(),
        "isindirectresellerof" => alliances
            .filter(|it| it.reseller == company && named(it.provider))
            .map(|it| write(it, it.provider, "is_indirect_reseller_of"))
            .collect(),
        _ => return Err(malformed("The relationship type is not known.")),
    };
    ok(&collection(rows))
}

/// The place of the standing partnership of the calling provider with `partner`.
fn place(state: &State, call: &Call<'_>, partner: &str) -> Result<usize, Reply> {
    let reseller = TenantId::parse(partner).and_then(|tenant| Company::of_tenant(&tenant));
    let is_it =
        |it: &Alliance| it.provider == call.company() && Some(it.reseller) == reseller && it.state == PartnershipState::Active;
    state.alliances.iter().position(is_it).ok_or_else(not_found)
}

/// GET /v1/relationships/{partnerTenantId}/removalpreview: what stays, and which requests stand open between the two.
pub(super) fn removal_preview(state: &State, call: &Call<'_>, partner: &str) -> Answered {
    let alliance = &state.alliances[place(state, call, partner)?];
    call.check(state, Action::ManageResellers)?;
    let (reseller, company) = (alliance.reseller, call.company());
    let shared = state.customers.iter().filter(|file| file.partner == reseller && file.relation(company).is_some());
    let open = state.customers.iter().filter(|file| file.partner == reseller).flat_map(|file| {
        let open = file.transfers.iter().filter(move |it| it.is_seen_by(company) && it.transfer.status.is_open());
        open.map(|it| json!({ "customerId": file.id.as_str(), "transferId": it.transfer.id.as_str() }))
    });
    ok(&json!({
        "customerCount": shared.count(),
        "openTransfers": open.collect::<Vec<_>>(),
        "attributes": { "objectType": "RemovalPreview" },
    }))
}

/// DELETE /v1/relationships/{partnerTenantId}?declarationAccepted=true. Changes no customer and no privilege, and sends nothing.
pub(super) fn remove(state: &mut State, call: &Call<'_>, partner: &str) -> Answered {
    let place = place(state, call, partner)?;
    call.check(state, Action::ManageResellers)?;
    if !call.query("declarationAccepted").is_some_and(|word| word.eq_ignore_ascii_case("true")) {
        return Err(required("declarationAccepted"));
    }
    state.alliances[place].state = PartnershipState::Removed;
    state.touch();
    Ok(Reply::empty(204))
}

/// GET /v1/profiles/mpn, the own one, or that of `?mpnId=`.
pub(super) fn mpn_profile(call: &Call<'_>) -> Answered {
    let asked = call.query("mpnId").unwrap_or(call.company().mpn());
    let found = MpnId::parse(asked).and_then(|mpn| known_partner(&mpn));
    let Some(known) = found else {
        let text = format!("Partner Organization with partner_id {asked} could not be found");
        return Err(Reply::json(404, &fault::write(3000, &text, "PartnerFD")));
    };
    ok(&json!({
        "mpnId": known.mpn,
        "partnerName": known.name,
        "country": known.country,
        "profileType": "MpnProfile",
        "links": { "self": { "uri": "/profiles/mpn", "method": "GET", "headers": [] } },
        "attributes": { "objectType": "MpnProfile" },
    }))
}

/// GET /v1/compliance/csp/agreementstatus?mpnId= or ?tenantId=, exactly one.
pub(super) fn agreement_status(state: &State, call: &Call<'_>) -> Answered {
    let refuse = |code: u32, text: &str, source: &str| Err(Reply::json(400, &fault::write(code, text, source)));
    match (call.query("mpnId"), call.query("tenantId")) {
        (Some(_), Some(_)) => refuse(2000, "Either MPN id or tenant id can be given, not both.", "ComplianceController"),
        (None, None) => refuse(2001, "Either MPN id or tenant id has to be given.", "ComplianceController"),
        (Some(mpn), None) => match MpnId::parse(mpn) {
            None => refuse(2000, &format!("MPN Id {mpn} is not numeric."), "PartnerApiServiceControllers"),
            Some(mpn) => status_of(state, known_partner(&mpn), mpn.as_str()),
        },
        (None, Some(tenant)) => {
            if Uuid::parse_str(tenant).is_err() {
                return refuse(2000, &format!("Tenant id {tenant} is not a GUID."), "PartnerApiServiceControllers");
            }
            match TenantId::parse(tenant).and_then(|tenant| Company::of_tenant(&tenant)) {
                None => refuse(2205, &format!("No partner account was found for tenant id {tenant}."), "PartnerFD"),
                Some(company) if company.side() == Side::Partner && !state.is_enrolled(company) => refuse(
                    2206,
                    &format!("The account of tenant id {tenant} has not signed the Microsoft Partner Agreement."),
                    "PartnerFD",
                ),
                Some(_) => ok(&json!({ "isAgreementSigned": true })),
            }
        }
    }
}

fn status_of(state: &State, known: Option<&KnownPartner>, mpn: &str) -> Answered {
    let refuse = |code: u32, text: String| {
        let mut body = fault::write(code, &text, "PartnerFD");
        body["data"] = json!(["https://docs.microsoft.com/partner-center/mpa-indirect-provider-faq"]);
        Err(Reply::json(400, &body))
    };
    let Some(known) = known else {
        return refuse(2200, format!("MPN Id {mpn} is invalid or not yet in Partner Center."));
    };
    let is_reseller = known.company.is_none_or(|company| state.is_enrolled(company));
    match known.standing {
        Standing::Unsigned => refuse(
            2203,
            format!(
                "MPN Id {mpn} has not signed Microsoft Partner Agreement (MPA) for the CSP region where the order is being placed. Please advise your reseller to sign MPA to continue with the order."
            ),
        ),
        Standing::OtherRegion => refuse(2201, format!("MPN Id {mpn} belongs to another CSP region.")),
        Standing::Reseller | Standing::GlobalOfReseller if is_reseller => ok(&json!({ "isAgreementSigned": true })),
        _ => refuse(2204, format!("No indirect reseller account is associated with MPN Id {mpn}.")),
    }
}
