//! Company profile and bill-to information of a customer on the wire. Source: api/partner-center.md section 2 (2026-11-21).

use serde_json::Value;

use super::address;
use super::json::Node;
use super::whole::put_text;
use crate::domain::customer_profile::{BillTo, CompanyProfile};
use crate::domain::ids::TenantId;

/// Reads a company profile; `None` without a tenant.
pub fn read_company(node: Node<'_>) -> Option<CompanyProfile> {
    Some(CompanyProfile {
        tenant: TenantId::parse(&node.get("tenantId").text()?)?,
        domain: node.get("domain").text_or_empty(),
        company_name: node.get("companyName").text_or_empty(),
        registration_number: node.get("organizationRegistrationNumber").text(),
    })
}

/// Reads the bill-to information.
pub fn read_bill_to(node: Node<'_>) -> BillTo {
    let text = |name: &str| node.get(name).text_or_empty();
    BillTo {
        first_name: text("firstName"),
        last_name: text("lastName"),
        email: text("email"),
        culture: text("culture"),
        language: text("language"),
        company_name: text("companyName"),
        address: address::read(node.get("defaultAddress")),
    }
}

/// Writes changed bill-to information over `body`.
pub fn put_bill_to(body: &mut Value, bill_to: &BillTo) {
    let parts = [
        ("firstName", &bill_to.first_name),
        ("lastName", &bill_to.last_name),
        ("email", &bill_to.email),
        ("culture", &bill_to.culture),
        ("language", &bill_to.language),
        ("companyName", &bill_to.company_name),
    ];
    for (name, text) in parts {
        put_text(body, &[name], text);
    }
    address::put(body, "defaultAddress", &bill_to.address);
}
