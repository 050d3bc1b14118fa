//! Customers: the list with its pages, one, its company profile, its partners. Source: api/partner-center.md sections 1.5, 2
//! (2026-11-21).

use serde_json::{Value, json};

use super::call::{Call, lower, read_filter};
use super::company::Company;
use super::licences::invalid_property;
use super::paging::Page;
use super::reply::{Answered, fault, malformed, no_customer, ok};
use super::state::{CustomerFile, State, made_id};
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::ids::{CustomerId, TenantId};
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::wire::json::{Node, collection};
use crate::wire::{customer, customer_profile, extension, relationship};

/// What customers can be filtered by.
const FIELDS: [&str; 4] = ["CompanyName", "Domain", "IndirectReseller", "IndirectCloudSolutionProvider"];

/// The customer `id` of the caller.
pub(super) fn find<'a>(state: &'a State, call: &Call<'_>, id: &str) -> Result<&'a CustomerFile, Reply> {
    place(state, call, id).map(|place| &state.customers[place])
}

/// The place of the caller's customer `id`.
pub(super) fn place(state: &State, call: &Call<'_>, id: &str) -> Result<usize, Reply> {
    CustomerId::parse(id).and_then(|id| state.place_of(&id, call.company())).ok_or_else(no_customer)
}

/// GET /v1/customers, as the first page asks: all of them, from the beginning. To fold capitals takes tables of which
/// nothing else there has need.
pub(super) fn list(state: &State, call: &Call<'_>) -> Answered {
    answer(state, call, Page::opening(call)?, &|_| true)
}

/// GET /v1/customers, filtered or further on.
pub(super) fn seek(state: &State, call: &Call<'_>) -> Answered {
    let page = Page::asked_for(call)?;
    if page.filter.is_empty() {
        return answer(state, call, page, &|_| true);
    }
    let (field, value) = read_filter(&page.filter, &FIELDS)?;
    answer(state, call, page, &|file| passes(file, call.company(), &field, &value))
}

fn answer(state: &State, call: &Call<'_>, page: Page, passes: &dyn Fn(&CustomerFile) -> bool) -> Answered {
    let company = call.company();
    let matches = |file: &&CustomerFile| file.is_seen_by(company) && passes(file);
    let total = state.customers.iter().filter(matches).count();
    ok(&page.answer(call, total, "/customers?seekOperation=Next", |from, size| {
        let rows = state.customers.iter().filter(matches).skip(from).take(size);
        collection(rows.map(|file| write(file, company)).collect())
    }))
}

/// Whether `file` passes the filter `field` starts with `value`; both in lower case.
fn passes(file: &CustomerFile, company: Company, field: &str, value: &str) -> bool {
    match field {
        "companyname" => lower(&file.name).starts_with(value),
        "domain" => lower(&file.domain).starts_with(value),
        "indirectreseller" => file.partner != company && file.partner.tenant().starts_with(value),
        _ => file.partner == company && file.relations.iter().any(|relation| relation.provider.tenant().starts_with(value)),
    }
}

fn write(file: &CustomerFile, company: Company) -> Value {
    let mut body = customer::write(&file.seen_by(company));
    if file.partner != company {
        body["associatedPartnerId"] = file.partner.tenant().into();
    }
    body
}

/// One customer with all that is said of it by id.
pub(super) fn whole(state: &State, file: &CustomerFile, company: Company) -> Value {
    let mut body = write(file, company);
    body["billingProfile"] = write_bill_to(state, file);
    let delegated = file.relation(company).is_none_or(|relation| relation.delegated_admin);
    body["allowDelegatedAccess"] = json!(delegated);
    body
}

/// GET /v1/customers/{customerId}.
pub(super) fn get(state: &State, call: &Call<'_>, id: &str) -> Answered {
    let file = find(state, call, id)?;
    ok(&whole(state, file, call.company()))
}

