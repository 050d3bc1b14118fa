//! Pages beyond the first: each group of them is fetched when somebody goes there for the first time, so that the first load
//! stays as small as one page needs, however many there are.
//!
//! The feature `split` makes the groups files of their own (`cargo xtask build` has it); without it, as under `trunk serve`, all of
//! the app is one file and nothing has to be fetched.

use std::cell::Cell;
use std::thread::LocalKey;

use leptos::prelude::*;

use crate::components::fetched::{Fetching, fetched};
use crate::components::load::Loading;
use crate::i18n::use_texts;

/// What builds the pages of a group that is there, by their place in it.
type Build = fn(usize) -> AnyView;

/// Shows a page of a group: at once where the group was fetched before, else once it is there, with the texts that it needs.
fn show(known: &'static LocalKey<Cell<Option<Build>>>, fetch: fn() -> Fetching, place: usize) -> AnyView {
    let t = use_texts();
    fetched(
        known.get().is_some(),
        move || {
            Box::pin(async move {
                let (is_here, texts_are_here) = futures_util::future::join(fetch(), crate::languages::complete(t)).await;
                is_here && texts_are_here
            })
        },
        || view! { <Loading /> }.into_any(),
        move || known.get().map_or_else(|| ().into_any(), |build| build(place)),
    )
}

/// A group of pages, fetched together: for each page a function for the table of addresses. What several groups need goes into files
/// of its own by itself.
macro_rules! group {
    ($group:ident { $($name:ident: $page:path),+ $(,)? }) => {
        mod $group {
            use super::{Build, Cell, Fetching, IntoAny, AnyView, show, view};

            thread_local! {
                static KNOWN: Cell<Option<Build>> = const { Cell::new(None) };
            }

            #[expect(non_camel_case_types, reason = "the names of the functions")]
            enum Place {
                $($name,)+
            }

            fn build(place: usize) -> AnyView {
                $(if place == Place::$name as usize {
                    use $page as Page;
                    return view! { <Page /> }.into_any();
                })+
                ().into_any()
            }

            #[cfg(feature = "split")]
            #[leptos::wasm_split::wasm_split($group, wasm_split_path = ::leptos::wasm_split, fallible)]
            fn fetch() -> Result<Build, leptos::wasm_split::SplitLoaderError> {
                Ok(build)
            }

            #[cfg(not(feature = "split"))]
            fn fetch() -> std::future::Ready<Result<Build, ()>> {
                std::future::ready(Ok(build))
            }

            fn begin() -> Fetching {
                Box::pin(async {
                    let got = fetch().await.ok();
                    KNOWN.set(got.or(KNOWN.get()));
                    got.is_some()
                })
            }

            $(pub(in super::super) fn $name() -> AnyView {
                show(&KNOWN, begin, Place::$name as usize)
            })+
        }
        $(pub(super) use self::$group::$name;)+
    };
}

group!(customers { customers_page: crate::pages::customers::CustomersPage });
group!(accounts { account_page: crate::pages::account::AccountPage, users_page: crate::pages::users::UsersPage });
group!(sales {
    create_customer_page: crate::pages::new_customer::CreateCustomerPage,
    new_customer_page: crate::pages::new_customer::NewCustomerPage,
    new_subscription_page: crate::pages::new_subscription::NewSubscriptionPage,
});
group!(transfers {
    subscriptions_page: crate::pages::subscriptions::SubscriptionsPage,
    subscription_page: crate::pages::subscription::SubscriptionPage,
    transfer_page: crate::pages::transfer::TransferPage,
    transfers_page: crate::pages::transfers::TransfersPage,
});
group!(partners {
    providers_page: crate::pages::providers::ProvidersPage,
    provider_overview: crate::pages::overview::ProviderOverview,
    find_provider_page: crate::pages::find_provider::FindProviderPage,
    invitation_page: crate::pages::invitation::InvitationPage,
    invite_page: crate::pages::invite::InvitePage,
    resellers_page: crate::pages::resellers::ResellersPage,
    request_partnership_page: crate::pages::resellers::request::RequestPartnershipPage,
    provider_profile_page: crate::pages::provider_profile::ProviderProfilePage,
});
group!(settings {
    enroll_page: crate::pages::enroll::EnrollPage,
    settings_page: crate::pages::program::SettingsPage,
    program_info_page: crate::pages::program::ProgramInfoPage,
});
group!(business {
    guide: crate::pages::guide::Guide,
    history_page: crate::pages::history::HistoryPage,
    rehearsal_page: crate::pages::rehearsal::RehearsalPage,
    transition_page: crate::pages::transition::TransitionPage,
});
// What a first visit seldom meets; so is an error (`components::trouble`).
group!(seldom { standing: crate::pages::overview::Standing, missing_page: crate::pages::missing::MissingPage });
group!(design {
    design_page: crate::pages::design::DesignPage,
    components_page: crate::pages::design::components::ComponentsPage,
    setting_panel: crate::pages::design::setting::SettingPanel,
    tour_bar: crate::pages::design::tour::TourBar,
});
