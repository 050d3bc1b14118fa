//! Customers, told apart by who buys for them. Source: domain.md section 2 and 3.3; api/partner-center.md 14.9 (2026-11-21).

use super::moment::Timestamp;

use super::ids::{CustomerId, MpnId, TenantId};
use super::progress::Step;
use super::refusal::RefusalCode;

/// How the partner came by a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CustomerKind {
    /// The partner buys for it straight from Microsoft.
    Direct,
    /// Acquired as indirect reseller: the provider orders for it.
    Indirect,
    /// The service does not say.
    Unknown,
}

impl CustomerKind {
    /// Reads the service's word; `both` is a direct customer on its way.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "direct" | "both" => Self::Direct,
            "indirect" => Self::Indirect,
            _ => Self::Unknown,
        }
    }

    /// The word in addresses and payloads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Unknown => "unknown",
        }
    }
}

/// The state of the Microsoft Customer Agreement of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgreementState {
    /// Could not be read; counts as missing (R88).
    Unknown,
    /// Not accepted.
    Missing,
    /// Accepted by the customer in the Microsoft 365 admin center; retained once the provider is related.
    AdminCenter,
    /// Attested by the partner; not retained.
    PartnerAttested,
    /// Accepted through the provider.
    Provider,
}

impl AgreementState {
    /// Reads the service's word, in any casing.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().replace('_', "").as_str() {
            "missing" => Self::Missing,
            "admincenter" => Self::AdminCenter,
            "partnerattested" => Self::PartnerAttested,
            "provider" => Self::Provider,
            _ => Self::Unknown,
        }
    }

    /// The word in payloads and texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Missing => "missing",
            Self::AdminCenter => "adminCenter",
            Self::PartnerAttested => "partnerAttested",
            Self::Provider => "provider",
        }
    }

    /// Says whether the agreement is in force for a transfer, given whether the provider is related to the customer.
    ///
    /// # Errors
    /// [`RefusalCode::McaNotRetained`] for the partner's attestation, [`RefusalCode::CustomerNotMoved`] for an acceptance in the
    /// admin center that has no provider yet, [`RefusalCode::McaMissing`] for all else.
    ///
    /// Source: domain.md 3.3; requirements.md R82 to R88 and C9.
    pub const fn in_force(self, provider_related: bool) -> Result<(), RefusalCode> {
        match self {
            Self::Provider => Ok(()),
            Self::AdminCenter if provider_related => Ok(()),
            Self::PartnerAttested => Err(RefusalCode::McaNotRetained),
            // It is accepted, and retained as soon as the provider is related: that is what is missing.
            Self::AdminCenter => Err(RefusalCode::CustomerNotMoved),
            Self::Missing | Self::Unknown => Err(RefusalCode::McaMissing),
        }
    }
}

/// How a provider came to be related to a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RelationMethod {
    /// By the partner's relationship extension: no delegated admin privileges.
    Extension,
    /// By an invitation that the customer accepted.
    Invitation,
    /// The service does not say.
    Unknown,
}

impl RelationMethod {
    /// Reads the service's word.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "extension" => Self::Extension,
            "invitation" => Self::Invitation,
            _ => Self::Unknown,
        }
    }

    /// The word in payloads and texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Extension => "extension",
            Self::Invitation => "invitation",
            Self::Unknown => "unknown",
        }
    }
}

/// A provider related to a customer, as the partner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelatedProvider {
    /// The provider's tenant.
    pub tenant: TenantId,
    /// Its name.
    pub name: String,
    /// Since when; `None` where the service does not say.
    pub since: Option<Timestamp>,
    /// How.
    pub method: RelationMethod,
    /// Whether it holds delegated admin privileges.
    pub delegated_admin: bool,
}

/// An indirect reseller of a customer, as the provider sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelatedReseller {
    /// The reseller's tenant.
    pub tenant: TenantId,
    /// Its name.
    pub name: String,
    /// Its location MPN ID, where given.
    pub mpn_id: Option<MpnId>,
}

/// A customer as one organisation sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// Its Microsoft ID.
    pub id: CustomerId,
    /// Its company name.
    pub name: String,
    /// Its domain; may be empty.
    pub domain: String,
    /// ISO 3166 alpha-2, where given.
    pub country: Option<String>,
    /// The relation in the service's word, such as `reseller`.
    pub relationship: String,
    /// Who buys for it.
    pub kind: CustomerKind,
    /// The providers related to it; for a partner.
    pub providers: Vec<RelatedProvider>,
    /// The indirect resellers of it; for a provider.
    pub resellers: Vec<RelatedReseller>,
    /// Its Microsoft Customer Agreement.
    pub agreement: AgreementState,
    /// How many transfer requests are active or in progress.
    pub open_transfers: u64,
    /// How far it has come; `None` where the service does not say.
    pub step: Option<Step>,
    /// What holds up the next step; `None` for nothing, or where the service does not say.
    pub blocker: Option<RefusalCode>,
}

impl Customer {
    /// The provider `tenant` as related to this customer.
    pub fn provider(&self, tenant: &TenantId) -> Option<&RelatedProvider> {
        self.providers.iter().find(|provider| provider.tenant == *tenant)
    }

    /// Says whether `text` is found in the name or the domain; case and surrounding blanks do not matter.
    pub fn matches(&self, text: &str) -> bool {
        let text = text.trim().to_lowercase();
        self.name.to_lowercase().contains(&text) || self.domain.to_lowercase().contains(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R85, R86, R88, R91, C9
    #[test]
    fn an_acceptance_in_the_admin_center_counts_once_the_provider_is_related_and_an_attestation_never_does() {
        use AgreementState as A;
        use RefusalCode as R;

        for (state, alone, related) in [
            (A::Provider, Ok(()), Ok(())),
            (A::AdminCenter, Err(R::CustomerNotMoved), Ok(())),
            (A::PartnerAttested, Err(R::McaNotRetained), Err(R::McaNotRetained)),
            (A::Missing, Err(R::McaMissing), Err(R::McaMissing)),
            (A::Unknown, Err(R::McaMissing), Err(R::McaMissing)),
        ] {
            assert_eq!((state.in_force(false), state.in_force(true)), (alone, related), "{state:?}");
        }
    }
}
