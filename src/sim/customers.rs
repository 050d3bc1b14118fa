//! Customers: the list with its pages, one, its company profile, its partners. Source: api/partner-center.md sections 1.5, 2
//! (2026-11-21).

use serde_json::{Value, json};

use super::call::{Call, read_filter};
use super::company::Company;
use super::reply::{Answered, malformed, no_customer, ok};
use super::state::{CustomerFile, State};
use crate::api::http::Reply;
use crate::domain::ids::{CustomerId, TenantId};
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::wire::json::collection;
use crate::wire::{customer, relationship};

/// How many customers a page holds unless asked otherwise.
const DEFAULT_SIZE: usize = 100;
/// How many it holds at most.
const LARGEST_SIZE: usize = 500;
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

/// One page of the list: what is asked for, by the query or by the token of the page before.
struct Page {
    size: usize,
    offset: usize,
    filter: String,
}

impl Page {
    /// The token is opaque to callers: size, offset of the page that it leads to, and the filter.
    fn token(&self) -> String {
        format!("{}.{}.{}", self.size, self.offset, crate::domain::percent::encode(&self.filter))
    }

    fn read_token(token: &str) -> Option<Self> {
        let mut parts = token.splitn(3, '.');
        let size = parts.next()?.parse().ok().filter(|size| (1..=LARGEST_SIZE).contains(size))?;
        let offset = parts.next()?.parse().ok()?;
        Some(Self { size, offset, filter: crate::domain::percent::decode(parts.next()?) })
    }

    fn asked_for(call: &Call<'_>) -> Result<Self, Reply> {
        if let Some(operation) = call.query("seekOperation") {
            let token = call.request.header_value("MS-ContinuationToken").and_then(Self::read_token);
            let page = token.ok_or_else(|| malformed("The continuation token is not valid."))?;
            let offset = match operation.to_ascii_lowercase().as_str() {
                "next" => page.offset,
                "previous" => page.offset.saturating_sub(page.size.saturating_mul(2)),
                "first" => 0,
                _ => return Err(malformed("The seek operation is not supported.")),
            };
            return Ok(Self { offset, ..page });
        }
        let size = match call.query("size") {
            None => 0,
            Some(text) => text.parse().map_err(|_| malformed("The size is not a number."))?,
        };
        let size = if size == 0 { DEFAULT_SIZE } else { size.min(LARGEST_SIZE) };
        Ok(Self { size, offset: 0, filter: call.query("filter").unwrap_or_default().to_owned() })
    }
}

/// GET /v1/customers.
pub(super) fn list(state: &State, call: &Call<'_>) -> Answered {
    let page = Page::asked_for(call)?;
    let filter = if page.filter.is_empty() { None } else { Some(read_filter(&page.filter, &FIELDS)?) };
    let company = call.company();
    let matches = |file: &&CustomerFile| {
        file.is_seen_by(company) && filter.as_ref().is_none_or(|(field, value)| passes(file, company, field, value))
    };
    let total = state.customers.iter().filter(matches).count();
    let rows = state.customers.iter().filter(matches).skip(page.offset).take(page.size);
    let mut body = collection(rows.map(|file| write(file, company)).collect());
    body["totalCount"] = json!(total);
    let own = json!({ "uri": call.request.target(), "method": "GET", "headers": [] });
    body["links"] = json!({ "self": own });
    let end = page.offset.saturating_add(page.size);
    if end < total {
        let token = Page { offset: end, ..page }.token();
        body["links"]["next"] = json!({
            "uri": "/customers?seekOperation=Next",
            "method": "GET",
            "headers": [{ "key": "MS-ContinuationToken", "value": token }],
        });
        body["continuationToken"] = json!(token);
    }
    ok(&body)
}

/// Whether `file` passes the filter `field` starts with `value`; both in lower case.
fn passes(file: &CustomerFile, company: Company, field: &str, value: &str) -> bool {
    match field {
        "companyname" => file.name.to_lowercase().starts_with(value),
        "domain" => file.domain.to_lowercase().starts_with(value),
        "indirectreseller" => file.partner != company && file.partner.tenant().starts_with(value),
        _ => file.partner == company && file.relations.iter().any(|relation| relation.provider.tenant().starts_with(value)),
    }
}

fn write(file: &CustomerFile, company: Company) -> Value {
    let mut body = customer::write(&file.seen_by(company));
    if file.partner != company {
        body["associatedPartnerId"] = json!(file.partner.tenant());
    }
    body
}

/// GET /v1/customers/{customerId}.
pub(super) fn get(state: &State, call: &Call<'_>, id: &str) -> Answered {
    let file = find(state, call, id)?;
    let mut body = write(file, call.company());
    let delegated = file.relation(call.company()).is_none_or(|relation| relation.delegated_admin);
    body["allowDelegatedAccess"] = json!(delegated);
    ok(&body)
}

/// GET /v1/customers/{customerId}/profiles/company.
pub(super) fn company_profile(state: &State, call: &Call<'_>, id: &str) -> Answered {
    let file = find(state, call, id)?;
    ok(&json!({
        "tenantId": file.id.as_str(),
        "domain": file.domain,
        "companyName": file.name,
        "address": { "country": file.country },
        "links": { "self": { "uri": format!("/customers/{}/profiles/company", file.id), "method": "GET", "headers": [] } },
        "attributes": { "objectType": "CustomerCompanyProfile" },
    }))
}

/// GET /v1/customers/{customerId}/relationships: a partner sees the providers, a provider the reseller.
pub(super) fn relationships(state: &State, call: &Call<'_>, id: &str) -> Answered {
    let file = find(state, call, id)?;
    let company = call.company();
    let write = |other: Company, since, kind: &str| {
        let organisation = other.organisation();
        let entry = Partnership {
            tenant: TenantId::clone(&organisation.tenant),
            name: organisation.name,
            mpn_id: organisation.mpn_id,
            location: Some(organisation.country),
            state: PartnershipState::Active,
            since: Some(since),
        };
        relationship::write(&entry, kind)
    };
    let rows = if file.partner == company {
        file.relations.iter().map(|relation| write(relation.provider, relation.since, "is_indirect_reseller_of")).collect()
    } else {
        let own = file.relation(company);
        own.map(|relation| write(file.partner, relation.since, "is_indirect_cloud_solution_provider_of")).into_iter().collect()
    };
    ok(&collection(rows))
}
