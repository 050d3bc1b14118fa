//! **Indirect providers** of a partner, **Indirect resellers** of a provider: the partnerships that stand.

use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::badge::badge;
use crate::components::empty::Empty;
use crate::components::heading::PageHeading;
use crate::components::load::{Loaded, load};
use crate::components::table::{Column, Row, table};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::{Texts, format, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// **Indirect providers**: after enrolling (R4).
#[component]
pub fn ProvidersPage() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let content = if viewer.side() != Side::Partner {
        refused(Refusal::new(RefusalCode::NotFound))
    } else if viewer.0.is_enrolled() {
        view! { <Partnerships side=Side::Partner /> }.into_any()
    } else {
        refused(Refusal::new(RefusalCode::NotEnrolled))
    };
    view! { <PageHeading title=t.nav_providers() /> {content} }
}

/// **Indirect resellers** (R5).
#[component]
pub fn ResellersPage() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let content = if viewer.side() == Side::Provider {
        match viewer.may(Action::ManageResellers) {
            Ok(()) => view! { <Partnerships side=Side::Provider /> }.into_any(),
            Err(refusal) => refused(refusal),
        }
    } else {
        refused(Refusal::new(RefusalCode::NotFound))
    };
    view! { <PageHeading title=t.nav_resellers() /> {content} }
}

fn refused(refusal: Refusal) -> AnyView {
    view! { <Trouble error=ApiError::refused(refusal) /> }.into_any()
}

#[component]
fn Partnerships(
    /// Whose list.
    side: Side,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let list = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move { client.list_partnerships(side).await }
    });
    load(list, move |list| rows(t, side, &list))
}

fn rows(t: Texts, side: Side, list: &[Partnership]) -> AnyView {
    let title = match side {
        Side::Partner => t.nav_providers(),
        Side::Provider => t.nav_resellers(),
    };
    if list.is_empty() {
        return view! { <Empty icon_name="building-multiple" title=t.partnerships_none() text=t.partnerships_none_text() /> }
            .into_any();
    }
    let rows = list
        .iter()
        .map(|it| {
            let address = format!("{}?provider={}", Route::Customers.path(), crate::domain::percent::encode(it.tenant.as_str()));
            let customers = view! { <leptos_router::components::A href=address>{t.partnerships_view_customers()}</leptos_router::components::A> };
            let tone = if it.state == PartnershipState::Active { ("success", "checkmark-circle") } else { ("neutral", "info") };
            let state = t.words_partnership(it.state.word()).unwrap_or_else(|| it.state.word().to_owned());
            let cells = vec![
                it.mpn_id.as_ref().map(ToString::to_string).unwrap_or_default().into_any(),
                it.location.as_deref().map(|country| format::country(t, country)).unwrap_or_default().into_any(),
                badge(tone.0, tone.1, state),
                it.since.map(|at| format::date(t, at)).unwrap_or_default().into_any(),
                customers.into_any(),
            ];
            Row::new(view! { <span class="table__name">{it.name.clone()}</span> }.into_any(), cells)
        })
        .collect();
    let columns = vec![
        Column::text(t.partnerships_column_name()),
        Column::text(t.partnerships_column_mpn()),
        Column::text(t.partnerships_column_location()),
        Column::text(t.partnerships_column_state()),
        Column::text(t.partnerships_column_since()),
        Column::text(t.customers_title()),
    ];
    table(title, columns, rows)
}
