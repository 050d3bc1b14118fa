//! What the address sets up in static mode (static-mode.md, "Addresses").

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

use crate::app::Problem;
use crate::domain::moment::Timestamp;
use crate::domain::rule_set::RuleSet;
use crate::sim::MOST_CUSTOMERS;
use crate::sim::persona::Persona;
use crate::sim::scenario::Scenario;

/// All parameters of static mode; `lang` is read before there is a stage.
const PARAMETERS: [&str; 10] = ["scenario", "as", "lang", "now", "start", "rules", "scale", "latency", "fault", "tour"];

/// What the address says, before it is dropped from it.
#[derive(Default)]
pub(crate) struct Setup {
    pub(crate) scenario: Option<Scenario>,
    pub(crate) persona: Option<Persona>,
    pub(crate) now: Option<Timestamp>,
    pub(crate) start: Option<Timestamp>,
    pub(crate) rules: Option<RuleSet>,
    pub(crate) scale: Option<u32>,
    pub(crate) latency_ms: Option<u64>,
    /// As written: it is read when what reads it is here.
    pub(crate) faults: Option<String>,
    /// Which screen of the gallery one steps through.
    pub(crate) tour: Option<String>,
}

impl Setup {
    /// Reads the parameters.
    ///
    /// # Errors
    /// The first of them that cannot be read.
    pub(crate) fn read(query: &UrlSearchParams) -> Result<Self, Problem> {
        let value = |name: &str| query.get(name);
        let bad = |name: &'static str, value: String| Problem::BadParameter(name, value);
        let mut setup = Self::default();
        if let Some(word) = value("scenario") {
            let known = || Scenario::ALL.into_iter().map(Scenario::word).collect();
            setup.scenario = Some(Scenario::parse(&word).ok_or_else(|| Problem::UnknownScenario(word, known()))?);
        }
        if let Some(word) = value("as") {
            setup.persona = Some(Persona::parse(&word).ok_or_else(|| bad("as", word))?);
        }
        if let Some(word) = value("now") {
            setup.now = Some(word.parse().map_err(|_| bad("now", word))?);
        }
        if let Some(word) = value("start") {
            setup.start = Some(word.parse().map_err(|_| bad("start", word))?);
        }
        if let Some(word) = value("rules") {
            setup.rules = Some(RuleSet::parse(&word).ok_or_else(|| bad("rules", word))?);
        }
        if let Some(word) = value("scale") {
            setup.scale = Some(read_scale(&word).ok_or_else(|| bad("scale", word))?);
        }
        if let Some(word) = value("latency") {
            setup.latency_ms = Some(read_latency(&word).ok_or_else(|| bad("latency", word))?);
        }
        setup.faults = value("fault");
        setup.tour = value("tour");
        Ok(setup)
    }
}

/// Reads a number of customers, as many as a simulation makes.
fn read_scale(word: &str) -> Option<u32> {
    word.parse().ok().filter(|scale| (1..=MOST_CUSTOMERS).contains(scale))
}

/// Reads milliseconds, as many as the browser's timers take.
pub(crate) fn read_latency(word: &str) -> Option<u64> {
    word.parse().ok().filter(|ms| i32::try_from(*ms).is_ok())
}

/// Takes the parameters of static mode out of the address; the others stay. History does not grow.
pub(crate) fn drop_parameters(query: &UrlSearchParams) {
    if !PARAMETERS.iter().any(|name| query.has(name)) {
        return;
    }
    for name in PARAMETERS {
        query.delete(name);
    }
    let location = window().location();
    let rest: String = query.to_string().into();
    let rest = if rest.is_empty() { rest } else { format!("?{rest}") };
    let address = format!("{}{rest}{}", location.pathname().unwrap_or_default(), location.hash().unwrap_or_default());
    if let Ok(history) = window().history() {
        // Replacing the address by one of the same origin cannot be refused.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
