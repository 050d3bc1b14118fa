//! Partnerships between providers and resellers.

use super::error::ApiError;
use super::http::Request;
use super::{Client, missing, read};
use crate::domain::ids::{CustomerId, TenantId};
use crate::domain::organisation::Side;
use crate::domain::partnership::Partnership;
use crate::wire::json::Node;
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
        let body = self.fetch(Request::get(&["v1", "relationships"]).query("relationship_type", kind)).await?;
        Ok(relationship::read_list(Node::new(&body)))
    }

    /// Lists the partners of one customer: its resellers to a provider, its providers to a reseller:
    /// `GET /v1/customers/{customer-id}/relationships` (2.8).
    ///
    /// # Errors
    /// `not-found` when it is no customer of ours; `not-enrolled`; else as [`Client::send`].
    pub async fn list_customer_partners(&self, customer: &CustomerId) -> Result<Vec<Partnership>, ApiError> {
        let body = self.fetch(Request::get(&["v1", "customers", customer.as_str(), "relationships"])).await?;
        Ok(relationship::read_list(Node::new(&body)))
    }

    /// Reads the link by which a customer accepts the own organisation: `GET /v1/customers/relationshiprequests` (6.6), with
    /// `between` a provider and a reseller the one by which it accepts both (6.7). It is handed on byte for byte.
    ///
    /// # Errors
    /// `not-found` where the service gives no link; else as [`Client::send`].
    pub async fn customer_link(&self, between: Option<(&TenantId, &TenantId)>) -> Result<String, ApiError> {
        let mut request = Request::get(&["v1", "customers", "relationshiprequests"]);
        if let Some((provider, reseller)) = between {
            request = request
                .query("indirectCloudSolutionProviderId", provider.as_str())
                .query("indirectResellerId", reseller.as_str())
                .query("dualRoleIndirectRelationship", "true");
        }
        let reply = self.send(request).await?;
        let body = read(&reply)?;
        relationship::read_link(Node::new(&body)).ok_or_else(|| missing(&reply))
    }
}
