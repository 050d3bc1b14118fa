//! What happened since the start, in an order that can be replayed, and how it is kept as text.

use std::fmt;

use crate::domain::moment::Timestamp;
use serde_json::{Value, json};

use super::persona::Persona;
use super::scenario::Scenario;
use crate::api::http::{Method, Request};
use crate::domain::rule_set::RuleSet;
use crate::wire::json::members;

/// The version of the kept form. Another one is not read: it is set aside, and the scenario starts afresh.
pub const VERSION: u64 = 1;

/// A kept text that is not of this version, or damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the kept state cannot be read")
    }
}

impl std::error::Error for Unreadable {}

/// Where a simulation begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seed {
    pub(super) scenario: Scenario,
    pub(super) now: Timestamp,
    pub(super) rules: RuleSet,
    /// How many customers there are, where the scenario leaves that open; else 0.
    pub(super) scale: u32,
}

/// Something that changed the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    /// The clock was set.
    Clock(Timestamp),
    /// A call acted.
    Call(Recorded),
}

/// A call, with all of it that the service looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recorded {
    persona: Persona,
    method: Method,
    path: String,
    query: Vec<(String, String)>,
    request_id: Option<String>,
    if_match: Option<String>,
    body: Option<String>,
}

impl Entry {
    /// Whether it is a call.
    pub(super) const fn is_call(&self) -> bool {
        matches!(self, Self::Call(_))
    }
}

impl Recorded {
    /// Records `request`, made by `persona`.
    pub(super) fn of(persona: Persona, request: &Request) -> Self {
        let header = |name: &str| request.header_value(name).map(str::to_owned);
        Self {
            persona,
            method: request.method,
            path: request.path.clone(),
            query: request.query.clone(),
            request_id: header("MS-RequestId"),
            if_match: header("If-Match"),
            body: request.body.as_deref().map(without_password),
        }
    }

    /// The call as it was made.
    pub(super) fn request(&self) -> (Persona, Request) {
        let headers = [("MS-RequestId", &self.request_id), ("If-Match", &self.if_match)];
        let headers = headers.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?)));
        let request = Request {
            method: self.method,
            path: self.path.clone(),
            query: self.query.clone(),
            headers: headers.collect(),
            body: self.body.clone(),
        };
        (self.persona, request)
    }
}

/// What stands for a password in the log: it would be taken as one.
const NO_PASSWORD: &str = "Not-kept-0";

/// A body without the password that it may hold: nothing secret is kept (R177).
fn without_password(body: &str) -> String {
    let mut whole: Value = match serde_json::from_str(body) {
        Ok(whole) if body.to_ascii_lowercase().contains("password") => whole,
        _ => return body.to_owned(),
    };
    let Some(members) = whole.as_object_mut() else { return body.to_owned() };
    let profile = members.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case("passwordProfile")).map(|(_, profile)| profile);
    let Some(Value::Object(profile)) = profile else { return body.to_owned() };
    for (name, value) in profile {
        if name.eq_ignore_ascii_case("password") {
            *value = json!(NO_PASSWORD);
        }
    }
    whole.to_string()
}

/// Writes seed and log.
pub(super) fn write(seed: Seed, log: &[Entry]) -> Value {
    let log: Vec<Value> = log.iter().map(write_entry).collect();
    let mut kept = members([
        ("version", VERSION.into()),
        ("scenario", seed.scenario.word().into()),
        ("now", seed.now.to_string().into()),
        ("rules", seed.rules.word().into()),
        ("log", log.into()),
    ]);
    if seed.scale > 0 {
        kept["scale"] = seed.scale.into();
    }
    kept
}

/// Writes one entry.
pub(super) fn write_entry(entry: &Entry) -> Value {
    match entry {
        Entry::Clock(at) => members([("clock", at.to_string().into())]),
        Entry::Call(call) => members([
            ("as", call.persona.word().into()),
            ("method", call.method.word().into()),
            ("path", call.path.as_str().into()),
            ("query", call.query.iter().map(|(name, value)| vec![name.as_str(), value.as_str()]).collect()),
            ("id", call.request_id.as_deref().into()),
            ("ifMatch", call.if_match.as_deref().into()),
            ("body", call.body.as_deref().into()),
        ]),
    }
}

/// Reads seed and log: all of it, or nothing.
pub(super) fn read(text: &str) -> Result<(Seed, Vec<Entry>), Unreadable> {
    let kept: Value = serde_json::from_str(text).map_err(|_| Unreadable)?;
    let (seed, log) = read_all(&kept).ok_or(Unreadable)?;
    // What is not written again exactly so was not written by this version.
    if write(seed, &log) == kept { Ok((seed, log)) } else { Err(Unreadable) }
}

/// Reads one entry, as [`write_entry`] writes it.
pub(super) fn read_entry_text(text: &str) -> Result<Entry, Unreadable> {
    let kept: Value = serde_json::from_str(text).map_err(|_| Unreadable)?;
    read_entry(&kept).filter(|entry| write_entry(entry) == kept).ok_or(Unreadable)
}

/// Reads seed and log from where they were kept apart: all of it, or nothing.
pub(super) fn read_parts(seed: &str, entries: &[String]) -> Result<(Seed, Vec<Entry>), Unreadable> {
    let parse = |text: &str| serde_json::from_str::<Value>(text).map_err(|_| Unreadable);
    let mut kept = parse(seed)?;
    let log = entries.iter().map(|entry| parse(entry)).collect::<Result<Vec<Value>, _>>()?;
    *kept.get_mut("log").ok_or(Unreadable)? = Value::Array(log);
    read(&kept.to_string())
}

/// Reads seed and log from the JSON that they are, leniently.
pub(super) fn read_all(kept: &Value) -> Option<(Seed, Vec<Entry>)> {
    if kept.get("version")?.as_u64()? != VERSION {
        return None;
    }
    let seed = Seed {
        scenario: Scenario::parse(kept.get("scenario")?.as_str()?)?,
        now: kept.get("now")?.as_str()?.parse().ok()?,
        rules: RuleSet::parse(kept.get("rules")?.as_str()?)?,
        scale: kept.get("scale").map_or(Some(0), |scale| u32::try_from(scale.as_u64()?).ok())?,
    };
    let log = kept.get("log")?.as_array()?.iter().map(read_entry).collect::<Option<Vec<Entry>>>()?;
    Some((seed, log))
}

fn read_entry(kept: &Value) -> Option<Entry> {
    if let Some(at) = kept.get("clock") {
        return Some(Entry::Clock(at.as_str()?.parse().ok()?));
    }
    let optional = |name: &str| kept.get(name).and_then(Value::as_str).map(str::to_owned);
    let query = kept.get("query")?.as_array()?.iter().map(|pair| {
        let pair = pair.as_array()?;
        Some((pair.first()?.as_str()?.to_owned(), pair.get(1)?.as_str()?.to_owned()))
    });
    Some(Entry::Call(Recorded {
        persona: Persona::parse(kept.get("as")?.as_str()?)?,
        method: Method::parse(kept.get("method")?.as_str()?)?,
        path: kept.get("path")?.as_str()?.to_owned(),
        query: query.collect::<Option<Vec<_>>>()?,
        request_id: optional("id"),
        if_match: optional("ifMatch"),
        body: optional("body"),
    }))
}
