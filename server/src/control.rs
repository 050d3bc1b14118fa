//! `/control`, for tests and for trying things out, only where it was asked for: clock, scenario, faults, limits, and which parts of
//! the contract are missing.

use std::sync::{Arc, PoisonError};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use crossover::domain::moment::Timestamp;
use crossover::sim::fault::FaultPlan;
use crossover::sim::scenario::Scenario;
use serde_json::Value;

use crate::App;
use crate::sign_in::is_own;

/// POST /control: `{"scenario", "now", "fault", "rate", "without": […], "revoke": "access" | "all"}`, each of them optional.
pub async fn change(State(app): State<Arc<App>>, headers: HeaderMap, body: String) -> Response {
    // A page of another origin cannot send this type without asking first.
    let is_json = headers.get("content-type").is_some_and(|value| value.as_bytes().starts_with(b"application/json"));
    if !is_json || !is_own(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match apply(&app, &body).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(what) => (StatusCode::BAD_REQUEST, format!("{what}\n")).into_response(),
    }
}

async fn apply(app: &App, body: &str) -> Result<(), String> {
    let wanted: Value = serde_json::from_str(body).map_err(|error| error.to_string())?;
    let text = |name: &str| wanted.get(name).and_then(Value::as_str);
    let now = match text("now") {
        Some(word) => Some(word.parse::<Timestamp>().map_err(|_| format!("now = {word}"))?),
        None => None,
    };
    let kept = match (text("scenario"), now) {
        (Some(word), now) => {
            let scenario = Scenario::parse(word).ok_or_else(|| format!("scenario = {word}"))?;
            app.service.restart(scenario, now).await
        }
        (None, Some(now)) => app.service.set_clock(now).await,
        (None, None) => true,
    };
    if !kept {
        return Err("it could not be kept".to_owned());
    }
    if let Some(plan) = text("fault") {
        *app.faults.lock().unwrap_or_else(PoisonError::into_inner) = FaultPlan::parse(plan).map_err(|bad| bad.to_string())?;
    }
    if let Some(most) = wanted.get("rate").and_then(Value::as_u64) {
        app.limit.set(u32::try_from(most).unwrap_or(u32::MAX));
    }
    if let Some(paths) = wanted.get("without").and_then(Value::as_array) {
        let paths = paths.iter().filter_map(Value::as_str).map(str::to_ascii_lowercase);
        *app.without.lock().unwrap_or_else(PoisonError::into_inner) = paths.collect();
    }
    match text("revoke") {
        Some("access") => app.openid.revoke(false),
        Some("all") => app.openid.revoke(true),
        _ => (),
    }
    Ok(())
}
