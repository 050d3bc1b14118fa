//! Sign-in with Microsoft Entra ID, or another `OpenID` provider: authorization code with PKCE. Tokens stay in memory and end with the
//! page; a reload goes by the provider, which knows the person. Verifier and state are of one use and of this tab.
//! Source: RFC 6749, RFC 7636, `OpenID` Connect Discovery 1.0.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use leptos::prelude::{ArcRwSignal, Set as _, window};

use super::{pkce, tabs};
use crate::api::fetch::{self, Learning, Pass, Stamping};
use crate::api::http::{Reply, Request};
use crate::api::queue::Queue;
use crate::app::Problem;
use crate::domain::percent::{decode, encode};
use crate::domain::web_address::is_own_path;
use crate::storage::Keep;
use crate::viewer::Gate;
use crate::wire::json::{self, Node};

/// How long before its end a token is renewed, in milliseconds.
const EARLY_MS: f64 = 60_000.0;

/// Under which name a tab keeps what it needs when it comes back.
const KEPT: &str = "sign-in";

/// The provider, as it describes itself.
#[derive(Debug, Clone)]
struct Provider {
    authorize: String,
    token: String,
    end: Option<String>,
    client: String,
    scope: String,
}

#[derive(Debug, Default)]
struct Tokens {
    access: Option<String>,
    refresh: Option<String>,
    until_ms: f64,
}

struct Entra {
    provider: Provider,
    tokens: Mutex<Tokens>,
    /// One renewal at a time: a refresh token is of one use.
    renewals: Arc<Queue>,
}

struct Holder(Arc<Entra>);

impl Entra {
    fn tokens(&self) -> MutexGuard<'_, Tokens> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token to call with, renewed where it is about to end.
    async fn access(self: &Arc<Self>) -> Option<String> {
        let (held, is_fresh) = {
            let tokens = self.tokens();
            (tokens.access.clone(), js_sys::Date::now() + EARLY_MS < tokens.until_ms)
        };
        if held.is_none() || is_fresh { held } else { Arc::clone(self).renewed(held).await }
    }

    /// Renews the token, unless another call did since `stale` was taken. What cannot be renewed is given as it is: the service says
    /// whether it still does.
    async fn renewed(self: Arc<Self>, stale: Option<String>) -> Option<String> {
        let turn = self.renewals.turn().await;
        let entra = Arc::clone(&self);
        // It goes on when its caller goes away, with the page that was left: what is asked with is of one use.
        leptos::task::spawn_local(async move {
            entra.renew(stale).await;
            drop(turn);
        });
        let _turn = self.renewals.turn().await;
        self.tokens().access.clone()
    }

    async fn renew(&self, stale: Option<String>) {
        let refresh = {
            let mut tokens = self.tokens();
            if tokens.access == stale { tokens.refresh.take() } else { None }
        };
        let Some(refresh) = refresh else { return };
        let form = [("grant_type", "refresh_token"), ("refresh_token", &refresh), ("scope", &self.provider.scope)];
        let made = self.redeem(&form).await;
        let mut tokens = self.tokens();
        match made {
            // Whoever signed out meanwhile has none.
            _ if tokens.access != stale => {}
            Ok(new) => *tokens = new,
            // The provider did not answer: what was not taken may still be good. What it refuses is used up.
            Err(None) => tokens.refresh = Some(refresh),
            Err(Some(_)) => {}
        }
    }

    /// Exchanges a code or a refresh token for tokens.
    ///
    /// # Errors
    /// What the provider said, or nothing where it did not answer.
    async fn redeem(&self, form: &[(&str, &str)]) -> Result<Tokens, Option<String>> {
        let client = ("client_id", self.provider.client.as_str());
        let pairs = form.iter().chain(std::iter::once(&client));
        let form: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let reply = fetch::plain(&self.provider.token, Some(form.join("&"))).await.map_err(|_| None)?;
        let body = json::parse(&reply.body).unwrap_or_default();
        let node = Node::new(&body);
        let access = node.get("access_token").text().filter(|_| reply.is_success());
        let access = access.ok_or_else(|| Some(node.get("error").text().unwrap_or_else(|| reply.status.to_string())))?;
        let life = node.get("expires_in").number().and_then(|life| u32::try_from(life).ok()).unwrap_or(300);
        Ok(Tokens {
            access: Some(access),
            refresh: node.get("refresh_token").text(),
            until_ms: js_sys::Date::now() + f64::from(life) * 1_000.0,
        })
    }

    fn drop_tokens(&self) {
        *self.tokens() = Tokens::default();
    }
}

impl Pass for Holder {
    fn takes_cookies(&self) -> bool {
        false
    }

    fn stamp(&self, mut request: Request) -> Stamping {
        let entra = Arc::clone(&self.0);
        Box::pin(async move {
            if let Some(token) = entra.access().await {
                request.set_header("Authorization", &format!("Bearer {token}"));
            }
            request
        })
    }

    fn learn(&self, sent: &Request, reply: &Reply) -> Learning {
        // Once after a silent renewal, never for want of a second factor (api/partner-center.md 1.8).
        let is_refused = reply.status == 401 && !reply.body.contains("900421");
        let stale = sent.header_value("Authorization").and_then(|value| value.strip_prefix("Bearer ")).map(str::to_owned);
        let entra = Arc::clone(&self.0);
        Box::pin(async move { is_refused && stale.is_some() && entra.renewed(stale.clone()).await != stale })
    }
}

/// What a tab keeps while it is away: state, verifier, and where it was.
fn keep(state: &str, verifier: &str, back: &str) -> bool {
    Keep::Tab.set(KEPT, &format!("{state} {verifier} {back}"))
}

