//! Offers of the catalogue, for legacy purchases.

use super::Client;
use super::error::ApiError;
use super::http::Request;
use crate::domain::ids::OfferId;
use crate::domain::offer::Offer;
use crate::wire::offer;

impl Client {
    /// Lists the offers for a country: `GET /v1/offers?country={iso2}` (api/partner-center.md 11.1).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn list_offers(&self, country: &str) -> Result<Vec<Offer>, ApiError> {
        self.fetch_list(Request::get(&["v1", "offers"]).query("country", country), offer::read_list).await
    }

    /// Lists the add-ons to an offer: `GET /v1/offers/{offer-id}/addons?country={iso2}` (11.3).
    ///
    /// # Errors
    /// `not-found`; else as [`Client::send`].
    pub async fn list_add_on_offers(&self, id: &OfferId, country: &str) -> Result<Vec<Offer>, ApiError> {
        self.fetch_list(Request::get(&["v1", "offers", id.as_str(), "addons"]).query("country", country), offer::read_list).await
    }
}
