//! What is changed about a subscription: licence count, nickname, renewal, suspension and its end (R39, R69, R148).

use leptos::prelude::*;

use super::attempt::{Attempt, Fared};
use crate::api::Client;
use crate::components::button::GatedButton;
use crate::components::dialog::Dialog;
use crate::components::error_summary::{ErrorSummary, Problem, Problems, invalid, problem, required};
use crate::components::field::TextField;
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::domain::action::Action;
use crate::domain::customer::Customer;
use crate::domain::ids::CustomerId;
use crate::domain::organisation::Side;
use crate::domain::refusal::Refusal;
use crate::domain::subscription::{Subscription, SubscriptionStatus};
use crate::domain::subscription_change::{LONGEST_NICKNAME, SubscriptionChange, check, is_by_use, read_quantity};
use crate::domain::typed;
use crate::i18n::{Texts, format, use_texts};
use crate::pages::dialogs::use_dialog;
use crate::pages::kept::KeptForm;
use crate::route::Route;
use crate::viewer::use_viewer;

/// The part of the page.
#[component]
pub(super) fn ChangePart(
    /// Whose.
    customer: CustomerId,
    /// Which.
    subscription: Subscription,
    /// Whether it has add-ons: they are suspended with it.
    has_add_ons: bool,
    /// The open transfer that holds it, if so.
    held: Option<Route>,
    /// Set to what was done.
    said: RwSignal<String>,
) -> impl IntoView {
    let client = expect_context::<Client>();
    let read = Loaded::new(move || {
        let (client, customer) = (client.clone(), customer.clone());
        async move { client.customer(&customer).await }
    });
    load(read, move |customer| {
        view! { <Changes customer subscription=subscription.clone() has_add_ons held=held.clone() said /> }.into_any()
    })
}

#[component]
fn Changes(
    /// Whose.
    customer: Customer,
    /// Which.
    subscription: Subscription,
    /// Whether it has add-ons.
    has_add_ons: bool,
    /// The open transfer that holds it, if so.
    held: Option<Route>,
    /// Set to what was done.
    said: RwSignal<String>,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let side = viewer.side();
    let action = match side {
        Side::Partner => Action::BuyForCustomer,
        Side::Provider => Action::AddSubscription,
    };
    let role = viewer.may(action).err();
    // What stands in the way of anybody is said first: a colleague could not do it either.
    let refusal = |change: &SubscriptionChange| check(side, &customer, &subscription, change).err().or_else(|| role.clone());
    let by_use = is_by_use(&subscription);
    let (quantity_open, show_quantity) = use_dialog("quantity");
    let (nickname_open, show_nickname) = use_dialog("nickname");
    let (status_open, show_status) = use_dialog("status");
    let (renewal_open, show_renewal) = use_dialog("renewal");
    let of = (customer.id.clone(), subscription.clone());
    let renews = !subscription.auto_renew;
    let renew = SubscriptionChange::AutoRenew(renews);
    let renew_label = if renews { t.change_renew_on() } else { t.change_renew_off() };
    let suspended = subscription.status == SubscriptionStatus::Suspended;
    let (status, status_label) = if suspended {
        (SubscriptionChange::Reactivate, t.change_reactivate())
    } else {
        (SubscriptionChange::Suspend, t.change_suspend())
    };
    let status_text = match (suspended, has_add_ons) {
        (true, _) => t.change_reactivate_body(subscription.name()),
        (false, true) => t.change_suspend_base_body(subscription.name()),
        (false, false) => t.change_suspend_body(subscription.name()),
    };
    let ends = subscription.commitment_ends.map_or_else(|| t.general_unknown(), |at| format::date(t, at));
    let renew_text = if renews {
        t.change_renew_on_body(&ends, subscription.name())
    } else {
        t.change_renew_off_body(&ends, subscription.name())
    };
    // The dialogs have addresses: what a closed button would not open is refused there too.
    let (renew_refusal, status_refusal) = (refusal(&renew), refusal(&status));
    let quantity_refusal = refusal(&SubscriptionChange::Quantity(subscription.quantity));
    let nickname_refusal = refusal(&SubscriptionChange::Nickname(String::new()));
    let buttons = [
        (!by_use).then(|| gated("change-quantity", t.change_quantity(), quantity_refusal.clone(), "box", show_quantity)),
        Some(gated("change-nickname", t.change_nickname(), nickname_refusal.clone(), "document", show_nickname)),
        (!by_use).then(|| gated("change-renewal", renew_label.clone(), renew_refusal.clone(), "arrow-sync", show_renewal)),
        Some(gated("change-status", status_label.clone(), status_refusal.clone(), "clock", show_status)),
    ];
    let buttons: Vec<AnyView> = buttons.into_iter().flatten().collect();
    let renewal = if by_use {
        None
    } else {
        Some(if subscription.auto_renew { t.change_renews(&ends) } else { t.change_renews_not(&ends) })
    };
    let warn = held.clone();
    let [for_quantity, for_nickname, for_status, for_renewal] = std::array::from_fn(|_| of.clone());
    view! {
        <section class="card" aria-labelledby="change-title">
            <h2 class="card__title" id="change-title">{t.change_title()}</h2>
            {renewal.map(|text| view! { <p>{text}</p> })}
            {held.map(|route| drift_warning(t, route))}
            <div class="card__actions">{buttons}</div>
        </section>
        <Dialog id="quantity-dialog" open=quantity_open title=t.change_quantity()>
            <QuantityForm of=for_quantity.clone() held=warn.clone() refusal=quantity_refusal.clone() open=quantity_open said />
        </Dialog>
        <Dialog id="nickname-dialog" open=nickname_open title=t.change_nickname()>
            <NicknameForm of=for_nickname.clone() refusal=nickname_refusal.clone() open=nickname_open said />
        </Dialog>
        <Dialog id="renewal-dialog" open=renewal_open title=renew_label.clone()>
            <Confirm
                of=for_renewal.clone()
                change=renew.clone()
                text=renew_text.clone()
                label=renew_label.clone()
                refusal=renew_refusal.clone()
                open=renewal_open
                said
            />
        </Dialog>
        <Dialog id="status-dialog" open=status_open title=status_label.clone()>
            <Confirm
                of=for_status.clone()
                change=status.clone()
                text=status_text.clone()
                label=status_label.clone()
                refusal=status_refusal.clone()
                open=status_open
                said
            />
        </Dialog>
    }
}

