//! Carts, by which new commerce is bought.

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};
use crate::domain::cart::{Cart, CartLine, Checkout};
use crate::domain::ids::{CartId, CustomerId};
use crate::wire::cart;

impl Client {
    /// Fills a cart: `POST /v1/customers/{customer-id}/carts` (api/partner-center.md 11.6). It lapses after a while.
    ///
    /// # Errors
    /// `mca-missing`, `reseller-mpa-missing`, `quantity-out-of-range`; [`super::error::Cause::Unexpected`] for rules that the
    /// service alone knows; else as [`Client::send`].
    pub async fn create_cart(&self, customer: &CustomerId, lines: &[CartLine]) -> Result<Cart, ApiError> {
        let request = Request::new(Method::Post, &["v1", "customers", customer.as_str(), "carts"]).json(&cart::write_new(lines));
        self.act_for(&format!("create-cart/{customer}"), request, cart::read).await
    }

    /// Buys what is in a cart: `POST /v1/customers/{customer-id}/carts/{cart-id}/checkout` (11.7). Parts of it may fail although
    /// the call succeeds: the outcome names them.
    ///
    /// # Errors
    /// As [`Self::create_cart`]; `not-found` for a cart that has lapsed.
    pub async fn check_out(&self, customer: &CustomerId, id: &CartId) -> Result<Checkout, ApiError> {
        let request = Request::new(Method::Post, &["v1", "customers", customer.as_str(), "carts", id.as_str(), "checkout"]);
        self.act_for(&format!("check-out/{id}"), request, cart::read_checkout).await
    }
}
