//! Proof key for code exchange, by the browser's own cryptography. Source: RFC 7636.

use js_sys::{ArrayBuffer, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

/// 32 random bytes in base64url.
pub(super) fn random() -> Option<String> {
    let mut bytes = [0; 32];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(base64url(&bytes))
}

/// The S256 challenge of a verifier; nothing where the page is not secure, so that the browser keeps its cryptography closed.
pub(super) async fn challenge(verifier: &str) -> Option<String> {
    let crypto = window().crypto().ok()?;
    let subtle = js_sys::Reflect::get(&crypto, &"subtle".into()).ok().filter(|it| !it.is_undefined())?;
    let subtle: web_sys::SubtleCrypto = subtle.unchecked_into();
    let bytes = Uint8Array::from(verifier.as_bytes());
    let digest = JsFuture::from(subtle.digest_with_str_and_buffer_source("SHA-256", &bytes).ok()?).await.ok()?;
    Some(base64url(&Uint8Array::new(digest.unchecked_ref::<ArrayBuffer>()).to_vec()))
}

fn base64url(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            text.push(char::from(SIGNS[(bits >> (18 - 6 * place) & 63) as usize]));
        }
    }
    text
}
