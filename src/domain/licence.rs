//! Licences: what a customer has, and who holds them. Source: api/partner-center.md section 12 (2026-11-21).

use super::ids::SkuId;

/// Who manages a licence; one group is asked for at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LicenceGroup {
    /// The directory does.
    Directory,
    /// The product does, such as Minecraft.
    Product,
}

impl LicenceGroup {
    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Directory => "Group1",
            Self::Product => "Group2",
        }
    }
}

/// What is licensed (`productSku`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sku {
    /// Its id.
    pub id: SkuId,
    /// Its name.
    pub name: String,
    /// Its part number, such as `EMS`.
    pub part_number: String,
    /// What it is for in the service's word, such as `User`; may be empty.
    pub target: String,
    /// The group in the service's word, such as `group1`.
    pub group: String,
}

/// A service within a licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicePlan {
    /// Its id.
    pub id: String,
    /// Its name as shown.
    pub display_name: String,
    /// Its technical name.
    pub service_name: String,
    /// Its state in the service's word, such as `Enabled` or `Assigned`.
    pub state: String,
    /// What it is for in the service's word.
    pub target: String,
}

/// A licence that a user holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// What is licensed.
    pub sku: Sku,
    /// The services within.
    pub plans: Vec<ServicePlan>,
}

/// The licences of one kind that a customer has (`SubscribedSku`), in seats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicencePool {
    /// What is licensed.
    pub sku: Sku,
    /// Free ones; negative where more are assigned than bought.
    pub available: i64,
    /// Those that work.
    pub active: i64,
    /// Those that are assigned.
    pub consumed: i64,
    /// Those of suspended subscriptions.
    pub suspended: i64,
    /// All.
    pub total: i64,
    /// Those about to be suspended.
    pub warning: i64,
    /// The state in the service's word, such as `Enabled`.
    pub state: String,
    /// The services within.
    pub plans: Vec<ServicePlan>,
}

/// A licence to assign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceToAssign {
    /// What is licensed.
    pub sku: SkuId,
    /// The ids of services within that are left out.
    pub excluded_plans: Vec<String>,
}

/// What assigning and removing licences takes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LicenceChange {
    /// Licences to assign.
    pub assign: Vec<LicenceToAssign>,
    /// Licences to remove.
    pub remove: Vec<SkuId>,
}

/// A warning that came with a change of licences: it was carried out, but not as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceWarning {
    /// The service's code, as it came.
    pub code: String,
    /// The service's text.
    pub message: String,
    /// The services that it is about.
    pub plans: Vec<String>,
}
