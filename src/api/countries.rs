//! What countries ask of addresses and numbers.

use super::Client;
use super::error::ApiError;
use super::http::Request;
use crate::domain::country::CountryRules;
use crate::wire::country;

impl Client {
    /// Reads the rules of a country: `GET /v1/countryvalidationrules/{iso2}` (api/partner-center.md 10.4).
    ///
    /// # Errors
    /// `not-found`; else as [`Client::send`].
    pub async fn country_rules(&self, code: &str) -> Result<CountryRules, ApiError> {
        self.fetch_as(Request::get(&["v1", "countryvalidationrules", code]), country::read).await
    }
}
