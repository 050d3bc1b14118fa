//! Where an organisation stands in the programmes. Source: domain.md 3.1, 4.2; api/partner-center.md 14.3 (2026-11-21).

use super::refusal::{Refusal, RefusalCode};

/// The indirect reseller enrolment of a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnrolmentStatus {
    /// The rule set withholds it.
    NotOffered,
    /// It may be begun.
    Offered,
    /// Sent; the service verifies.
    Pending,
    /// Approved; the agreement waits to be accepted.
    Authorized,
    /// A verification failed; back to the form.
    Rejected,
    /// Agreement accepted: the partner is both direct bill partner and indirect reseller. Final.
    Active,
    /// A word that this app does not know, as it came.
    Other(String),
}

impl EnrolmentStatus {
    /// Reads the service's word, in any casing, with or without `_`.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().replace('_', "").as_str() {
            "notoffered" => Self::NotOffered,
            "offered" => Self::Offered,
            "pending" => Self::Pending,
            "authorized" => Self::Authorized,
            "rejected" => Self::Rejected,
            "active" => Self::Active,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::NotOffered => "notOffered",
            Self::Offered => "offered",
            Self::Pending => "pending",
            Self::Authorized => "authorized",
            Self::Rejected => "rejected",
            Self::Active => "active",
            Self::Other(word) => word,
        }
    }
}

/// The direct bill programme status (**Microsoft Cloud Solution Provider status**).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectBillStatus {
    /// Everything works.
    Active,
    /// No new purchases; see R38.
    Restricted,
    /// After 30 days of restriction under rule set 2025.
    Suspended,
    /// After 60 days.
    Revoked,
    /// A word that this app does not know, as it came.
    Other(String),
}

impl DirectBillStatus {
    /// Reads the service's word, in any casing.
    pub fn from_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "active" => Self::Active,
            "restricted" => Self::Restricted,
            "suspended" => Self::Suspended,
            "revoked" => Self::Revoked,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// The service's word.
    pub fn word(&self) -> &str {
        match self {
            Self::Active => "active",
            Self::Restricted => "restricted",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
            Self::Other(word) => word,
        }
    }
}

impl DirectBillStatus {
    /// Lets a direct bill partner of this status use `capability`. A word that this app does not know forbids nothing: the service
    /// has the last word.
    ///
    /// Restricted refuses what is new (R38), all else goes on (R39); Suspended is no looser. Revoked ends the direct business, and
    /// leaves what an indirect reseller may do.
    ///
    /// # Errors
    /// [`RefusalCode::DirectBillRestricted`] with `status` and `capability`, both words of the service.
    pub fn check(&self, capability: Capability) -> Result<(), Refusal> {
        let refused = match self {
            Self::Active | Self::Other(_) => false,
            Self::Restricted | Self::Suspended => capability.is_new_business(),
            Self::Revoked => capability != Capability::InviteAsReseller,
        };
        if refused {
            let refusal = Refusal::new(RefusalCode::DirectBillRestricted);
            return Err(refusal.with("status", self.word()).with("capability", capability.word()));
        }
        Ok(())
    }
}

/// What a direct bill partner can do, as far as its status decides it. Source: domain.md 4.2; requirements R38, R39 (2026-11-21).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Capability {
    /// New Azure or licence-based subscriptions.
    NewSubscriptions,
    /// New add-ons on subscriptions that exist.
    NewAddOns,
    /// One-time purchases: software, reservations.
    OneTimePurchases,
    /// Shared-services Azure subscriptions for own use.
    SharedServices,
    /// New customer tenants: **Create customer**.
    CreateCustomer,
    /// A direct reseller invitation: **Request a reseller relationship**.
    RequestRelationship,
    /// A new sandbox tenant.
    Sandbox,
    /// Suspend a subscription.
    Suspend,
    /// Licence counts of subscriptions and add-ons that exist.
    ChangeQuantities,
    /// Renewal by itself.
    Renewal,
    /// Use and deploy Azure resources.
    AzureResources,
    /// The indirect reseller invitation, once enrolled.
    InviteAsReseller,
}

impl Capability {
    /// Every capability: first those that a restriction takes away, then those that stay.
    pub const ALL: [Self; 12] = [
        Self::NewSubscriptions,
        Self::NewAddOns,
        Self::OneTimePurchases,
        Self::SharedServices,
        Self::CreateCustomer,
        Self::RequestRelationship,
        Self::Sandbox,
        Self::Suspend,
        Self::ChangeQuantities,
        Self::Renewal,
        Self::AzureResources,
        Self::InviteAsReseller,
    ];

    /// The service's word, as its list of restrictions has it; for what is never restricted a word of ours.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NewSubscriptions => "newSubscriptions",
            Self::NewAddOns => "newAddOns",
            Self::OneTimePurchases => "oneTimePurchases",
            Self::SharedServices => "sharedServices",
            Self::CreateCustomer => "createCustomer",
            Self::RequestRelationship => "requestRelationship",
            Self::Sandbox => "sandbox",
            Self::Suspend => "suspend",
            Self::ChangeQuantities => "changeQuantities",
            Self::Renewal => "renewal",
            Self::AzureResources => "azureResources",
            Self::InviteAsReseller => "inviteAsReseller",
        }
    }

    /// Reads a word; `None` for one that is none of ours.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|capability| capability.word().eq_ignore_ascii_case(word))
    }

    /// Says whether it brings new direct business: what a restriction takes away (R38).
    pub const fn is_new_business(self) -> bool {
        matches!(
            self,
            Self::NewSubscriptions
                | Self::NewAddOns
                | Self::OneTimePurchases
                | Self::SharedServices
                | Self::CreateCustomer
                | Self::RequestRelationship
                | Self::Sandbox
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R38, R39
    #[test]
    fn a_restriction_refuses_what_is_new_and_names_it() {
        use Capability as C;

        let new = [
            C::NewSubscriptions,
            C::NewAddOns,
            C::OneTimePurchases,
            C::SharedServices,
            C::CreateCustomer,
            C::RequestRelationship,
            C::Sandbox,
        ];
        for capability in C::ALL {
            let is_new = new.contains(&capability);
            assert_eq!(DirectBillStatus::Active.check(capability), Ok(()));
            assert_eq!(DirectBillStatus::Other("paused".to_owned()).check(capability), Ok(()));
            for status in [DirectBillStatus::Restricted, DirectBillStatus::Suspended] {
                let refusal = status.check(capability).err();
                assert_eq!(refusal.is_some(), is_new, "{status:?} {capability:?}");
                if let Some(refusal) = refusal {
                    assert_eq!(refusal.code, RefusalCode::DirectBillRestricted);
                    assert_eq!(refusal.value("capability"), Some(capability.word()));
                    assert_eq!(refusal.value("status"), Some(status.word()));
                }
            }
            assert_eq!(DirectBillStatus::Revoked.check(capability).is_ok(), capability == C::InviteAsReseller);
            assert_eq!(C::from_word(&capability.word().to_uppercase()), Some(capability));
        }
        assert_eq!(C::from_word("somethingElse"), None);
    }
}
