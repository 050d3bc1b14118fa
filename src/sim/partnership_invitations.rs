//! Invitations to a partnership: asked for by the provider, accepted by the reseller. Source: api/partner-center.md 14.5
//! (2026-11-21).

use serde_json::Value;

use super::call::Call;
use super::company::{Company, Standing, known_partner};
use super::customer_invitations::LANGUAGES;
use super::reply::{Answered, invalid, malformed, not_found, ok, refused};
use super::state::{Alliance, State};
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::ids::{InvitationId, MpnId, TenantId};
use crate::domain::moment::Timestamp;
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::domain::partnership_invitation::{Addressee, Grant, InvitationState, PartnershipInvitation};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::wire::json::{Node, collection};
use crate::wire::partnership_invitation::write;
use crate::wire::relationship;

/// A new invitation of `provider`. The link is a path of the app: where the app stands the service does not know.
pub(super) fn make(id: &str, provider: Company, to: Addressee, created: Timestamp) -> PartnershipInvitation {
    PartnershipInvitation {
        id: InvitationId::parse(id).expect("made ids are ids"),
        url: Some(format!("/invitations/{id}")),
        provider: provider.organisation(),
        addressed_to: to,
        created: Some(created),
        used: None,
        used_by: None,
        state: InvitationState::Open,
        grants: Grant::ALL.to_vec(),
    }
}

/// Somebody at `company`.
pub(super) fn addressee(company: Company) -> Addressee {
    Addressee {
        tenant: Some(company.tenant_id()),
        mpn_id: Some(company.mpn_id()),
        email: Some(format!("partner@{}", company.domain())),
        name: Some(company.name().to_owned()),
    }
}

/// The invitation as `company` sees it: who used it is known to the provider, and to the one who did.
fn seen_by(invitation: &PartnershipInvitation, company: Company) -> Value {
    let mut seen = invitation.clone();
    let is_sender = invitation.provider.tenant == company.tenant_id();
    if !is_sender {
        seen.used_by = seen.used_by.filter(|tenant| *tenant == company.tenant_id());
    }
    write(&seen)
}

fn unknown() -> Reply {
    refused(&Refusal::new(RefusalCode::InvitationUnknown))
}

fn place(state: &State, id: &str) -> Result<usize, Reply> {
    let found = state.partnership_invitations.iter().position(|it| it.id.as_str().eq_ignore_ascii_case(id));
    found.ok_or_else(unknown)
}

/// Since when the two are partners, where they are.
fn partners_since(state: &State, provider: Company, reseller: Company) -> Option<Timestamp> {
    let alliance = |it: &&Alliance| it.provider == provider && it.reseller == reseller && it.state == PartnershipState::Active;
    state.alliances.iter().find(alliance).map(|it| it.since)
}

/// GET /v1/partnershipinvitations?direction=.
pub(super) fn list(state: &State, call: &Call<'_>) -> Answered {
    let company = call.company();
    let own = company.tenant_id();
    let is_listed = |it: &&PartnershipInvitation| match call.query("direction").unwrap_or_default().to_ascii_lowercase().as_str()
    {
        "outgoing" => it.provider.tenant == own,
        "incoming" => it.addressed_to.tenant.as_ref() == Some(&own) || it.used_by.as_ref() == Some(&own),
        _ => false,
    };
    match call.query("direction").map(str::to_ascii_lowercase).as_deref() {
        Some("outgoing" | "incoming") => {}
        _ => return Err(malformed("The direction is outgoing or incoming.")),
    }
    ok(&collection(state.partnership_invitations.iter().filter(is_listed).map(|it| seen_by(it, company)).collect()))
}

/// GET /v1/partnershipinvitations/{invitationId}. Reading never consumes it.
pub(super) fn get(state: &State, call: &Call<'_>, id: &str) -> Answered {
    let invitation = &state.partnership_invitations[place(state, id)?];
    invitation.check_reader(&call.company().organisation()).map_err(|why| refused(&why))?;
    ok(&seen_by(invitation, call.company()))
}

