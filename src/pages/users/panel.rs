//! What can be done about one user: licences, names, password, roles, deletion and its reversal.

use leptos::prelude::*;

use super::edit::EditUser;
use super::licences::UserLicences;
use super::password::ResetPassword;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::dialog::Dialog;
use crate::components::facts::{code, facts};
use crate::components::load::{Loaded, load};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::customer::Customer;
use crate::domain::licence::LicencePool;
use crate::domain::refusal::Refusal;
use crate::domain::user::{DirectoryRole, User};
use crate::i18n::{format, use_texts};
use crate::viewer::{use_live, use_viewer};

/// The panel below a user's row.
#[component]
pub(super) fn UserPanel(
    /// Whose.
    customer: Customer,
    /// Which user.
    user: User,
    /// What is licensed.
    pools: Vec<LicencePool>,
    /// Set to what was done.
    said: RwSignal<String>,
    /// The user is not in this list any more.
    on_gone: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    let refusal = use_viewer().may(Action::ManageUsers).err();
    let mut pairs = vec![(t.users_principal_name(), code(&user.principal_name)), (t.users_id(), code(user.id.as_str()))];
    if let Some(at) = user.deleted {
        pairs.push((t.users_column_deleted(), format::date_time(t, at).into_any()));
        // It is kept for 30 days (12.7).
        pairs.push((t.users_gone_on(), format::date(t, at.plus_hours(30 * 24)).into_any()));
        return view! {
            <div class="stack">
                {facts(pairs)}
                <Restore customer user refusal on_gone />
            </div>
        }
        .into_any();
    }
    view! {
        <div class="stack" data-gap="large">
            {facts(pairs)}
            <UserLicences customer=customer.id.clone() user=user.clone() pools said />
            <Roles customer=customer.clone() user=user.clone() refusal=refusal.clone() />
            <div class="cluster">
                <EditUser customer=customer.clone() user=user.clone() refusal=refusal.clone() />
                <ResetPassword customer=customer.clone() user=user.clone() refusal=refusal.clone() />
                <DeleteUser customer user refusal on_gone />
            </div>
        </div>
    }
    .into_any()
}

/// Brings a deleted user back.
#[component]
fn Restore(
    /// Whose.
    customer: Customer,
    /// Which user.
    user: User,
    /// Why the person may not, if so.
    refusal: Option<Refusal>,
    /// The user is among the others again.
    on_gone: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let restore = move || {
        busy.set(true);
        error.set(None);
        let (client, customer, user, live) = (client.clone(), customer.id.clone(), user.id.clone(), live.clone());
        leptos::task::spawn_local(async move {
            match client.restore_user(&customer, &user).await {
                Ok(_) => {
                    on_gone.run(());
                    live.changed();
                }
                Err(why) => _ = error.try_set(Some(why)),
            }
            busy.try_set(false);
        });
    };
    view! {
        {move || error.get().map(|error| view! { <Trouble error /> })}
        <GatedButton
            id="restore-user"
            label=t.users_restore()
            refusal=Signal::stored(refusal)
            kind="primary"
            icon_name="arrow-undo"
            busy
            on_press=restore
        />
    }
}

/// Roles of the customer's directory.
#[component]
fn Roles(
    /// Whose.
    customer: Customer,
    /// Which user.
    user: User,
    /// Why the person may not change them, if so.
    refusal: Option<Refusal>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let read = Loaded::new({
        let (client, id, user) = (client.clone(), customer.id.clone(), user.id.clone());
        move || {
            live.track();
            let (client, id, user) = (client.clone(), id.clone(), user.clone());
            async move { futures_util::future::try_join(client.list_directory_roles(&id), client.list_user_roles(&id, &user)).await }
        }
    });
    let may = refusal.is_none();
    load(read, move |(all, held): (Vec<DirectoryRole>, Vec<DirectoryRole>)| {
        let rows: Vec<AnyView> = all
            .into_iter()
            .enumerate()
            .map(|(place, role)| {
                let has = held.iter().any(|it| it.id.eq_ignore_ascii_case(&role.id));
                let input = format!("role-{}-{place}", user.id);
                let (client, customer, user) = (client.clone(), customer.id.clone(), user.clone());
                let set = move |event: leptos::ev::Event| {
                    let wanted = event_target_checked(&event);
                    let tick = event_target::<web_sys::HtmlInputElement>(&event);
                    if busy.get_untracked() {
                        tick.set_checked(!wanted);
                        return;
                    }
                    busy.set(true);
                    error.set(None);
                    let (client, customer, user, role) = (client.clone(), customer.clone(), user.clone(), role.id.clone());
                    leptos::task::spawn_local(async move {
                        let failed = client.set_user_role(&customer, &role, &user, wanted).await.err();
                        if failed.is_some() {
                            // What the service has is what is shown: where it acted all the same, reading again tells.
                            tick.set_checked(!wanted);
                        }
                        error.try_set(failed);
                        busy.try_set(false);
                        read.refetch();
                    });
                };
                view! {
                    <li class="choice-list__item">
                        <input class="check__input" type="checkbox" id=input.clone() disabled=!may prop:checked=has on:change=set />
                        <label class="choice-list__label" for=input>{role.name.clone()}</label>
                    </li>
                }
                .into_any()
            })
            .collect();
        view! {
            <fieldset class="fieldset" aria-busy=move || busy.get().then_some("true")>
                <legend class="fieldset__legend">{t.users_roles()}</legend>
                <p>{t.users_roles_text()}</p>
                <ul class="choice-list">{rows}</ul>
            </fieldset>
            {move || error.get().map(|error| view! { <Trouble error /> })}
        }
        .into_any()
    })
}

/// Deletes a user, after a look at what that means.
#[component]
fn DeleteUser(
    /// Whose.
    customer: Customer,
    /// Which user.
    user: User,
    /// Why the person may not, if so.
    refusal: Option<Refusal>,
    /// It is deleted.
    on_gone: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let open = RwSignal::new(false);
    let done = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let (customer, id, display_name) = (customer.id, user.id.clone(), user.display_name.clone());
    let delete = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let (client, customer, user, live) = (client.clone(), customer.clone(), id.clone(), live.clone());
        leptos::task::spawn_local(async move {
            match client.delete_user(&customer, &user).await {
                Ok(()) => {
                    done.try_set(true);
                    open.try_set(false);
                    on_gone.run(());
                    live.changed();
                }
                Err(why) => _ = error.try_set(Some(why)),
            }
            busy.try_set(false);
        });
    };
    let delete = StoredValue::new(delete);
    view! {
        <GatedButton
            id=format!("delete-{}", user.id)
            label=t.users_delete()
            refusal=Signal::stored(refusal)
            kind="subtle"
            icon_name="dismiss-circle"
            on_press=move || open.set(true)
        />
        <Dialog id="delete-user-dialog" open done title=t.users_delete()>
            <div class="dialog__body" tabindex="-1">
                {move || error.get().map(|error| view! { <Trouble error /> })}
                <p>{t.users_delete_body(&display_name)}</p>
            </div>
            <div class="dialog__actions">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t.general_cancel()}</button>
                <button
                    type="button"
                    class="button"
                    data-kind="danger"
                    aria-busy=move || busy.get().then_some("true")
                    on:click=move |_| delete.with_value(|delete| delete())
                >
                    {t.users_delete()}
                </button>
            </div>
        </Dialog>
    }
}
