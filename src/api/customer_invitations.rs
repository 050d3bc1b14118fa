//! Invitations to customers, as records. The service sends no mail.

use super::Client;
use super::customers::if_match;
use super::error::{ApiError, Cause};
use super::http::{Method, Request};
use super::replies::{list, missing};
use crate::domain::customer_invitation::{CustomerInvitation, NewCustomerInvitation, Stage};
use crate::domain::ids::InvitationId;
use crate::wire::customer_invitation;

const PATH: [&str; 2] = ["v1", "customerinvitations"];

impl Client {
    /// Lists the invitations of the own organisation: `GET /v1/customerinvitations` (api/partner-center.md 14.10b).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn list_customer_invitations(&self) -> Result<Vec<CustomerInvitation>, ApiError> {
        self.fetch_list(Request::get(&PATH), customer_invitation::read_list).await
    }

    /// Reads one invitation, from the list: the contract has no operation of its own for it.
    ///
    /// # Errors
    /// `not-found`; else as [`Client::send`].
    pub async fn customer_invitation(&self, id: &InvitationId) -> Result<CustomerInvitation, ApiError> {
        let reply = self.send(Request::get(&PATH)).await?;
        list(&reply, customer_invitation::read_list)?.into_iter().find(|it| it.id == *id).ok_or_else(|| missing(&reply))
    }

    /// Records a new invitation: `POST /v1/customerinvitations` (14.10a).
    ///
    /// # Errors
    /// `role-required`, `not-enrolled`, `provider-not-partnered`, `already-related`, `store-cannot-accept`; else as
    /// [`Client::send`].
    pub async fn record_customer_invitation(&self, new: &NewCustomerInvitation) -> Result<CustomerInvitation, ApiError> {
        let request = Request::new(Method::Post, &PATH).json(&customer_invitation::write_new(new));
        let whom = new.customer.as_ref().map_or("new", |customer| customer.as_str());
        self.act_for(&format!("invite-customer/{}/{whom}", new.provider), request, customer_invitation::read).await
    }

    /// Moves an invitation on: `PATCH /v1/customerinvitations/{id}` (14.10c). Where it moved on meanwhile the newest version is
    /// taken, as long as the step can still be taken from there; one that was taken already is no news.
    ///
    /// # Errors
    /// `role-required`, `already-related` for one that the customer accepted, `not-found`; [`Cause::Stale`]; else as
    /// [`Client::send`].
    pub async fn move_customer_invitation(&self, held: &CustomerInvitation, to: &Stage) -> Result<CustomerInvitation, ApiError> {
        match self.move_once(held, to).await {
            Err(error) if error.cause == Cause::Stale => {
                let now = self.customer_invitation(&held.id).await?;
                if now.stage == *to {
                    Ok(now)
                } else if now.stage.may_become(to) {
                    self.move_once(&now, to).await
                } else {
                    Err(error)
                }
            }
            outcome => outcome,
        }
    }

    async fn move_once(&self, held: &CustomerInvitation, to: &Stage) -> Result<CustomerInvitation, ApiError> {
        let request =
            Request::new(Method::Patch, &[&PATH[..], &[held.id.as_str()]].concat()).json(&customer_invitation::write_stage(to));
        let doing = format!("move-invitation/{}/{}", held.id, to.word());
        self.act_for(&doing, if_match(request, held.etag.clone()), customer_invitation::read).await
    }
}
