//! What countries ask of addresses and numbers.

use super::error::ApiError;
use super::http::Request;
use super::{Client, missing, read};
use crate::domain::country::CountryRules;
use crate::wire::country;
use crate::wire::json::Node;

impl Client {
    /// Reads the rules of a country: `GET /v1/countryvalidationrules/{iso2}` (api/partner-center.md 10.4).
    ///
    /// # Errors
    /// `not-found`; else as [`Client::send`].
    pub async fn country_rules(&self, code: &str) -> Result<CountryRules, ApiError> {
        let reply = self.send(Request::get(&["v1", "countryvalidationrules", code])).await?;
        let body = read(&reply)?;
        country::read(Node::new(&body)).ok_or_else(|| missing(&reply))
    }
}
