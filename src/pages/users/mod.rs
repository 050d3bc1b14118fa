//! A customer's users and licences: who there is, what is licensed, who holds it (R62, R69; api/partner-center.md section 12).

mod create;
mod edit;
mod licences;
mod panel;
mod password;

use futures_util::future::try_join;
use leptos::prelude::*;

use self::create::CreateUser;
use self::licences::pool_table;
use self::panel::UserPanel;
use super::places::Places;
use super::{use_customer_id, use_query_word};
use crate::api::Client;
use crate::components::button::GatedButton;
use crate::components::empty::Empty;
use crate::components::field::SelectField;
use crate::components::heading::PageHeading;
use crate::components::icon::{button_icon, icon};
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::table::{Column, Fold, Row, table};
use crate::domain::action::Action;
use crate::domain::customer::Customer;
use crate::domain::ids::CustomerId;
use crate::domain::licence::LicencePool;
use crate::domain::organisation::Side;
use crate::domain::user::User;
use crate::i18n::{Texts, format, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// The page.
#[component]
pub fn UsersPage() -> impl IntoView {
    let id = use_customer_id();
    move || match id.get() {
        Some(id) => view! { <OfCustomer id /> }.into_any(),
        None => view! { <super::missing::MissingPage /> }.into_any(),
    }
}

#[component]
fn OfCustomer(
    /// Whose.
    id: CustomerId,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let viewer = use_viewer();
    let name = RwSignal::new(String::new());
    let places = id.clone();
    let customer = Loaded::new(move || {
        live.track();
        let (client, id) = (client.clone(), id.clone());
        async move {
            let customer = client.customer(&id).await?;
            name.try_set(customer.name.clone());
            Ok(customer)
        }
    });
    view! {
        <PageHeading title=t.users_title() whose=name lead=name above=vec![(t.customers_title(), Route::Customers)] />
        <Places customer=places />
        {load(customer, move |customer| {
            let own = customer.provider(&viewer.0.organisation.tenant);
            // A provider by extension has no delegated admin privileges: the service would refuse all of this.
            if viewer.side() == Side::Provider && own.is_some_and(|own| !own.delegated_admin) {
                let body = t.users_no_admin_body(&customer.name);
                return view! { <Notice tone="info" title=t.related_no_admin() body /> }.into_any();
            }
            view! { <Directory customer /> }.into_any()
        })}
    }
}

/// Licences and users.
#[component]
fn Directory(
    /// Whose.
    customer: Customer,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let (show, set_show) = use_query_word("show");
    let deleted = Memo::new(move |_| show.get() == "deleted");
    let read = Loaded::new({
        let id = customer.id.clone();
        move || {
            live.track();
            let (client, id, deleted) = (client.clone(), id.clone(), deleted.get());
            async move {
                if deleted {
                    try_join(client.list_deleted_users(&id), client.list_licence_pools(&id, None)).await
                } else {
                    try_join(client.list_users(&id), client.list_licence_pools(&id, None)).await
                }
                .map(|(users, pools)| (deleted, users, pools))
            }
        }
    });
    let set_show = StoredValue::new(set_show);
    // Said here: what the change touches is drawn anew.
    let said = RwSignal::new(String::new());
    let list = load(read, move |(deleted, users, pools)| {
        let customer = customer.clone();
        view! {
            <section class="section" aria-labelledby="pools-title">
                <h2 class="card__title" id="pools-title">{t.licences_title()}</h2>
                {pool_table(t, &pools)}
            </section>
            <UserList customer users pools deleted said on_show=Callback::new(move |word: String| set_show.with_value(|set| set(&word))) />
        }
        .into_any()
    });
    view! {
        <p class="page__said" role="status">{said}</p>
        {list}
    }
}

/// Search, filter, and the users that they admit.
#[component]
fn UserList(
    /// Whose.
    customer: Customer,
    /// All of them.
    users: Vec<User>,
    /// What is licensed.
    pools: Vec<LicencePool>,
    /// Whether these are the deleted ones.
    deleted: bool,
    /// Set to what was done.
    said: RwSignal<String>,
    /// Others are to be shown.
    on_show: Callback<String>,
) -> impl IntoView {
    let t = use_texts();
    let refusal = use_viewer().may(Action::ManageUsers).err();
    let (text, set_text) = use_query_word("q");
    let (open, set_open) = use_query_word("user");
    let (create_open, show_create) = super::dialogs::use_dialog("create-user");
    let taken: Vec<String> = users.iter().map(|user| user.principal_name.to_lowercase()).collect();
    let list = StoredValue::new(users);
    let pools = StoredValue::new(pools);
    let shown = Memo::new(move |_| {
        let wanted = text.get().trim().to_lowercase();
        let fits = |user: &&User| {
            user.display_name.to_lowercase().contains(&wanted) || user.principal_name.to_lowercase().contains(&wanted)
        };
        list.with_value(|list| list.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let for_rows = customer.clone();
    let rows = move || {
        let shown = shown.get();
        if shown.is_empty() {
            let (title, text) = if deleted && list.with_value(Vec::is_empty) {
                (t.users_none_deleted(), t.users_none_deleted_text())
            } else {
                (t.users_no_match(), t.users_no_match_text())
            };
            return view! { <Empty icon_name="people" title text /> }.into_any();
        }
        let columns = vec![
            Column::text(t.users_column_name()),
            Column::text(t.users_column_location()),
            Column::text(if deleted { t.users_column_deleted() } else { t.users_column_source() }),
            Column::text(t.users_manage()),
        ];
        let rows = shown.into_iter().map(|user| user_row(t, &for_rows, user, (pools, said), open, set_open.clone())).collect();
        table(t.users_list(), columns, rows)
    };
    let shows = vec![(String::new(), t.users_show_active()), ("deleted".to_owned(), t.users_show_deleted())];
    view! {
        <section class="section" aria-labelledby="users-title">
            <h2 class="card__title" id="users-title">{t.users_list()}</h2>
            <div class="toolbar" role="search">
                <div class="field search">
                    <label class="field__label" for="users-search">{t.users_search()}</label>
                    {icon("search")}
                    <input
                        class="field__input"
                        id="users-search"
                        type="search"
                        prop:value=text
                        on:input=move |event| set_text(&event_target_value(&event))
                    />
                </div>
                <SelectField
                    id="users-show"
                    label=t.users_show()
                    options=Signal::stored(shows)
                    value=Signal::stored(if deleted { "deleted".to_owned() } else { String::new() })
                    on_change=move |word| on_show.run(word)
                />
                <div class="toolbar__end"><p class="toolbar__count" role="status">{move || t.users_count(shown.read().len() as u64)}</p></div>
            </div>
            <GatedButton
                id="create-user"
                label=t.users_create()
                refusal=Signal::stored(refusal.clone())
                icon_name="add"
                on_press=show_create
            />
            {rows}
        </section>
        <CreateUser customer taken open=create_open refusal />
    }
}

fn user_row(
    t: Texts,
    customer: &Customer,
    user: User,
    (pools, said): (StoredValue<Vec<LicencePool>>, RwSignal<String>),
    open: Memo<String>,
    set_open: impl Fn(&str) + Clone + Send + Sync + 'static,
) -> Row {
    let id = user.id.to_string();
    let is_open = {
        let id = id.clone();
        Signal::derive(move || open.get().eq_ignore_ascii_case(&id))
    };
    let name_id = format!("user-{id}");
    let head = view! {
        <span class="table__name" id=name_id.clone()><bdi>{user.display_name.clone()}</bdi></span>
        <span class="table__sub">{user.principal_name.clone()}</span>
    }
    .into_any();
    let location = if user.usage_location.is_empty() { t.users_no_location() } else { format::country(t, &user.usage_location) };
    let source = match (user.deleted, user.last_synchronised) {
        (Some(at), _) => format::date(t, at),
        (None, Some(at)) => t.users_synchronised(&format::date(t, at)),
        (None, None) => t.users_cloud(),
    };
    let panel = format!("panel-{id}");
    let controls = panel.clone();
    let button_id = format!("manage-{id}");
    let toggle = {
        let set_open = set_open.clone();
        move |_| set_open(if is_open.get_untracked() { "" } else { &id })
    };
    let manage = view! {
        <button
            type="button"
            class="button"
            data-kind="subtle"
            id=button_id
            aria-expanded=move || is_open.get().to_string()
            aria-controls=move || is_open.get().then(|| controls.clone())
            aria-describedby=name_id
            on:click=toggle
        >
            {t.users_manage()}
            {button_icon("chevron-down")}
        </button>
    }
    .into_any();
    let customer = customer.clone();
    let content = Box::new(move || {
        let (customer, user, set_open) = (customer.clone(), user.clone(), set_open.clone());
        let close = Callback::new(move |()| set_open(""));
        view! { <div id=panel.clone()><UserPanel customer user pools=pools.get_value() said on_gone=close /></div> }.into_any()
    });
    Row {
        head,
        cells: vec![location.into_any(), source.into_any(), manage],
        child: false,
        detail: Some(Fold { open: is_open, content }),
    }
}
