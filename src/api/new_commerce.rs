//! Transfers of new commerce: asked for by the target, completed by the source.

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};
use super::replies::read;
use crate::domain::ids::{CustomerId, TransferId};
use crate::domain::new_commerce::{GivenLine, NewCommerceTransfer, TransferAsk};
use crate::domain::transfer::Transfer;
use crate::wire::json::Node;
use crate::wire::{new_commerce, transfer};

impl Client {
    /// Asks the source for a customer's subscriptions: `POST /v1/customers/{customer-id}/transfers` (api/partner-center.md 5.1).
    ///
    /// # Errors
    /// `role-required`, `field-invalid`, `region-mismatch`, `transfer-in-progress`; else as [`Client::send`].
    pub async fn ask_for_transfer(&self, customer: &CustomerId, ask: &TransferAsk) -> Result<NewCommerceTransfer, ApiError> {
        let request =
            Request::new(Method::Post, &["v1", "customers", customer.as_str(), "transfers"]).json(&new_commerce::write_ask(ask));
        self.act_for(&format!("ask-for-transfer/{customer}"), request, |node| new_commerce::read(node, customer)).await
    }

    /// Reads one request of this kind (5.2).
    ///
    /// # Errors
    /// `not-found`; else as [`Client::send`].
    pub async fn asked_transfer(&self, customer: &CustomerId, id: &TransferId) -> Result<NewCommerceTransfer, ApiError> {
        self.fetch_as(Request::get(&["v1", "customers", customer.as_str(), "transfers", id.as_str()]), |node| {
            new_commerce::read(node, customer)
        })
        .await
    }

    /// Completes, as the source, what the target asked for: `PATCH …/transfers/{transfer-id}` with the lines to give (5.3). The
    /// outcome is learnt by reading the request again.
    ///
    /// # Errors
    /// `role-required`, `sub-…`, `transfer-closed`, `transfer-busy`, `not-found`; else as [`Client::send`].
    pub async fn give_to_transfer(&self, asked: &NewCommerceTransfer, lines: &[GivenLine]) -> Result<Transfer, ApiError> {
        let body = new_commerce::write_accept(asked, lines);
        self.change_asked("give-to-transfer", &asked.transfer, &body).await
    }

    /// Cancels, as the target, what it asked for: `PATCH …/transfers/{transfer-id}` (5.4).
    ///
    /// # Errors
    /// `role-required`, `transfer-closed`, `not-found`; else as [`Client::send`].
    pub async fn cancel_transfer(&self, asked: &NewCommerceTransfer) -> Result<Transfer, ApiError> {
        self.change_asked("cancel-transfer", &asked.transfer, &new_commerce::write_cancel(asked)).await
    }

    /// The answer to a change is not documented: where it holds no request the request is read again.
    async fn change_asked(&self, doing: &str, held: &Transfer, body: &serde_json::Value) -> Result<Transfer, ApiError> {
        let path = ["v1", "customers", held.customer.as_str(), "transfers", held.id.as_str()];
        let reply = self.act(&format!("{doing}/{}", held.id), Request::new(Method::Patch, &path).json(body)).await?;
        match read(&reply).ok().and_then(|body| transfer::read(Node::new(&body), &held.customer)) {
            Some(changed) => Ok(changed),
            None => self.transfer(&held.customer, &held.id).await,
        }
    }
}
