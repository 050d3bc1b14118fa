//! Faults on demand, so that a bad day can be looked at: `?fault=`. Source: static-mode.md (2026-11-21).

use std::fmt;

use serde_json::json;

use super::codes;
use super::later;
use super::reply;
use crate::api::http::{Method, Reply, Request};
use crate::domain::refusal::Refusal;

/// Seconds that a provoked 429 asks to wait.
const RETRY_AFTER_S: u32 = 2;

/// What is wrong with a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadPlan {
    /// A part is not `METHOD path-prefix=effect`.
    Form(String),
    /// The method is none.
    Method(String),
    /// The path does not begin with `/`.
    Path(String),
    /// The effect is neither a status nor a known word, or its count is none.
    Effect(String),
    /// The contract knows no such status.
    Status(u16),
    /// The contract knows no such code with this status.
    Code(u16, u32),
}

impl fmt::Display for BadPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(part) => write!(f, "not METHOD path-prefix=effect: {part}"),
            Self::Method(word) => write!(f, "no method: {word}"),
            Self::Path(path) => write!(f, "no path: {path}"),
            Self::Effect(word) => write!(f, "no effect: {word}"),
            Self::Status(status) => write!(f, "no documented status: {status}"),
            Self::Code(status, code) => write!(f, "no documented code of status {status}: {code}"),
        }
    }
}

impl std::error::Error for BadPlan {}

/// What happens to a call in place of an answer in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Not acted upon; answered by this status, and code where one is given.
    Fault(u16, Option<u32>),
    /// Not acted upon; the connection fails.
    Offline,
    /// Acted upon; the answer is cut off in the middle.
    Malformed,
    /// Not acted upon; no answer ever comes.
    Never,
    /// Acted upon; the answer is lost.
    Late,
}

impl Effect {
    fn parse(word: &str) -> Result<Self, BadPlan> {
        let effect = match word.to_ascii_lowercase().as_str() {
            "offline" => return Ok(Self::Offline),
            "malformed" => return Ok(Self::Malformed),
            "never" => return Ok(Self::Never),
            "late" => return Ok(Self::Late),
            other => other.to_owned(),
        };
        let bad = || BadPlan::Effect(word.to_owned());
        let (status, code) = effect.split_once(':').map_or((effect.as_str(), None), |(status, code)| (status, Some(code)));
        let status: u16 = status.parse().map_err(|_| bad())?;
        if !codes::is_documented_status(status) {
            return Err(BadPlan::Status(status));
        }
        let Some(code) = code else { return Ok(Self::Fault(status, None)) };
        let code: u32 = code.parse().map_err(|_| bad())?;
        if codes::words(status, code).is_none() && codes::refusal(status, code).is_none() {
            return Err(BadPlan::Code(status, code));
        }
        Ok(Self::Fault(status, Some(code)))
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fault(status, None) => write!(f, "{status}"),
            Self::Fault(status, Some(code)) => write!(f, "{status}:{code}"),
            Self::Offline => f.write_str("offline"),
            Self::Malformed => f.write_str("malformed"),
            Self::Never => f.write_str("never"),
            Self::Late => f.write_str("late"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    method: Method,
    prefix: String,
    effect: Effect,
    /// How many calls are still struck; `None` for all.
    left: Option<u32>,
}

impl Rule {
    fn parse(part: &str) -> Result<Self, BadPlan> {
        let form = || BadPlan::Form(part.to_owned());
        let (target, effect) = part.rsplit_once('=').ok_or_else(form)?;
        let (method, prefix) = target.trim().split_once(char::is_whitespace).ok_or_else(form)?;
        let method = Method::parse(method).ok_or_else(|| BadPlan::Method(method.to_owned()))?;
        let prefix = prefix.trim();
        if !prefix.starts_with('/') || prefix.contains([';', ' ']) {
            return Err(BadPlan::Path(prefix.to_owned()));
        }
        let effect = effect.trim();
        let (word, left) = match effect.rsplit_once(['x', 'X']) {
            None => (effect, None),
            Some((word, count)) => {
                let count = count.parse().map_err(|_| BadPlan::Effect(effect.to_owned()))?;
                (word, Some(count))
            }
        };
        Ok(Self { method, prefix: prefix.to_owned(), effect: Effect::parse(word)?, left })
    }

    fn strikes(&self, request: &Request) -> bool {
        let path = request.path.as_bytes();
        let start = path.get(..self.prefix.len());
        request.method == self.method
            && self.left != Some(0)
            && start.is_some_and(|it| it.eq_ignore_ascii_case(self.prefix.as_bytes()))
    }
}

/// Which calls go wrong, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FaultPlan {
    rules: Vec<Rule>,
}

impl FaultPlan {
    /// Reads `METHOD path-prefix=STATUS[:code][xN]` and the other effects, several separated by `;`. Nothing is no plan.
    ///
    /// # Errors
    /// [`BadPlan`] for what is not of this form, and for statuses and codes that the contract does not know.
    pub fn parse(text: &str) -> Result<Self, BadPlan> {
        if text.trim().is_empty() { Ok(Self::default()) } else { later::plan(text) }
    }

