//! The sign-in page: pick a person of the sample. A stand-in for an organisation's own sign-in; it asks for no password, so it is
//! for this machine alone.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use crossover::domain::organisation::Role;
use crossover::domain::percent::decode;
use crossover::sim::persona::Persona;

use crate::App;
use crate::api::ANTI_FORGERY;
use crate::sessions::set_cookie;

/// The page's own look; the policy forbids it in the page.
const STYLE: &str = include_str!("sign_in.css");

/// The value of `name` in a query or in the body of a form.
pub fn parameter(text: &str, name: &str) -> Option<String> {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (decode(key), decode(&value.replace('+', " ")))).find(|(key, _)| key == name).map(|(_, value)| value)
}

/// Where to go afterwards: a path of ours, or an address of an origin that is allowed; else the start.
pub fn safe_return(wanted: Option<&str>, origins: &[String]) -> String {
    let is_plain = |text: &str| !text.contains('\\') && !text.chars().any(|sign| sign.is_control() || sign.is_whitespace());
    let is_path = |text: &str| text.starts_with('/') && !text.starts_with("//");
    let is_allowed = |text: &str| {
        origins
            .iter()
            .any(|origin| text.strip_prefix(origin.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    };
    wanted.filter(|text| is_plain(text) && (is_path(text) || is_allowed(text))).unwrap_or("/").to_owned()
}

/// Says whether a page of ours asks, as far as the browser tells.
pub fn is_own(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    match (text(ORIGIN), text(HOST)) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, rest)| rest == host),
        (None, _) => true,
        _ => false,
    }
}

/// GET /sign-in.
pub async fn page(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Response {
    let wanted = query.as_deref().and_then(|query| parameter(query, "return"));
    html(&write(&safe_return(wanted.as_deref(), &app.options.origins)))
}

/// GET /sign-in.css.
pub async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "no-cache")], STYLE).into_response()
}

/// POST /sign-in.
pub async fn sign_in(State(app): State<Arc<App>>, headers: HeaderMap, form: String) -> Response {
    if !is_own(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some(persona) = parameter(&form, "persona").and_then(|word| Persona::parse(&word)) else {
        return (StatusCode::BAD_REQUEST, "No such person.\n").into_response();
    };
    // Whoever was signed in before in this browser is so no longer.
    app.sessions.end(&headers).await;
    let Some(secret) = app.sessions.begin(persona).await else {
        return (StatusCode::SERVICE_UNAVAILABLE, "The session cannot be kept.\n").into_response();
    };
    let to = safe_return(parameter(&form, "return").as_deref(), &app.options.origins);
    let cookie = set_cookie(&secret, app.options.secure);
    (StatusCode::SEE_OTHER, [(LOCATION, to), (SET_COOKIE, cookie)]).into_response()
}

/// POST /sign-out, with the anti-forgery header.
pub async fn sign_out(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    if let Some(session) = app.sessions.of(&headers)
        && headers.get(ANTI_FORGERY).and_then(|value| value.to_str().ok()) != Some(&session.anti_forgery)
    {
        return (StatusCode::FORBIDDEN, [(ANTI_FORGERY, session.anti_forgery)]).into_response();
    }
    if !app.sessions.end(&headers).await {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    (StatusCode::NO_CONTENT, [(SET_COOKIE, set_cookie("", app.options.secure))]).into_response()
}

/// A page of ours.
pub fn html(text: &str) -> Response {
    ([(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-store")], text.to_owned()).into_response()
}

/// What a role is called.
const fn role(role: Role) -> &'static str {
    match role {
        Role::GlobalAdmin => "Global admin",
        Role::AdminAgent => "Admin agent",
        Role::SalesAgent => "Sales agent",
        Role::UserManagementAdmin => "User management admin",
        Role::HelpdeskAgent => "Helpdesk agent",
        Role::BillingAdmin => "Billing admin",
        Role::IncentivesAdmin => "Incentives admin",
    }
}

fn write(to: &str) -> String {
    let to = escape(to);
    let mut people = String::new();
    let mut before = None;
    for persona in Persona::ALL {
        let company = persona.company();
        // Writing into a text cannot fail.
        if before != Some(company) {
            if before.is_some() {
                people += "</div>";
            }
            let _ = write!(people, "<h2>{}</h2><div class=\"people\">", escape(company.name()));
            before = Some(company);
        }
        let roles: Vec<&str> = persona.roles().iter().map(|it| role(*it)).collect();
        let roles = if roles.is_empty() { "No role".to_owned() } else { roles.join(", ") };
        let (word, name) = (persona.word(), escape(persona.name()));
        let _ = write!(people, "<button name=\"persona\" value=\"{word}\"><b>{name}</b><span>{roles}</span></button>");
    }
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Sign in - Crossover reference API</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">\
         <link rel=\"icon\" type=\"image/svg+xml\" href=\"/favicon.svg\"><link rel=\"stylesheet\" href=\"/sign-in.css\"></head><body><main><h1>Sign in</h1>\
         <p>The reference API knows these people. All of them, their organisations and their customers are made up.</p>\
         <form method=\"post\" action=\"/sign-in\"><input type=\"hidden\" name=\"return\" value=\"{to}\">{people}</div></form></main></body></html>"
    )
}

/// Text, safe in HTML and in an attribute.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comes_back_to_an_address_of_ours_only() {
        let origins = ["https://app.example".to_owned()];
        for good in ["/", "/customers?q=a%20b#x", "https://app.example", "https://app.example/customers"] {
            assert_eq!(safe_return(Some(good), &origins), good);
        }
        for bad in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "https://app.example.evil.example/",
            "javascript:alert(1)",
            "customers",
            "",
            "/a\r\nSet-Cookie: x",
        ] {
            assert_eq!(safe_return(Some(bad), &origins), "/", "{bad}");
        }
        assert_eq!(safe_return(None, &origins), "/");
    }

    #[test]
    fn the_page_writes_what_it_was_given_as_text() {
        let page = write("/?q=\"><script>alert(1)</script>");
        assert!(!page.contains("<script>") && page.contains("&quot;&gt;&lt;script&gt;"), "{page}");
        assert!(Persona::ALL.iter().all(|persona| page.contains(persona.word())));
    }

    #[test]
    fn forms_are_read_as_browsers_write_them() {
        assert_eq!(parameter("return=%2Fa%3Fb%3D1&persona=partner-owner", "return").as_deref(), Some("/a?b=1"));
        assert_eq!(parameter("a=x+y", "a").as_deref(), Some("x y"));
        assert_eq!(parameter("a", "a"), None);
    }
}
