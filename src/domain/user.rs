//! Users of a customer, and what they may do there. Source: api/partner-center.md section 12 (2026-11-21).

use std::fmt;

use super::contact::{Flaw, email_flaw, text_flaw};
use super::ids::UserId;
use super::moment::Timestamp;

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

/// What can be changed about a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserChange {
    /// The sign-in name.
    pub principal_name: String,
    /// The name as shown.
    pub display_name: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// ISO 3166 alpha-2.
    pub usage_location: String,
}

/// The longest name as shown, in characters.
const LONGEST_DISPLAY_NAME: usize = 256;

/// All that is wrong with what a user is to be, by the service's names of its parts. `domain` is the customer's.
pub fn flaws(user: &UserChange, domain: &str) -> Vec<(&'static str, Flaw)> {
    let name = &user.principal_name;
    let of_domain = name.split_once('@').is_some_and(|(_, given)| domain.is_empty() || given.eq_ignore_ascii_case(domain));
    let principal = email_flaw(name).or_else(|| (!of_domain).then_some(Flaw::NoEmail));
    [
        ("userPrincipalName", principal),
        ("displayName", text_flaw(&user.display_name, LONGEST_DISPLAY_NAME)),
        ("usageLocation", user.usage_location.is_empty().then_some(Flaw::Missing)),
    ]
    .into_iter()
    .filter_map(|(name, flaw)| Some((name, flaw?)))
    .collect()
}

/// Says whether `text` can be a password: 8 to 256 characters, of three of the four kinds small and capital letters, digits and
/// other signs, without blanks. Source: Microsoft Entra password policy (2026-11-21).
pub fn is_password(text: &str) -> bool {
    let kinds: [fn(char) -> bool; 4] =
        [char::is_lowercase, char::is_uppercase, |sign| sign.is_ascii_digit(), |sign| !sign.is_alphanumeric()];
    let held = kinds.iter().filter(|kind| text.chars().any(**kind)).count();
    (8..=256).contains(&text.chars().count()) && held >= 3 && !text.contains(char::is_whitespace)
}

/// Signs of passwords that are made here: none that is taken for another one.
const SIGNS: [&[u8]; 4] = [b"abcdefghijkmnpqrstuvwxyz", b"ABCDEFGHJKLMNPQRSTUVWXYZ", b"23456789", b"-!?*+="];

/// A password out of `chance`, 16 random bytes: every kind of sign is in it.
pub fn made_password(chance: [u8; 16]) -> String {
    let signs = chance.iter().enumerate().map(|(place, byte)| {
        // Small letters are the rule; every fourth sign is of another kind, in turn.
        let kind = SIGNS[if place % 4 == 3 { place / 4 % 3 + 1 } else { 0 }];
        char::from(kind[usize::from(*byte) % kind.len()])
    });
    signs.collect()
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
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn passwords_are_told_from_what_is_none() {
        for text in ["abCD123*", "Not-kept-0", "lösenord-ÅÄÖ", "aB3aB3aB3"] {
            assert!(is_password(text), "{text}");
        }
        for text in ["", "abCD12*", "abcdefgh", "abcdefgh1", "aB 3aB3aB3", &"aB3".repeat(86)] {
            assert!(!is_password(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_made_password_is_always_one(chance in any::<[u8; 16]>()) {
            let made = made_password(chance);
            prop_assert!(is_password(&made), "{}", made);
            prop_assert_eq!(made.chars().count(), 16);
        }
    }

    #[test]
    fn a_user_is_of_the_customers_domain_and_has_a_name_and_a_place() {
        let text = |text: &str| text.to_owned();
        let mut user = UserChange {
            principal_name: text("anna@Contoso.example"),
            display_name: text("Anna"),
            first_name: String::new(),
            last_name: String::new(),
            usage_location: text("SE"),
        };
        assert_eq!(flaws(&user, "contoso.example"), []);
        user.principal_name = text("anna@other.example");
        user.display_name.clear();
        user.usage_location.clear();
        let expected = [("userPrincipalName", Flaw::NoEmail), ("displayName", Flaw::Missing), ("usageLocation", Flaw::Missing)];
        assert_eq!(flaws(&user, "contoso.example"), expected);
    }

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
