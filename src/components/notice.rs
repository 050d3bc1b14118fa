//! Messages within a page.

use leptos::prelude::*;

use super::icon::icon;

/// The icon of a tone.
const fn icon_of(tone: &str) -> &'static str {
    match tone.as_bytes() {
        b"success" => "checkmark-circle",
        b"warning" => "warning",
        b"danger" => "error-circle",
        _ => "info",
    }
}

/// A message with a title, a text, and perhaps actions below.
#[component]
pub fn Notice(
    /// `info`, `success`, `warning`, `danger`.
    tone: &'static str,
    /// What it says first.
    #[prop(into)]
    title: String,
    /// More of it; may be empty.
    #[prop(optional, into)]
    body: String,
    /// A stable code, shown small.
    #[prop(optional, into)]
    code: String,
    /// Actions below it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="notice" data-tone=tone>
            {icon(icon_of(tone))}
            <p class="notice__title">{title}</p>
            {(!body.is_empty()).then(|| view! { <p class="notice__body">{body}</p> })}
            {children.map(|children| view! { <div class="notice__actions">{children()}</div> })}
            {(!code.is_empty()).then(|| view! { <small class="notice__code code">{code}</small> })}
        </div>
    }
}
