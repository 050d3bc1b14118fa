//! Users of a customer, and what they may do there. Source: api/partner-center.md section 12 (2026-11-21).

use std::fmt;

use super::moment::Timestamp;

use super::ids::UserId;

/// A user account of a customer; `""` is a part that is not given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// The sign-in name.
    pub principal_name: String,
    /// The name as shown.
    pub display_name: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// ISO 3166 alpha-2; needed before any licence.
    pub usage_location: String,
    /// The id in the customer's own directory, where federated.
    pub immutable_id: String,
    /// Telephone number.
    pub phone: String,
    /// When it was last synchronised.
    pub last_synchronised: Option<Timestamp>,
    /// The kind of domain in the service's word: none, managed, federated.
    pub domain_type: String,
    /// In the service's word: active, inactive.
    pub state: String,
    /// When it was deleted; it can be restored for 30 days.
    pub deleted: Option<Timestamp>,
}

/// What creating a user takes. `Debug` keeps the password to itself.
#[derive(Clone, PartialEq, Eq)]
pub struct NewUser {
    /// The sign-in name.
    pub principal_name: String,
    /// The name as shown.
    pub display_name: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// ISO 3166 alpha-2; needed before any licence.
    pub usage_location: String,
    /// The id in the customer's own directory; `""` unless federated.
    pub immutable_id: String,
    /// The first password.
    pub password: String,
    /// Whether the user must change it at the first sign-in.
    pub change_password: bool,
}

impl fmt::Debug for NewUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewUser").field("principal_name", &self.principal_name).finish_non_exhaustive()
    }
}

/// A role of a customer's directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryRole {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_printed() {
        let text = |text: &str| text.to_owned();
        let user = NewUser {
            principal_name: text("a@b.example"),
            display_name: text("A"),
            first_name: text("A"),
            last_name: text("B"),
            usage_location: text("SE"),
            immutable_id: String::new(),
            password: text("s3cret"),
            change_password: true,
        };
        let printed = format!("{user:?}");
        assert!(printed.contains("a@b.example") && !printed.contains("s3cret"), "{printed}");
    }
}
