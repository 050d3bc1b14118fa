//! What answers mean to whoever asked: a record, a list, an error.

use serde_json::Value;

use super::error::{ApiError, Cause};
use super::http::{Method, Reply, Request};
use super::segments;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::wire::json::{self, Node};

/// What a reply that is no success means to whoever asked.
pub(super) fn error_of(method: Method, path: &str, reply: &Reply, correlation: &str) -> ApiError {
    let error = ApiError::from_reply(reply, correlation);
    if segments::is_extension(method, path) { error.of_extension() } else { error }
}

/// The code by which `reply` refuses the write `request`; nothing for a read, a success, and what is no refusal.
pub fn refusal_of_write(request: &Request, reply: &Reply) -> Option<RefusalCode> {
    let is_refused = !request.method.is_read() && !reply.is_success();
    is_refused.then(|| error_of(request.method, &request.path, reply, "")).and_then(|error| Some(error.refusal()?.code))
}

/// What `reply` holds, by `read_as`.
///
/// # Errors
/// [`Cause::Unreadable`] where it is not that.
pub(super) fn record<T>(reply: &Reply, read_as: impl FnOnce(Node<'_>) -> Option<T>) -> Result<T, ApiError> {
    let body = read(reply)?;
    read_as(Node::new(&body)).ok_or_else(|| unreadable(reply))
}

/// The rows of `reply`, by `read_as`.
///
/// # Errors
/// [`Cause::Unreadable`] for what is no list, and for one of which no row can be read.
pub(super) fn list<T>(reply: &Reply, read_as: impl FnOnce(Node<'_>) -> Vec<T>) -> Result<Vec<T>, ApiError> {
    let body = read(reply)?;
    let node = Node::new(&body);
    let rows = read_as(node);
    if rows.is_empty() && !node.is_empty_list() { Err(unreadable(reply)) } else { Ok(rows) }
}

/// Parses the body of `reply`.
///
/// # Errors
/// [`Cause::Unreadable`] where it is no JSON.
pub(super) fn read(reply: &Reply) -> Result<Value, ApiError> {
    json::parse(&reply.body).map_err(|_| unreadable(reply))
}

/// The error of an answer that is not what was asked for.
pub(super) fn unreadable(reply: &Reply) -> ApiError {
    ApiError::new(Cause::Unreadable, reply)
}

/// A `not-found` for an answer that lacks what was asked for.
pub(super) fn missing(reply: &Reply) -> ApiError {
    ApiError::new(Cause::Refused(Refusal::new(RefusalCode::NotFound)), reply)
}
