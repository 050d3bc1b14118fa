//! Which subscriptions can be transferred, and what must stand before. Source: api/partner-center.md 4.1, 14.14 (2026-11-21).

use super::call::Call;
use super::company::Company;
use super::customers;
use super::reply::{Answered, fault, fault_with, malformed, refused};
use super::state::{CustomerFile, State};
use crate::api::http::Reply;
use crate::domain::eligibility::{self, Eligibility};
use crate::domain::ids::TenantId;
use crate::domain::organisation::Side;
use crate::domain::prerequisite::Prerequisite;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::subscription::Subscription;
use crate::wire::transfer;

/// The programme of the caller is not active: a provider gives nothing away.
pub(super) fn no_source() -> Reply {
    fault(403, 900_149, "The partner's direct bill programme is not active.")
}

/// Lets `file` be the subject of a transfer from `company` to `target`, or says what does not stand.
pub(super) fn check_prerequisites(
    state: &State,
    file: &CustomerFile,
    company: Company,
    target: Option<&TenantId>,
) -> Result<(), Reply> {
    let customer = file.seen_by(company);
    Prerequisite::check_all(state.is_enrolled(company), &customer, target).map_err(|why| refused(&why))?;
    let provider = target.and_then(Company::of_tenant);
    if provider.is_some_and(|provider| state.is_allied(provider, company)) {
        return Ok(());
    }
    let name = provider.map(Company::name).unwrap_or_default();
    Err(refused(&Refusal::new(RefusalCode::ProviderNotPartnered).with("provider", name)))
}

/// GET /v1/customers/{customerId}/transferseligibility?transferType=directtoindirect.
pub(super) fn list(state: &State, call: &Call<'_>, id: &str) -> Answered {
    let file = customers::find(state, call, id)?;
    let company = call.company();
    if company.side() != Side::Partner {
        return Err(no_source());
    }
    if !call.query("transferType").is_some_and(|kind| kind.eq_ignore_ascii_case("directtoindirect")) {
        return Err(malformed("The transfer type is not supported."));
    }
    // No provider is named here: one that would do is enough.
    let partnered = |relation: &&super::state::Relation| state.is_allied(relation.provider, company);
    let provider =
        file.relations.iter().find(partnered).or_else(|| file.relations.first()).map(|relation| relation.provider.tenant_id());
    check_prerequisites(state, file, company, provider.as_ref())?;
    let all = file.sold_by(company);
    let rows: Vec<Eligibility> = all
        .iter()
        .map(|subscription| {
            let why = reason(file, subscription, &all);
            let text = why.as_ref().map(|(culprit, why)| words(culprit, why));
            Eligibility { subscription: subscription.id.clone(), eligible: why.is_none(), reason: text }
        })
        .collect();
    Ok(Reply::json(200, &transfer::write_eligibility(&rows)))
}

/// Why `subscription` cannot be transferred, and which subscription is the reason: itself, or one of its add-ons.
pub(super) fn reason<'a>(
    file: &CustomerFile,
    subscription: &'a Subscription,
    all: &'a [Subscription],
) -> Option<(&'a Subscription, Refusal)> {
    let held = |id: &_| file.held_by(id);
    let why = eligibility::reason(subscription, all, held)?;
    let culprit = match eligibility::own_reason(subscription, held(&subscription.id).as_ref()) {
        Some(_) => None,
        None => subscription.add_ons(all).find(|add_on| eligibility::own_reason(add_on, held(&add_on.id).as_ref()).is_some()),
    };
    Some((culprit.unwrap_or(subscription), why))
}

/// The service's words for it: the documented ones where there are any.
pub(super) fn words(subscription: &Subscription, why: &Refusal) -> String {
    use RefusalCode as R;
    let id = &subscription.id;
    match why.code {
        R::SubSuspended => format!("Subscription: {id} is in state: Suspended"),
        R::SubDeleted => format!("Subscription: {id} is in state: Deleted"),
        R::SubInTransfer => {
            format!("subscription is already part of another transfer request id : {}", why.value("id").unwrap_or_default())
        }
        R::SubNotSettled => format!(
            "Subscription SyncState must be SyncComplete for the Subscription to be a source in a Subscription Ownership Transfer. Subscription: {id}, current state: None"
        ),
        _ => format!("Subscription: {id} cannot be transferred by this kind of transfer."),
    }
}

/// The refusal of a create because of one subscription (800078).
pub(super) fn not_transferable(subscription: &Subscription, why: &Refusal) -> Reply {
    fault_with(400, 800_078, &words(subscription, why), why)
}

/// The refusal of a create because of an id that names no base subscription of the caller.
pub(super) fn no_base(id: &str) -> Reply {
    fault(400, 800_078, &format!("Subscription: {id} cannot be transferred by this kind of transfer."))
}
