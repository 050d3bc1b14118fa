//! Invitations to a partnership: asked for by the provider, accepted by the reseller.

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};
use crate::domain::ids::InvitationId;
use crate::domain::organisation::Side;
use crate::domain::partnership::Partnership;
use crate::domain::partnership_invitation::{NewPartnershipInvitation, PartnershipInvitation};
use crate::wire::{partnership_invitation, relationship};

const PATH: [&str; 2] = ["v1", "partnershipinvitations"];

impl Client {
    /// Lists the own invitations: those that a provider sent, those that are addressed to a partner:
    /// `GET /v1/partnershipinvitations?direction=` (api/partner-center.md 14.5b).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn list_partnership_invitations(&self, side: Side) -> Result<Vec<PartnershipInvitation>, ApiError> {
        let direction = match side {
            Side::Partner => "incoming",
            Side::Provider => "outgoing",
        };
        self.fetch_list(Request::get(&PATH).query("direction", direction), partnership_invitation::read_list).await
    }

    /// Reads one: `GET /v1/partnershipinvitations/{invitationId}` (14.5c). Reading never consumes it.
    ///
    /// # Errors
    /// `invitation-unknown`, `invitation-wrong-account`; else as [`Client::send`].
    pub async fn partnership_invitation(&self, id: &InvitationId) -> Result<PartnershipInvitation, ApiError> {
        self.fetch_as(Request::get(&[&PATH[..], &[id.as_str()]].concat()), partnership_invitation::read).await
    }

    /// **Request a partnership**: `POST /v1/partnershipinvitations` (14.5a). The answer holds the personal link.
    ///
    /// # Errors
    /// `role-required`, `region-mismatch`, `partnership-exists`, `field-invalid`; else as [`Client::send`].
    pub async fn request_partnership(&self, new: &NewPartnershipInvitation) -> Result<PartnershipInvitation, ApiError> {
        let request = Request::new(Method::Post, &PATH).json(&partnership_invitation::write_new(new));
        self.act_for("request-partnership", request, partnership_invitation::read).await
    }

    /// **Authorize indirect provider**: `POST /v1/partnershipinvitations/{invitationId}/accept` (14.5d); `ticked` is the box.
    ///
    /// # Errors
    /// `role-required`, `authorisation-not-ticked`, and those of
    /// [`PartnershipInvitation::check_acceptance`]; else as [`Client::send`].
    pub async fn authorize_provider(&self, id: &InvitationId, ticked: bool) -> Result<Partnership, ApiError> {
        let request = Request::new(Method::Post, &[&PATH[..], &[id.as_str(), "accept"]].concat())
            .json(&partnership_invitation::write_acceptance(ticked));
        self.act_for(&format!("authorize-provider/{id}"), request, relationship::read).await
    }

    /// Takes an invitation back: `DELETE /v1/partnershipinvitations/{invitationId}` (14.5e).
    ///
    /// # Errors
    /// `role-required`, `invitation-unknown`, `invitation-used`; else as [`Client::send`].
    pub async fn withdraw_partnership_invitation(&self, id: &InvitationId) -> Result<(), ApiError> {
        let request = Request::new(Method::Delete, &[&PATH[..], &[id.as_str()]].concat());
        self.act(&format!("withdraw-invitation/{id}"), request).await.map(drop)
    }
}
