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

/// What a person typed, such as a reason: in which language and direction nobody knows, so neither is taken from the screen.
pub fn typed(text: String) -> AnyView {
    view! { <bdi lang="">{text}</bdi> }.into_any()
}

/// In which language the service writes what it says itself, such as the description of an error: its samples have no other, whatever
/// `X-Locale` asks for (api/partner-center.md 1.2, 2026-11-21).
pub const SERVICE_LANGUAGE: &str = "en";

/// Words of the service, as they came: a screen reader reads them as what they are.
pub fn of_service(text: String) -> AnyView {
    view! { <span lang=SERVICE_LANGUAGE>{text}</span> }.into_any()
}
