//! Links within the app.

use leptos::prelude::*;
use leptos_router::components::A;

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
