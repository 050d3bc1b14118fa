//! The built site, as a production host serves it: compressed files beside each file, cache rules by name, unknown paths to the
//! app's router; and the headers that every answer bears.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use serde_json::json;
use tower_http::services::{ServeDir, ServeFile};

use crate::App;

/// Serves one file of the site, or the app for an address of the app's.
pub async fn serve(State(app): State<Arc<App>>, request: Request) -> Response {
    let Some(root) = &app.options.site else { return missing() };
    let path = request.uri().path().to_owned();
    if path.split('/').any(|segment| segment.starts_with('.') || segment.to_ascii_lowercase().starts_with("%2e")) {
        return missing();
    }
    let wants_page =
        request.headers().get(ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|it| it.contains("text/html"));
    let (parts, _) = request.into_parts();
    let again = || Request::from_parts(parts.clone(), Body::empty());
    let mut files = ServeDir::new(root).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    let found = files.try_call(again()).await.map(|found| found.map(Body::new));
    let has_ending = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let mut response = match found {
        Ok(found) if found.status() != StatusCode::NOT_FOUND => found,
        _ if path == "/" => page(root.join("index.html"), again()).await,
        // Nothing of the site is beside such an address: this page knows where it is.
        _ if !has_ending => page(root.join("404.html"), again()).await,
        _ if wants_page => {
            let mut page = page(root.join("404.html"), again()).await;
            *page.status_mut() = StatusCode::NOT_FOUND;
            page
        }
        _ => return missing(),
    };
    let name = if has_ending { path.rsplit('/').next().unwrap_or_default() } else { "index.html" };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache_control(name)));
    headers.insert("vary", HeaderValue::from_static("Accept-Encoding"));
    if let Some(text) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).filter(|it| it.starts_with("text/"))
        && !text.contains("charset")
        && let Ok(value) = HeaderValue::from_str(&format!("{text}; charset=utf-8"))
    {
        headers.insert(CONTENT_TYPE, value);
    }
    response
}

async fn page(file: std::path::PathBuf, request: Request) -> Response {
    let mut file = ServeFile::new(file).precompressed_br().precompressed_gzip();
    file.try_call(request).await.map_or_else(|_| missing(), |found| found.map(Body::new))
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, "No such file.\n").into_response()
}

/// The build names a file by its content, `name-0123456789abcdef.css`, zeros in front left out: such a name never changes its
/// meaning.
fn cache_control(name: &str) -> &'static str {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let is_hash = |hash: &str| (12..=16).contains(&hash.len()) && hash.bytes().all(|it| it.is_ascii_hexdigit());
    if stem.rsplit_once('-').is_some_and(|(_, hash)| is_hash(hash)) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// `config.json` for live mode against this very server.
pub async fn config(State(app): State<Arc<App>>) -> Response {
    let session = if app.options.entra {
        json!({ "kind": "entra", "authority": format!("{}/oidc", app.own), "clientId": crate::openid::CLIENT, "scope": "openid offline_access" })
    } else {
        json!({ "kind": "gateway", "signIn": "/sign-in", "signOut": "/sign-out" })
    };
    let body = json!({ "mode": "live", "apiBase": "/", "session": session });
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-cache")], body.to_string()).into_response()
}

/// The policy of every page: nothing inline, nothing from elsewhere, in nobody's frame.
pub fn policy(connect: &[String], forms: &[String]) -> String {
    let list = |also: &[String]| also.iter().fold("'self'".to_owned(), |all, origin| all + " " + origin);
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src {}; manifest-src 'self'; base-uri 'self'; form-action {}; frame-ancestors 'none'",
        list(connect),
        list(forms)
    )
}

/// Sets the headers of a production host on every answer.
pub async fn protect(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let fixed = [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ];
    let headers = response.headers_mut();
    for (name, value) in fixed {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if app.options.secure {
        headers.insert("strict-transport-security", HeaderValue::from_static("max-age=31536000"));
    }
    headers.insert("content-security-policy", app.policy.clone());
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_with_the_hash_of_its_content_is_kept_for_good() {
        for name in ["app-761f6bb2d2060a7_bg.wasm", "app-0123456789abcdef.js"] {
            assert!(cache_control(name).contains("immutable"), "{name}");
        }
        for name in ["index.html", "config.json", "app.js", "page-heading.css"] {
            assert_eq!(cache_control(name), "no-cache", "{name}");
        }
    }

    #[test]
    fn the_policy_names_what_is_configured_and_nothing_else() {
        let policy = policy(&["https://api.example".to_owned()], &[]);
        assert!(policy.contains("connect-src 'self' https://api.example;"), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    }
}
