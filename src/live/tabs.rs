//! What all tabs of this browser do together: forget, when somebody signs out or somebody else signs in; and where one is.

use std::cell::Cell;

use leptos::prelude::{ArcRwSignal, Set as _, document, window};
use wasm_bindgen::prelude::*;

use crate::storage::Keep;
use crate::viewer::Live;

/// How long coming back and forth reads nothing again, in milliseconds.
const REST_MS: f64 = 10_000.0;

/// The channel by which tabs tell each other.
const CHANNEL: &str = "crossover.session";

/// Under which name it is kept for whom the rest is.
const WHOSE: &str = "whose";

/// Forgets everything of ours, here and in every other tab: drafts, unfinished writes, notes. The language stays.
pub(super) fn forget_everywhere() {
    forget_here();
    if let Ok(channel) = web_sys::BroadcastChannel::new(CHANNEL) {
        // A browser that cannot tell the other tabs is one where they learn it from the service.
        let _ = channel.post_message(&JsValue::from_str("signed-out"));
        channel.close();
    }
}

/// Forgets what was kept for somebody else. Who it was kept for is known by a number alone.
pub(super) fn meet(user: &str) {
    let hash = user.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mark = format!("{hash:016x}");
    for store in [Keep::Tab, Keep::Browser] {
        if store.get(WHOSE).is_some_and(|held| held != mark) {
            store.clear(&["language"]);
        }
        store.set(WHOSE, &mark);
    }
}

fn forget_here() {
    Keep::Tab.clear(&[]);
    Keep::Browser.clear(&["language"]);
}

/// Forgets, and says so, when another tab signs out.
pub(super) fn follow(is_out: ArcRwSignal<bool>, on_out: impl Fn() + 'static) {
    let Ok(channel) = web_sys::BroadcastChannel::new(CHANNEL) else { return };
    let listener = Closure::<dyn Fn()>::new(move || {
        on_out();
        forget_here();
        is_out.set(true);
    });
    channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // Both live as long as the page.
    listener.forget();
    std::mem::forget(channel);
}

/// Has the page read again when somebody comes back to it: what others did meanwhile shows. Not more often than that.
pub(super) fn read_again_on_return(live: Live) {
    let last = Cell::new(js_sys::Date::now());
    let listener = Closure::<dyn Fn()>::new(move || {
        let now = js_sys::Date::now();
        if document().visibility_state() == web_sys::VisibilityState::Visible && now - last.get() > REST_MS {
            last.set(now);
            live.changed();
        }
    });
    // A document takes every listener; this one lives as long as the page.
    let _ = document().add_event_listener_with_callback("visibilitychange", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Path, query and fragment of where one is.
pub(super) fn here() -> String {
    let location = window().location();
    let part = |part: Result<String, JsValue>| part.unwrap_or_default();
    format!("{}{}{}", part(location.pathname()), part(location.search()), part(location.hash()))
}

/// Puts `path` into the address in place of what stands there; history does not grow.
pub(super) fn show(path: &str) {
    if let Ok(history) = window().history() {
        // Replacing the address by one of the same origin cannot be refused.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

/// Leaves for `address`.
pub(super) fn leave(address: &str) {
    // It fails only for an address that the configuration would not have let in.
    let _ = window().location().assign(address);
}

/// The base address of the app, with a slash at its end.
pub(super) fn base() -> String {
    document().base_uri().ok().flatten().unwrap_or_default()
}
