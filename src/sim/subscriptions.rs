//! Subscriptions of a customer: lists, one, its add-ons, a change. Source: api/partner-center.md section 3 (2026-11-21).

use serde_json::{Value, json};

use super::call::Call;
use super::customers;
use super::partner_ids;
use super::reply::{Answered, fault, malformed, no_subscription, ok, refused};
use super::state::{CustomerFile, Holding, State};
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::ids::{MpnId, SubscriptionId};
use crate::domain::organisation::Side;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::subscription::{BillingCycle, SubscriptionStatus};
use crate::domain::subscription_change::{MOST_SEATS, is_by_use};
use crate::wire::json::{Node, collection};
use crate::wire::subscription;

fn write(holding: &Holding) -> Value {
    let mut body = subscription::write(&holding.subscription);
    body["attributes"]["etag"] = json!(holding.etag());
    body
}

fn find<'a>(file: &'a CustomerFile, call: &Call<'_>, id: &str) -> Result<&'a Holding, Reply> {
    let id = SubscriptionId::parse(id).ok_or_else(no_subscription)?;
    let found = file.holdings.iter().find(|holding| holding.subscription.id == id && file.shows(holding, call.company()));
    found.ok_or_else(no_subscription)
}

/// GET /v1/customers/{customerId}/subscriptions, also by `mpn_id` and by `order_id`.
pub(super) fn list(state: &State, call: &Call<'_>, customer: &str) -> Answered {
    let file = customers::find(state, call, customer)?;
    let (mpn, order) = (call.query("mpn_id"), call.query("order_id"));
    let asked_for = |holding: &&Holding| {
        let subscription = &holding.subscription;
        file.shows(holding, call.company())
            && mpn.is_none_or(|mpn| subscription.reseller.as_ref().is_some_and(|reseller| reseller.as_str() == mpn))
            && order.is_none_or(|order| subscription.order.as_ref().is_some_and(|held| held.as_str().eq_ignore_ascii_case(order)))
    };
    ok(&collection(file.holdings.iter().filter(asked_for).map(write).collect()))
}

/// GET …/subscriptions/{subscriptionId}.
pub(super) fn get(state: &State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    ok(&write(find(customers::find(state, call, customer)?, call, id)?))
}

/// GET …/subscriptions/{subscriptionId}/addons.
pub(super) fn add_ons(state: &State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let file = customers::find(state, call, customer)?;
    let base = &find(file, call, id)?.subscription.id;
    let goes_with =
        |holding: &&Holding| holding.subscription.parent.as_ref() == Some(base) && file.shows(holding, call.company());
    ok(&collection(file.holdings.iter().filter(goes_with).map(write).collect()))
}

/// What a caller may change of a subscription; the rest of the resource is sent back as it was read.
#[derive(Default)]
struct Change {
    quantity: Option<u64>,
    friendly_name: Option<String>,
    status: Option<SubscriptionStatus>,
    reseller: Option<MpnId>,
    auto_renew: Option<bool>,
}

impl Change {
    const fn is_something(&self) -> bool {
        self.is_order() || self.auto_renew.is_some()
    }

    /// Whether it is more than a renewal: that is the seller's alone.
    const fn is_order(&self) -> bool {
        self.quantity.is_some() || self.friendly_name.is_some() || self.status.is_some() || self.reseller.is_some()
    }
}

/// PATCH …/subscriptions/{subscriptionId}: licence count, nickname, renewal, reseller of record, suspension and its end.
pub(super) fn change(state: &mut State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let place = customers::place(state, call, customer)?;
    let file = &state.customers[place];
    let holding = find(file, call, id)?;
    let action = match call.company().side() {
        Side::Partner => Action::BuyForCustomer,
        Side::Provider => Action::AddSubscription,
    };
    call.check(state, action)?;
    let etag = call.request.header_value("If-Match").map(|etag| etag.trim().trim_matches('"'));
    if etag.is_some_and(|etag| etag != "*" && etag != holding.etag()) {
        return Err(fault(400, 2055, "The etag is stale: the subscription was changed in the meantime."));
    }
    let change = read_change(state, &call.body()?, holding)?;
    // An indirect reseller handles the renewals of what its provider sells, and nothing else of it (R69).
    if holding.owner != call.company() && change.is_order() {
        let why = Refusal::new(RefusalCode::IndirectCustomerNoPurchase);
        return Err(refused(&why.with("customer", file.name.as_str()).with("provider", holding.owner.name())));
    }
    check_change(&change, holding, file)?;
    let id = holding.subscription.id.clone();
    let is_suspended = change.status == Some(SubscriptionStatus::Suspended);
    if change.is_something() {
        for holding in &mut state.customers[place].holdings {
            let own = holding.subscription.id == id;
            // Suspending a base takes its add-ons along; they are brought back one by one.
            let follows = is_suspended && holding.subscription.parent.as_ref() == Some(&id);
            if !own && !follows {
                continue;
            }
            holding.changed();
            let subscription = &mut holding.subscription;
            if own {
                subscription.quantity = change.quantity.unwrap_or(subscription.quantity);
                if let Some(reseller) = &change.reseller {
                    subscription.reseller = Some(reseller.clone());
                }
                subscription.auto_renew = change.auto_renew.unwrap_or(subscription.auto_renew);
                if let Some(name) = &change.friendly_name {
                    subscription.friendly_name.clone_from(name);
                }
            }
            if let Some(status) = &change.status {
                subscription.status = status.clone();
            }
        }
        state.touch();
    }
    ok(&write(find(&state.customers[place], call, id.as_str())?))
}

