//! The ledger: old and new id of everything that moved, with the marks of verification; of one customer it is a receipt to print.

use std::sync::Arc;

use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::badge::{line_badge, transfer_badge};
use crate::components::empty::Empty;
use crate::components::facts::{code, facts};
use crate::components::heading::hold_focus;
use crate::components::link::Link;
use crate::components::load::Loading;
use crate::components::table::{Column, Row, table};
use crate::components::trouble::Trouble;
use crate::components::windowed::{Windowed, windowed};
use crate::domain::customer::Customer;
use crate::domain::extension::{self, Consent};
use crate::domain::ids::CustomerId;
use crate::domain::ledger::{self, LedgerRow};
use crate::domain::progress::Step;
use crate::domain::review::{Mark, TransferReview};
use crate::domain::subscription::AZURE_PAYG_OFFER;
use crate::domain::transfer::Transfer;
use crate::i18n::{Texts, format, use_texts};
use crate::pages::exporting::{ExportButton, Rows};
use crate::pages::printed::PrintButton;
use crate::route::Route;
use crate::viewer::use_live;

/// One customer with what moved, and the consents that it came from.
#[derive(Clone, PartialEq)]
struct Proof {
    customer: Customer,
    moved: Vec<(Transfer, TransferReview)>,
    consents: Vec<(String, Consent)>,
}

/// How far the reading is: customers read, of so many.
#[derive(Debug, Clone, PartialEq)]
enum Reading {
    Begun,
    Going(usize, usize),
    /// It was stopped: of so many customers, of so many, what moved is known.
    Stopped(usize, usize),
    Done,
    Failed(ApiError),
}

#[derive(Clone, Copy)]
struct Proofs {
    list: RwSignal<Arc<Vec<Proof>>>,
    reading: RwSignal<Reading>,
    /// The person has asked for no more.
    stops: RwSignal<bool>,
}

impl Proofs {
    /// Reads what moved of every customer that has something, or of `only` one, while it `is_wanted`.
    async fn read(self, client: &Client, only: Option<&CustomerId>, is_wanted: &dyn Fn() -> bool) -> Result<(), ApiError> {
        let customers: Vec<Customer> = match only {
            Some(id) => vec![client.customer(id).await?],
            None => {
                let all = client.list_customers().await?;
                let moved = |it: &Customer| matches!(it.step, Some(Step::InProgress | Step::Complete | Step::Verified));
                all.into_iter().filter(moved).collect()
            }
        };
        let count = customers.len();
        let mut read: Vec<Proof> = Vec::new();
        for (place, customer) in customers.into_iter().enumerate() {
            if !is_wanted() {
                return Ok(());
            }
            if self.stops.get_untracked() {
                self.list.set(Arc::new(read));
                self.reading.set(Reading::Stopped(place, count));
                return Ok(());
            }
            self.reading.set(Reading::Going(place, count));
            let mut moved = Vec::new();
            for mut transfer in client.list_transfers(&customer.id).await? {
                if transfer.status.is_complete() || (transfer.status.is_open() && only.is_some()) {
                    let review = client.transfer_review(&customer.id, &transfer.id).await?;
                    transfer.customer_name.get_or_insert_with(|| customer.name.clone());
                    moved.push((transfer, review));
                }
            }
            // A service that keeps no consents has none to show.
            let consents = client.list_consents(&customer.id).await.unwrap_or_default();
            let consents = consents.into_iter().filter_map(|(partner, consent)| Some((partner.name, consent?))).collect();
            read.push(Proof { customer, moved, consents });
        }
        if is_wanted() {
            self.list.set(Arc::new(read));
            self.reading.set(Reading::Done);
        }
        Ok(())
    }
}

