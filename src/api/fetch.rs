//! The only code that touches the network: requests over the browser's `fetch`. A call whose caller goes away is broken off.

use std::pin::Pin;
use std::sync::Arc;

use gloo_net::http::{Method as Verb, RequestBuilder};

use super::http::{Method, Reply, Request, seconds_to_wait};
use super::transport::{Answer, Answering, Lost, in_time};

/// Headers of an answer that the app reads; a server that does not expose them is read without.
const READ: [&str; 7] =
    ["Content-Type", "Retry-After", "Location", "MS-RequestId", "MS-CorrelationId", "WWW-Authenticate", "X-XSRF-TOKEN"];

/// A request that is being made ready.
pub type Stamping = Pin<Box<dyn Future<Output = Request>>>;
/// Whether the same request is worth sending once more.
pub type Learning = Pin<Box<dyn Future<Output = bool>>>;

/// How calls show who makes them.
pub trait Pass {
    /// Says whether the browser sends its cookies along.
    fn takes_cookies(&self) -> bool;
    /// Adds to a request what shows who calls.
    fn stamp(&self, request: Request) -> Stamping;
    /// Learns from an answer. Where the call was not let through, and would be now, it is sent once more.
    fn learn(&self, sent: &Request, reply: &Reply) -> Learning;
}

/// An API at an address.
#[derive(Clone)]
pub struct Network {
    base: Arc<str>,
    pass: Arc<dyn Pass + Send + Sync>,
}

impl Network {
    /// The API at `base`, which has no slash at its end, with calls that show `pass`.
    pub fn new(base: &str, pass: Arc<dyn Pass + Send + Sync>) -> Self {
        Self { base: Arc::from(base), pass }
    }

    async fn once(&self, request: Request) -> Result<Reply, Lost> {
        let verb = match request.method {
            Method::Get => Verb::GET,
            Method::Head => Verb::HEAD,
            Method::Post => Verb::POST,
            Method::Put => Verb::PUT,
            Method::Patch => Verb::PATCH,
            Method::Delete => Verb::DELETE,
        };
        let address = format!("{}{}", self.base, request.target());
        send(&address, verb, &request.headers, request.body, self.pass.takes_cookies()).await
    }
}

impl Answer for Network {
    fn answer(&self, request: Request) -> Answering {
        let network = self.clone();
        Box::pin(async move {
            let sent = network.pass.stamp(request.clone()).await;
            let reply = network.once(sent.clone()).await?;
            if network.pass.learn(&sent, &reply).await {
                return network.once(network.pass.stamp(request).await).await;
            }
            Ok(reply)
        })
    }
}

/// Reads `address`, or sends it `form`: what signing in needs beside the API.
///
/// # Errors
/// [`Lost`] when there is no answer.
pub async fn plain(address: &str, form: Option<String>) -> Result<Reply, Lost> {
    let address = address.to_owned();
    in_time(Box::pin(async move {
        match form {
            Some(form) => {
                let headers = [("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned())];
                send(&address, Verb::POST, &headers, Some(form), false).await
            }
            None => send(&address, Verb::GET, &[], None, false).await,
        }
    }))
    .await
}

/// Posts nothing to `address`, with cookies and `headers`.
///
/// # Errors
/// [`Lost`] when there is no answer.
pub async fn post(address: &str, headers: &[(String, String)]) -> Result<Reply, Lost> {
    let (address, headers) = (address.to_owned(), headers.to_vec());
    in_time(Box::pin(async move { send(&address, Verb::POST, &headers, None, true).await })).await
}

/// Breaks a call off when nobody waits for it any more.
struct BreakOff(Option<web_sys::AbortController>);

impl Drop for BreakOff {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

async fn send(
    address: &str,
    verb: Verb,
    headers: &[(String, String)],
    body: Option<String>,
    with_cookies: bool,
) -> Result<Reply, Lost> {
    let whole = BreakOff(web_sys::AbortController::new().ok());
    let signal = whole.0.as_ref().map(web_sys::AbortController::signal);
    let credentials = if with_cookies { web_sys::RequestCredentials::Include } else { web_sys::RequestCredentials::Omit };
    let mut builder = RequestBuilder::new(address).method(verb).credentials(credentials).abort_signal(signal.as_ref());
    for (name, value) in headers {
        builder = builder.header(name, value);
    }
    let sent = match body {
        Some(body) => builder.body(body).map_err(|_| Lost::NoConnection)?.send().await,
        None => builder.send().await,
    };
    let response = sent.map_err(|_| Lost::NoConnection)?;
    let found = |name: &&str| {
        let value = response.headers().get(name)?;
        Some(((*name).to_owned(), if *name == "Retry-After" { in_seconds(value) } else { value }))
    };
    let headers = READ.iter().filter_map(found).collect();
    let body = response.text().await.map_err(|_| Lost::NoConnection)?;
    Ok(Reply { status: response.status(), headers, body })
}

/// `Retry-After` may be a date: then as the seconds until then. What is neither stays as it is.
fn in_seconds(value: String) -> String {
    seconds_to_wait(&value, js_sys::Date::now(), js_sys::Date::parse).map_or(value, |seconds| seconds.to_string())
}
