//! The summary of one customer: **Quick links** (R65 to R67).

use leptos::prelude::*;

use super::partner_label;
use super::products::Products;
use crate::components::button::GatedButton;
use crate::components::facts::{code, facts};
use crate::components::icon::icon;
use crate::components::link::Link;
use crate::domain::action::Action;
use crate::domain::customer::Customer;
use crate::domain::extension;
use crate::domain::organisation::Side;
use crate::i18n::{format, use_texts};
use crate::route::Route;
use crate::viewer::use_viewer;

/// The summary of one customer (R65).
#[component]
pub(super) fn QuickLinks(
    /// Whose.
    customer: Customer,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let side = viewer.side();
    let related: Vec<AnyView> = match side {
        Side::Partner => customer
            .providers
            .iter()
            .map(|provider| {
                let since = provider.since.map(|at| t.customers_since(&format::date(t, at))).unwrap_or_default();
                let method = t.words_method(provider.method.word()).unwrap_or_default();
                view! { <li>{provider.name.clone()}<span class="table__sub">{format!("{method} {since}")}</span></li> }.into_any()
            })
            .collect(),
        Side::Provider => customer
            .resellers
            .iter()
            .map(|reseller| {
                let mpn = reseller.mpn_id.as_ref().map(|id| t.general_mpn(id.as_str())).unwrap_or_default();
                view! { <li>{reseller.name.clone()}<span class="table__sub">{mpn}</span></li> }.into_any()
            })
            .collect(),
    };
    let related = if related.is_empty() {
        t.customers_no_partner().into_any()
    } else {
        view! { <ul class="plain-list">{related}</ul> }.into_any()
    };
    let extension = (side == Side::Partner).then(|| view! { <Extension customer=customer.clone() /> });
    let country = customer.country.as_deref().map(|country| format::country(t, country)).unwrap_or_default();
    let kind = t.words_customer_kind(customer.kind.word()).unwrap_or_default();
    let agreement = t.words_agreement(customer.agreement.word()).unwrap_or_default();
    let mut pairs = vec![
        (t.customers_microsoft_id(), code(customer.id.as_str())),
        (t.customers_domain(), customer.domain.clone().into_any()),
        (t.customers_country(), country.into_any()),
        (t.customers_relationship(), kind.into_any()),
        (partner_label(t, side), related),
        (t.customers_agreement(), agreement.into_any()),
    ];
    if customer.open_transfers > 0 {
        pairs.push((t.overview_transfers(), t.overview_open(customer.open_transfers).into_any()));
    }
    let services = services(&customer);
    let products = view! { <Products customer=customer.clone() /> };
    view! {
        <div class="quick-links">
            {facts(pairs)}
            {extension}
            <div>
                <h2 class="quick-links__title">{t.customers_quick_links()}</h2>
                <ul class="quick-links__list">
                    <li>
                        <Link to=Route::Account(customer.id.clone()) class="quick-links__link">
                            {icon("building")}
                            {t.account_title()}
                        </Link>
                    </li>
                    <li>
                        <Link to=Route::Users(customer.id.clone()) class="quick-links__link">
                            {icon("people")}
                            {t.users_title()}
                        </Link>
                    </li>
                    <li>
                        <Link to=Route::Subscriptions(customer.id.clone()) class="quick-links__link">
                            {icon("box")}
                            {t.customers_view_subscriptions()}
                        </Link>
                    </li>
                    {services
                        .into_iter()
                        .map(|(word, address)| {
                            view! {
                                <li>
                                    <a class="quick-links__link" href=address target="_blank" rel="noopener noreferrer">
                                        {icon("open")}
                                        {t.words_service(word)}
                                        <span class="visually-hidden">{move || format!(" ({})", t.general_new_tab())}</span>
                                    </a>
                                </li>
                            }
                                .into_any()
                        })
                        .collect::<Vec<_>>()}
                </ul>
                {products}
            </div>
        </div>
    }
}

/// **Transfer customer on an indirect provider** (R72): leads to the dialog on **Account**.
#[component]
fn Extension(
    /// Whose.
    customer: Customer,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let navigate = leptos_router::hooks::use_navigate();
    let possible = extension::check_customer(viewer.0.is_enrolled(), &customer);
    let refusal = possible.err().or_else(|| viewer.may(Action::ExtendRelationship).err());
    let to = Route::Extend(customer.id.clone()).path();
    view! {
        <GatedButton
            id=format!("extend-{}", customer.id)
            label=t.extend_title()
            refusal=Signal::stored(refusal)
            icon_name="building-multiple"
            on_press=move || navigate(&to, leptos_router::NavigateOptions::default())
        />
    }
}

/// The services that a partner opens on a customer's behalf (S1, "Quick links").
fn services(customer: &Customer) -> [(&'static str, String); 3] {
    let tenant = crate::domain::percent::encode(customer.id.as_str());
    [
        (
            "admin-center",
            format!("https://admin.microsoft.com/Partner/BeginClientSession.aspx?CTID={tenant}&CSDEST=o365admincenter"),
        ),
        ("azure", format!("https://portal.azure.com/{tenant}")),
        ("entra", format!("https://entra.microsoft.com/{tenant}")),
    ]
}
