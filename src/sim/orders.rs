//! Orders: what is bought, and what was. Source: api/partner-center.md 11.4, 11.5, 13, 14.14 (2026-11-21).

use super::call::Call;
use super::clock;
use super::company::Company;
use super::countries;
use super::customers;
use super::new_customers::check_or_founder;
use super::offers;
use super::partner_ids;
use super::reply::{Answered, fault, fault_with, malformed, refused};
use super::state::{CustomerFile, Holding, State, made_id};
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::customer::{AgreementState, CustomerKind};
use crate::domain::enrolment::Capability;
use crate::domain::ids::{AzureSubscriptionId, MpnId, OrderId, SubscriptionId};
use crate::domain::offer::Offer;
use crate::domain::order::{Order, OrderLine};
use crate::domain::organisation::Side;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::subscription::{BillingCycle, Subscription, SubscriptionKind, SubscriptionStatus};
use crate::wire::json::{Node, collection};
use crate::wire::order;

/// POST /v1/customers/{customerId}/orders.
pub(super) fn create(state: &mut State, call: &Call<'_>, customer: &str) -> Answered {
    let place = customers::place(state, call, customer)?;
    let company = call.company();
    check_buyer(state, call, &state.customers[place])?;
    let body = call.body()?;
    let node = Node::new(&body);
    let file = &state.customers[place];
    if node.get("referenceCustomerId").text().is_some_and(|id| !id.eq_ignore_ascii_case(file.id.as_str())) {
        return Err(malformed("The order is for another customer."));
    }
    let lines = read_lines(state, company, file, node)?;
    let order = OrderId::parse(&state.make_id("order")).expect("made ids are ids");
    let mut bought: Vec<Subscription> = Vec::new();
    for line in lines {
        let id = SubscriptionId::parse(&state.make_id("subscription")).expect("made ids are ids");
        let parent = match line.parent {
            Parent::None => None,
            Parent::Held(id) => Some(id),
            Parent::Line(at) => Some(bought[at].id.clone()),
        };
        bought.push(subscription(state, &line.offer, &line.sold, &line.cycle, id, parent, &order));
    }
    let file = &mut state.customers[place];
    file.holdings.extend(bought.iter().map(|subscription| Holding::new(company, subscription.clone())));
    state.touch();
    let order = of_subscriptions(&order, &bought);
    Ok(Reply::json(201, &order::write(&state.customers[place].id, &order)))
}

/// Lets the caller buy for the customer at all: by role, by kind and status, by the agreement, by the region.
fn check_buyer(state: &State, call: &Call<'_>, file: &CustomerFile) -> Result<(), Reply> {
    let company = call.company();
    let agreed = match company.side() {
        Side::Partner => {
            call.check(state, Action::BuyForCustomer)?;
            if file.kind == CustomerKind::Indirect {
                let provider = file.relations.first().map(|relation| relation.provider.name()).unwrap_or_default();
                let why = Refusal::new(RefusalCode::IndirectCustomerNoPurchase);
                return Err(refused(&why.with("customer", file.name.as_str()).with("provider", provider)));
            }
            !matches!(file.agreement, AgreementState::Missing | AgreementState::Unknown)
        }
        Side::Provider => {
            let is_first = file.holdings.iter().all(|holding| holding.owner != company);
            check_or_founder(state, call, file, Action::AddSubscription, is_first)?;
            file.agreement.in_force(true).is_ok()
        }
    };
    if !agreed {
        let why = Refusal::new(RefusalCode::McaMissing).with("customer", file.name.as_str());
        return Err(fault_with(403, 13_605, "The customer has not accepted the Microsoft Customer Agreement.", &why));
    }
    let region = countries::rules(&file.country).map(|rules| rules.csp_region);
    if region.is_some_and(|region| region != company.organisation().csp_region) {
        return Err(fault(403, 2030, "The partner is not allowed to sell in the country."));
    }
    Ok(())
}

/// One line that can be bought.
struct Line {
    sold: OrderLine,
    offer: Offer,
    cycle: BillingCycle,
    parent: Parent,
}

/// What an add-on goes with.
enum Parent {
    /// It is a base.
    None,
    /// A subscription that is there.
    Held(SubscriptionId),
    /// The line at this place of the same order.
    Line(usize),
}

