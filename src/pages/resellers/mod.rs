//! **Indirect resellers** of a provider: the partnerships that stand, those that were asked for, and what each action gives a
//! reseller (R129, R134).

mod invitations;
mod remove;
pub mod request;

use futures_util::future::{join_all, try_join};
use leptos::prelude::*;

use self::invitations::Invitations;
use self::remove::{AfterRemoval, RemoveDialog};
use super::use_query_word;
use crate::api::Client;
use crate::api::compliance::PartnerKey;
use crate::api::error::ApiError;
use crate::components::badge::badge;
use crate::components::button::GatedButton;
use crate::components::empty::Empty;
use crate::components::heading::PageHeading;
use crate::components::icon::button_icon;
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::components::table::{Column, Row, table};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::customer::Customer;
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::domain::percent::encode;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::{Texts, format, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// A reseller, and whether its partner agreement is signed; `None` where the service does not say.
type Reseller = (Partnership, Option<bool>);

/// The page (R5, R128).
#[component]
pub fn ResellersPage() -> impl IntoView {
    let t = use_texts();
    view! {
        <PageHeading title=t.nav_resellers() />
        {match gate() {
            Some(error) => view! { <Trouble error /> }.into_any(),
            None => {
                view! {
                    <AfterRemoval />
                    <Resellers />
                    <Invitations />
                    <Gives />
                }
                    .into_any()
            }
        }}
    }
}

/// Why the person may not be here; the other side finds nothing.
fn gate() -> Option<ApiError> {
    let viewer = use_viewer();
    if viewer.side() != Side::Provider {
        return Some(ApiError::refused(Refusal::new(RefusalCode::NotFound)));
    }
    viewer.may(Action::ManageResellers).err().map(ApiError::refused)
}

/// Says of each reseller whether its agreement is signed: "not signed" comes in two forms (api/partner-center.md section 8).
async fn signed(client: &Client, reseller: &Partnership) -> Option<bool> {
    match client.partner_agreement_signed(PartnerKey::Tenant(&reseller.tenant)).await {
        Ok(is_signed) => Some(is_signed),
        Err(error) if error.is(RefusalCode::PartnerIdMpa) => Some(false),
        Err(_) => None,
    }
}

/// The table of partnerships.
#[component]
fn Resellers() -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let found = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move {
            let (list, customers) = try_join(client.list_partnerships(Side::Provider), client.list_customers()).await?;
            let list: Vec<Partnership> = list.into_iter().filter(|it| it.state != PartnershipState::Removed).collect();
            let agreements = join_all(list.iter().map(|it| signed(&client, it))).await;
            Ok((list.into_iter().zip(agreements).collect::<Vec<Reseller>>(), customers))
        }
    });
    view! {
        <section class="section" aria-label=t.nav_resellers()>
            <div class="toolbar">
                <Link to=Route::RequestPartnership class="button">
                    {button_icon("add")}
                    {t.resellers_request()}
                </Link>
            </div>
            {load(found, move |(list, customers)| view! { <ResellerTable list customers /> }.into_any())}
        </section>
    }
}

#[component]
fn ResellerTable(
    /// The resellers.
    list: Vec<Reseller>,
    /// All customers, to count and name those of each.
    customers: Vec<Customer>,
) -> impl IntoView {
    let t = use_texts();
    let (_, set_remove) = use_query_word("remove");
    let rows = list.iter().map(|it| row(t, it, &customers, set_remove.clone())).collect();
    let columns = vec![
        Column::text(t.partnerships_column_name()),
        Column::text(t.partnerships_column_mpn()),
        Column::text(t.partnerships_column_location()),
        Column::text(t.partnerships_column_state()),
        Column::text(t.resellers_agreement()),
        Column::number(t.customers_title()),
        Column::text(t.providers_actions()),
    ];
    let partners: Vec<Partnership> = list.into_iter().map(|(partnership, _)| partnership).collect();
    let body = if partners.is_empty() {
        view! { <Empty icon_name="building-multiple" title=t.resellers_none() text=t.resellers_none_text() /> }.into_any()
    } else {
        table(t.nav_resellers(), columns, rows)
    };
    view! {
        {body}
        <RemoveDialog partners customers />
    }
}

fn row(t: Texts, reseller: &Reseller, customers: &[Customer], set_remove: impl Fn(&str) + 'static) -> Row {
    let (partnership, is_signed) = reseller;
    let tenant = partnership.tenant.to_string();
    let own = customers.iter().filter(|customer| customer.resellers.iter().any(|it| it.tenant == partnership.tenant)).count();
    let address = format!("{}?provider={}", Route::Customers.path(), encode(&tenant));
    let agreement = match is_signed {
        Some(true) => badge("success", "checkmark-circle", t.resellers_signed()),
        Some(false) => badge("warning", "warning", t.resellers_unsigned()),
        None => badge("neutral", "question", t.resellers_unknown()),
    };
    let stands = partnership.state == PartnershipState::Active;
    let (tone, icon_name) = if stands { ("success", "checkmark-circle") } else { ("neutral", "info") };
    let state = t.words_partnership(partnership.state.word()).unwrap_or_else(|| partnership.state.word().to_owned());
    let add = if *is_signed == Some(false) {
        let why = Refusal::new(RefusalCode::ResellerMpaMissing).with("partner", partnership.name.as_str());
        view! { <GatedButton id=format!("add-{tenant}") label=t.resellers_add() refusal=Signal::stored(Some(why)) on_press=|| {} /> }
            .into_any()
    } else {
        let to = Route::NewCustomer(partnership.tenant.clone());
        view! { <Link to class="button">{t.resellers_add()}</Link> }.into_any()
    };
    let remove = tenant.clone();
    let actions = view! {
        <div class="cluster">
            {add}
            <button type="button" class="button" data-kind="subtle" id=format!("remove-{tenant}") on:click=move |_| set_remove(&remove)>
                {t.resellers_remove()}
            </button>
        </div>
    };
    let count = format::number(t.language(), own as u64);
    let cells = vec![
        partnership.mpn_id.as_ref().map(ToString::to_string).unwrap_or_default().into_any(),
        partnership.location.as_deref().map(|country| format::country(t, country)).unwrap_or_default().into_any(),
        badge(tone, icon_name, state),
        agreement,
        view! { <a href=address>{count}</a> }.into_any(),
        actions.into_any(),
    ];
    let since = partnership.since.map(|at| format::date(t, at)).unwrap_or_default();
    let head = view! { <span class="table__name">{partnership.name.clone()}</span><span class="table__sub">{since}</span> };
    Row::new(head.into_any(), cells)
}

/// Which action gives the reseller what (R134).
#[component]
fn Gives() -> impl IntoView {
    let t = use_texts();
    let rows = [
        (t.resellers_gives_customer(), t.resellers_gives_customer_what()),
        (t.resellers_gives_azure(), t.resellers_gives_azure_what()),
        (t.resellers_gives_subscription(), t.resellers_gives_subscription_what()),
        (t.resellers_gives_support(), t.resellers_gives_support_what()),
    ];
    let rows = rows.into_iter().map(|(place, what)| Row::new(place.into_any(), vec![what.into_any()])).collect();
    let columns = vec![Column::text(t.resellers_gives_action()), Column::text(t.resellers_gives_what())];
    view! {
        <section class="section" aria-labelledby="resellers-gives">
            <h2 class="card__title" id="resellers-gives">{t.resellers_gives_title()}</h2>
            {table(t.resellers_gives_title(), columns, rows)}
        </section>
    }
}
