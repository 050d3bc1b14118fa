//! What can be done with a request now: the partner withdraws, or withdraws and creates again; the provider accepts or rejects.

use leptos::prelude::*;

use super::Shown;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::dialog::Dialog;
use crate::components::field::TextArea;
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::ids::SubscriptionId;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::transfer::{Decision, Direction, NewTransfer, TransferStatus};
use crate::i18n::{explain, format, use_texts};
use crate::pages::subscriptions::{about_record, kept_choice};
use crate::pages::use_query_word;
use crate::route::Route;
use crate::storage::Keep;
use crate::viewer::{use_live, use_viewer};
use crate::wire::review::ReviewChange;

/// The card with the decisions of this side; nothing once the request is closed.
#[component]
pub(super) fn Decisions(
    /// The request.
    shown: Shown,
) -> impl IntoView {
    let own = use_viewer().0.organisation.tenant.clone();
    match (shown.transfer.direction(&own), &shown.transfer.status) {
        (Direction::Outgoing, TransferStatus::Active | TransferStatus::InProgress) => view! { <OfSource shown /> }.into_any(),
        (Direction::Incoming, TransferStatus::Active | TransferStatus::InProgress) => view! { <OfTarget shown /> }.into_any(),
        (Direction::Incoming, TransferStatus::Rejected) => view! { <AfterRejection /> }.into_any(),
        _ => ().into_any(),
    }
}

/// Withdraw, and withdraw and create again (R107, R108).
#[component]
fn OfSource(
    /// The request.
    shown: Shown,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let live = use_live();
    let client = expect_context::<Client>();
    let navigate = leptos_router::hooks::use_navigate();
    let own = viewer.0.organisation.tenant.clone();
    let refusal = viewer.may(Action::RequestTransfer).and_then(|()| shown.transfer.check(&own, Decision::Withdraw)).err();
    let withdrawing = RwSignal::new(false);
    let renewing = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let (customer, id) = (shown.transfer.customer.clone(), shown.transfer.id.clone());

    let withdraw = {
        let (client, live, customer, id) = (client.clone(), live.clone(), customer.clone(), id.clone());
        Callback::new(move |()| {
            let (client, live, customer, id) = (client.clone(), live.clone(), customer.clone(), id.clone());
            run(busy, error, async move {
                client.withdraw_transfer(&customer, &id).await?;
                withdrawing.try_set(false);
                live.changed();
                Ok(())
            });
        })
    };
    let bases: Vec<SubscriptionId> = shown.transfer.lines.iter().map(|line| line.subscription.clone()).collect();
    let target = shown.transfer.target.clone();
    let record = viewer.0.organisation.mpn_id.clone();
    let renew = Callback::new(move |()| {
        let (client, customer, id) = (client.clone(), customer.clone(), id.clone());
        let (own, target, bases, record, navigate) =
            (own.clone(), target.clone(), bases.clone(), record.clone(), navigate.clone());
        run(busy, error, async move {
            // Kept first: whatever fails from here on, the selection is there in the dialog.
            let words: Vec<String> = bases.iter().map(ToString::to_string).collect();
            Keep::Tab.set(&kept_choice(&customer), &words.join("\n"));
            match client.withdraw_transfer(&customer, &id).await {
                // Withdrawn by an earlier try whose answer was lost: on with the second half.
                Err(error) if error.is(RefusalCode::TransferClosed) && is_withdrawn(&client, &customer, &id).await => {}
                outcome => outcome?,
            }
            let Some(target) = target else { return Err(ApiError::refused(Refusal::new(RefusalCode::NoProvider))) };
            let new = NewTransfer { source: own, target, subscriptions: bases, partner_of_record: record };
            let made = client.create_transfer(&customer, &new).await.map_err(|error| about_record(t, error, new.partner_of_record))?;
            Keep::Tab.remove(&kept_choice(&customer));
            renewing.try_set(false);
            let to = format!("{}?draft=created", Route::Transfer(customer, made.id).path());
            navigate(&to, leptos_router::NavigateOptions::default());
            Ok(())
        });
    });
    // Where the second half failed, the dialog stays and says why; the page is read anew once it is closed.
    Effect::new(move |was: Option<bool>| {
        let is = renewing.get();
        if was == Some(true) && !is {
            live.changed();
        }
        is
    });
    let again: Vec<(String, u64)> = shown
        .transfer
        .all_lines()
        .map(|line| {
            let now = shown.subscriptions.iter().find(|it| it.id == line.subscription).map_or(line.quantity, |it| it.quantity);
            (line.display_name().to_owned(), now)
        })
        .collect();
    let stored = Signal::stored(refusal);
    view! {
        <section class="card" aria-labelledby="decide-title">
            <h2 class="card__title" id="decide-title">{t.decide_title()}</h2>
            <p class="card__lead">{t.decide_partner_lead()}</p>
            <div class="cluster">
                <GatedButton
                    id="withdraw"
                    label=t.decide_withdraw()
                    refusal=stored
                    icon_name="arrow-undo"
                    on_press=move || withdrawing.set(true)
                />
                <GatedButton
                    id="renew"
                    label=t.decide_renew()
                    refusal=stored
                    icon_name="arrow-sync"
                    on_press=move || renewing.set(true)
                />
            </div>
        </section>
        <Dialog id="withdraw-dialog" open=withdrawing title=t.decide_withdraw()>
            <div class="dialog__body">
                {move || error.get().map(|error| view! { <Trouble error /> })}
                <p>{t.decide_withdraw_body()}</p>
            </div>
            <Actions cancel=withdrawing label=t.decide_withdraw() kind="danger" busy on_confirm=withdraw />
        </Dialog>
        <Dialog id="renew-dialog" open=renewing title=t.decide_renew()>
            <div class="dialog__body">
                {move || error.get().map(|error| view! { <Trouble error /> })}
                <p>{t.decide_renew_body()}</p>
                <ul>
                    {again
                        .iter()
                        .map(|(name, quantity)| {
                            view! { <li>{format!("{name}: {}", format::number(t.language(), *quantity))}</li> }.into_any()
                        })
                        .collect::<Vec<_>>()}
                </ul>
            </div>
            <Actions cancel=renewing label=t.decide_renew() kind="primary" busy on_confirm=renew />
        </Dialog>
    }
}

