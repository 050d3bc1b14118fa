//! What was done, newest first.

use std::sync::Arc;

use leptos::prelude::*;

use crate::api::Client;
use crate::components::empty::Empty;
use crate::components::field::SelectField;
use crate::components::icon::icon;
use crate::components::load::{Loaded, load};
use crate::components::table::{Column, Row};
use crate::components::windowed::{Windowed, windowed};
use crate::domain::audit::{self, AuditFilter, AuditQuery, AuditRecord, Change};
use crate::domain::ids::CustomerId;
use crate::domain::organisation::Session;
use crate::i18n::format::{self, use_now};
use crate::i18n::{Texts, use_texts};
use crate::pages::exporting::{ExportButton, Rows};
use crate::pages::printed::PrintButton;
use crate::pages::use_query_word;
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// How many days back one can look; the service gives no more (api/partner-center.md 12.14).
const DAYS: [i64; 3] = [30, 7, 90];

/// The record, narrowed by what the address says.
#[component]
pub(super) fn Records(
    /// Of one customer alone.
    customer: Option<CustomerId>,
) -> impl IntoView {
    let t = use_texts();
    let (live, now) = (use_live(), use_now());
    let client = expect_context::<Client>();
    let (days, set_days) = use_query_word("days");
    let records = Loaded::new(move || {
        live.track();
        let back = days.get().parse().ok().filter(|days| DAYS.contains(days)).unwrap_or(DAYS[0]);
        let query = AuditQuery {
            start: Some(now.get_untracked().plus_hours(-24 * back)),
            end: None,
            filter: customer.clone().map(AuditFilter::Customer),
        };
        let client = client.clone();
        async move { client.list_audit_records(&query).await.map(Arc::new) }
    });
    let choices = Signal::derive(move || {
        DAYS.map(|days| {
            let word = if days == DAYS[0] { String::new() } else { days.to_string() };
            (word, t.history_days(days.unsigned_abs()))
        })
        .to_vec()
    });
    view! {
        <section class="section" aria-label=t.history_records()>
            <div class="toolbar no-print">
                <SelectField id="history-days" label=t.history_period() options=choices value=days on_change=move |word| set_days(&word) />
            </div>
            {load(records, move |list| view! { <RecordList list /> }.into_any())}
        </section>
    }
}

/// Search, export, and the rows that are admitted.
#[component]
fn RecordList(
    /// All that were read.
    list: Arc<Vec<AuditRecord>>,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let (text, set_text) = use_query_word("q");
    let session = StoredValue::new(viewer.0.clone());
    let list = StoredValue::new(list);
    let shown = Memo::new(move |_| {
        let text = text.read().trim().to_lowercase();
        let has = |record: &AuditRecord| {
            let who = session.with_value(|session| session.name_of(&record.user).to_lowercase());
            let done = what(t, record).to_lowercase();
            let parts = [&who, &record.user.to_lowercase(), &record.customer_name.to_lowercase(), &done];
            parts.iter().any(|part| part.contains(&text))
        };
        list.with_value(|list| {
            let places = list.iter().enumerate().filter(|(_, record)| has(record)).map(|(place, _)| place as u64);
            Arc::new(places.collect::<Vec<u64>>())
        })
    });
    let at = move |place: u64| {
        let place = usize::try_from(place).ok()?;
        list.with_value(|list| list.get(place).cloned())
    };
    let is_empty = Memo::new(move |_| shown.read().is_empty());
    let rows = move || {
        if is_empty.get() {
            return view! { <Empty icon_name="history" title=t.history_none() text=t.history_none_text() /> }.into_any();
        }
        let columns = vec![
            Column::text(t.history_when()),
            Column::text(t.history_who()),
            Column::text(t.customers_column_customer()),
            Column::text(t.history_what()),
            Column::text(t.history_changed()),
        ];
        let row = Box::new(move |place: usize| {
            let record = shown.with_untracked(|shown| shown.get(place).copied()).and_then(at);
            record.map_or_else(
                || Row::new(().into_any(), Vec::new()),
                |record| session.with_value(|session| record_row(t, session, &record)),
            )
        });
        windowed(Windowed { caption: t.history_records(), columns, keys: shown, open: Signal::derive(|| None), row })
    };
    let take = move || {
        let places = shown.get_untracked();
        let write = move |range: std::ops::Range<usize>, places: &[u64]| {
            let records: Vec<AuditRecord> = places[range].iter().filter_map(|place| at(*place)).collect();
            audit::csv(format::separator(t), &records)
        };
        (places.len(), Box::new(move |range| write(range, &places)) as Rows)
    };
    view! {
        <div class="toolbar no-print" role="search">
            <div class="field search">
                <label class="field__label" for="history-search">{t.history_search()}</label>
                {icon("search")}
                <input
                    class="field__input"
                    id="history-search"
                    type="search"
                    prop:value=move || text.get()
                    on:input=move |event| set_text(&event_target_value(&event))
                />
            </div>
            <div class="toolbar__end">
                <p class="toolbar__count" role="status">{move || t.history_count(shown.read().len() as u64)}</p>
                <ExportButton id="history-export" label=t.mapping_export() file="history.csv" take />
                <PrintButton />
            </div>
        </div>
        {rows}
    }
}

/// What was done, in words; the service's word where we have none.
fn what(t: Texts, record: &AuditRecord) -> String {
    t.words_operation(&record.operation).unwrap_or_else(|| record.operation.clone())
}

fn record_row(t: Texts, session: &Session, record: &AuditRecord) -> Row {
    let when = record.at.map(|at| format::date_time(t, at)).unwrap_or_default();
    let who = if record.user.is_empty() { t.history_service() } else { session.name_of(&record.user).to_owned() };
    let customer = match &record.customer {
        None => t.history_own().into_any(),
        Some(id) => {
            let name = if record.customer_name.is_empty() { id.to_string() } else { record.customer_name.clone() };
            let to = format!("{}?customer={}", Route::History.path(), crate::domain::percent::encode(id.as_str()));
            view! { <a href=to>{name}</a> }.into_any()
        }
    };
    let done = view! {
        {what(t, record)}
        <span class="table__sub code">{record.operation.clone()}</span>
    }
    .into_any();
    let changes: Vec<AnyView> = record.changes.iter().map(|change| change_item(t, change)).collect();
    let changes = if changes.is_empty() {
        view! { <span class="muted">{t.history_unchanged()}</span> }.into_any()
    } else {
        view! { <ul class="plain-list">{changes}</ul> }.into_any()
    };
    Row::new(when.into_any(), vec![who.into_any(), customer, done, changes])
}

/// One member, before and after.
fn change_item(t: Texts, change: &Change) -> AnyView {
    let label = t.words_member(&change.what).unwrap_or_else(|| change.what.clone());
    let shown = |value: &str| {
        let known = match change.what.as_str() {
            "agreementState" => t.words_agreement(value),
            "kind" => t.words_customer_kind(value),
            "billingCycle" => t.words_cycle(value),
            "providerVerified" | "partnerVerified" if value == "match" => Some(t.verify_match()),
            "providerVerified" | "partnerVerified" if value == "mismatch" => Some(t.verify_mismatch()),
            "status" => t.words_transfer_status(value).or_else(|| t.words_subscription_status(value)),
            _ => None,
        };
        if value.is_empty() { t.history_nothing() } else { known.unwrap_or_else(|| value.to_owned()) }
    };
    let text = t.history_change(&shown(&change.after), &shown(&change.before), &label);
    view! { <li>{text}</li> }.into_any()
}
