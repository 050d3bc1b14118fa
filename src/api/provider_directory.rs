//! The directory of indirect providers, and the own entry in it.

use super::Client;
use super::error::ApiError;
use super::http::Request;
use super::paging::{PAGE_SIZE, Page};
use crate::domain::provider_listing::ProviderListing;
use crate::wire::provider_listing;

const PATH: [&str; 2] = ["v1", "indirectproviders"];

impl Client {
    /// Lists every indirect provider: `GET /v1/indirectproviders` (api/partner-center.md 14.8a). It is searched by the reader.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn list_provider_directory(&self) -> Result<Vec<ProviderListing>, ApiError> {
        let mut all = Vec::new();
        let first = Request::get(&PATH).query("size", &PAGE_SIZE.to_string());
        self.each_page(&PATH, first, &mut |page| {
            let rows = provider_listing::read_list(page);
            let found = rows.len();
            all.extend(rows);
            Page { found, goes_on: true }
        })
        .await?;
        Ok(all)
    }

    /// Reads the own entry, as others see it: `GET /v1/indirectproviders/me` (14.8c). Changes go through the representative.
    ///
    /// # Errors
    /// `not-found` for an organisation that is no provider; else as [`Client::send`].
    pub async fn own_listing(&self) -> Result<ProviderListing, ApiError> {
        self.fetch_as(Request::get(&[&PATH[..], &["me"]].concat()), provider_listing::read).await
    }
}
