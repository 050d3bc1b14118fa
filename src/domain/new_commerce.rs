//! Transfers of new commerce: the target asks, the source completes with the lines and so accepts; nobody declines, it expires.
//! Source: api/partner-center.md section 5 (2026-11-21).

use super::moment::Timestamp;

use super::ids::{MpnId, SubscriptionId, TenantId};
use super::transfer::Transfer;

/// What the target asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferAsk {
    /// The giver.
    pub source: TenantId,
    /// The giver's name.
    pub source_name: String,
    /// The contact at the customer.
    pub customer_email: String,
    /// The customer's name; cancelling needs it.
    pub customer_name: Option<String>,
    /// The receiver; without it the caller.
    pub target: Option<TenantId>,
    /// The receiver's e-mail address, which the service types as a GUID.
    pub target_email: Option<String>,
    /// The product types to move, in the service's words; empty for all.
    pub product_types: Vec<String>,
    /// The reseller's MPN ID, where the target is an indirect provider.
    pub partner_of_record: Option<MpnId>,
}

/// A subscription that the source gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenLine {
    /// The subscription at the source.
    pub subscription: SubscriptionId,
    /// The service's word, such as `OnlineServicesNCE` for licences.
    pub product_type: String,
}

/// A transfer of new commerce: what all transfers have, and what only these have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCommerceTransfer {
    /// What all transfers have.
    pub transfer: Transfer,
    /// The contact at the customer.
    pub customer_email: Option<String>,
    /// The product types to move, in the service's words; empty for all.
    pub product_types: Vec<String>,
    /// The reseller's MPN ID.
    pub partner_of_record: Option<MpnId>,
    /// When it lapses, where given.
    pub expires: Option<Timestamp>,
    /// When it was completed.
    pub completed: Option<Timestamp>,
}
