//! The provider's part of **Overview**: how far the customers are.

use leptos::prelude::*;

use super::progress::Progress;
use crate::components::heading::PageHeading;
use crate::i18n::use_texts;
use crate::viewer::use_viewer;

/// What a provider sees first.
#[component]
pub(super) fn ProviderOverview() -> impl IntoView {
    let t = use_texts();
    let name = use_viewer().0.organisation.name.clone();
    view! {
        <PageHeading title=t.overview_title() lead=Signal::derive(move || t.overview_lead_provider(&name)) />
        <Progress />
    }
}
