//! **New subscription**: what a provider orders for its customer, with the reseller that earns by it, and what a direct bill partner
//! adds for its own (R66, R146 to R148).

mod catalogue;

use futures_util::future::try_join3;
use leptos::prelude::*;
use leptos_router::NavigateOptions;

pub(super) use self::catalogue::{Catalogue, checked};

use super::use_customer_id;
use crate::api::Client;
use crate::api::compliance::PartnerKey;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::error_summary::{ErrorSummary, Problem, Problems, problem};
use crate::components::field::SelectField;
use crate::components::heading::PageHeading;
use crate::components::load::{Loaded, load};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::basket::Basket;
use crate::domain::customer::{Customer, CustomerKind};
use crate::domain::enrolment::Capability;
use crate::domain::ids::{CustomerId, MpnId};
use crate::domain::offer::Offer;
use crate::domain::order::NewOrder;
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::subscription::Subscription;
use crate::i18n::use_texts;
use crate::route::Route;
use crate::storage::Keep;
use crate::viewer::{Viewer, use_live, use_viewer};

/// The billing cycle that lets each offer have its usual one.
pub(super) const USUAL_CYCLE: &str = "unknown";

/// The page.
#[component]
pub fn NewSubscriptionPage() -> impl IntoView {
    let id = use_customer_id();
    move || match id.get() {
        Some(id) => view! { <ForCustomer id /> }.into_any(),
        None => view! { <super::missing::MissingPage /> }.into_any(),
    }
}

/// Why the person cannot buy for `customer`, if so: by its kind, the own status, the role.
pub(super) fn refusal_to_buy(viewer: &Viewer, customer: &Customer) -> Option<Refusal> {
    if viewer.side() == Side::Provider {
        return viewer.may(Action::AddSubscription).err();
    }
    if customer.kind == CustomerKind::Indirect {
        let provider = customer.providers.first().map(|provider| provider.name.clone()).unwrap_or_default();
        let refusal = Refusal::new(RefusalCode::IndirectCustomerNoPurchase);
        return Some(refusal.with("customer", customer.name.as_str()).with("provider", provider));
    }
    let by_status = viewer.0.direct_bill.as_ref().and_then(|status| status.check(Capability::NewSubscriptions).err());
    by_status.or_else(|| viewer.may(Action::BuyForCustomer).err())
}

/// What the page shows, read together.
#[derive(Debug, Clone, PartialEq)]
struct Counter {
    customer: Customer,
    held: Vec<Subscription>,
    resellers: Vec<Partnership>,
    offers: Vec<Offer>,
}

async fn read(client: &Client, id: &CustomerId, side: Side) -> Result<Counter, ApiError> {
    let partnerships = async {
        match side {
            Side::Provider => client.list_partnerships(side).await,
            Side::Partner => Ok(Vec::new()),
        }
    };
    let (customer, held, resellers) = try_join3(client.customer(id), client.list_subscriptions(id), partnerships).await?;
    let country = match &customer.country {
        Some(country) => country.clone(),
        None => client.bill_to(id).await?.view.address.country,
    };
    let offers = client.list_offers(&country).await?;
    Ok(Counter { customer, held, resellers, offers })
}

#[component]
fn ForCustomer(
    /// For whom.
    id: CustomerId,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let viewer = use_viewer();
    let client = expect_context::<Client>();
    let side = viewer.side();
    let name = RwSignal::new(String::new());
    let counter = Loaded::new(move || {
        live.track();
        let (client, id) = (client.clone(), id.clone());
        async move {
            let read = read(&client, &id, side).await;
            if let Ok(read) = &read {
                name.try_set(read.customer.name.clone());
            }
            read
        }
    });
    let lead = Signal::derive(move || match name.get() {
        name if name.is_empty() => String::new(),
        name => t.new_subscription_lead(&name),
    });
    view! {
        <PageHeading title=t.new_subscription_title() whose=name lead above=vec![(t.customers_title(), Route::Customers)] />
        {load(counter, move |counter| match refusal_to_buy(&viewer, &counter.customer) {
            Some(refusal) if side == Side::Partner => view! { <Trouble error=ApiError::refused(refusal) /> }.into_any(),
            refusal => view! { <Order counter refusal /> }.into_any(),
        })}
    }
}

/// The resellers that can stand on record, as choices: those whose partnership stands and whose MPN ID is known.
fn choices(resellers: &[Partnership]) -> Vec<(String, String)> {
    resellers
        .iter()
        .filter(|it| it.state == PartnershipState::Active)
        .filter_map(|it| Some((it.mpn_id.as_ref()?.to_string(), format!("{} ({})", it.name, it.mpn_id.as_ref()?))))
        .collect()
}

