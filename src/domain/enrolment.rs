//! Where an organisation stands in the programmes. Source: domain.md 3.1; api/partner-center.md 14.3 (2026-11-21).

/// The indirect reseller enrolment of a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnrolmentStatus {
    /// The rule set withholds it.
    NotOffered,
    /// It may be begun.
    Offered,
    /// Sent; the service verifies.
    Pending,
    /// Approved; the agreement waits to be accepted.
    Authorized,
    /// A verification failed; back to the form.
    Rejected,
    /// Agreement accepted: the partner is both direct bill partner and indirect reseller. Final.
    Active,
    /// A word that this app does not know, as it came.
    Other(String),
}

impl EnrolmentStatus {
    /// Reads the service's word, in any casing, with or without `_`.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().replace('_', "").as_str() {
            "notoffered" => Self::NotOffered,
            "offered" => Self::Offered,
            "pending" => Self::Pending,
            "authorized" => Self::Authorized,
            "rejected" => Self::Rejected,
            "active" => Self::Active,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::NotOffered => "notOffered",
            Self::Offered => "offered",
            Self::Pending => "pending",
            Self::Authorized => "authorized",
            Self::Rejected => "rejected",
            Self::Active => "active",
            Self::Other(word) => word,
        }
    }
}

/// The direct bill programme status (**Microsoft Cloud Solution Provider status**).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectBillStatus {
    /// Everything works.
    Active,
    /// No new purchases; see R38.
    Restricted,
    /// After 30 days of restriction under rule set 2025.
    Suspended,
    /// After 60 days.
    Revoked,
    /// A word that this app does not know, as it came.
    Other(String),
}

impl DirectBillStatus {
    /// Reads the service's word, in any casing.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "active" => Self::Active,
            "restricted" => Self::Restricted,
            "suspended" => Self::Suspended,
            "revoked" => Self::Revoked,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::Active => "active",
            Self::Restricted => "restricted",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::Other(word) => word,
        }
    }
}
