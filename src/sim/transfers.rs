//! Transfer requests: create, list, read, withdraw, accept, reject. Source: api/partner-center.md section 4 (2026-11-21).

use serde_json::{Value, json};

use super::call::Call;
use super::carrying;
use super::company::Company;
use super::customers;
use super::eligibility::{check_prerequisites, no_base, no_source, not_transferable, reason};
use super::new_commerce;
use super::partner_ids;
use super::persona::Persona;
use super::reply::{Answered, fault_with, malformed, no_transfer, ok, refused};
use super::state::{CustomerFile, State, TransferFile};
use crate::api::http::Reply;
use crate::domain::action::Action;
use crate::domain::customer::AgreementState;
use crate::domain::ids::{MpnId, SubscriptionId, TransferId};
use crate::domain::organisation::Side;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::review::TransferReview;
use crate::domain::transfer::{Decision, NewTransfer, Transfer, TransferKind, TransferLine, TransferStatus};
use crate::wire::json::Node;
use crate::wire::transfer;

/// The place of a transfer: that of its customer, and its own among that customer's.
pub(super) type Place = (usize, usize);

/// Where the transfer is of which the caller is a party.
pub(super) fn place(state: &State, call: &Call<'_>, customer: &str, id: &str) -> Result<Place, Reply> {
    let place = customers::place(state, call, customer)?;
    let found = TransferId::parse(id).and_then(|id| state.customers[place].transfer_place(&id, call.company()));
    Ok((place, found.ok_or_else(no_transfer)?))
}

/// A transfer as the service writes it, with the name of who changed it last beside the id \[X\].
pub(super) fn write(transfer: &Transfer) -> Value {
    let mut body = transfer::write(transfer);
    if let Some(persona) = transfer.changed_by.as_deref().and_then(Persona::of_id) {
        body["lastModifiedUserName"] = json!(persona.name());
    }
    body
}

/// GET /v1/customers/{customerId}/transfers.
pub(super) fn list(state: &State, call: &Call<'_>, customer: &str) -> Answered {
    let file = customers::find(state, call, customer)?;
    let own = file.transfers.iter().filter(|entry| entry.is_seen_by(call.company()));
    Ok(Reply::json(200, &own.map(|entry| new_commerce::write(state.now, entry)).collect()))
}

/// GET …/transfers/{transferId}. While a transfer is being carried out, each look finds one more line done.
pub(super) fn get(state: &mut State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let place = place(state, call, customer, id)?;
    carrying::go_on(state, place);
    ok(&new_commerce::write(state.now, &state.customers[place.0].transfers[place.1]))
}

/// POST /v1/customers/{customerId}/transfers.
pub(super) fn create(state: &mut State, call: &Call<'_>, customer: &str) -> Answered {
    let place = customers::place(state, call, customer)?;
    let company = call.company();
    if call.body().is_ok_and(|body| new_commerce::is_ask(&body)) {
        return new_commerce::ask(state, call, place);
    }
    call.check(state, Action::RequestTransfer)?;
    if company.side() != Side::Partner {
        return Err(no_source());
    }
    let body = call.body()?;
    let node = Node::new(&body);
    let new = transfer::read_new(node).ok_or_else(|| malformed("Source, target and at least one line item are required."))?;
    if node.get("lineItems").list().len() != new.subscriptions.len() {
        return Err(malformed("Every line item has to name a subscription."));
    }
    if new.source != company.tenant_id() || new.target == new.source {
        return Err(malformed("The source has to be the calling partner, and the target another one."));
    }
    let file = &state.customers[place];
    check_prerequisites(state, file, company, Some(&new.target))?;
    let records = partners_of_record(node, company)?;
    let lines = lines_of(file, company, &new, &records)?;
    // The prerequisites stand, so the target is a provider that we know.
    let target_name = Company::of_tenant(&new.target).map(|target| target.name().to_owned());
    let transfer = Transfer {
        id: TransferId::parse(&state.make_id("transfer")).expect("made ids are ids"),
        kind: TransferKind::Legacy,
        customer: state.customers[place].id.clone(),
        customer_name: Some(state.customers[place].name.clone()),
        source: new.source,
        source_name: Some(company.name().to_owned()),
        target: Some(new.target),
        target_name,
        status: TransferStatus::Active,
        created: Some(state.now),
        changed: Some(state.now),
        changed_by: Some(call.persona.id().to_owned()),
        lines,
    };
    let body = write(&transfer);
    let entry = TransferFile { transfer, review: TransferReview::default(), notices: Vec::new(), held_until: None, asked: None };
    state.customers[place].transfers.push(entry);
    state.touch();
    Ok(Reply::json(201, &body))
}

/// The partner of record of each line, in order: the caller's own location id, or none.
fn partners_of_record(body: Node<'_>, company: Company) -> Result<Vec<Option<MpnId>>, Reply> {
    let read = |line: Node<'_>| {
        let Some(text) = line.get("partnerIdOnRecord").text() else { return Ok(None) };
        let (mpn, known) = partner_ids::check(&text)?;
        if known.company != Some(company) {
            return Err(fault_with(
                400,
                800_002,
                "The partner id on record has to be that of the calling partner.",
                &Refusal::new(RefusalCode::FieldInvalid).with("field", "partnerIdOnRecord").with("rule", "own"),
            ));
        }
        Ok(Some(mpn))
    };
    body.get("lineItems").list().into_iter().map(read).collect()
}

