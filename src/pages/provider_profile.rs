//! A provider's own entry in the directory, as others see it. Changes go through the Microsoft representative (R127).

use leptos::prelude::*;

use super::listing::listing_facts;
use super::{mail, use_query_word};
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::draft::DraftEditor;
use crate::components::heading::PageHeading;
use crate::components::icon::button_icon;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::ids::MpnId;
use crate::domain::organisation::Side;
use crate::domain::provider_listing::ProviderListing;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::mail::Template;
use crate::i18n::{explain, format, use_texts};
use crate::viewer::{use_live, use_viewer};

/// The page.
#[component]
pub fn ProviderProfilePage() -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let is_provider = use_viewer().side() == Side::Provider;
    let found = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move { client.own_listing().await }
    });
    let body = if is_provider {
        load(found, move |listing| view! { <Profile listing /> }.into_any())
    } else {
        view! { <Trouble error=ApiError::refused(Refusal::new(RefusalCode::NotFound)) /> }.into_any()
    };
    view! {
        <PageHeading title=t.listing_title() lead=t.listing_lead() />
        {body}
    }
}

#[component]
fn Profile(
    /// The entry.
    listing: ProviderListing,
) -> impl IntoView {
    let t = use_texts();
    let session = use_viewer().0;
    let (draft, set_draft) = use_query_word("draft");
    let why = explain::refusal(t, &Refusal::new(RefusalCode::ProfileByRepresentative));
    let shown = listing.clone();
    let open = set_draft.clone();
    let editor = move || {
        (draft.get() == "change").then(|| {
            let countries: Vec<String> = listing.countries.iter().map(|it| format::country(t, it)).collect();
            let said = [
                listing.name.clone(),
                countries.join(", "),
                listing.website.clone(),
                listing.contact_email.clone(),
                listing.telephone.clone(),
            ];
            let said: Vec<String> = said.into_iter().filter(|text| !text.is_empty()).collect();
            let values = vec![
                ("provider", listing.name.clone()),
                ("mpn", listing.mpn_id.as_ref().map(MpnId::to_string).unwrap_or_default()),
                ("listing", said.join("; ")),
                ("sender", session.name.clone()),
            ];
            let make = mail::make(Template::ProfileChange, "", None, values);
            let set_draft = set_draft.clone();
            let on_done = Callback::new(move |()| set_draft(""));
            let key = format!("profile-change.{}", listing.id);
            view! { <DraftEditor key title=t.listing_draft_title() language=t.language() make on_done /> }
        })
    };
    view! {
        <section class="card" aria-labelledby="listing-title">
            <h2 class="card__title" id="listing-title">{shown.name.clone()}</h2>
            {listing_facts(t, &shown)}
        </section>
        <Notice tone="info" title=why.says body=why.next code=why.code>
            <button type="button" class="button" id="ask-change" on:click=move |_| open("change")>
                {button_icon("mail")}
                {t.listing_ask()}
            </button>
        </Notice>
        {editor}
    }
}
