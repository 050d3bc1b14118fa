//! Domains of new tenants.

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};

impl Client {
    /// Asks whether `domain` is free: `HEAD /v1/domains/{domain}` (api/partner-center.md 10.2). Found means taken.
    ///
    /// # Errors
    /// As [`Client::send`], except that "not found" is the answer.
    pub async fn is_domain_free(&self, domain: &str) -> Result<bool, ApiError> {
        match self.send(Request::new(Method::Head, &["v1", "domains", domain])).await {
            Ok(_) => Ok(false),
            Err(error) if error.trace.status == 404 => Ok(true),
            Err(error) => Err(error),
        }
    }
}
