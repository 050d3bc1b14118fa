//! One transfer request, as either side sees it: lines, steps, what can be done now, verification, old and new ids.

mod asked;
mod decide;
pub(super) mod inform;
mod lines;
mod respond;
mod verify;
mod withdraw;

use futures_util::future::try_join;
use leptos::prelude::*;

use self::decide::{Decisions, Overtaken};
use self::inform::Inform;
use self::verify::Verification;
use super::guide::CustomerGuide;
use super::subscriptions::{changed, other_party};
use super::{use_customer_id, use_query_word, use_transfer_id};
use crate::api::Client;
use crate::components::announce::announce;
use crate::components::badge::transfer_badge;
use crate::components::facts::{code, facts, typed};
use crate::components::heading::PageHeading;
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::steps::{StepLine, StepState, steps};
use crate::components::trouble::Trouble;
use crate::domain::customer::Customer;
use crate::domain::ids::{CustomerId, SubscriptionId, TransferId};
use crate::domain::new_commerce::NewCommerceTransfer;
use crate::domain::organisation::Side;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::review::TransferReview;
use crate::domain::subscription::Subscription;
use crate::domain::transfer::{Direction, Transfer, TransferKind, TransferStatus};
use crate::i18n::{Texts, explain, format, use_texts};
use crate::pages::printed::Printed;
use crate::route::Route;
use crate::viewer::{Viewer, use_live, use_viewer};

/// The first pause between two looks at a request that is being carried out, in milliseconds; it grows with each look.
const FIRST_LOOK_MS: u64 = 1_500;
/// The longest pause.
const LONGEST_LOOK_MS: u64 = 15_000;

/// What the page shows, read together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    /// The request.
    pub(super) transfer: Transfer,
    /// What both sides noted.
    pub(super) review: TransferReview,
    /// Whose subscriptions.
    pub(super) customer: Customer,
    /// The customer's subscriptions, as this side sees them.
    pub(super) subscriptions: Vec<Subscription>,
    /// What else belongs to a request of new commerce.
    pub(super) asked: Option<NewCommerceTransfer>,
}

impl Shown {
    /// Counts of today, from the notes; else from what this side can read itself.
    fn present(&self) -> Vec<(SubscriptionId, u64)> {
        if self.review.present.is_empty() {
            self.subscriptions.iter().map(|it| (it.id.clone(), it.quantity)).collect()
        } else {
            self.review.present.clone()
        }
    }
}

/// The page.
#[component]
pub fn TransferPage() -> impl IntoView {
    let customer = use_customer_id();
    let transfer = use_transfer_id();
    move || match (customer.get(), transfer.get()) {
        (Some(customer), Some(transfer)) => view! { <OfTransfer customer transfer /> }.into_any(),
        _ => view! { <super::missing::MissingPage /> }.into_any(),
    }
}