fn read_lines(state: &State, company: Company, file: &CustomerFile, node: Node<'_>) -> Result<Vec<Line>, Reply> {
    let (cycle, read) = order::read_new(node);
    let sent = node.get("lineItems").list();
    if sent.is_empty() || read.len() != sent.len() {
        return Err(malformed("Every line item has to name an offer, and there has to be one."));
    }
    let offers = offers::catalogue(&file.country);
    let held: Vec<Subscription> = file.holdings.iter().map(|holding| holding.subscription.clone()).collect();
    let mut lines: Vec<Line> = Vec::new();
    for (number, (sent, mut line)) in sent.into_iter().zip(read).enumerate() {
        if sent.get("lineItemNumber").number() != Some(number as u64) {
            return Err(fault(400, 800_071, "The line items have to be numbered from 0."));
        }
        let offer = offers.iter().find(|offer| offer.id == line.offer);
        let offer = offer.ok_or_else(|| fault(400, 800_070, "The offer is not sold in the country of the customer."))?.clone();
        if !offer.is_available {
            return Err(fault(403, 2091, "The offer was withdrawn."));
        }
        if company.side() == Side::Partner {
            let capability = if offer.is_add_on { Capability::NewAddOns } else { Capability::NewSubscriptions };
            state.direct_bill().check(capability).map_err(|why| refused(&why))?;
        }
        line.quantity = sent
            .get("quantity")
            .number()
            .filter(|count| offer.takes(*count))
            .ok_or_else(|| fault_with(400, 2002, "The quantity is outside the range of the offer.", &offer.out_of_range()))?;
        let wanted = lines.iter().filter(|other| other.offer.id == offer.id).count() as u64;
        offer
            .check_limit(&file.name, &held, wanted)
            .map_err(|why| fault_with(400, 27_006, "The customer holds as many of the offer as it may.", &why))?;
        line.partner_of_record = record(state, company, sent)?;
        let parent = parent(&offer, &line, file, company, &lines)?;
        lines.push(Line { cycle: cycle_of(&offer, &cycle)?, sold: line, offer, parent });
    }
    Ok(lines)
}

/// The partner of record of a line. A provider's order without one is taken, and no reseller earns by it; a direct bill partner has
/// none to name but itself.
fn record(state: &State, company: Company, sent: Node<'_>) -> Result<Option<MpnId>, Reply> {
    let Some(text) = sent.get("partnerIdOnRecord").text() else { return Ok(None) };
    match company.side() {
        Side::Provider => partner_ids::check_reseller(state, company, &text).map(Some),
        Side::Partner if text.trim() == company.mpn() => Ok(Some(company.mpn_id())),
        Side::Partner => Err(fault(400, 2071, "The partner id on record has to be that of the calling partner.")),
    }
}

fn parent(offer: &Offer, line: &OrderLine, file: &CustomerFile, company: Company, before: &[Line]) -> Result<Parent, Reply> {
    let wrong = || {
        let why = Refusal::new(RefusalCode::AddonNeedsBase);
        fault_with(400, 800_029, "The add-on does not go with the parent.", &why)
    };
    if !offer.is_add_on {
        return if line.parent.is_none() { Ok(Parent::None) } else { Err(wrong()) };
    }
    let Some(id) = &line.parent else {
        let at = before.iter().rposition(|other| offer.goes_with(&other.offer.id)).ok_or_else(wrong)?;
        return Ok(Parent::Line(at));
    };
    let base = file.holdings.iter().find(|holding| holding.owner == company && holding.subscription.id == *id);
    let base = &base.ok_or_else(wrong)?.subscription;
    if !base.offer.as_ref().is_some_and(|base| offer.goes_with(base)) {
        return Err(wrong());
    }
    if base.status != SubscriptionStatus::Active {
        return Err(fault(409, 27_009, "The parent subscription is not active."));
    }
    Ok(Parent::Held(id.clone()))
}

