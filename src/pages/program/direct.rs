//! The direct bill programme: the **Microsoft Cloud Solution Provider status**, and what it allows (R37 to R39).

use leptos::prelude::*;

use crate::components::badge::badge;
use crate::components::chart::meter;
use crate::components::facts::facts;
use crate::components::notice::Notice;
use crate::components::table::{Column, Row, table};
use crate::domain::enrolment::{Capability, DirectBillStatus};
use crate::domain::measure::thousandths;
use crate::domain::program::{DirectBillProgram, Requirement};
use crate::i18n::format::use_now;
use crate::i18n::{Texts, explain, format};

/// The status as a mark.
fn status_badge(t: Texts, status: &DirectBillStatus) -> AnyView {
    let (tone, icon_name) = match status {
        DirectBillStatus::Active => ("success", "checkmark-circle"),
        DirectBillStatus::Restricted => ("warning", "warning"),
        DirectBillStatus::Suspended | DirectBillStatus::Revoked => ("danger", "dismiss-circle"),
        DirectBillStatus::Other(_) => ("neutral", "question"),
    };
    badge(tone, icon_name, t.words_direct_bill(status.word()).unwrap_or_else(|| status.word().to_owned()))
}

/// The card.
pub(super) fn direct_bill(t: Texts, program: &DirectBillProgram, requirement: Option<&Requirement>) -> AnyView {
    let word = |status: &DirectBillStatus| t.words_direct_bill(status.word()).unwrap_or_else(|| status.word().to_owned());
    let mut pairs = vec![(t.program_direct(), status_badge(t, &program.status))];
    if let Some(since) = program.since {
        pairs.push((t.program_since(), format::date(t, since).into_any()));
    }
    if let Some((next, at)) = program.next_status(use_now().get_untracked()) {
        pairs.push((t.program_then_label(), t.program_then(&format::date(t, at), &word(&next)).into_any()));
    }
    let is_limited = Capability::ALL.into_iter().any(|capability| program.check(capability).is_err());
    let warning = is_limited.then(|| {
        let title = t.overview_restricted_title(&word(&program.status));
        view! { <Notice tone="warning" title body=t.program_restricted_body() /> }
    });
    let rows = Capability::ALL
        .into_iter()
        .map(|capability| {
            let name = t.words_capability(capability.word()).unwrap_or_default();
            let stands = match program.check(capability) {
                Ok(()) => badge("success", "checkmark-circle", t.program_available()),
                Err(refusal) => {
                    let code = explain::refusal(t, &refusal).code;
                    let mark = badge("danger", "dismiss-circle", t.program_refused());
                    view! { <span class="cluster">{mark}<small class="code">{code}</small></span> }.into_any()
                }
            };
            Row::new(view! { <span class="table__name">{name}</span> }.into_any(), vec![stands])
        })
        .collect();
    let columns = vec![Column::text(t.program_capability()), Column::text(t.program_availability())];
    let list = table(t.program_capabilities(), columns, rows);
    // Where nothing is refused the list is there for whoever wants it.
    let list = if is_limited {
        list
    } else {
        view! { <details><summary>{t.program_capabilities()}</summary>{list}</details> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="direct-title">
            <h2 class="card__title" id="direct-title">{t.program_direct_title()}</h2>
            {facts(pairs)}
            {warning}
            {requirement.map(|it| against_requirement(t, it))}
            {list}
        </section>
    }
    .into_any()
}

/// The partner's own figure beside what is required, as the service gives both (R15, C13).
fn against_requirement(t: Texts, requirement: &Requirement) -> AnyView {
    let money = |amount: u64| format::money(t, amount, &requirement.currency);
    let figure = requirement.measured.map_or_else(|| t.general_unknown(), money);
    let picture = requirement.measured.map(|figure| {
        let share = format::percent(t, thousandths(figure, requirement.threshold));
        meter(t.chart_requirement(), figure, requirement.threshold, t.chart_required(&share))
    });
    view! {
        <div class="stack" data-gap="small">
            <h3>{t.overview_requirement_title()}</h3>
            {picture}
            {facts(vec![
                (t.overview_requirement_measured(), figure.into_any()),
                (t.overview_requirement_threshold(), money(requirement.threshold).into_any()),
            ])}
        </div>
    }
    .into_any()
}
