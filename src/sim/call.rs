//! One call as handlers see it: who asks, for what, with what.

use serde_json::Value;

use super::company::Company;
use super::persona::Persona;
use super::reply::{malformed, refused};
use super::session;
use super::state::State;
use crate::api::http::{Reply, Request};
use crate::domain::action::Action;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::wire::json;

/// A call by somebody who is signed in.
pub(super) struct Call<'a> {
    /// Who asks.
    pub(super) persona: Persona,
    /// What was sent.
    pub(super) request: &'a Request,
}

impl Call<'_> {
    /// The organisation that asks.
    pub(super) const fn company(&self) -> Company {
        self.persona.company()
    }

    /// Lets the person act, or answers 403 with role and holders.
    pub(super) fn check(&self, state: &State, action: Action) -> Result<(), Reply> {
        action.check(&session::of(self.persona, state)).map_err(|refusal| match refusal.code {
            // The other side's action without a role that would do: nobody here can take it, whatever they hold.
            RefusalCode::NotFound => refused(&Refusal::new(RefusalCode::RoleRequired)),
            _ => refused(&refusal),
        })
    }

    /// The body, as JSON.
    pub(super) fn body(&self) -> Result<Value, Reply> {
        json::parse(self.request.body.as_deref().unwrap_or_default()).map_err(|_| malformed("The body is not valid JSON."))
    }

    /// The query parameter `name`, where it says anything.
    pub(super) fn query(&self, name: &str) -> Option<&str> {
        self.request.query_value(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// The `starts_with` filter of the query on one of `fields`, as field and value; both in lower case.
    pub(super) fn filter(&self, fields: &[&str]) -> Result<Option<(String, String)>, Reply> {
        let Some(text) = self.query("filter") else { return Ok(None) };
        read_filter(text, fields).map(Some)
    }
}

/// Reads a filter (1.5).
pub(super) fn read_filter(text: &str, fields: &[&str]) -> Result<(String, String), Reply> {
    let refuse = || malformed("The filter is not valid.");
    let parsed = json::parse(text).map_err(|_| refuse())?;
    let node = json::Node::new(&parsed);
    let operator = node.get("Operator").text_or_empty().to_ascii_lowercase().replace('_', "");
    let field = node.get("Field").text_or_empty().to_ascii_lowercase();
    if operator != "startswith" || !fields.iter().any(|known| known.eq_ignore_ascii_case(&field)) {
        return Err(refuse());
    }
    Ok((field, lower(&node.get("Value").text_or_empty())))
}

/// `text` in small letters, sign by sign: that the last sigma of a word has a letter of its own matters to no filter.
pub(super) fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}
