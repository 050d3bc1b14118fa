//! **Confirmation**, with **Setup info** this once (R143, R144, R145).

use leptos::prelude::*;

use super::founding::{self, Founding, Rest};
use super::leaving::{Away, watch};
use super::wizard::{Step, Wizard};
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::copy::CopyButton;
use crate::components::dialog::Dialog;
use crate::components::heading::PageHeading;
use crate::components::link::Link;
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::format::use_now;
use crate::i18n::{explain, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// Whether something is held that is shown once.
pub(super) fn holds() -> bool {
    founding::held().with_untracked(|held| held.as_ref().is_some_and(|held| held.credentials.is_some()))
}

/// Lets go of what is held when the page is not the one at `address` any more: a change of language builds it anew where it is.
fn let_go_elsewhere(address: String) {
    set_timeout(
        move || {
            let location = window().location();
            let path = location.pathname().unwrap_or_default();
            if format!("{path}{}", location.search().unwrap_or_default()) != address {
                founding::let_go();
            }
        },
        std::time::Duration::ZERO,
    );
}

/// The step.
#[component]
pub(super) fn ConfirmationStep(
    /// The whole.
    wizard: Wizard,
    /// Where the person is about to go.
    asked: RwSignal<Option<Away>>,
) -> impl IntoView {
    let t = use_texts();
    let user = use_viewer().0.user.clone();
    let held = founding::held();
    if held.with_untracked(|held| held.as_ref().is_some_and(|held| held.user != user)) {
        founding::let_go();
    }
    let address = wizard.path(Step::Confirmation);
    on_cleanup(move || let_go_elsewhere(address));
    let title = wizard.title(t, Step::Confirmation);
    let (steps, above) = (wizard.steps(t, Step::Confirmation), wizard.above(t));
    // What is said of the customer is drawn once; how far its order is, as it changes.
    let first = Memo::new({
        let held = held.clone();
        move |_| held.with(|held| held.as_ref().map(|held| held.customer.id.clone()))
    });
    view! {
        <PageHeading title above />
        {steps}
        {move || {
            first.track();
            match held.get_untracked() {
                Some(founding) => view! { <Founded wizard=wizard.clone() founding asked /> }.into_any(),
                None => view! { <Gone /> }.into_any(),
            }
        }}
    }
}

/// There was a customer, and what is said once was said.
#[component]
fn Gone() -> impl IntoView {
    let t = use_texts();
    let explained = explain::refusal(t, &Refusal::new(RefusalCode::SetupInfoGone));
    view! {
        <Notice tone="info" title=explained.says body=explained.next code=explained.code>
            <Link to=Route::Customers class="button">{t.customers_title()}</Link>
        </Notice>
    }
}

#[component]
fn Founded(
    /// The whole.
    wizard: Wizard,
    /// The new customer.
    founding: Founding,
    /// Where the person is about to go.
    asked: RwSignal<Option<Away>>,
) -> impl IntoView {
    let t = use_texts();
    watch(holds, asked, founding::let_go);
    let Founding { customer, credentials, attached, reseller, .. } = founding;
    let to_list = {
        let open = crate::domain::percent::encode(customer.id.as_str());
        let partner = match &wizard.buyer {
            crate::domain::new_customer::Buyer::ProviderFor(tenant) => {
                format!("provider={}&", crate::domain::percent::encode(tenant.as_str()))
            }
            crate::domain::new_customer::Buyer::DirectPartner => String::new(),
        };
        format!("{}?{partner}open={open}", Route::Customers.path())
    };
    let done = {
        let (wizard, to) = (wizard.clone(), to_list.clone());
        move |_| {
            founding::let_go();
            wizard.leave_to(to.clone());
        }
    };
    let access = match (&reseller, attached) {
        (Some(reseller), true) => t.new_customer_access(reseller),
        _ => String::new(),
    };
    let warning = (!attached).then(|| {
        view! { <Notice tone="warning" title=t.new_customer_unattached() body=t.new_customer_unattached_body() /> }
    });
    let account = credentials.as_ref().map(|it| it.account(&customer.domain));
    let setup = match (credentials, account) {
        (Some(credentials), Some(account)) => view! { <SetupInfo account password=credentials.password /> }.into_any(),
        _ => view! { <Gone /> }.into_any(),
    };
    view! {
        <Notice tone="success" title=t.new_customer_created(&customer.name) body=access />
        {warning}
        {setup}
        <Progress />
        <div class="cluster">
            <button type="button" class="button" data-kind="primary" on:click=done>{t.draft_done()}</button>
        </div>
        <LeaveDialog asked wizard to_list />
    }
}

/// The two values, each with its copy button.
#[component]
fn SetupInfo(
    /// The whole sign-in name.
    account: String,
    /// The password.
    password: String,
) -> impl IntoView {
    let t = use_texts();
    let line = |label: String, copy: String, value: String| {
        view! {
            <div class="setup-info__line">
                <dt class="facts__label">{label}</dt>
                <dd class="setup-info__value">
                    <code class="code setup-info__secret">{value.clone()}</code>
                    <CopyButton label=copy value />
                </dd>
            </div>
        }
    };
    view! {
        <section class="card" aria-labelledby="setup-info-title">
            <h2 class="card__title" id="setup-info-title">{t.new_customer_setup()}</h2>
            <p>{t.new_customer_setup_once()}</p>
            <dl class="setup-info">
                {line(t.new_customer_account(), t.new_customer_copy_account(), account)}
                {line(t.new_customer_password(), t.new_customer_copy_password(), password)}
            </dl>
        </section>
    }
}

/// How far agreement and order are.
#[component]
fn Progress() -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let now = use_now();
    let client = expect_context::<Client>();
    let held = founding::held();
    let rest = Memo::new(move |_| held.with(|held| held.as_ref().map(|held| (held.rest.clone(), held.lines.is_empty()))));
    let retry = Callback::new(move |()| founding::finish(client.clone(), now.get_untracked(), live.clone()));
    move || match rest.get() {
        None => ().into_any(),
        Some((Rest::Running, _)) => view! { <p role="status">{t.new_customer_ordering()}</p> }.into_any(),
        Some((Rest::Done { without_record }, nothing)) => {
            let title = if nothing { t.new_customer_agreement_done() } else { t.new_customer_ordered() };
            let warning = without_record.then(|| {
                view! { <Notice tone="warning" title=t.new_customer_unrecorded() body=t.new_customer_unrecorded_body() /> }
            });
            view! { <div role="status"><Notice tone="success" title /></div>{warning} }.into_any()
        }
        Some((Rest::Failed(error), _)) => view! { <Unfinished error retry /> }.into_any(),
    }
}

