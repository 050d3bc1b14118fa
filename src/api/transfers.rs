//! Subscription transfer requests: asked for by the partner, decided by the provider, verified by both.

use serde_json::json;

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};
use super::replies::record;
use crate::domain::eligibility::Eligibility;
use crate::domain::ids::{CustomerId, TransferId};
use crate::domain::review::TransferReview;
use crate::domain::transfer::{NewTransfer, Transfer, TransferStatus};
use crate::wire::json::Node;
use crate::wire::review::{self, HandOver, NoticeKind, ReviewChange};
use crate::wire::transfer::{self, SubmitResult};

/// What the notes on a transfer may say.
const KNOWN_NOTES: [&str; 6] =
    ["transferId", "rejectionReason", "providerVerified", "partnerVerified", "subscriptionMap", "presentQuantities"];

/// The name under which a create is kept until its outcome is known, and the request itself.
fn creation(customer: &CustomerId, new: &NewTransfer) -> (String, Request) {
    let segments = ["v1", "customers", customer.as_str(), "transfers"];
    (format!("create-transfer/{customer}"), Request::new(Method::Post, &segments).json(&transfer::write_new(new)))
}

impl Client {
    /// Asks which subscriptions of `customer` can be transferred:
    /// `GET /v1/customers/{customer-id}/transferseligibility?transferType=directtoindirect` (api/partner-center.md 4.1).
    ///
    /// # Errors
    /// `not-enrolled`, `customer-not-moved`, `mca-missing`, `mca-not-retained`; else as [`Client::send`].
    pub async fn transfer_eligibility(&self, customer: &CustomerId) -> Result<Vec<Eligibility>, ApiError> {
        let request = Request::get(&["v1", "customers", customer.as_str(), "transferseligibility"])
            .query("transferType", "directtoindirect");
        self.fetch_list(request, transfer::read_eligibility).await
    }

    /// Lists the transfers of `customer`: `GET /v1/customers/{customer-id}/transfers` (4.3).
    ///
    /// # Errors
    /// `not-found` when the tenant is no customer of ours; else as [`Client::send`].
    pub async fn list_transfers(&self, customer: &CustomerId) -> Result<Vec<Transfer>, ApiError> {
        self.fetch_list(Request::get(&["v1", "customers", customer.as_str(), "transfers"]), |node| {
            transfer::read_list(node, customer)
        })
        .await
    }

    /// Reads one transfer (4.4). While it is being carried out, reading it is also how one learns of its progress.
    ///
    /// # Errors
    /// `not-found`; else as [`Client::send`].
    pub async fn transfer(&self, customer: &CustomerId, id: &TransferId) -> Result<Transfer, ApiError> {
        self.fetch_as(Request::get(&["v1", "customers", customer.as_str(), "transfers", id.as_str()]), |node| {
            transfer::read(node, customer)
        })
        .await
    }

    /// Creates a transfer: `POST /v1/customers/{customer-id}/transfers` (4.2).
    ///
    /// # Errors
    /// `role-required`; the preconditions of [`Self::transfer_eligibility`]; `sub-…` for a subscription that cannot move, most
    /// often `sub-in-transfer`; `partner-id-…` for the partner of record; else as [`Client::send`].
    pub async fn create_transfer(&self, customer: &CustomerId, new: &NewTransfer) -> Result<Transfer, ApiError> {
        let again = self.awaits_create(customer, new);
        let made = self.create_once(customer, new).await?;
        if again {
            let now = self.transfer(customer, &made.id).await?;
            if matches!(now.status, TransferStatus::Withdrawn | TransferStatus::Rejected | TransferStatus::Expired) {
                // What the earlier try made was ended since, by whoever saw it: this one is another.
                return self.create_once(customer, new).await;
            }
        }
        Ok(made)
    }

    /// Creates a transfer, and never a second one in the place of an earlier try.
    ///
    /// # Errors
    /// As [`Self::create_transfer`].
    pub(super) async fn create_once(&self, customer: &CustomerId, new: &NewTransfer) -> Result<Transfer, ApiError> {
        let (doing, request) = creation(customer, new);
        self.act_for(&doing, request, |node| transfer::read(node, customer)).await
    }

    /// Says whether the same was created before and its outcome is not known: that try may be what holds the subscriptions.
    pub fn awaits_create(&self, customer: &CustomerId, new: &NewTransfer) -> bool {
        let (doing, request) = creation(customer, new);
        self.unfinished(&doing, &super::fingerprint(&request)).is_some()
    }

