//! The lines of a request, their progress, and what became of them.

use leptos::prelude::*;

use super::Shown;
use crate::components::badge::{badge, line_badge};
use crate::components::facts::{code, of_service};
use crate::components::icon::icon;
use crate::components::table::{Column, Row, table};
use crate::domain::ids::MpnId;
use crate::domain::transfer::{Drift, TransferLine, TransferStatus};
use crate::i18n::{Texts, format};

/// The lines with their add-ons, quantities, cycle, offer, partner of record and state (R153).
pub(super) fn lines(t: Texts, shown: &Shown) -> AnyView {
    let drift = shown.transfer.drift(&shown.present());
    let mut rows = Vec::new();
    for line in &shown.transfer.lines {
        rows.push(row(t, line, &drift, false, &shown.transfer.status));
        rows.extend(line.add_ons.iter().map(|add_on| row(t, add_on, &drift, true, &shown.transfer.status)));
    }
    let columns = vec![
        Column::text(t.subscriptions_column_name()),
        Column::number(t.subscriptions_column_quantity()),
        Column::text(t.subscriptions_column_cycle()),
        Column::text(t.transfer_partner_of_record()),
        Column::text(t.subscriptions_column_status()),
    ];
    view! {
        <section class="section" aria-labelledby="lines-title">
            <h2 class="card__title" id="lines-title">{t.transfer_lines()}</h2>
            {table(t.transfer_lines(), columns, rows)}
        </section>
    }
    .into_any()
}

fn row(t: Texts, line: &TransferLine, drift: &[Drift], child: bool, status: &TransferStatus) -> Row {
    let language = t.language();
    let offer = line.offer.as_ref().map(ToString::to_string).unwrap_or_default();
    let sub = if child { t.transfer_add_on() } else { offer };
    let head = view! { <span class="table__name">{line.display_name().to_owned()}</span><span class="table__sub">{sub}</span> }
        .into_any();
    let now = drift
        .iter()
        .find(|drift| drift.subscription == line.subscription)
        .map(|drift| badge("warning", "warning", t.transfer_now(&format::number(language, drift.present))));
    let quantity = view! { <span class="transfer__drift">{format::number(language, line.quantity)}{now}</span> }.into_any();
    let cycle = t.words_cycle(line.billing_cycle.word()).unwrap_or_else(|| line.billing_cycle.word().to_owned());
    let record = line.partner_of_record.as_ref().map(MpnId::to_string).unwrap_or_default();
    let error = line.error.as_ref().map(|error| {
        let code = error.code.map(|code| format!("{code}: ")).unwrap_or_default();
        view! { <p class="table__sub">{code}{of_service(error.text.clone())}</p><p class="table__sub">{t.transfer_line_failed_next()}</p> }
    });
    // Before acceptance, and after an end without one, a line has no state of its own.
    let said = matches!(status, TransferStatus::InProgress | TransferStatus::Complete | TransferStatus::CompleteWithErrors);
    let state = view! { <div class="stack" data-gap="small">{said.then(|| line_badge(t, &line.status))}{error}</div> }.into_any();
    Row { head, cells: vec![quantity, cycle.into_any(), record.into_any(), state], child, detail: None }
}

/// How many lines are done, while it is being carried out and after (R156).
pub(super) fn progress(t: Texts, shown: &Shown) -> Option<AnyView> {
    let transfer = &shown.transfer;
    if !(transfer.status == TransferStatus::InProgress || transfer.status.is_complete()) {
        return None;
    }
    let (done, all) = (transfer.done() as u64, transfer.lines.len() as u64);
    let said = t.transfer_done_of(all, &format::number(t.language(), done));
    Some(
        view! {
            <section class="card">
                <h2 class="card__title">{t.transfer_progress()}</h2>
                <div class="stack" data-gap="small">
                    <label for="transfer-progress">{said}</label>
                    <progress class="progress" id="transfer-progress" max=all.to_string() value=done.to_string()></progress>
                </div>
            </section>
        }
        .into_any(),
    )
}

/// Old id and new id of each line and add-on, and the Azure Subscription ID that stays (R114, R115).
pub(super) fn mapping(t: Texts, shown: &Shown) -> Option<AnyView> {
    let known: Vec<_> = shown.review.map.iter().filter(|row| row.new.is_some()).collect();
    if known.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = known
        .into_iter()
        .map(|row| {
            let name = shown
                .transfer
                .all_lines()
                .find(|line| line.subscription == row.old)
                .map_or_else(|| row.old.to_string(), |line| line.display_name().to_owned());
            let azure = row.azure_id.as_ref().map(|id| {
                view! { <p><span class="mapping__label">{t.mapping_azure()}</span>{code(id.as_str())}</p> }
            });
            view! {
                <li class="mapping__item">
                    <h3 class="mapping__name">{name}</h3>
                    <div class="mapping__pair">
                        <p class="mapping__id"><span class="mapping__label">{t.mapping_old()}</span>{code(row.old.as_str())}</p>
                        {icon("arrow-right")}
                        <p class="mapping__id">
                            <span class="mapping__label">{t.mapping_new()}</span>
                            {row.new.as_ref().map(|id| code(id.as_str()))}
                        </p>
                    </div>
                    {azure}
                </li>
            }
            .into_any()
        })
        .collect();
    let export = {
        let file = crate::domain::ledger::csv(format::separator(t), &shown.transfer, &shown.review);
        let name = format!("transfer-{}.csv", shown.transfer.id);
        move |_| crate::pages::download(&name, "text/csv;charset=utf-8", &file)
    };
    Some(
        view! {
            <section class="card" aria-labelledby="mapping-title">
                <div class="card__header">
                    <h2 class="card__title" id="mapping-title">{t.mapping_title()}</h2>
                    <div class="cluster">
                        <button type="button" class="button" on:click=export>
                            {crate::components::icon::button_icon("arrow-download")}
                            {t.mapping_export()}
                        </button>
                        <crate::pages::printed::PrintButton />
                    </div>
                </div>
                <ul class="mapping">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}
