//! Profiles of the own organisation. Each is changed by sending it back whole, with what we do not know of it, and on the
//! version that was read, where the service gives one.

use serde_json::Value;

use super::Client;
use super::customers::if_match;
use super::error::ApiError;
use super::http::{Method, Request};
use crate::domain::ids::MpnId;
use crate::domain::profile::{BillingProfile, LegalBusiness, MpnProfile, OrganisationProfile, ProfileVersion, SupportProfile};
use crate::wire::json::Node;
use crate::wire::profile;
use crate::wire::whole::Whole;

impl Client {
    /// Reads the legal business profile: `GET /v1/profiles/legalbusiness?vettingVersion=` (api/partner-center.md 7.1).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn legal_business(&self, version: ProfileVersion) -> Result<Whole<LegalBusiness>, ApiError> {
        let request = Request::get(&["v1", "profiles", "legalbusiness"]).query("vettingVersion", version.word());
        self.fetch_as(request, legal_business).await
    }

    /// Changes the legal business profile: `PUT /v1/profiles/legalbusiness` (7.1). The service verifies it anew.
    ///
    /// # Errors
    /// `role-required`, `field-invalid`; [`super::error::Cause::Stale`]; else as [`Client::send`].
    pub async fn change_legal_business(
        &self,
        held: &Whole<LegalBusiness>,
        new: &LegalBusiness,
    ) -> Result<Whole<LegalBusiness>, ApiError> {
        let mut body = held.raw().clone();
        profile::put_legal_business(&mut body, new);
        self.put_profile("legalbusiness", &body, held.etag(), legal_business).await
    }

    /// Reads the organization profile: `GET /v1/profiles/organization` (7.2).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn organisation_profile(&self) -> Result<Whole<OrganisationProfile>, ApiError> {
        let request = Request::get(&["v1", "profiles", "organization"]);
        self.fetch_as(request, organisation).await
    }

    /// Changes the organization profile: `PUT /v1/profiles/organization` (7.2).
    ///
    /// # Errors
    /// As [`Self::change_legal_business`].
    pub async fn change_organisation_profile(
        &self,
        held: &Whole<OrganisationProfile>,
        new: &OrganisationProfile,
    ) -> Result<Whole<OrganisationProfile>, ApiError> {
        let mut body = held.raw().clone();
        profile::put_organisation(&mut body, new);
        self.put_profile("organization", &body, held.etag(), organisation).await
    }

    /// Reads an MPN profile: `GET /v1/profiles/mpn`, the own one (7.3), or with `?mpnId=` that of an MPN ID to check (7.4).
    ///
    /// # Errors
    /// `partner-id-unknown` for an MPN ID that is not known; else as [`Client::send`].
    pub async fn mpn_profile(&self, of: Option<&MpnId>) -> Result<MpnProfile, ApiError> {
        let mut request = Request::get(&["v1", "profiles", "mpn"]);
        if let Some(id) = of {
            request = request.query("mpnId", id.as_str());
        }
        self.fetch_as(request, profile::read_mpn).await
    }

    /// Reads the billing profile: `GET /v1/profiles/billing` (7.5).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn billing_profile(&self) -> Result<Whole<BillingProfile>, ApiError> {
        let request = Request::get(&["v1", "profiles", "billing"]);
        self.fetch_as(request, billing).await
    }

    /// Changes the billing profile: `PUT /v1/profiles/billing` (7.5).
    ///
    /// # Errors
    /// As [`Self::change_legal_business`].
    pub async fn change_billing_profile(
        &self,
        held: &Whole<BillingProfile>,
        new: &BillingProfile,
    ) -> Result<Whole<BillingProfile>, ApiError> {
        let mut body = held.raw().clone();
        profile::put_billing(&mut body, new);
        self.put_profile("billing", &body, held.etag(), billing).await
    }

    /// Reads the support profile: `GET /v1/profiles/support` (7.6).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn support_profile(&self) -> Result<Whole<SupportProfile>, ApiError> {
        let request = Request::get(&["v1", "profiles", "support"]);
        self.fetch_as(request, support).await
    }

    /// Changes the support profile: `PUT /v1/profiles/support`, and where there is no such place
    /// `PUT /v1/profiles/supportprofile`; the sources name one each (7.6).
    ///
    /// # Errors
    /// As [`Self::change_legal_business`].
    pub async fn change_support_profile(
        &self,
        held: &Whole<SupportProfile>,
        new: &SupportProfile,
    ) -> Result<Whole<SupportProfile>, ApiError> {
        let mut body = held.raw().clone();
        profile::put_support(&mut body, new);
        match self.put_profile("support", &body, held.etag(), support).await {
            Err(error) if matches!(error.trace.status, 404 | 405) => {
                self.put_profile("supportprofile", &body, held.etag(), support).await
            }
            other => other,
        }
    }

    async fn put_profile<T>(
        &self,
        name: &str,
        body: &Value,
        etag: Option<String>,
        read_as: impl FnOnce(Node<'_>) -> Option<T>,
    ) -> Result<T, ApiError> {
        let request = Request::new(Method::Put, &["v1", "profiles", name]).json(body);
        self.act_for(&format!("profile/{name}"), if_match(request, etag), read_as).await
    }
}

fn legal_business(node: Node<'_>) -> Option<Whole<LegalBusiness>> {
    Whole::known(node, &["companyName", "address", "vettingStatus"], profile::read_legal_business)
}

fn organisation(node: Node<'_>) -> Option<Whole<OrganisationProfile>> {
    Whole::known(node, &["companyName", "defaultAddress", "domain", "email"], profile::read_organisation)
}

fn billing(node: Node<'_>) -> Option<Whole<BillingProfile>> {
    Whole::known(node, &["companyName", "address", "primaryContact", "billingCurrency"], profile::read_billing)
}

fn support(node: Node<'_>) -> Option<Whole<SupportProfile>> {
    Whole::known(node, &["email", "telephone", "website"], profile::read_support)
}
