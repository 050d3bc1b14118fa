//! The provider's part of **Overview**: three tasks in their order, what waits for it, and how far the customers are (R126).

use leptos::prelude::*;

use super::business;
use super::progress::Progress;
use crate::api::Client;
use crate::components::heading::PageHeading;
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::domain::action::Action;
use crate::domain::organisation::Side;
use crate::domain::partnership_invitation::PartnershipInvitation;
use crate::i18n::format::{self, use_now};
use crate::i18n::use_texts;
use crate::pages::transfers;
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// How many of each are shown; the rest is behind a link.
const SHOWN: usize = 5;

/// What a provider sees first.
#[component]
pub fn ProviderOverview() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let name = viewer.0.organisation.name.clone();
    // A name such as Fabrikam Distribution B.V. brings the dot that ends the sentence, where it stands last.
    let lead = move || t.overview_lead_provider(&name).replace("..", ".");
    let tasks = [
        (Route::ProviderProfile, t.start_profile(), t.start_profile_text()),
        (Route::IndirectResellers, t.start_resellers(), t.start_resellers_text()),
        (Route::Customers, t.start_customers(), t.start_customers_text()),
    ];
    let tasks: Vec<AnyView> = tasks
        .into_iter()
        .enumerate()
        .map(|(place, (to, title, text))| {
            view! {
                <li class="steps__item" data-state="current">
                    <span class="steps__mark" aria-hidden="true">{place + 1}</span>
                    <span class="steps__title"><Link to>{title}</Link></span>
                    <span class="steps__text">{text}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    let waiting = viewer.may(Action::ManageResellers).is_ok().then(|| view! { <Waiting /> });
    view! {
        <PageHeading title=t.overview_title() lead=Signal::derive(lead) />
        <section class="card" aria-labelledby="start-title">
            <h2 class="card__title" id="start-title">{t.start_title()}</h2>
            <ol class="steps">{tasks}</ol>
        </section>
        <div class="cards">
            <Requests />
            {waiting}
        </div>
        <Progress without_requests=true />
        {business::card(t, viewer.side())}
    }
}

/// Open transfer requests, those first that wait longest.
#[component]
fn Requests() -> impl IntoView {
    let t = use_texts();
    let now = use_now();
    let live = use_live();
    let client = expect_context::<Client>();
    let found = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move { transfers::read(&client, false).await }
    });
    view! {
        <section class="card" aria-labelledby="start-requests">
            <h2 class="card__title" id="start-requests">{t.start_requests()}</h2>
            {load(
                found,
                move |list| {
                    let count = list.len();
                    let lines: Vec<AnyView> = list
                        .into_iter()
                        .take(SHOWN)
                        .map(|(customer, transfer)| {
                            let to = Route::Transfer(transfer.customer.clone(), transfer.id.clone());
                            let created = transfer.created;
                            let age = move || {
                                created.map(|at| t.resellers_days(format::age_days(at, now.get()))).unwrap_or_default()
                            };
                            view! { <li><Link to>{customer}</Link>" · "{age}</li> }.into_any()
                        })
                        .collect();
                    let text = if count == 0 { t.inbox_none_open() } else { t.overview_open(count as u64) };
                    view! {
                        <p class="card__lead">{text}</p>
                        {(!lines.is_empty()).then(|| view! { <ul class="plain-list">{lines}</ul> })}
                        <p><Link to=Route::Transfers>{t.frame_inbox()}</Link></p>
                    }
                        .into_any()
                },
            )}
        </section>
    }
}

/// Invitations that no reseller has answered, the oldest first.
#[component]
fn Waiting() -> impl IntoView {
    let t = use_texts();
    let now = use_now();
    let live = use_live();
    let client = expect_context::<Client>();
    let found = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move {
            let mut open: Vec<_> = client
                .list_partnership_invitations(Side::Provider)
                .await?
                .into_iter()
                .filter(PartnershipInvitation::is_open)
                .collect();
            open.sort_by_key(|it| it.created);
            Ok(open)
        }
    });
    view! {
        <section class="card" aria-labelledby="start-waiting">
            <h2 class="card__title" id="start-waiting">{t.start_waiting()}</h2>
            {load(
                found,
                move |list| {
                    let lines: Vec<AnyView> = list
                        .iter()
                        .take(SHOWN)
                        .map(|it| {
                            let to = Route::PartnershipRequest(it.id.clone());
                            let named = it.addressed_to.name.clone().or_else(|| it.addressed_to.email.clone());
                            let name = named.unwrap_or_else(|| t.resellers_anybody());
                            let created = it.created;
                            let age = move || {
                                created.map(|at| t.resellers_days(format::age_days(at, now.get()))).unwrap_or_default()
                            };
                            view! { <li><Link to>{name}</Link>" · "{age}</li> }.into_any()
                        })
                        .collect();
                    let body = if lines.is_empty() {
                        view! { <p class="card__lead">{t.start_none_waiting()}</p> }.into_any()
                    } else {
                        view! { <ul class="plain-list">{lines}</ul> }.into_any()
                    };
                    view! { {body}<p><Link to=Route::IndirectResellers>{t.nav_resellers()}</Link></p> }.into_any()
                },
            )}
        </section>
    }
}
