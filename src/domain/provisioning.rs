//! How far a change of a subscription has been carried out. Source: api/partner-center.md 3.7 (2026-11-21).

use super::moment::Timestamp;

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ProvisioningStatus {
    /// Done.
    Success,
    /// Under way.
    Pending,
    /// Failed.
    Failed,
    /// A word that this app does not know, as it came.
    Other(String),
}

impl ProvisioningStatus {
    /// Reads the service's word, in any casing.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "success" => Self::Success,
            "pending" => Self::Pending,
            "failed" => Self::Failed,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::Success => "success",
            Self::Pending => "pending",
            Self::Failed => "failed",
            Self::Other(word) => word,
        }
    }
}

/// What is in place. The service renews it about every 15 minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provisioning {
    /// What was provisioned, in the service's id; may be empty.
    pub sku: String,
    /// Where it stands.
    pub status: ProvisioningStatus,
    /// Licence seats in place.
    pub quantity: u64,
    /// Until when; `None` for no end.
    pub ends: Option<Timestamp>,
}
