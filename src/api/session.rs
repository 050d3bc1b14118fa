//! Who is signed in.

use super::error::ApiError;
use super::http::Request;
use super::{Client, missing, read};
use crate::domain::organisation::Session;
use crate::wire::json::Node;
use crate::wire::session;

impl Client {
    /// Reads who is signed in: `GET /v1/me` (api/partner-center.md 14.2).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn me(&self) -> Result<Session, ApiError> {
        let reply = self.send(Request::get(&["v1", "me"])).await?;
        let body = read(&reply)?;
        session::read(Node::new(&body)).ok_or_else(|| missing(&reply))
    }
}