/// GET /v1/customers/{customerId}/profiles/company.
pub(super) fn company_profile(state: &State, call: &Call<'_>, id: &str) -> Answered {
    let file = find(state, call, id)?;
    ok(&json!({
        "tenantId": file.id.as_str(),
        "domain": file.domain,
        "companyName": file.name,
        "organizationRegistrationNumber": state.founders.registration_number(&file.id),
        "address": { "country": file.country },
        "links": { "self": { "uri": format!("/customers/{}/profiles/company", file.id), "method": "GET", "headers": [] } },
        "attributes": { "objectType": "CustomerCompanyProfile" },
    }))
}

/// GET /v1/customers/{customerId}/relationships: a partner sees the providers, a provider the reseller.
pub(super) fn relationships(state: &State, call: &Call<'_>, id: &str) -> Answered {
    let file = find(state, call, id)?;
    let company = call.company();
    let dossier = state.dossier(file);
    let write = |provider: Company, other: Company, since, kind: &str| {
        let organisation = other.organisation();
        let entry = Partnership {
            tenant: TenantId::clone(&organisation.tenant),
            name: organisation.name,
            mpn_id: organisation.mpn_id,
            location: Some(organisation.country),
            state: PartnershipState::Active,
            since: Some(since),
        };
        let mut row = relationship::write(&entry, kind);
        // Who confirmed the customer's consent is the partner's own record.
        if let Some(consent) = dossier.consent(file, provider).filter(|_| file.partner == company) {
            row["extension"] = extension::write_consent(&consent);
        }
        row
    };
    let rows = if file.partner == company {
        file.relations
            .iter()
            .map(|relation| write(relation.provider, relation.provider, relation.since, "is_indirect_reseller_of"))
            .collect()
    } else {
        let own = file.relation(company);
        own.map(|relation| write(company, file.partner, relation.since, "is_indirect_cloud_solution_provider_of"))
            .into_iter()
            .collect()
    };
    ok(&collection(rows))
}

fn write_bill_to(state: &State, file: &CustomerFile) -> Value {
    let dossier = state.dossier(file);
    let mut body = json!({ "id": made_id(file.id.as_str(), 1) });
    customer_profile::put_bill_to(&mut body, &dossier.bill_to);
    body["links"] =
        json!({ "self": { "uri": format!("/customers/{}/profiles/billing", file.id), "method": "GET", "headers": [] } });
    body["attributes"] = json!({ "etag": format!("{:x}", dossier.bill_to_version), "objectType": "CustomerBillingProfile" });
    body
}

/// GET /v1/customers/{customerId}/profiles/billing.
pub(super) fn bill_to(state: &State, call: &Call<'_>, id: &str) -> Answered {
    ok(&write_bill_to(state, find(state, call, id)?))
}

/// PUT /v1/customers/{customerId}/profiles/billing, on the version that was read.
pub(super) fn change_bill_to(state: &mut State, call: &Call<'_>, id: &str) -> Answered {
    let place = place(state, call, id)?;
    call.check(state, Action::EditCustomer)?;
    let file = &state.customers[place];
    let dossier = state.dossier(file);
    let etag = call.request.header_value("If-Match").map(|etag| etag.trim().trim_matches('"').to_owned());
    let Some(etag) = etag else { return Err(malformed("If-Match is required.")) };
    if etag != "*" && etag != format!("{:x}", dossier.bill_to_version) {
        return Err(fault(400, 2055, "The etag is stale: the bill-to information was changed in the meantime."));
    }
    let body = call.body()?;
    let new = customer_profile::read_bill_to(Node::new(&body));
    if let Some((name, _)) = new.flaws().first() {
        return Err(invalid_property(name, "The property is missing or not valid."));
    }
    if !new.address.country.eq_ignore_ascii_case(&dossier.bill_to.address.country) {
        return Err(invalid_property("country", "The country cannot be changed."));
    }
    if new != dossier.bill_to {
        let held = state.dossier_mut(place);
        held.bill_to = new;
        held.bill_to_version += 1;
        state.touch();
    }
    ok(&write_bill_to(state, &state.customers[place]))
}
