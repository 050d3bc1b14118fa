//! The role matrix: which role an action takes. Source: domain.md section 1 (2026-11-21).

use super::organisation::{Role, Session, Side};
use super::refusal::{Refusal, RefusalCode};

/// Something a person does that the matrix speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Partner: read every page.
    ReadAsPartner,
    /// Partner: edit the profile, enrol, resend the verification mail, accept the agreement.
    Enrol,
    /// Partner: **Authorize indirect provider**.
    AuthorizeProvider,
    /// Partner: invite customers.
    InviteCustomers,
    /// Partner: relationship extension.
    ExtendRelationship,
    /// Partner: create and withdraw a transfer request.
    RequestTransfer,
    /// Partner: verify a transfer.
    VerifyAsPartner,
    /// Partner: enrol in an incentive.
    EnrolInIncentive,
    /// Partner: **Add products**, **View products** of a direct customer.
    BuyForCustomer,
    /// Both: change what a customer's account says, such as the bill-to information.
    EditCustomer,
    /// Both: users of a customer and their licences; takes delegated admin privileges too.
    ManageUsers,
    /// Provider: the resellers page, request or remove a partnership, add a customer.
    ManageResellers,
    /// Provider: add a subscription, set **Reseller (MPN ID)**.
    AddSubscription,
    /// Provider: set **Designated support contact**.
    SetSupportContact,
    /// Provider: record a customer's acceptance of the agreement.
    Attest,
    /// Provider: accept, reject, verify a transfer.
    DecideTransfer,
    /// Both: export lists as CSV.
    Export,
    /// Both: read the history.
    ReadHistory,
}

impl Action {
    /// Every action, in the order of the matrix.
    pub const ALL: [Self; 18] = [
        Self::ReadAsPartner,
        Self::Enrol,
        Self::AuthorizeProvider,
        Self::InviteCustomers,
        Self::ExtendRelationship,
        Self::RequestTransfer,
        Self::VerifyAsPartner,
        Self::EnrolInIncentive,
        Self::BuyForCustomer,
        Self::EditCustomer,
        Self::ManageUsers,
        Self::ManageResellers,
        Self::AddSubscription,
        Self::SetSupportContact,
        Self::Attest,
        Self::DecideTransfer,
        Self::Export,
        Self::ReadHistory,
    ];

    /// The side that has the action; `None` when both have it.
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::ReadAsPartner
            | Self::Enrol
            | Self::AuthorizeProvider
            | Self::InviteCustomers
            | Self::ExtendRelationship
            | Self::RequestTransfer
            | Self::VerifyAsPartner
            | Self::EnrolInIncentive
            | Self::BuyForCustomer => Some(Side::Partner),
            Self::ManageResellers | Self::AddSubscription | Self::SetSupportContact | Self::Attest | Self::DecideTransfer => {
                Some(Side::Provider)
            }
            Self::EditCustomer | Self::ManageUsers | Self::Export | Self::ReadHistory => None,
        }
    }

    /// The roles of which one is needed; `None` when everybody of the side may.
    pub const fn roles(self) -> Option<&'static [Role]> {
        use Role::{AdminAgent, BillingAdmin, GlobalAdmin, HelpdeskAgent, IncentivesAdmin, SalesAgent, UserManagementAdmin};
        match self {
            Self::ReadAsPartner => None,
            Self::Enrol | Self::AuthorizeProvider => Some(&[GlobalAdmin]),
            Self::InviteCustomers | Self::AddSubscription => Some(&[GlobalAdmin, AdminAgent, SalesAgent]),
            Self::ExtendRelationship | Self::RequestTransfer | Self::EditCustomer => Some(&[AdminAgent]),
            Self::ManageUsers => Some(&[AdminAgent, HelpdeskAgent]),
            Self::VerifyAsPartner | Self::BuyForCustomer | Self::Attest | Self::DecideTransfer => Some(&[AdminAgent, SalesAgent]),
            Self::EnrolInIncentive => Some(&[IncentivesAdmin]),
            Self::ManageResellers => Some(&[GlobalAdmin, UserManagementAdmin, AdminAgent, SalesAgent]),
            Self::SetSupportContact => Some(&[GlobalAdmin, AdminAgent, HelpdeskAgent]),
            Self::Export => Some(&[GlobalAdmin, AdminAgent]),
            Self::ReadHistory => Some(&[GlobalAdmin, AdminAgent, SalesAgent, UserManagementAdmin, BillingAdmin, HelpdeskAgent]),
        }
    }

    /// Lets `session` act, or says which roles it takes and who holds them.
    ///
    /// # Errors
    /// [`RefusalCode::RoleRequired`] with `role` (words of the roles, by comma) and `holders` (names, one a line; may be empty).
    pub fn check(self, session: &Session) -> Result<(), Refusal> {
        let right_side = self.side().is_none_or(|side| side == session.organisation.side);
        let Some(roles) = self.roles() else {
            return if right_side { Ok(()) } else { Err(Refusal::new(RefusalCode::NotFound)) };
        };
        if right_side && session.roles.iter().any(|held| roles.contains(held)) {
            return Ok(());
        }
        let mut holders: Vec<&str> = Vec::new();
        // An action of the other side is nobody's here.
        for person in roles.iter().filter(|_| right_side).flat_map(|role| session.holders_of(*role)) {
            if !holders.contains(&person.name.as_str()) {
                holders.push(&person.name);
            }
        }
        let words: Vec<&str> = roles.iter().map(|role| role.word()).collect();
        Err(Refusal::new(RefusalCode::RoleRequired).with("role", words.join(",")).with("holders", holders.join("\n")))
    }
}