#[component]
fn Order(
    /// What the page shows.
    counter: Counter,
    /// Why nothing can be sent, if so.
    refusal: Option<Refusal>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let viewer = use_viewer();
    let client = expect_context::<Client>();
    let navigate = leptos_router::hooks::use_navigate();
    let Counter { customer, held, resellers, offers } = counter;
    let by_provider = viewer.side() == Side::Provider;
    let kept = format!("basket.{}", customer.id);
    let basket = RwSignal::new(Basket::read(&Keep::Tab.get(&kept).unwrap_or_default()));
    Effect::new({
        let kept = kept.clone();
        move |_| {
            let text = basket.read().write();
            if text.is_empty() { Keep::Tab.remove(&kept) } else { _ = Keep::Tab.set(&kept, &text) }
        }
    });
    let choices = choices(&resellers);
    let own = customer.resellers.first().and_then(|it| it.mpn_id.as_ref()).map(ToString::to_string);
    let first = own.filter(|own| choices.iter().any(|(mpn, _)| mpn == own)).or_else(|| Some(choices.first()?.0.clone()));
    let reseller = RwSignal::new(first.unwrap_or_default());
    let problems = Problems::default();
    let error = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let (shown_offers, shown_held, shown_name) = (offers.clone(), held.clone(), customer.name.clone());
    let to = Route::Subscriptions(customer.id.clone()).path();
    let cancel = {
        let (navigate, kept, to) = (navigate.clone(), kept.clone(), to.clone());
        move |_| {
            basket.set(Basket::default());
            Keep::Tab.remove(&kept);
            navigate(&to, NavigateOptions::default());
        }
    };
    let submit = move || {
        error.set(None);
        let record = MpnId::parse(&reseller.get_untracked());
        let mut wrong = Vec::new();
        if by_provider && record.is_none() {
            wrong.push(Problem { field: "reseller".into(), text: t.new_subscription_no_reseller() });
        }
        let chosen = basket.get_untracked();
        let lines = match checked(t, &chosen, &offers, &customer.name, &held, record.as_ref().filter(|_| by_provider)) {
            Ok(lines) => lines,
            Err(more) => {
                wrong.extend(more);
                Vec::new()
            }
        };
        if chosen.is_empty() {
            wrong.push(problem(t, "offer-search", &Refusal::new(RefusalCode::NothingSelected).with("of", "offers")));
        }
        problems.set(wrong.clone());
        if !wrong.is_empty() {
            return;
        }
        busy.set(true);
        let new = NewOrder { customer: customer.id.clone(), billing_cycle: USUAL_CYCLE.to_owned(), lines };
        let (client, live, navigate, kept, to) = (client.clone(), live.clone(), navigate.clone(), kept.clone(), to.clone());
        leptos::task::spawn_local(async move {
            match place(&client, &new, record.filter(|_| by_provider)).await {
                Ok(()) => {
                    Keep::Tab.remove(&kept);
                    basket.try_set(Basket::default());
                    live.changed();
                    navigate(&to, NavigateOptions::default());
                }
                Err(why) => {
                    let is_record = why.refusal().is_some_and(|refusal| refusal.code.is_about_partner_id());
                    let rest = problems.admit(t, why, |_| is_record.then_some("reseller"));
                    error.try_set(rest);
                }
            }
            busy.try_set(false);
        });
    };
    let options = Signal::stored(choices);
    view! {
        <ErrorSummary problems />
        {move || error.get().map(|error| view! { <Trouble error /> })}
        <Catalogue offers=shown_offers held=shown_held customer=shown_name basket problems />
        {by_provider.then(|| view! {
            <section class="card">
                <SelectField
                    id="reseller"
                    label=t.subscription_reseller()
                    options
                    value=reseller
                    error=problems.of("reseller")
                    on_change=move |mpn| reseller.set(mpn)
                />
                <p class="field__hint">{t.new_subscription_reseller_hint()}</p>
            </section>
        })}
        <p>{t.new_subscription_portal()}</p>
        <div class="cluster">
            <GatedButton id="submit-order" label=t.new_customer_submit() refusal=Signal::stored(refusal) kind="primary" busy on_press=submit />
            <button type="button" class="button" on:click=cancel>{t.general_cancel()}</button>
        </div>
    }
}

/// Looks whether the reseller has signed its agreement, then orders.
async fn place(client: &Client, new: &NewOrder, record: Option<MpnId>) -> Result<(), ApiError> {
    if let Some(record) = &record
        && !client.partner_agreement_signed(PartnerKey::Mpn(record)).await?
    {
        return Err(ApiError::refused(Refusal::new(RefusalCode::PartnerIdMpa)));
    }
    client.create_order(new).await.map(drop)
}
