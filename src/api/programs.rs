//! The programmes of a partner: where they stand, and the enrolment as indirect reseller.

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};
use crate::domain::application::Application;
use crate::domain::moment::Timestamp;
use crate::domain::program::{DirectBillProgram, ResellerProgram};
use crate::wire::{application, program};

const RESELLER: [&str; 3] = ["v1", "enrolledprograms", "indirectreseller"];

impl Client {
    /// Reads where the indirect reseller enrolment stands: `GET /v1/enrolledprograms/indirectreseller` (api/partner-center.md 14.3).
    ///
    /// # Errors
    /// `not-found` for a provider; else as [`Client::send`]. See [`ApiError::is_without_extension`].
    pub async fn reseller_program(&self) -> Result<ResellerProgram, ApiError> {
        self.fetch_known(Request::get(&RESELLER), &["status"], program::read_reseller).await
    }

    /// Reads where the direct bill programme stands: `GET /v1/enrolledprograms/directbill` (14.3).
    ///
    /// # Errors
    /// As [`Self::reseller_program`].
    pub async fn direct_bill_program(&self) -> Result<DirectBillProgram, ApiError> {
        self.fetch_known(Request::get(&["v1", "enrolledprograms", "directbill"]), &["status"], program::read_direct_bill).await
    }

    /// **Enroll now**: `POST /v1/enrolledprograms/indirectreseller` (14.3).
    ///
    /// # Errors
    /// `role-required`, `enrolment-not-offered`, `profile-stale`, `mpn-country-mismatch`, `field-required`, `field-invalid`,
    /// `contact-webmail`, `irreversible-not-confirmed`, `enrolment-in-progress`; else as [`Client::send`].
    pub async fn enrol(&self, new: &Application) -> Result<ResellerProgram, ApiError> {
        let request = Request::new(Method::Post, &RESELLER).json(&application::write(new));
        self.act_for("enrol", request, |node| node.says_any(&["status"]).then(|| program::read_reseller(node))).await
    }

    /// **Resend verification email**: `POST /v1/enrolledprograms/indirectreseller/verificationemails` (14.3). Says when it was sent.
    ///
    /// # Errors
    /// `role-required`, `step-not-open`; else as [`Client::send`].
    pub async fn resend_verification(&self) -> Result<Timestamp, ApiError> {
        let path = [&RESELLER[..], &["verificationemails"]].concat();
        self.act_for("resend-verification", Request::new(Method::Post, &path), program::read_sent).await
    }
}
