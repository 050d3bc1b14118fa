//! One file per page, a folder once it has parts of its own.

pub mod account;
mod confirm;
pub mod customers;
pub mod design;
mod dialogs;
pub mod enroll;
mod exporting;
pub mod find_provider;
mod flaws;
pub mod guide;
pub mod history;
pub mod invitation;
pub mod invite;
mod kept;
mod listing;
mod mail;
pub mod missing;
pub mod new_customer;
pub mod new_subscription;
pub mod overview;
mod places;
mod printed;
pub mod program;
pub mod provider_profile;
pub mod providers;
pub mod rehearsal;
pub mod resellers;
pub mod subscription;
pub mod subscriptions;
pub mod transfer;
pub mod transfers;
pub mod transition;
pub mod users;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::Location;

use crate::components::heading::hold_focus;
use crate::domain::ids::{CustomerId, InvitationId, TenantId, TransferId};
use crate::route::Words;

/// What the address of this page names.
#[derive(Clone, Copy)]
pub struct Named(pub Memo<Words>);

/// The id that the address has under `name`; `None` where the word there cannot be one.
fn use_id<Id: Clone + PartialEq + Send + Sync + 'static>(name: &'static str, parse: fn(&str) -> Option<Id>) -> Memo<Option<Id>> {
    let Named(words) = expect_context();
    Memo::new(move |_| words.read().iter().find(|(it, _)| *it == name).and_then(|(_, word)| parse(word)))
}

/// The customer of the address.
fn use_customer_id() -> Memo<Option<CustomerId>> {
    use_id("customer", CustomerId::parse)
}

/// The partner of the address, under `name`.
fn use_tenant_id(name: &'static str) -> Memo<Option<TenantId>> {
    use_id(name, TenantId::parse)
}

/// The invitation of the address.
fn use_invitation_id() -> Memo<Option<InvitationId>> {
    use_id("invitation", InvitationId::parse)
}

/// The transfer of the address.
fn use_transfer_id() -> Memo<Option<TransferId>> {
    use_id("transfer", TransferId::parse)
}

/// One parameter of the address's query, and the way to change it. The change replaces the address, so Back leaves the page.
fn use_query_word(name: &'static str) -> (Memo<String>, impl Fn(&str) + Clone + Send + Sync + 'static) {
    // Of the location, not of the route: leptos_router 0.8 leaves the route's own query behind when only its params change.
    let Location { pathname, query, .. } = use_location();
    let navigate = use_navigate();
    let value = Memo::new(move |_| query.read().get(name).unwrap_or_default());
    let set = move |word: &str| {
        // The page that asked may be gone by the time of an answer: its address is another one then.
        let Some(mut map) = query.try_get_untracked() else { return };
        map.remove(name);
        if !word.is_empty() {
            map.insert(name.to_owned(), word.to_owned());
        }
        let to = format!("{}{}", pathname.get_untracked(), map.to_query_string());
        hold_focus();
        navigate(&to, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    };
    (value, set)
}

/// How often a page that waits for somebody else's decision looks again by itself.
const WATCHED_EVERY: std::time::Duration = std::time::Duration::from_mins(1);

/// Has everything read again from time to time while this part of the page is there: what another decides shows without a reload.
fn watch() {
    let live = crate::viewer::use_live();
    let look = move || {
        if !document().hidden() {
            live.changed();
        }
    };
    if let Ok(timer) = set_interval_with_handle(look, WATCHED_EVERY) {
        on_cleanup(move || timer.clear());
    }
}

/// Hands the person a file made in the page.
fn download(name: &str, media_type: &str, text: &str) {
    download_parts(name, media_type, &js_sys::Array::of1(&wasm_bindgen::JsValue::from_str(text)));
}

/// The same, of a file that was made in parts.
fn download_parts(name: &str, media_type: &str, parts: &js_sys::Array) {
    use wasm_bindgen::JsCast;

    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(parts, &options) else { return };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    if let Some(anchor) = document().create_element("a").ok().and_then(|it| it.dyn_into::<web_sys::HtmlAnchorElement>().ok()) {
        anchor.set_href(&address);
        anchor.set_download(name);
        anchor.click();
    }
    // The browser has taken the file over by then; revoking an address that is gone is no error.
    let _ = web_sys::Url::revoke_object_url(&address);
}