    /// Takes a transfer back: `DELETE …/transfers/{transfer-id}` (4.5). Its subscriptions are free again.
    ///
    /// # Errors
    /// `role-required`, `transfer-in-progress`, `transfer-closed`, `not-found`; else as [`Client::send`].
    pub async fn withdraw_transfer(&self, customer: &CustomerId, id: &TransferId) -> Result<(), ApiError> {
        let request = Request::new(Method::Delete, &["v1", "customers", customer.as_str(), "transfers", id.as_str()]);
        self.act(&format!("withdraw-transfer/{id}"), request).await.map(drop)
    }

    /// Accepts a transfer: `POST …/transfers/{transfer-id}/accept` (4.6). It cannot be undone.
    ///
    /// # Errors
    /// `role-required`, `mca-missing`, `reseller-not-listed`, `transfer-in-progress`, `transfer-closed`, `transfer-busy`,
    /// `not-found`; else as [`Client::send`].
    pub async fn accept_transfer(&self, customer: &CustomerId, id: &TransferId) -> Result<SubmitResult, ApiError> {
        let request = Request::new(Method::Post, &["v1", "customers", customer.as_str(), "transfers", id.as_str(), "accept"]);
        self.act_taking(&format!("accept-transfer/{id}"), request, |reply| {
            let result = record(&reply, transfer::read_submit_result)?;
            match result.errors.first().filter(|_| result.orders.is_empty()) {
                Some((_, why)) => Err(ApiError::within(&reply, why.code, &why.text)),
                None => Ok(result),
            }
        })
        .await
    }

    /// Rejects a transfer: `PATCH …/transfers/{transfer-id}` (4.7).
    ///
    /// # Errors
    /// As [`Self::accept_transfer`].
    pub async fn reject_transfer(&self, customer: &CustomerId, id: &TransferId) -> Result<Transfer, ApiError> {
        let request = Request::new(Method::Patch, &["v1", "customers", customer.as_str(), "transfers", id.as_str()])
            .json(&transfer::write_rejection(id));
        self.act_for(&format!("reject-transfer/{id}"), request, |node| transfer::read(node, customer)).await
    }

    /// Reads the notes on a transfer: `GET …/transfers/{transfer-id}/review` (14.11); where the API has none, what this browser noted.
    ///
    /// # Errors
    /// `not-found`; else as [`Client::send`].
    pub async fn transfer_review(&self, customer: &CustomerId, id: &TransferId) -> Result<TransferReview, ApiError> {
        let request = Request::get(&["v1", "customers", customer.as_str(), "transfers", id.as_str(), "review"]);
        // Nothing noted may come as nothing at all.
        let read_as = |node: Node<'_>| (node.is_blank() || node.says_any(&KNOWN_NOTES)).then(|| review::read(node));
        match self.fetch_as(request, read_as).await {
            Err(error) if error.is_elsewhere() => Ok(self.own_notes(id)),
            notes => notes,
        }
    }

    /// Changes the notes on a transfer: `PATCH …/transfers/{transfer-id}/review` (14.11).
    ///
    /// # Errors
    /// `role-required`; `transfer-closed` (990062) for a mark on a transfer that is not complete; `not-found`; else as
    /// [`Client::send`].
    pub async fn change_review(
        &self,
        customer: &CustomerId,
        id: &TransferId,
        change: &ReviewChange,
    ) -> Result<TransferReview, ApiError> {
        let request = Request::new(Method::Patch, &["v1", "customers", customer.as_str(), "transfers", id.as_str(), "review"])
            .json(&review::write_change(change));
        let doing = match change {
            ReviewChange::Reason(_) => "reason",
            ReviewChange::Verified(..) => "verify",
        };
        let read_as = |node: Node<'_>| node.says_any(&KNOWN_NOTES).then(|| review::read(node));
        match self.act_for(&format!("{doing}-transfer/{id}"), request, read_as).await {
            Err(error) if error.is_elsewhere() => Ok(self.note(id, change)),
            notes => notes,
        }
    }

    /// Records that a text about a transfer was handed over: `POST …/transfers/{transfer-id}/notices` (14.12). Sends nothing.
    ///
    /// # Errors
    /// `role-required`, `not-found`; else as [`Client::send`].
    pub async fn record_notice(
        &self,
        customer: &CustomerId,
        id: &TransferId,
        kind: NoticeKind,
        by: HandOver,
        language: &str,
        (subject, body): (&str, &str),
    ) -> Result<(), ApiError> {
        let written =
            json!({ "kind": kind.word(), "language": language, "subject": subject, "body": body, "handedOverBy": by.word() });
        let request = Request::new(Method::Post, &["v1", "customers", customer.as_str(), "transfers", id.as_str(), "notices"])
            .json(&written);
        match self.act_for(&format!("{}-notice/{id}", kind.word()), request, |node| node.get("id").text()).await {
            // The text was handed over all the same; there is no place to note it.
            Err(error) if error.is_elsewhere() => Ok(()),
            noted => noted.map(drop),
        }
    }
}
