//! The partner's part of **Overview**: what is next, where the move stands, then how far the customers are (R10).
//!
//! Where the enrolment is neither offered nor done, [`super::standing`] says how it stands.

use leptos::prelude::*;

use super::business;
use super::path::Path;
use super::progress::{self, Progress};
use super::requirement::requirement;
use crate::api::Client;
use crate::components::heading::PageHeading;
use crate::components::link::{Link, OutLink};
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::domain::enrolment::{DirectBillStatus, EnrolmentStatus};
use crate::domain::moment::Timestamp;
use crate::domain::program::ResellerProgram;
use crate::i18n::{Texts, format, use_texts};
use crate::route::Route;
use crate::storage::{Keep, application_draft};
use crate::viewer::{Viewer, use_live, use_viewer};
use crate::wire::application::read_draft;

/// What a partner sees first.
#[component]
pub fn PartnerOverview(
    /// Draws [`super::Standing`], of the programme in its context.
    standing: fn() -> AnyView,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let live = use_live();
    let client = expect_context::<Client>();
    let name = viewer.0.organisation.name.clone();
    let customers = progress::read();
    let program = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move {
            match client.reseller_program().await {
                Err(error) if error.is_without_extension() => Ok(None),
                read => read.map(Some),
            }
        }
    });
    let (direct, side) = (viewer.0.direct_bill.clone(), viewer.side());
    view! {
        <PageHeading title=t.overview_title() lead=Signal::derive(move || t.overview_lead_partner(&name)) />
        {direct.and_then(|status| restriction(t, &status))}
        {load(program, move |program| match program {
            Some(program) => {
                let requirement = requirement(t, &program);
                view! { {standing_of(t, &viewer, &program, standing)} <Path program customers /> {requirement} }.into_any()
            }
            // What the session knows is enough for a partner that is through with it.
            None if viewer.0.is_enrolled() => enrolled(t),
            None => {
                view! { <Notice tone="info" title=t.overview_elsewhere_title() body=t.overview_elsewhere_body() /> }.into_any()
            }
        })}
        <Progress customers />
        {business::card(t, side)}
    }
}

/// What a restriction means, while there is one (R14, R37).
fn restriction(t: Texts, status: &DirectBillStatus) -> Option<AnyView> {
    let is_limited = matches!(status, DirectBillStatus::Restricted | DirectBillStatus::Suspended | DirectBillStatus::Revoked);
    is_limited.then(|| {
        let word = t.words_direct_bill(status.word()).unwrap_or_default();
        view! {
            <Notice tone="warning" title=t.overview_restricted_title(&word) body=t.overview_restricted_body()>
                <Link to=Route::ProgramInfo>{t.program_title()}</Link>
            </Notice>
        }
        .into_any()
    })
}

/// What stands at the top: what is next for the enrolment, or that it is done.
fn standing_of(t: Texts, viewer: &Viewer, program: &ResellerProgram, standing: fn() -> AnyView) -> AnyView {
    match program.status {
        EnrolmentStatus::Active => enrolled(t),
        EnrolmentStatus::Offered => view! { <Entry draft=kept(viewer) /> }.into_any(),
        _ => {
            provide_context(program.clone());
            standing()
        }
    }
}

/// The banner of a partner that is both (R33).
fn enrolled(t: Texts) -> AnyView {
    view! { <Notice tone="success" title=t.overview_enrolled() body=t.overview_enrolled_body() /> }.into_any()
}

/// When the person's own half-filled form was kept.
fn kept(viewer: &Viewer) -> Option<Timestamp> {
    let session = &viewer.0;
    let name = application_draft(session.organisation.tenant.as_str(), session.user.as_str());
    Keep::Browser.get(&name).and_then(|text| read_draft(&text)).map(|draft| draft.saved)
}

/// The entry to the enrolment, with the warning that there is no way back (R10, R16).
#[component]
fn Entry(
    /// When a half-filled form was kept.
    draft: Option<Timestamp>,
) -> impl IntoView {
    let t = use_texts();
    let (label, saved) = match draft {
        Some(at) => (t.overview_entry_go_on(), t.overview_entry_saved(&format::date_time(t, at))),
        None => (t.overview_entry_start(), String::new()),
    };
    view! {
        <section class="card" aria-labelledby="entry-title">
            <h2 class="card__title" id="entry-title">{t.overview_entry_title()}</h2>
            <p class="card__lead">{t.overview_entry_body()}</p>
            <Notice tone="warning" title=t.overview_warning_title() body=t.overview_warning_body() />
            <div class="cluster">
                <a href=Route::Enroll.path() class="button" data-kind="primary">{label}</a>
                {(!saved.is_empty()).then(|| view! { <p class="small muted">{saved}</p> })}
            </div>
        </section>
    }
}

/// Where the programme's requirements and restrictions are described (R14).
pub(super) fn reading(t: Texts) -> AnyView {
    view! {
        <ul class="plain-list stack" data-gap="small">
            <li><OutLink to="https://learn.microsoft.com/partner-center/direct-partner-new-requirements" label=t.overview_link_requirements() /></li>
            <li><OutLink to="https://learn.microsoft.com/partner-center/restricted-direct-bill-capabilities" label=t.overview_link_restrictions() /></li>
        </ul>
    }
    .into_any()
}
