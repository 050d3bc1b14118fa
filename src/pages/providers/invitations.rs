//! The invitations to customers, each with where it stands (R60): never that a mail was sent, which nobody here can know.

use futures_util::future::try_join;
use leptos::prelude::*;

use crate::api::Client;
use crate::components::badge::badge;
use crate::components::button::GatedButton;
use crate::components::empty::Empty;
use crate::components::load::{Loaded, load};
use crate::components::table::{Column, Row, table};
use crate::domain::action::Action;
use crate::domain::customer_invitation::{CustomerInvitation, Stage};
use crate::domain::organisation::Side;
use crate::domain::partnership::Partnership;
use crate::domain::refusal::Refusal;
use crate::i18n::{Texts, format, use_texts};
use crate::pages::confirm::{ConfirmDialog, Deed};
use crate::route::Route;
use crate::viewer::{Preview, use_live, use_viewer};

/// All of them, newest first.
#[component]
pub(super) fn CustomerInvitations() -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let found = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move { try_join(client.list_customer_invitations(), client.list_partnerships(Side::Partner)).await }
    });
    view! {
        <section class="section" aria-labelledby="invitations-title">
            <h2 class="card__title" id="invitations-title">{t.invitations_title()}</h2>
            {load(found, move |(list, providers)| view! { <InvitationTable list providers /> }.into_any())}
        </section>
    }
}

#[component]
fn InvitationTable(
    /// The invitations.
    list: Vec<CustomerInvitation>,
    /// The providers, for their names.
    providers: Vec<Partnership>,
) -> impl IntoView {
    let t = use_texts();
    let client = expect_context::<Client>();
    let deed = Deed::new();
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(None::<CustomerInvitation>);
    let refusal = use_viewer().may(Action::InviteCustomers).err();
    let preview = use_context::<Preview>();
    if list.is_empty() {
        return view! { <Empty icon_name="mail" title=t.invitations_none() text=t.invitations_none_text() /> }.into_any();
    }
    let rows = list
        .iter()
        .rev()
        .map(|it| {
            let provider = providers.iter().find(|provider| provider.tenant == it.provider);
            let provider = provider.map_or_else(|| it.provider.to_string(), |provider| provider.name.clone());
            let ask = {
                let it = it.clone();
                move || {
                    chosen.set(Some(it.clone()));
                    open.set(true);
                }
            };
            row(t, it, provider, refusal.as_ref(), ask, preview.as_ref())
        })
        .collect();
    let columns = vec![
        Column::text(t.invitations_customer()),
        Column::text(t.invitations_provider()),
        Column::text(t.invitations_state()),
        Column::text(t.invitations_changed()),
        Column::text(t.providers_actions()),
    ];
    let title = move || t.invitations_withdraw_title(&chosen.get().map(|it| name(t, &it)).unwrap_or_default());
    let withdraw = Callback::new(move |()| {
        let Some(invitation) = chosen.get_untracked() else { return };
        let client = client.clone();
        deed.run(async move { client.move_customer_invitation(&invitation, &Stage::Withdrawn).await }, move |_| {
            open.try_set(false);
        });
    });
    view! {
        {table(t.invitations_title(), columns, rows)}
        <p class="muted small">{t.invitations_no_mail()}</p>
        <ConfirmDialog
            id="withdraw-invitation"
            open
            title=Signal::derive(title)
            label=t.invitations_withdraw()
            deed
            on_confirm=withdraw
        >
            <p>{t.invitations_withdraw_text()}</p>
        </ConfirmDialog>
    }
    .into_any()
}

fn name(t: Texts, invitation: &CustomerInvitation) -> String {
    invitation.name.clone().unwrap_or_else(|| t.invitations_new())
}

fn row(
    t: Texts,
    invitation: &CustomerInvitation,
    provider: String,
    refusal: Option<&Refusal>,
    ask: impl Fn() + 'static,
    preview: Option<&Preview>,
) -> Row {
    let stage = &invitation.stage;
    let (tone, icon_name) = match stage {
        Stage::Draft => ("neutral", "document"),
        Stage::HandedOver => ("info", "mail"),
        Stage::Done => ("brand", "clock"),
        Stage::Authorised => ("success", "checkmark-circle"),
        Stage::Expired | Stage::Withdrawn => ("neutral", "arrow-undo"),
        Stage::Other(_) => ("neutral", "question"),
    };
    let word = t.words_invitation_stage(stage.word()).unwrap_or_else(|| stage.word().to_owned());
    let language = crate::i18n::Language::parse(&invitation.language).map(crate::i18n::Language::own_name).unwrap_or_default();
    let head = view! { <span class="table__name">{name(t, invitation)}</span><span class="table__sub">{language}</span> };
    let actions = stage.is_open().then(|| {
        let (route, label) = if *stage == Stage::Done {
            let path = format!(
                "{}&draft=reminder",
                Route::CustomerInvitation(invitation.provider.clone(), invitation.id.clone()).path()
            );
            (path, t.invitations_remind())
        } else {
            (Route::CustomerInvitation(invitation.provider.clone(), invitation.id.clone()).path(), t.invitations_go_on())
        };
        let simulate = preview.map(|preview| {
            let (accept, id) = (preview.on_acceptance.clone(), invitation.id.clone());
            view! {
                <button type="button" class="button" data-kind="subtle" on:click=move |_| accept(&id)>
                    {crate::components::icon::button_icon("beaker")}
                    {t.invitations_simulate()}
                </button>
            }
        });
        view! {
            <div class="cluster">
                <a href=route>{label}</a>
                <GatedButton
                    id=format!("withdraw-{}", invitation.id)
                    label=t.invitations_withdraw()
                    refusal=Signal::stored(refusal.cloned())
                    kind="subtle"
                    on_press=ask
                />
                {simulate}
            </div>
        }
    });
    let cells = vec![
        provider.into_any(),
        badge(tone, icon_name, word),
        invitation.changed.or(invitation.created).map(|at| format::date(t, at)).unwrap_or_default().into_any(),
        actions.map_or_else(|| "–".into_any(), IntoAny::into_any),
    ];
    Row::new(head.into_any(), cells)
}
