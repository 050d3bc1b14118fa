//! Invitations to customers: the link by which a customer accepts partner and provider, the records about it, and, in place of the
//! customer's page at Microsoft, its acceptance. Source: api/partner-center.md 6.6, 6.7 and 14.10 (2026-11-21).

use serde_json::json;

use super::call::Call;
use super::company::Company;
use super::holdings::Holdings;
use super::reply::{Answered, fault, invalid, malformed, not_found, ok, refused};
use super::state::{CustomerFile, Relation, State};
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::customer::{AgreementState, CustomerKind, RelationMethod};
use crate::domain::customer_invitation::{CustomerInvitation, Stage, asks_for_admin, check_invitation, names_provider};
use crate::domain::ids::{CustomerId, InvitationId, TenantId};
use crate::domain::organisation::Side;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::wire::customer_invitation::{read_new, write};
use crate::wire::json::{Node, collection};

/// The languages of a mail.
pub(super) const LANGUAGES: [&str; 4] = ["en", "sv", "nl", "de"];

/// An invitation, and whose it is.
pub(super) struct InvitationFile {
    partner: Company,
    version: u64,
    pub(super) invitation: CustomerInvitation,
}

impl InvitationFile {
    fn write(&self) -> serde_json::Value {
        write(&CustomerInvitation { etag: Some(format!("{:x}", self.version)), ..self.invitation.clone() })
    }
}

/// GET /v1/customers/relationshiprequests: the link of the partner alone (6.6), or with a provider (6.7). Whether it asks for
/// administrator permissions is asked for by `delegatedAdminPrivileges` \[X\]; it does unless told otherwise.
pub(super) fn link(state: &State, call: &Call<'_>) -> Answered {
    let company = call.company();
    let base = "https://admin.microsoft.com/Adminportal/Home?invType=";
    let admin = call.query("delegatedAdminPrivileges").is_none_or(|word| !word.eq_ignore_ascii_case("false"));
    let (own, mpn) = (company.tenant(), company.mpn());
    let url = match call.query("indirectCloudSolutionProviderId") {
        None => {
            if company.side() == Side::Partner {
                let capability = crate::domain::enrolment::Capability::RequestRelationship;
                state.direct_bill().check(capability).map_err(|why| refused(&why))?;
            }
            format!("{base}ResellerRelationship&partnerId={own}&msppId={mpn}&DAP={admin}#/BillingAccounts/partner-invitation")
        }
        Some(provider) => {
            let provider = TenantId::parse(provider).ok_or_else(|| malformed("The provider is not an id."))?;
            if !call.query("indirectResellerId").is_some_and(|reseller| reseller.eq_ignore_ascii_case(own)) {
                return Err(malformed("The indirect reseller has to be the calling partner."));
            }
            partnered(state, company, &provider)?;
            format!(
                "{base}IndirectResellerRelationship&partnerId={own}&msppId={mpn}&indirectCSPId={provider}&DAP={admin}#/BillingAccounts/partner-invitation"
            )
        }
    };
    ok(&json!({ "url": url, "attributes": { "objectType": "CustomerRelationshipRequest" } }))
}

/// The provider, where `company` is enrolled and accepted its invitation.
fn partnered(state: &State, company: Company, provider: &TenantId) -> Result<Company, Reply> {
    if !state.is_enrolled(company) {
        return Err(refused(&Refusal::new(RefusalCode::NotEnrolled)));
    }
    let known = Company::of_tenant(provider);
    known.filter(|known| state.is_allied(*known, company)).ok_or_else(|| {
        let name = known.map_or_else(|| provider.to_string(), |known| known.name().to_owned());
        refused(&Refusal::new(RefusalCode::ProviderNotPartnered).with("provider", name))
    })
}

/// GET /v1/customerinvitations?customerId=.
pub(super) fn list(state: &State, call: &Call<'_>) -> Answered {
    let asked = call.query("customerId").and_then(CustomerId::parse);
    let own = state.customer_invitations.iter().filter(|file| file.partner == call.company());
    let rows = own.filter(|file| asked.is_none() || file.invitation.customer == asked);
    ok(&collection(rows.map(InvitationFile::write).collect()))
}

/// POST /v1/customerinvitations. Records; sends nothing.
pub(super) fn create(state: &mut State, call: &Call<'_>) -> Answered {
    call.check(state, Action::InviteCustomers)?;
    let company = call.company();
    let body = call.body()?;
    let new = read_new(Node::new(&body)).ok_or_else(|| malformed("Provider and link are required."))?;
    let provider = partnered(state, company, &new.provider)?;
    let customer = match &new.customer {
        None => None,
        Some(id) => {
            let place = state.place_of(id, company).ok_or_else(super::reply::no_customer)?;
            Some(state.customers[place].seen_by(company))
        }
    };
    check_invitation(customer.as_ref(), &new.provider, provider.name(), state.rules).map_err(|why| refused(&why))?;
    if !names_provider(&new.url, &new.provider) {
        return Err(invalid("url", "as issued"));
    }
    if asks_for_admin(&new.url) != Some(new.delegated_admin) {
        return Err(invalid("delegatedAdmin", "as the link says"));
    }
    let language = new.language.to_ascii_lowercase();
    if !LANGUAGES.contains(&language.as_str()) {
        return Err(invalid("language", "en, sv, nl, de"));
    }
    let name =
        customer.map(|customer| customer.name).or_else(|| Some(new.name.trim().to_owned()).filter(|name| !name.is_empty()));
    let invitation = CustomerInvitation {
        id: InvitationId::parse(&state.make_id("customer-invitation")).expect("made ids are ids"),
        customer: new.customer,
        name,
        provider: new.provider,
        url: new.url,
        delegated_admin: new.delegated_admin,
        language,
        stage: Stage::Draft,
        created: Some(state.now),
        changed: Some(state.now),
        created_by: Some(call.persona.name().to_owned()),
        etag: None,
    };
    let file = InvitationFile { partner: company, version: 1, invitation };
    let answer = file.write();
    state.customer_invitations.push(file);
    state.touch();
    Ok(Reply::json(201, &answer))
}

