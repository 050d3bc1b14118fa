//! The ways to the whole business at once: many customers, what was done, and a rehearsal.

use leptos::prelude::*;

use crate::components::link::Link;
use crate::domain::organisation::Side;
use crate::i18n::Texts;
use crate::route::Route;

/// The card with these ways.
pub(super) fn card(t: Texts, side: Side) -> AnyView {
    let rehearsal = (side == Side::Partner).then(|| view! { <li><Link to=Route::Rehearsal>{t.rehearsal_title()}</Link></li> });
    view! {
        <section class="card" aria-labelledby="business-title">
            <h2 class="card__title" id="business-title">{t.overview_business()}</h2>
            <p class="card__lead">{t.overview_business_lead()}</p>
            <ul class="plain-list stack" data-gap="small">
                <li><Link to=Route::Move>{t.transition_title()}</Link></li>
                <li><Link to=Route::History>{t.history_title()}</Link></li>
                {rehearsal}
            </ul>
        </section>
    }
    .into_any()
}
