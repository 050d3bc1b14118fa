//! Requests and replies as both transports carry them: HTTP in shape, without a browser.

use serde_json::Value;

use crate::domain::percent::{decode, encode};

/// The methods that the contract uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Read.
    Get,
    /// Ask whether something exists.
    Head,
    /// Create, or act.
    Post,
    /// Replace.
    Put,
    /// Change.
    Patch,
    /// Remove.
    Delete,
}

impl Method {
    /// The method as HTTP writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Reads a method, in any casing.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Get, Self::Head, Self::Post, Self::Put, Self::Patch, Self::Delete]
            .into_iter()
            .find(|it| it.word().eq_ignore_ascii_case(word))
    }

    /// Says whether a repeated call changes nothing by itself.
    pub const fn is_read(self) -> bool {
        matches!(self, Self::Get | Self::Head)
    }
}

/// A call to the API. The path begins with `/v1`; the base address is the transport's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What to do.
    pub method: Method,
    /// Where: encoded segments.
    pub path: String,
    /// Query parameters, not encoded, in order.
    pub query: Vec<(String, String)>,
    /// Headers, in order; names are compared without case.
    pub headers: Vec<(String, String)>,
    /// The body, JSON as text.
    pub body: Option<String>,
}

impl Request {
    /// A request to the path of `segments`, each encoded.
    pub fn new(method: Method, segments: &[&str]) -> Self {
        let path = segments.iter().fold(String::new(), |path, segment| path + "/" + &encode(segment));
        Self { method, path, query: Vec::new(), headers: Vec::new(), body: None }
    }

    /// A reading request.
    pub fn get(segments: &[&str]) -> Self {
        Self::new(Method::Get, segments)
    }

    /// Adds a query parameter.
    #[must_use]
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.query.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets a header, in place of one of the same name.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.set_header(name, value);
        self
    }

    /// Sets a header, in place of one of the same name.
    pub fn set_header(&mut self, name: &str, value: &str) {
        self.headers.retain(|(held, _)| !held.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    /// Gives it a body.
    #[must_use]
    pub fn json(mut self, body: &Value) -> Self {
        self.body = Some(body.to_string());
        self
    }

    /// The header `name`, if it is set.
    pub fn header_value(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    /// The query parameter `name`, if it is given; names are compared without case.
    pub fn query_value(&self, name: &str) -> Option<&str> {
        find(&self.query, name)
    }

    /// Path and query as they stand in an address.
    pub fn target(&self) -> String {
        let mut target = self.path.clone();
        for (index, (name, value)) in self.query.iter().enumerate() {
            target.push(if index == 0 { '?' } else { '&' });
            target += &encode(name);
            target.push('=');
            target += &encode(value);
        }
        target
    }

    /// The decoded segments of the path.
    pub fn segments(&self) -> Vec<String> {
        self.path.split('/').filter(|segment| !segment.is_empty()).map(decode).collect()
    }
}

/// An answer of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Headers; names are compared without case.
    pub headers: Vec<(String, String)>,
    /// The body as it came.
    pub body: String,
}

impl Reply {
    /// A reply with a JSON body.
    pub fn json(status: u16, body: &Value) -> Self {
        let headers = vec![("Content-Type".to_owned(), "application/json; charset=utf-8".to_owned())];
        Self { status, headers, body: body.to_string() }
    }

    /// A reply without a body.
    pub const fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: String::new() }
    }

    /// The header `name`, if it came.
    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Says whether the call did what it asked.
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }
}

/// The status of a call that had no room to be kept, and so was not carried out (RFC 4918, 11.5).
pub const NO_ROOM: u16 = 507;

/// How many seconds a `Retry-After` asks to wait: seconds, or a date, which `date_ms` reads, seen from `now_ms`. A date that is over
/// is no wait, more seconds than can be counted are as many as can; `None` for what is neither.
pub fn seconds_to_wait(value: &str, now_ms: f64, date_ms: impl Fn(&str) -> f64) -> Option<u32> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|sign| sign.is_ascii_digit()) {
        return Some(value.parse().unwrap_or(u32::MAX));
    }
    let seconds = ((date_ms(value) - now_ms) / 1_000.0).ceil();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the range of u32")]
    seconds.is_finite().then(|| seconds.clamp(0.0, f64::from(u32::MAX)) as u32)
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(held, _)| held.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_encoded_once() {
        let request = Request::get(&["v1", "customers"]).query("filter", "{\"Field\":\"CompanyName\"}");
        assert_eq!(request.target(), "/v1/customers?filter=%7B%22Field%22%3A%22CompanyName%22%7D");
    }
}
