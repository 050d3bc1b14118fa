//! A button that copies a value, and says what came of it.

use leptos::prelude::*;

use super::clipboard;
use super::icon::button_icon;
use crate::i18n::use_texts;

/// Copies `value` when it is pressed. Where the clipboard is closed to the page, it says to copy by hand.
#[component]
pub fn CopyButton(
    /// What stands on it: which value it copies.
    #[prop(into)]
    label: String,
    /// What is copied; it goes to the clipboard and nowhere else.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    let t = use_texts();
    let said = RwSignal::new(String::new());
    let copy = move |_| {
        let value = value.clone();
        leptos::task::spawn_local(async move {
            let copied = clipboard::write(&value).await;
            said.try_set(if copied { t.copy_copied() } else { t.copy_by_hand() });
        });
    };
    view! {
        <span class="cluster">
            <button type="button" class="button" on:click=copy>
                {button_icon("copy")}
                {label}
            </button>
            <span class="field__hint" role="status">{said}</span>
        </span>
    }
}
