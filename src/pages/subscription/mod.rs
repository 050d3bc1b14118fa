//! One subscription.

mod attempt;
mod change;
mod reseller;
mod support_contact;

use futures_util::future::try_join3;
use leptos::prelude::*;

use self::change::ChangePart;
use self::reseller::ResellerField;
use self::support_contact::SupportContactField;
use super::missing::MissingPage;
use super::{use_customer_id, use_id};
use crate::api::Client;
use crate::components::badge::subscription_badge;
use crate::components::facts::{code, facts};
use crate::components::heading::PageHeading;
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::domain::ids::{CustomerId, SubscriptionId};
use crate::domain::organisation::Side;
use crate::domain::subscription::Subscription;
use crate::i18n::{Texts, format, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// The page.
#[component]
pub fn SubscriptionPage() -> impl IntoView {
    let customer = use_customer_id();
    let subscription = use_id("subscription", SubscriptionId::parse);
    move || match (customer.get(), subscription.get()) {
        (Some(customer), Some(subscription)) => view! { <OfSubscription customer subscription /> }.into_any(),
        _ => view! { <MissingPage /> }.into_any(),
    }
}

/// The subscription, the customer's name, and where it is held by a transfer.
type Shown = (Subscription, Vec<Subscription>, Option<Route>);

#[component]
fn OfSubscription(
    /// Whose.
    customer: CustomerId,
    /// Which.
    subscription: SubscriptionId,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let shown = Loaded::new({
        let customer = customer.clone();
        move || {
            live.track();
            let (client, customer, id) = (client.clone(), customer.clone(), subscription.clone());
            async move {
                let (found, all, transfers) = try_join3(
                    client.subscription(&customer, &id),
                    client.list_subscriptions(&customer),
                    client.list_transfers(&customer),
                )
                .await?;
                let held = transfers
                    .iter()
                    .find(|transfer| transfer.holds(&found.id))
                    .map(|transfer| Route::Transfer(customer.clone(), transfer.id.clone()));
                let add_ons = found.add_ons(&all).cloned().collect();
                Ok::<Shown, _>((found, add_ons, held))
            }
        }
    });
    // Said here: what the change touches is drawn anew.
    let said = RwSignal::new(String::new());
    let title = Signal::derive(move || match shown.get() {
        Some(Ok((subscription, ..))) => subscription.name().to_owned(),
        _ => t.subscription_title(),
    });
    let above = vec![(t.customers_title(), Route::Customers), (t.subscriptions_title(), Route::Subscriptions(customer.clone()))];
    // Drawn once: what is typed there, and what was said of it, stays while the rest is read again.
    let first = Memo::new(move |_| shown.get().and_then(Result::ok).map(|(subscription, ..)| subscription.id));
    let by_provider = use_viewer().side() == Side::Provider;
    let own = {
        let customer = customer.clone();
        move || {
            first.get().filter(|_| by_provider).and_then(|id| {
                let (subscription, ..) = shown.get_untracked()?.ok()?;
                let (one, other) = (customer.clone(), customer.clone());
                Some(view! { <ResellerField customer=one subscription /><SupportContactField customer=other id /> })
            })
        }
    };
    view! {
        <PageHeading title above />
        <p class="page__said" role="status">{said}</p>
        {load(shown, move |(subscription, add_ons, held)| details(t, (&customer, &subscription), &add_ons, held, said))}
        {own}
    }
}

fn details(
    t: Texts,
    (customer, subscription): (&CustomerId, &Subscription),
    add_ons: &[Subscription],
    held: Option<Route>,
    said: RwSignal<String>,
) -> AnyView {
    let kind = if subscription.is_add_on() {
        t.subscriptions_add_on()
    } else {
        t.words_subscription_kind(subscription.kind.word()).unwrap_or_default()
    };
    let cycle = t.words_cycle(subscription.billing_cycle.word()).unwrap_or_else(|| subscription.billing_cycle.word().to_owned());
    let mut pairs = vec![
        (t.subscriptions_column_status(), subscription_badge(t, &subscription.status)),
        (t.subscriptions_column_kind(), kind.into_any()),
        (t.subscriptions_column_quantity(), format::number(t.language(), subscription.quantity).into_any()),
        (t.subscriptions_column_cycle(), cycle.into_any()),
        (t.subscription_id(), code(subscription.id.as_str())),
    ];
    let mut put = |label: String, value: Option<AnyView>| {
        if let Some(value) = value {
            pairs.push((label, value));
        }
    };
    put(t.subscription_offer(), subscription.offer.as_ref().map(|offer| code(offer.as_str())));
    put(t.mapping_azure(), subscription.azure_id.as_ref().map(|id| code(id.as_str())));
    put(t.subscription_started(), subscription.started.map(|at| format::date(t, at).into_any()));
    put(t.subscription_ends(), subscription.commitment_ends.map(|at| format::date(t, at).into_any()));
    put(t.subscription_reseller(), subscription.reseller.as_ref().map(|id| code(id.as_str())));
    let change = view! {
        <ChangePart
            customer=customer.clone()
            subscription=subscription.clone()
            has_add_ons=!add_ons.is_empty()
            held=held.clone()
            said
        />
    };
    put(t.transfer_title(), held.map(|route| view! { <Link to=route>{t.subscriptions_in_transfer()}</Link> }.into_any()));
    put(
        t.subscription_base(),
        subscription.parent.as_ref().map(|parent| {
            let (route, parent) = (Route::Subscription(customer.clone(), parent.clone()), parent.to_string());
            view! { <Link to=route>{parent}</Link> }.into_any()
        }),
    );
    let add_ons: Vec<AnyView> = add_ons
        .iter()
        .map(|add_on| {
            let route = Route::Subscription(customer.clone(), add_on.id.clone());
            let name = add_on.name().to_owned();
            view! { <li><Link to=route>{name}</Link>": "{t.general_seats(add_on.quantity)}</li> }.into_any()
        })
        .collect();
    view! {
        <section class="card">{facts(pairs)}</section>
        {change}
        {(!add_ons.is_empty())
            .then(|| view! { <section class="card"><h2 class="card__title">{t.transfers_add_ons()}</h2><ul>{add_ons}</ul></section> })}
    }
    .into_any()
}
