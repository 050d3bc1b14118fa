//! The editor of every e-mail draft: free text around a link that cannot be lost (R54, R55).

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::icon::{button_icon, icon};
use super::load::Loaded;
use super::trouble::Trouble;
use crate::api::error::ApiError;
use crate::domain::draft::{Draft, LinkState};
use crate::domain::refusal::Refusal;
use crate::i18n::{Language, explain, use_texts};
use crate::storage::Keep;

/// How a draft was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandedOver {
    /// Opened in the mail client.
    MailClient,
    /// Copied to the clipboard.
    Clipboard,
}

/// A draft with its language, ready to be edited.
#[component]
pub fn DraftEditor(
    /// Names the draft in the browser's store: an edited text survives a reload under it.
    key: String,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The language to begin with.
    language: Language,
    /// Makes the draft in a language: loads its templates.
    make: Callback<Language, Loaded<Draft>>,
    /// The text left for the mail client or the clipboard; whether it was sent nobody knows.
    on_handed_over: Callback<(HandedOver, Language, Draft)>,
    /// **Done** was pressed.
    on_done: Callback<()>,
    /// What recording the hand-over came to, where it failed.
    #[prop(into)]
    error: Signal<Option<ApiError>>,
) -> impl IntoView {
    let t = use_texts();
    let kept = Keep::Tab.get(&format!("draft.{key}"));
    let kept: Vec<String> = kept.map(|text| text.splitn(4, '\u{1f}').map(str::to_owned).collect()).unwrap_or_default();
    let kept_language = kept.first().and_then(|tag| Language::parse(tag));
    let chosen = RwSignal::new(kept_language.unwrap_or(language));
    let to = RwSignal::new(String::new());
    let subject = RwSignal::new(String::new());
    let body = RwSignal::new(String::new());
    let link = RwSignal::new(String::new());
    let ready = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let failed = RwSignal::new(None::<ApiError>);
    let edited = RwSignal::new(kept.len() == 4);

    // What was kept stands for the first draft; another language makes a new one.
    let pending_kept = StoredValue::new((kept.len() == 4).then_some(kept));
    let made = Memo::new(move |_| chosen.get());
    let drafting = RwSignal::new(None::<Loaded<Draft>>);
    Effect::new(move |_| drafting.set(Some(make.run(made.get()))));
    Effect::new(move |_| {
        let draft = match drafting.get().and_then(Loaded::get) {
            Some(Ok(draft)) => draft,
            Some(Err(why)) => return failed.set(Some(why)),
            None => return,
        };
        failed.set(None);
        link.set(draft.link);
        match pending_kept.try_update_value(Option::take).flatten() {
            Some(kept) => {
                to.set(kept[1].clone());
                subject.set(kept[2].clone());
                body.set(kept[3].clone());
            }
            None => {
                to.set(draft.to);
                subject.set(draft.subject);
                body.set(draft.body);
            }
        }
        ready.set(true);
    });
    let draft = Signal::derive(move || Draft { to: to.get(), subject: subject.get(), body: body.get(), link: link.get() });
    let store_key = StoredValue::new(format!("draft.{key}"));
    Effect::new(move |_| {
        let now = draft.get();
        if ready.get() && edited.get() {
            let text = [chosen.get().tag(), &now.to, &now.subject, &now.body].join("\u{1f}");
            store_key.with_value(|name| Keep::Tab.set(name, &text));
        }
    });
    let state = Memo::new(move |_| draft.get().link_state());
    let held = move || (ready.get() && state.get() != LinkState::Whole).then_some("true");
    let body_node = NodeRef::<html::Textarea>::new();
    let forget = move || store_key.with_value(|name| Keep::Tab.remove(name));

    let copy = move || {
        let text = draft.get_untracked().as_text();
        leptos::task::spawn_local(async move {
            let clipboard = window().navigator().clipboard();
            let copied = JsFuture::from(clipboard.write_text(&text)).await.is_ok();
            if copied {
                said.try_set(t.draft_copied());
                on_handed_over.run((HandedOver::Clipboard, chosen.get_untracked(), draft.get_untracked()));
            } else if let Some(area) = body_node.get_untracked() {
                // The clipboard is denied: the text is selected, the person's own keys copy it.
                let _ = area.focus();
                area.select();
                said.try_set(t.draft_copy_by_hand());
                on_handed_over.run((HandedOver::Clipboard, chosen.get_untracked(), draft.get_untracked()));
            }
        });
    };
    let open = move || match draft.get_untracked().mailto() {
        Some(address) => {
            // Following a mailto address leaves the page where it is.
            let _ = window().location().set_href(&address);
            said.set(t.draft_opened());
            on_handed_over.run((HandedOver::MailClient, chosen.get_untracked(), draft.get_untracked()));
        }
        None => {
            said.set(t.draft_too_long());
            copy();
        }
    };
    let allowed = move || ready.get_untracked() && state.get_untracked() == LinkState::Whole;
    let done = move || {
        forget();
        on_done.run(());
    };
    // The three ways to let go of the text wait while its link is not whole.
    let hand = |kind: &'static str, icon_name: &'static str, label: String, act: Box<dyn Fn()>| {
        view! {
            <button
                type="button"
                class="button"
                data-kind=(!kind.is_empty()).then_some(kind)
                aria-disabled=held
                aria-describedby="draft-link"
                on:click=move |_| {
                    if allowed() {
                        act();
                    }
                }
            >
                {(!icon_name.is_empty()).then(|| button_icon(icon_name))}
                {label}
            </button>
        }
        .into_any()
    };
    let languages = move || {
        Language::ALL
            .into_iter()
            .map(|language| view! { <option value=language.tag() selected=language == chosen.get() lang=language.tag()>{language.own_name()}</option> }.into_any())
            .collect::<Vec<_>>()
    };
    let link_line = move || {
        if !ready.get() {
            return ().into_any();
        }
        match state.get().refusal() {
            None => view! { {icon("checkmark-circle")}<p class="draft__link-text">{t.draft_link_whole()}</p> }.into_any(),
            Some(code) => {
                let explained = explain::refusal(t, &Refusal::new(code));
                view! {
                    {icon("link-dismiss")}
                    <p class="draft__link-text">
                        <strong>{explained.says}</strong>
                        " "
                        {explained.next}
                        " "
                        <small class="code">{explained.code}</small>
                    </p>
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| {
                            body.set(draft.get_untracked().restored());
                            edited.set(true);
                            if let Some(area) = body_node.get_untracked() {
                                let _ = area.focus();
                            }
                        }
                    >
                        {button_icon("arrow-undo")}
                        {t.draft_restore()}
                    </button>
                }
                .into_any()
            }
        }
    };
    view! {
        <section class="draft" aria-labelledby="draft-title">
            <div class="draft__bar">
                <h2 class="draft__title" id="draft-title">{title}</h2>
                <div class="draft__language">
                    <label for="draft-language">{t.draft_language()}</label>
                    <select
                        class="field__input"
                        id="draft-language"
                        on:change=move |event| {
                            if let Some(language) = Language::parse(&event_target_value(&event)) {
                                edited.set(false);
                                forget();
                                chosen.set(language);
                            }
                        }
                    >
                        {languages}
                    </select>
                </div>
            </div>
            <div class="draft__row">
                <label class="draft__label" for="draft-to">{t.draft_to()}</label>
                <input
                    class="draft__input"
                    id="draft-to"
                    type="email"
                    autocomplete="off"
                    prop:value=to
                    on:input=move |event| {
                        edited.set(true);
                        to.set(event_target_value(&event));
                    }
                />
            </div>
            <div class="draft__row">
                <label class="draft__label" for="draft-subject">{t.draft_subject()}</label>
                <input
                    class="draft__input"
                    id="draft-subject"
                    lang=move || chosen.get().tag()
                    prop:value=subject
                    on:input=move |event| {
                        edited.set(true);
                        subject.set(event_target_value(&event));
                    }
                />
            </div>
            <label class="visually-hidden" for="draft-body">{t.draft_body()}</label>
            <textarea
                class="draft__body"
                id="draft-body"
                rows="14"
                lang=move || chosen.get().tag()
                node_ref=body_node
                aria-describedby="draft-link"
                prop:value=body
                on:input=move |event| {
                    edited.set(true);
                    body.set(event_target_value(&event));
                }
            ></textarea>
            <div class="draft__link" id="draft-link" role="status" data-tone=move || if state.get() == LinkState::Whole { "success" } else { "danger" }>
                {link_line}
            </div>
            {move || error.get().or_else(|| failed.get()).map(|error| view! { <Trouble error /> })}
            <div class="draft__actions">
                {hand("primary", "mail", t.draft_open(), Box::new(open))}
                {hand("", "copy", t.draft_copy(), Box::new(copy))}
                {hand("", "", t.draft_done(), Box::new(done))}
                <p class="draft__note" role="status">{said}</p>
            </div>
        </section>
    }
}
