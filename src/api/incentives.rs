//! Invitations to incentive programmes.

use super::customers::if_match;
use super::error::ApiError;
use super::http::{Method, Request};
use super::{Client, missing, read};
use crate::domain::incentive::{IncentiveInvitation, IncentiveState};
use crate::wire::incentive;
use crate::wire::json::Node;

impl Client {
    /// Lists the invitations of the own organisation: `GET /v1/incentives/invitations` (api/partner-center.md 14.13).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn list_incentive_invitations(&self) -> Result<Vec<IncentiveInvitation>, ApiError> {
        let body = self.fetch(Request::get(&["v1", "incentives", "invitations"])).await?;
        Ok(incentive::read_list(Node::new(&body)))
    }

    /// Marks an invitation as received: `PATCH /v1/incentives/invitations/{id}` (14.13).
    ///
    /// # Errors
    /// `not-found`; [`super::error::Cause::Stale`]; else as [`Client::send`].
    pub async fn mark_incentive_received(&self, held: &IncentiveInvitation) -> Result<IncentiveInvitation, ApiError> {
        let request = Request::new(Method::Patch, &["v1", "incentives", "invitations", &held.id])
            .json(&incentive::write_state(&IncentiveState::Received));
        let reply = self.act(&format!("incentive-received/{}", held.id), if_match(request, held.etag.clone())).await?;
        let body = read(&reply)?;
        incentive::read(Node::new(&body)).ok_or_else(|| missing(&reply))
    }
}
