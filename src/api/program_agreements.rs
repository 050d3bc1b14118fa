//! The indirect reseller agreement.

use super::error::ApiError;
use super::http::{Method, Request};
use super::{Client, missing, read};
use crate::domain::agreement::AgreementDocument;
use crate::domain::program_agreement::{ProgramAgreement, Signature};
use crate::wire::json::Node;
use crate::wire::{agreement, program_agreement};

impl Client {
    /// Lists the agreements that the indirect reseller programme offers: `GET /v1/programagreements?program=indirectreseller`
    /// (api/partner-center.md 14.4). Before approval there is none.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn list_program_agreements(&self) -> Result<Vec<ProgramAgreement>, ApiError> {
        let request = Request::get(&["v1", "programagreements"]).query("program", "indirectreseller");
        let body = self.fetch(request).await?;
        Ok(program_agreement::read_list(Node::new(&body)))
    }

    /// Asks where the text of agreement `id` can be fetched, for 5 minutes:
    /// `GET /v1/programagreements/{agreement-id}/document?language=` (14.4).
    ///
    /// # Errors
    /// `agreement-not-offered`; else as [`Client::send`].
    pub async fn program_agreement_document(&self, id: &str, language: &str) -> Result<AgreementDocument, ApiError> {
        let request = Request::get(&["v1", "programagreements", id, "document"]).query("language", language);
        let reply = self.send(request).await?;
        let body = read(&reply)?;
        agreement::read_document(Node::new(&body)).ok_or_else(|| missing(&reply))
    }

    /// **Accept and continue**: `POST /v1/programagreements/{agreement-id}/signatures` (14.4).
    ///
    /// # Errors
    /// `role-required`, `agreement-not-offered`, `agreement-already-accepted`; else as [`Client::send`].
    pub async fn accept_program_agreement(&self, offered: &ProgramAgreement) -> Result<Signature, ApiError> {
        let request = Request::new(Method::Post, &["v1", "programagreements", &offered.id, "signatures"])
            .json(&program_agreement::write_acceptance(&offered.version));
        let reply = self.act("accept-agreement", request).await?;
        let body = read(&reply)?;
        Ok(program_agreement::read_signature(Node::new(&body)))
    }
}
