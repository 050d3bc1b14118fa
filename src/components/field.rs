//! Fields: label, hint and error tied to the control. The caller decides when an error exists: on submit, never while typing.

use leptos::prelude::*;

use super::icon::icon;

/// Ids of the hint and the error of `id`, as far as they are there.
fn described_by(id: &'static str, hint: bool, error: bool) -> Option<String> {
    let parts = [(hint, "hint"), (error, "error")];
    let ids: Vec<String> = parts.into_iter().filter(|(there, _)| *there).map(|(_, part)| format!("{id}-{part}")).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// A labelled text of one line.
#[component]
pub fn TextField(
    /// Unique on the page; hint and error derive their ids from it.
    id: &'static str,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// A sentence about what is wanted.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// What is typed.
    value: RwSignal<String>,
    /// What the browser's keyboard and checks go by: `text`, `email`, `tel`, `url`, `number`, `date`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in by itself, in HTML's words.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Shown, and never to be changed here.
    #[prop(optional, into)]
    read_only: Signal<bool>,
    /// Left by the person, such as to check something that takes the service.
    #[prop(optional, into)]
    on_left: Option<Callback<()>>,
) -> impl IntoView {
    let has_hint = hint.is_some();
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
            {move || error_line(id, error.get())}
            <input
                class="field__input"
                id=id
                type=kind
                autocomplete=autocomplete
                readonly=read_only
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
                on:change=move |_| {
                    if let Some(on_left) = on_left {
                        on_left.run(());
                    }
                }
                aria-describedby=move || described_by(id, has_hint, error.with(Option::is_some))
                aria-invalid=move || error.with(Option::is_some).then_some("true")
            />
        </div>
    }
}

/// A box to tick, with what it says.
#[component]
pub fn CheckField(
    /// Unique on the page; hint and error derive their ids from it.
    id: &'static str,
    /// What is said by ticking it.
    #[prop(into)]
    label: Signal<String>,
    /// A sentence about it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Whether it is ticked.
    value: RwSignal<bool>,
    /// Cannot be ticked by this person, or now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let has_hint = hint.is_some();
    view! {
        <div class="check">
            <input
                class="check__input"
                type="checkbox"
                id=id
                prop:checked=value
                disabled=disabled
                on:change=move |event| value.set(event_target_checked(&event))
                aria-describedby=move || described_by(id, has_hint, error.with(Option::is_some))
                aria-invalid=move || error.with(Option::is_some).then_some("true")
            />
            <label class="check__label" for=id>{label}</label>
            {hint.map(|hint| view! { <p class="check__hint" id=format!("{id}-hint")>{hint}</p> })}
            {move || error_line(id, error.get())}
        </div>
    }
}

/// What is wrong with the control `id`.
fn error_line(id: &'static str, text: Option<String>) -> Option<AnyView> {
    text.map(|text| view! { <p class="field__error" id=format!("{id}-error")>{icon("error-circle")}{text}</p> }.into_any())
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
            {move || error_line(id, error.get())}
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
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
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
            {move || error_line(id, error.get())}
            <select
                class="field__input"
                id=id
                on:change=move |event| on_change(event_target_value(&event))
                aria-describedby=move || described_by(id, false, error.with(Option::is_some))
                aria-invalid=move || error.with(Option::is_some).then_some("true")
            >
                {entries}
            </select>
        </div>
    }
}
