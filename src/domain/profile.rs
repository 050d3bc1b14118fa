//! The profiles of the own organisation. Source: api/partner-center.md section 7 (2026-11-21).

use super::address::Address;
use super::contact::Contact;
use super::ids::{MpnId, TenantId};
use super::vetting::{VettingStatus, VettingStep};

/// The legal business profile: who the organisation is, and how far that is verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalBusiness {
    /// Its legal name.
    pub company_name: String,
    /// Where it is.
    pub address: Address,
    /// Its primary contact, at a work address.
    pub primary_contact: Contact,
    /// Where its approver is.
    pub approver_address: Address,
    /// The approver's e-mail address.
    pub approver_email: String,
    /// How far it is verified; set by the service.
    pub vetting: VettingStatus,
    /// The open step of the verification; set by the service.
    pub vetting_step: VettingStep,
}

/// Which state of the legal business profile is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileVersion {
    /// As it stands, a change under verification included.
    Current,
    /// As it was verified last.
    LastFinalized,
}

impl ProfileVersion {
    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Current => "Current",
            Self::LastFinalized => "LastFinalized",
        }
    }
}

/// The organization profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationProfile {
    /// Its tenant, where given; set by the service.
    pub tenant: Option<TenantId>,
    /// Its name.
    pub company_name: String,
    /// Where it is.
    pub address: Address,
    /// Its domain.
    pub domain: String,
    /// Its e-mail address.
    pub email: String,
    /// Two letters.
    pub language: String,
    /// Such as `sv-SE`.
    pub culture: String,
}

/// The MPN profile, of the own organisation or of the one that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MpnProfile {
    /// The MPN ID.
    pub mpn_id: MpnId,
    /// The organisation's name, where given.
    pub name: Option<String>,
}

/// The billing profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillingProfile {
    /// Its name on invoices.
    pub company_name: String,
    /// Where invoices go.
    pub address: Address,
    /// Whom they go to.
    pub primary_contact: Contact,
    /// The purchase order to name.
    pub purchase_order: String,
    /// The tax id.
    pub tax_id: String,
    /// ISO 4217; set by the service.
    pub currency: String,
}

/// The support profile: where customers find help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportProfile {
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub telephone: String,
    /// Web address.
    pub website: String,
}
