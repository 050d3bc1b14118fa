//! The record of what was done in Partner Center. Source: api/partner-center.md 12.14 (2026-11-21).

use super::csv::{Csv, Separator};
use super::ids::CustomerId;
use super::moment::Timestamp;

/// One deed. Of old and new values only those are kept that cannot hold personal data (R177); see [`Change`].
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
    /// What is different since.
    pub changes: Vec<Change>,
}

/// Which members of old and new values are shown, in the service's words: states, counts and ids of organisations. All others may
/// hold personal data, such as names and addresses of people (R177).
pub const SHOWN: [&str; 12] = [
    "status",
    "quantity",
    "billingCycle",
    "autoRenewEnabled",
    "kind",
    "agreementState",
    "providers",
    "lineItems",
    "providerVerified",
    "partnerVerified",
    "state",
    "relationshipToPartner",
];

/// What a deed changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The member, one of [`SHOWN`].
    pub what: String,
    /// What it was; empty where there was nothing.
    pub before: String,
    /// What it is since.
    pub after: String,
}

/// Writes records as CSV (R171).
pub fn csv(separator: Separator, records: &[AuditRecord]) -> String {
    let columns = ["time", "user", "customer", "customerId", "operation", "resource", "status", "change", "before", "after"];
    let mut file = Csv::new(separator, &columns);
    for record in records {
        let time = record.at.map(|at| at.to_string()).unwrap_or_default();
        let customer = record.customer.as_ref().map(ToString::to_string).unwrap_or_default();
        let head = [&time, &record.user, &record.customer_name, &customer, &record.operation, &record.resource, &record.status];
        let none = Change { what: String::new(), before: String::new(), after: String::new() };
        let changes = if record.changes.is_empty() { std::slice::from_ref(&none) } else { &record.changes[..] };
        for change in changes {
            file.row(head.into_iter().map(String::as_str).chain([change.what.as_str(), &change.before, &change.after]));
        }
    }
    file.finish()
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
