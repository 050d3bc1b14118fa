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
        self.fetch_as(request, |node| whole(node, &LEGAL, profile::read_legal_business)).await
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
        let read_as = |node: Node<'_>| whole(node, &LEGAL, profile::read_legal_business);
        self.put_profile("legalbusiness", &body, held.etag(), read_as).await
    }

    /// Reads the organization profile: `GET /v1/profiles/organization` (7.2).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn organisation_profile(&self) -> Result<Whole<OrganisationProfile>, ApiError> {
        let request = Request::get(&["v1", "profiles", "organization"]);
        self.fetch_as(request, |node| whole(node, &ORGANISATION, profile::read_organisation)).await
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
        let read_as = |node: Node<'_>| whole(node, &ORGANISATION, profile::read_organisation);
        self.put_profile("organization", &body, held.etag(), read_as).await
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
        self.fetch_as(request, |node| whole(node, &BILLING, profile::read_billing)).await
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
        let read_as = |node: Node<'_>| whole(node, &BILLING, profile::read_billing);
        self.put_profile("billing", &body, held.etag(), read_as).await
    }

    /// Reads the support profile: `GET /v1/profiles/support` (7.6).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn support_profile(&self) -> Result<Whole<SupportProfile>, ApiError> {
        let request = Request::get(&["v1", "profiles", "support"]);
        self.fetch_as(request, |node| whole(node, &SUPPORT, profile::read_support)).await
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
        let read_as = |node: Node<'_>| whole(node, &SUPPORT, profile::read_support);
        match self.put_profile("support", &body, held.etag(), read_as).await {
            Err(error) if matches!(error.trace.status, 404 | 405) => {
                self.put_profile("supportprofile", &body, held.etag(), read_as).await
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

/// Members by which each profile is known: an answer that has none of them is none, and must not be sent back as blanks.
const LEGAL: [&str; 3] = ["companyName", "address", "vettingStatus"];
const ORGANISATION: [&str; 4] = ["companyName", "defaultAddress", "domain", "email"];
const BILLING: [&str; 4] = ["companyName", "address", "primaryContact", "billingCurrency"];
const SUPPORT: [&str; 3] = ["email", "telephone", "website"];

fn whole<T>(node: Node<'_>, known: &[&str], read_as: fn(Node<'_>) -> T) -> Option<Whole<T>> {
    node.says_any(known).then(|| Whole::new(read_as(node), node.value().clone()))
}