/// The billing cycle: the one that was asked for, else the usual one of the offer.
fn cycle_of(offer: &Offer, asked: &str) -> Result<BillingCycle, Reply> {
    let asked = asked.trim().to_ascii_lowercase();
    if asked.is_empty() || asked == "unknown" || asked == "none" {
        return Ok(BillingCycle::from_word(offer.billing_cycles.first().map_or("", String::as_str)));
    }
    if offer.billing_cycles.contains(&asked) {
        Ok(BillingCycle::from_word(&asked))
    } else {
        Err(fault(400, 800_097, "The offer is not sold by this billing cycle."))
    }
}

fn subscription(
    state: &State,
    offer: &Offer,
    line: &OrderLine,
    cycle: &BillingCycle,
    id: SubscriptionId,
    parent: Option<SubscriptionId>,
    order: &OrderId,
) -> Subscription {
    let is_azure = offer.billing == "usage";
    let kind = match (is_azure, offer.is_trial) {
        (true, _) => SubscriptionKind::AzurePayg,
        // Trials count as term-based (domain.md 4.13).
        (false, true) => SubscriptionKind::TermBased,
        (false, false) => SubscriptionKind::Licence,
    };
    let name = if line.friendly_name.trim().is_empty() { &offer.name } else { &line.friendly_name };
    let days = if offer.is_trial { 30 } else { 365 };
    Subscription {
        azure_id: is_azure.then(|| AzureSubscriptionId::parse(&made_id(id.as_str(), 1))).flatten(),
        id,
        order: Some(order.clone()),
        offer: Some(offer.id.clone()),
        offer_name: offer.name.clone(),
        friendly_name: name.clone(),
        kind,
        status: SubscriptionStatus::Active,
        quantity: line.quantity,
        unit: offer.unit.clone(),
        billing_cycle: cycle.clone(),
        term: offer.is_trial.then(|| "P1M".to_owned()),
        started: Some(state.now),
        commitment_ends: (!is_azure).then(|| clock::after(state.now, days)),
        auto_renew: !is_azure && !offer.is_trial,
        parent,
        reseller: line.partner_of_record.clone(),
        etag: None,
    }
}

/// The order of which `subscriptions` came.
fn of_subscriptions(id: &OrderId, subscriptions: &[Subscription]) -> Order {
    let line = |it: &Subscription| {
        Some(OrderLine {
            offer: it.offer.clone()?,
            friendly_name: it.friendly_name.clone(),
            quantity: it.quantity,
            subscription: Some(it.id.clone()),
            parent: it.parent.clone(),
            partner_of_record: it.reseller.clone(),
            term: it.term.clone(),
        })
    };
    Order {
        id: id.clone(),
        billing_cycle: subscriptions.first().map_or("", |it| it.billing_cycle.word()).to_owned(),
        lines: subscriptions.iter().filter_map(line).collect(),
        currency: "EUR".to_owned(),
        created: subscriptions.first().and_then(|it| it.started),
        status: "completed".to_owned(),
    }
}

/// The caller's orders, in the order of their first subscription.
fn all(state: &State, call: &Call<'_>, customer: &str) -> Result<(crate::domain::ids::CustomerId, Vec<Order>), Reply> {
    let file = customers::find(state, call, customer)?;
    let mut orders: Vec<(OrderId, Vec<Subscription>)> = Vec::new();
    for subscription in file.sold_by(call.company()) {
        let Some(id) = subscription.order.clone() else { continue };
        match orders.iter_mut().find(|(known, _)| *known == id) {
            Some((_, held)) => held.push(subscription),
            None => orders.push((id, vec![subscription])),
        }
    }
    Ok((file.id.clone(), orders.iter().map(|(id, held)| of_subscriptions(id, held)).collect()))
}

/// GET /v1/customers/{customerId}/orders.
pub(super) fn list(state: &State, call: &Call<'_>, customer: &str) -> Answered {
    let (customer, orders) = all(state, call, customer)?;
    super::reply::ok(&collection(orders.iter().map(|it| order::write(&customer, it)).collect()))
}

/// GET /v1/customers/{customerId}/orders/{orderId}.
pub(super) fn get(state: &State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let (customer, orders) = all(state, call, customer)?;
    let found = orders.into_iter().find(|it| it.id.as_str().eq_ignore_ascii_case(id));
    super::reply::ok(&order::write(&customer, &found.ok_or_else(|| fault(404, 20_000, "The order could not be found."))?))
}
