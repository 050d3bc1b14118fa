//! All requests over all customers: the inbox (R152).

use futures_util::future::join_all;
use leptos::prelude::*;

use super::subscriptions::{changed, other_party};
use super::use_query_word;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::badge::request_badge;
use crate::components::chart::{Part, bars};
use crate::components::empty::Empty;
use crate::components::field::SelectField;
use crate::components::heading::PageHeading;
use crate::components::in_turn::Stood;
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::components::table::{Column, Row, table};
use crate::domain::customer::Customer;
use crate::domain::measure::{self, Age};
use crate::domain::moment::Timestamp;
use crate::domain::organisation::Side;
use crate::domain::transfer::Transfer;
use crate::i18n::format::{self, use_now};
use crate::i18n::{Texts, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// How many customers are asked at once.
const IN_FLIGHT: usize = 4;

/// Reads the transfers of every customer that has one open; of every customer where `all`.
pub(super) async fn read(client: &Client, all: bool) -> Result<Vec<(String, Transfer)>, ApiError> {
    let customers: Vec<Customer> =
        client.list_customers().await?.into_iter().filter(|customer| all || customer.open_transfers > 0).collect();
    let mut found = Vec::new();
    for group in customers.chunks(IN_FLIGHT) {
        let lists = join_all(group.iter().map(|customer| client.list_transfers(&customer.id))).await;
        for (customer, list) in group.iter().zip(lists) {
            found.extend(
                list?
                    .into_iter()
                    .filter(|transfer| all || transfer.status.is_open())
                    .map(|transfer| (customer.name.clone(), transfer)),
            );
        }
    }
    // Those that wait longest come first; what is closed comes after, newest first.
    found.sort_by_key(|(_, transfer)| {
        let created = transfer.created.map_or(0, Timestamp::as_second);
        let open = transfer.status.is_open();
        (!open, if open { created } else { -created })
    });
    Ok(found)
}

/// The inbox.
#[component]
pub fn TransfersPage() -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let side = use_viewer().side();
    let client = expect_context::<Client>();
    let (which, set_which) = use_query_word("show");
    let found = Loaded::new(move || {
        live.track();
        let all = which.get() == "all";
        let client = client.clone();
        async move { read(&client, all).await }
    });
    let stood = Stood::not_yet();
    let options = Signal::derive(move || vec![(String::new(), t.inbox_open()), ("all".to_owned(), t.inbox_all())]);
    view! {
        <PageHeading
            title=t.inbox_title()
            lead=Signal::derive(move || match side {
                Side::Partner => t.inbox_lead_partner(),
                Side::Provider => t.inbox_lead_provider(),
            })
        />
        <section class="section" aria-label=t.inbox_title()>
            <div class="toolbar">
                <SelectField id="inbox-show" label=t.inbox_show() options value=which on_change=move |word| set_which(&word) />
            </div>
            {load(found, move |found| view! { <Inbox found all=which.get_untracked() == "all" stood /> }.into_any())}
        </section>
    }
}

#[component]
fn Inbox(
    /// Customer's name and request.
    found: Vec<(String, Transfer)>,
    /// Whether closed ones are among them.
    all: bool,
    /// Whether it stood before.
    stood: Stood,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let now = use_now();
    move || {
        if found.is_empty() {
            let title = if all { t.inbox_none() } else { t.inbox_none_open() };
            return view! { <Empty icon_name="arrow-swap" title text=t.inbox_none_text() /> }.into_any();
        }
        let rows = found
            .iter()
            .map(|(customer, transfer)| {
                let route = Route::Transfer(transfer.customer.clone(), transfer.id.clone());
                let names: Vec<String> = transfer.lines.iter().map(|line| line.display_name().to_owned()).collect();
                let customer = customer.clone();
                let sub = if names.is_empty() { t.asked_nolines() } else { format::all_of(t, &names) };
                let head = view! { <Link to=route class="table__name">{customer}</Link><span class="table__sub">{sub}</span> }
                    .into_any();
                let age = transfer
                    .created
                    .map(|at| t.inbox_age(format::age_days(at, now.get())).replace(' ', "\u{a0}"))
                    .unwrap_or_default();
                let cells = vec![
                    other_party(&viewer, transfer).into_any(),
                    age.into_any(),
                    changed(t, &viewer, transfer).into_any(),
                    request_badge(t, transfer),
                ];
                Row::new(head, cells)
            })
            .collect();
        let party = match viewer.side() {
            Side::Partner => t.transfers_column_provider(),
            Side::Provider => t.transfers_column_partner(),
        };
        let columns = vec![
            Column::text(t.customers_column_customer()),
            Column::text(party),
            Column::text(t.inbox_column_age()),
            Column::text(t.transfers_column_changed()),
            Column::text(t.transfers_column_status()),
        ];
        let found = found.clone();
        let waiting = stood.in_turn(move || waiting(t, &found, now.get()).into_any());
        view! { {table(t.inbox_title(), columns, rows)} {waiting} }.into_any()
    }
}

/// How long the open requests have waited, as a picture (R175); nothing where none is open.
fn waiting(t: Texts, found: &[(String, Transfer)], now: Timestamp) -> Option<AnyView> {
    let ages = measure::ages(found.iter().map(|(_, transfer)| transfer), now);
    let part = |(age, count): (Age, u64)| Part {
        // After a week it is time to ask.
        look: if matches!(age, Age::Week | Age::Long) { "under-way" } else { "verified" },
        label: t.words_age(age.word()).unwrap_or_default(),
        count,
        to: None,
    };
    ages.iter().any(|(_, count)| *count > 0).then(|| {
        let picture = bars(t, t.chart_ages(), t.inbox_column_age(), ages.into_iter().map(part).collect());
        view! { <div class="card">{picture}</div> }.into_any()
    })
}
