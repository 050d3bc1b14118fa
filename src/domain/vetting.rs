//! How far the service has verified an organisation. Source: api/partner-center.md section 7 (2026-11-21).

/// The outcome so far.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum VettingStatus {
    /// Not begun.
    None,
    /// Under way; the step says where.
    Pending,
    /// Approved.
    Authorized,
    /// Rejected.
    Rejected,
    /// A word that this app does not know, as it came.
    Other(String),
}

impl VettingStatus {
    /// Reads the service's word, in any casing.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "" | "none" => Self::None,
            "pending" => Self::Pending,
            "authorized" => Self::Authorized,
            "rejected" => Self::Rejected,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::None => "none",
            Self::Pending => "pending",
            Self::Authorized => "authorized",
            Self::Rejected => "rejected",
            Self::Other(word) => word,
        }
    }
}

/// The step that is open.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum VettingStep {
    /// None is.
    None,
    /// The profile is being entered.
    Entry,
    /// Whether the e-mail address is the contact's.
    EmailOwnership,
    /// Whether the e-mail domain is the company's.
    EmailDomain,
    /// Whether the contact works there.
    EmploymentVerification,
    /// Whether the business exists.
    BusinessVerification,
    /// The decision.
    Decision,
    /// A word that this app does not know, as it came; the service's own `other` too.
    Other(String),
}

impl VettingStep {
    /// Reads the service's word, in any casing, with or without `_`.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().replace('_', "").as_str() {
            "" | "none" => Self::None,
            "entry" => Self::Entry,
            "emailownership" => Self::EmailOwnership,
            "emaildomain" => Self::EmailDomain,
            "employmentverification" => Self::EmploymentVerification,
            "businessverification" => Self::BusinessVerification,
            "decision" => Self::Decision,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::None => "none",
            Self::Entry => "entry",
            Self::EmailOwnership => "email_ownership",
            Self::EmailDomain => "email_domain",
            Self::EmploymentVerification => "employment_verification",
            Self::BusinessVerification => "business_verification",
            Self::Decision => "decision",
            Self::Other(word) => word,
        }
    }
}