#[component]
fn OfTransfer(
    /// Whose subscriptions.
    customer: CustomerId,
    /// Which request.
    transfer: TransferId,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let viewer = use_viewer();
    let looks = RwSignal::new(0_u32);
    let overtaken = Overtaken(RwSignal::new(None));
    provide_context(overtaken);
    let shown = Loaded::new({
        let (customer, transfer) = (customer.clone(), transfer.clone());
        move || {
            live.track();
            looks.track();
            let (client, customer, id) = (client.clone(), customer.clone(), transfer.clone());
            async move {
                // The request first: reading it is what carries the news, the rest must not be older.
                let transfer = client.transfer(&customer, &id).await?;
                let (review, (customer, subscriptions)) = try_join(
                    client.transfer_review(&customer, &id),
                    try_join(client.customer(&customer), client.list_subscriptions(&customer)),
                )
                .await?;
                // The two kinds are read at the same address; what only the newer one has is read when there is one.
                let asked = match transfer.kind {
                    TransferKind::NewCommerce => Some(client.asked_transfer(&customer.id, &id).await?),
                    TransferKind::Legacy => None,
                };
                Ok(Shown { transfer, review, customer, subscriptions, asked })
            }
        }
    });
    // What becomes of it is said, whoever did it; what it was when the page came is read there.
    Effect::new(move |was: Option<Option<(TransferStatus, usize)>>| {
        let before = was.flatten();
        let Some(Ok(shown)) = shown.get() else { return before };
        let transfer = &shown.transfer;
        let now = (transfer.status.clone(), transfer.done());
        if before.as_ref().is_some_and(|before| *before != now) {
            announce(said_of(t, transfer));
        }
        Some(now)
    });
    // While it is being carried out, look again and again, ever more patiently.
    Effect::new(move |_| {
        let count = looks.get();
        // One of new commerce that waits for its lines is not being carried out.
        let is_running = |transfer: &Transfer| transfer.status == TransferStatus::InProgress && !transfer.lines.is_empty();
        let running = matches!(shown.get(), Some(Ok(shown)) if is_running(&shown.transfer));
        if running {
            let pause = (FIRST_LOOK_MS * u64::from(count / 4 + 1)).min(LONGEST_LOOK_MS);
            let handle = set_timeout_with_handle(
                move || {
                    looks.try_update(|looks| *looks += 1);
                },
                std::time::Duration::from_millis(pause),
            );
            if let Ok(handle) = handle {
                on_cleanup(move || handle.clear());
            }
        }
    });
    let title = {
        let viewer = viewer.clone();
        Signal::derive(move || match shown.get() {
            Some(Ok(shown)) => match viewer.side() {
                Side::Partner => t.transfer_title_partner(&other_party(&viewer, &shown.transfer)),
                Side::Provider => t.transfer_title_provider(&other_party(&viewer, &shown.transfer)),
            },
            _ => t.transfer_title(),
        })
    };
    let whose = Signal::derive(move || shown.get().and_then(Result::ok).map(|shown| shown.customer.name).unwrap_or_default());
    let above = vec![(t.customers_title(), Route::Customers), (t.subscriptions_title(), Route::Subscriptions(customer.clone()))];
    let (draft, set_draft) = use_query_word("draft");
    let asked = Memo::new(move |_| draft.get());
    let inform = {
        let (customer, transfer) = (customer.clone(), transfer.clone());
        move || {
            let set_draft = set_draft.clone();
            (!asked.get().is_empty()).then(|| {
                view! { <Inform customer=customer.clone() transfer=transfer.clone() on_done=Callback::new(move |()| set_draft("")) /> }
            })
        }
    };
    view! {
        <PageHeading title whose above />
        {move || overtaken.0.get().map(|error| view! { <Trouble error /> })}
        {load(shown, move |shown| parts(t, &viewer, shown))}
        {inform}
        <Printed />
    }
}

/// How a request stands, in a sentence; while it is carried out, and after, how much of it is done.
fn said_of(t: Texts, transfer: &Transfer) -> String {
    let status = t.words_transfer_status(transfer.status.word()).unwrap_or_default();
    let mut said = format!("{}: {status}.", t.transfer_status());
    if transfer.status == TransferStatus::InProgress || transfer.status.is_complete() {
        let done = format::number(t.language(), transfer.done() as u64);
        said = format!("{said} {}.", t.transfer_done_of(transfer.lines.len() as u64, &done));
    }
    said
}

fn parts(t: Texts, viewer: &Viewer, shown: Shown) -> AnyView {
    if let Some(asked) = shown.asked.clone() {
        return asked::parts(t, viewer, shown, asked);
    }
    let direction = shown.transfer.direction(&viewer.0.organisation.tenant);
    let drift = drift(t, &shown);
    let reason =
        shown.review.rejection_reason.clone().filter(|_| shown.transfer.status == TransferStatus::Rejected).map(|reason| {
            view! { <Notice tone="danger" title=t.transfer_rejected_title()><p>{typed(reason)}</p></Notice> }
        });
    let failed = (shown.transfer.status == TransferStatus::CompleteWithErrors).then(|| {
        let body = match direction {
            Direction::Outgoing => t.transfer_failed_partner(),
            _ => t.transfer_failed_provider(),
        };
        view! { <Notice tone="warning" title=t.transfer_failed_title() body /> }
    });
    let local = (shown.review.is_local && !shown.transfer.status.is_open())
        .then(|| view! { <Notice tone="info" title=t.verify_local() /> });
    let verification = shown.transfer.status.is_complete().then(|| view! { <Verification shown=shown.clone() /> });
    let decisions = (direction != Direction::Neither).then(|| view! { <Decisions shown=shown.clone() /> });
    view! {
        <section class="card">{steps(t.steps_title(), four_steps(t, &shown))}</section>
        {reason}
        {failed}
        {local}
        {drift}
        <div class="split">
            <div class="stack" data-gap="large">
                {lines::lines(t, &shown)}
                {decisions}
                {verification}
                {lines::mapping(t, &shown)}
            </div>
            <div class="stack" data-gap="large">
                {lines::progress(t, &shown)}
                <CustomerGuide customer=shown.customer.clone() />
                <section class="card">
                    <h2 class="card__title">{t.transfer_request()}</h2>
                    {about(t, viewer, &shown)}
                </section>
            </div>
        </div>
    }
    .into_any()
}

