//! What stands where a list has nothing to show. It is no heading: it begins no part of the page.

use leptos::prelude::*;

use super::icon::icon;

/// An empty list: what would be here, and what one can do.
#[component]
pub fn Empty(
    /// Name of its icon.
    icon_name: &'static str,
    /// What there is none of.
    #[prop(into)]
    title: String,
    /// What it would be, and how it comes about.
    #[prop(into)]
    text: String,
    /// What one can do.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            {icon(icon_name)}
            <p class="empty__title">{title}</p>
            <p class="empty__text">{text}</p>
            {children.map(|children| view! { <div class="empty__actions">{children()}</div> })}
        </div>
    }
}
