//! Records for tests of the rules: a test names what it is about, and takes the rest from here.

use super::customer::{AgreementState, Customer, CustomerKind};
use super::ids::{CustomerId, TenantId, TransferId};
use super::transfer::{Transfer, TransferKind, TransferStatus};

/// A direct customer of which nothing is known but its name.
pub(super) fn customer() -> Customer {
    Customer {
        id: CustomerId::parse("c1").expect("it is an id"),
        name: "Northwind".to_owned(),
        domain: String::new(),
        country: None,
        relationship: String::new(),
        kind: CustomerKind::Direct,
        providers: Vec::new(),
        resellers: Vec::new(),
        agreement: AgreementState::Missing,
        open_transfers: 0,
        step: None,
        blocker: None,
    }
}

/// An open request of that customer, without lines, made at `created`.
pub(super) fn transfer(created: &str) -> Transfer {
    Transfer {
        id: TransferId::parse("t1").expect("it is an id"),
        kind: TransferKind::Legacy,
        customer: CustomerId::parse("c1").expect("it is an id"),
        customer_name: None,
        source: TenantId::parse("contoso").expect("it is an id"),
        source_name: None,
        target: None,
        target_name: None,
        status: TransferStatus::Active,
        created: Some(created.parse().expect("it is a time")),
        changed: None,
        changed_by: None,
        lines: Vec::new(),
    }
}
