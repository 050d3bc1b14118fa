//! What is known of a customer's company. Source: api/partner-center.md section 2 (2026-11-21).

use super::address::Address;
use super::contact::{Flaw, LONGEST_NAME, email_flaw, phone_flaw, text_flaw};
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

/// The longest company name and line of an address, in characters (1.4).
const LONGEST_LINE: usize = 200;

impl BillTo {
    /// All that is wrong with it, by the service's names of its parts.
    pub fn flaws(&self) -> Vec<(&'static str, Flaw)> {
        let second_line = (self.address.line_2.chars().count() > LONGEST_LINE).then_some(Flaw::TooLong(LONGEST_LINE));
        [
            ("companyName", text_flaw(&self.company_name, LONGEST_LINE)),
            ("firstName", text_flaw(&self.first_name, LONGEST_NAME)),
            ("lastName", text_flaw(&self.last_name, LONGEST_NAME)),
            ("email", email_flaw(&self.email)),
            ("phoneNumber", phone_flaw(&self.address.phone)),
            ("addressLine1", text_flaw(&self.address.line_1, LONGEST_LINE)),
            ("addressLine2", second_line),
            ("city", text_flaw(&self.address.city, LONGEST_LINE)),
        ]
        .into_iter()
        .filter_map(|(name, flaw)| Some((name, flaw?)))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_wrong_with_bill_to_information_is_said_at_once() {
        let text = |text: &str| text.to_owned();
        let mut it = BillTo {
            first_name: text("Åsa"),
            last_name: text("Ek"),
            email: text("asa.ek@northwindtraders.example"),
            culture: text("sv-SE"),
            language: text("sv"),
            company_name: text("Northwind Traders"),
            address: Address { line_1: text("Storgatan 1"), city: text("Umeå"), country: text("SE"), ..Address::default() },
        };
        assert_eq!(it.flaws(), []);
        it.first_name.clear();
        it.email = text("asa");
        it.address.phone = text("ask Åsa");
        it.address.line_2 = "x".repeat(201);
        it.address.city.clear();
        let expected = [
            ("firstName", Flaw::Missing),
            ("email", Flaw::NoEmail),
            ("phoneNumber", Flaw::NoPhone),
            ("addressLine2", Flaw::TooLong(200)),
            ("city", Flaw::Missing),
        ];
        assert_eq!(it.flaws(), expected);
    }
}
