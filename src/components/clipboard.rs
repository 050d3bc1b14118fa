//! The clipboard, as far as the browser lets a page have it.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Says whether the clipboard took `text`. On an address that is not secure the browser has none, and a person may deny it.
pub async fn write(text: &str) -> bool {
    let navigator = window().navigator();
    let there = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    there && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
