//! Fields: label, hint and error tied to the control. The caller decides when an error exists: on submit, never while typing.

use leptos::prelude::*;

use super::icon::icon;

/// Ids of the hint and the error of `id`, as far as they are there.
fn described_by(id: &'static str, hint: bool, error: bool) -> Option<String> {
    let parts = [(hint, "hint"), (error, "error")];
    let ids: Vec<String> = parts.into_iter().filter(|(there, _)| *there).map(|(_, part)| format!("{id}-{part}")).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// A labelled text of several lines.
#[component]
pub fn TextArea(
    /// Unique on the page; hint and error derive their ids from it.
    id: &'static str,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// A sentence about what is wanted.
    #[prop(into)]
    hint: Signal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// What is typed.
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <p class="field__hint" id=format!("{id}-hint")>{hint}</p>
            {move || error.get().map(|text| view! { <p class="field__error" id=format!("{id}-error")>{icon("error-circle")}{text}</p> })}
            <textarea
                class="field__input"
                id=id
                rows="4"
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
                aria-describedby=move || described_by(id, true, error.with(Option::is_some))
                aria-invalid=move || error.with(Option::is_some).then_some("true")
            ></textarea>
        </div>
    }
}

/// A labelled choice among words.
#[component]
pub fn SelectField(
    /// Unique on the page.
    id: &'static str,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// Value and text of each choice.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The value chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Another was chosen.
    on_change: impl Fn(String) + 'static,
) -> impl IntoView {
    let entries = move || {
        let chosen = value.get();
        options
            .get()
            .into_iter()
            .map(|(word, text)| view! { <option selected=word == chosen value=word.clone()>{text}</option> }.into_any())
            .collect::<Vec<_>>()
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <select class="field__input" id=id on:change=move |event| on_change(event_target_value(&event))>{entries}</select>
        </div>
    }
}