/// Says whether the request stands as withdrawn.
async fn is_withdrawn(client: &Client, customer: &crate::domain::ids::CustomerId, id: &crate::domain::ids::TransferId) -> bool {
    client.transfer(customer, id).await.is_ok_and(|transfer| transfer.status == TransferStatus::Withdrawn)
}

/// Accept or reject (R154, R155).
#[component]
fn OfTarget(
    /// The request.
    shown: Shown,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let live = use_live();
    let client = expect_context::<Client>();
    let own = viewer.0.organisation.tenant.clone();
    let listed = if shown.customer.resellers.iter().any(|reseller| reseller.tenant == shown.transfer.source) {
        Ok(())
    } else {
        let partner = shown.transfer.source_name.clone().unwrap_or_default();
        Err(Refusal::new(RefusalCode::ResellerNotListed).with("partner", partner).with("customer", shown.customer.name.as_str()))
    };
    let may = viewer.may(Action::DecideTransfer).and_then(|()| shown.transfer.check(&own, Decision::Accept));
    let reject_refusal = may.clone().err();
    let accept_refusal = may.and(listed).err();
    let accepting = RwSignal::new(false);
    let rejecting = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let (customer, id) = (shown.transfer.customer.clone(), shown.transfer.id.clone());
    let accept = {
        let (client, live, customer, id) = (client.clone(), live.clone(), customer.clone(), id.clone());
        Callback::new(move |()| {
            let (client, live, customer, id) = (client.clone(), live.clone(), customer.clone(), id.clone());
            run(busy, error, async move {
                client.accept_transfer(&customer, &id).await?;
                accepting.try_set(false);
                live.changed();
                Ok(())
            });
        })
    };
    let kept = format!("reason.{id}");
    let reason = RwSignal::new(Keep::Tab.get(&kept).unwrap_or_default());
    let reason_error = RwSignal::new(None::<String>);
    Effect::new({
        let kept = kept.clone();
        move |_| {
            Keep::Tab.set(&kept, &reason.get());
        }
    });
    let (_, set_draft) = use_query_word("draft");
    let reject = Callback::new(move |()| {
        let said = reason.get_untracked().trim().to_owned();
        if said.is_empty() {
            let missing = Refusal::new(RefusalCode::FieldRequired).with("field", t.decide_reason());
            reason_error.set(Some(explain::refusal(t, &missing).says));
            focus("reject-reason");
            return;
        }
        reason_error.set(None);
        let (client, live, customer, id, kept, set_draft) =
            (client.clone(), live.clone(), customer.clone(), id.clone(), kept.clone(), set_draft.clone());
        run(busy, error, async move {
            match client.reject_transfer(&customer, &id).await {
                // Rejected by an earlier try: the reason is still to be noted.
                Err(error) if error.is(RefusalCode::TransferClosed) && is_rejected(&client, &customer, &id).await => {}
                outcome => {
                    outcome?;
                }
            }
            client.change_review(&customer, &id, &ReviewChange::Reason(said)).await?;
            Keep::Tab.remove(&kept);
            rejecting.try_set(false);
            set_draft("rejected");
            live.changed();
            Ok(())
        });
    });
    let names: Vec<String> = shown.transfer.lines.iter().map(|line| line.display_name().to_owned()).collect();
    let summary = t.decide_accept_summary(&shown.customer.name, &format::all_of(t, &names));
    let partner = shown.transfer.source_name.clone().unwrap_or_else(|| t.general_partner());
    view! {
        <section class="card" aria-labelledby="decide-title">
            <h2 class="card__title" id="decide-title">{t.decide_title()}</h2>
            <p class="card__lead">{t.decide_provider_lead()}</p>
            <div class="cluster">
                <GatedButton
                    id="accept"
                    label=t.decide_accept()
                    refusal=Signal::stored(accept_refusal)
                    kind="primary"
                    icon_name="checkmark"
                    on_press=move || accepting.set(true)
                />
                <GatedButton
                    id="reject"
                    label=t.decide_reject()
                    refusal=Signal::stored(reject_refusal)
                    icon_name="dismiss"
                    on_press=move || rejecting.set(true)
                />
            </div>
        </section>
        <Dialog id="accept-dialog" open=accepting title=t.decide_accept_title()>
            <div class="dialog__body">
                {move || error.get().map(|error| view! { <Trouble error /> })}
                <p>{summary.clone()}</p>
                <p>{t.decide_accept_final()}</p>
                <p>{t.decide_accept_billing()}</p>
            </div>
            <Actions cancel=accepting label=t.decide_accept() kind="primary" busy on_confirm=accept />
        </Dialog>
        <Dialog id="reject-dialog" open=rejecting title=t.decide_reject_title()>
            <div class="dialog__body">
                {move || error.get().map(|error| view! { <Trouble error /> })}
                <TextArea
                    id="reject-reason"
                    label=t.decide_reason()
                    hint=Signal::stored(t.decide_reason_hint(&partner))
                    error=reason_error
                    value=reason
                />
            </div>
            <Actions cancel=rejecting label=t.decide_reject() kind="danger" busy on_confirm=reject />
        </Dialog>
    }
}

