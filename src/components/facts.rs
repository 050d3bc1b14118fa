//! Labels with their values.

use leptos::prelude::*;

/// A list of labels and values.
pub fn facts(pairs: Vec<(String, AnyView)>) -> AnyView {
    let items: Vec<AnyView> = pairs
        .into_iter()
        .map(|(label, value)| {
            view! { <div class="facts__item"><dt class="facts__label">{label}</dt><dd class="facts__value">{value}</dd></div> }
                .into_any()
        })
        .collect();
    view! { <dl class="facts">{items}</dl> }.into_any()
}

/// An id: to be read sign by sign, and copied.
pub fn code(text: &str) -> AnyView {
    view! { <code class="code">{text.to_owned()}</code> }.into_any()
}
