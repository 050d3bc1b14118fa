//! The invitations that a provider sent, as records: open, used or withdrawn, each with its age (R130, R131).

use leptos::prelude::*;

use crate::api::Client;
use crate::components::badge::badge;
use crate::components::load::{Loaded, load};
use crate::components::table::{Column, Row, table};
use crate::domain::organisation::Side;
use crate::domain::partnership_invitation::{InvitationState, PartnershipInvitation};
use crate::i18n::format::{self, use_now};
use crate::i18n::{Texts, use_texts};
use crate::pages::confirm::{ConfirmDialog, Deed};
use crate::route::Route;
use crate::viewer::use_live;

/// All of them, newest first; nothing while there is none.
#[component]
pub(super) fn Invitations() -> impl IntoView {
    let live = use_live();
    let client = expect_context::<Client>();
    let found = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move { client.list_partnership_invitations(Side::Provider).await }
    });
    load(found, move |list| view! { <InvitationTable list /> }.into_any())
}

/// Whom an invitation is for, in words.
pub(super) fn whom(t: Texts, invitation: &PartnershipInvitation) -> String {
    let to = &invitation.addressed_to;
    let id = || to.mpn_id.as_ref().map(ToString::to_string);
    to.name.clone().or_else(|| to.email.clone()).or_else(id).unwrap_or_else(|| t.resellers_anybody())
}

#[component]
fn InvitationTable(
    /// The invitations.
    mut list: Vec<PartnershipInvitation>,
) -> impl IntoView {
    let t = use_texts();
    let now = use_now();
    let client = expect_context::<Client>();
    let deed = Deed::new();
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(None::<PartnershipInvitation>);
    if list.is_empty() {
        return ().into_any();
    }
    list.sort_by_key(|it| std::cmp::Reverse(it.created));
    let rows = list
        .iter()
        .map(|it| {
            let (tone, icon_name) = match it.state {
                InvitationState::Open => ("brand", "clock"),
                InvitationState::Used => ("success", "checkmark-circle"),
                InvitationState::Withdrawn => ("neutral", "arrow-undo"),
                InvitationState::Other(_) => ("neutral", "question"),
            };
            let word = t.words_invitation_state(it.state.word()).unwrap_or_else(|| it.state.word().to_owned());
            let created = it.created;
            let age = move || created.map(|at| t.resellers_days(format::age_days(at, now.get()))).unwrap_or_default();
            let actions = it.is_open().then(|| {
                let write = Route::PartnershipRequest(it.id.clone()).path();
                let remind = format!("{write}&draft=reminder");
                let ask = {
                    let it = it.clone();
                    move |_| {
                        chosen.set(Some(it.clone()));
                        open.set(true);
                    }
                };
                view! {
                    <div class="cluster">
                        <a href=write>{t.invitations_go_on()}</a>
                        <a href=remind>{t.invitations_remind()}</a>
                        <button type="button" class="button" data-kind="subtle" id=format!("withdraw-{}", it.id) on:click=ask>
                            {t.invitations_withdraw()}
                        </button>
                    </div>
                }
            });
            let mail = it.addressed_to.email.clone().unwrap_or_default();
            let head = view! { <span class="table__name">{whom(t, it)}</span><span class="table__sub">{mail}</span> };
            Row::new(
                head.into_any(),
                vec![badge(tone, icon_name, word), age.into_any(), actions.map_or_else(|| "–".into_any(), IntoAny::into_any)],
            )
        })
        .collect();
    let columns = vec![
        Column::text(t.resellers_to()),
        Column::text(t.partnerships_column_state()),
        Column::text(t.resellers_age()),
        Column::text(t.providers_actions()),
    ];
    let title = move || t.resellers_withdraw_title(&chosen.get().map(|it| whom(t, &it)).unwrap_or_default());
    let withdraw = Callback::new(move |()| {
        let Some(invitation) = chosen.get_untracked() else { return };
        let client = client.clone();
        deed.run(async move { client.withdraw_partnership_invitation(&invitation.id).await }, move |()| {
            open.try_set(false);
        });
    });
    view! {
        <section class="section" aria-labelledby="resellers-open">
            <h2 class="card__title" id="resellers-open">{t.resellers_open()}</h2>
            {table(t.resellers_open(), columns, rows)}
            <ConfirmDialog
                id="withdraw-invitation"
                open
                title=Signal::derive(title)
                label=t.invitations_withdraw()
                deed
                on_confirm=withdraw
            >
                <p>{t.resellers_withdraw_text()}</p>
            </ConfirmDialog>
        </section>
    }
    .into_any()
}
