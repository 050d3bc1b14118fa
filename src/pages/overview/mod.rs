//! **Overview**: where the move stands, and what is next (R10).

mod partner;
mod progress;
mod provider;

use leptos::prelude::*;

use self::partner::PartnerOverview;
use self::provider::ProviderOverview;
use crate::domain::organisation::Side;
use crate::viewer::use_viewer;

/// The first page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    match use_viewer().side() {
        Side::Partner => view! { <PartnerOverview /> }.into_any(),
        Side::Provider => view! { <ProviderOverview /> }.into_any(),
    }
}
