//! Licences: what the customer has, and what one user holds of it.

use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::button::GatedButton;
use crate::components::empty::Empty;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::table::{Column, Row, table};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::ids::{CustomerId, SkuId};
use crate::domain::licence::{LicencePool, LicenceWarning, changes};
use crate::domain::user::User;
use crate::i18n::{Texts, use_texts};
use crate::viewer::{use_live, use_viewer};

/// The licences that the customer has.
pub(super) fn pool_table(t: Texts, pools: &[LicencePool]) -> AnyView {
    if pools.is_empty() {
        return view! { <Empty icon_name="box" title=t.licences_none() text=t.licences_none_text() /> }.into_any();
    }
    let columns = vec![
        Column::text(t.licences_product()),
        Column::number(t.licences_total()),
        Column::number(t.licences_assigned()),
        Column::number(t.licences_available()),
        Column::number(t.licences_suspended()),
    ];
    let rows = pools
        .iter()
        .map(|pool| {
            let head = view! {
                <span class="table__name">{pool.sku.name.clone()}</span>
                <span class="table__sub code">{pool.sku.part_number.clone()}</span>
            }
            .into_any();
            let cells = [pool.total, pool.consumed, pool.available, pool.suspended];
            Row::new(head, cells.map(|count| signed(t, count).into_any()).into())
        })
        .collect();
    table(t.licences_title(), columns, rows)
}

/// A count that can be negative: more can be assigned than there is.
fn signed(t: Texts, count: i64) -> String {
    let shown = crate::i18n::format::number(t.language(), count.unsigned_abs());
    if count < 0 { format!("−{shown}") } else { shown }
}

/// What one user holds, to be changed: a request for each group, since the service takes one at a time.
#[component]
pub(super) fn UserLicences(
    /// Whose user.
    customer: CustomerId,
    /// Which.
    user: User,
    /// What there is.
    pools: Vec<LicencePool>,
    /// Set to what was done.
    said: RwSignal<String>,
) -> impl IntoView {
    let client = expect_context::<Client>();
    let read = Loaded::new({
        let (customer, id) = (customer.clone(), user.id.clone());
        move || {
            let (client, customer, id) = (client.clone(), customer.clone(), id.clone());
            async move {
                let held = client.list_licences(&customer, &id, None).await?;
                Ok(held.into_iter().map(|licence| licence.sku.id).collect::<Vec<SkuId>>())
            }
        }
    });
    load(read, move |held| {
        view! { <Choices customer=customer.clone() user=user.clone() pools=pools.clone() held said /> }.into_any()
    })
}

#[component]
fn Choices(
    /// Whose user.
    customer: CustomerId,
    /// Which.
    user: User,
    /// What there is.
    pools: Vec<LicencePool>,
    /// What it holds.
    held: Vec<SkuId>,
    /// Set to what was done.
    said: RwSignal<String>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let refusal = use_viewer().may(Action::ManageUsers).err();
    let may = refusal.is_none();
    let chosen = RwSignal::new(held.clone());
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let warned = RwSignal::new(Vec::<LicenceWarning>::new());
    let placed = !user.usage_location.is_empty();
    if pools.is_empty() {
        return view! { <p>{t.licences_none_text()}</p> }.into_any();
    }
    let rows: Vec<AnyView> = pools
        .iter()
        .enumerate()
        .map(|(place, pool)| {
            let has = held.contains(&pool.sku.id);
            choice(t, (&user, place), pool, chosen, may && (has || (placed && pool.available > 0)))
        })
        .collect();
    let save = {
        let (user, held) = (user.id.clone(), held.clone());
        move || {
            let requests = changes(&pools, &held, &chosen.get_untracked());
            if requests.is_empty() {
                said.set(t.licences_unchanged());
                return;
            }
            busy.set(true);
            error.set(None);
            let (client, customer, user, live) = (client.clone(), customer.clone(), user.clone(), live.clone());
            leptos::task::spawn_local(async move {
                let mut warnings = Vec::new();
                for change in &requests {
                    match client.change_licences(&customer, &user, change).await {
                        Ok(found) => warnings.extend(found),
                        Err(why) => {
                            error.try_set(Some(why));
                            break;
                        }
                    }
                }
                if error.try_with_untracked(Option::is_none) == Some(true) {
                    said.try_set(t.licences_saved());
                }
                warned.try_set(warnings);
                busy.try_set(false);
                live.changed();
            });
        }
    };
    let warnings = move || {
        let list = warned.get();
        (!list.is_empty()).then(|| {
            let body = list.into_iter().map(|warning| warning.message).collect::<Vec<_>>().join(" ");
            view! { <Notice tone="warning" title=t.licences_warned() body /> }
        })
    };
    let button = format!("save-licences-{}", user.id);
    view! {
        <fieldset class="fieldset">
            <legend class="fieldset__legend">{t.licences_of(&user.display_name)}</legend>
            {(!placed).then(|| view! { <Notice tone="warning" title=t.licences_no_location() body=t.licences_no_location_text() /> })}
            <ul class="choice-list">{rows}</ul>
        </fieldset>
        {move || error.get().map(|error| view! { <Trouble error /> })}
        {warnings}
        <GatedButton id=button label=t.licences_save() refusal=Signal::stored(refusal) kind="primary" busy on_press=save />
    }
    .into_any()
}

fn choice(t: Texts, (user, place): (&User, usize), pool: &LicencePool, chosen: RwSignal<Vec<SkuId>>, open: bool) -> AnyView {
    let input = format!("licence-{}-{place}", user.id);
    let (id, left) = (pool.sku.id.clone(), signed(t, pool.available));
    let checked = {
        let id = id.clone();
        move || chosen.with(|chosen| chosen.contains(&id))
    };
    view! {
        <li class="choice-list__item">
            <input
                class="check__input"
                type="checkbox"
                id=input.clone()
                disabled=!open
                prop:checked=checked
                on:change=move |event| {
                    let ticked = event_target_checked(&event);
                    chosen.update(|chosen| {
                        chosen.retain(|held| *held != id);
                        if ticked {
                            chosen.push(id.clone());
                        }
                    });
                }
            />
            <label class="choice-list__label" for=input>
                <span class="choice-list__name">{pool.sku.name.clone()}</span>
                <span class="visually-hidden">", "</span>
                <span class="choice-list__quantity">{t.licences_left(&left)}</span>
            </label>
        </li>
    }
    .into_any()
}
