//! The partner's part of **Overview**: where the enrolment stands, then how far the customers are.

use leptos::prelude::*;

use super::business;
use super::progress::Progress;
use crate::components::heading::PageHeading;
use crate::components::link::Link;
use crate::components::notice::Notice;
use crate::domain::enrolment::EnrolmentStatus;
use crate::i18n::{Texts, use_texts};
use crate::route::Route;
use crate::viewer::{Viewer, use_viewer};

/// What a partner sees first.
#[component]
pub fn PartnerOverview() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let name = viewer.0.organisation.name.clone();
    view! {
        <PageHeading title=t.overview_title() lead=Signal::derive(move || t.overview_lead_partner(&name)) />
        {standing_of(t, &viewer)}
        <Progress />
        {business::card(t, viewer.side())}
    }
}

/// Where the enrolment stands.
fn standing_of(t: Texts, viewer: &Viewer) -> AnyView {
    let enrolment = viewer.0.enrolment.clone();
    let status = enrolment.as_ref().map_or("unknown", EnrolmentStatus::word).to_owned();
    let word = t.words_enrolment(&status).unwrap_or(status);
    if enrolment == Some(EnrolmentStatus::Active) {
        view! { <Notice tone="success" title=t.overview_enrolled() body=t.overview_enrolled_body() /> }.into_any()
    } else {
        view! {
            <Notice tone="info" title=t.overview_not_enrolled(&word) body=t.overview_not_enrolled_body()>
                <Link to=Route::ProgramInfo>{t.program_title()}</Link>
            </Notice>
        }
        .into_any()
    }
}
