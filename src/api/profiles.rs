//! Profiles of the own organisation. Each is changed by sending it back whole, with what we do not know of it, and on the
//! version that was read, where the service gives one.

use serde_json::Value;

use super::customers::if_match;
use super::error::ApiError;
use super::http::{Method, Request};
use super::{Client, missing, read};
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
        let body = self.fetch(request).await?;
        Ok(Whole::new(profile::read_legal_business(Node::new(&body)), body))
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
        let body = self.put_profile("legalbusiness", &body, held.etag()).await?;
        Ok(Whole::new(profile::read_legal_business(Node::new(&body)), body))
    }

    /// Reads the organization profile: `GET /v1/profiles/organization` (7.2).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn organisation_profile(&self) -> Result<Whole<OrganisationProfile>, ApiError> {
        let body = self.fetch(Request::get(&["v1", "profiles", "organization"])).await?;
        Ok(Whole::new(profile::read_organisation(Node::new(&body)), body))
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
        let body = self.put_profile("organization", &body, held.etag()).await?;
        Ok(Whole::new(profile::read_organisation(Node::new(&body)), body))
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
        let reply = self.send(request).await?;
        let body = read(&reply)?;
        profile::read_mpn(Node::new(&body)).ok_or_else(|| missing(&reply))
    }

    /// Reads the billing profile: `GET /v1/profiles/billing` (7.5).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn billing_profile(&self) -> Result<Whole<BillingProfile>, ApiError> {
        let body = self.fetch(Request::get(&["v1", "profiles", "billing"])).await?;
        Ok(Whole::new(profile::read_billing(Node::new(&body)), body))
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
        let body = self.put_profile("billing", &body, held.etag()).await?;
        Ok(Whole::new(profile::read_billing(Node::new(&body)), body))
    }

    /// Reads the support profile: `GET /v1/profiles/support` (7.6).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn support_profile(&self) -> Result<Whole<SupportProfile>, ApiError> {
        let body = self.fetch(Request::get(&["v1", "profiles", "support"])).await?;
        Ok(Whole::new(profile::read_support(Node::new(&body)), body))
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
        let body = match self.put_profile("support", &body, held.etag()).await {
            Err(error) if matches!(error.trace.status, 404 | 405) => {
                self.put_profile("supportprofile", &body, held.etag()).await?
            }
            other => other?,
        };
        Ok(Whole::new(profile::read_support(Node::new(&body)), body))
    }

    async fn put_profile(&self, name: &str, body: &Value, etag: Option<String>) -> Result<Value, ApiError> {
        let request = Request::new(Method::Put, &["v1", "profiles", name]).json(body);
        let reply = self.act(&format!("profile/{name}"), if_match(request, etag)).await?;
        read(&reply)
    }
}
