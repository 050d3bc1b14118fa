//! A customer's **Subscriptions**, with the section **Subscription Transfer**: what must stand, the way to ask, what is under
//! way (R92, R99, R106).

mod ask;
mod request;

use futures_util::future::try_join3;
use leptos::prelude::*;

pub(super) use self::request::{about_record, kept_choice, quantity};

use self::ask::Ask;
use self::request::RequestDialog;
use super::places::Places;
use super::transfer::inform::Inform;
use super::{use_customer_id, use_query_word};
use crate::api::Client;
use crate::components::badge::{request_badge, subscription_badge};
use crate::components::button::GatedButton;
use crate::components::checklist::{CheckLine, CheckState, checklist};
use crate::components::empty::Empty;
use crate::components::heading::PageHeading;
use crate::components::in_turn::{Stood, in_turn};
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::table::{Column, Row, table};
use crate::domain::action::Action;
use crate::domain::customer::{AgreementState, Customer, RelationMethod};
use crate::domain::ids::{CustomerId, TransferId};
use crate::domain::organisation::Side;
use crate::domain::prerequisite::Prerequisite;
use crate::domain::refusal::RefusalCode;
use crate::domain::subscription::Subscription;
use crate::domain::transfer::Transfer;
use crate::i18n::{Texts, explain, format, use_texts};
use crate::route::Route;
use crate::viewer::{Viewer, use_live, use_viewer};

/// What the page shows, read together.
#[derive(Debug, Clone, PartialEq)]
struct Standing {
    customer: Customer,
    subscriptions: Vec<Subscription>,
    transfers: Vec<Transfer>,
}

/// The page.
#[component]
pub fn SubscriptionsPage() -> impl IntoView {
    let id = use_customer_id();
    move || match id.get() {
        Some(id) => view! { <OfCustomer id /> }.into_any(),
        None => view! { <super::missing::MissingPage /> }.into_any(),
    }
}

#[component]
fn OfCustomer(
    /// Whose.
    id: CustomerId,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let viewer = use_viewer();
    let name = RwSignal::new(String::new());
    let places = id.clone();
    let standing = Loaded::new({
        let id = id.clone();
        move || {
            live.track();
            let (client, id) = (client.clone(), id.clone());
            async move {
                let read = try_join3(client.customer(&id), client.list_subscriptions(&id), client.list_transfers(&id)).await;
                read.map(|(customer, subscriptions, transfers)| {
                    name.try_set(customer.name.clone());
                    Standing { customer, subscriptions, transfers }
                })
            }
        }
    });
    let own_name = viewer.0.organisation.name.clone();
    let (draft, set_draft) = use_query_word("draft");
    let draft_of = Memo::new(move |_| TransferId::parse(&draft.get()));
    let asked = viewer.side() == Side::Partner;
    let stood = Stood::not_yet();
    let inform = {
        let id = id.clone();
        move || {
            let set_draft = set_draft.clone();
            let id = id.clone();
            draft_of.get().map(|transfer| {
                let title = t.transfers_created(transfer.as_str());
                view! {
                    <section class="section" id="inform">
                        <Notice tone="success" title body=t.transfers_created_body() />
                        <Inform customer=id transfer on_done=Callback::new(move |()| set_draft("")) />
                    </section>
                }
            })
        }
    };
    let dialog = asked.then(|| in_turn(move || view! { <RequestDialog id=id.clone() /> }.into_any()));
    view! {
        <PageHeading
            title=t.subscriptions_title()
            whose=name
            lead=Signal::derive(move || match name.get() {
                name if name.is_empty() => String::new(),
                name => t.subscriptions_lead(&name, &own_name),
            })
            above=vec![(t.customers_title(), Route::Customers)]
        />
        <Places customer=places />
        {load(standing, move |standing| parts(t, &viewer, standing, stood))}
        {inform}
        {dialog}
    }
}

fn parts(t: Texts, viewer: &Viewer, standing: Standing, stood: Stood) -> AnyView {
    let list = view! {
        <section class="section" aria-labelledby="list-title">
            <div class="card__header">
                <h2 class="card__title" id="list-title">{t.subscriptions_of(&standing.customer.name)}</h2>
                {export_button(t, viewer, &standing)}
            </div>
            {subscription_table(t, &standing)}
        </section>
    };
    let viewer = viewer.clone();
    let transfers = move || {
        view! {
            <section class="section" aria-labelledby="transfer-title">
                <div class="card__header"><h2 class="card__title" id="transfer-title">{t.transfers_section()}</h2></div>
                {match viewer.side() {
                    Side::Partner => ask(t, &viewer, &standing.customer),
                    Side::Provider => view! { <Ask customer=standing.customer.clone() /> }.into_any(),
                }}
                {transfer_table(t, &viewer, &standing.transfers)}
            </section>
        }
        .into_any()
    };
    view! { {list} {stood.in_turn(transfers)} }.into_any()
}

