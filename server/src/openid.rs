//! A small `OpenID` provider, to sign in against by authorization code with PKCE: codes of one use, refresh tokens of one use,
//! nothing that outlives the process. Source: RFC 6749, RFC 7636, `OpenID` Connect Core 1.0.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{RawQuery, State};
use axum::http::header::{CACHE_CONTROL, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use crossover::domain::percent::encode;
use crossover::sim::persona::Persona;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::App;
use crate::sessions::{digest, secret, set_cookie};
use crate::sign_in::{parameter, safe_return};

/// The one client that is registered.
pub const CLIENT: &str = "crossover";

/// How long a code may wait to be redeemed.
const CODE_LIFE: Duration = Duration::from_mins(1);

struct Code {
    persona: Persona,
    redirect: String,
    challenge: String,
    until: Instant,
}

struct Token {
    persona: Persona,
    until: Instant,
}

/// What was handed out; tokens by their digests.
pub struct Provider {
    codes: Mutex<HashMap<String, Code>>,
    access: Mutex<HashMap<String, Token>>,
    refresh: Mutex<HashMap<String, Persona>>,
    life: Duration,
}

fn open<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Provider {
    /// A provider whose access tokens last `life_s` seconds.
    pub fn new(life_s: u64) -> Self {
        Self { codes: Mutex::default(), access: Mutex::default(), refresh: Mutex::default(), life: Duration::from_secs(life_s) }
    }

    /// Whose access token this is, while it lasts.
    pub fn persona(&self, token: &str) -> Option<Persona> {
        open(&self.access).get(&digest(token)).filter(|held| Instant::now() < held.until).map(|held| held.persona)
    }

    /// Takes every access token back, as a provider may at any time; refresh tokens too where `all`.
    pub fn revoke(&self, all: bool) {
        open(&self.access).clear();
        if all {
            open(&self.refresh).clear();
        }
    }

    fn tokens(&self, persona: Persona) -> Value {
        let (access, refresh) = (secret(), secret());
        open(&self.access).insert(digest(&access), Token { persona, until: Instant::now() + self.life });
        open(&self.refresh).insert(digest(&refresh), persona);
        json!({
            "token_type": "Bearer",
            "access_token": access,
            "refresh_token": refresh,
            "expires_in": self.life.as_secs(),
        })
    }

    fn redeem(&self, form: &str) -> Result<Value, &'static str> {
        let value = |name: &str| parameter(form, name).unwrap_or_default();
        if value("client_id") != CLIENT {
            return Err("invalid_client");
        }
        match value("grant_type").as_str() {
            "authorization_code" => {
                let code = open(&self.codes).remove(&digest(&value("code"))).ok_or("invalid_grant")?;
                let fits = Instant::now() < code.until
                    && code.redirect == value("redirect_uri")
                    && code.challenge == challenge(&value("code_verifier"));
                if fits { Ok(self.tokens(code.persona)) } else { Err("invalid_grant") }
            }
            "refresh_token" => {
                let persona = open(&self.refresh).remove(&digest(&value("refresh_token"))).ok_or("invalid_grant")?;
                Ok(self.tokens(persona))
            }
            _ => Err("unsupported_grant_type"),
        }
    }
}

/// The S256 challenge of a verifier: its SHA-256 in base64url without padding.
fn challenge(verifier: &str) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let hash = Sha256::digest(verifier.as_bytes());
    let mut text = String::new();
    for chunk in hash.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            text.push(char::from(SIGNS[(bits >> (18 - 6 * place) & 63) as usize]));
        }
    }
    text
}

