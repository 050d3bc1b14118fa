//! A request of new commerce: the target asks, the source chooses what to give and by that accepts, nobody declines
//! (api/partner-center.md section 5).

use leptos::prelude::*;

use super::decide::{DecisionDialog, Desk};
use super::{Shown, lines};
use crate::components::badge::{badge, transfer_badge};
use crate::components::button::GatedButton;
use crate::components::facts::{code, facts};
use crate::components::link::Link;
use crate::components::notice::Notice;
use crate::domain::action::Action;
use crate::domain::ids::{MpnId, SubscriptionId};
use crate::domain::new_commerce::{GivenLine, MOST_LINES, NewCommerceTransfer, Step, product_type};
use crate::domain::refusal::Refusal;
use crate::domain::subscription::Subscription;
use crate::domain::transfer::Direction;
use crate::i18n::format::{self, use_now};
use crate::i18n::{Texts, explain, use_texts};
use crate::pages::subscriptions::{changed, quantity};
use crate::route::Route;
use crate::viewer::{Viewer, use_viewer};

/// What stands on the page of such a request.
pub(super) fn parts(t: Texts, viewer: &Viewer, shown: Shown, asked: NewCommerceTransfer) -> AnyView {
    let has_lines = !asked.transfer.lines.is_empty();
    let given = has_lines.then(|| view! { {lines::lines(t, &shown)} {lines::mapping(t, &shown)} });
    view! {
        <div class="split">
            <div class="stack" data-gap="large">
                <Decide shown=shown.clone() asked=asked.clone() />
                {given}
            </div>
            <div class="stack" data-gap="large">
                {has_lines.then(|| lines::progress(t, &shown))}
                <section class="card">
                    <h2 class="card__title">{t.transfer_request()}</h2>
                    {about(t, viewer, &shown, &asked)}
                </section>
            </div>
        </div>
    }
    .into_any()
}

fn about(t: Texts, viewer: &Viewer, shown: &Shown, asked: &NewCommerceTransfer) -> AnyView {
    let transfer = &asked.transfer;
    let now = use_now();
    let date = |at| format::date_time(t, at);
    let status = {
        let asked = asked.clone();
        move || {
            let at = now.get();
            let state = if asked.is_pending(at) {
                badge("brand", "clock", t.asked_pending())
            } else {
                transfer_badge(t, &asked.status(at))
            };
            view! { <span class="cluster">{state}{badge("info", "info", t.transfers_new_commerce())}</span> }
        }
    };
    let party = |name: &Option<String>, tenant: Option<String>| name.clone().or(tenant).unwrap_or_default().into_any();
    let customer = Route::Subscriptions(shown.customer.id.clone());
    let customer_name = shown.customer.name.clone();
    let products = if asked.product_types.is_empty() { t.asked_all() } else { format::all_of(t, &asked.product_types) };
    let mut rows = vec![
        (t.transfer_status(), view! { {status} }.into_any()),
        (t.transfer_id(), code(transfer.id.as_str())),
        (t.transfer_customer(), view! { <Link to=customer>{customer_name}</Link> }.into_any()),
        (t.asked_contact(), asked.customer_email.clone().unwrap_or_default().into_any()),
        (t.transfer_from(), party(&transfer.source_name, Some(transfer.source.to_string()))),
        (t.transfer_to(), party(&transfer.target_name, transfer.target.as_ref().map(ToString::to_string))),
        (t.asked_products(), products.into_any()),
        (t.transfer_partner_of_record(), asked.partner_of_record.as_ref().map(MpnId::to_string).unwrap_or_default().into_any()),
        (t.transfers_column_created(), transfer.created.map(date).unwrap_or_default().into_any()),
        (t.transfers_column_changed(), changed(t, viewer, transfer).into_any()),
    ];
    if let Some(until) = asked.expires.filter(|_| !transfer.status.is_complete()) {
        rows.push((t.asked_lapses(), date(until).into_any()));
    }
    facts(rows)
}

/// What this side can do now: its own step, and nothing of the other's.
#[component]
fn Decide(
    /// The request, and the customer's subscriptions.
    shown: Shown,
    /// What belongs to this kind.
    asked: NewCommerceTransfer,
) -> impl IntoView {
    let own = use_viewer().0.organisation.tenant.clone();
    let now = use_now();
    move || {
        if !asked.is_pending(now.get()) {
            return ().into_any();
        }
        match asked.transfer.direction(&own) {
            Direction::Outgoing => view! { <Give shown=shown.clone() asked=asked.clone() /> }.into_any(),
            Direction::Incoming => view! { <Cancel shown=shown.clone() asked=asked.clone() /> }.into_any(),
            Direction::Neither => ().into_any(),
        }
    }
}

