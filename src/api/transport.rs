//! How a request reaches the API: over the network, or to the simulated service inside the page.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{Either, select};

use super::TIME_OUT_MS;
use super::http::{Reply, Request};

/// Why there is no answer. Whether the call acted is not known, unless it never left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// The connection failed: offline, refused, or broken off.
    NoConnection,
    /// No answer within [`TIME_OUT_MS`].
    TimedOut,
}

/// What an answering party gives back, some time later.
pub type Answering = Pin<Box<dyn Future<Output = Result<Reply, Lost>>>>;

/// Something that answers requests: the simulated service, or a test's own.
pub trait Answer {
    /// Answers one request.
    fn answer(&self, request: Request) -> Answering;
}

/// The one difference between live and static mode.
#[derive(Clone)]
pub enum Transport {
    /// Over the network: `super::fetch`, which only live mode needs.
    Fetch(Arc<dyn Answer + Send + Sync>),
    /// Inside the page.
    InProcess(Arc<dyn Answer + Send + Sync>),
}

impl Transport {
    /// Carries one request there and its answer back.
    ///
    /// # Errors
    /// [`Lost`] when there is no answer.
    pub async fn carry(&self, request: Request) -> Result<Reply, Lost> {
        let answering: Answering = match self {
            Self::Fetch(service) | Self::InProcess(service) => service.answer(request),
        };
        in_time(answering).await
    }
}

/// Waits for an answer as long as for any.
///
/// # Errors
/// [`Lost::TimedOut`] after [`TIME_OUT_MS`]; else as it comes.
pub(super) async fn in_time(answering: Answering) -> Result<Reply, Lost> {
    #[cfg(not(target_arch = "wasm32"))]
    if !super::virtual_time::is_wound_up() {
        return answering.await;
    }
    match select(answering, Box::pin(sleep(Duration::from_millis(u64::from(TIME_OUT_MS))))).await {
        Either::Left((answer, _)) => answer,
        Either::Right(((), _)) => Err(Lost::TimedOut),
    }
}

/// Waits, in the browser.
#[cfg(target_arch = "wasm32")]
pub async fn sleep(duration: Duration) {
    gloo_timers::future::sleep(duration).await;
}

/// Keeps `what` for `duration`, in the browser.
#[cfg(target_arch = "wasm32")]
pub(super) fn hold(duration: Duration, what: impl Sized + 'static) {
    let ms = u32::try_from(duration.as_millis()).unwrap_or(u32::MAX);
    gloo_timers::callback::Timeout::new(ms, move || drop(what)).forget();
}

/// Natively nothing but tests runs here: they have a clock of their own, or no time at all passes.
#[cfg(not(target_arch = "wasm32"))]
pub(super) use super::virtual_time::hold;
#[cfg(not(target_arch = "wasm32"))]
pub use super::virtual_time::sleep;
