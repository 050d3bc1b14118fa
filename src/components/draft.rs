//! The editor of every e-mail draft: free text around a link that cannot be lost (R54, R55).

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::button::GateReason;
use super::heading::arrive_at;
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

/// Says whether the clipboard took `text`. On an address that is not secure the browser has none.
async fn write_to_clipboard(text: &str) -> bool {
    let navigator = window().navigator();
    let there = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    there && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
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
    /// Why the person may not hand it over, if so.
    forbidden: Option<Refusal>,
    /// What recording the hand-over came to, where it failed.
    #[prop(into)]
    error: Signal<Option<ApiError>>,
) -> impl IntoView {
    let t = use_texts();
    let name = StoredValue::new(format!("draft.{key}"));
    // The language chosen last is kept, and the edited text of each language beside it.
    let name_in = move |language: Language| name.with_value(|name| format!("{name}.{}", language.tag()));
    let kept_in = move |language: Language| -> Option<[String; 3]> {
        let parts: Vec<String> = Keep::Tab.get(&name_in(language))?.splitn(3, '\u{1f}').map(str::to_owned).collect();
        parts.try_into().ok()
    };
    let kept_language = name.with_value(|name| Keep::Tab.get(name)).and_then(|tag| Language::parse(&tag));
    let chosen = RwSignal::new(kept_language.unwrap_or(language));
    let to = RwSignal::new(String::new());
    let subject = RwSignal::new(String::new());
    let body = RwSignal::new(String::new());
    let link = RwSignal::new(String::new());
    let ready = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let failed = RwSignal::new(None::<ApiError>);
    let edited = RwSignal::new(false);

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
        let kept = kept_in(chosen.get_untracked());
        edited.set(kept.is_some());
        let [kept_to, kept_subject, kept_body] = kept.unwrap_or([draft.to, draft.subject, draft.body]);
        to.set(kept_to);
        subject.set(kept_subject);
        body.set(kept_body);
        ready.set(true);
    });
    let draft = Signal::derive(move || Draft { to: to.get(), subject: subject.get(), body: body.get(), link: link.get() });
    Effect::new(move |_| {
        let now = draft.get();
        if ready.get() && edited.get() {
            let text = [now.to.as_str(), &now.subject, &now.body].join("\u{1f}");
            Keep::Tab.set(&name_in(chosen.get()), &text);
        }
    });
    let state = Memo::new(move |_| draft.get().link_state());
    let may = forbidden.is_none();
    let held = move || (!may || !ready.get() || state.get() != LinkState::Whole).then_some("true");
    let body_node = NodeRef::<html::Textarea>::new();
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            arrive_at(&heading);
        }
    });
    let forget = move || {
        name.with_value(|name| Keep::Tab.remove(name));
        for language in Language::ALL {
            Keep::Tab.remove(&name_in(language));
        }
    };

    let copy = move || {
        let text = draft.get_untracked().as_text();
        leptos::task::spawn_local(async move {
            let copied = write_to_clipboard(&text).await;
            // The person may have left the draft while the browser asked for its leave.
            let (Some(language), Some(draft)) = (chosen.try_get_untracked(), draft.try_get_untracked()) else { return };
            if copied {
                said.set(t.draft_copied());
                on_handed_over.run((HandedOver::Clipboard, language, draft));
            } else if let Some(area) = body_node.get_untracked() {
                // The clipboard is denied: the text is selected, the person's own keys copy it.
                let _ = area.focus();
                area.select();
                said.set(t.draft_copy_by_hand());
                on_handed_over.run((HandedOver::Clipboard, language, draft));
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
    let allowed = move || may && ready.get_untracked() && state.get_untracked() == LinkState::Whole;
    let done = move || {
        forget();
        on_done.run(());
    };
    let reason = if may { "draft-link" } else { "draft-why" };
    // The three ways to let go of the text wait while its link is not whole.
    let hand = |kind: &'static str, icon_name: &'static str, label: String, act: Box<dyn Fn()>| {
        view! {
            <button
                type="button"
                class="button"
                data-kind=(!kind.is_empty()).then_some(kind)
                aria-disabled=held
                aria-describedby=reason
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
                <h2 class="draft__title" id="draft-title" tabindex="-1" node_ref=heading>{title}</h2>
                <div class="draft__language">
                    <label for="draft-language">{t.draft_language()}</label>
                    <select
                        class="field__input"
                        id="draft-language"
                        on:change=move |event| {
                            if let Some(language) = Language::parse(&event_target_value(&event)) {
                                ready.set(false);
                                edited.set(false);
                                name.with_value(|name| Keep::Tab.set(name, language.tag()));
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
            {move || {
                failed.get().map(|error| {
                    let again = move |()| drafting.get_untracked().into_iter().for_each(Loaded::refetch);
                    view! { <Trouble error on_retry=Callback::new(again) /> }
                })
            }}
            {move || error.get().map(|error| view! { <Trouble error /> })}
            <div class="draft__actions">
                {forbidden.map(|why| view! { <GateReason id="draft-why".to_owned() why /> })}
                {hand("primary", "mail", t.draft_open(), Box::new(open))}
                {hand("", "copy", t.draft_copy(), Box::new(copy))}
                {hand("", "", t.draft_done(), Box::new(done))}
                <p class="draft__note" role="status">{said}</p>
            </div>
        </section>
    }
}
