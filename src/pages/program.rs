//! **Settings** and, below them, **Program info**: where the organisation stands in the programmes (R6).

use leptos::prelude::*;

use crate::api::error::ApiError;
use crate::components::facts::{code, facts};
use crate::components::heading::PageHeading;
use crate::components::link::Link;
use crate::components::trouble::Trouble;
use crate::domain::enrolment::{DirectBillStatus, EnrolmentStatus};
use crate::domain::organisation::Side;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::{format, use_texts};
use crate::route::Route;
use crate::viewer::use_viewer;

/// **Settings**: the way to **Program info**.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let t = use_texts();
    let side = use_viewer().side();
    view! {
        <PageHeading title=t.nav_settings() />
        {match side {
            Side::Partner => {
                view! {
                    <section class="card">
                        <h2 class="card__title">{t.settings_account()}</h2>
                        <p class="card__lead">{t.settings_account_text()}</p>
                        <p><Link to=Route::ProgramInfo>{t.program_title()}</Link></p>
                    </section>
                }
                    .into_any()
            }
            Side::Provider => view! { <Trouble error=ApiError::refused(Refusal::new(RefusalCode::NotFound)) /> }.into_any(),
        }}
    }
}

/// **Program info**; both addresses, of the older and the newer naming, open it.
#[component]
pub fn ProgramInfoPage() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let above = vec![(t.nav_settings(), Route::Settings)];
    let content = move || {
        let session = &viewer.0;
        if viewer.side() != Side::Partner {
            return view! { <Trouble error=ApiError::refused(Refusal::new(RefusalCode::NotFound)) /> }.into_any();
        }
        let organisation = &session.organisation;
        let unknown = || t.general_unknown();
        let direct = session
            .direct_bill
            .as_ref()
            .map(DirectBillStatus::word)
            .and_then(|word| t.words_direct_bill(word))
            .unwrap_or_else(unknown);
        let reseller = session
            .enrolment
            .as_ref()
            .map(EnrolmentStatus::word)
            .and_then(|word| t.words_enrolment(word))
            .unwrap_or_else(unknown);
        let mpn = organisation.mpn_id.as_ref().map_or_else(|| unknown().into_any(), |id| code(id.as_str()));
        view! {
            <section class="card" aria-labelledby="program-title">
                <h2 class="card__title" id="program-title">{organisation.name.clone()}</h2>
                {facts(
                    vec![
                        (t.program_direct(), direct.into_any()),
                        (t.program_reseller(), reseller.into_any()),
                        (t.program_mpn(), mpn),
                        (t.program_tenant(), code(organisation.tenant.as_str())),
                        (t.customers_country(), format::country(t, &organisation.country).into_any()),
                    ],
                )}
            </section>
        }
        .into_any()
    };
    view! { <PageHeading title=t.program_title() above /> {content} }
}
