//! Links within the app.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::i18n::use_texts;
use crate::route::Route;

/// A link to a page. It never says that it leads to the page one is on: that is said by [`NavLink`] alone, and once.
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
    view! { <a href=to.path() class=class>{children()}</a> }
}

/// A link of a navigation, which says where one is.
#[component]
pub fn NavLink(
    /// Where to.
    to: Route,
    /// CSS class.
    class: &'static str,
    /// Whether it stands for the pages below it too.
    #[prop(optional)]
    with_below: bool,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let (path, here) = (to.path(), use_location().pathname);
    let href = path.clone();
    let is_here = move || {
        let here = here.read();
        let rest = here.strip_prefix(path.trim_end_matches('/'));
        rest.is_some_and(|rest| rest.is_empty() || rest == "/" || with_below && rest.starts_with('/'))
    };
    view! { <a href=href class=class aria-current=move || is_here().then_some("page")>{children()}</a> }
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
