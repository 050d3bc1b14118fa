//! The only code that touches the network: requests over the browser's `fetch`.

use gloo_net::http::{Method as Verb, RequestBuilder};

use super::http::{Method, Reply, Request};
use super::transport::Lost;

/// Where the API is: an absolute address, or a path of the same origin, without `/v1` and without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Takes an address of http or https, or a path; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('/');
        let is_path = text.is_empty() || (text.starts_with('/') && !text.starts_with("//"));
        let lower = text.to_ascii_lowercase();
        let is_address =
            ["https://", "http://"].iter().any(|scheme| lower.strip_prefix(scheme).is_some_and(|host| !host.is_empty()));
        let clean = !text.contains(['?', '#', '\\']) && !text.chars().any(char::is_whitespace);
        ((is_path || is_address) && clean).then(|| Self(text.to_owned()))
    }
}

/// Headers of an answer that the app reads; a server that does not expose them is read without.
const READ: [&str; 5] = ["Content-Type", "Retry-After", "Location", "MS-RequestId", "MS-CorrelationId"];

/// Sends `request` and takes the answer.
pub(super) async fn fetch(base: BaseUrl, request: Request) -> Result<Reply, Lost> {
    let verb = match request.method {
        Method::Get => Verb::GET,
        Method::Head => Verb::HEAD,
        Method::Post => Verb::POST,
        Method::Put => Verb::PUT,
        Method::Patch => Verb::PATCH,
        Method::Delete => Verb::DELETE,
    };
    let address = format!("{}{}", base.0, request.target());
    let mut builder = RequestBuilder::new(&address).method(verb).credentials(web_sys::RequestCredentials::Include);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let sent = match request.body {
        Some(body) => builder.body(body).map_err(|_| Lost::NoConnection)?.send().await,
        None => builder.send().await,
    };
    let response = sent.map_err(|_| Lost::NoConnection)?;
    let headers = READ.iter().filter_map(|name| Some(((*name).to_owned(), response.headers().get(name)?))).collect();
    let body = response.text().await.map_err(|_| Lost::NoConnection)?;
    Ok(Reply { status: response.status(), headers, body })
}
