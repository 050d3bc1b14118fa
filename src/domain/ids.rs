//! Identifiers: opaque words of the service, parsed once and compared without regard to case.
//!
//! Source: Partner Center samples print the same id in both cases, and placeholders that are no GUIDs
//! (api/partner-center.md section 0; 2026-11-21). So an id is any short word, never typed as a GUID.

use std::fmt;
use std::hash::{Hash, Hasher};

/// The longest word that is taken for an id, in characters; the documented ones stay below 100.
const LONGEST: usize = 200;

/// Says whether `text` can be an id: one word, without the signs that would change an address.
fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= LONGEST
        && !text.chars().any(|sign| sign.is_whitespace() || sign.is_control() || "/?#".contains(sign))
}

macro_rules! opaque_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone)]
        pub struct $name(String);

        impl $name {
            /// Takes `text` as an id, without the blanks around it; `None` when it cannot be one.
            pub fn parse(text: &str) -> Option<Self> {
                let text = text.trim();
                is_id(text).then(|| Self(text.to_owned()))
            }

            /// The id as it came, letter for letter.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.0.eq_ignore_ascii_case(&other.0)
            }
        }

        impl Eq for $name {}

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                for byte in self.0.bytes() {
                    state.write_u8(byte.to_ascii_lowercase());
                }
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                let lower = |text: &str| text.to_ascii_lowercase();
                lower(&self.0).cmp(&lower(&other.0))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

opaque_id! {
    /// A customer's Microsoft ID: its tenant.
    CustomerId
}
opaque_id! {
    /// A partner's tenant, of either side.
    TenantId
}
opaque_id! {
    /// A subscription; it changes when the subscription is transferred.
    SubscriptionId
}
opaque_id! {
    /// The Azure Subscription ID (`entitlementId`); it stays through a transfer.
    AzureSubscriptionId
}
opaque_id! {
    /// A subscription transfer request.
    TransferId
}
opaque_id! {
    /// An invitation, to a partnership or to a customer.
    InvitationId
}
opaque_id! {
    /// A signed-in person.
    UserId
}
opaque_id! {
    /// An offer of the catalogue, such as `MS-AZR-0145P`.
    OfferId
}
opaque_id! {
    /// An order of the provider.
    OrderId
}
opaque_id! {
    /// A cart of new commerce.
    CartId
}
opaque_id! {
    /// A kind of licence, as a customer's directory knows it.
    SkuId
}

/// A Microsoft Partner Network id (today PartnerID): digits only.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MpnId(String);

impl MpnId {
    /// Takes `text` as an MPN ID; `None` unless it is 1 to 20 digits.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| Self(text.to_owned()))
    }

    /// The digits as they came.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MpnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_compared_without_case_and_kept_as_they_came() {
        let upper = SubscriptionId::parse(" A356AC8C-E310-44F4-BF85-C7F29044AF99 ").unwrap();
        let lower = SubscriptionId::parse("a356ac8c-e310-44f4-bf85-c7f29044af99").unwrap();
        assert_eq!(upper, lower);
        assert_eq!(upper.as_str(), "A356AC8C-E310-44F4-BF85-C7F29044AF99");
        assert_eq!(std::collections::HashSet::from([upper, lower]).len(), 1);
    }

    #[test]
    fn a_word_that_would_change_an_address_is_no_id() {
        for word in ["", "  ", "a/b", "a?b", "a#b", "a b", "a\u{0}b"] {
            assert!(CustomerId::parse(word).is_none(), "{word:?}");
        }
        assert!(CustomerId::parse("<guid>").is_some(), "placeholders of the documentation are opaque ids too");
    }

    #[test]
    fn an_mpn_id_is_digits_only() {
        assert_eq!(MpnId::parse(" 4847383 ").unwrap().as_str(), "4847383");
        for word in ["", "48 47", "48a", "-1", "1.5", "١٢٣"] {
            assert!(MpnId::parse(word).is_none(), "{word:?}");
        }
    }
}