/// The card of the source.
#[component]
fn Give(
    /// The request, and the customer's subscriptions.
    shown: Shown,
    /// What belongs to this kind.
    asked: NewCommerceTransfer,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let desk = Desk::of(&shown);
    let own = viewer.0.organisation.tenant.clone();
    let now = use_now().get_untracked();
    let refusal = viewer.may(Action::RequestTransfer).and_then(|()| asked.check(&own, Step::Give, now)).err();
    let giving = RwSignal::new(false);
    let chosen = RwSignal::new(Vec::<SubscriptionId>::new());
    let complaint = RwSignal::new(None::<String>);
    let target = asked.transfer.target_name.clone().unwrap_or_else(|| t.general_provider());
    let choices: Vec<(Subscription, Option<Refusal>)> =
        asked.choices(&shown.subscriptions).into_iter().map(|(subscription, why)| (subscription.clone(), why)).collect();
    let give = {
        let (desk, asked, choices) = (desk.clone(), asked.clone(), choices.clone());
        Callback::new(move |()| {
            let ids = chosen.get_untracked();
            let said = match ids.len() {
                0 => Some(t.asked_nothing()),
                count if count > MOST_LINES => Some(t.asked_most(&MOST_LINES.to_string())),
                _ => None,
            };
            complaint.set(said.clone());
            if said.is_some() {
                return;
            }
            let lines: Vec<GivenLine> = choices
                .iter()
                .filter(|(subscription, _)| ids.contains(&subscription.id))
                .filter_map(|(subscription, _)| {
                    let product_type = product_type(subscription.kind)?.to_owned();
                    Some(GivenLine { subscription: subscription.id.clone(), product_type })
                })
                .collect();
            let asked = asked.clone();
            desk.run(giving, |desk| async move { desk.client.give_to_transfer(&asked, &lines).await.map(drop) });
        })
    };
    let customer = shown.customer.name.clone();
    let until = asked.expires.map(|at| format::date(t, at));
    let (lead, final_words) = (t.asked_lead_source(&customer, &target), t.asked_final(&target));
    view! {
        <section class="card" aria-labelledby="decide-title">
            <h2 class="card__title" id="decide-title">{t.decide_title()}</h2>
            <p class="card__lead">{lead}</p>
            {until.map(|date| view! { <p>{t.asked_lapse(&date)}</p> })}
            <div class="cluster">
                <GatedButton
                    id="give"
                    label=t.asked_accept()
                    refusal=Signal::stored(refusal)
                    kind="primary"
                    icon_name="checkmark"
                    on_press=move || giving.set(true)
                />
            </div>
        </section>
        <DecisionDialog id="give-dialog" open=giving title=t.asked_title() label=t.asked_accept() kind="primary" desk on_confirm=give>
            {move || complaint.get().map(|said| view! { <Notice tone="danger" title=said /> })}
            <fieldset class="fieldset">
                <legend class="fieldset__legend">{t.asked_choose()}</legend>
                {if choices.is_empty() {
                    view! { <p>{t.asked_none()}</p> }.into_any()
                } else {
                    let rows: Vec<AnyView> =
                        choices.iter().enumerate().map(|(place, (subscription, why))| choice(t, place, subscription, why.as_ref(), chosen)).collect();
                    view! { <ul class="choice-list">{rows}</ul> }.into_any()
                }}
            </fieldset>
            <p>{final_words.clone()}</p>
        </DecisionDialog>
    }
}

/// A subscription that can be given, or why not.
fn choice(
    t: Texts,
    place: usize,
    subscription: &Subscription,
    why: Option<&Refusal>,
    chosen: RwSignal<Vec<SubscriptionId>>,
) -> AnyView {
    let input = format!("give-{place}");
    let reason = format!("{input}-why");
    let id = subscription.id.clone();
    let said = why.map(|why| explain::refusal(t, why));
    let described = said.as_ref().map(|_| reason.clone());
    let (held, is_refused) = (id.clone(), said.is_some());
    let toggle = move |event| {
        let ticked = event_target_checked(&event);
        chosen.update(|all| {
            all.retain(|other| *other != id);
            if ticked {
                all.push(id.clone());
            }
        });
    };
    let quantity = quantity(t, subscription);
    view! {
        <li class="choice-list__item">
            <input
                type="checkbox"
                class="check__input"
                id=input.clone()
                disabled=is_refused
                aria-describedby=described
                prop:checked=move || chosen.get().contains(&held)
                on:change=toggle
            />
            <label class="choice-list__label" for=input>
                <span class="choice-list__name">{subscription.name().to_owned()}</span>
                <span class="choice-list__quantity">{quantity}</span>
            </label>
            {said.map(|said| view! { <p class="choice-list__reason" id=reason>{said.says}" "{said.next}" "<small class="code">{said.code}</small></p> })}
        </li>
    }
    .into_any()
}

/// The card of the target.
#[component]
fn Cancel(
    /// The request.
    shown: Shown,
    /// What belongs to this kind.
    asked: NewCommerceTransfer,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let desk = Desk::of(&shown);
    let own = viewer.0.organisation.tenant.clone();
    let now = use_now().get_untracked();
    let refusal = viewer.may(Action::DecideTransfer).and_then(|()| asked.check(&own, Step::Cancel, now)).err();
    let cancelling = RwSignal::new(false);
    let source = asked.transfer.source_name.clone().unwrap_or_else(|| t.general_partner());
    let until = asked.expires.map(|at| format::date(t, at));
    let cancel = {
        let desk = desk.clone();
        Callback::new(move |()| {
            let asked = asked.clone();
            desk.run(cancelling, |desk| async move { desk.client.cancel_transfer(&asked).await.map(drop) });
        })
    };
    view! {
        <section class="card" aria-labelledby="decide-title">
            <h2 class="card__title" id="decide-title">{t.decide_title()}</h2>
            <p class="card__lead">{t.asked_lead_target(&source)}</p>
            {until.map(|date| view! { <p>{t.asked_lapse_target(&date)}</p> })}
            <div class="cluster">
                <GatedButton
                    id="cancel-asked"
                    label=t.asked_cancel()
                    refusal=Signal::stored(refusal)
                    icon_name="arrow-undo"
                    on_press=move || cancelling.set(true)
                />
            </div>
        </section>
        <DecisionDialog id="cancel-dialog" open=cancelling title=t.asked_cancel() label=t.asked_cancel() kind="danger" desk on_confirm=cancel>
            <p>{t.asked_cancel_body()}</p>
        </DecisionDialog>
    }
}
