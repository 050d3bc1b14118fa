//! The editor of every e-mail draft: free text, around a link that cannot be lost where the mail carries one (R54, R55).

mod kept;

use leptos::html;
use leptos::prelude::*;

use self::kept::Kept;
use super::button::GateReason;
use super::clipboard;
use super::heading::arrive_at;
use super::icon::{button_icon, icon};
use super::load::Loaded;
use super::trouble::Trouble;
use crate::api::error::ApiError;
use crate::domain::draft::{Draft, LinkState};
use crate::domain::refusal::Refusal;
use crate::i18n::{Language, explain, use_texts};

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
    #[prop(optional, into)]
    on_handed_over: Option<Callback<(HandedOver, Language, Draft)>>,
    /// **Done** was pressed.
    on_done: Callback<()>,
    /// Why the person may not hand it over, if so.
    #[prop(optional_no_strip)]
    forbidden: Option<Refusal>,
    /// What recording the hand-over came to, where it failed.
    #[prop(optional, into)]
    error: Signal<Option<ApiError>>,
) -> impl IntoView {
    let t = use_texts();
    let kept = StoredValue::new(Kept::new(&key));
    let chosen = RwSignal::new(kept.with_value(Kept::language).unwrap_or(language));
    let to = RwSignal::new(String::new());
    let subject = RwSignal::new(String::new());
    let body = RwSignal::new(String::new());
    let link = RwSignal::new(None::<String>);
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
        let edited_before = kept.with_value(|kept| kept.text(chosen.get_untracked()));
        edited.set(edited_before.is_some());
        let [shown_to, shown_subject, shown_body] = edited_before.unwrap_or([draft.to, draft.subject, draft.body]);
        to.set(shown_to);
        subject.set(shown_subject);
        body.set(shown_body);
        ready.set(true);
    });
    let draft = Signal::derive(move || Draft { to: to.get(), subject: subject.get(), body: body.get(), link: link.get() });
    Effect::new(move |_| {
        let now = draft.get();
        if ready.get() && edited.get() {
            kept.with_value(|kept| kept.set_text(chosen.get(), &now));
        }
    });
    // Where the hand-over could not be recorded the draft goes on: nothing of it is forgotten.
    Effect::new(move |_| {
        if error.with(Option::is_some) && ready.get_untracked() {
            kept.with_value(|kept| kept.set_text(chosen.get_untracked(), &draft.get_untracked()));
        }
    });
    let state = Memo::new(move |_| draft.get().link_state());
    let may = forbidden.is_none();
    let is_open = move || may && ready.get() && state.get().refusal().is_none();
    let held = move || (!is_open()).then_some("true");
    let body_node = NodeRef::<html::Textarea>::new();
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            arrive_at(&heading);
        }
    });
    let hand_over = move |how: HandedOver, draft: Draft| {
        if let (Some(on_handed_over), Some(language)) = (on_handed_over, chosen.try_get_untracked()) {
            on_handed_over.run((how, language, draft));
        }
    };
    // Set where the clipboard is denied: the person's own keys copy it then, or do not.
    let by_hand = RwSignal::new(false);
    let copy = move |word: String| {
        let text = draft.get_untracked().as_text();
        leptos::task::spawn_local(async move {
            let copied = clipboard::write(&text).await;
            // The person may have left the draft while the browser asked for its leave.
            let Some(draft) = draft.try_get_untracked() else { return };
            by_hand.set(!copied);
            if copied {
                said.set(word);
                hand_over(HandedOver::Clipboard, draft);
            } else if let Some(area) = body_node.get_untracked() {
                let _ = area.focus();
                area.select();
                said.set(t.draft_copy_by_hand());
            }
        });
    };
    let open = move || match draft.get_untracked().mailto() {
        Some(address) => {
            // Following a mailto address leaves the page where it is.
            let _ = window().location().set_href(&address);
            said.set(t.draft_opened());
            hand_over(HandedOver::MailClient, draft.get_untracked());
        }
        None => copy(t.draft_too_long()),
    };
    let done = move || {
        kept.with_value(Kept::forget);
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
                    if untrack(is_open) {
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
            None if state.get() == LinkState::Free => ().into_any(),
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
                                kept.with_value(|kept| kept.set_language(language));
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
                on:copy=move |_| {
                    if by_hand.get_untracked() && untrack(is_open) {
                        by_hand.set(false);
                        hand_over(HandedOver::Clipboard, draft.get_untracked());
                    }
                }
                prop:value=body
                on:input=move |event| {
                    edited.set(true);
                    body.set(event_target_value(&event));
                }
            ></textarea>
            <div
                class="draft__link"
                id="draft-link"
                role="status"
                hidden=move || state.get() == LinkState::Free
                data-tone=move || if state.get() == LinkState::Whole { "success" } else { "danger" }
            >
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
                {hand("", "copy", t.draft_copy(), Box::new(move || copy(t.draft_copied())))}
                {hand("", "", t.draft_done(), Box::new(done))}
                <p class="draft__note" role="status">{said}</p>
            </div>
        </section>
    }
}
