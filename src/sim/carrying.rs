//! Carrying out an accepted transfer, line by line. Source: api/partner-center.md section 4; domain.md 3.5, invariant 5
//! (2026-11-21).

use super::clock;
use super::company::Company;
use super::eligibility::words;
use super::state::{CustomerFile, Holding, State};
use super::transfers::Place;
use crate::domain::eligibility;
use crate::domain::ids::{OrderId, SubscriptionId};
use crate::domain::new_commerce;
use crate::domain::review::Mapping;
use crate::domain::subscription::{Subscription, SubscriptionStatus};
use crate::domain::transfer::{LineError, LineStatus, TransferKind, TransferLine, TransferStatus};

/// The order of a line failed.
const ORDER_FAILED: u32 = 900_103;

/// Begins: the first line is in progress, and every line has its row in the ledger.
pub(super) fn begin(state: &mut State, (customer, transfer): Place) {
    let entry = &mut state.customers[customer].transfers[transfer];
    if let Some(line) = entry.transfer.lines.first_mut() {
        line.status = LineStatus::InProgress;
    }
    entry.review.map = entry
        .transfer
        .lines
        .iter()
        .flat_map(|line| line.with_add_ons().map(|part| (part, &line.status)))
        .map(|(part, status)| Mapping {
            old: part.subscription.clone(),
            new: None,
            azure_id: part.azure_id.clone(),
            order: None,
            status: status.clone(),
        })
        .collect();
    state.touch();
}

/// Carries out the next line, if the transfer is in progress and not held; with the last one it is complete.
pub(super) fn go_on(state: &mut State, (customer, transfer): Place) {
    let now = state.now;
    let entry = &mut state.customers[customer].transfers[transfer];
    // One of new commerce waits for its lines.
    if entry.transfer.lines.is_empty() {
        return;
    }
    if entry.transfer.status != TransferStatus::InProgress || entry.held_until.is_some_and(|until| now <= until) {
        return;
    }
    let next = entry.transfer.lines.iter().position(|line| line.status == LineStatus::InProgress);
    if let Some(place) = next {
        carry_out(state, (customer, transfer), place);
    }
    let entry = &mut state.customers[customer].transfers[transfer].transfer;
    if let Some(line) = entry.lines.iter_mut().find(|line| line.status == LineStatus::Active) {
        line.status = LineStatus::InProgress;
    } else {
        let failed = entry.lines.iter().any(|line| line.status == LineStatus::Failed);
        entry.status = if failed { TransferStatus::CompleteWithErrors } else { TransferStatus::Complete };
    }
    entry.changed = Some(now);
    write_ledger(state, (customer, transfer));
    state.touch();
}

/// Moves one line, or fails it; either way it is finished.
fn carry_out(state: &mut State, (customer, transfer): Place, place: usize) {
    let file = &state.customers[customer];
    let header = &file.transfers[transfer].transfer;
    let line = &header.lines[place];
    let parties = Company::of_tenant(&header.source).zip(header.target.as_ref().and_then(Company::of_tenant));
    let Some((source, target)) = parties else { return };
    if let Some(text) = obstacle(file, line, source, header.kind) {
        let line = &mut state.customers[customer].transfers[transfer].transfer.lines[place];
        line.status = LineStatus::Failed;
        line.error = Some(LineError { code: Some(ORDER_FAILED), text });
        return;
    }
    let parts: Vec<TransferLine> = line.with_add_ons().cloned().collect();
    let order = OrderId::parse(&state.make_id("order")).expect("made ids are ids");
    let mut ids: Vec<SubscriptionId> = Vec::new();
    for part in &parts {
        let id = SubscriptionId::parse(&state.make_id("subscription")).expect("made ids are ids");
        let parent = ids.first().cloned();
        ids.push(id.clone());
        let now = state.now;
        let Some(old) = state.customers[customer].holding_mut(&part.subscription, source) else { continue };
        let new = bought(&old.subscription, part, id, parent, &order, source, now);
        old.moved = true;
        old.subscription.status = SubscriptionStatus::Suspended;
        old.changed();
        state.customers[customer].holdings.push(Holding::new(target, new));
    }
    let entry = &mut state.customers[customer].transfers[transfer];
    let line = &mut entry.transfer.lines[place];
    line.status = LineStatus::Complete;
    line.order = Some(order.clone());
    for add_on in &mut line.add_ons {
        add_on.status = LineStatus::Complete;
        add_on.order = Some(order.clone());
    }
    for (part, new) in parts.iter().zip(ids) {
        if let Some(row) = entry.review.map.iter_mut().find(|row| row.old == part.subscription) {
            row.new = Some(new);
            row.order = Some(order.clone());
        }
    }
}

/// Why the line cannot be moved now: what changed since the request was created.
fn obstacle(file: &CustomerFile, line: &TransferLine, source: Company, kind: TransferKind) -> Option<String> {
    let all = file.sold_by(source);
    let Some(base) = all.iter().find(|subscription| subscription.id == line.subscription) else {
        return Some(format!("Subscription has already been transferred. Subscription: {}", line.subscription));
    };
    if kind == TransferKind::NewCommerce {
        return new_commerce::obstacle(base).map(|why| words(base, &why));
    }
    // The request itself holds the subscription: only its state counts here.
    std::iter::once(base)
        .chain(base.add_ons(&all))
        .find_map(|part| eligibility::own_reason(part, None).map(|why| words(part, &why)))
}

/// The subscription that the provider gets for `line`: the quantity is that of the request (R118).
fn bought(
    old: &Subscription,
    line: &TransferLine,
    id: SubscriptionId,
    parent: Option<SubscriptionId>,
    order: &OrderId,
    source: Company,
    now: crate::domain::moment::Timestamp,
) -> Subscription {
    Subscription {
        id,
        order: Some(order.clone()),
        quantity: line.quantity,
        status: SubscriptionStatus::Active,
        started: Some(now),
        commitment_ends: old.commitment_ends.map(|_| clock::after(now, 365)),
        parent,
        reseller: Some(line.partner_of_record.clone().unwrap_or_else(|| source.mpn_id())),
        etag: None,
        ..old.clone()
    }
}

/// Brings the states of the ledger's rows up to those of their lines.
fn write_ledger(state: &mut State, (customer, transfer): Place) {
    let entry = &mut state.customers[customer].transfers[transfer];
    for line in &entry.transfer.lines {
        for part in line.with_add_ons() {
            if let Some(row) = entry.review.map.iter_mut().find(|row| row.old == part.subscription) {
                row.status = line.status.clone();
            }
        }
    }
}
