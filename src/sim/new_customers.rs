//! Creating a customer. Source: api/partner-center.md section 10 and 14.14 (2026-11-21).

use std::collections::HashMap;

use serde_json::json;

use super::call::Call;
use super::company::Company;
use super::countries;
use super::customers;
use super::domains;
use super::holdings::Holdings;
use super::persona::Persona;
use super::reply::{Answered, fault, fault_with, malformed, refused};
use super::state::{CustomerFile, Relation, State};
use super::users;
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::customer::{AgreementState, CustomerKind, RelationMethod};
use crate::domain::enrolment::Capability;
use crate::domain::ids::{CustomerId, TenantId};
use crate::domain::new_customer::{is_domain, needs_registration_number};
use crate::domain::organisation::Side;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::wire::json::Node;
use crate::wire::{address, customer_profile};

/// Who added which customer: who may add one may finish it too (requirements R140 to R142), while nothing was ordered for it.
#[derive(Default)]
pub(super) struct Founders(HashMap<CustomerId, Founder>);

/// Who added a customer, and the registration number that it was added with.
struct Founder {
    persona: Persona,
    registration_number: Option<String>,
}

impl Founders {
    /// Whether `persona` added the customer.
    pub(super) fn is(&self, persona: Persona, customer: &CustomerId) -> bool {
        self.0.get(customer).is_some_and(|founder| founder.persona == persona)
    }

    /// The registration number with which the customer was added.
    pub(super) fn registration_number(&self, customer: &CustomerId) -> Option<&str> {
        self.0.get(customer)?.registration_number.as_deref()
    }
}

/// Lets the person act by role, or because they added the customer and `is_first`.
pub(super) fn check_or_founder(
    state: &State,
    call: &Call<'_>,
    file: &CustomerFile,
    action: Action,
    is_first: bool,
) -> Result<(), Reply> {
    if is_first && state.founders.is(call.persona, &file.id) { Ok(()) } else { call.check(state, action) }
}

/// POST /v1/customers.
pub(super) fn create(state: &mut State, call: &Call<'_>) -> Answered {
    let body = call.body()?;
    let node = Node::new(&body);
    let company = call.company();
    let named = node.get("associatedPartnerId").text();
    let partner = match company.side() {
        Side::Provider => {
            call.check(state, Action::ManageResellers)?;
            reseller(state, company, named.as_deref())?
        }
        Side::Partner => {
            // The tenant of an indirect customer is the provider's to create, whoever asks (R41).
            if named.is_some() {
                return Err(refused(&Refusal::new(RefusalCode::ProviderCreatesTenant)));
            }
            call.check(state, Action::BuyForCustomer)?;
            state.direct_bill().check(Capability::CreateCustomer).map_err(|why| refused(&why))?;
            company
        }
    };
    let (domain, country) = check_profile(state, node, company)?;
    let billing = node.get("billingProfile");
    let is_indirect = partner != company;
    let id = CustomerId::parse(&state.make_id("customer")).expect("made ids are ids");
    let relation = Relation { provider: company, since: state.now, method: RelationMethod::Unknown, delegated_admin: true };
    state.add_customer(CustomerFile {
        id: id.clone(),
        name: billing.get("companyName").text_or_empty(),
        domain,
        country,
        partner,
        kind: if is_indirect { CustomerKind::Indirect } else { CustomerKind::Direct },
        agreement: AgreementState::Missing,
        relations: is_indirect.then_some(relation).into_iter().collect(),
        holdings: Holdings::default(),
        transfers: Vec::new(),
    });
    let founder = Founder {
        persona: call.persona,
        registration_number: node.get("companyProfile").get("organizationRegistrationNumber").text(),
    };
    state.founders.0.insert(id.clone(), founder);
    let place = customers::place(state, call, id.as_str())?;
    let admin = users::first_admin(&state.customers[place]);
    let dossier = state.dossier_mut(place);
    dossier.bill_to = customer_profile::read_bill_to(billing);
    dossier.users = vec![admin];
    state.touch();
    let mut answer = customers::whole(state, &state.customers[place], company);
    if let Some(password) = password(call) {
        answer["userCredentials"] = json!({ "userName": users::FIRST_ADMIN, "password": password });
    }
    Ok(Reply::json(201, &answer))
}

/// The reseller that a provider names. Without one the customer becomes the provider's own.
fn reseller(state: &State, provider: Company, named: Option<&str>) -> Result<Company, Reply> {
    let Some(named) = named else { return Ok(provider) };
    let known = TenantId::parse(named).as_ref().and_then(Company::of_tenant).filter(|it| state.is_allied(provider, *it));
    let Some(reseller) = known else {
        let why = Refusal::new(RefusalCode::FieldInvalid).with("field", "associatedPartnerId").with("rule", "reseller");
        return Err(fault_with(404, 60_003, "The reseller's tenant could not be found.", &why));
    };
    if !state.is_enrolled(reseller) {
        let why = Refusal::new(RefusalCode::ResellerMpaMissing).with("partner", reseller.name());
        return Err(fault_with(403, 900_123, "The reseller has not signed its partner agreement.", &why));
    }
    Ok(reseller)
}

