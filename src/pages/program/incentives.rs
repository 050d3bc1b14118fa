//! Incentives: when the invitation is due and where it goes, and both programmes apart (R123 to R125).

use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::badge::badge;
use crate::components::button::GatedButton;
use crate::components::facts::{code, facts};
use crate::components::link::OutLink;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::incentive::{IncentiveInvitation, IncentiveProgram, IncentiveState};
use crate::i18n::format::use_now;
use crate::i18n::{Texts, format, use_texts};
use crate::viewer::{use_live, use_viewer};

/// The part of the page.
#[component]
pub(super) fn Incentives() -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let invitations = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move { client.list_incentive_invitations().await }
    });
    view! {
        <section class="section" aria-labelledby="incentives-title">
            <h2 class="card__title" id="incentives-title">{t.program_incentives()}</h2>
            <p class="card__lead">{t.program_incentives_lead()}</p>
            {load(invitations, move |list| {
                let cards: Vec<AnyView> = list.into_iter().map(|invitation| view! { <Invitation invitation /> }.into_any()).collect();
                view! { <div class="cards">{cards}</div> }.into_any()
            })}
        </section>
    }
}

fn state_badge(t: Texts, state: &IncentiveState) -> AnyView {
    let (tone, icon_name) = match state {
        IncentiveState::Expected => ("neutral", "clock"),
        IncentiveState::Sent => ("brand", "mail"),
        IncentiveState::Received | IncentiveState::Enrolled => ("success", "checkmark-circle"),
        IncentiveState::Expired => ("danger", "dismiss-circle"),
        IncentiveState::Other(_) => ("neutral", "question"),
    };
    badge(tone, icon_name, t.words_incentive_state(state.word()).unwrap_or_else(|| state.word().to_owned()))
}

/// One programme.
#[component]
fn Invitation(
    /// Its invitation.
    invitation: IncentiveInvitation,
) -> impl IntoView {
    let t = use_texts();
    let now = use_now();
    let live = use_live();
    let client = expect_context::<Client>();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let id = match invitation.program {
        IncentiveProgram::IndirectReseller => "incentive-reseller",
        IncentiveProgram::DirectBill => "incentive-direct",
        IncentiveProgram::Other(_) => "incentive-other",
    };
    let title_id = format!("{id}-title");
    let title = t.words_incentive_program(invitation.program.word()).unwrap_or_else(|| invitation.program.word().to_owned());
    let state = state_badge(t, &invitation.state);
    let mut pairs = vec![(
        t.program_mpn(),
        invitation.mpn_id.as_ref().map_or_else(|| t.general_unknown().into_any(), |id| code(id.as_str())),
    )];
    if let Some(due) = invitation.due {
        pairs.push((t.program_incentive_due(), format::date(t, due).into_any()));
    }
    pairs.push((t.program_incentive_email(), invitation.email.clone().into_any()));
    let late = {
        let invitation = invitation.clone();
        move || {
            invitation.is_overdue(now.get()).then(|| {
                let date = invitation.due.map(|at| format::date(t, at)).unwrap_or_default();
                view! { <Notice tone="warning" title=t.program_incentive_late(&date, &invitation.email) /> }
            })
        }
    };
    let is_awaited = invitation.is_awaited();
    // Enrolling takes a role of its own, outside the app (R125).
    let enrolling = (invitation.state != IncentiveState::Enrolled).then(|| invitation.enrol_uri.clone()).flatten();
    let enrolling = enrolling.map(|to| match use_viewer().may(Action::EnrolInIncentive) {
        Ok(()) => view! { <OutLink to class="button" label=t.program_incentive_enrol() /> }.into_any(),
        Err(refusal) => {
            let refusal = Signal::stored(Some(refusal));
            view! { <GatedButton id=format!("{id}-enrol") label=t.program_incentive_enrol() refusal on_press=|| () /> }.into_any()
        }
    });
    let mark = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let (client, live, invitation) = (client.clone(), live.clone(), invitation.clone());
        leptos::task::spawn_local(async move {
            if let Err(why) = client.mark_incentive_received(&invitation).await {
                error.try_set(Some(why));
            }
            live.changed();
            busy.try_set(false);
        });
    };
    view! {
        <section class="card" aria-labelledby=title_id.clone()>
            <div class="card__header"><h3 class="card__title" id=title_id.clone()>{title}</h3>{state}</div>
            {facts(pairs)}
            {late}
            {move || error.get().map(|error| view! { <Trouble error /> })}
            <div class="card__actions">
                {is_awaited
                    .then(|| {
                        view! {
                            <GatedButton
                                id=format!("{id}-received")
                                label=t.program_incentive_received()
                                refusal=Signal::stored(None)
                                icon_name="checkmark"
                                busy
                                on_press=mark
                            />
                        }
                    })}
                {enrolling}
            </div>
        </section>
    }
}
