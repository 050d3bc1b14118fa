//! How far the customers are: how many stand at which step, and how many requests are open.

use leptos::prelude::*;

use crate::api::Client;
use crate::components::badge::badge;
use crate::components::facts::facts;
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::domain::customer::{Customer, CustomerKind};
use crate::domain::progress::Step;
use crate::i18n::{Texts, format, use_texts};
use crate::route::Route;
use crate::viewer::use_live;

/// Reads the customers.
pub(super) fn read() -> Loaded<Vec<Customer>> {
    let live = use_live();
    let client = expect_context::<Client>();
    Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move { client.list_customers().await }
    })
}

/// The cards about customers and requests.
#[component]
pub(super) fn Progress(
    /// The customers, where somebody has begun to read them.
    #[prop(optional)]
    customers: Option<Loaded<Vec<Customer>>>,
    /// Whether the requests have a card of their own elsewhere on the page.
    #[prop(optional)]
    without_requests: bool,
) -> impl IntoView {
    let t = use_texts();
    load(customers.unwrap_or_else(read), move |list| progress(t, &list, without_requests))
}

/// How many customers stand at which step, each number a link to them.
fn progress(t: Texts, customers: &[Customer], without_requests: bool) -> AnyView {
    let language = t.language();
    let open: u64 = customers.iter().map(|customer| customer.open_transfers).sum();
    let steps: Vec<(String, AnyView)> = Step::ALL
        .into_iter()
        .filter_map(|step| {
            let count = customers.iter().filter(|customer| customer.step == Some(step)).count();
            let shown = format::number(language, count as u64);
            let address = format!("{}?step={}", Route::Customers.path(), step.word());
            let label = t.words_step(step.word()).unwrap_or_default();
            (count > 0).then(|| (label, view! { <a href=address>{shown}</a> }.into_any()))
        })
        .collect();
    let direct = customers.iter().filter(|customer| customer.kind == CustomerKind::Direct).count();
    let all = customers.len() as u64;
    let requests = (!without_requests).then(|| {
        view! {
            <section class="card">
                <h2 class="card__title">{t.overview_transfers()}</h2>
                <p class="card__lead">{t.overview_open(open)}</p>
                <p><Link to=Route::Transfers>{t.frame_inbox()}</Link></p>
            </section>
        }
    });
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
            {requests}
        </div>
    }
    .into_any()
}
