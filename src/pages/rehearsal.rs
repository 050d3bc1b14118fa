//! **Rehearsal**: the whole move on a copy of the partner's own business: take it or bring one, begin, and read the report (R120, R176).

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::download;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::empty::Empty;
use crate::components::field::CheckField;
use crate::components::heading::PageHeading;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::table::{Column, Row, table};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::audit::AuditQuery;
use crate::domain::csv::Csv;
use crate::domain::organisation::Side;
use crate::domain::preflight::{self, First, Remedy, Standing};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::rehearsal::{Copied, Refusals};
use crate::i18n::format::{self, use_now};
use crate::i18n::{Texts, explain, use_texts};
use crate::route::Route;
use crate::storage::{self, Keep, REFUSED};
use crate::viewer::{Preview, Viewer, use_live, use_viewer};
use crate::wire::json::{self, Node};
use crate::wire::rehearsal;

/// Before a rehearsal: the copy; during it: the report.
#[component]
pub fn RehearsalPage() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let rehearses = use_context::<Preview>().is_some_and(|preview| preview.is_rehearsal);
    let body = if rehearses {
        view! { <Report /> }.into_any()
    } else if !cfg!(feature = "static-mode") {
        // A site that was built without the simulation has nothing to rehearse on.
        view! { <Empty icon_name="beaker" title=t.rehearsal_absent() text=t.rehearsal_absent_text() /> }.into_any()
    } else if viewer.side() == Side::Partner {
        view! { <Prepare /> }.into_any()
    } else {
        view! { <Empty icon_name="beaker" title=t.rehearsal_partner() text=t.rehearsal_partner_text() /> }.into_any()
    };
    view! {
        <PageHeading title=t.rehearsal_title() lead=t.rehearsal_lead() above=vec![(t.overview_title(), Route::Overview)] />
        {body}
    }
}

/// Loads the app anew, so that it stands on the rehearsal, or on what it stood on before.
fn load_anew() {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    // The address is one of our own.
    let _ = window().location().assign(&base);
}

/// How far the copy is.
#[derive(Clone, PartialEq)]
enum Taking {
    None,
    Going(usize, usize),
    There(Arc<Copied>),
    Unreadable,
    TooLarge,
    Failed(ApiError),
}

