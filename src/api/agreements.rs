//! The Microsoft Customer Agreement of a customer.

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};
use crate::domain::agreement::{Agreement, AgreementDocument, AgreementTemplate, CUSTOMER_AGREEMENT, Confirmation, NewAgreement};
use crate::domain::customer::AgreementState;
use crate::domain::ids::CustomerId;
use crate::domain::refusal::RefusalCode;
use crate::wire::agreement;

/// The service's code for a confirmation that it holds already, with the same contact: nothing is left to do.
const CONFIRMED_ALREADY: u32 = 600_061;

impl Client {
    /// Works out where the agreement of `customer` stands, for a service that does not say it beside the customer: signed in the
    /// admin center (9.3), else attested (9.1), else missing; unknown where neither can be read (api/partner-center.md section 9).
    ///
    /// # Errors
    /// Where the customer is not ours, or there is no answer.
    pub async fn agreement_state(&self, customer: &CustomerId) -> Result<AgreementState, ApiError> {
        let path = ["v1", "customers", customer.as_str(), "directSignedMicrosoftCustomerAgreementStatus"];
        match self.fetch_as(Request::get(&path), |node| node.get("isSigned").flag()).await {
            Ok(true) => return Ok(AgreementState::AdminCenter),
            Ok(false) => {}
            Err(error) if error.trace.status == 403 => return Ok(AgreementState::Unknown),
            Err(error) => return Err(error),
        }
        let list = Request::get(&["v1", "customers", customer.as_str(), "agreements"])
            .query("agreementType", "MicrosoftCustomerAgreement");
        match self.fetch_list(list, agreement::read_list).await {
            Ok(all) if all.is_empty() => Ok(AgreementState::Missing),
            Ok(_) => Ok(AgreementState::PartnerAttested),
            Err(error) if error.is(RefusalCode::RoleRequired) => Ok(AgreementState::Unknown),
            Err(error) => Err(error),
        }
    }
}

impl Client {
    /// Lists the agreements of `customer`:
    /// `GET /v1/customers/{customer-id}/agreements?agreementType=MicrosoftCustomerAgreement` (api/partner-center.md 9.1).
    ///
    /// # Errors
    /// `not-found` when it is no customer of ours; else as [`Client::send`].
    pub async fn list_agreements(&self, customer: &CustomerId) -> Result<Vec<Agreement>, ApiError> {
        let request =
            Request::get(&["v1", "customers", customer.as_str(), "agreements"]).query("agreementType", CUSTOMER_AGREEMENT);
        self.fetch_list(request, agreement::read_list).await
    }

    /// Confirms (attests) that `customer` accepted the agreement: `POST /v1/customers/{customer-id}/agreements` (9.2).
    ///
    /// # Errors
    /// `role-required`, `date-in-future`, `reseller-cannot-attest`, `not-found`; else as [`Client::send`].
    pub async fn confirm_agreement(&self, customer: &CustomerId, new: &NewAgreement) -> Result<Confirmation, ApiError> {
        let request =
            Request::new(Method::Post, &["v1", "customers", customer.as_str(), "agreements"]).json(&agreement::write_new(new));
        match self.act_for(&format!("confirm-agreement/{customer}"), request, agreement::read).await {
            Err(error) if error.trace.code == Some(CONFIRMED_ALREADY) => Ok(Confirmation::AlreadyRecorded),
            recorded => recorded.map(Confirmation::Recorded),
        }
    }

    /// Lists the agreements in use: `GET /v1/agreements?agreementType=MicrosoftCustomerAgreement` (9.4).
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn list_agreement_templates(&self) -> Result<Vec<AgreementTemplate>, ApiError> {
        self.fetch_list(Request::get(&["v1", "agreements"]).query("agreementType", CUSTOMER_AGREEMENT), agreement::read_templates)
            .await
    }

    /// Asks where the text of an agreement can be fetched, for 5 minutes:
    /// `GET /v1/agreementtemplates/{template-id}/document?language=&country=` (9.5).
    ///
    /// # Errors
    /// `not-found`; else as [`Client::send`].
    pub async fn agreement_document(&self, template: &str, language: &str, country: &str) -> Result<AgreementDocument, ApiError> {
        let request = Request::get(&["v1", "agreementtemplates", template, "document"])
            .query("language", language)
            .query("country", country);
        self.fetch_as(request, agreement::read_document).await
    }
}