/// Looks through what was sent; gives domain and country.
fn check_profile(state: &State, node: Node<'_>, company: Company) -> Result<(String, String), Reply> {
    let invalid = |name: &str, text: &str| {
        let mut body = crate::wire::fault::write(3000, text, "PartnerFD");
        body["data"] = json!([name]);
        Reply::json(400, &body)
    };
    let (profile, billing) = (node.get("companyProfile"), node.get("billingProfile"));
    let where_it_is = address::read(billing.get("defaultAddress"));
    for (name, text) in [
        ("domain", profile.get("domain").text_or_empty()),
        ("companyName", billing.get("companyName").text_or_empty()),
        ("email", billing.get("email").text_or_empty()),
        ("culture", billing.get("culture").text_or_empty()),
        ("language", billing.get("language").text_or_empty()),
        ("country", where_it_is.country.clone()),
        ("addressLine1", where_it_is.line_1.clone()),
        ("city", where_it_is.city.clone()),
        ("firstName", where_it_is.first_name.clone()),
        ("lastName", where_it_is.last_name.clone()),
    ] {
        if text.trim().is_empty() {
            return Err(invalid(name, &format!("The property {name} is needed.")));
        }
    }
    let domain = profile.get("domain").text_or_empty().to_ascii_lowercase();
    if !is_domain(&domain) {
        return Err(invalid("domain", "The domain has to be a name before .onmicrosoft.com."));
    }
    if domains::is_taken(state, &domain) {
        let why = Refusal::new(RefusalCode::DomainTaken).with("field", "domain").with("domain", domain.as_str());
        return Err(fault_with(400, 3000, &format!("The domain {domain} is taken."), &why));
    }
    let rules = countries::rules(&where_it_is.country).ok_or_else(|| invalid("country", "The country is not known."))?;
    if rules.csp_region != company.organisation().csp_region {
        return Err(fault(403, 2030, "The partner is not allowed to sell in the country."));
    }
    let number = profile.get("organizationRegistrationNumber").text();
    match (needs_registration_number(&rules.code), number) {
        (true, None) => {
            let why = Refusal::new(RefusalCode::RegistrationNumberMissing).with("country", rules.code.as_str());
            return Err(fault_with(400, 600_049, "The organization registration number is missing.", &why));
        }
        (true, Some(number)) if !number.chars().any(|sign| sign.is_ascii_digit()) => {
            return Err(fault(400, 600_050, "The organization registration number has digits in it."));
        }
        (true, Some(_)) if where_it_is.phone.trim().is_empty() => {
            let why = Refusal::new(RefusalCode::FieldRequired).with("field", "phoneNumber");
            return Err(fault_with(400, 600_051, "The telephone number is missing.", &why));
        }
        (false, Some(_)) => {
            let why =
                Refusal::new(RefusalCode::FieldInvalid).with("field", "organizationRegistrationNumber").with("rule", "none");
            return Err(fault_with(400, 600_002, "The country has no organization registration number.", &why));
        }
        _ => {}
    }
    if !countries::is_postal_code(&rules.code, &where_it_is.postal_code) {
        return Err(invalid("postalCode", "The postal code is not one of the country."));
    }
    if rules.state_required && !rules.states.contains(&where_it_is.state) {
        return Err(invalid("state", "The state is not one of the country."));
    }
    if node.get("relationshipToPartner").text().is_some_and(|word| !word.eq_ignore_ascii_case("none")) {
        return Err(malformed("A new customer has no relationship yet."));
    }
    Ok((domain, rules.code))
}

/// The first administrator's password, out of the id that only this very call bears. It is in no log, so neither what is kept nor a
/// replay of it can make the password again: once the page is gone, so is the password (requirements R143, R144).
fn password(call: &Call<'_>) -> Option<String> {
    const SIGNS: [&[u8]; 4] = [b"ABCDEFGHJKLMNPQRSTUVWXYZ", b"abcdefghijkmnopqrstuvwxyz", b"23456789", b"!#%*+-=?"];
    let chance = call.request.header_value("MS-CorrelationId").filter(|id| !id.is_empty())?;
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in chance.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let sign = |place: usize| {
        hash ^= hash >> 29;
        hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let kind = SIGNS[place % SIGNS.len()];
        char::from(kind[(hash >> 33) as usize % kind.len()])
    };
    Some((0..12).map(sign).collect())
}
