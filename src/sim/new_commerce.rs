//! Transfers of new commerce: the target asks, the source completes. Source: api/partner-center.md section 5 (2026-11-21).

use serde_json::Value;

use super::call::Call;
use super::carrying;
use super::clock;
use super::company::Company;
use super::eligibility::{no_base, not_transferable};
use super::reply::{Answered, fault_with, malformed, no_transfer, ok};
use super::state::{State, TransferFile};
use super::transfers::{self, Place, set_status};
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::ids::TransferId;
use crate::domain::moment::Timestamp;
use crate::domain::new_commerce::{LIFE_DAYS, MOST_LINES, NewCommerceTransfer, Step, obstacle};
use crate::domain::organisation::Side;
use crate::domain::refusal::RefusalCode;
use crate::domain::review::TransferReview;
use crate::domain::transfer::{Transfer, TransferKind, TransferLine, TransferStatus};
use crate::wire::json::Node;
use crate::wire::new_commerce;

/// Says whether a body asks for a transfer of this kind.
pub(super) fn is_ask(body: &Value) -> bool {
    new_commerce::is_ask(Node::new(body))
}

/// A request of either kind as the service writes it at `now`.
pub(super) fn write(now: Timestamp, entry: &TransferFile) -> Value {
    let Some(asked) = whole(entry) else { return transfers::write(&entry.transfer) };
    let mut shown = asked.clone();
    shown.transfer.status = asked.status(now);
    let mut body = new_commerce::write(&shown);
    if let Some(name) = transfers::write(&entry.transfer).get("lastModifiedUserName") {
        body["lastModifiedUserName"] = name.clone();
    }
    body
}

/// A request of this kind with its transfer as it stands.
fn whole(entry: &TransferFile) -> Option<NewCommerceTransfer> {
    let asked = entry.asked.clone()?;
    let is_done = entry.transfer.status.is_complete();
    let completed = if is_done { entry.transfer.changed } else { None };
    Some(NewCommerceTransfer { transfer: entry.transfer.clone(), completed, ..asked })
}

/// POST /v1/customers/{customerId}/transfers by a provider that is related to the customer.
pub(super) fn ask(state: &mut State, call: &Call<'_>, place: usize) -> Answered {
    let company = call.company();
    call.check(state, Action::DecideTransfer)?;
    if company.side() != Side::Provider {
        return Err(malformed("The target has to be an indirect provider."));
    }
    let body = call.body()?;
    let ask = new_commerce::read_ask(Node::new(&body));
    let ask = ask.ok_or_else(|| malformed("Source, its name, and the contact at the customer are required."))?;
    let file = &state.customers[place];
    let source = Company::of_tenant(&ask.source).filter(|source| *source == file.partner);
    let source = source.ok_or_else(|| malformed("The source has to be the partner of the customer."))?;
    if ask.target.as_ref().is_some_and(|target| *target != company.tenant_id()) {
        return Err(malformed("The target has to be the calling partner."));
    }
    let transfer = Transfer {
        id: TransferId::parse(&state.make_id("transfer")).expect("made ids are ids"),
        kind: TransferKind::NewCommerce,
        customer: state.customers[place].id.clone(),
        customer_name: Some(state.customers[place].name.clone()),
        source: ask.source,
        source_name: Some(source.name().to_owned()),
        target: Some(company.tenant_id()),
        target_name: Some(company.name().to_owned()),
        status: TransferStatus::InProgress,
        created: Some(state.now),
        changed: Some(state.now),
        changed_by: Some(call.persona.id().to_owned()),
        lines: Vec::new(),
    };
    let asked = NewCommerceTransfer {
        transfer: transfer.clone(),
        customer_email: Some(ask.customer_email),
        product_types: ask.product_types,
        partner_of_record: ask.partner_of_record,
        expires: Some(clock::after(state.now, LIFE_DAYS)),
        completed: None,
    };
    let entry =
        TransferFile { transfer, review: TransferReview::default(), notices: Vec::new(), held_until: None, asked: Some(asked) };
    let body = write(state.now, &entry);
    state.customers[place].transfers.push(entry);
    state.touch();
    Ok(Reply::json(201, &body))
}

/// PATCH …/transfers/{transferId}: the source gives lines, or the target cancels.
pub(super) fn change(state: &mut State, call: &Call<'_>, place: Place) -> Answered {
    let asked = whole(&state.customers[place.0].transfers[place.1]).ok_or_else(no_transfer)?;
    let body = call.body()?;
    let node = Node::new(&body);
    let names_another = node.get("id").text().is_some_and(|id| !id.trim().eq_ignore_ascii_case(asked.transfer.id.as_str()));
    let word = node.get("status").text_or_empty().to_ascii_lowercase();
    let step = match word.as_str() {
        "cancel" | "cancelled" | "canceled" => Step::Cancel,
        "" | "accept" => Step::Give,
        _ => return Err(malformed("Only \"Accept\" with line items, or \"Cancel\", can be set.")),
    };
    if names_another {
        return Err(malformed("The body names another transfer."));
    }
    call.check(state, if step == Step::Give { Action::RequestTransfer } else { Action::DecideTransfer })?;
    asked.check(&call.company().tenant_id(), step, state.now).map_err(|why| match why.code {
        RefusalCode::TransferInProgress => fault_with(409, 900_101, "The transfer is already in progress.", &why),
        RefusalCode::TransferClosed => fault_with(400, 900_102, "The transfer is in a final state already.", &why),
        _ => no_transfer(),
    })?;
    match step {
        Step::Cancel => set_status(state, call, place, TransferStatus::Withdrawn),
        Step::Give => give(state, call, place, node, &asked)?,
    }
    ok(&write(state.now, &state.customers[place.0].transfers[place.1]))
}

fn give(state: &mut State, call: &Call<'_>, place: Place, body: Node<'_>, asked: &NewCommerceTransfer) -> Result<(), Reply> {
    let given = new_commerce::read_given(body).filter(|lines| !lines.is_empty() && lines.len() <= MOST_LINES);
    let given = given.ok_or_else(|| malformed("Between 1 and 25 line items with subscription and product type are required."))?;
    let file = &state.customers[place.0];
    let all = file.sold_by(call.company());
    let mut lines: Vec<TransferLine> = Vec::new();
    for line in &given {
        let base = all.iter().find(|it| it.id == line.subscription && !it.is_add_on());
        let base = base.ok_or_else(|| no_base(line.subscription.as_str()))?;
        if lines.iter().any(|taken| taken.subscription == base.id) {
            return Err(malformed("A subscription is named twice."));
        }
        let is_asked = asked.choices(&all).iter().any(|(choice, _)| choice.id == base.id);
        if !is_asked {
            return Err(malformed("A subscription is not of a product type that was asked for."));
        }
        if let Some(why) = obstacle(base) {
            return Err(not_transferable(base, &why));
        }
        let mut line = TransferLine::freeze(base, asked.partner_of_record.as_ref());
        line.add_ons = base.add_ons(&all).map(|add_on| TransferLine::freeze(add_on, asked.partner_of_record.as_ref())).collect();
        lines.push(line);
    }
    state.customers[place.0].transfers[place.1].transfer.lines = lines;
    set_status(state, call, place, TransferStatus::InProgress);
    carrying::begin(state, place);
    Ok(())
}
