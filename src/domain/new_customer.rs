//! A new customer: what creating it takes, and what comes of it. A provider creates it for an indirect reseller, a direct bill
//! partner for itself. Source: api/partner-center.md section 10; requirements R139 to R145 (2026-11-21).

use std::fmt;

use super::address::Address;
use super::customer::Customer;
use super::ids::TenantId;

/// The end of every domain that a new tenant begins with.
pub const DOMAIN_END: &str = ".onmicrosoft.com";

/// The longest name before [`DOMAIN_END`], in characters.
pub const LONGEST_DOMAIN: usize = 27;

/// The countries whose organisations have a registration number that the service asks for, and where it asks for a telephone
/// number too (api/partner-center.md 10.1).
pub const WITH_REGISTRATION_NUMBER: [&str; 11] = ["AM", "AZ", "BY", "HU", "KZ", "KG", "MD", "RU", "TJ", "UA", "UZ"];

/// Says whether an organisation of `country` (ISO 3166 alpha-2) has to give its registration number and a telephone number.
pub fn needs_registration_number(country: &str) -> bool {
    WITH_REGISTRATION_NUMBER.iter().any(|known| known.eq_ignore_ascii_case(country))
}

/// Who buys for a new customer. Without its reseller the service would make it the provider's own and say nothing, so it has to be
/// said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Buyer {
    /// The provider that creates it, for this indirect reseller.
    ProviderFor(TenantId),
    /// The direct bill partner that creates it.
    DirectPartner,
}

/// What creating a customer takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCustomer {
    /// `name.onmicrosoft.com`.
    pub domain: String,
    /// The company's name.
    pub company_name: String,
    /// The registration number: needed in some countries, refused in all others.
    pub registration_number: Option<String>,
    /// The contact's e-mail address.
    pub email: String,
    /// Language and currency of what is sent, such as `en-US`.
    pub culture: String,
    /// Two letters.
    pub language: String,
    /// Where the company is.
    pub address: Address,
    /// Who buys for it.
    pub buyer: Buyer,
}

/// The first administrator's sign-in, told this once. It is kept in memory only, and `Debug` keeps the password to itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The part before the `@`.
    pub user_name: String,
    /// Any characters.
    pub password: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("user_name", &self.user_name).finish_non_exhaustive()
    }
}

/// A customer that was just created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreatedCustomer {
    /// The customer.
    pub customer: Customer,
    /// The first administrator's sign-in; `None` where the service did not tell it.
    pub credentials: Option<Credentials>,
    /// The reseller that was attached; `None` means that none was, and calls for a warning.
    pub reseller: Option<TenantId>,
}

impl Credentials {
    /// The whole sign-in name, at `domain`.
    pub fn account(&self, domain: &str) -> String {
        if self.user_name.contains('@') || domain.is_empty() {
            self.user_name.clone()
        } else {
            format!("{}@{domain}", self.user_name)
        }
    }
}

/// Says whether `domain` is one that a new tenant can have: letters, digits and hyphens before [`DOMAIN_END`].
pub fn is_domain(domain: &str) -> bool {
    let name = domain.to_ascii_lowercase();
    let Some(name) = name.strip_suffix(DOMAIN_END) else { return false };
    (1..=LONGEST_DOMAIN).contains(&name.len())
        && name.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'-')
        && !name.starts_with('-')
        && !name.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_printed() {
        let printed = format!("{:?}", Credentials { user_name: "admin".to_owned(), password: "s3cret".to_owned() });
        assert!(printed.contains("admin") && !printed.contains("s3cret"), "{printed}");
    }
}
