//! The app's own files: configuration and texts, from where the page came from.

use gloo_net::http::Request;
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Reads one file of ours, by its path below the base; `None` where it is not there.
pub async fn text(path: &str) -> Option<String> {
    if let Some(text) = fetched_ahead(path).await {
        return Some(text);
    }
    let response = Request::get(path).send().await.ok()?;
    if response.ok() { response.text().await.ok() } else { None }
}

/// The same, where `public/start.js` has the browser fetch it along with the app. It is there once: whoever asks again wants it anew.
async fn fetched_ahead(path: &str) -> Option<String> {
    let files = Reflect::get(&js_sys::global(), &JsValue::from_str("crossoverFiles")).ok()?;
    let files = files.dyn_ref::<js_sys::Object>()?;
    let file: Promise = Reflect::get(files, &JsValue::from_str(path)).ok()?.dyn_into().ok()?;
    Reflect::delete_property(files, &JsValue::from_str(path)).ok()?;
    JsFuture::from(file).await.ok()?.as_string()
}
