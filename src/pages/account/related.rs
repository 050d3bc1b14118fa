//! The partners of a customer: **Indirect provider(s)** for a partner, with the consent that each extension came from, and the way to
//! put it with another (R62, R72, R79 to R81).

use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::facts::typed;
use crate::components::load::{Loaded, load};
use crate::domain::action::Action;
use crate::domain::customer::{Customer, CustomerKind, RelatedProvider, RelationMethod};
use crate::domain::extension::{self, CONSENT_TEXT, Consent};
use crate::domain::ids::{CustomerId, TenantId};
use crate::domain::organisation::Side;
use crate::domain::partnership::Partnership;
use crate::domain::percent::encode;
use crate::domain::refusal::RefusalCode;
use crate::i18n::{Texts, format, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};
use crate::wire::json::read_time;

/// Consents by provider, and the partnerships of the own organisation.
type Known = (Vec<(TenantId, Consent)>, Vec<Partnership>);

/// Takes what the service refuses to a partner that is not enrolled yet as nothing.
fn or_none<T>(read: Result<Vec<T>, ApiError>) -> Result<Vec<T>, ApiError> {
    match read {
        Err(error) if error.is(RefusalCode::NotEnrolled) || error.is(RefusalCode::NotFound) => Ok(Vec::new()),
        other => other,
    }
}

/// The address of the invitation of an existing customer with a provider.
pub(super) fn invitation(provider: &TenantId, customer: &CustomerId) -> String {
    format!("/indirect-providers/{}/invite?customer={}", encode(provider.as_str()), encode(customer.as_str()))
}

/// The part of the page.
#[component]
pub(super) fn RelatedPart(
    /// Whose.
    customer: Customer,
) -> impl IntoView {
    let t = use_texts();
    match use_viewer().side() {
        Side::Partner => view! { <Providers customer /> }.into_any(),
        Side::Provider => resellers(t, &customer),
    }
}

fn resellers(t: Texts, customer: &Customer) -> AnyView {
    let entries: Vec<AnyView> = customer
        .resellers
        .iter()
        .map(|reseller| {
            let mpn = reseller.mpn_id.as_ref().map(|id| t.general_mpn(id.as_str())).unwrap_or_default();
            view! { <li>{reseller.name.clone()}<span class="table__sub">{mpn}</span></li> }.into_any()
        })
        .collect();
    view! {
        <section class="card" aria-labelledby="related-title">
            <h2 class="card__title" id="related-title">{t.customers_resellers()}</h2>
            {if entries.is_empty() { t.customers_no_partner().into_any() } else { view! { <ul class="plain-list">{entries}</ul> }.into_any() }}
        </section>
    }
    .into_any()
}

#[component]
fn Providers(
    /// Whose.
    customer: Customer,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let viewer = use_viewer();
    let known: Loaded<Known> = Loaded::new({
        let id = customer.id.clone();
        move || {
            live.track();
            let (client, id) = (client.clone(), id.clone());
            async move {
                let consents = or_none(client.list_consents(&id).await)?;
                let consents = consents.into_iter().filter_map(|(partner, consent)| Some((partner.tenant, consent?)));
                Ok((consents.collect(), or_none(client.list_partnerships(Side::Partner).await)?))
            }
        }
    });
    let enrolled = viewer.0.is_enrolled();
    let forbidden = viewer.may(Action::ExtendRelationship).err();
    let navigate = leptos_router::hooks::use_navigate();
    let to = Route::Extend(customer.id.clone()).path();
    view! {
        <section class="card" aria-labelledby="related-title">
            <h2 class="card__title" id="related-title">{t.customers_providers()}</h2>
            {load(known, move |(consents, partnerships)| {
                let refusal = forbidden
                    .clone()
                    .or_else(|| extension::candidates(enrolled, &customer, &partnerships).err());
                let (navigate, to) = (navigate.clone(), to.clone());
                let invitations = invitations(t, &customer, &partnerships);
                view! {
                    {list(t, &customer, &consents)}
                    <GatedButton
                        id="extend"
                        label=t.extend_title()
                        refusal=Signal::stored(refusal)
                        kind="primary"
                        icon_name="building-multiple"
                        on_press=move || navigate(&to, leptos_router::NavigateOptions { scroll: false, ..leptos_router::NavigateOptions::default() })
                    />
                    {invitations}
                }
                    .into_any()
            })}
        </section>
    }
}

