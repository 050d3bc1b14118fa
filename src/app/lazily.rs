//! Pages beyond the first: each group of them is fetched when somebody goes there for the first time, so that the first load
//! stays as small as one page needs, however many there are.
//!
//! The feature `split` makes the groups files of their own (`cargo xtask build` has it); without it, as under `trunk serve`, all of
//! the app is one file and nothing has to be fetched.

use std::cell::Cell;
use std::pin::Pin;
use std::thread::LocalKey;

use leptos::prelude::*;

use crate::api::error::ApiError;
use crate::components::load::Loading;
use crate::components::trouble::Trouble;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::use_texts;

/// What builds a page that is there.
type Build = fn() -> AnyView;
/// Fetches what builds a page; nothing where the file cannot be had.
type Fetching = Pin<Box<dyn Future<Output = Option<Build>>>>;

/// Shows a page: at once where it was fetched before, else once it is there.
fn show(known: &'static LocalKey<Cell<Option<Build>>>, fetch: fn() -> Fetching) -> AnyView {
    if let Some(build) = known.get() {
        return build();
    }
    let t = use_texts();
    let fetched = RwSignal::new(None::<Option<Build>>);
    let begin = move || {
        fetched.set(None);
        leptos::task::spawn_local(async move {
            let (build, texts_are_here) = futures_util::future::join(fetch(), crate::languages::complete(t)).await;
            let build = build.filter(|_| texts_are_here);
            if build.is_some() {
                known.set(build);
            }
            // The person may have gone on meanwhile.
            fetched.try_set(Some(build));
        });
    };
    begin();
    (move || match fetched.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Some(build)) => build(),
        Some(None) => {
            let error = ApiError::refused(Refusal::new(RefusalCode::ApiUnreachable));
            view! { <Trouble error on_retry=Callback::new(move |()| begin()) /> }.into_any()
        }
    })
    .into_any()
}

/// A view for the table of addresses: `page!(customers, customers_page, crate::pages::customers::CustomersPage)` is a page of the
/// group `customers`. What several groups need goes into files of its own by itself.
macro_rules! page {
    ($group:ident, $name:ident, $page:path) => {
        pub(super) fn $name() -> AnyView {
            use $page as Page;

            thread_local! {
                static KNOWN: Cell<Option<Build>> = const { Cell::new(None) };
            }

            fn build() -> AnyView {
                view! { <Page /> }.into_any()
            }

            #[cfg(feature = "split")]
            #[leptos::wasm_split::wasm_split($group, wasm_split_path = ::leptos::wasm_split, fallible)]
            fn fetch() -> Result<Build, leptos::wasm_split::SplitLoaderError> {
                Ok(build)
            }

            #[cfg(not(feature = "split"))]
            async fn fetch() -> Option<Build> {
                Some(build)
            }

            show(&KNOWN, || {
                #[cfg(feature = "split")]
                return Box::pin(async { fetch().await.ok() });
                #[cfg(not(feature = "split"))]
                return Box::pin(fetch());
            })
        }
    };
}

page!(customers, customers_page, crate::pages::customers::CustomersPage);
page!(accounts, account_page, crate::pages::account::AccountPage);
page!(accounts, users_page, crate::pages::users::UsersPage);
page!(sales, create_customer_page, crate::pages::new_customer::CreateCustomerPage);
page!(sales, new_customer_page, crate::pages::new_customer::NewCustomerPage);
page!(sales, new_subscription_page, crate::pages::new_subscription::NewSubscriptionPage);
page!(transfers, subscriptions_page, crate::pages::subscriptions::SubscriptionsPage);
page!(transfers, subscription_page, crate::pages::subscription::SubscriptionPage);
page!(transfers, transfer_page, crate::pages::transfer::TransferPage);
page!(transfers, transfers_page, crate::pages::transfers::TransfersPage);
page!(partners, providers_page, crate::pages::providers::ProvidersPage);
page!(partners, provider_overview, crate::pages::overview::ProviderOverview);
page!(partners, find_provider_page, crate::pages::find_provider::FindProviderPage);
page!(partners, invitation_page, crate::pages::invitation::InvitationPage);
page!(partners, invite_page, crate::pages::invite::InvitePage);
page!(partners, resellers_page, crate::pages::resellers::ResellersPage);
page!(partners, request_partnership_page, crate::pages::resellers::request::RequestPartnershipPage);
page!(partners, provider_profile_page, crate::pages::provider_profile::ProviderProfilePage);
page!(settings, enroll_page, crate::pages::enroll::EnrollPage);
page!(settings, settings_page, crate::pages::program::SettingsPage);
page!(settings, program_info_page, crate::pages::program::ProgramInfoPage);
page!(business, guide, crate::pages::guide::Guide);
page!(business, history_page, crate::pages::history::HistoryPage);
page!(business, rehearsal_page, crate::pages::rehearsal::RehearsalPage);
page!(business, transition_page, crate::pages::transition::TransitionPage);
page!(design, design_page, crate::pages::design::DesignPage);
page!(design, components_page, crate::pages::design::components::ComponentsPage);
page!(design, setting_panel, crate::pages::design::setting::SettingPanel);
page!(design, tour_bar, crate::pages::design::tour::TourBar);