/// GET /oidc/.well-known/openid-configuration.
pub async fn configuration(State(app): State<Arc<App>>) -> Response {
    let at = |path: &str| format!("{}/oidc{path}", app.own);
    axum::Json(json!({
        "issuer": at(""),
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "end_session_endpoint": at("/logout"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none"],
    }))
    .into_response()
}

/// GET /oidc/authorize: by the session of the sign-in page, which is shown where there is none.
pub async fn authorize(State(app): State<Arc<App>>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let value = |name: &str| parameter(&query, name).unwrap_or_default();
    let redirect = value("redirect_uri");
    let is_ours = std::iter::once(&app.own).chain(&app.options.origins).any(|origin| {
        redirect.strip_prefix(origin.as_str()).is_some_and(|rest| rest.starts_with('/') && !rest.contains(['?', '#']))
    });
    if value("client_id") != CLIENT || !is_ours {
        return (StatusCode::BAD_REQUEST, "The client or its address is not registered.\n").into_response();
    }
    let back = |result: &str| {
        let to = format!("{redirect}?{result}&state={}", encode(&value("state")));
        (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
    };
    let challenge = value("code_challenge");
    if value("response_type") != "code" || value("code_challenge_method") != "S256" || challenge.len() != 43 {
        return back("error=invalid_request");
    }
    match app.sessions.of(&headers) {
        Some(session) if value("prompt") != "login" => {
            let code = secret();
            let held =
                Code { persona: session.persona, redirect: redirect.clone(), challenge, until: Instant::now() + CODE_LIFE };
            open(&app.openid.codes).insert(digest(&code), held);
            back(&format!("code={code}"))
        }
        None if value("prompt") == "none" => back("error=login_required"),
        _ => {
            let again = query.replace("prompt=login", "prompt=select_account");
            let to = format!("/sign-in?return={}", encode(&format!("/oidc/authorize?{again}")));
            (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
        }
    }
}

/// POST /oidc/token.
pub async fn token(State(app): State<Arc<App>>, form: String) -> Response {
    let answer = match app.openid.redeem(&form) {
        Ok(tokens) => (StatusCode::OK, axum::Json(tokens)).into_response(),
        Err(error) => (StatusCode::BAD_REQUEST, axum::Json(json!({ "error": error }))).into_response(),
    };
    ([(CACHE_CONTROL, "no-store")], answer).into_response()
}

/// GET /oidc/logout: ends the provider's own session and goes back.
pub async fn logout(State(app): State<Arc<App>>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    app.sessions.end(&headers).await;
    let wanted = query.as_deref().and_then(|query| parameter(query, "post_logout_redirect_uri"));
    let mut origins = app.options.origins.clone();
    origins.push(app.own.clone());
    let to = safe_return(wanted.as_deref(), &origins);
    (StatusCode::SEE_OTHER, [(LOCATION, to), (SET_COOKIE, set_cookie("", app.options.secure))]).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        assert_eq!(challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn codes_and_refresh_tokens_are_of_one_use() {
        let provider = Provider::new(60);
        let put = |code: &str| {
            let held = Code {
                persona: Persona::PartnerOwner,
                redirect: "http://here/".to_owned(),
                challenge: challenge("verifier"),
                until: Instant::now() + CODE_LIFE,
            };
            open(&provider.codes).insert(digest(code), held);
        };
        let form = |verifier: &str, redirect: &str| {
            format!("grant_type=authorization_code&client_id={CLIENT}&code=one&code_verifier={verifier}&redirect_uri={redirect}")
        };
        for wrong in [form("another", "http://here/"), form("verifier", "http://elsewhere/")] {
            put("one");
            assert_eq!(provider.redeem(&wrong), Err("invalid_grant"));
            assert_eq!(provider.redeem(&form("verifier", "http://here/")), Err("invalid_grant"), "used up all the same");
        }
        put("one");
        let tokens = provider.redeem(&form("verifier", "http://here/")).expect("the code is good");
        assert_eq!(provider.redeem(&form("verifier", "http://here/")), Err("invalid_grant"));
        let text = |tokens: &Value, name: &str| tokens[name].as_str().unwrap_or_default().to_owned();
        assert_eq!(provider.persona(&text(&tokens, "access_token")), Some(Persona::PartnerOwner));
        assert_eq!(provider.persona("partner-owner"), None);
        let again = format!("grant_type=refresh_token&client_id={CLIENT}&refresh_token={}", text(&tokens, "refresh_token"));
        assert!(provider.redeem(&again).is_ok());
        assert_eq!(provider.redeem(&again), Err("invalid_grant"));
        provider.revoke(false);
        assert_eq!(provider.persona(&text(&tokens, "access_token")), None);
    }
}