/// The way to invite the customer with a provider, which gives delegated admin privileges too.
fn invitations(t: Texts, customer: &Customer, partnerships: &[Partnership]) -> Option<AnyView> {
    let is_open = |it: &&Partnership| {
        let related = customer.provider(&it.tenant);
        it.state == crate::domain::partnership::PartnershipState::Active && related.is_none_or(|it| !it.delegated_admin)
    };
    let links: Vec<AnyView> = partnerships
        .iter()
        .filter(is_open)
        .map(|it| {
            let address = invitation(&it.tenant, &customer.id);
            let text = t.related_invite_to(&it.name);
            view! { <li><a href=address class="link">{text}</a></li> }.into_any()
        })
        .collect();
    (!links.is_empty() && customer.kind != CustomerKind::Indirect)
        .then(|| view! { <ul class="plain-list">{links}</ul> }.into_any())
}

fn list(t: Texts, customer: &Customer, consents: &[(TenantId, Consent)]) -> AnyView {
    if customer.providers.is_empty() {
        return view! { <p>{t.related_none_partner()}</p> }.into_any();
    }
    let entries: Vec<AnyView> = customer
        .providers
        .iter()
        .map(|provider| {
            let consent = consents.iter().rev().find(|(tenant, _)| *tenant == provider.tenant).map(|(_, consent)| consent);
            entry(t, customer, provider, consent)
        })
        .collect();
    view! { <ul class="related">{entries}</ul> }.into_any()
}

fn entry(t: Texts, customer: &Customer, provider: &RelatedProvider, consent: Option<&Consent>) -> AnyView {
    let since = provider.since.map(|at| format::date(t, at));
    let how = match (provider.method, since) {
        _ if customer.kind == CustomerKind::Indirect => t.related_indirect(&customer.name, &provider.name),
        (RelationMethod::Extension, Some(date)) => t.related_extension(&date),
        (RelationMethod::Invitation, Some(date)) => t.related_invitation(&date),
        (RelationMethod::Unknown, Some(date)) => t.related_since(&date),
        (method, None) => t.words_method(method.word()).unwrap_or_default(),
    };
    let admin = if provider.delegated_admin { t.related_admin() } else { t.related_no_admin() };
    view! {
        <li class="related__item">
            <h3 class="related__name">{provider.name.clone()}</h3>
            <p class="related__line">{how}</p>
            <p class="related__line">{admin}</p>
            {consent.map(|consent| record(t, customer, consent))}
        </li>
    }
    .into_any()
}

/// Who confirmed the customer's consent, when, and which text it was.
fn record(t: Texts, customer: &Customer, consent: &Consent) -> AnyView {
    let date = |at: Option<_>| at.map_or_else(|| t.general_unknown(), |at| format::date_time(t, at));
    let version = read_time(&consent.text_version).map_or_else(|| consent.text_version.clone(), |at| format::date(t, at));
    let said = t.related_consent(&date(consent.confirmed_on), &date(consent.shared_on), &consent.confirmed_by, &version);
    let note = (!consent.note.is_empty())
        .then(|| view! { <p class="related__line">{t.related_note()}" "{typed(consent.note.clone())}</p> });
    // Another version's wording is not known here any more.
    let text = (consent.text_version == CONSENT_TEXT).then(|| {
        view! {
            <details class="related__text">
                <summary>{t.related_text()}</summary>
                <p>{t.extend_consent(&customer.name)}</p>
            </details>
        }
    });
    view! { <p class="related__line">{said}</p>{note}{text} }.into_any()
}