fn about(t: Texts, viewer: &Viewer, shown: &Shown) -> AnyView {
    let transfer = &shown.transfer;
    let name = |name: &Option<String>, tenant: Option<String>| name.clone().or(tenant).unwrap_or_default().into_any();
    let customer = Route::Subscriptions(shown.customer.id.clone());
    let customer_name = shown.customer.name.clone();
    facts(vec![
        (t.transfer_status(), transfer_badge(t, &transfer.status)),
        (t.transfer_id(), code(transfer.id.as_str())),
        (t.transfer_customer(), view! { <Link to=customer>{customer_name}</Link> }.into_any()),
        (t.transfer_from(), name(&transfer.source_name, Some(transfer.source.to_string()))),
        (t.transfer_to(), name(&transfer.target_name, transfer.target.as_ref().map(ToString::to_string))),
        (t.transfers_column_created(), transfer.created.map(|at| format::date_time(t, at)).unwrap_or_default().into_any()),
        (t.transfers_column_changed(), changed(t, viewer, transfer).into_any()),
    ])
}

/// The warning that counts changed since the request was made (R110).
fn drift(t: Texts, shown: &Shown) -> Option<AnyView> {
    let drift = shown.transfer.drift(&shown.present());
    if drift.is_empty() {
        return None;
    }
    let lines: Vec<AnyView> = drift
        .iter()
        .map(|drift| {
            let warning = Refusal::new(RefusalCode::QuantityDrift)
                .with("a", format::number(t.language(), drift.requested))
                .with("b", format::number(t.language(), drift.present));
            let said = explain::refusal(t, &warning);
            view! { <li><strong>{drift.name.clone()}</strong>": "{said.says}</li> }.into_any()
        })
        .collect();
    let said = explain::refusal(t, &Refusal::new(RefusalCode::QuantityDrift));
    Some(
        view! {
            <div class="notice" data-tone="warning">
                {crate::components::icon::icon("warning")}
                <p class="notice__title">{t.transfer_drift_title()}</p>
                <ul class="notice__body">{lines}</ul>
                <p class="notice__body">{said.next}</p>
                <small class="notice__code code">{said.code}</small>
            </div>
        }
        .into_any(),
    )
}

/// Who does what, in order (R121).
fn four_steps(t: Texts, shown: &Shown) -> Vec<StepLine> {
    let transfer = &shown.transfer;
    let source = transfer.source_name.clone().unwrap_or_else(|| t.general_partner());
    let target = transfer.target_name.clone().unwrap_or_else(|| t.general_provider());
    let created = transfer.created.map(|at| format::date_time(t, at)).unwrap_or_default();
    let changed = transfer.changed.map(|at| format::date_time(t, at)).unwrap_or_default();
    let stopped = matches!(transfer.status, TransferStatus::Rejected | TransferStatus::Withdrawn | TransferStatus::Expired);
    let status = t.words_transfer_status(transfer.status.word()).unwrap_or_default();
    let decided = match &transfer.status {
        TransferStatus::Active => (StepState::Current, t.steps_decide_text(&target)),
        TransferStatus::InProgress => (StepState::Current, status),
        _ if stopped => (StepState::Stopped, format!("{status}, {changed}")),
        _ => (StepState::Done, format!("{status}, {changed}")),
    };
    let complete = transfer.status.is_complete();
    let mark = |mark: &Option<crate::domain::review::Mark>, open: bool, who: &str| match mark {
        Some(mark) => {
            let at = mark.at.map(|at| format::date_time(t, at)).unwrap_or_default();
            (StepState::Done, t.steps_verified_text(&at, &mark.by))
        }
        None if open => (StepState::Current, t.steps_verify_text(who)),
        None if complete => (StepState::Waiting, t.steps_verify_text(who)),
        None => (StepState::Waiting, t.steps_after_completion()),
    };
    let (provider_state, provider_text) = mark(&shown.review.provider_verified, complete, &target);
    // The provider goes first; the partner may, all the same, verify before it (R121).
    let after_provider = complete && shown.review.provider_verified.is_some();
    let (partner_state, partner_text) = mark(&shown.review.partner_verified, after_provider, &source);
    let word = |state: StepState| match state {
        StepState::Done => t.steps_state_done(),
        StepState::Current => t.steps_state_current(),
        StepState::Waiting => t.steps_state_waiting(),
        StepState::Stopped => t.steps_state_stopped(),
    };
    let line =
        |state: StepState, title: String, text: String| StepLine { state, title: format!("{title}: {}", word(state)), text };
    vec![
        line(StepState::Done, t.steps_create(&source), created),
        line(decided.0, t.steps_decide(&target), decided.1),
        line(provider_state, t.steps_verify(&target), provider_text),
        line(partner_state, t.steps_verify(&source), partner_text),
    ]
}
