//! The provider accepts a request, or rejects it with a reason (R154, R155).

use leptos::prelude::*;

use super::Shown;
use super::decide::{DecisionDialog, Desk};
use crate::components::button::GatedButton;
use crate::components::error_summary::focus;
use crate::components::field::TextArea;
use crate::domain::action::Action;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::transfer::Decision;
use crate::i18n::{explain, format, use_texts};
use crate::pages::use_query_word;
use crate::storage::Keep;
use crate::viewer::use_viewer;
use crate::wire::review::ReviewChange;

/// The card of the target.
#[component]
pub(super) fn Respond(
    /// The request.
    shown: Shown,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let desk = Desk::of(&shown);
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
    let accept = {
        let desk = desk.clone();
        Callback::new(move |()| {
            desk.run(accepting, |desk| async move { desk.client.accept_transfer(&desk.customer, &desk.id).await.map(drop) });
        })
    };
    let kept = format!("reason.{}", desk.id);
    let reason = RwSignal::new(Keep::Tab.get(&kept).unwrap_or_default());
    let reason_error = RwSignal::new(None::<String>);
    Effect::new({
        let kept = kept.clone();
        move |_| {
            Keep::Tab.set(&kept, &reason.get());
        }
    });
    let (_, set_draft) = use_query_word("draft");
    let reject = {
        let desk = desk.clone();
        Callback::new(move |()| {
            let said = reason.get_untracked().trim().to_owned();
            if said.is_empty() {
                let missing = Refusal::new(RefusalCode::FieldRequired).with("field", t.decide_reason());
                reason_error.set(Some(explain::refusal(t, &missing).says));
                focus("reject-reason");
                return;
            }
            reason_error.set(None);
            let (kept, set_draft) = (kept.clone(), set_draft.clone());
            desk.run(rejecting, |desk| async move {
                match desk.client.reject_transfer(&desk.customer, &desk.id).await {
                    // Rejected by an earlier try: the reason is still to be noted. What a colleague wrote stays.
                    Err(error) if error.is(RefusalCode::TransferClosed) && desk.lacks_reason(&said).await => {}
                    outcome => {
                        outcome?;
                    }
                }
                desk.client.change_review(&desk.customer, &desk.id, &ReviewChange::Reason(said)).await?;
                Keep::Tab.remove(&kept);
                set_draft("rejected");
                Ok(())
            });
        })
    };
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
        <DecisionDialog
            id="accept-dialog"
            open=accepting
            title=t.decide_accept_title()
            label=t.decide_accept()
            kind="primary"
            desk=desk.clone()
            on_confirm=accept
        >
            <p>{summary.clone()}</p>
            <p>{t.decide_accept_final()}</p>
            <p>{t.decide_accept_billing()}</p>
        </DecisionDialog>
        <DecisionDialog
            id="reject-dialog"
            open=rejecting
            title=t.decide_reject_title()
            label=t.decide_reject()
            kind="danger"
            desk
            on_confirm=reject
        >
            <TextArea
                id="reject-reason"
                label=t.decide_reason()
                hint=Signal::stored(t.decide_reason_hint(&partner))
                error=reason_error
                value=reason
            />
        </DecisionDialog>
    }
}
