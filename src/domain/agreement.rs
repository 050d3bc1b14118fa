//! Agreements of a customer, as the partner confirms them. Source: api/partner-center.md section 9 (2026-11-21).

use super::moment::Timestamp;

use super::contact::Contact;
use super::ids::UserId;

/// The type of the Microsoft Customer Agreement; types are compared letter for letter.
pub const CUSTOMER_AGREEMENT: &str = "MicrosoftCustomerAgreement";

/// A customer's acceptance that a partner confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Who accepted at the customer.
    pub contact: Contact,
    /// Which text; compared letter for letter.
    pub template: String,
    /// When; `None` where it cannot be read.
    pub agreed: Option<Timestamp>,
    /// The type, as it came.
    pub kind: String,
    /// Who confirmed it.
    pub user: Option<UserId>,
}

impl Agreement {
    /// Says whether it is the one that a transfer asks for: other types are listed and do not count.
    pub fn counts(&self) -> bool {
        self.kind == CUSTOMER_AGREEMENT
    }
}

/// What a partner confirms (attests).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAgreement {
    /// Who accepted at the customer.
    pub contact: Contact,
    /// Which text, out of [`AgreementTemplate::id`].
    pub template: String,
    /// When; not in the future.
    pub agreed: Timestamp,
}

/// What confirming came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmation {
    /// It is recorded now.
    Recorded(Agreement),
    /// It was recorded before, with the same contact (600061).
    AlreadyRecorded,
}

/// An agreement that is in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementTemplate {
    /// Its id; compared letter for letter.
    pub id: String,
    /// The type, as it came.
    pub kind: String,
    /// Where it can be read.
    pub link: String,
    /// Its rank among the versions, where given.
    pub version_rank: Option<u64>,
}

/// Where the text of an agreement can be fetched. The addresses die after 5 minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementDocument {
    /// To look at it.
    pub display_uri: String,
    /// To save it.
    pub download_uri: String,
    /// Its language.
    pub language: String,
    /// Its country.
    pub country: String,
}
