//! A new version of the app waits: says so, and takes it when the person wants (public/offline.js).

use leptos::prelude::*;

use crate::components::icon::button_icon;
use crate::i18n::use_texts;

/// What public/offline.js says when a new version has been fetched.
const ARRIVED: &str = "crossover-new-version";
/// What it waits for.
const WANTED: &str = "crossover-renew";

/// The notice; nothing while there is no new version.
#[component]
pub(super) fn Renewal() -> impl IntoView {
    let t = use_texts();
    // It may have come before the app stood.
    let marked = || document().document_element().is_some_and(|root| root.has_attribute("data-new-version"));
    let waits = RwSignal::new(marked());
    let listener = window_event_listener_untyped(ARRIVED, move |_| {
        waits.try_set(true);
    });
    on_cleanup(move || listener.remove());
    let renew = |_| {
        if let Ok(event) = web_sys::Event::new(WANTED) {
            // Nobody refuses it.
            let _ = window().dispatch_event(&event);
        }
    };
    view! {
        <div class="renewal" role="status">
            {move || {
                waits.get().then(|| view! {
                    <p>{t.frame_new_version()}</p>
                    <button type="button" class="button" on:click=renew>{button_icon("arrow-sync")}{t.frame_renew()}</button>
                })
            }}
        </div>
    }
}
