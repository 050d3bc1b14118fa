//! Whether a reseller has signed its partner agreement.

use super::Client;
use super::error::ApiError;
use super::http::Request;
use crate::domain::ids::{MpnId, TenantId};

/// By what a reseller is named; the service takes exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerKey<'a> {
    /// Its MPN ID.
    Mpn(&'a MpnId),
    /// Its tenant.
    Tenant(&'a TenantId),
}

impl Client {
    /// Asks whether a reseller has signed the Microsoft Partner Agreement: `GET /v1/compliance/csp/agreementstatus?mpnId=` or
    /// `?tenantId=` (api/partner-center.md section 8). "Not signed" comes as `false` or as `partner-id-mpa`.
    ///
    /// # Errors
    /// `partner-id-unknown`, `partner-id-region`, `partner-id-mpa`, `partner-id-not-reseller`; else as [`Client::send`].
    pub async fn partner_agreement_signed(&self, partner: PartnerKey<'_>) -> Result<bool, ApiError> {
        let (name, value) = match partner {
            PartnerKey::Mpn(id) => ("mpnId", id.as_str()),
            PartnerKey::Tenant(id) => ("tenantId", id.as_str()),
        };
        let request = Request::get(&["v1", "compliance", "csp", "agreementstatus"]).query(name, value);
        self.fetch_as(request, |node| node.get("isAgreementSigned").flag()).await
    }
}
