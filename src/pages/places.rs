//! The pages of one customer, and the way between them.

use leptos::prelude::*;

use crate::components::link::NavLink;
use crate::domain::ids::CustomerId;
use crate::i18n::use_texts;
use crate::route::Route;

/// Links to the pages of one customer; the one that is open is marked.
#[component]
pub(super) fn Places(
    /// Whose.
    customer: CustomerId,
) -> impl IntoView {
    let t = use_texts();
    let entries = [
        (t.account_title(), Route::Account(customer.clone())),
        (t.subscriptions_title(), Route::Subscriptions(customer.clone())),
        (t.users_title(), Route::Users(customer)),
    ];
    let entries: Vec<AnyView> = entries
        .into_iter()
        .map(|(label, route)| view! { <li><NavLink to=route class="places__link">{label}</NavLink></li> }.into_any())
        .collect();
    view! {
        <nav class="places" aria-label=t.account_places()>
            <ul class="places__list">{entries}</ul>
        </nav>
    }
}
