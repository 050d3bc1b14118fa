//! Who supports a subscription. Source: api/partner-center.md 3.8 and 3.9 (2026-11-21).

use std::collections::HashMap;

use serde_json::{Value, json};

use super::call::Call;
use super::company::Company;
use super::customers;
use super::reply::{Answered, fault, fault_with, no_subscription, ok};
use super::state::{CustomerFile, Holding, State};
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::ids::{SubscriptionId, TenantId};
use crate::domain::organisation::Side;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::wire::json::Node;

/// The contacts that were chosen, with how often each was; all other subscriptions are supported by who sells them.
#[derive(Default)]
pub(super) struct SupportContacts(HashMap<SubscriptionId, (Company, u64)>);

impl SupportContacts {
    fn of(&self, holding: &Holding) -> (Company, u64) {
        self.0.get(&holding.subscription.id).copied().unwrap_or((holding.owner, 0))
    }
}

fn find<'a>(state: &'a State, call: &Call<'_>, customer: &str, id: &str) -> Result<(&'a CustomerFile, &'a Holding), Reply> {
    let file = customers::find(state, call, customer)?;
    let id = SubscriptionId::parse(id).ok_or_else(no_subscription)?;
    let found = file.holdings.iter().find(|holding| holding.subscription.id == id && file.shows(holding, call.company()));
    found.map(|holding| (file, holding)).ok_or_else(no_subscription)
}

fn write(state: &State, file: &CustomerFile, holding: &Holding) -> Value {
    let (company, version) = state.support_contacts.of(holding);
    let uri = format!("/customers/{}/subscriptions/{}/supportcontact", file.id, holding.subscription.id);
    json!({
        "supportTenantId": company.tenant(),
        "supportMpnId": company.mpn(),
        "name": company.name(),
        "links": { "self": { "uri": uri, "method": "GET", "headers": [] } },
        "attributes": { "objectType": "SupportContact", "etag": format!("s{version:x}") },
    })
}

/// GET …/subscriptions/{subscriptionId}/supportcontact.
pub(super) fn get(state: &State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let (file, holding) = find(state, call, customer, id)?;
    ok(&write(state, file, holding))
}

/// PUT …/subscriptions/{subscriptionId}/supportcontact: the provider itself, or a reseller that is its partner and the customer's.
pub(super) fn change(state: &mut State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let (file, holding) = find(state, call, customer, id)?;
    let company = call.company();
    call.check(state, Action::SetSupportContact)?;
    if holding.owner != company {
        return Err(no_subscription());
    }
    let (held, version) = state.support_contacts.of(holding);
    let etag = call.request.header_value("If-Match").map(|etag| etag.trim().trim_matches('"'));
    if etag.is_some_and(|etag| etag != "*" && etag != format!("s{version:x}")) {
        return Err(fault(400, 2055, "The etag is stale: the support contact was changed in the meantime."));
    }
    let body = call.body()?;
    let node = Node::new(&body);
    let named = node.get("supportTenantId").text().and_then(|text| TenantId::parse(&text));
    let chosen = named
        .as_ref()
        .and_then(Company::of_tenant)
        .filter(|it| *it == company || (it.side() == Side::Partner && file.partner == *it && state.is_allied(company, *it)));
    let other_id = |it: Company| node.get("supportMpnId").text().is_some_and(|mpn| mpn.trim() != it.mpn());
    let Some(chosen) = chosen.filter(|it| !other_id(*it)) else {
        let why = Refusal::new(RefusalCode::FieldInvalid).with("field", "supportTenantId").with("rule", "reseller");
        return Err(fault_with(400, 3000, "The support contact has to be the provider or a reseller related to it.", &why));
    };
    let id = holding.subscription.id.clone();
    if chosen != held {
        state.support_contacts.0.insert(id.clone(), (chosen, version + 1));
        state.touch();
    }
    get(state, call, customer, id.as_str())
}
