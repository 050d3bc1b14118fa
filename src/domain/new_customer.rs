//! A customer that a provider creates for an indirect reseller. Source: api/partner-center.md section 10 (2026-11-21).

use std::fmt;

use super::address::Address;
use super::customer::Customer;
use super::ids::TenantId;

/// What creating a customer takes. Without its reseller the service would make it the provider's own and say nothing, so the
/// reseller is no option here.
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
    /// The tenant of its indirect reseller.
    pub reseller: TenantId,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_printed() {
        let printed = format!("{:?}", Credentials { user_name: "admin".to_owned(), password: "s3cret".to_owned() });
        assert!(printed.contains("admin") && !printed.contains("s3cret"), "{printed}");
    }
}
