//! Crossover carries a partner of Microsoft's Cloud Solution Provider programme from direct billing over to an indirect
//! provider, and serves the provider that takes over.
//!
//! A thin client: rules are plain Rust, the server has the last word, the browser shows and asks.
//!
//! ```text
//! main ──▶ app ──▶ pages ──▶ components ──▶ i18n ──▶ api::error, domain      imports run along the arrows, never back
//!   │               └─────▶ api ──────▶ wire ──────▶ domain                  tests/tidy.rs reads the sources, holds us to it
//!   └──▶ sim ─────────────▶ api::{http, transport}, wire, domain             api never imports sim: main plugs it in
//! ```
//!
//! Invariants that every part may rely on
//! 1. A rule stands once, in [`domain`]; pages ask it, the simulated service obeys it, the real one may still refuse.
//! 2. Static and live mode differ in [`api::transport::Transport`] and nowhere else.
//! 3. What the service writes is read leniently, in [`wire`]; an odd row or an unknown word never blanks a list.
//! 4. A write acts once: its MS-RequestId is kept until its outcome is known ([`api::journal`]).
//! 5. No text of the screen stands in Rust: it comes from locales/*.json, by functions that build.rs makes.

pub mod api;
#[cfg(feature = "ui")]
pub mod app;
#[cfg(feature = "ui")]
pub mod assets;
#[cfg(feature = "ui")]
mod components;
pub mod config;
#[cfg(feature = "ui")]
pub mod crash;
pub mod domain;
#[cfg(feature = "ui")]
pub mod i18n;
#[cfg(feature = "ui")]
pub mod languages;
#[cfg(feature = "ui")]
pub mod live;
#[cfg(feature = "ui")]
mod lock;
#[cfg(feature = "ui")]
mod pages;
#[cfg(all(feature = "ui", feature = "static-mode"))]
pub mod rehearsing;
pub mod route;
#[cfg(all(feature = "ui", feature = "static-mode"))]
mod setup;
#[cfg(feature = "static-mode")]
pub mod sim;
#[cfg(all(feature = "ui", feature = "static-mode"))]
pub mod stage;
#[cfg(feature = "ui")]
pub mod storage;
#[cfg(feature = "ui")]
pub mod turn;
#[cfg(feature = "ui")]
pub mod viewer;
pub mod wire;
