//! Live mode's ground: the transport over the network, and how one signs in and out. Static mode needs nothing of it, so it is a
//! file of its own in the page ([`fetch`]).

mod entra;
mod gateway;
mod pkce;
mod tabs;

use std::pin::Pin;
use std::sync::Arc;

use crate::api::fetch::{Learning, Network, Pass, Stamping};
use crate::api::http::{Reply, Request};
use crate::api::session::{PutTogether, put_together};
use crate::api::transport::Transport;
use crate::app::Problem;
use crate::config::{LiveConfig, SessionConfig};
use crate::viewer::{Gate, Live};

/// What live mode stands on.
pub struct LiveGround {
    /// The way to the API.
    pub transport: Transport,
    /// How one signs in and out; none where the server knows who calls.
    pub gate: Option<Gate>,
    /// How it is put together who is signed in, where the API does not say.
    pub who: PutTogether,
}

/// What makes live mode's ground, once it was fetched.
pub type Begin = fn(LiveConfig, Live) -> Beginning;
/// The ground, some time later. It does not come where the browser leaves for the sign-in page.
pub type Beginning = Pin<Box<dyn Future<Output = Result<LiveGround, Problem>>>>;

/// Fetches what live mode needs; nothing where it cannot be had.
#[cfg(feature = "split")]
pub async fn fetch() -> Option<Begin> {
    #[leptos::wasm_split::wasm_split(live, wasm_split_path = ::leptos::wasm_split, fallible)]
    fn fetch() -> Result<Begin, leptos::wasm_split::SplitLoaderError> {
        Ok(begin)
    }

    fetch().await.ok()
}

/// Fetches what live mode needs: here it is there already.
#[cfg(not(feature = "split"))]
pub fn fetch() -> std::future::Ready<Option<Begin>> {
    std::future::ready(Some(begin))
}

fn begin(config: LiveConfig, live: Live) -> Beginning {
    tabs::read_again_on_return(live);
    Box::pin(async move {
        let over = |pass: Arc<dyn Pass + Send + Sync>| Transport::Fetch(Arc::new(Network::new(&config.api_base, pass)));
        match &config.session {
            SessionConfig::None => Ok(LiveGround { transport: over(Arc::new(Nobody)), gate: None, who: put_together }),
            SessionConfig::Gateway { sign_in, sign_out } => {
                let (pass, gate) = gateway::begin(&config.api_base, sign_in, sign_out);
                Ok(LiveGround { transport: over(pass), gate: Some(gate), who: put_together })
            }
            SessionConfig::Entra { authority, client_id, scope } => {
                let (pass, gate) = entra::begin(authority, client_id, scope).await?;
                Ok(LiveGround { transport: over(pass), gate: Some(gate), who: put_together })
            }
        }
    })
}

/// A server that knows by itself who calls.
struct Nobody;

impl Pass for Nobody {
    fn takes_cookies(&self) -> bool {
        true
    }

    fn stamp(&self, request: Request) -> Stamping {
        Box::pin(std::future::ready(request))
    }

    fn learn(&self, _sent: &Request, _reply: &Reply) -> Learning {
        Box::pin(std::future::ready(false))
    }
}