/// POST /v1/partnershipinvitations: **Request a partnership**.
pub(super) fn create(state: &mut State, call: &Call<'_>) -> Answered {
    call.check(state, Action::ManageResellers)?;
    let provider = call.company();
    let body = call.body()?;
    let node = Node::new(&body);
    let text = |name: &str| node.get(name).text().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let mpn = text("resellerMpnId");
    let mpn = mpn.map(|text| MpnId::parse(&text).ok_or_else(|| invalid("resellerMpnId", "digits"))).transpose()?;
    let tenant = text("resellerTenantId");
    let tenant = tenant.map(|text| TenantId::parse(&text).ok_or_else(|| invalid("resellerTenantId", "id"))).transpose()?;
    let email = text("resellerEmail");
    if email.as_ref().is_some_and(|email| !email.contains('@')) {
        return Err(invalid("resellerEmail", "email"));
    }
    if text("language").is_some_and(|word| !LANGUAGES.contains(&word.to_ascii_lowercase().as_str())) {
        return Err(invalid("language", "en, sv, nl, de"));
    }
    let known = mpn.as_ref().and_then(known_partner);
    let company = tenant.as_ref().and_then(Company::of_tenant).or_else(|| known.and_then(|known| known.company));
    let region = |name: &str, region: &str| {
        let own = provider.organisation();
        crate::domain::provider_listing::check_region(name, region, &own).map_err(|why| refused(&why))
    };
    if let Some(known) = known.filter(|known| known.standing == Standing::OtherRegion) {
        region(known.name, super::company::NORTH_AMERICA)?;
    }
    if let Some(company) = company {
        region(company.name(), &company.organisation().csp_region)?;
        if let Some(since) = partners_since(state, provider, company) {
            return Err(refused(&Refusal::new(RefusalCode::PartnershipExists).with("date", since.to_string())));
        }
    }
    let name = text("resellerName").or_else(|| known.map(|known| known.name.to_owned()));
    let to = Addressee { tenant: company.map(Company::tenant_id).or(tenant), mpn_id: mpn, email, name };
    let id = state.make_id("partnership-invitation");
    let invitation = make(&id, provider, to, state.now);
    let answer = seen_by(&invitation, provider);
    state.partnership_invitations.push(invitation);
    state.touch();
    Ok(Reply::json(201, &answer))
}

/// POST /v1/partnershipinvitations/{invitationId}/accept: **Authorize indirect provider**.
pub(super) fn accept(state: &mut State, call: &Call<'_>, id: &str) -> Answered {
    let place = place(state, id)?;
    let (company, own) = (call.company(), call.company().organisation());
    state.partnership_invitations[place].check_reader(&own).map_err(|why| refused(&why))?;
    call.check(state, Action::AuthorizeProvider)?;
    let invitation = &state.partnership_invitations[place];
    let provider = Company::of_tenant(&invitation.provider.tenant).ok_or_else(unknown)?;
    let since = partners_since(state, provider, company).map(Some);
    invitation.check_acceptance(&own, state.is_enrolled(company), since).map_err(|why| refused(&why))?;
    let body = call.body()?;
    if Node::new(&body).get("authorizeIndirectProvider").flag() != Some(true) {
        return Err(refused(&Refusal::new(RefusalCode::AuthorisationNotTicked)));
    }
    let now = state.now;
    let invitation = &mut state.partnership_invitations[place];
    invitation.state = InvitationState::Used;
    invitation.used = Some(now);
    invitation.used_by = Some(company.tenant_id());
    // A partnership that was removed begins anew.
    state.alliances.retain(|it| it.provider != provider || it.reseller != company);
    state.alliances.push(Alliance { provider, reseller: company, state: PartnershipState::Active, since: now });
    state.touch();
    let organisation = provider.organisation();
    let made = Partnership {
        tenant: organisation.tenant,
        name: organisation.name,
        mpn_id: organisation.mpn_id,
        location: Some(organisation.country),
        state: PartnershipState::Active,
        since: Some(now),
    };
    Ok(Reply::json(201, &relationship::write(&made, "is_indirect_reseller_of")))
}

/// DELETE /v1/partnershipinvitations/{invitationId}, by the provider that sent it.
pub(super) fn withdraw(state: &mut State, call: &Call<'_>, id: &str) -> Answered {
    let place = place(state, id)?;
    let invitation = &state.partnership_invitations[place];
    if invitation.provider.tenant != call.company().tenant_id() {
        return Err(if call.company().side() == Side::Provider { unknown() } else { not_found() });
    }
    call.check(state, Action::ManageResellers)?;
    match invitation.check_open() {
        // Withdrawn before: nothing changes (domain.md 3.5, invariant 12).
        Err(why) if why.code == RefusalCode::InvitationUnknown => return Ok(Reply::empty(204)),
        outcome => outcome.map_err(|why| refused(&why))?,
    }
    state.partnership_invitations[place].state = InvitationState::Withdrawn;
    state.touch();
    Ok(Reply::empty(204))
}