/// Taking a copy, or bringing one; then beginning.
#[component]
fn Prepare() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let now = use_now();
    let client = expect_context::<Client>();
    let taking = RwSignal::new(Taking::None);
    let bare = RwSignal::new(false);
    let session = Arc::clone(&viewer.0);
    let take = move || {
        let (client, session) = (client.clone(), Arc::clone(&session));
        taking.set(Taking::Going(0, 0));
        leptos::task::spawn_local(async move {
            let tell = |done: usize, all: usize| taking.try_set(Taking::Going(done, all)).is_none();
            match client.copy_business(&session, now.get_untracked(), &tell).await {
                Ok(Some(copy)) => _ = taking.try_set(Taking::There(Arc::new(copy))),
                Ok(None) => {}
                Err(error) => _ = taking.try_set(Taking::Failed(error)),
            }
        });
    };
    let bring = move |event: web_sys::Event| {
        let input = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) else { return };
        leptos::task::spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
            let parsed = json::parse(&text).unwrap_or_default();
            let read = rehearsal::read(Node::new(&parsed));
            taking.try_set(read.map_or(Taking::Unreadable, |copy| Taking::There(Arc::new(copy))));
        });
    };
    let wanted = move |copy: &Copied| if bare.get_untracked() { copy.clone().with_pseudonyms() } else { copy.clone() };
    let begin = move |copy: &Copied| {
        let text = rehearsal::write(&wanted(copy)).to_string();
        if storage::begin_rehearsal(&text) {
            load_anew();
        } else {
            taking.set(Taking::TooLarge);
        }
    };
    let is_busy = Signal::derive(move || matches!(*taking.read(), Taking::Going(..)));
    let export_gate = Signal::derive(move || viewer.may(Action::Export).err());
    let state = move || match taking.get() {
        Taking::None => ().into_any(),
        Taking::Going(done, all) => view! {
            <p class="cluster" role="status">
                <progress max=all.max(1).to_string() value=done.to_string() aria-label=t.rehearsal_take()></progress>
                {t.customers_reading(&format::number(t.language(), done as u64), &format::number(t.language(), all as u64))}
            </p>
        }
        .into_any(),
        Taking::Unreadable => {
            view! { <Notice tone="danger" title=t.rehearsal_unreadable() body=t.rehearsal_unreadable_text() /> }.into_any()
        }
        Taking::TooLarge => {
            view! { <Notice tone="danger" title=t.rehearsal_too_large() body=t.rehearsal_too_large_text() /> }.into_any()
        }
        Taking::Failed(error) => view! { <Trouble error /> }.into_any(),
        Taking::There(copy) => {
            let (first, second) = (Arc::clone(&copy), Arc::clone(&copy));
            let subscriptions: usize = copy.customers.iter().map(|it| it.subscriptions.len()).sum();
            let title = t.rehearsal_there(&copy.own.name, &format::date_time(t, copy.taken));
            let counts = format!(
                "{}, {}",
                t.customers_count(copy.customers.len() as u64),
                t.transition_subscriptions(subscriptions as u64)
            );
            view! {
                <Notice tone="success" title body=counts>
                    <CheckField id="rehearsal-bare" label=t.rehearsal_pseudonyms() error=Signal::derive(|| None::<String>) value=bare />
                    <button type="button" class="button" data-kind="primary" on:click=move |_| begin(&first)>{t.rehearsal_begin()}</button>
                    <GatedButton
                        id="rehearsal-export"
                        label=t.rehearsal_export()
                        icon_name="arrow-download"
                        refusal=export_gate
                        on_press=move || download("rehearsal.json", "application/json", &rehearsal::write(&wanted(&second)).to_string())
                    />
                </Notice>
            }
            .into_any()
        }
    };
    view! {
        <section class="section" aria-label=t.rehearsal_copy()>
            <div class="card stack" data-gap="small">
                <h2 class="card__title">{t.rehearsal_copy()}</h2>
                <p>{t.rehearsal_explain()}</p>
                <div class="cluster">
                    <GatedButton id="rehearsal-take" label=t.rehearsal_take() kind="primary" refusal=Signal::derive(|| None) busy=is_busy on_press=take />
                    <div class="field">
                        <label class="field__label" for="rehearsal-file">{t.rehearsal_bring()}</label>
                        <input class="field__input" id="rehearsal-file" type="file" accept="application/json,.json" on:change=bring />
                    </div>
                </div>
                {state}
            </div>
        </section>
    }
}

/// What came of the rehearsal so far.
#[derive(Clone, PartialEq)]
struct Outcome {
    /// What was done, by operation.
    done: Vec<(String, usize)>,
    /// What somebody tried, and the service refused.
    refused: Refusals,
    /// What stands in the way of customers still.
    needed: Vec<(RefusalCode, usize)>,
    ready: usize,
    all: usize,
}

async fn read(client: &Client, viewer: &Viewer) -> Result<Outcome, ApiError> {
    let mut done: Vec<(String, usize)> = Vec::new();
    for record in client.list_audit_records(&AuditQuery::default()).await? {
        match done.iter_mut().find(|(operation, _)| *operation == record.operation) {
            Some((_, count)) => *count += 1,
            None => done.push((record.operation, 1)),
        }
    }
    let partnerships = client.list_partnerships(viewer.side()).await?;
    let customers = client.list_customers().await?;
    let mut needed: Vec<(RefusalCode, usize)> = Vec::new();
    let mut ready = 0;
    for customer in &customers {
        let standing = match preflight::examine(viewer.0.is_enrolled(), &partnerships, customer) {
            First::Decided(standing) => standing,
            First::Look(_) => {
                let subscriptions = client.list_subscriptions(&customer.id).await?;
                let answers = client.transfer_eligibility(&customer.id).await?;
                preflight::look(&crate::domain::eligibility::choices(&subscriptions, &answers))
            }
        };
        match standing {
            Standing::Ready(_) => ready += 1,
            Standing::Blocked(why) => match needed.iter_mut().find(|(code, _)| *code == why.code) {
                Some((_, count)) => *count += 1,
                None => needed.push((why.code, 1)),
            },
            _ => {}
        }
    }
    let refused = Refusals::read(&Keep::Tab.get(REFUSED).unwrap_or_default());
    Ok(Outcome { done, refused, needed, ready, all: customers.len() })
}