/// Says whether the request stands as rejected.
async fn is_rejected(client: &Client, customer: &crate::domain::ids::CustomerId, id: &crate::domain::ids::TransferId) -> bool {
    client.transfer(customer, id).await.is_ok_and(|transfer| transfer.status == TransferStatus::Rejected)
}

/// After a rejection: the way to tell the partner.
#[component]
fn AfterRejection() -> impl IntoView {
    let t = use_texts();
    let (draft, set_draft) = use_query_word("draft");
    move || {
        let set_draft = set_draft.clone();
        draft.get().is_empty().then(|| {
            view! {
                <p>
                    <button type="button" class="button" on:click=move |_| set_draft("rejected")>
                        {crate::components::icon::button_icon("mail")}
                        {t.inform_partner()}
                    </button>
                </p>
            }
        })
    }
}

/// Cancel and confirm.
#[component]
fn Actions(
    /// Closed by **Cancel**.
    cancel: RwSignal<bool>,
    /// What stands on the button that acts.
    #[prop(into)]
    label: Signal<String>,
    /// Its kind.
    kind: &'static str,
    /// Whether it is at work.
    busy: RwSignal<bool>,
    /// Pressed.
    on_confirm: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <div class="dialog__actions">
            <button type="button" class="button" on:click=move |_| cancel.set(false)>{t.general_cancel()}</button>
            <button
                type="button"
                class="button"
                data-kind=kind
                aria-busy=move || busy.get().then_some("true")
                on:click=move |_| on_confirm.run(())
            >
                {label}
            </button>
        </div>
    }
}

/// Runs one act at a time: a second press while the first is on its way does nothing.
fn run(busy: RwSignal<bool>, error: RwSignal<Option<ApiError>>, act: impl Future<Output = Result<(), ApiError>> + 'static) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    error.set(None);
    leptos::task::spawn_local(async move {
        if let Err(why) = act.await {
            error.try_set(Some(why));
        }
        busy.try_set(false);
    });
}

/// Puts focus on the control with this id.
fn focus(id: &str) {
    use wasm_bindgen::JsCast;

    if let Some(control) = document().get_element_by_id(id).and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // A control that cannot take focus leaves it where it was.
        let _ = control.focus();
    }
}
