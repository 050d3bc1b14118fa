//! What can be bought for a customer: **Add products** and **View products** of a partner's direct customers (R66, R67), **Add
//! subscription** of a provider's (R146); and **Create customer** (R38, R41).

use leptos::prelude::*;
use leptos_router::NavigateOptions;

use crate::components::button::GatedButton;
use crate::components::icon::button_icon;
use crate::components::link::Link;
use crate::domain::action::Action;
use crate::domain::customer::{Customer, CustomerKind};
use crate::domain::enrolment::Capability;
use crate::domain::organisation::Side;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::use_texts;
use crate::route::Route;
use crate::viewer::{Viewer, use_viewer};

/// Why the viewer can neither add nor view products of an indirect customer (R67).
fn of_indirect(customer: &Customer) -> Option<Refusal> {
    (customer.kind == CustomerKind::Indirect).then(|| {
        let provider = customer.providers.first().map(|provider| provider.name.clone()).unwrap_or_default();
        let refusal = Refusal::new(RefusalCode::IndirectCustomerNoPurchase);
        refusal.with("customer", customer.name.as_str()).with("provider", provider)
    })
}

/// Why the viewer cannot begin new direct business, if so (R38).
fn by_status(viewer: &Viewer, capability: Capability) -> Option<Refusal> {
    viewer.0.direct_bill.as_ref().and_then(|status| status.check(capability).err())
}

/// The buttons of one customer.
#[component]
pub(super) fn Products(
    /// Whose.
    customer: Customer,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let navigate = leptos_router::hooks::use_navigate();
    let id = customer.id.clone();
    let go = move |route: Route| {
        let navigate = navigate.clone();
        move || navigate(&route.path(), NavigateOptions::default())
    };
    let buy = Route::NewSubscription(id.clone());
    if viewer.side() == Side::Provider {
        let refusal = Signal::stored(viewer.may(Action::AddSubscription).err());
        return view! {
            <GatedButton
                id=format!("add-subscription-{id}")
                label=t.customers_add_subscription()
                refusal
                icon_name="add"
                on_press=go(buy)
            />
        }
        .into_any();
    }
    let by_role = || viewer.may(Action::BuyForCustomer).err();
    let viewing = of_indirect(&customer).or_else(by_role);
    let adding = of_indirect(&customer).or_else(|| by_status(&viewer, Capability::NewSubscriptions)).or_else(by_role);
    view! {
        <div class="cluster">
            <GatedButton
                id=format!("add-products-{id}")
                label=t.customers_add_products()
                refusal=Signal::stored(adding)
                icon_name="add"
                on_press=go(buy)
            />
            <GatedButton
                id=format!("view-products-{id}")
                label=t.customers_view_products()
                refusal=Signal::stored(viewing)
                icon_name="box"
                on_press=go(Route::Subscriptions(id.clone()))
            />
        </div>
    }
    .into_any()
}

/// **Create customer**, for a direct bill partner. It leads on whatever the status: an indirect customer is asked of the provider.
#[component]
pub(super) fn CreateCustomer() -> impl IntoView {
    let t = use_texts();
    let is_partner = use_viewer().side() == Side::Partner;
    is_partner.then(|| {
        view! {
            <Link to=Route::CreateCustomer class="button">
                {button_icon("add")}
                {t.new_customer_create()}
            </Link>
        }
    })
}
