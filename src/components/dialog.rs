//! A modal dialog: the platform's own `<dialog>`, named by its heading.

use leptos::html;
use leptos::prelude::*;

use super::button::GateReason;
use super::heading::focus_heading;
use crate::domain::refusal::Refusal;
use crate::i18n::{Texts, use_texts};

/// Seconds for which the service asked us to wait, while it does. An open dialog says it too: what stands behind it is out of
/// reach of a screen reader.
#[derive(Clone, Copy)]
pub struct Pause(pub RwSignal<Option<u32>>);

impl Pause {
    /// What is said about it; empty while there is none.
    pub fn says(self, t: Texts) -> String {
        self.0.get().map(|seconds| t.general_paused(&seconds.to_string())).unwrap_or_default()
    }
}

/// What stands beside every page and has to stay in reach while a dialog is open, which makes all else inert: the bar of a tour.
#[derive(Clone, Copy)]
pub struct Beside {
    /// Whether it is there.
    pub shown: RwSignal<bool>,
    /// Draws it.
    pub draw: fn() -> AnyView,
}

impl Beside {
    /// The view of it, while it is there.
    pub fn view(self) -> impl Fn() -> Option<AnyView> {
        move || self.shown.get().then(self.draw)
    }
}

/// A modal dialog; focus, Esc and the inert page behind it come from the browser. Its content is built while it is open.
#[component]
pub fn Dialog(
    /// Unique on the page; the heading's id derives from it.
    id: &'static str,
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Its heading, and its name.
    #[prop(into)]
    title: Signal<String>,
    /// Set when what was asked for is done: focus then goes to the heading of the page as the dialog closes, not back to the button
    /// that opened it, which a key still held down would press again.
    #[prop(optional)]
    done: Option<RwSignal<bool>>,
    /// Id of what says more about it, where something in it does.
    #[prop(optional)]
    described_by: Option<&'static str>,
    /// Its content: body and actions.
    children: ChildrenFn,
) -> impl IntoView {
    let t = use_texts();
    let pause = use_context::<Pause>();
    let beside = use_context::<Beside>();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| match (node.get(), open.get()) {
        (Some(dialog), true) if !dialog.open() => {
            // It fails only for a dialog that is not in the document, and then there is nothing to show.
            let _ = dialog.show_modal();
        }
        (Some(dialog), false) if dialog.open() => {
            dialog.close();
            if let Some(done) = done.filter(|done| done.get_untracked()) {
                done.set(false);
                focus_heading();
            }
        }
        _ => (),
    });
    view! {
        <dialog
            class="dialog"
            node_ref=node
            aria-labelledby=format!("{id}-title")
            aria-describedby=described_by
            on:close=move |_| {
                // The event comes a moment after: a dialog that was opened again meanwhile stays.
                if node.get_untracked().is_none_or(|dialog| !dialog.open()) {
                    open.try_set(false);
                }
            }
        >
            <h2 class="dialog__title" id=format!("{id}-title")>{title}</h2>
            {move || open.get().then(|| children())}
            <p class="dialog__pause" role="status">{move || pause.filter(|_| open.get()).map(|pause| pause.says(t))}</p>
            {move || beside.filter(|_| open.get()).map(Beside::view)}
        </dialog>
    }
}

/// How a form in a dialog ends: leave it, or send it. Who may not send it sees why.
#[component]
pub fn FormActions(
    /// The dialog.
    open: RwSignal<bool>,
    /// What stands on the button that sends.
    label: String,
    /// Unique on the page: the id of the reason.
    #[prop(optional)]
    reason_id: &'static str,
    /// Why it cannot be sent, if so.
    #[prop(optional_no_strip)]
    refusal: Option<Refusal>,
    /// Whether it is on its way.
    busy: RwSignal<bool>,
    /// What else can be done, before the two.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let t = use_texts();
    let closed = refusal.is_some();
    view! {
        <div class="dialog__actions">
            {refusal.map(|why| view! { <GateReason id=reason_id.to_owned() why /> })}
            {children.map(|children| children())}
            <button type="button" class="button" on:click=move |_| open.set(false)>{t.general_cancel()}</button>
            <button
                type="submit"
                class="button"
                data-kind="primary"
                aria-disabled=closed.then_some("true")
                aria-describedby=closed.then_some(reason_id)
                aria-busy=move || busy.get().then_some("true")
            >
                {label}
            </button>
        </div>
    }
}
