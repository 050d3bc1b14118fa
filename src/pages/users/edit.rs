//! Changes names and location of a user.

use leptos::prelude::*;

use super::create::{UserFields, UserForm, id_of, labels, wrong_with};
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::dialog::{Dialog, FormActions};
use crate::components::error_summary::{ErrorSummary, Problems};
use crate::components::trouble::Trouble;
use crate::domain::customer::Customer;
use crate::domain::refusal::Refusal;
use crate::domain::user::{User, UserChange};
use crate::i18n::use_texts;
use crate::pages::kept::KeptForm;
use crate::viewer::use_live;

fn change_of(user: &User) -> UserChange {
    UserChange {
        principal_name: user.principal_name.clone(),
        display_name: user.display_name.clone(),
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        usage_location: user.usage_location.clone(),
    }
}

/// Changes names and location.
#[component]
pub(super) fn EditUser(
    /// Whose.
    customer: Customer,
    /// Which user.
    user: User,
    /// Why the person may not, if so.
    refusal: Option<Refusal>,
) -> impl IntoView {
    let t = use_texts();
    let open = RwSignal::new(false);
    view! {
        <GatedButton
            id=format!("edit-{}", user.id)
            label=t.users_edit()
            refusal=Signal::stored(refusal)
            icon_name="person"
            on_press=move || open.set(true)
        />
        <Dialog id="edit-user-dialog" open title=t.users_edit()>
            <EditForm customer=customer.clone() user=user.clone() open />
        </Dialog>
    }
}

#[component]
fn EditForm(
    /// Whose.
    customer: Customer,
    /// Which user.
    user: User,
    /// Closes the dialog.
    open: RwSignal<bool>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let fields = UserFields::new(&change_of(&user));
    let kept = StoredValue::new(KeptForm::begin(format!("edit-user.{}", user.id), fields.all()));
    let labels = labels(t, ["edit-display", "edit-first", "edit-last", "edit-name", "edit-location"]);
    let labels_of = StoredValue::new(labels.clone());
    let wrong = Problems::default();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let domain = customer.domain.clone();
    let submit = {
        let domain = domain.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if busy.get_untracked() {
                return;
            }
            error.set(None);
            let change = fields.read(&domain);
            let said = labels_of.with_value(|labels| wrong_with(t, &change, &domain, &[], labels));
            let is_right = said.is_empty();
            wrong.set(said);
            if !is_right {
                return;
            }
            busy.set(true);
            let (client, customer, user, live) = (client.clone(), customer.id.clone(), user.id.clone(), live.clone());
            leptos::task::spawn_local(async move {
                match client.change_user(&customer, &user, &change).await {
                    Ok(_) => {
                        kept.try_with_value(KeptForm::forget);
                        open.try_set(false);
                        live.changed();
                    }
                    Err(why) => {
                        error.try_set(wrong.admit(t, why, |refusal| labels_of.try_with_value(|labels| id_of(refusal, labels))?));
                    }
                }
                busy.try_set(false);
            });
        }
    };
    view! {
        <form class="dialog__form" on:submit=submit novalidate>
            <div class="dialog__body" tabindex="-1">
                <ErrorSummary problems=wrong />
                {move || error.get().map(|error| view! { <Trouble error /> })}
                <UserForm fields labels domain wrong />
            </div>
            <FormActions open label=t.account_save() refusal=None busy />
        </form>
    }
}
