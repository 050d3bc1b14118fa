//! Who is signed in: by a cookie that scripts cannot read, with a token against forged writes beside it.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use crossover::sim::persona::Persona;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::service::Service;

/// The cookie's name.
pub const COOKIE_NAME: &str = "crossover-session";

/// How long a session lasts in the browser, in seconds.
pub const LIFE_S: u32 = 12 * 60 * 60;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Who.
    pub persona: Persona,
    /// What a write has to bring along.
    pub anti_forgery: String,
}

/// All sessions, by the digest of their secrets: who reads the storage cannot take one over.
pub struct Sessions {
    held: RwLock<HashMap<String, Held>>,
    service: Service,
}

/// 244 bits that nobody can guess, in hexadecimal.
pub fn secret() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

/// SHA-256 in hexadecimal.
pub fn digest(text: &str) -> String {
    use std::fmt::Write as _;

    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        // Writing into a text cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

impl Sessions {
    /// The sessions that were kept.
    pub fn new(kept: Vec<(String, Persona, String)>, service: Service) -> Self {
        let held = kept.into_iter().map(|(secret, persona, anti_forgery)| (secret, Held { persona, anti_forgery })).collect();
        Self { held: RwLock::new(held), service }
    }

    /// Signs `persona` in and gives the secret for the cookie; nothing where it could not be kept.
    pub async fn begin(&self, persona: Persona) -> Option<String> {
        let (secret, anti_forgery) = (secret(), secret());
        let key = digest(&secret);
        if !self.service.keep_session(key.clone(), persona, anti_forgery.clone()).await {
            return None;
        }
        self.held.write().unwrap_or_else(PoisonError::into_inner).insert(key, Held { persona, anti_forgery });
        Some(secret)
    }

    /// Ends the session of these headers; says whether that is kept.
    pub async fn end(&self, headers: &HeaderMap) -> bool {
        let Some(secret) = cookie(headers) else { return true };
        let key = digest(&secret);
        self.held.write().unwrap_or_else(PoisonError::into_inner).remove(&key);
        self.service.end_session(key).await
    }

    /// The session of these headers.
    pub fn of(&self, headers: &HeaderMap) -> Option<Held> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).get(&digest(&cookie(headers)?)).cloned()
    }
}

/// The secret that the browser brings.
fn cookie(headers: &HeaderMap) -> Option<String> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(name, _)| *name == COOKIE_NAME).map(|(_, value)| value.to_owned())
}

/// The cookie that keeps `secret`, or with an empty one takes it away. It is sent to this site alone, and only when this site asks.
pub fn set_cookie(secret: &str, is_secure: bool) -> String {
    let life = if secret.is_empty() { 0 } else { LIFE_S };
    let secure = if is_secure { "; Secure" } else { "" };
    format!("{COOKIE_NAME}={secret}; Path=/; Max-Age={life}; HttpOnly; SameSite=Strict{secure}")
}
