//! What is known of a customer's company. Source: api/partner-center.md section 2 (2026-11-21).

use super::address::Address;
use super::ids::TenantId;

/// The company profile of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyProfile {
    /// Its tenant.
    pub tenant: TenantId,
    /// Its domain.
    pub domain: String,
    /// Its name.
    pub company_name: String,
    /// Its registration number, where its country has such.
    pub registration_number: Option<String>,
}

/// The bill-to information of a customer (`CustomerBillingProfile`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillTo {
    /// The contact's first name.
    pub first_name: String,
    /// The contact's last name.
    pub last_name: String,
    /// The contact's e-mail address.
    pub email: String,
    /// Language and currency of what is sent, such as `en-US`.
    pub culture: String,
    /// Two letters.
    pub language: String,
    /// The company's name.
    pub company_name: String,
    /// Where the bill goes.
    pub address: Address,
}
