//! **Indirect providers** of a partner: the partnerships that stand, the invitations that wait, and those to customers (R51, R52).

mod invitations;

use futures_util::future::try_join;
use leptos::prelude::*;

use self::invitations::CustomerInvitations;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::badge::badge;
use crate::components::button::GatedButton;
use crate::components::empty::Empty;
use crate::components::heading::PageHeading;
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::table::{Column, Row, table};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::customer::Customer;
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::domain::partnership_invitation::PartnershipInvitation;
use crate::domain::percent::encode;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::{Texts, format, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// The list; after enrolling (R4).
#[component]
pub fn ProvidersPage() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let content = if viewer.side() != Side::Partner {
        refused(Refusal::new(RefusalCode::NotFound))
    } else if viewer.0.is_enrolled() {
        view! {
            <Waiting />
            <Partnerships />
            <CustomerInvitations />
        }
        .into_any()
    } else {
        refused(Refusal::new(RefusalCode::NotEnrolled))
    };
    view! { <PageHeading title=t.nav_providers() /> {content} }
}

fn refused(refusal: Refusal) -> AnyView {
    view! { <Trouble error=ApiError::refused(refusal) /> }.into_any()
}

/// What providers sent, and nobody answered yet.
#[component]
fn Waiting() -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let invitations = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move { client.list_partnership_invitations(Side::Partner).await }
    });
    load(invitations, move |list| {
        let notices: Vec<AnyView> = list.iter().filter(|it| it.is_open()).map(|it| waiting(t, it)).collect();
        (!notices.is_empty())
            .then(|| {
                view! {
                    <section class="section" aria-labelledby="providers-incoming">
                        <h2 class="card__title" id="providers-incoming">{t.providers_incoming()}</h2>
                        {notices}
                    </section>
                }
            })
            .into_any()
    })
}

fn waiting(t: Texts, invitation: &PartnershipInvitation) -> AnyView {
    let date = invitation.created.map(|at| format::date(t, at)).unwrap_or_default();
    let to = Route::Invitation(invitation.id.clone());
    view! {
        <Notice tone="info" title=t.providers_incoming_text(&date, &invitation.provider.name)>
            <Link to>{t.providers_look()}</Link>
        </Notice>
    }
    .into_any()
}

/// The table of partnerships.
#[component]
fn Partnerships() -> impl IntoView {
    let live = use_live();
    let client = expect_context::<Client>();
    let found = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move { try_join(client.list_partnerships(Side::Partner), client.list_customers()).await }
    });
    load(found, move |(list, customers)| view! { <PartnershipTable list customers /> }.into_any())
}

#[component]
fn PartnershipTable(
    /// The partnerships.
    list: Vec<Partnership>,
    /// All customers, to count those that are shared.
    customers: Vec<Customer>,
) -> impl IntoView {
    let t = use_texts();
    if list.is_empty() {
        return view! {
            <Empty icon_name="building-multiple" title=t.providers_none() text=t.providers_none_text()>
                <Link to=Route::FindProvider class="button">{t.directory_title()}</Link>
            </Empty>
        }
        .into_any();
    }
    let refusal = use_viewer().may(Action::InviteCustomers).err();
    let rows = list.iter().map(|it| row(t, it, &customers, refusal.as_ref())).collect();
    let columns = vec![
        Column::text(t.partnerships_column_name()),
        Column::text(t.partnerships_column_mpn()),
        Column::text(t.partnerships_column_location()),
        Column::text(t.partnerships_column_state()),
        Column::text(t.partnerships_column_since()),
        Column::number(t.providers_customers()),
        Column::text(t.providers_actions()),
    ];
    view! {
        <section class="section" aria-label=t.nav_providers()>
            {table(t.nav_providers(), columns, rows)}
            <p><Link to=Route::FindProvider>{t.directory_title()}</Link></p>
        </section>
    }
    .into_any()
}

fn row(t: Texts, partnership: &Partnership, customers: &[Customer], refusal: Option<&Refusal>) -> Row {
    let stands = partnership.state == PartnershipState::Active;
    let tenant = partnership.tenant.clone();
    let shared = customers.iter().filter(|customer| customer.provider(&tenant).is_some()).count();
    let address = format!("{}?provider={}", Route::Customers.path(), encode(tenant.as_str()));
    let invite = match refusal {
        None => view! { <Link to=Route::InviteCustomers(tenant.clone(), None) class="button">{t.providers_invite()}</Link> }.into_any(),
        Some(why) => view! {
            <GatedButton id=format!("invite-{tenant}") label=t.providers_invite() refusal=Signal::stored(Some(why.clone())) on_press=|| {} />
        }
        .into_any(),
    };
    let actions = view! {
        <div class="cluster">
            <a href=address>{t.partnerships_view_customers()}</a>
            {stands.then_some(invite)}
        </div>
    };
    let tone = if stands { ("success", "checkmark-circle") } else { ("neutral", "info") };
    let state = t.words_partnership(partnership.state.word()).unwrap_or_else(|| partnership.state.word().to_owned());
    let cells = vec![
        partnership.mpn_id.as_ref().map(ToString::to_string).unwrap_or_default().into_any(),
        partnership.location.as_deref().map(|country| format::country(t, country)).unwrap_or_default().into_any(),
        badge(tone.0, tone.1, state),
        partnership.since.map(|at| format::date(t, at)).unwrap_or_default().into_any(),
        format::number(t.language(), shared as u64).into_any(),
        actions.into_any(),
    ];
    Row::new(view! { <span class="table__name">{partnership.name.clone()}</span> }.into_any(), cells)
}