fn gated(
    id: &'static str,
    label: String,
    refusal: Option<Refusal>,
    icon_name: &'static str,
    show: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    view! { <GatedButton id label refusal=Signal::stored(refusal) icon_name on_press=show /> }.into_any()
}

/// The request keeps the count that it was made with (R110).
fn drift_warning(t: Texts, route: Route) -> AnyView {
    view! {
        <Notice tone="warning" title=t.change_held_title() body=t.change_held_body()>
            <Link to=route>{t.subscriptions_in_transfer()}</Link>
        </Notice>
    }
    .into_any()
}

#[component]
fn Actions(
    /// How it fares.
    attempt: Attempt,
    /// What stands on the button.
    label: String,
    /// Why it cannot be pressed, if so.
    #[prop(optional_no_strip)]
    refusal: Option<Refusal>,
) -> impl IntoView {
    let t = use_texts();
    let may = refusal.is_none();
    view! {
        <div class="dialog__actions">
            {refusal.map(|why| view! { <crate::components::button::GateReason id="change-why".to_owned() why /> })}
            <button type="button" class="button" on:click=move |_| attempt.open.set(false)>{t.general_cancel()}</button>
            <button
                type="submit"
                class="button"
                data-kind="primary"
                aria-disabled=(!may).then_some("true")
                aria-describedby=(!may).then_some("change-why")
                aria-busy=move || attempt.busy.get().then_some("true")
            >
                {label}
            </button>
        </div>
    }
}

