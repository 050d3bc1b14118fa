//! Verification: the app looks, line by line, and a person records it with name and time (R111 to R113, R158).

use leptos::prelude::*;

use super::Shown;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::announce::announce;
use crate::components::badge::badge;
use crate::components::button::GatedButton;
use crate::components::heading::focus_heading;
use crate::components::notice::Notice;
use crate::components::table::{Column, Row, table};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::organisation::Side;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::review::Finding;
use crate::domain::verification::{self, Check, Expected, Found};
use crate::i18n::format::{self, use_now};
use crate::i18n::{Texts, explain, use_texts};
use crate::pages::use_query_word;
use crate::viewer::{use_live, use_viewer};
use crate::wire::review::ReviewChange;

/// The checks of this side, and the mark.
#[component]
pub(super) fn Verification(
    /// The request.
    shown: Shown,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let live = use_live();
    let client = expect_context::<Client>();
    let side = viewer.side();
    let (checks, mark, action) = match side {
        Side::Partner => (
            verification::at_source(&shown.transfer, &shown.subscriptions),
            shown.review.partner_verified.clone(),
            Action::VerifyAsPartner,
        ),
        Side::Provider => (
            verification::at_target(&shown.transfer, &shown.review, &shown.subscriptions),
            shown.review.provider_verified.clone(),
            Action::DecideTransfer,
        ),
    };
    let finding = verification::finding(&checks);
    let (now, name) = (use_now(), viewer.0.name.clone());
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let (customer, id) = (shown.transfer.customer.clone(), shown.transfer.id.clone());
    let confirm = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let (client, live, customer, id) = (client.clone(), live.clone(), customer.clone(), id.clone());
        let said = t.steps_verified_text(&format::date_time(t, now.get_untracked()), &name);
        leptos::task::spawn_local(async move {
            match client.change_review(&customer, &id, &ReviewChange::Verified(side, finding)).await {
                Ok(_) => {
                    live.changed();
                    focus_heading();
                    announce(said);
                }
                Err(why) => {
                    error.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let summary = match finding {
        Finding::Match => view! { <Notice tone="success" title=t.verify_all_match() /> }.into_any(),
        Finding::Mismatch => mismatches(t, &checks),
    };
    let (draft, set_draft) = use_query_word("draft");
    let refusal = viewer.may(action).err();
    let telling = refusal.clone();
    let tell = (side == Side::Provider).then_some(move || {
        let set_draft = set_draft.clone();
        draft.get().is_empty().then(|| {
            view! {
                <GatedButton
                    id="inform"
                    label=t.inform_partner()
                    refusal=Signal::stored(telling.clone())
                    icon_name="mail"
                    on_press=move || set_draft("completed")
                />
            }
        })
    });
    let marked = mark.map(|mark| {
        let at = mark.at.map(|at| format::date_time(t, at)).unwrap_or_default();
        view! { <p>{t.steps_verified_text(&at, &mark.by)}</p> }
    });
    let open = marked.is_none().then(|| {
        view! {
            <GatedButton
                id="verify"
                label=t.verify_confirm()
                refusal=Signal::stored(refusal)
                kind="primary"
                icon_name="shield-check"
                busy=busy
                on_press=confirm
            />
        }
    });
    let rows = checks.iter().map(|check| check_row(t, check)).collect();
    let columns = vec![
        Column::text(t.subscriptions_column_name()),
        Column::text(t.verify_expected()),
        Column::text(t.verify_found()),
        Column::text(t.verify_result()),
    ];
    view! {
        <section class="section" aria-labelledby="verify-title">
            <h2 class="card__title" id="verify-title">{t.verify_title()}</h2>
            <p class="card__lead">
                {move || match side {
                    Side::Partner => t.verify_lead_partner(),
                    Side::Provider => t.verify_lead_provider(),
                }}
            </p>
            {table(t.verify_title(), columns, rows)}
            {summary}
            {move || error.get().map(|error| view! { <Trouble error /> })}
            <div class="cluster">{marked}{open}{tell}</div>
        </section>
    }
}

fn expected_text(t: Texts, expected: Expected) -> String {
    match expected {
        Expected::Suspended => t.words_subscription_status("suspended").unwrap_or_default(),
        Expected::Active => t.words_subscription_status("active").unwrap_or_default(),
        Expected::NotListed => t.verify_not_listed(),
    }
}

fn found_text(t: Texts, found: &Found) -> String {
    match found {
        Found::Listed(status) => t.words_subscription_status(status.word()).unwrap_or_else(|| status.word().to_owned()),
        Found::NotListed => t.verify_not_listed(),
        Found::NoNewId => t.verify_no_new_id(),
    }
}

fn check_row(t: Texts, check: &Check) -> Row {
    let result = if check.matches() {
        badge("success", "checkmark-circle", t.verify_match())
    } else {
        badge("danger", "error-circle", t.verify_mismatch())
    };
    let head = view! { <span class="table__name">{check.name.clone()}</span><span class="table__sub code">{check.subscription.to_string()}</span> }.into_any();
    Row::new(head, vec![expected_text(t, check.expected).into_any(), found_text(t, &check.found).into_any(), result])
}

/// Every mismatch, named (R113): it does not hold up the record.
fn mismatches(t: Texts, checks: &[Check]) -> AnyView {
    let notices: Vec<AnyView> = checks
        .iter()
        .filter(|check| !check.matches())
        .map(|check| {
            let why = Refusal::new(RefusalCode::VerifyMismatch)
                .with("subscription", check.name.as_str())
                .with("x", expected_text(t, check.expected))
                .with("y", found_text(t, &check.found));
            let said = explain::refusal(t, &why);
            view! { <Notice tone="warning" title=said.says body=said.next code=said.code /> }.into_any()
        })
        .collect();
    notices.into_any()
}
