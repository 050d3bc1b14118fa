//! On paper: the way there, and where it came from.

use leptos::prelude::*;

use crate::components::icon::button_icon;
use crate::i18n::format::{self, use_now};
use crate::i18n::use_texts;

/// Prints the page.
#[component]
pub(super) fn PrintButton() -> impl IntoView {
    let t = use_texts();
    view! {
        <button type="button" class="button" on:click=move |_| {
            // A browser that prints nothing says so itself.
            let _ = window().print();
        }>
            {button_icon("document")}
            {t.history_print()}
        </button>
    }
}

/// When and from which address the page was printed: to be read on paper alone.
#[component]
pub(super) fn Printed() -> impl IntoView {
    let t = use_texts();
    let now = use_now();
    // An address of this page, as it is now: filters and view are in it.
    let address = move || {
        leptos_router::hooks::use_location().search.track();
        window().location().href().unwrap_or_default()
    };
    view! { <p class="print-only small">{move || t.history_printed(&address(), &format::date_time(t, now.get()))}</p> }
}
