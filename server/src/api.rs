//! `/v1`: who calls, whether they may call now, and on to the simulation.

use std::io;
use std::sync::{Arc, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, COOKIE, HeaderName, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method as Verb, StatusCode, Uri};
use axum::response::Response;
use crossover::api::http::{Method, Reply, Request};
use crossover::domain::percent::decode;
use crossover::sim::fault::{self, Effect, Outcome};
use serde_json::json;

use crate::App;

/// The header by which a page shows that it could read an answer of ours, and so is one of ours.
pub const ANTI_FORGERY: &str = "x-xsrf-token";

/// Answers a call.
pub async fn answer(State(app): State<Arc<App>>, verb: Verb, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let Some(mut request) = read(&verb, &uri, &headers, &body) else {
        return respond(Reply::empty(405));
    };
    let session = app.sessions.of(&headers);
    let bearer = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let persona = match (bearer, &session) {
        (Some(token), _) => app.openid.persona(token.trim()),
        (None, Some(session)) => Some(session.persona),
        (None, None) => None,
    };
    if let (None, Some(session)) = (bearer, &session)
        && !request.method.is_read()
        && headers.get(ANTI_FORGERY).and_then(|value| value.to_str().ok()) != Some(&session.anti_forgery)
    {
        let body = json!({ "code": 403, "description": "The anti-forgery header is missing or out of date." });
        return with_token(respond(Reply::json(403, &body)), Some(&session.anti_forgery));
    }
    if let Some(persona) = persona {
        if let Err(seconds) = app.limit.count(persona.company().tenant(), app.started.elapsed().as_secs()) {
            let text = format!("Rate limit is exceeded. Try again in {seconds} seconds.");
            let reply = Reply::json(429, &json!({ "statusCode": 429, "message": text }));
            return respond(reply.with_header("Retry-After", &seconds.to_string()));
        }
        request.set_header("Authorization", &format!("Bearer {}", persona.word()));
    }
    if app.lacks(&request.path) {
        return respond(Reply::empty(404));
    }
    let effect = app.faults.lock().unwrap_or_else(PoisonError::into_inner).take(&request);
    let acts = matches!(effect, None | Some(Effect::Late | Effect::Malformed));
    let reply = if acts { app.service.answer(request).await } else { Reply::empty(500) };
    match fault::apply(effect, || reply.clone()) {
        Outcome::Answered(mut reply) => {
            if verb == Verb::HEAD {
                reply.body.clear();
            }
            with_token(respond(reply), session.as_ref().map(|held| held.anti_forgery.as_str()))
        }
        Outcome::Lost => broken_off(),
        Outcome::Silent => std::future::pending().await,
    }
}

/// The call in the simulation's terms; nothing for a method that the contract does not know. Who calls is not taken from it.
fn read(verb: &Verb, uri: &Uri, headers: &HeaderMap, body: &Bytes) -> Option<Request> {
    let pairs = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    let query = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    });
    let own = [AUTHORIZATION, COOKIE, ORIGIN, HeaderName::from_static(ANTI_FORGERY)];
    let seen = headers.iter().filter(|(name, _)| !own.contains(name));
    let headers = seen.filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())));
    let text = String::from_utf8_lossy(body);
    Some(Request {
        method: Method::parse(verb.as_str())?,
        path: uri.path().to_owned(),
        query: query.collect(),
        headers: headers.collect(),
        body: (!text.is_empty()).then(|| text.into_owned()),
    })
}

/// The answer as HTTP. Nothing of it may be kept on the way or by the browser: it holds personal data.
fn respond(reply: Reply) -> Response {
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in &reply.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn with_token(mut response: Response, token: Option<&str>) -> Response {
    if let Some(value) = token.and_then(|token| HeaderValue::from_str(token).ok()) {
        response.headers_mut().insert(ANTI_FORGERY, value);
    }
    response
}

/// An answer whose connection breaks before it is whole.
fn broken_off() -> Response {
    let broken = async { Err::<Bytes, io::Error>(io::Error::from(io::ErrorKind::ConnectionReset)) };
    Response::new(Body::from_stream(futures_util::stream::once(broken)))
}