/// The lines of a new request: each chosen base with its add-ons, frozen as they are now.
fn lines_of(
    file: &CustomerFile,
    company: Company,
    new: &NewTransfer,
    records: &[Option<MpnId>],
) -> Result<Vec<TransferLine>, Reply> {
    let all = file.sold_by(company);
    let mut seen: Vec<&SubscriptionId> = Vec::new();
    let mut lines = Vec::new();
    for (id, record) in new.subscriptions.iter().zip(records) {
        if seen.contains(&id) {
            return Err(malformed("A subscription is named twice."));
        }
        seen.push(id);
        let base = all.iter().find(|subscription| subscription.id == *id && !subscription.is_add_on());
        let base = base.ok_or_else(|| no_base(id.as_str()))?;
        if let Some((culprit, why)) = reason(file, base, &all) {
            return Err(not_transferable(culprit, &why));
        }
        let mut line = TransferLine::freeze(base, record.as_ref());
        line.add_ons = base.add_ons(&all).map(|add_on| TransferLine::freeze(add_on, record.as_ref())).collect();
        lines.push(line);
    }
    Ok(lines)
}

/// Lets the caller take `decision`, by role, by side and by state, or answers as documented.
fn check_decision(state: &State, call: &Call<'_>, transfer: &Transfer, decision: Decision) -> Result<(), Reply> {
    let action = match decision {
        Decision::Withdraw => Action::RequestTransfer,
        Decision::Accept | Decision::Reject => Action::DecideTransfer,
    };
    call.check(state, action)?;
    transfer.check(&call.company().tenant_id(), decision).map_err(|why| match why.code {
        RefusalCode::TransferInProgress => fault_with(409, 900_101, "The transfer is already in progress.", &why),
        RefusalCode::TransferClosed => fault_with(400, 900_102, "The transfer is in a final state already.", &why),
        _ => no_transfer(),
    })
}

/// Moves the transfer on, in the caller's name.
pub(super) fn set_status(state: &mut State, call: &Call<'_>, place: Place, status: TransferStatus) {
    let now = state.now;
    let transfer = &mut state.customers[place.0].transfers[place.1].transfer;
    transfer.status = status;
    transfer.changed = Some(now);
    transfer.changed_by = Some(call.persona.id().to_owned());
    state.touch();
}

/// DELETE …/transfers/{transferId}.
pub(super) fn withdraw(state: &mut State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let place = place(state, call, customer, id)?;
    check_decision(state, call, &state.customers[place.0].transfers[place.1].transfer, Decision::Withdraw)?;
    set_status(state, call, place, TransferStatus::Withdrawn);
    Ok(Reply::empty(204))
}

/// POST …/transfers/{transferId}/accept. Nothing is done at once: the first line begins.
pub(super) fn accept(state: &mut State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let place = place(state, call, customer, id)?;
    let file = &state.customers[place.0];
    let transfer = &file.transfers[place.1].transfer;
    check_decision(state, call, transfer, Decision::Accept)?;
    let provider = call.company();
    let values = |code: RefusalCode| {
        Refusal::new(code)
            .with("customer", file.name.as_str())
            .with("provider", provider.name())
            .with("partner", file.partner.name())
    };
    let source = Company::of_tenant(&transfer.source);
    let is_listed = file.relation(provider).is_some() && source.is_some_and(|source| state.is_allied(provider, source));
    if !is_listed {
        return Err(refused(&values(RefusalCode::ResellerNotListed)));
    }
    file.agreement.in_force(true).map_err(|code| match file.agreement {
        AgreementState::PartnerAttested => refused(&values(code)),
        _ => fault_with(403, 13_605, "The customer has not accepted the Microsoft Customer Agreement.", &values(code)),
    })?;
    set_status(state, call, place, TransferStatus::InProgress);
    carrying::begin(state, place);
    ok(&json!({ "orders": [], "transferErrors": [], "attributes": { "objectType": "TransferSubmitResult" } }))
}

/// PATCH …/transfers/{transferId} with status "reject"; one of new commerce is completed or cancelled so.
pub(super) fn reject(state: &mut State, call: &Call<'_>, customer: &str, id: &str) -> Answered {
    let place = place(state, call, customer, id)?;
    if state.customers[place.0].transfers[place.1].asked.is_some() {
        return new_commerce::change(state, call, place);
    }
    let transfer = &state.customers[place.0].transfers[place.1].transfer;
    let body = call.body()?;
    let node = Node::new(&body);
    let word = node.get("status").text_or_empty();
    let names_another = node.get("id").text().is_some_and(|text| !text.trim().eq_ignore_ascii_case(transfer.id.as_str()));
    call.check(state, Action::DecideTransfer)?;
    if names_another || TransferStatus::from_word(&word, false) != TransferStatus::Rejected {
        return Err(malformed("Only the status \"reject\" of this transfer can be set."));
    }
    check_decision(state, call, transfer, Decision::Reject)?;
    set_status(state, call, place, TransferStatus::Rejected);
    ok(&write(&state.customers[place.0].transfers[place.1].transfer))
}