/// The subscriptions as a file (R71).
fn export_button(t: Texts, viewer: &Viewer, standing: &Standing) -> AnyView {
    let refusal = viewer.may(Action::Export).err();
    let file = crate::domain::export::subscriptions(format::separator(t), &standing.subscriptions);
    let name = format!("subscriptions-{}.csv", standing.customer.id);
    view! {
        <GatedButton
            id="export-subscriptions"
            label=t.customers_export()
            refusal=Signal::stored(refusal)
            icon_name="arrow-download"
            on_press=move || super::download(&name, "text/csv", &file)
        />
    }
    .into_any()
}

/// Base subscriptions, each with its add-ons below it.
fn subscription_table(t: Texts, standing: &Standing) -> AnyView {
    let Standing { customer, subscriptions, transfers } = standing;
    if subscriptions.is_empty() {
        return view! { <Empty icon_name="box" title=t.subscriptions_none() text=t.subscriptions_none_text() /> }.into_any();
    }
    let is_base = |subscription: &&Subscription| {
        subscription.parent.as_ref().is_none_or(|parent| !subscriptions.iter().any(|it| it.id == *parent))
    };
    let mut rows = Vec::new();
    for base in subscriptions.iter().filter(is_base) {
        rows.push(subscription_row(t, customer, base, transfers, false));
        rows.extend(base.add_ons(subscriptions).map(|add_on| subscription_row(t, customer, add_on, transfers, true)));
    }
    let columns = vec![
        Column::text(t.subscriptions_column_name()),
        Column::text(t.subscriptions_column_kind()),
        Column::number(t.subscriptions_column_quantity()),
        Column::text(t.subscriptions_column_cycle()),
        Column::text(t.subscriptions_column_status()),
    ];
    table(t.subscriptions_of(&customer.name), columns, rows)
}

fn subscription_row(t: Texts, customer: &Customer, subscription: &Subscription, transfers: &[Transfer], child: bool) -> Row {
    let route = Route::Subscription(customer.id.clone(), subscription.id.clone());
    let name = subscription.name().to_owned();
    let offer = if subscription.offer_name == name { String::new() } else { subscription.offer_name.clone() };
    let head = view! { <Link to=route class="table__name">{name}</Link><span class="table__sub">{offer}</span> }.into_any();
    let kind = if subscription.is_add_on() {
        t.subscriptions_add_on()
    } else {
        t.words_subscription_kind(subscription.kind.word()).unwrap_or_default()
    };
    let cycle = t.words_cycle(subscription.billing_cycle.word()).unwrap_or_else(|| subscription.billing_cycle.word().to_owned());
    let held = transfers.iter().find(|transfer| transfer.holds(&subscription.id)).map(|transfer| {
        let route = Route::Transfer(customer.id.clone(), transfer.id.clone());
        view! { <Link to=route class="table__sub">{t.subscriptions_in_transfer()}</Link> }
    });
    let status =
        view! { <span class="stack" data-gap="small">{subscription_badge(t, &subscription.status)}{held}</span> }.into_any();
    let cells = vec![kind.into_any(), format::number(t.language(), subscription.quantity).into_any(), cycle.into_any(), status];
    Row { head, cells, child, detail: None }
}

/// The checklist, and the way to ask for a transfer.
fn ask(t: Texts, viewer: &Viewer, customer: &Customer) -> AnyView {
    let provider = customer.providers.first().map(|provider| provider.tenant.clone());
    let enrolled = viewer.0.is_enrolled();
    let mut first = None;
    let lines = Prerequisite::ALL
        .into_iter()
        .map(|line| {
            let title = t.words_prerequisite(line.word()).unwrap_or_default();
            match line.check(enrolled, customer, provider.as_ref()) {
                Ok(()) => CheckLine {
                    state: CheckState::Done,
                    state_text: t.checklist_done(),
                    title,
                    text: how(t, viewer, customer, line),
                    action: None,
                },
                Err(refusal) => {
                    let explained = explain::refusal(t, &refusal);
                    let unknown = line == Prerequisite::AgreementInForce && customer.agreement == AgreementState::Unknown;
                    let note = if unknown { format!("{} ", t.checklist_agreement_unknown()) } else { String::new() };
                    let text = format!("{note}{} {}", explained.says, explained.next);
                    let action = remedy(t, customer, refusal.code);
                    first.get_or_insert(refusal);
                    CheckLine { state: CheckState::Blocked, state_text: t.checklist_blocked(), title, text, action }
                }
            }
        })
        .collect();
    let refusal = viewer.may(Action::RequestTransfer).err().or(first);
    let navigate = leptos_router::hooks::use_navigate();
    let to = Route::RequestTransfer(customer.id.clone()).path();
    view! {
        <h3 class="visually-hidden">{t.checklist_title()}</h3>
        {checklist(lines)}
        <GatedButton
            id="request-transfer"
            label=t.transfers_request()
            refusal=Signal::stored(refusal)
            kind="primary"
            icon_name="arrow-swap"
            on_press=move || navigate(&to, leptos_router::NavigateOptions { scroll: false, ..leptos_router::NavigateOptions::default() })
        />
    }
    .into_any()
}

