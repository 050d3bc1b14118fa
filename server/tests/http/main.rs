//! The reference API, asked over real connections: it answers as static mode does, it survives, and it keeps the rules of a
//! production host.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod harness;
mod host;
mod load;
mod openid;
mod same;
mod survival;