/// Done, refused by code, needed from whom; and the end of the rehearsal.
#[component]
fn Report() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let live = use_live();
    let client = expect_context::<Client>();
    let reader = viewer.clone();
    let outcome = Loaded::new(move || {
        live.track();
        let (client, viewer) = (client.clone(), reader.clone());
        async move { read(&client, &viewer).await }
    });
    let end = move |_| {
        storage::end_rehearsal();
        load_anew();
    };
    view! {
        <section class="section" aria-label=t.rehearsal_report()>
            <div class="cluster" data-align="between">
                <h2 class="card__title">{t.rehearsal_report()}</h2>
                <button type="button" class="button no-print" on:click=end>{t.rehearsal_end()}</button>
            </div>
            {load(outcome, move |outcome| report(t, &outcome))}
        </section>
    }
}

fn report(t: Texts, outcome: &Outcome) -> AnyView {
    let number = |count: usize| format::number(t.language(), count as u64);
    let deed = |operation: &str| t.words_operation(operation).unwrap_or_else(|| operation.to_owned());
    let remedy = |code: RefusalCode| t.words_remedy(Remedy::of(code).word()).unwrap_or_default();
    let done: Vec<Row> = outcome
        .done
        .iter()
        .map(|(operation, count)| Row::new(deed(operation).into_any(), vec![number(*count).into_any()]))
        .collect();
    let row = |code: RefusalCode, count: usize, needs: bool| {
        let explained = explain::refusal(t, &Refusal::new(code));
        let head = view! { {explained.says}" "<small class="code">{code.word()}</small> }.into_any();
        let next = if needs {
            view! { {remedy(code)}<span class="table__sub">{explained.next}</span> }.into_any()
        } else {
            explained.next.into_any()
        };
        Row::new(head, vec![number(count).into_any(), next])
    };
    let refused: Vec<Row> = outcome.refused.iter().map(|(code, count)| row(code, count, false)).collect();
    let needed: Vec<Row> = outcome.needed.iter().map(|(code, count)| row(*code, *count, true)).collect();
    let nothing = done.is_empty();
    let file = {
        let mut file = Csv::new(format::separator(t), &["part", "what", "count", "needed"]);
        for (operation, count) in &outcome.done {
            file.row(["done", operation, &count.to_string(), ""]);
        }
        for (code, count) in outcome.refused.iter() {
            file.row(["refused", code.word(), &count.to_string(), ""]);
        }
        for (code, count) in &outcome.needed {
            file.row(["needed", code.word(), &count.to_string(), &remedy(*code)]);
        }
        file.finish()
    };
    view! {
        <p>{t.rehearsal_ready(&number(outcome.all), &number(outcome.ready))}</p>
        <h3 class="card__title">{t.rehearsal_done()}</h3>
        {if nothing {
            view! { <p class="muted">{t.rehearsal_nothing()}</p> }.into_any()
        } else {
            table(t.rehearsal_done(), vec![Column::text(t.history_what()), Column::number(t.rehearsal_count())], done)
        }}
        <h3 class="card__title">{t.rehearsal_tried()}</h3>
        {if refused.is_empty() {
            view! { <p class="muted">{t.rehearsal_none_refused()}</p> }.into_any()
        } else {
            let columns = vec![Column::text(t.rehearsal_tried()), Column::number(t.rehearsal_count()), Column::text(t.transition_remedy())];
            table(t.rehearsal_tried(), columns, refused)
        }}
        {(!needed.is_empty())
            .then(|| {
                let columns = vec![Column::text(t.rehearsal_refused()), Column::number(t.rehearsal_customers()), Column::text(t.rehearsal_needed())];
                view! {
                    <h3 class="card__title">{t.rehearsal_refused()}</h3>
                    {table(t.rehearsal_refused(), columns, needed)}
                }
            })}
        <div class="cluster no-print">
            <button type="button" class="button" on:click=move |_| download("rehearsal-report.csv", "text/csv", &file)>{t.mapping_export()}</button>
        </div>
    }
    .into_any()
}