/// How a line of the checklist came to stand.
fn how(t: Texts, viewer: &Viewer, customer: &Customer, line: Prerequisite) -> String {
    match line {
        Prerequisite::Enrolled => t.checklist_enrolled(&viewer.0.organisation.name),
        Prerequisite::CustomerMoved => {
            let said = customer.providers.iter().map(|provider| {
                let since = provider.since.map(|at| format::date(t, at)).unwrap_or_default();
                match provider.method {
                    RelationMethod::Extension => t.checklist_moved_extension(&since, &provider.name),
                    RelationMethod::Invitation => t.checklist_moved_invitation(&since, &provider.name),
                    RelationMethod::Unknown => provider.name.clone(),
                }
            });
            said.collect::<Vec<_>>().join(" ")
        }
        Prerequisite::AgreementInForce => t.words_agreement(customer.agreement.word()).unwrap_or_default(),
    }
}

/// A link towards the remedy, where it is in this app.
fn remedy(t: Texts, customer: &Customer, code: RefusalCode) -> Option<AnyView> {
    match code {
        RefusalCode::NotEnrolled => {
            Some(view! { <Link to=Route::ProgramInfo class="button">{t.program_title()}</Link> }.into_any())
        }
        RefusalCode::CustomerNotMoved => {
            Some(view! { <Link to=Route::Extend(customer.id.clone()) class="button">{t.extend_title()}</Link> }.into_any())
        }
        RefusalCode::McaMissing | RefusalCode::McaNotRetained => {
            Some(view! { <Link to=Route::AskAgreement(customer.id.clone()) class="button">{t.mca_ask()}</Link> }.into_any())
        }
        _ => None,
    }
}

/// The requests of a customer, newest first (R106).
pub(super) fn transfer_table(t: Texts, viewer: &Viewer, transfers: &[Transfer]) -> AnyView {
    if transfers.is_empty() {
        return view! { <Empty icon_name="arrow-swap" title=t.transfers_none() text=t.transfers_none_text() /> }.into_any();
    }
    let mut sorted: Vec<&Transfer> = transfers.iter().collect();
    sorted.sort_by_key(|transfer| std::cmp::Reverse(transfer.created));
    let rows = sorted
        .into_iter()
        .map(|transfer| {
            let names: Vec<String> = transfer.lines.iter().map(|line| line.display_name().to_owned()).collect();
            let title = if names.is_empty() { transfer.id.to_string() } else { format::all_of(t, &names) };
            let route = Route::Transfer(transfer.customer.clone(), transfer.id.clone());
            let head = view! {
                <Link to=route class="table__name">{title}</Link>
                <span class="table__sub code">{transfer.id.to_string()}</span>
            }
            .into_any();
            let cells = vec![
                other_party(viewer, transfer).into_any(),
                transfer.created.map(|at| format::date_time(t, at)).unwrap_or_default().into_any(),
                changed(t, viewer, transfer).into_any(),
                t.transfers_lines(transfer.lines.len() as u64).into_any(),
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
        Column::text(t.transfers_column_request()),
        Column::text(party),
        Column::text(t.transfers_column_created()),
        Column::text(t.transfers_column_changed()),
        Column::text(t.transfers_column_lines()),
        Column::text(t.transfers_column_status()),
    ];
    table(t.transfers_section(), columns, rows)
}

/// The other side's name; its tenant where the service gives none.
pub(super) fn other_party(viewer: &Viewer, transfer: &Transfer) -> String {
    let (name, tenant) = match viewer.side() {
        Side::Partner => (&transfer.target_name, transfer.target.as_ref()),
        Side::Provider => (&transfer.source_name, Some(&transfer.source)),
    };
    name.clone().or_else(|| tenant.map(ToString::to_string)).unwrap_or_default()
}

/// When it last changed, and by whom.
pub(super) fn changed(t: Texts, viewer: &Viewer, transfer: &Transfer) -> String {
    let at = transfer.changed.map(|at| format::date_time(t, at)).unwrap_or_default();
    match &transfer.changed_by {
        Some(user) => t.transfers_changed_by(&at, &viewer.name_of(user)),
        None => at,
    }
}