/// The ledger of all customers, or the receipt of one.
#[component]
pub(super) fn Ledger(
    /// Of one customer alone.
    customer: Option<CustomerId>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let proofs =
        Proofs { list: RwSignal::new(Arc::default()), reading: RwSignal::new(Reading::Begun), stops: RwSignal::new(false) };
    let again = RwSignal::new(());
    let latest = StoredValue::new(0_u32);
    let is_receipt = customer.is_some();
    Effect::new(move |_| {
        live.track();
        again.track();
        let turn = latest.get_value().wrapping_add(1);
        latest.set_value(turn);
        proofs.stops.set(false);
        let (client, customer) = (client.clone(), customer.clone());
        leptos::task::spawn_local(async move {
            let is_wanted = move || latest.try_get_value() == Some(turn);
            if let Err(error) = proofs.read(&client, customer.as_ref(), &is_wanted).await
                && is_wanted()
            {
                proofs.reading.set(Reading::Failed(error));
            }
        });
    });
    let number = move |count: usize| format::number(t.language(), count as u64);
    let parts = Memo::new(move |_| match *proofs.reading.read() {
        Reading::Going(done, all) => Some((done, all)),
        _ => None,
    });
    let is_on = Memo::new(move |_| parts.read().is_some());
    // It stays the same while the numbers change: its button can be pressed, and keeps its focus.
    let underway = move || {
        hold_focus();
        is_on.get().then(|| {
            let (done, all) = (move || parts.get().unwrap_or_default().0, move || parts.get().unwrap_or_default().1);
            let stop = (!is_receipt).then(|| {
                view! { <button type="button" class="button" on:click=move |_| proofs.stops.set(true)>{t.transition_stop()}</button> }
            });
            view! {
                <p class="cluster" role="status">
                    <progress max=move || all().to_string() value=move || done().to_string() aria-label=t.history_ledger()></progress>
                    {move || t.history_reading(&number(all()), &number(done()))}
                    {stop}
                </p>
            }
        })
    };
    let found = move || match proofs.reading.get() {
        Reading::Begun => view! { <Loading /> }.into_any(),
        Reading::Going(..) => ().into_any(),
        Reading::Failed(error) => view! { <Trouble error on_retry=Callback::new(move |()| again.set(())) /> }.into_any(),
        Reading::Stopped(done, all) => view! {
            <p class="muted" role="status">{t.transition_read_part(&number(all), &number(done))}</p>
            <Whole list=proofs.list.get() />
        }
        .into_any(),
        Reading::Done if is_receipt => proofs.list.get().first().map_or_else(|| ().into_any(), |proof| receipt(t, proof)),
        Reading::Done => view! { <Whole list=proofs.list.get() /> }.into_any(),
    };
    // While numbers come, nothing but they is drawn.
    let kind = Memo::new(move |_| std::mem::discriminant(&*proofs.reading.read()));
    (underway, move || {
        kind.track();
        proofs.list.track();
        untrack(found)
    })
}

/// Exports what moved, and the consents that it came from, for those whose role allows it.
#[component]
fn Export(
    /// Of which customers.
    proofs: Vec<Proof>,
) -> impl IntoView {
    let t = use_texts();
    let proofs = Arc::new(proofs);
    // The places of what is written: of the customer, and with it.
    let places = |count: fn(&Proof) -> usize| -> Arc<Vec<(usize, usize)>> {
        Arc::new(proofs.iter().enumerate().flat_map(|(place, proof)| (0..count(proof)).map(move |nth| (place, nth))).collect())
    };
    let (of_moved, of_consents) = (places(|proof| proof.moved.len()), places(|proof| proof.consents.len()));
    let held = Arc::clone(&proofs);
    let moved = move || {
        let (proofs, places) = (Arc::clone(&held), Arc::clone(&of_moved));
        let write = move |range: std::ops::Range<usize>, places: &[(usize, usize)]| {
            let moved: Vec<(Transfer, TransferReview)> =
                places[range].iter().map(|(place, nth)| proofs[*place].moved[*nth].clone()).collect();
            ledger::csv_of_all(format::separator(t), &moved)
        };
        (places.len(), Box::new(move |range| write(range, &places)) as Rows)
    };
    let consents = move || {
        let (proofs, places) = (Arc::clone(&proofs), Arc::clone(&of_consents));
        let write = move |range: std::ops::Range<usize>, places: &[(usize, usize)]| {
            let records = places[range].iter().map(|(place, nth)| {
                let (provider, consent) = &proofs[*place].consents[*nth];
                (&proofs[*place].customer, provider.as_str(), consent)
            });
            extension::csv(format::separator(t), records)
        };
        (places.len(), Box::new(move |range| write(range, &places)) as Rows)
    };
    view! {
        <div class="cluster no-print">
            <ExportButton id="ledger-export" label=t.mapping_export() file="ledger.csv" take=moved />
            <ExportButton id="consents-export" label=t.history_export_consents() file="consents.csv" take=consents />
            <PrintButton />
        </div>
    }
}

/// The ledger of all customers.
#[component]
fn Whole(
    /// Every customer of which something moved.
    list: Arc<Vec<Proof>>,
) -> impl IntoView {
    let t = use_texts();
    let moved: Vec<(Transfer, TransferReview)> = list.iter().flat_map(|proof| proof.moved.iter().cloned()).collect();
    let rows: Vec<(CustomerId, String, LedgerRow, bool)> = moved
        .iter()
        .flat_map(|(transfer, review)| {
            let name = transfer.customer_name.clone().unwrap_or_else(|| transfer.customer.to_string());
            ledger::rows(transfer, review)
                .into_iter()
                .map(move |row| (transfer.customer.clone(), name.clone(), row, review.is_verified()))
        })
        .collect();
    if rows.is_empty() {
        return view! { <Empty icon_name="history" title=t.history_nothing_moved() text=t.history_nothing_moved_text() /> }
            .into_any();
    }
    let keys = Arc::new((0..rows.len() as u64).collect::<Vec<u64>>());
    let keys = Memo::new(move |_| Arc::clone(&keys));
    let columns = vec![
        Column::text(t.customers_column_customer()),
        Column::text(t.mapping_old()),
        Column::text(t.mapping_new()),
        Column::text(t.mapping_azure()),
        Column::text(t.history_state()),
    ];
    let row = Box::new(move |place: usize| {
        let Some((customer, name, row, verified)) = rows.get(place) else { return Row::new(().into_any(), Vec::new()) };
        let to = format!("{}?view=ledger&customer={}", Route::History.path(), crate::domain::percent::encode(customer.as_str()));
        let (name, subscription) = (name.clone(), row.name.clone());
        let head = view! {
            <a href=to class="table__name">{name}</a>
            <span class="table__sub">{subscription}</span>
        }
        .into_any();
        let state = if *verified { t.words_step("verified").unwrap_or_default().into_any() } else { line_badge(t, &row.status) };
        Row::new(head, ids(t, row, state))
    });
    view! {
        <section class="section" aria-label=t.history_ledger()>
            <Export proofs=list.to_vec() />
            {windowed(Windowed { caption: t.history_ledger(), columns, keys, open: Signal::derive(|| None), row })}
        </section>
    }
    .into_any()
}