    /// Reads a plan; see [`Self::parse`], which is the way to it.
    pub(super) fn read(text: &str) -> Result<Self, BadPlan> {
        let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
        Ok(Self { rules: parts.map(Rule::parse).collect::<Result<_, _>>()? })
    }

    /// Whether no call will go wrong any more.
    pub fn is_spent(&self) -> bool {
        self.rules.iter().all(|rule| rule.left == Some(0))
    }

    /// What happens to `request`, by the first rule that strikes it; counts down.
    pub fn take(&mut self, request: &Request) -> Option<Effect> {
        let rule = self.rules.iter_mut().find(|rule| rule.strikes(request))?;
        rule.left = rule.left.map(|left| left.saturating_sub(1));
        Some(rule.effect)
    }
}

impl fmt::Display for FaultPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, rule) in self.rules.iter().enumerate() {
            let separator = if place == 0 { "" } else { ";" };
            write!(f, "{separator}{} {}={}", rule.method.word(), rule.prefix, rule.effect)?;
            if let Some(left) = rule.left {
                write!(f, "x{left}")?;
            }
        }
        Ok(())
    }
}

/// What the caller gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// An answer.
    Answered(Reply),
    /// The connection fails.
    Lost,
    /// No answer, ever.
    Silent,
}

/// Lets `act` answer the call, or not, as `effect` says.
pub fn apply(effect: Option<Effect>, mut act: impl FnMut() -> Reply) -> Outcome {
    match effect {
        None => Outcome::Answered(act()),
        Some(effect) => later::strike(effect, &mut act),
    }
}

/// Does to a call what `effect` says; see [`apply`], which is the way to it.
pub(super) fn strike(effect: Effect, act: &mut dyn FnMut() -> Reply) -> Outcome {
    match effect {
        Effect::Fault(status, code) => Outcome::Answered(fault(status, code)),
        Effect::Offline => Outcome::Lost,
        Effect::Never => Outcome::Silent,
        Effect::Late => {
            act();
            Outcome::Lost
        }
        Effect::Malformed => Outcome::Answered(cut_off(act())),
    }
}

/// Cuts a body off in the middle; one that is empty becomes the start of something.
fn cut_off(mut reply: Reply) -> Reply {
    let middle = (0..=reply.body.len() / 2).rev().find(|at| reply.body.is_char_boundary(*at)).unwrap_or_default();
    reply.body.truncate(middle);
    if reply.body.is_empty() {
        reply.body.push('{');
    }
    reply
}

/// The documented fault of `status` and `code`.
fn fault(status: u16, code: Option<u32>) -> Reply {
    if status == 429 {
        let text = format!("Rate limit is exceeded. Try again in {RETRY_AFTER_S} seconds.");
        let body = json!({ "statusCode": 429, "message": text });
        return Reply::json(429, &body).with_header("Retry-After", &RETRY_AFTER_S.to_string());
    }
    let Some(code) = code.or_else(|| codes::usual_code(status)) else { return Reply::empty(status) };
    match codes::refusal(status, code) {
        Some(refusal) => reply::refused(&Refusal::new(refusal)),
        None => reply::fault(status, code, codes::words(status, code).unwrap_or_default()),
    }
}
