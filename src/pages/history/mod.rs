//! **History**: who did what when, of all customers and of one; the ledger of old and new ids; the receipt of one customer (R114, R171).

mod ledger;
mod records;

use leptos::prelude::*;

use self::ledger::Ledger;
use self::records::Records;
use super::use_query_word;
use crate::api::error::ApiError;
use crate::components::heading::PageHeading;
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::ids::CustomerId;
use crate::i18n::{Texts, use_texts};
use crate::pages::printed::Printed;
use crate::route::Route;
use crate::viewer::use_viewer;

/// The word of the ledger in the address.
const LEDGER: &str = "ledger";

/// What was done, and what became of what moved.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let (view, _) = use_query_word("view");
    let (customer, _) = use_query_word("customer");
    let customer = Memo::new(move |_| CustomerId::parse(&customer.read()));
    let body = move || {
        if let Err(refusal) = viewer.may(Action::ReadHistory) {
            return view! { <Trouble error=ApiError::refused(refusal) /> }.into_any();
        }
        let of = customer.get();
        let shown = if *view.read() == LEDGER {
            view! { <Ledger customer=of.clone() /> }.into_any()
        } else {
            view! { <Records customer=of.clone() /> }.into_any()
        };
        view! {
            {views(t, *view.read() == LEDGER, of.as_ref())}
            {shown}
        }
        .into_any()
    };
    let above = vec![(t.overview_title(), Route::Overview)];
    view! {
        <PageHeading title=t.history_title() lead=t.history_lead() above />
        {body}
        <Printed />
    }
}

/// The ways between the record and the ledger, and from one customer back to all.
fn views(t: Texts, is_ledger: bool, customer: Option<&CustomerId>) -> AnyView {
    let address = |view: &str, customer: Option<&CustomerId>| {
        let mut query: Vec<String> = Vec::new();
        if !view.is_empty() {
            query.push(format!("view={view}"));
        }
        if let Some(id) = customer {
            query.push(format!("customer={}", crate::domain::percent::encode(id.as_str())));
        }
        let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        format!("{}{query}", Route::History.path())
    };
    let link = |to: String, text: String, current: bool| {
        view! { <li><a href=to class="places__link" aria-current=current.then_some("page")>{text}</a></li> }.into_any()
    };
    view! {
        <nav class="places no-print" aria-label=t.history_title()>
            <ul class="places__list">
                {link(address("", customer), t.history_records(), !is_ledger)}
                {link(address(LEDGER, customer), t.history_ledger(), is_ledger)}
                {customer.map(|_| link(address(if is_ledger { LEDGER } else { "" }, None), t.history_all_customers(), false))}
            </ul>
        </nav>
    }
    .into_any()
}
