//! The indirect reseller agreement. Source: api/partner-center.md 14.4; requirements R31 to R34 (2026-11-21).

use super::enrolment::EnrolmentStatus;
use super::moment::Timestamp;
use super::refusal::{Refusal, RefusalCode};

/// An agreement that a programme offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramAgreement {
    /// Its id.
    pub id: String,
    /// Its version, sent back with the acceptance.
    pub version: String,
    /// Its title, in the service's words.
    pub title: String,
    /// The languages in which it can be read, as the service names them.
    pub languages: Vec<String>,
    /// Since when it is offered.
    pub offered: Option<Timestamp>,
    /// Who accepted it, and when.
    pub signature: Option<Signature>,
}

/// An acceptance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Who accepted.
    pub by: String,
    /// When.
    pub at: Option<Timestamp>,
    /// Which version.
    pub version: String,
}

/// Lets the agreement be accepted.
///
/// # Errors
/// `agreement-not-offered` before approval; `agreement-already-accepted` with who and when.
pub fn check_accept(status: &EnrolmentStatus, signature: Option<&Signature>) -> Result<(), Refusal> {
    if let Some(signature) = signature {
        let date = signature.at.map(|at| at.to_string()).unwrap_or_default();
        let refusal = Refusal::new(RefusalCode::AgreementAlreadyAccepted);
        return Err(refusal.with("user", signature.by.as_str()).with("date", date));
    }
    match status {
        EnrolmentStatus::Authorized | EnrolmentStatus::Other(_) => Ok(()),
        EnrolmentStatus::Active => Err(Refusal::new(RefusalCode::AgreementAlreadyAccepted)),
        EnrolmentStatus::NotOffered | EnrolmentStatus::Offered | EnrolmentStatus::Pending | EnrolmentStatus::Rejected => {
            Err(Refusal::new(RefusalCode::AgreementNotOffered))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R31, R32
    #[test]
    fn the_agreement_is_accepted_after_approval_and_once() {
        let code = |status: &EnrolmentStatus| check_accept(status, None).err().map(|refusal| refusal.code);
        assert_eq!(code(&EnrolmentStatus::Authorized), None);
        for status in [EnrolmentStatus::NotOffered, EnrolmentStatus::Offered, EnrolmentStatus::Pending, EnrolmentStatus::Rejected]
        {
            assert_eq!(code(&status), Some(RefusalCode::AgreementNotOffered), "{status:?}");
        }
        assert_eq!(code(&EnrolmentStatus::Active), Some(RefusalCode::AgreementAlreadyAccepted));
        let at = "2026-11-21T09:00:00Z".parse().ok();
        let signature = Signature { by: "Astrid Lindqvist".to_owned(), at, version: "1".to_owned() };
        let refusal = check_accept(&EnrolmentStatus::Active, Some(&signature)).unwrap_err();
        assert_eq!((refusal.value("user"), refusal.value("date")), (Some("Astrid Lindqvist"), Some("2026-11-21T09:00:00Z")));
    }
}
