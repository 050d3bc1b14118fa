//! Links within the app.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::use_texts;
use crate::route::Route;

/// A link to a page; the router turns it into an address below the base.
#[component]
pub fn Link(
    /// Where to.
    to: Route,
    /// CSS class.
    #[prop(optional)]
    class: &'static str,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! { <A href=to.path() attr:class=class>{children()}</A> }
}

/// A link that leaves the app, in a tab of its own; it says so.
#[component]
pub fn OutLink(
    /// Where to.
    #[prop(into)]
    to: String,
    /// CSS class.
    #[prop(default = "link")]
    class: &'static str,
    /// Saves what it leads to, under this name, where the browser may.
    #[prop(optional, into)]
    download: Option<String>,
    /// What it says.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let t = use_texts();
    view! {
        <a class=class href=to target="_blank" rel="noopener noreferrer" download=download>
            {label}
            <span class="visually-hidden">{format!(" ({})", t.general_new_tab())}</span>
        </a>
    }
}
