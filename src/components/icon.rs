//! Icons out of the sprite: decoration beside words, never instead of them.

use leptos::prelude::*;

/// The icon `name` of icons.svg, hidden from screen readers.
pub fn icon(name: &'static str) -> AnyView {
    view! { <svg class="icon" aria-hidden="true"><use href=format!("icons.svg#{name}") /></svg> }.into_any()
}

/// The same, in a button.
pub fn button_icon(name: &'static str) -> AnyView {
    view! { <svg class="button__icon" aria-hidden="true"><use href=format!("icons.svg#{name}") /></svg> }.into_any()
}
