//! Sets a user's password anew.

use leptos::prelude::*;

use super::create::{new_password, secret};
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::dialog::Dialog;
use crate::components::trouble::Trouble;
use crate::domain::customer::Customer;
use crate::domain::refusal::Refusal;
use crate::domain::user::User;
use crate::i18n::use_texts;

/// Sets a new password, which is shown this once.
#[component]
pub(super) fn ResetPassword(
    /// Whose.
    customer: Customer,
    /// Which user.
    user: User,
    /// Why the person may not, if so.
    refusal: Option<Refusal>,
) -> impl IntoView {
    let t = use_texts();
    let client = StoredValue::new(expect_context::<Client>());
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let made = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if !open.get() {
            // Closed is forgotten.
            made.set(None);
            error.set(None);
        }
    });
    let (customer, id, name) = (customer.id, user.id.clone(), user.principal_name.clone());
    let reset = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let password = new_password();
        let (client, customer, user) = (client.get_value(), customer.clone(), id.clone());
        leptos::task::spawn_local(async move {
            match client.reset_password(&customer, &user, &password, true).await {
                Ok(()) => _ = made.try_set(Some(password)),
                Err(why) => _ = error.try_set(Some(why)),
            }
            busy.try_set(false);
        });
    };
    let reset = StoredValue::new(reset);
    let display_name = user.display_name.clone();
    view! {
        <GatedButton
            id=format!("reset-{}", user.id)
            label=t.users_reset()
            refusal=Signal::stored(refusal)
            icon_name="lock-closed"
            on_press=move || open.set(true)
        />
        <Dialog id="reset-dialog" open title=t.users_reset()>
            <div class="dialog__body" tabindex="-1">
                {move || error.get().map(|error| view! { <Trouble error /> })}
                {
                    let (name, display_name) = (name.clone(), display_name.clone());
                    move || match made.get() {
                        Some(password) => secret(t, &name, &password),
                        None => view! { <p>{t.users_reset_body(&display_name)}</p> }.into_any(),
                    }
                }
            </div>
            <div class="dialog__actions">
                {move || {
                    if made.with(Option::is_some) {
                        view! {
                            <button type="button" class="button" data-kind="primary" on:click=move |_| open.set(false)>
                                {t.draft_done()}
                            </button>
                        }
                            .into_any()
                    } else {
                        view! {
                            <button type="button" class="button" on:click=move |_| open.set(false)>{t.general_cancel()}</button>
                            <button
                                type="button"
                                class="button"
                                data-kind="primary"
                                aria-busy=move || busy.get().then_some("true")
                                on:click=move |_| reset.with_value(|reset| reset())
                            >
                                {t.users_reset()}
                            </button>
                        }
                            .into_any()
                    }
                }}
            </div>
        </Dialog>
    }
}
