//! The designers' gallery: every screen in every state, by flow and step, each a link (static-mode.md; R163).

#[cfg(feature = "static-mode")]
mod business;
pub mod components;
#[cfg(feature = "static-mode")]
mod customer;
#[cfg(feature = "static-mode")]
mod enrolment;
#[cfg(feature = "static-mode")]
mod partner;
#[cfg(feature = "static-mode")]
mod partnership;
mod pieces;
#[cfg(feature = "static-mode")]
mod provider;
#[cfg(feature = "static-mode")]
mod provider_customer;
#[cfg(feature = "static-mode")]
mod provider_partnership;
pub mod setting;
mod specimens;
#[cfg(feature = "static-mode")]
mod start;
pub mod tour;
#[cfg(feature = "static-mode")]
mod trouble;

use leptos::prelude::*;

use crate::api::error::ApiError;
use crate::components::heading::PageHeading;
use crate::components::icon::icon;
use crate::components::link::Link;
use crate::components::trouble::Trouble;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::use_texts;
use crate::route::Route;
use crate::viewer::Preview;

/// One entry: the step, and the address that shows it.
struct Entry {
    step: &'static str,
    address: &'static str,
}

/// The flows in their order, each with its screens.
#[cfg(feature = "static-mode")]
const FLOWS: &[(&str, &[Entry])] = &[
    ("start", start::ENTRIES),
    ("enrolment", enrolment::ENTRIES),
    ("partnership", partnership::ENTRIES),
    ("customer", customer::ENTRIES),
    ("partner", partner::ENTRIES),
    ("provider-partnership", provider_partnership::ENTRIES),
    ("provider-customer", provider_customer::ENTRIES),
    ("provider", provider::ENTRIES),
    ("business", business::ENTRIES),
    ("trouble", trouble::ENTRIES),
];

/// A build for a live API alone has nothing of the sample, and no addresses into it.
#[cfg(not(feature = "static-mode"))]
const FLOWS: &[(&str, &[Entry])] = &[];

/// The address of an entry, from anywhere: the page is loaded anew by it, and steps on from there in a tour.
fn address_of(entry: &Entry, in_tour: bool) -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let tour = if in_tour { format!("&tour={}", entry.step) } else { String::new() };
    format!("{}{}{tour}", base.trim_end_matches('/'), entry.address)
}

/// The gallery; in live mode there is none.
#[component]
pub fn DesignPage() -> impl IntoView {
    let t = use_texts();
    let is_preview = use_context::<Preview>().is_some();
    let wanted = RwSignal::new(String::new());
    let list = move || {
        let wanted = wanted.get().to_lowercase();
        FLOWS
            .iter()
            .map(|(flow, entries)| {
                let title = t.words_flow(flow).unwrap_or_default();
                let links: Vec<AnyView> = entries
                    .iter()
                    .map(|entry| (t.words_screen(entry.step).unwrap_or_default(), entry))
                    .filter(|(step, entry)| step.to_lowercase().contains(&wanted) || title.to_lowercase().contains(&wanted) || entry.address.contains(&wanted))
                    .map(|(step, entry)| {
                        let to = address_of(entry, false);
                        view! { <li><a href=to rel="external">{step}</a><span class="table__sub code">{entry.address}</span></li> }.into_any()
                    })
                    .collect();
                let first = entries.first().map(|entry| {
                    view! { <a href=address_of(entry, true) rel="external">{t.tour_begin(&title)}</a> }
                });
                (!links.is_empty())
                    .then(|| {
                        view! {
                            <section class="section">
                                <div class="cluster" data-align="between"><h2 class="card__title">{title.clone()}</h2>{first}</div>
                                <ul class="columns">{links}</ul>
                            </section>
                        }
                    })
            })
            .collect::<Vec<_>>()
    };
    view! {
        <PageHeading title=t.design_title() lead=t.design_lead() />
        {if is_preview {
            view! {
                <div class="toolbar" role="search">
                    <div class="field search">
                        <label class="field__label" for="design-search">{t.design_search()}</label>
                        {icon("search")}
                        <input class="field__input" id="design-search" type="search" on:input=move |event| wanted.set(event_target_value(&event)) />
                    </div>
                    <Link to=Route::DesignComponents>{t.design_components()}</Link>
                </div>
                {list}
            }
                .into_any()
        } else {
            view! { <Trouble error=ApiError::refused(Refusal::new(RefusalCode::NotFound)) /> }.into_any()
        }}
    }
}
