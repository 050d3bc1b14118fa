//! Stepping through a flow of the gallery, screen by screen: a bar above the page, and in a dialog that is open, as long as the tab is
//! on a tour.

use leptos::prelude::*;

use super::{Entry, FLOWS, address_of};
use crate::components::dialog::Beside;
use crate::components::icon::button_icon;
use crate::components::link::Link;
use crate::i18n::use_texts;
use crate::route::Route;
use crate::storage::Keep;

/// Under which name the tab keeps the step that it shows; the address sets it.
const KEPT: &str = "tour";

/// Where a step stands: its flow, the flow's screens, and its place among them.
fn place_of(step: &str) -> Option<(&'static str, &'static [Entry], usize)> {
    FLOWS.iter().find_map(|(flow, entries)| Some((*flow, *entries, entries.iter().position(|entry| entry.step == step)?)))
}

/// The bar: which screen of which flow this is, the ones before and after it, and the way out.
#[component]
pub fn TourBar() -> impl IntoView {
    let t = use_texts();
    let beside = expect_context::<Beside>();
    let bar = move |(flow, entries, place): (&'static str, &'static [Entry], usize)| {
        let screen = t.words_screen(entries[place].step).unwrap_or_default();
        let (number, count) = ((place + 1).to_string(), entries.len().to_string());
        let before = place.checked_sub(1).and_then(|before| entries.get(before)).map(|entry| {
            view! { <a class="button" rel="external prev" href=address_of(entry, true)>{button_icon("chevron-left")}{t.tour_previous()}</a> }
        });
        let after = entries.get(place + 1).map(|entry| {
            view! { <a class="button" rel="external next" href=address_of(entry, true)>{t.tour_next()}{button_icon("chevron-right")}</a> }
        });
        let end = move |_| {
            Keep::Tab.remove(KEPT);
            beside.shown.set(false);
        };
        view! {
            <nav class="tour" aria-label=t.tour_label()>
                <p class="tour__text">
                    {t.words_flow(flow)}
                    ": "
                    <strong>{screen}</strong>
                    " "
                    <span class="tour__place">{t.tour_place(&count, &number)}</span>
                </p>
                <div class="cluster">
                    {before}
                    {after}
                    <Link to=Route::Design class="button">{t.design_title()}</Link>
                    <button type="button" class="button" data-kind="subtle" on:click=end>{button_icon("dismiss")}{t.tour_end()}</button>
                </div>
            </nav>
        }
    };
    move || {
        t.track();
        Keep::Tab.get(KEPT).as_deref().and_then(place_of).map(bar)
    }
}