/// The customer is there, the rest is not.
#[component]
fn Unfinished(
    /// Why.
    error: ApiError,
    /// Tries the rest again.
    retry: Callback<()>,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <Notice tone="warning" title=t.new_customer_unfinished() body=t.new_customer_unfinished_body() />
        <Trouble error />
        <div class="cluster">
            <button type="button" class="button" on:click=move |_| retry.run(())>{t.new_customer_retry()}</button>
        </div>
    }
}

/// Leaving asks.
#[component]
fn LeaveDialog(
    /// Where the person is about to go.
    asked: RwSignal<Option<Away>>,
    /// The whole.
    wizard: Wizard,
    /// Where one goes who went back.
    to_list: String,
) -> impl IntoView {
    let t = use_texts();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if asked.read().is_some() {
            open.set(true);
        }
    });
    let leave = move |_| {
        let to = match asked.get_untracked() {
            Some(Away::To(address)) => address,
            _ => to_list.clone(),
        };
        open.set(false);
        founding::let_go();
        wizard.leave_to(to);
    };
    let leave = StoredValue::new_local(leave);
    let stay = move |_| {
        asked.set(None);
        open.set(false);
    };
    view! {
        <Dialog id="leave-setup-info" open title=t.new_customer_leave_title()>
            <div class="dialog__body"><p>{t.new_customer_leave_body()}</p></div>
            <div class="dialog__actions">
                <button type="button" class="button" data-kind="primary" on:click=stay>{t.new_customer_stay()}</button>
                <button type="button" class="button" on:click=move |event| leave.with_value(|leave| leave(event))>{t.new_customer_leave()}</button>
            </div>
        </Dialog>
    }
}
