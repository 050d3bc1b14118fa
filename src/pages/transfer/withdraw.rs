//! The partner takes a request back, or takes it back and creates it again (R107, R108).

use leptos::prelude::*;

use super::Shown;
use super::decide::{DecisionDialog, Desk};
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::domain::action::Action;
use crate::domain::ids::SubscriptionId;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::transfer::{Decision, NewTransfer, TransferStatus};
use crate::i18n::{format, use_texts};
use crate::pages::subscriptions::{about_record, kept_choice};
use crate::route::Route;
use crate::storage::Keep;
use crate::viewer::use_viewer;

/// The card of the source.
#[component]
pub(super) fn Withdraw(
    /// The request.
    shown: Shown,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let navigate = leptos_router::hooks::use_navigate();
    let desk = Desk::of(&shown);
    let live = desk.live.clone();
    let own = viewer.0.organisation.tenant.clone();
    let refusal = viewer.may(Action::RequestTransfer).and_then(|()| shown.transfer.check(&own, Decision::Withdraw)).err();
    let withdrawing = RwSignal::new(false);
    let renewing = RwSignal::new(false);

    let withdraw = {
        let desk = desk.clone();
        Callback::new(move |()| {
            desk.run(withdrawing, |desk| async move { desk.client.withdraw_transfer(&desk.customer, &desk.id).await });
        })
    };
    let bases: Vec<SubscriptionId> = shown.transfer.lines.iter().map(|line| line.subscription.clone()).collect();
    let target = shown.transfer.target.clone();
    let record = viewer.0.organisation.mpn_id.clone();
    let renew = {
        let desk = desk.clone();
        Callback::new(move |()| {
            let (own, target, bases, record, navigate) =
                (own.clone(), target.clone(), bases.clone(), record.clone(), navigate.clone());
            desk.run(renewing, |desk| async move {
                // Kept first: whatever fails from here on, the selection is there in the dialog.
                let words: Vec<String> = bases.iter().map(ToString::to_string).collect();
                Keep::Tab.set(&kept_choice(&desk.customer), &words.join("\n"));
                match desk.client.withdraw_transfer(&desk.customer, &desk.id).await {
                    // Withdrawn by an earlier try whose answer was lost: on with the second half.
                    Err(error) if error.is(RefusalCode::TransferClosed) && desk.stands_at(TransferStatus::Withdrawn).await => {}
                    outcome => outcome?,
                }
                let Some(target) = target else { return Err(ApiError::refused(Refusal::new(RefusalCode::NoProvider))) };
                let new = NewTransfer { source: own, target, subscriptions: bases, partner_of_record: record };
                let made = desk.client.create_transfer(&desk.customer, &new).await;
                let made = made.map_err(|error| about_record(t, error, new.partner_of_record))?;
                Keep::Tab.remove(&kept_choice(&desk.customer));
                let to = format!("{}?draft=created", Route::Transfer(desk.customer, made.id).path());
                navigate(&to, leptos_router::NavigateOptions::default());
                Ok(())
            });
        })
    };
    // Where the second half failed, the dialog stays and says why; the page is read anew once it is closed.
    Effect::new(move |was: Option<bool>| {
        let is = renewing.get();
        if was == Some(true) && !is {
            live.changed();
        }
        is
    });
    let again: Vec<String> = shown
        .transfer
        .all_lines()
        .map(|line| {
            let now = shown.subscriptions.iter().find(|it| it.id == line.subscription).map_or(line.quantity, |it| it.quantity);
            format!("{}: {}", line.display_name(), format::number(t.language(), now))
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
        <DecisionDialog
            id="withdraw-dialog"
            open=withdrawing
            title=t.decide_withdraw()
            label=t.decide_withdraw()
            kind="danger"
            desk=desk.clone()
            on_confirm=withdraw
        >
            <p>{t.decide_withdraw_body()}</p>
        </DecisionDialog>
        <DecisionDialog
            id="renew-dialog"
            open=renewing
            title=t.decide_renew()
            label=t.decide_renew()
            kind="primary"
            desk
            on_confirm=renew
        >
            <p>{t.decide_renew_body()}</p>
            <ul>{again.iter().map(|line| view! { <li>{line.clone()}</li> }.into_any()).collect::<Vec<_>>()}</ul>
        </DecisionDialog>
    }
}
