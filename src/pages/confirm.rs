//! Something that is done once, after a last look: its dialog, and how it fares.

use leptos::prelude::*;

use crate::api::error::ApiError;
use crate::components::dialog::Dialog;
use crate::components::trouble::Trouble;
use crate::i18n::use_texts;
use crate::viewer::{Live, use_live};

/// How something that a person does fares.
#[derive(Clone, Copy)]
pub(super) struct Deed {
    /// It is on its way.
    pub(super) busy: RwSignal<bool>,
    /// Why it was not done.
    pub(super) error: RwSignal<Option<ApiError>>,
    done: RwSignal<bool>,
    live: StoredValue<Live>,
}

impl Deed {
    /// Nothing was done yet.
    pub(super) fn new() -> Self {
        Self {
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            done: RwSignal::new(false),
            live: StoredValue::new(use_live()),
        }
    }

    /// Does it; a second press while the first is on its way does nothing. When it is done `then` is told, and the pages read anew.
    pub(super) fn run<T: 'static>(
        self,
        doing: impl Future<Output = Result<T, ApiError>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        leptos::task::spawn_local(async move {
            let outcome = doing.await;
            // The person may have left the page: what was done stays done.
            self.busy.try_set(false);
            match outcome {
                Ok(made) => {
                    self.done.try_set(true);
                    then(made);
                    if let Some(live) = self.live.try_get_value() {
                        live.changed();
                    }
                }
                Err(why) => {
                    self.error.try_set(Some(why));
                }
            }
        });
    }
}

/// The dialog in which it is confirmed.
#[component]
pub(super) fn ConfirmDialog(
    /// Unique on the page.
    id: &'static str,
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// What stands on the button that confirms.
    label: String,
    /// How it fares.
    deed: Deed,
    /// Confirmed.
    on_confirm: Callback<()>,
    /// What is done, with its consequences.
    children: ChildrenFn,
) -> impl IntoView {
    let t = use_texts();
    Effect::new(move |_| {
        if open.get() {
            deed.error.set(None);
        }
    });
    view! {
        <Dialog id open done=deed.done title>
            <div class="dialog__body">{move || deed.error.get().map(|error| view! { <Trouble error /> })} {children()}</div>
            <div class="dialog__actions">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t.general_cancel()}</button>
                <button
                    type="button"
                    class="button"
                    data-kind="danger"
                    aria-busy=move || deed.busy.get().then_some("true")
                    on:click=move |_| on_confirm.run(())
                >
                    {label.clone()}
                </button>
            </div>
        </Dialog>
    }
}
