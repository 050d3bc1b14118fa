//! The record of what was done in Partner Center. Source: api/partner-center.md 12.14 (2026-11-21).

use super::moment::Timestamp;

use super::ids::CustomerId;

/// One deed. Old and new values are left out: they may hold personal data and are never shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRecord {
    /// The customer, where it is about one.
    pub customer: Option<CustomerId>,
    /// The customer's name; may be empty.
    pub customer_name: String,
    /// Who did it; may be empty.
    pub user: String,
    /// By which program; may be empty.
    pub application: String,
    /// What it was done to, in the service's word, such as `transfer`.
    pub resource: String,
    /// What was done, in the service's word, such as `create_transfer`.
    pub operation: String,
    /// When.
    pub at: Option<Timestamp>,
    /// In the service's word: succeeded, failed, progress.
    pub status: String,
    /// Details by name, such as an order's id.
    pub details: Vec<(String, String)>,
}

/// Which records are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditQuery {
    /// From this day on, at most 90 days back; without it the last 30 days.
    pub start: Option<Timestamp>,
    /// Up to this day.
    pub end: Option<Timestamp>,
    /// Of these only.
    pub filter: Option<AuditFilter>,
}

/// A filter of audit records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditFilter {
    /// About one customer.
    Customer(CustomerId),
    /// About customers whose name contains this.
    CompanyName(String),
    /// About resources of one type, in the service's word.
    Resource(String),
}
