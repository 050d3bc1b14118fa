//! Invitations to incentive programmes.

use super::Client;
use super::customers::if_match;
use super::error::ApiError;
use super::http::{Method, Request};
use crate::domain::incentive::{IncentiveInvitation, IncentiveState};
use crate::wire::incentive;

impl Client {
    /// Lists the invitations of the own organisation: `GET /v1/incentives/invitations` (api/partner-center.md 14.13).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn list_incentive_invitations(&self) -> Result<Vec<IncentiveInvitation>, ApiError> {
        self.fetch_list(Request::get(&["v1", "incentives", "invitations"]), incentive::read_list).await
    }

    /// Marks an invitation as received: `PATCH /v1/incentives/invitations/{id}` (14.13).
    ///
    /// # Errors
    /// `not-found`; [`super::error::Cause::Stale`]; else as [`Client::send`].
    pub async fn mark_incentive_received(&self, held: &IncentiveInvitation) -> Result<IncentiveInvitation, ApiError> {
        let request = Request::new(Method::Patch, &["v1", "incentives", "invitations", &held.id])
            .json(&incentive::write_state(&IncentiveState::Received));
        self.act_for(&format!("incentive-received/{}", held.id), if_match(request, held.etag.clone()), incentive::read).await
    }
}
