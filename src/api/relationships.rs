//! Partnerships between providers and resellers.

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};
use crate::domain::ids::{CustomerId, TenantId};
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, RemovalPreview};
use crate::wire::relationship;

impl Client {
    /// Lists the own partnerships: a partner's providers, a provider's resellers:
    /// `GET /v1/relationships?relationship_type=` (api/partner-center.md 6.1, 6.2).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn list_partnerships(&self, side: Side) -> Result<Vec<Partnership>, ApiError> {
        let kind = match side {
            Side::Partner => "IsIndirectResellerOf",
            Side::Provider => "IsIndirectCloudSolutionProviderOf",
        };
        self.fetch_list(Request::get(&["v1", "relationships"]).query("relationship_type", kind), relationship::read_list).await
    }

    /// Lists the partners of one customer: its resellers to a provider, its providers to a reseller:
    /// `GET /v1/customers/{customer-id}/relationships` (2.8).
    ///
    /// # Errors
    /// `not-found` when it is no customer of ours; `not-enrolled`; else as [`Client::send`].
    pub async fn list_customer_partners(&self, customer: &CustomerId) -> Result<Vec<Partnership>, ApiError> {
        self.fetch_list(Request::get(&["v1", "customers", customer.as_str(), "relationships"]), relationship::read_list).await
    }

    /// Reads the link by which a customer accepts the own organisation: `GET /v1/customers/relationshiprequests` (6.6), with
    /// `between` a provider and a reseller the one by which it accepts both (6.7). It is handed on byte for byte. With `delegated_admin` a link is asked for that asks for
    /// administrator permissions, or does not \[X\]; a service may pass it over, and the link itself says what it is.
    ///
    /// # Errors
    /// `not-found` where the service gives no link; else as [`Client::send`].
    pub async fn customer_link(
        &self,
        between: Option<(&TenantId, &TenantId)>,
        delegated_admin: Option<bool>,
    ) -> Result<String, ApiError> {
        let mut request = Request::get(&["v1", "customers", "relationshiprequests"]);
        if let Some((provider, reseller)) = between {
            request = request
                .query("indirectCloudSolutionProviderId", provider.as_str())
                .query("indirectResellerId", reseller.as_str())
                .query("dualRoleIndirectRelationship", "true");
        }
        if let Some(wanted) = delegated_admin {
            request = request.query("delegatedAdminPrivileges", if wanted { "true" } else { "false" });
        }
        self.fetch_as(request, relationship::read_link).await
    }

    /// Reads what removing the partnership with `partner` would leave: `GET /v1/relationships/{partnerTenantId}/removalpreview`
    /// (14.6).
    ///
    /// # Errors
    /// `not-found` where there is none; `role-required`; else as [`Client::send`].
    pub async fn removal_preview(&self, partner: &TenantId) -> Result<RemovalPreview, ApiError> {
        let request = Request::get(&["v1", "relationships", partner.as_str(), "removalpreview"]);
        self.fetch_known(request, &["customerCount", "openTransfers"], relationship::read_removal_preview).await
    }

    /// **Remove partnership**: `DELETE /v1/relationships/{partnerTenantId}?declarationAccepted=` (14.6). Changes no customer and no
    /// privilege, and sends nothing.
    ///
    /// # Errors
    /// `field-required` without the declaration; `not-found`; `role-required`; else as [`Client::send`].
    pub async fn remove_partnership(&self, partner: &TenantId, declared: bool) -> Result<(), ApiError> {
        let request = Request::new(Method::Delete, &["v1", "relationships", partner.as_str()])
            .query("declarationAccepted", if declared { "true" } else { "false" });
        self.act(&format!("remove-partnership/{partner}"), request).await.map(drop)
    }
}
