//! After signing out: nothing of what was shown stays.

use leptos::prelude::*;

use crate::components::notice::Notice;
use crate::i18n::use_texts;
use crate::viewer::Gate;

/// The page that says so, and leads back in.
#[component]
pub(super) fn SignedOut() -> impl IntoView {
    let t = use_texts();
    document().set_title(&t.general_window(&t.signed_out_title()));
    let sign_in = use_context::<Gate>().map(|gate| {
        view! { <button type="button" class="button" data-kind="primary" on:click=move |_| (gate.sign_in)()>{t.trouble_sign_in()}</button> }
    });
    view! {
        <main class="frame__main" id="main" tabindex="-1">
            <header class="page-heading"><h1 class="page-heading__title">{t.signed_out_title()}</h1></header>
            <Notice tone="info" title=t.signed_out_body() />
            <div class="cluster">{sign_in}</div>
        </main>
    }
}
