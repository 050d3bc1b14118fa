//! The relationship extension of an existing customer.

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};
use crate::domain::extension::{Consent, ExtensionPreview, NewExtension};
use crate::domain::ids::{CustomerId, TenantId};
use crate::domain::partnership::Partnership;
use crate::wire::{extension, relationship};

impl Client {
    /// Asks what an extension of `customer` to `provider` would do:
    /// `GET /v1/customers/{customer-id}/relationships/preview?indirectProviderId=` (api/partner-center.md 14.7).
    ///
    /// # Errors
    /// `role-required`, `not-enrolled`, `provider-not-partnered`, `not-found`; else as [`Client::send`].
    pub async fn preview_extension(&self, customer: &CustomerId, provider: &TenantId) -> Result<ExtensionPreview, ApiError> {
        let request = Request::get(&["v1", "customers", customer.as_str(), "relationships", "preview"])
            .query("indirectProviderId", provider.as_str());
        self.fetch_known(request, &["billTo", "grantsDelegatedAdmin", "listedToCustomer"], extension::read_preview).await
    }

    /// Puts `customer` with a provider as well: `POST /v1/customers/{customer-id}/relationships` (14.7).
    ///
    /// # Errors
    /// `role-required`, `not-enrolled`, `provider-not-partnered`, `already-related`, `not-direct-customer`, `consent-missing`,
    /// `not-found`; else as [`Client::send`].
    pub async fn extend_relationship(&self, customer: &CustomerId, new: &NewExtension) -> Result<Partnership, ApiError> {
        let request = Request::new(Method::Post, &["v1", "customers", customer.as_str(), "relationships"])
            .json(&extension::write_new(customer, new));
        self.act_for(&format!("extend/{customer}/{}", new.provider), request, relationship::read).await
    }

    /// Lists the partners of one customer as [`Self::list_customer_partners`] does, each with the consent that it came from, where
    /// it came by extension and the service tells.
    ///
    /// # Errors
    /// `not-found` when it is no customer of ours; `not-enrolled`; else as [`Client::send`].
    pub async fn list_consents(&self, customer: &CustomerId) -> Result<Vec<(Partnership, Option<Consent>)>, ApiError> {
        self.fetch_list(Request::get(&["v1", "customers", customer.as_str(), "relationships"]), extension::read_list).await
    }
}
