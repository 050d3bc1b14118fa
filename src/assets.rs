//! The app's own files: configuration and texts, from where the page came from.

use gloo_net::http::Request;

/// Reads one file of ours, by its path below the base; `None` where it is not there.
pub async fn text(path: &str) -> Option<String> {
    let response = Request::get(path).send().await.ok()?;
    if response.ok() { response.text().await.ok() } else { None }
}
