//! Icons out of the sprites: decoration beside words, never instead of them.

use leptos::prelude::*;

/// The icons of the first page: in a sprite of their own, so that it waits for no others. `style/generate.mjs` reads this list.
const FIRST: [&str; 20] = [
    "home",
    "people",
    "settings",
    "building",
    "building-multiple",
    "arrow-swap",
    "checkmark",
    "checkmark-circle",
    "error-circle",
    "warning",
    "info",
    "clock",
    "dismiss",
    "chevron-down",
    "arrow-reset",
    "arrow-sync",
    "lock-closed",
    "beaker",
    "navigation",
    "hourglass",
];

/// Where the symbol `name` lies.
fn address(name: &str) -> String {
    let sprite = if FIRST.contains(&name) { "icons.svg" } else { "parts/later-icons.svg" };
    format!("{sprite}#{name}")
}

/// The icon `name`, hidden from screen readers.
pub fn icon(name: &'static str) -> AnyView {
    view! { <svg class="icon" aria-hidden="true"><use href=address(name) /></svg> }.into_any()
}

/// The same, in a button.
pub fn button_icon(name: &'static str) -> AnyView {
    view! { <svg class="button__icon" aria-hidden="true"><use href=address(name) /></svg> }.into_any()
}