/// Old id, new id, Azure Subscription ID, and the state.
fn ids(t: Texts, row: &LedgerRow, state: AnyView) -> Vec<AnyView> {
    let new = row.new.as_ref().map_or_else(|| t.verify_no_new_id().into_any(), |id| code(id.as_str()));
    vec![code(row.old.as_str()), new, row.azure.as_ref().map_or_else(|| ().into_any(), |id| code(id.as_str())), state]
}

/// Who marked it as verified, and when.
fn mark(t: Texts, mark: Option<&Mark>) -> AnyView {
    let Some(mark) = mark else { return t.history_not_verified().into_any() };
    let found = match mark.finding {
        crate::domain::review::Finding::Match => t.verify_match(),
        crate::domain::review::Finding::Mismatch => t.verify_mismatch(),
    };
    let when = mark.at.map(|at| format::date_time(t, at)).unwrap_or_default();
    format!("{found}, {}, {when}", mark.by).into_any()
}

/// What moved of one customer, from which request, seen and verified by whom: to be printed and kept.
fn receipt(t: Texts, proof: &Proof) -> AnyView {
    let requests: Vec<AnyView> = proof
        .moved
        .iter()
        .map(|(transfer, review)| {
            let rows = ledger::rows(transfer, review)
                .into_iter()
                .map(|row| {
                    let amount = if row.is_azure { AZURE_PAYG_OFFER.to_owned() } else { t.general_seats(row.quantity) };
                    let head = view! {
                        <span class="table__name">{row.name.clone()}</span>
                        <span class="table__sub">{amount}</span>
                    }
                    .into_any();
                    Row::new(head, ids(t, &row, line_badge(t, &row.status)))
                })
                .collect();
            let columns = vec![
                Column::text(t.history_subscription()),
                Column::text(t.mapping_old()),
                Column::text(t.mapping_new()),
                Column::text(t.mapping_azure()),
                Column::text(t.history_state()),
            ];
            let party = |name: &Option<String>, id: String| name.clone().unwrap_or(id);
            let to = Route::Transfer(transfer.customer.clone(), transfer.id.clone());
            let id = code(transfer.id.as_str());
            let pairs = vec![
                (t.history_request(), view! { <Link to>{id}</Link> }.into_any()),
                (t.history_state(), transfer_badge(t, &transfer.status)),
                (t.history_from(), party(&transfer.source_name, transfer.source.to_string()).into_any()),
                (
                    t.history_to(),
                    party(&transfer.target_name, transfer.target.as_ref().map(ToString::to_string).unwrap_or_default())
                        .into_any(),
                ),
                (t.history_created(), transfer.created.map(|at| format::date_time(t, at)).unwrap_or_default().into_any()),
                (t.history_verified_provider(), mark(t, review.provider_verified.as_ref())),
                (t.history_verified_partner(), mark(t, review.partner_verified.as_ref())),
            ];
            view! {
                <section class="card stack">
                    {facts(pairs)}
                    {table(t.history_moved(), columns, rows)}
                </section>
            }
            .into_any()
        })
        .collect();
    let consents: Vec<AnyView> = proof
        .consents
        .iter()
        .map(|(provider, consent)| {
            let when = consent.confirmed_on.map(|at| format::date_time(t, at)).unwrap_or_default();
            view! { <li>{t.history_consent(&consent.confirmed_by, provider, &when)}</li> }.into_any()
        })
        .collect();
    let consents = if consents.is_empty() {
        view! { <p class="muted">{t.history_no_consent()}</p> }.into_any()
    } else {
        view! { <ul class="plain-list">{consents}</ul> }.into_any()
    };
    let nothing = requests
        .is_empty()
        .then(|| view! { <Empty icon_name="history" title=t.history_nothing_moved() text=t.history_nothing_moved_text() /> });
    view! {
        <section class="section" aria-labelledby="receipt-title">
            <div class="cluster" data-align="between">
                <h2 class="card__title" id="receipt-title">{t.history_receipt(&proof.customer.name)}</h2>
                <Export proofs=vec![proof.clone()] />
            </div>
            {facts(vec![
                (t.customers_microsoft_id(), code(proof.customer.id.as_str())),
                (t.customers_domain(), proof.customer.domain.clone().into_any()),
            ])}
            {nothing}
            {requests}
            <section class="card">
                <h3 class="card__title">{t.history_consents()}</h3>
                {consents}
            </section>
        </section>
    }
    .into_any()
}
