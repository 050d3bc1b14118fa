//! Creating a customer on the wire. Source: api/partner-center.md section 10 (2026-11-21).

use serde_json::{Value, json};

use super::json::Node;
use super::whole::put;
use super::{address, customer};
use crate::domain::ids::TenantId;
use crate::domain::new_customer::{Buyer, CreatedCustomer, Credentials, NewCustomer};

/// Writes what creating a customer takes (10.1).
pub fn write(new: &NewCustomer) -> Value {
    let mut body = json!({
        "companyProfile": { "domain": new.domain, "attributes": { "objectType": "CustomerCompanyProfile" } },
        "billingProfile": {
            "email": new.email,
            "culture": new.culture,
            "language": new.language,
            "companyName": new.company_name,
            "defaultAddress": address::write(&new.address),
            "attributes": { "objectType": "CustomerBillingProfile" },
        },
        "relationshipToPartner": "none",
        "attributes": { "objectType": "Customer" },
    });
    if let Buyer::ProviderFor(reseller) = &new.buyer {
        put(&mut body, &["associatedPartnerId"], json!(reseller.as_str()));
    }
    // Refused in countries that have no such number, so it is not even sent empty.
    if let Some(number) = &new.registration_number {
        put(&mut body, &["companyProfile", "organizationRegistrationNumber"], json!(number));
    }
    body
}

/// Reads the customer that was created; `None` without an id.
pub fn read_created(node: Node<'_>) -> Option<CreatedCustomer> {
    let credentials = node.get("userCredentials");
    Some(CreatedCustomer {
        customer: customer::read(node)?,
        credentials: credentials
            .get("userName")
            .text()
            .map(|user_name| Credentials { user_name, password: credentials.get("password").text_or_empty() }),
        reseller: node.get("associatedPartnerId").text().and_then(|text| TenantId::parse(&text)),
    })
}
