//! Why something is not done: one stable code each, with what fills its sentence.
//!
//! The words stand in locales/*.json under `refusals.<code>`; the codes and their meaning in domain.md section 6
//! (2026-11-21). The last three are warnings: they are shown, and block nothing.

use std::fmt;

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident = $word:literal,)*) => {
        /// A stable code of a refusal or warning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum RefusalCode {
            $(#[doc = concat!("`", $word, "`")] $name,)*
        }

        impl RefusalCode {
            /// Every code, in the order of domain.md.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as it is shown, small, and as an API of ours sends it.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

codes! {
    RoleRequired = "role-required",
    NotEnrolled = "not-enrolled",
    EnrolmentNotOffered = "enrolment-not-offered",
    ProfileStale = "profile-stale",
    MpnCountryMismatch = "mpn-country-mismatch",
    FieldRequired = "field-required",
    FieldInvalid = "field-invalid",
    ContactWebmail = "contact-webmail",
    IrreversibleNotConfirmed = "irreversible-not-confirmed",
    NoRollback = "no-rollback",
    EnrolmentInProgress = "enrolment-in-progress",
    StepNotOpen = "step-not-open",
    AgreementNotOffered = "agreement-not-offered",
    AgreementAlreadyAccepted = "agreement-already-accepted",
    DirectBillRestricted = "direct-bill-restricted",
    IndirectCustomerNoPurchase = "indirect-customer-no-purchase",
    ProviderCreatesTenant = "provider-creates-tenant",
    RegionMismatch = "region-mismatch",
    InvitationUnknown = "invitation-unknown",
    InvitationUsed = "invitation-used",
    InvitationWrongAccount = "invitation-wrong-account",
    AuthorisationNotTicked = "authorisation-not-ticked",
    PartnershipExists = "partnership-exists",
    NoProvider = "no-provider",
    ProviderNotPartnered = "provider-not-partnered",
    LinkMissing = "link-missing",
    LinkAltered = "link-altered",
    AlreadyRelated = "already-related",
    NotDirectCustomer = "not-direct-customer",
    ConsentMissing = "consent-missing",
    StoreCannotAccept = "store-cannot-accept",
    McaMissing = "mca-missing",
    McaNotRetained = "mca-not-retained",
    DateInFuture = "date-in-future",
    ResellerCannotAttest = "reseller-cannot-attest",
    CustomerNotMoved = "customer-not-moved",
    NothingSelected = "nothing-selected",
    SubSuspended = "sub-suspended",
    SubDeleted = "sub-deleted",
    SubNotSettled = "sub-not-settled",
    SubInTransfer = "sub-in-transfer",
    SubAzurePlan = "sub-azure-plan",
    SubReservation = "sub-reservation",
    SubTermBased = "sub-term-based",
    SubSaas = "sub-saas",
    SubOther = "sub-other",
    AddonNeedsBase = "addon-needs-base",
    EligibilityChanged = "eligibility-changed",
    PartnerIdNotNumeric = "partner-id-not-numeric",
    PartnerIdUnknown = "partner-id-unknown",
    PartnerIdRegion = "partner-id-region",
    PartnerIdMpa = "partner-id-mpa",
    PartnerIdNotReseller = "partner-id-not-reseller",
    PartnerIdGlobal = "partner-id-global",
    PartnerIdInvalid = "partner-id-invalid",
    TransferInProgress = "transfer-in-progress",
    TransferClosed = "transfer-closed",
    TransferBusy = "transfer-busy",
    ResellerNotListed = "reseller-not-listed",
    ResellerMpaMissing = "reseller-mpa-missing",
    ProfileByRepresentative = "profile-by-representative",
    DomainTaken = "domain-taken",
    RegistrationNumberMissing = "registration-number-missing",
    QuantityOutOfRange = "quantity-out-of-range",
    OnePerCustomer = "one-per-customer",
    SetupInfoGone = "setup-info-gone",
    NotFound = "not-found",
    ApiUnreachable = "api-unreachable",
    RateLimited = "rate-limited",
    QuantityDrift = "quantity-drift",
    VerifyMismatch = "verify-mismatch",
    Overdue = "overdue",
}

impl RefusalCode {
    /// Says whether this is about the partner id that stands on record.
    pub const fn is_about_partner_id(self) -> bool {
        matches!(
            self,
            Self::PartnerIdNotNumeric
                | Self::PartnerIdUnknown
                | Self::PartnerIdRegion
                | Self::PartnerIdMpa
                | Self::PartnerIdNotReseller
                | Self::PartnerIdGlobal
                | Self::PartnerIdInvalid
        )
    }

    /// Reads a code; `None` for a word that is none of ours.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.word().eq_ignore_ascii_case(word))
    }
}

impl fmt::Display for RefusalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A refusal (or warning) with the values that its sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What kind of refusal.
    pub code: RefusalCode,
    /// Placeholder and value, such as `customer` and its name. Roles, states and kinds are words of the service:
    /// the screen puts them into the person's language.
    pub values: Vec<(String, String)>,
}

impl Refusal {
    /// A refusal that names nothing yet.
    pub const fn new(code: RefusalCode) -> Self {
        Self { code, values: Vec::new() }
    }

    /// Fills one placeholder.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// What fills the placeholder `name`, where it is known.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(held, _)| held == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_back() {
        for code in RefusalCode::ALL {
            assert_eq!(RefusalCode::parse(code.word()), Some(*code));
        }
        assert_eq!(RefusalCode::parse("something-else"), None);
    }
}
