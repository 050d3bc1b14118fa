//! An indirect customer without a tenant: the provider creates it, and this is what to send it (R41).

use leptos::prelude::*;
use leptos_router::NavigateOptions;

use crate::api::Client;
use crate::components::draft::DraftEditor;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::mail::Template;
use crate::i18n::{Language, explain, use_texts};
use crate::pages::mail::{self, address_of};
use crate::route::Route;
use crate::viewer::use_viewer;

/// Says so, and offers the draft to the provider.
#[component]
pub(super) fn AskProvider() -> impl IntoView {
    let t = use_texts();
    let client = expect_context::<Client>();
    let explained = explain::refusal(t, &Refusal::new(RefusalCode::ProviderCreatesTenant));
    let providers = Loaded::new(move || {
        let client = client.clone();
        async move { client.list_partnerships(Side::Partner).await }
    });
    view! {
        <Notice tone="info" title=explained.says body=explained.next code=explained.code />
        {load(providers, move |list| match list.into_iter().find(|it| it.state == PartnershipState::Active) {
            Some(provider) => view! { <Draft provider /> }.into_any(),
            None => {
                let error = crate::api::error::ApiError::refused(Refusal::new(RefusalCode::NoProvider));
                view! { <Trouble error /> }.into_any()
            }
        })}
    }
}

#[component]
fn Draft(
    /// To whom.
    provider: Partnership,
) -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let navigate = leptos_router::hooks::use_navigate();
    let own = &viewer.0.organisation;
    // The provider's page, with this reseller preset.
    let link = address_of(&Route::NewCustomer(own.tenant.clone()).path());
    let values = vec![
        ("contact", provider.name.clone()),
        ("partner", own.name.clone()),
        ("tenant", own.tenant.to_string()),
        ("mpn", own.mpn_id.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("sender", viewer.0.name.clone()),
    ];
    let make = mail::make(Template::CustomerRequest, "", Some(link), values);
    let language = provider.location.as_deref().map_or(t.language(), Language::of_country);
    let title = t.new_customer_ask_provider(&provider.name);
    view! {
        <DraftEditor
            key=format!("customer-request.{}", provider.tenant)
            title
            language
            make
            on_done=Callback::new(move |()| navigate(&Route::Customers.path(), NavigateOptions::default()))
            forbidden=viewer.may(Action::InviteCustomers).err()
        />
    }
}
