//! **Designated support contact** of a subscription. Source: api/partner-center.md 3.8 and 3.9 (2026-11-21).

use super::ids::{MpnId, TenantId};

/// Who supports a subscription: a reseller related to the provider, or the provider itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportContact {
    /// Its tenant.
    pub tenant: TenantId,
    /// Its MPN ID, where given.
    pub mpn_id: Option<MpnId>,
    /// Its name; may be empty.
    pub name: String,
}