/// Takes what was kept, if `state` is what it was kept for. It is gone afterwards, whatever it was.
fn take(state: &str) -> Option<(String, String)> {
    let kept = Keep::Tab.get(KEPT)?;
    Keep::Tab.remove(KEPT);
    let mut parts = kept.splitn(3, ' ');
    let (held, verifier, back) = (parts.next()?, parts.next()?, parts.next()?);
    (!state.is_empty() && held == state).then(|| (verifier.to_owned(), back.to_owned()))
}

/// Takes the provider's answer out of the address, at once, before anything can read it there.
fn take_answer() -> Option<(String, Result<String, String>)> {
    let query = window().location().search().unwrap_or_default();
    let value = |name: &str| {
        let pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
        pairs.map(|(key, value)| (decode(key), decode(value))).find(|(key, _)| key == name).map(|(_, value)| value)
    };
    let state = value("state")?;
    let answer = value("code").map(Ok).or_else(|| value("error").map(Err))?;
    tabs::show(&window().location().pathname().unwrap_or_else(|_| "/".to_owned()));
    Some((state, answer))
}

/// The provider, as it describes itself at `authority`.
async fn discover(authority: &str, client: &str, scope: &str) -> Result<Provider, String> {
    let address = format!("{authority}/.well-known/openid-configuration");
    let reply = fetch::plain(&address, None).await.map_err(|_| address.clone())?;
    let body = json::parse(&reply.body).unwrap_or_default();
    let node = Node::new(&body);
    // Where the page is sent, and its code: nothing but http and https.
    let place = |name: &str| node.get(name).text().filter(|text| text.starts_with("https://") || text.starts_with("http://"));
    let missing = |name: &str| format!("{address}: {name}");
    Ok(Provider {
        authorize: place("authorization_endpoint").ok_or_else(|| missing("authorization_endpoint"))?,
        token: place("token_endpoint").ok_or_else(|| missing("token_endpoint"))?,
        end: place("end_session_endpoint"),
        client: client.to_owned(),
        scope: scope.to_owned(),
    })
}

/// Leaves for the provider, to come back to where one is.
async fn leave(provider: Provider, prompt: Option<&'static str>) -> Result<(), String> {
    let no_crypto = || "crypto.subtle".to_owned();
    let (state, verifier) = (pkce::random().ok_or_else(no_crypto)?, pkce::random().ok_or_else(no_crypto)?);
    let challenge = pkce::challenge(&verifier).await.ok_or_else(no_crypto)?;
    if !keep(&state, &verifier, &tabs::here()) {
        return Err("sessionStorage".to_owned());
    }
    let base = tabs::base();
    let mut parts = vec![
        ("client_id", provider.client.as_str()),
        ("response_type", "code"),
        ("response_mode", "query"),
        ("redirect_uri", &base),
        ("scope", &provider.scope),
        ("state", &state),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    parts.extend(prompt.map(|prompt| ("prompt", prompt)));
    let query: Vec<String> = parts.into_iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let mark = if provider.authorize.contains('?') { '&' } else { '?' };
    tabs::leave(&format!("{}{mark}{}", provider.authorize, query.join("&")));
    Ok(())
}

/// Begins: with the provider's answer where one comes from there; else it leaves for the provider, and does not come back.
pub(super) async fn begin(authority: &str, client: &str, scope: &str) -> Result<(Arc<dyn Pass + Send + Sync>, Gate), Problem> {
    let answer = take_answer();
    let provider = discover(authority, client, scope).await.map_err(Problem::SignIn)?;
    let Some((state, answer)) = answer else {
        leave(provider, None).await.map_err(Problem::SignIn)?;
        return std::future::pending().await;
    };
    let (verifier, back) = take(&state).ok_or_else(|| Problem::SignIn("state".to_owned()))?;
    if is_own_path(&back) {
        tabs::show(&back);
    }
    let code = answer.map_err(Problem::SignIn)?;
    let entra = Arc::new(Entra { provider, tokens: Mutex::default(), renewals: Queue::new(1) });
    let base = tabs::base();
    let form = [("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", &base), ("code_verifier", &verifier)];
    let made = entra.redeem(&form).await.map_err(|said| Problem::SignIn(said.unwrap_or_else(|| authority.to_owned())))?;
    *entra.tokens() = made;
    let gate = gate(&entra);
    Ok((Arc::new(Holder(entra)), gate))
}

fn gate(entra: &Arc<Entra>) -> Gate {
    let is_out = ArcRwSignal::new(false);
    tabs::follow(is_out.clone(), {
        let entra = Arc::clone(entra);
        move || entra.drop_tokens()
    });
    let sign_in = {
        let entra = Arc::clone(entra);
        move || {
            let provider = entra.provider.clone();
            leptos::task::spawn_local(async move {
                // Whoever is here got this far before, so there is cryptography and storage.
                let _ = leave(provider, Some("select_account")).await;
            });
        }
    };
    let sign_out = {
        let (entra, is_out) = (Arc::clone(entra), is_out.clone());
        move || {
            entra.drop_tokens();
            tabs::forget_everywhere();
            is_out.set(true);
            if let Some(end) = &entra.provider.end {
                let mark = if end.contains('?') { '&' } else { '?' };
                tabs::leave(&format!("{end}{mark}post_logout_redirect_uri={}", encode(&tabs::base())));
            }
        }
    };
    Gate {
        sign_in: Arc::new(sign_in),
        sign_out: Arc::new(sign_out),
        arrive: Arc::new(|| false),
        meet: Arc::new(tabs::meet),
        is_out,
    }
}
