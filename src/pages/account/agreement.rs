//! The Microsoft Customer Agreement of a customer: how it stands, what that means for the move, and the remedy (R82 to R88).

use leptos::prelude::*;

use super::attest::Attest;
use crate::api::Client;
use crate::api::error::Cause;
use crate::components::badge::badge;
use crate::components::draft::DraftEditor;
use crate::components::icon::button_icon;
use crate::components::load::{Loaded, Loading};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::agreement::Agreement;
use crate::domain::customer::{AgreementState, Customer};
use crate::domain::organisation::Side;
use crate::domain::refusal::RefusalCode;
use crate::i18n::mail::Template;
use crate::i18n::{Texts, format, use_texts};
use crate::pages::{mail, use_query_word};
use crate::route::Route;
use crate::viewer::{Viewer, use_live, use_viewer};

/// The word of the draft to the provider, in the address.
const DRAFT: &str = "agreement";

/// The part of the page.
#[component]
pub(super) fn AgreementPart(
    /// Whose.
    customer: Customer,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let side = viewer.side();
    let related = !customer.providers.is_empty();
    let in_force = customer.agreement.in_force(related).is_ok();
    let state = t.words_agreement(customer.agreement.word()).unwrap_or_default();
    let mark = if in_force {
        badge("success", "checkmark-circle", t.mca_in_force())
    } else {
        badge("warning", "warning", t.mca_not_in_force())
    };
    let remedy = match side {
        Side::Provider => view! { <Attest customer=customer.clone() /> }.into_any(),
        // An acceptance in the admin center is retained by itself.
        Side::Partner if in_force || customer.agreement == AgreementState::AdminCenter => ().into_any(),
        Side::Partner => view! { <AskProvider customer=customer.clone() viewer /> }.into_any(),
    };
    view! {
        <section class="card" aria-labelledby="mca-title">
            <div class="card__header">
                <h2 class="card__title" id="mca-title">{t.customers_agreement()}</h2>
                {mark}
                <p class="card__lead">{t.mca_lead()}</p>
            </div>
            <p><strong>{state}</strong>": "{meaning(t, side, &customer)}</p>
            {remedy}
            <Recorded customer />
        </section>
    }
}

/// What the state means for the move.
fn meaning(t: Texts, side: Side, customer: &Customer) -> String {
    let name = customer.name.as_str();
    let provider = customer.providers.first().map_or_else(|| t.general_provider(), |provider| provider.name.clone());
    match (customer.agreement, side) {
        (AgreementState::Missing, Side::Partner) => t.mca_missing(name, &provider),
        (AgreementState::Missing, Side::Provider) => t.mca_missing_provider(name),
        (AgreementState::AdminCenter, _) if customer.providers.is_empty() => t.mca_admin_center_waits(name),
        (AgreementState::AdminCenter, _) => t.mca_admin_center(name),
        (AgreementState::PartnerAttested, Side::Partner) => t.mca_attested(&provider),
        (AgreementState::PartnerAttested, Side::Provider) => t.mca_attested_provider(),
        (AgreementState::Provider, _) => t.mca_provider(&provider),
        (AgreementState::Unknown, _) => t.mca_unknown(&provider),
    }
}

/// The draft that asks the provider to have the acceptance recorded (R84).
#[component]
fn AskProvider(
    /// Whose agreement.
    customer: Customer,
    /// Who asks.
    viewer: Viewer,
) -> impl IntoView {
    let t = use_texts();
    let (word, set_word) = use_query_word("draft");
    let asked = Memo::new(move |_| word.get() == DRAFT);
    let provider = customer.providers.first().map_or_else(|| t.general_provider(), |provider| provider.name.clone());
    let set = set_word.clone();
    move || {
        if !asked.get() {
            let set = set.clone();
            return view! {
                <div class="cluster">
                    <button type="button" class="button" on:click=move |_| set(DRAFT)>{button_icon("mail")}{t.mca_ask()}</button>
                </div>
            }
            .into_any();
        }
        let values = vec![
            ("customer", customer.name.clone()),
            ("contact", provider.clone()),
            ("provider", provider.clone()),
            ("partner", viewer.0.organisation.name.clone()),
            ("sender", viewer.0.name.clone()),
        ];
        let link = mail::address_of(&Route::Account(customer.id.clone()).path());
        let set = set_word.clone();
        view! {
            <DraftEditor
                key=format!("agreement.{}", customer.id)
                title=t.mca_draft(&provider)
                language=t.language()
                make=mail::make(Template::AgreementRequest, "", Some(link), values)
                on_done=Callback::new(move |()| set(""))
                forbidden=viewer.may(Action::InviteCustomers).err()
            />
        }
        .into_any()
    }
}

/// What the own organisation confirmed; nothing where nothing can be read.
#[component]
fn Recorded(
    /// Whose agreement.
    customer: Customer,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let read = Loaded::new(move || {
        live.track();
        let (client, id) = (client.clone(), customer.id.clone());
        async move {
            match client.list_agreements(&id).await {
                // What cannot be read counts as unknown (R88); the state above says so.
                Err(error) if unreadable(&error.cause) => Ok(Vec::new()),
                other => other,
            }
        }
    });
    move || match read.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(list)) => recorded(t, &list),
        Some(Err(error)) => view! { <Trouble error on_retry=Callback::new(move |()| read.refetch()) /> }.into_any(),
    }
}

fn unreadable(cause: &Cause) -> bool {
    let Cause::Refused(refusal) = cause else { return false };
    matches!(refusal.code, RefusalCode::CustomerNotMoved | RefusalCode::RoleRequired | RefusalCode::NotFound)
}

fn recorded(t: Texts, list: &[Agreement]) -> AnyView {
    let rows: Vec<AnyView> = list
        .iter()
        .filter(|agreement| agreement.counts())
        .map(|agreement| {
            let contact = &agreement.contact;
            let name = format!("{} {}", contact.first_name, contact.last_name);
            let date = agreement.agreed.map_or_else(|| t.general_unknown(), |at| format::date(t, at));
            view! { <li>{t.mca_recorded_row(&date, &contact.email, &name)}</li> }.into_any()
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! { <h3 class="related__name">{t.mca_recorded()}</h3><ul class="plain-list">{rows}</ul> }.into_any()
}