#[component]
fn QuantityForm(
    /// Of which subscription of which customer.
    of: (CustomerId, Subscription),
    /// The open transfer that holds it, if so.
    held: Option<Route>,
    /// Why it cannot be changed, if so.
    #[prop(optional_no_strip)]
    refusal: Option<Refusal>,
    /// Closes the dialog.
    open: RwSignal<bool>,
    /// Set to what was done.
    said: RwSignal<String>,
) -> impl IntoView {
    let t = use_texts();
    let count = RwSignal::new(of.1.quantity.to_string());
    let kept = StoredValue::new(KeptForm::begin(format!("quantity.{}", of.1.id), vec![count]));
    let name = of.1.name().to_owned();
    let attempt = Attempt::begin(of, open, said);
    let wrong = Problems::default();
    let label = t.subscriptions_column_quantity();
    let may = refusal.is_none();
    let submit = {
        let label = label.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if !may {
                return;
            }
            let typed = count.get_untracked();
            if typed::word(&typed).is_empty() {
                return wrong.set(vec![required(t, "change-count", &label)]);
            }
            match read_quantity(&typed) {
                Err(refusal) => wrong.set(vec![problem(t, "change-count", &refusal)]),
                Ok(count) => {
                    wrong.clear();
                    attempt.run(t, SubscriptionChange::Quantity(count), move || _ = kept.try_with_value(KeptForm::forget));
                }
            }
        }
    };
    view! {
        <form class="dialog__form" on:submit=submit novalidate>
            <div class="dialog__body" tabindex="-1">
                <ErrorSummary problems=wrong />
                <Fared attempt />
                <p>{t.change_quantity_body(&name)}</p>
                {held.map(|route| drift_warning(t, route))}
                <TextField id="change-count" label error=wrong.of("change-count") value=count kind="number" />
            </div>
            <Actions attempt label=t.account_save() refusal />
        </form>
    }
}

#[component]
fn NicknameForm(
    /// Of which subscription of which customer.
    of: (CustomerId, Subscription),
    /// Why it cannot be changed, if so.
    #[prop(optional_no_strip)]
    refusal: Option<Refusal>,
    /// Closes the dialog.
    open: RwSignal<bool>,
    /// Set to what was done.
    said: RwSignal<String>,
) -> impl IntoView {
    let t = use_texts();
    let name = RwSignal::new(of.1.name().to_owned());
    let kept = StoredValue::new(KeptForm::begin(format!("nickname.{}", of.1.id), vec![name]));
    let attempt = Attempt::begin(of, open, said);
    let wrong = Problems::default();
    let label = t.change_nickname_label();
    let may = refusal.is_none();
    let check = {
        let label = label.clone();
        move |text: &str| -> Option<Problem> {
            if text.is_empty() {
                return Some(required(t, "change-name", &label));
            }
            let most = format::number(t.language(), LONGEST_NICKNAME as u64);
            let too_long = text.chars().count() > LONGEST_NICKNAME;
            too_long.then(|| invalid(t, "change-name", &label, &t.account_rule_length(&most)))
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !may {
            return;
        }
        let text = typed::line(&name.get_untracked());
        if let Some(problem) = check(&text) {
            return wrong.set(vec![problem]);
        }
        wrong.clear();
        attempt.run(t, SubscriptionChange::Nickname(text), move || _ = kept.try_with_value(KeptForm::forget));
    };
    view! {
        <form class="dialog__form" on:submit=submit novalidate>
            <div class="dialog__body" tabindex="-1">
                <ErrorSummary problems=wrong />
                <Fared attempt />
                <TextField id="change-name" label hint=t.change_nickname_hint() error=wrong.of("change-name") value=name />
            </div>
            <Actions attempt label=t.account_save() refusal />
        </form>
    }
}

/// A change without anything to fill in, after a look at what it means.
#[component]
fn Confirm(
    /// Of which subscription of which customer.
    of: (CustomerId, Subscription),
    /// The change.
    change: SubscriptionChange,
    /// What it means.
    text: String,
    /// What stands on the button.
    label: String,
    /// Why it cannot be done, if so.
    #[prop(optional_no_strip)]
    refusal: Option<Refusal>,
    /// Closes the dialog.
    open: RwSignal<bool>,
    /// Set to what was done.
    said: RwSignal<String>,
) -> impl IntoView {
    let t = use_texts();
    let attempt = Attempt::begin(of, open, said);
    let may = refusal.is_none();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if may {
            attempt.run(t, change.clone(), || ());
        }
    };
    view! {
        <form class="dialog__form" on:submit=submit novalidate>
            <div class="dialog__body" tabindex="-1">
                <Fared attempt />
                <p>{text}</p>
            </div>
            <Actions attempt label refusal />
        </form>
    }
}