fn place(state: &State, call: &Call<'_>, id: &str) -> Result<usize, Reply> {
    let is_it = |file: &InvitationFile| file.partner == call.company() && file.invitation.id.as_str().eq_ignore_ascii_case(id);
    state.customer_invitations.iter().position(is_it).ok_or_else(not_found)
}

/// PATCH /v1/customerinvitations/{id}.
pub(super) fn change(state: &mut State, call: &Call<'_>, id: &str) -> Answered {
    let place = place(state, call, id)?;
    call.check(state, Action::InviteCustomers)?;
    let body = call.body()?;
    let next = Stage::from_word(&Node::new(&body).get("state").text_or_empty());
    let file = &state.customer_invitations[place];
    let etag = call.request.header_value("If-Match").map(|etag| etag.trim().trim_matches('"').to_owned());
    if etag.is_some_and(|etag| etag != format!("{:x}", file.version)) {
        return Err(fault(412, 990_060, "The invitation changed since it was read."));
    }
    if !file.invitation.stage.may_become(&next) {
        if file.invitation.stage == Stage::Authorised {
            let provider = Company::of_tenant(&file.invitation.provider).map(Company::name).unwrap_or_default();
            let customer = file.invitation.name.clone().unwrap_or_default();
            let why = Refusal::new(RefusalCode::AlreadyRelated).with("provider", provider).with("customer", customer);
            return Err(refused(&why));
        }
        return Err(invalid("state", "handedOver, done, withdrawn"));
    }
    if file.invitation.stage != next {
        set_stage(state, place, next);
    }
    ok(&state.customer_invitations[place].write())
}

fn set_stage(state: &mut State, place: usize, stage: Stage) {
    let now = state.now;
    let file = &mut state.customer_invitations[place];
    file.invitation.stage = stage;
    file.invitation.changed = Some(now);
    file.version += 1;
    state.touch();
}

/// The customer accepts, in place of its page at Microsoft, to which the link leads: it is with partner and provider from now on, and
/// the Microsoft Customer Agreement, where it is missing, is accepted in the same step. This address is the simulation's alone.
pub(super) fn accept(state: &mut State, call: &Call<'_>, id: &str) -> Answered {
    let place = place(state, call, id)?;
    let partner = call.company();
    let invitation = state.customer_invitations[place].invitation.clone();
    if !invitation.stage.is_open() {
        return Err(refused(&Refusal::new(RefusalCode::InvitationUnknown)));
    }
    let provider = partnered(state, partner, &invitation.provider)?;
    let id = match &invitation.customer {
        Some(id) => id.clone(),
        None => {
            let made = new_customer(state, partner, &invitation);
            state.customer_invitations[place].invitation.customer = Some(made.clone());
            made
        }
    };
    let now = state.now;
    let at = state.place_of(&id, partner).ok_or_else(not_found)?;
    let file = &mut state.customers[at];
    if file.relation(provider).is_none() {
        let delegated_admin = invitation.delegated_admin;
        file.relations.push(Relation { provider, since: now, method: RelationMethod::Invitation, delegated_admin });
    }
    if !matches!(file.agreement, AgreementState::AdminCenter | AgreementState::Provider) {
        file.agreement = AgreementState::Provider;
    }
    set_stage(state, place, Stage::Authorised);
    ok(&state.customer_invitations[place].write())
}

/// A company that was no customer so far: it comes as the indirect reseller's.
fn new_customer(state: &mut State, partner: Company, invitation: &CustomerInvitation) -> CustomerId {
    let id = CustomerId::parse(&state.make_id("customer")).expect("made ids are ids");
    let name = invitation.name.clone().unwrap_or_else(|| "Wingtip Toys".to_owned());
    let slug: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).take(20).collect();
    let slug = if slug.is_empty() { id.as_str()[..8].to_owned() } else { slug };
    let country = match invitation.language.as_str() {
        "sv" => "SE",
        "nl" => "NL",
        "de" => "DE",
        _ => "IE",
    };
    state.add_customer(CustomerFile {
        id: id.clone(),
        name,
        domain: format!("{slug}.onmicrosoft.com"),
        country: country.to_owned(),
        partner,
        kind: CustomerKind::Indirect,
        agreement: AgreementState::Missing,
        relations: Vec::new(),
        holdings: Holdings::default(),
        transfers: Vec::new(),
    });
    id
}
