//! Partnerships between provider and reseller, seen from one of them. Source: api/partner-center.md section 6 (2026-11-21).

use super::moment::Timestamp;

use super::ids::{CustomerId, MpnId, TenantId, TransferId};

/// Whether a partnership stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PartnershipState {
    /// It stands; the service also leaves the word out.
    Active,
    /// The provider removed it.
    Removed,
    /// A word that this app does not know, as it came.
    Other(String),
}

impl PartnershipState {
    /// Reads the service's word, in any casing.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "" | "active" => Self::Active,
            "removed" => Self::Removed,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::Active => "Active",
            Self::Removed => "Removed",
            Self::Other(word) => word,
        }
    }
}

/// A partnership with another organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partnership {
    /// The other's tenant.
    pub tenant: TenantId,
    /// The other's name.
    pub name: String,
    /// The other's MPN ID, where given.
    pub mpn_id: Option<MpnId>,
    /// The other's country, where given.
    pub location: Option<String>,
    /// Whether it stands.
    pub state: PartnershipState,
    /// Since when, where the service says.
    pub since: Option<Timestamp>,
}

/// What removing a partnership leaves (R136, R138).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RemovalPreview {
    /// How many customers the two share: they stay as they are.
    pub customers: u64,
    /// The transfer requests that stand open between the two: accepting them will be refused.
    pub open_transfers: Vec<(CustomerId, TransferId)>,
}
