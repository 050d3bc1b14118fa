//! A partner's invitation to a customer: one link by which the customer accepts partner and provider at once. Source:
//! requirements.md R53 to R63; domain.md 3.2; api/partner-center.md 6.7 and 14.10 (2026-11-21).

use super::customer::Customer;
use super::ids::{CustomerId, InvitationId, TenantId};
use super::moment::Timestamp;
use super::percent::decode;
use super::refusal::{Refusal, RefusalCode};
use super::rule_set::RuleSet;

/// Where an invitation to a customer stands. Whether a mail was sent nobody knows, and no state says so (R60).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Its text is being written.
    Draft,
    /// The text was opened in the mail client, or copied.
    HandedOver,
    /// The person said that it is done.
    Done,
    /// The customer accepted: learnt from the service.
    Authorised,
    /// It ran out, by the service's word.
    Expired,
    /// The partner took it back.
    Withdrawn,
    /// A word that this app does not know, as it came.
    Other(String),
}

impl Stage {
    /// All that the app knows, in order.
    pub const ALL: [Self; 6] = [Self::Draft, Self::HandedOver, Self::Done, Self::Authorised, Self::Expired, Self::Withdrawn];

    /// Reads the service's word, in any casing.
    pub fn from_word(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|stage| stage.word().eq_ignore_ascii_case(word))
            .unwrap_or_else(|| Self::Other(word.to_owned()))
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::Draft => "draft",
            Self::HandedOver => "handedOver",
            Self::Done => "done",
            Self::Authorised => "authorised",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
            Self::Other(word) => word,
        }
    }

    /// Says whether the customer can still accept it.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Draft | Self::HandedOver | Self::Done)
    }

    /// Says whether a person may move it on to `next`: forwards, or out. What the service alone knows nobody sets.
    pub const fn may_become(&self, next: &Self) -> bool {
        match next {
            Self::HandedOver => matches!(self, Self::Draft | Self::HandedOver),
            Self::Done => self.is_open(),
            Self::Withdrawn => self.is_open() || matches!(self, Self::Withdrawn),
            _ => false,
        }
    }
}

/// An invitation to a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerInvitation {
    /// Its id.
    pub id: InvitationId,
    /// Whom, where it is a customer already.
    pub customer: Option<CustomerId>,
    /// The customer's name, where the service keeps it.
    pub name: Option<String>,
    /// The provider's tenant.
    pub provider: TenantId,
    /// The link, as issued.
    pub url: String,
    /// Whether it asks for administrator permissions.
    pub delegated_admin: bool,
    /// The language of its mail, two letters; may be empty.
    pub language: String,
    /// Where it stands.
    pub stage: Stage,
    /// Since when.
    pub created: Option<Timestamp>,
    /// When it was moved on last.
    pub changed: Option<Timestamp>,
    /// Who made it, by name, where the service says.
    pub created_by: Option<String>,
    /// Its version; `None` where the service gives none.
    pub etag: Option<String>,
}

/// What is recorded of a new invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCustomerInvitation {
    /// Whom, where it is a customer already.
    pub customer: Option<CustomerId>,
    /// The name of a new one.
    pub name: String,
    /// The provider's tenant.
    pub provider: TenantId,
    /// The link that the service issued.
    pub url: String,
    /// Whether it asks for administrator permissions.
    pub delegated_admin: bool,
    /// The language of its mail, two letters.
    pub language: String,
}

/// Lets a partner invite `customer`, or a new one, to itself and the provider.
///
/// # Errors
/// `already-related` where the customer has both already (R58); `store-cannot-accept` for a direct bill customer under the rules of
/// 2019, when the Store could not take such an acceptance (R63).
pub fn check_invitation(
    customer: Option<&Customer>,
    provider: &TenantId,
    provider_name: &str,
    rules: RuleSet,
) -> Result<(), Refusal> {
    let Some(customer) = customer else { return Ok(()) };
    if customer.provider(provider).is_some() {
        return Err(Refusal::new(RefusalCode::AlreadyRelated)
            .with("provider", provider_name)
            .with("customer", customer.name.as_str()));
    }
    if rules == RuleSet::Y2019 {
        return Err(Refusal::new(RefusalCode::StoreCannotAccept).with("customer", customer.name.as_str()));
    }
    Ok(())
}

/// The parameter `name` of an address; names are compared without case.
fn parameter(url: &str, name: &str) -> Option<String> {
    let query = url.split('#').next()?.split_once('?')?.1;
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(held, _)| held.eq_ignore_ascii_case(name)).map(|(_, value)| decode(value))
}

/// Says whether the link connects the customer with `provider`. A service may pass over what was asked for and issue a link that
/// connects it with the partner alone: such a one must not be handed on.
pub fn names_provider(url: &str, provider: &TenantId) -> bool {
    parameter(url, "indirectCSPId").is_some_and(|tenant| tenant.eq_ignore_ascii_case(provider.as_str()))
}

/// Says whether the link asks for administrator permissions; `None` where it does not say.
pub fn asks_for_admin(url: &str) -> Option<bool> {
    match parameter(url, "DAP")?.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const URL: &str = "https://admin.microsoft.com/Adminportal/Home?invType=IndirectResellerRelationship&partnerId=a1&msppId=6812347&indirectCSPId=F1&DAP=true#/BillingAccounts/partner-invitation";

    // R56
    #[test]
    fn the_link_says_whom_it_connects_and_whether_it_asks_for_permissions() {
        let (fabrikam, proseware) = (TenantId::parse("f1").unwrap(), TenantId::parse("p1").unwrap());
        assert!(names_provider(URL, &fabrikam) && !names_provider(URL, &proseware));
        assert!(!names_provider(&URL.replace("&indirectCSPId=F1", ""), &fabrikam));
        assert_eq!(asks_for_admin(URL), Some(true));
        assert_eq!(asks_for_admin(&URL.replace("DAP=true", "dap=False")), Some(false));
        assert_eq!(asks_for_admin(&URL.replace("&DAP=true", "")), None);
        assert_eq!(asks_for_admin("https://x.example/#?DAP=true"), None);
    }

    // R60
    #[test]
    fn an_invitation_moves_forwards_or_out_and_nobody_sets_what_the_service_knows() {
        use Stage::{Authorised, Done, Draft, Expired, HandedOver, Withdrawn};
        let allowed = [
            (Draft, vec![HandedOver, Done, Withdrawn]),
            (HandedOver, vec![HandedOver, Done, Withdrawn]),
            (Done, vec![Done, Withdrawn]),
            (Authorised, vec![]),
            (Expired, vec![]),
            (Withdrawn, vec![Withdrawn]),
        ];
        for (from, to) in allowed {
            for next in Stage::ALL {
                assert_eq!(from.may_become(&next), to.contains(&next), "{from:?} to {next:?}");
            }
            assert_eq!(Stage::from_word(&from.word().to_uppercase()), from);
        }
        assert!(!Stage::from_word("parked").is_open());
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_a_link(url in "\\PC{0,60}") {
            let _ = asks_for_admin(&url);
            let _ = names_provider(&url, &TenantId::parse("f1").unwrap());
        }
    }
}