fn read_change(state: &State, body: &Value, holding: &Holding) -> Result<Change, Reply> {
    let (node, held) = (Node::new(body), &holding.subscription);
    if !body.is_object() {
        return Err(malformed("The body has to be a subscription."));
    }
    let differs = |name: &str, now: &str| node.get(name).text().is_some_and(|sent| !sent.eq_ignore_ascii_case(now));
    if differs("id", held.id.as_str()) {
        return Err(fault(400, 2012, "The subscription ids cannot be matched."));
    }
    if node.get("billingCycle").text().is_some_and(|word| BillingCycle::from_word(&word) != held.billing_cycle) {
        return Err(fault(400, 2054, "The billing cycle can only be changed by an order."));
    }
    let mut change =
        Change { auto_renew: node.get("autoRenewEnabled").flag().filter(|flag| *flag != held.auto_renew), ..Change::default() };
    if change.auto_renew.is_some() && is_by_use(held) {
        return Err(fault(400, 900_141, "This change is not supported."));
    }
    if differs("partnerId", held.reseller.as_ref().map_or("", |mpn| mpn.as_str())) {
        // What a partner sells itself has no reseller.
        if holding.owner.side() != Side::Provider {
            return Err(fault(400, 800_098, "The partner of record cannot be changed."));
        }
        change.reseller = Some(partner_ids::check_reseller(state, holding.owner, &node.get("partnerId").text_or_empty())?);
    }
    let quantity = node.get("quantity");
    if !quantity.is_nothing() {
        let quantity = quantity.number().ok_or_else(|| malformed("The quantity is not a whole number."))?;
        change.quantity = Some(quantity).filter(|quantity| *quantity != held.quantity);
    }
    change.friendly_name = node.get("friendlyName").text().filter(|name| *name != held.friendly_name);
    let status = node.get("status").text().map(|word| SubscriptionStatus::from_word(&word));
    change.status = status.filter(|status| *status != held.status);
    Ok(change)
}

fn check_change(change: &Change, holding: &Holding, file: &CustomerFile) -> Result<(), Reply> {
    let held = &holding.subscription;
    let status_after = change.status.as_ref().unwrap_or(&held.status);
    match (&held.status, &change.status) {
        _ if !change.is_something() => {}
        (SubscriptionStatus::Deleted, _) => return Err(fault(400, 2011, "The subscription is deleted.")),
        (SubscriptionStatus::Pending, _) => return Err(fault(409, 800_014, "An adjustment of the subscription is pending.")),
        (_, None) | (SubscriptionStatus::Active, Some(SubscriptionStatus::Suspended)) => {}
        (SubscriptionStatus::Suspended, Some(SubscriptionStatus::Active)) if holding.moved => {
            return Err(fault(400, 800_096, "The status cannot be changed: the subscription was transferred."));
        }
        (SubscriptionStatus::Suspended, Some(SubscriptionStatus::Active)) => {
            let runs = |parent: &SubscriptionId| {
                file.holdings
                    .iter()
                    .any(|other| other.subscription.id == *parent && other.subscription.status == SubscriptionStatus::Active)
            };
            if held.parent.as_ref().is_some_and(|parent| !runs(parent)) {
                return Err(fault(409, 27_009, "The parent subscription is not active."));
            }
        }
        _ => return Err(fault(400, 800_042, "The status is not supported.")),
    }
    if change.auto_renew.is_some() && *status_after != SubscriptionStatus::Active {
        return Err(fault(400, 2001, "The renewal of a suspended subscription cannot be changed."));
    }
    if let Some(quantity) = change.quantity {
        if *status_after != SubscriptionStatus::Active {
            return Err(fault(400, 2001, "The quantity of a suspended subscription cannot be changed."));
        }
        if is_by_use(held) || !(1..=MOST_SEATS).contains(&quantity) {
            return Err(fault(400, 2002, "The quantity is outside the range of the offer."));
        }
    }
    Ok(())
}
