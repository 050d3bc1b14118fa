//! **Settings** and, below them, **Program info**: where the organisation stands in the programmes (R6, R30, R37).

mod direct;
mod incentives;
mod reseller;

use futures_util::future::try_join3;
use leptos::prelude::*;

use self::direct::direct_bill;
use self::incentives::Incentives;
use self::reseller::Reseller;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::facts::{code, facts};
use crate::components::heading::PageHeading;
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::enrolment::EnrolmentStatus;
use crate::domain::organisation::Side;
use crate::domain::program::{DirectBillProgram, ResellerProgram};
use crate::domain::program_agreement::ProgramAgreement;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::{format, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

fn nothing_here() -> AnyView {
    view! { <Trouble error=ApiError::refused(Refusal::new(RefusalCode::NotFound)) /> }.into_any()
}

/// **Settings**: the way to **Program info**.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let t = use_texts();
    let content = match use_viewer().side() {
        Side::Partner => view! {
            <section class="card">
                <h2 class="card__title">{t.settings_account()}</h2>
                <p class="card__lead">{t.settings_account_text()}</p>
                <p><Link to=Route::ProgramInfo>{t.program_title()}</Link></p>
            </section>
        }
        .into_any(),
        Side::Provider => nothing_here(),
    };
    view! { <PageHeading title=t.nav_settings() /> {content} }
}

/// **Program info**; both addresses, of the older and the newer naming, open it.
#[component]
pub fn ProgramInfoPage() -> impl IntoView {
    let t = use_texts();
    let above = vec![(t.nav_settings(), Route::Settings)];
    let content = match use_viewer().side() {
        Side::Partner => view! { <Programs /> }.into_any(),
        Side::Provider => nothing_here(),
    };
    view! { <PageHeading title=t.program_title() above /> {content} }
}

/// What is read together.
type Read = (ResellerProgram, DirectBillProgram, Vec<ProgramAgreement>);

#[component]
fn Programs() -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let session = use_viewer().0;
    let read = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move {
            let read: Result<Read, ApiError> =
                try_join3(client.reseller_program(), client.direct_bill_program(), client.list_program_agreements()).await;
            match read {
                Err(error) if error.is_without_extension() => Ok(None),
                read => read.map(Some),
            }
        }
    });
    let organisation = &session.organisation;
    let mpn = organisation.mpn_id.as_ref().map_or_else(|| t.general_unknown().into_any(), |id| code(id.as_str()));
    let own = facts(vec![
        (t.program_mpn(), mpn),
        (t.program_tenant(), code(organisation.tenant.as_str())),
        (t.customers_country(), format::country(t, &organisation.country).into_any()),
    ]);
    let is_enrolled = session.is_enrolled();
    view! {
        {load(read, move |read| match read {
            Some((program, direct, agreements)) => {
                // What is under way is what most come for.
                let is_under_way = matches!(
                    program.status,
                    EnrolmentStatus::Pending | EnrolmentStatus::Rejected | EnrolmentStatus::Authorized
                );
                let direct = direct_bill(t, &direct, program.requirement.as_ref());
                let reseller = view! { <Reseller program agreement=agreements.into_iter().next() /> }.into_any();
                let (first, second) = if is_under_way { (reseller, direct) } else { (direct, reseller) };
                view! { {first} {second} }.into_any()
            }
            None => {
                view! { <Notice tone="info" title=t.overview_elsewhere_title() body=t.overview_elsewhere_body() /> }.into_any()
            }
        })}
        <section class="card" aria-labelledby="program-title">
            <h2 class="card__title" id="program-title">{organisation.name.clone()}</h2>
            {own}
        </section>
        {is_enrolled.then(|| view! { <Incentives /> })}
    }
}
