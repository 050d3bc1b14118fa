//! Organisations, the people in them, and who is signed in.

use super::enrolment::{DirectBillStatus, EnrolmentStatus};
use super::ids::{MpnId, TenantId, UserId};

/// The two sides of a move; one organisation is on one of them (R2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The transitioning partner: leaves direct billing.
    Partner,
    /// The indirect provider: supplies the subscriptions afterwards.
    Provider,
}

/// A role in Partner Center. No role contains another (domain.md section 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Global admin.
    GlobalAdmin,
    /// Admin agent.
    AdminAgent,
    /// Sales agent.
    SalesAgent,
    /// User management admin.
    UserManagementAdmin,
    /// Helpdesk agent.
    HelpdeskAgent,
    /// Billing admin.
    BillingAdmin,
    /// Incentives admin.
    IncentivesAdmin,
}

impl Role {
    /// Every role, in the order of the matrix.
    pub const ALL: [Self; 7] = [
        Self::GlobalAdmin,
        Self::AdminAgent,
        Self::SalesAgent,
        Self::UserManagementAdmin,
        Self::HelpdeskAgent,
        Self::BillingAdmin,
        Self::IncentivesAdmin,
    ];

    /// The word that the session operation uses (api/partner-center.md 14.2).
    pub const fn word(self) -> &'static str {
        match self {
            Self::GlobalAdmin => "globalAdmin",
            Self::AdminAgent => "adminAgent",
            Self::SalesAgent => "salesAgent",
            Self::UserManagementAdmin => "userManagementAdmin",
            Self::HelpdeskAgent => "helpdeskAgent",
            Self::BillingAdmin => "billingAdmin",
            Self::IncentivesAdmin => "incentivesAdmin",
        }
    }
}

/// A partner organisation of either side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its tenant.
    pub tenant: TenantId,
    /// Its name as it writes it.
    pub name: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// The CSP region in which it may sell, as the service names it.
    pub csp_region: String,
    /// Its location MPN ID, where it has one.
    pub mpn_id: Option<MpnId>,
    /// Which side it is on.
    pub side: Side,
}

/// A person who can be asked, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name as shown.
    pub name: String,
    /// The work address.
    pub email: String,
}

/// Who is signed in, and what that allows. Source: api/partner-center.md 14.2 (2026-11-21).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The signed-in user.
    pub user: UserId,
    /// The user's name as shown.
    pub name: String,
    /// The user's work address.
    pub email: String,
    /// Every role the user holds; may be empty.
    pub roles: Vec<Role>,
    /// Whether the service told the roles. Where it did not, `roles` holds all of them: it has the last word on each step.
    pub knows_roles: bool,
    /// The user's organisation.
    pub organisation: Organisation,
    /// Where its indirect reseller enrolment stands; `None` where the service does not say.
    pub enrolment: Option<EnrolmentStatus>,
    /// Its direct bill status; `None` where the service does not say.
    pub direct_bill: Option<DirectBillStatus>,
    /// Who holds each role, to name who can act.
    pub holders: Vec<(Role, Vec<Person>)>,
}

impl Session {
    /// The people who hold `role`, in the service's order.
    pub fn holders_of(&self, role: Role) -> &[Person] {
        self.holders.iter().find(|(held, _)| *held == role).map_or(&[], |(_, people)| people)
    }

    /// The name of who has the work address `email`, where it is one's own or that of a person who holds a role; else the address.
    pub fn name_of<'a>(&'a self, email: &'a str) -> &'a str {
        if self.email.eq_ignore_ascii_case(email) {
            return &self.name;
        }
        let mut people = self.holders.iter().flat_map(|(_, people)| people);
        people.find(|person| person.email.eq_ignore_ascii_case(email)).map_or(email, |person| &person.name)
    }

    /// Says whether the indirect reseller enrolment is finished: the state from which on the move's steps exist.
    pub fn is_enrolled(&self) -> bool {
        self.enrolment == Some(EnrolmentStatus::Active)
    }
}
