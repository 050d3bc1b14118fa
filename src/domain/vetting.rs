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

/// What the service checks, in its order (R26). The steps of the service that are not told apart here belong to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VettingStage {
    /// Whether the e-mail address is the contact's.
    EmailOwnership,
    /// Whether the contact works there.
    Employment,
    /// Whether the business exists.
    Business,
    /// The decision.
    Decision,
}

impl VettingStage {
    /// Every stage, in order.
    pub const ALL: [Self; 4] = [Self::EmailOwnership, Self::Employment, Self::Business, Self::Decision];

    /// A stable word, for texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::EmailOwnership => "email",
            Self::Employment => "employment",
            Self::Business => "business",
            Self::Decision => "decision",
        }
    }

    /// The stage that `step` belongs to; `None` for none, and for a word that this app does not know.
    pub const fn of(step: &VettingStep) -> Option<Self> {
        match step {
            VettingStep::Entry | VettingStep::EmailOwnership | VettingStep::EmailDomain => Some(Self::EmailOwnership),
            VettingStep::EmploymentVerification => Some(Self::Employment),
            VettingStep::BusinessVerification => Some(Self::Business),
            VettingStep::Decision => Some(Self::Decision),
            VettingStep::None | VettingStep::Other(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R26
    #[test]
    fn every_step_of_the_service_has_its_stage() {
        let steps = ["entry", "email_ownership", "emailDomain", "employment_verification", "business_verification", "Decision"];
        let stages = steps.map(|word| VettingStage::of(&VettingStep::from_word(word)));
        assert_eq!(
            stages.map(|stage| stage.map_or("", VettingStage::word)),
            ["email", "email", "email", "employment", "business", "decision"]
        );
        assert!(stages.is_sorted());
        assert_eq!(VettingStage::of(&VettingStep::from_word("other")), None);
        assert_eq!(VettingStage::of(&VettingStep::None), None);
    }
}
