//! Orders for the customers of a reseller.

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};
use crate::domain::order::{NewOrder, Order};
use crate::wire::order;

impl Client {
    /// Orders for a customer of an indirect reseller: `POST /v1/customers/{customer-id}/orders` (api/partner-center.md 11.4).
    ///
    /// # Errors
    /// `partner-id-…` for the partner of record; `mca-missing`, `reseller-mpa-missing`, `quantity-out-of-range`,
    /// `indirect-customer-no-purchase`, `direct-bill-restricted`; [`super::error::Cause::Unexpected`] for rules that the service
    /// alone knows; else as [`Client::send`].
    pub async fn create_order(&self, new: &NewOrder) -> Result<Order, ApiError> {
        let request =
            Request::new(Method::Post, &["v1", "customers", new.customer.as_str(), "orders"]).json(&order::write_new(new));
        self.act_for(&format!("create-order/{}", new.customer), request, order::read).await
    }
}
