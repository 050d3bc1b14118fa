//! **Overview**: where the move stands, and what is next (R10).

use leptos::prelude::*;

use crate::api::Client;
use crate::components::badge::badge;
use crate::components::facts::facts;
use crate::components::heading::PageHeading;
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::domain::customer::{Customer, CustomerKind};
use crate::domain::enrolment::EnrolmentStatus;
use crate::domain::organisation::Side;
use crate::domain::progress::Step;
use crate::i18n::{Texts, format, use_texts};
use crate::route::Route;
use crate::viewer::{Viewer, use_live, use_viewer};

/// The first page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let live = use_live();
    let client = expect_context::<Client>();
    let customers = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move { client.list_customers().await }
    });
    let name = viewer.0.organisation.name.clone();
    let side = viewer.side();
    let standing = viewer.clone();
    view! {
        <PageHeading
            title=t.overview_title()
            lead=Signal::derive(move || match side {
                Side::Partner => t.overview_lead_partner(&name),
                Side::Provider => t.overview_lead_provider(&name),
            })
        />
        {(side == Side::Partner).then(|| standing_of(t, &standing))}
        {load(customers, move |list| progress(t, &list))}
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

/// How many customers stand at which step, each number a link to them.
fn progress(t: Texts, customers: &[Customer]) -> AnyView {
    let language = t.language();
    let open: u64 = customers.iter().map(|customer| customer.open_transfers).sum();
    let steps: Vec<(String, AnyView)> = Step::ALL
        .into_iter()
        .filter_map(|step| {
            let count = customers.iter().filter(|customer| customer.step == Some(step)).count();
            let shown = format::number(language, count as u64);
            let address = format!("{}?step={}", Route::Customers.path(), step.word());
            let label = t.words_step(step.word()).unwrap_or_default();
            (count > 0).then(|| {
                (label, view! { <leptos_router::components::A href=address>{shown}</leptos_router::components::A> }.into_any())
            })
        })
        .collect();
    let direct = customers.iter().filter(|customer| customer.kind == CustomerKind::Direct).count();
    let all = customers.len() as u64;
    view! {
        <div class="cards">
            <section class="card">
                <h2 class="card__title">{t.overview_customers()}</h2>
                {if customers.is_empty() {
                    view! { <p class="card__lead">{t.overview_no_customers()}</p> }.into_any()
                } else {
                    facts(steps)
                }}
                <p><Link to=Route::Customers>{t.overview_all_customers(all)}</Link></p>
                {(direct > 0).then(|| badge("neutral", "people", t.overview_direct(direct as u64)))}
            </section>
            <section class="card">
                <h2 class="card__title">{t.overview_transfers()}</h2>
                <p class="card__lead">{t.overview_open(open)}</p>
                <p><Link to=Route::Transfers>{t.frame_inbox()}</Link></p>
            </section>
        </div>
    }
    .into_any()
}
