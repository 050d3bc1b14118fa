//! Lists that are answered page by page. Source: api/partner-center.md 1.5 (2026-11-21).

use serde_json::Value;

use super::call::Call;
use super::reply::malformed;
use crate::api::http::Reply;
use crate::domain::percent::{decode, encode};
use crate::wire::json::members;

/// How many rows a page holds unless asked otherwise.
const DEFAULT_SIZE: usize = 100;
/// How many it holds at most.
const LARGEST_SIZE: usize = 500;

fn link(address: &str, headers: Vec<Value>) -> Value {
    members([("uri", address.into()), ("method", "GET".into()), ("headers", headers.into())])
}

/// One page of a list: what is asked for, by the query or by the token of the page before.
pub(super) struct Page {
    /// How many rows.
    pub(super) size: usize,
    /// The row that it begins with.
    pub(super) offset: usize,
    /// The filter as it came; may be empty.
    pub(super) filter: String,
}

impl Page {
    /// The token is opaque to callers: size, offset of the page that it leads to, and the filter.
    fn token(&self) -> String {
        format!("{}.{}.{}", self.size, self.offset, encode(&self.filter))
    }

    fn read_token(token: &str) -> Option<Self> {
        let mut parts = token.splitn(3, '.');
        let size = parts.next()?.parse().ok().filter(|size| (1..=LARGEST_SIZE).contains(size))?;
        let offset = parts.next()?.parse().ok()?;
        Some(Self { size, offset, filter: decode(parts.next()?) })
    }

    /// The page that `call` asks for, by its query or by the token of the page before.
    pub(super) fn asked_for(call: &Call<'_>) -> Result<Self, Reply> {
        let Some(operation) = call.query("seekOperation") else { return Self::opening(call) };
        let token = call.request.header_value("MS-ContinuationToken").and_then(Self::read_token);
        let page = token.ok_or_else(|| malformed("The continuation token is not valid."))?;
        let offset = match operation.to_ascii_lowercase().as_str() {
            "next" => page.offset,
            "previous" => page.offset.saturating_sub(page.size.saturating_mul(2)),
            "first" => 0,
            _ => return Err(malformed("The seek operation is not supported.")),
        };
        Ok(Self { offset, ..page })
    }

    /// The page that a list opens with.
    pub(super) fn opening(call: &Call<'_>) -> Result<Self, Reply> {
        let size = match call.query("size") {
            None => 0,
            Some(text) => text.parse().map_err(|_| malformed("The size is not a number."))?,
        };
        let size = if size == 0 { DEFAULT_SIZE } else { size.min(LARGEST_SIZE) };
        Ok(Self { size, offset: 0, filter: call.query("filter").unwrap_or_default().to_owned() })
    }

    /// The answer: the collection that `rows` makes of offset and size, out of `total`, with the way to the next page at `next`.
    pub(super) fn answer(self, call: &Call<'_>, total: usize, next: &str, rows: impl FnOnce(usize, usize) -> Value) -> Value {
        let mut body = rows(self.offset, self.size);
        body["totalCount"] = total.into();
        let own = link(&call.request.target(), Vec::new());
        let mut links = members([("self", own)]);
        let end = self.offset.saturating_add(self.size);
        if end < total {
            let token = Self { offset: end, ..self }.token();
            let header = members([("key", "MS-ContinuationToken".into()), ("value", token.as_str().into())]);
            links["next"] = link(next, vec![header]);
            body["continuationToken"] = token.into();
        }
        body["links"] = links;
        body
    }
}
