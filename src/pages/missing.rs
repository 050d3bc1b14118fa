//! An address that leads nowhere.

use leptos::prelude::*;

use crate::api::error::ApiError;
use crate::components::heading::PageHeading;
use crate::components::link::Link;
use crate::components::trouble::Trouble;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::use_texts;
use crate::route::Route;

/// The page for it; also for a record of another organisation, which answers like a missing one.
#[component]
pub fn MissingPage() -> impl IntoView {
    let t = use_texts();
    view! {
        <PageHeading title=t.missing_title() />
        <Trouble error=ApiError::refused(Refusal::new(RefusalCode::NotFound)) />
        <p><Link to=Route::Overview>{t.missing_home()}</Link></p>
    }
}
