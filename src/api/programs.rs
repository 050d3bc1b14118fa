//! The programmes of a partner: where they stand, and the enrolment as indirect reseller.

use super::error::ApiError;
use super::http::{Method, Request};
use super::{Client, missing, read};
use crate::domain::application::Application;
use crate::domain::moment::Timestamp;
use crate::domain::program::{DirectBillProgram, ResellerProgram};
use crate::wire::json::Node;
use crate::wire::{application, program};

const RESELLER: [&str; 3] = ["v1", "enrolledprograms", "indirectreseller"];

impl Client {
    /// Reads where the indirect reseller enrolment stands: `GET /v1/enrolledprograms/indirectreseller` (api/partner-center.md 14.3).
    ///
    /// # Errors
    /// `not-found` for a provider; else as [`Client::send`]. See [`ApiError::is_without_extension`].
    pub async fn reseller_program(&self) -> Result<ResellerProgram, ApiError> {
        let body = self.fetch(Request::get(&RESELLER)).await?;
        Ok(program::read_reseller(Node::new(&body)))
    }

    /// Reads where the direct bill programme stands: `GET /v1/enrolledprograms/directbill` (14.3).
    ///
    /// # Errors
    /// As [`Self::reseller_program`].
    pub async fn direct_bill_program(&self) -> Result<DirectBillProgram, ApiError> {
        let body = self.fetch(Request::get(&["v1", "enrolledprograms", "directbill"])).await?;
        Ok(program::read_direct_bill(Node::new(&body)))
    }

    /// **Enroll now**: `POST /v1/enrolledprograms/indirectreseller` (14.3).
    ///
    /// # Errors
    /// `role-required`, `enrolment-not-offered`, `profile-stale`, `mpn-country-mismatch`, `field-required`, `field-invalid`,
    /// `contact-webmail`, `irreversible-not-confirmed`, `enrolment-in-progress`; else as [`Client::send`].
    pub async fn enrol(&self, new: &Application) -> Result<ResellerProgram, ApiError> {
        let request = Request::new(Method::Post, &RESELLER).json(&application::write(new));
        let reply = self.act("enrol", request).await?;
        let body = read(&reply)?;
        Ok(program::read_reseller(Node::new(&body)))
    }

    /// **Resend verification email**: `POST /v1/enrolledprograms/indirectreseller/verificationemails` (14.3). Says when it was sent.
    ///
    /// # Errors
    /// `role-required`, `step-not-open`; else as [`Client::send`].
    pub async fn resend_verification(&self) -> Result<Timestamp, ApiError> {
        let path = [&RESELLER[..], &["verificationemails"]].concat();
        let reply = self.act("resend-verification", Request::new(Method::Post, &path)).await?;
        let body = read(&reply)?;
        program::read_sent(Node::new(&body)).ok_or_else(|| missing(&reply))
    }
}
