//! The indirect reseller agreement.

use super::Client;
use super::error::ApiError;
use super::http::{Method, Request};
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
        self.fetch_list(request, program_agreement::read_list).await
    }

    /// Asks where the text of agreement `id` can be fetched, for 5 minutes:
    /// `GET /v1/programagreements/{agreement-id}/document?language=` (14.4).
    ///
    /// # Errors
    /// `agreement-not-offered`; else as [`Client::send`].
    pub async fn program_agreement_document(&self, id: &str, language: &str) -> Result<AgreementDocument, ApiError> {
        let request = Request::get(&["v1", "programagreements", id, "document"]).query("language", language);
        self.fetch_as(request, agreement::read_document).await
    }

    /// **Accept and continue**: `POST /v1/programagreements/{agreement-id}/signatures` (14.4).
    ///
    /// # Errors
    /// `role-required`, `agreement-not-offered`, `agreement-already-accepted`; else as [`Client::send`].
    pub async fn accept_program_agreement(&self, offered: &ProgramAgreement) -> Result<Signature, ApiError> {
        let request = Request::new(Method::Post, &["v1", "programagreements", &offered.id, "signatures"])
            .json(&program_agreement::write_acceptance(&offered.version));
        let known = ["dateSigned", "version", "signedByDisplayName", "signedByUserPrincipalName"];
        let read_as = |node: Node<'_>| node.says_any(&known).then(|| program_agreement::read_signature(node));
        self.act_for("accept-agreement", request, read_as).await
    }
}
