//! What is fetched before it can be drawn: a place holder, then the thing itself; or that it cannot be had, and one press to try again.

use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;

use super::heading::hold_focus;
use super::icon::{button_icon, icon};
use crate::domain::refusal::RefusalCode;
use crate::i18n::use_texts;
use crate::turn;

/// Fetches it, and says whether it could.
pub type Fetching = Pin<Box<dyn Future<Output = bool>>>;

/// Draws by `draw` what `fetch` fetches: at once where it `is_here`, else `waiting` until it is.
pub fn fetched(
    is_here: bool,
    fetch: impl Fn() -> Fetching + Send + Sync + 'static,
    waiting: fn() -> AnyView,
    draw: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    if is_here { draw() } else { show(Arc::new(fetch), waiting, Box::new(draw)) }
}

fn show(
    fetch: Arc<dyn Fn() -> Fetching + Send + Sync>,
    waiting: fn() -> AnyView,
    draw: Box<dyn Fn() -> AnyView + Send + Sync>,
) -> AnyView {
    let came = RwSignal::new(None::<bool>);
    let begin = move || {
        came.set(None);
        let fetching = fetch();
        leptos::task::spawn_local(async move {
            let is_here = fetching.await;
            // That the browser made it ready was a turn of its own.
            turn::give_way().await;
            // The person may have gone on meanwhile.
            came.try_set(Some(is_here));
        });
    };
    begin();
    let again = Callback::new(move |()| {
        hold_focus();
        begin();
    });
    (move || match came.get() {
        None => waiting(),
        Some(true) => draw(),
        Some(false) => unreachable(again),
    })
    .into_any()
}

/// The files of the app cannot be had: in the words for a service that cannot be reached.
fn unreachable(again: Callback<()>) -> AnyView {
    let t = use_texts();
    let code = RefusalCode::ApiUnreachable.word();
    view! {
        <section class="trouble" role="alert">
            {icon("cloud-off")}
            <h2 class="trouble__title">{t.trouble_no_files_says()}</h2>
            <p class="trouble__text">{t.trouble_no_files_next()}" "<small class="code">{code}</small></p>
            <div class="trouble__actions">
                <button type="button" class="button" data-kind="primary" on:click=move |_| again.run(())>
                    {button_icon("arrow-sync")}
                    {t.trouble_retry()}
                </button>
            </div>
        </section>
    }
    .into_any()
}
