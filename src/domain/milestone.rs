//! The whole move of a partner, step by step, in the one order in which it can be made. Source: domain.md 4.1 to 4.7, 4.14;
//! requirements R10, R35, R172 (2026-11-21).

use super::action::Action;
use super::enrolment::EnrolmentStatus;

/// A step of the move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Milestone {
    /// Profile confirmed, enrolment sent.
    Enrol,
    /// Microsoft verifies and approves.
    Verification,
    /// The agreement is accepted: both direct bill partner and indirect reseller.
    Agreement,
    /// An indirect provider's invitation is accepted.
    Provider,
    /// Every direct bill customer is related to a provider.
    Customers,
    /// Every subscription that can move has moved.
    Transfers,
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is done.
    Done,
    /// It is the next one.
    Next,
    /// It waits for the one before.
    Locked,
}

/// What is known of the move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved<'a> {
    /// Where the enrolment stands.
    pub enrolment: &'a EnrolmentStatus,
    /// How many providers are accepted.
    pub providers: usize,
    /// How many direct bill customers there are.
    pub direct: usize,
    /// How many of them are related to a provider.
    pub related: usize,
    /// How many of them have been transferred.
    pub transferred: usize,
}

impl Milestone {
    /// Every step, in order.
    pub const ALL: [Self; 6] =
        [Self::Enrol, Self::Verification, Self::Agreement, Self::Provider, Self::Customers, Self::Transfers];

    /// A stable word, for texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Enrol => "enrol",
            Self::Verification => "verification",
            Self::Agreement => "agreement",
            Self::Provider => "provider",
            Self::Customers => "customers",
            Self::Transfers => "transfers",
        }
    }

    /// The action by which the partner takes it; `None` where somebody else does.
    pub const fn action(self) -> Option<Action> {
        match self {
            Self::Enrol | Self::Agreement => Some(Action::Enrol),
            Self::Verification => None,
            Self::Provider => Some(Action::AuthorizeProvider),
            Self::Customers => Some(Action::ExtendRelationship),
            Self::Transfers => Some(Action::RequestTransfer),
        }
    }

    /// Says whether it is done.
    const fn is_done(self, moved: &Moved<'_>) -> bool {
        let is_active = matches!(moved.enrolment, EnrolmentStatus::Active);
        match self {
            Self::Enrol => {
                matches!(moved.enrolment, EnrolmentStatus::Pending | EnrolmentStatus::Authorized | EnrolmentStatus::Active)
            }
            Self::Verification => matches!(moved.enrolment, EnrolmentStatus::Authorized | EnrolmentStatus::Active),
            Self::Agreement => is_active,
            Self::Provider => is_active && moved.providers > 0,
            Self::Customers => is_active && moved.providers > 0 && moved.related == moved.direct,
            Self::Transfers => is_active && moved.providers > 0 && moved.transferred == moved.direct,
        }
    }

    /// How every step stands: those before the first that is not done are done, those after it are locked.
    pub fn standings(moved: &Moved<'_>) -> [(Self, Standing); 6] {
        let mut is_open = true;
        Self::ALL.map(|step| {
            let standing = match (is_open, step.is_done(moved)) {
                (true, true) => Standing::Done,
                (true, false) => {
                    is_open = false;
                    Standing::Next
                }
                (false, _) => Standing::Locked,
            };
            (step, standing)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(enrolment: &EnrolmentStatus, (providers, related, transferred): (usize, usize, usize)) -> Option<Milestone> {
        let moved = Moved { enrolment, providers, direct: 6, related, transferred };
        let standings = Milestone::standings(&moved);
        let next = standings.iter().position(|(_, standing)| *standing == Standing::Next);
        for (place, (_, standing)) in standings.iter().enumerate() {
            let expected = match next {
                Some(next) if place == next => Standing::Next,
                Some(next) if place > next => Standing::Locked,
                _ => Standing::Done,
            };
            assert_eq!(*standing, expected, "one next step, all after it locked");
        }
        next.map(|place| standings[place].0)
    }

    // R10, R28, R35
    #[test]
    fn there_is_one_next_step() {
        use EnrolmentStatus as E;

        for status in [E::NotOffered, E::Offered, E::Rejected, E::Other("paused".to_owned())] {
            assert_eq!(next(&status, (1, 6, 6)), Some(Milestone::Enrol), "{status:?}");
        }
        assert_eq!(next(&E::Pending, (0, 0, 0)), Some(Milestone::Verification));
        assert_eq!(next(&E::Authorized, (0, 0, 0)), Some(Milestone::Agreement));
        assert_eq!(next(&E::Active, (0, 0, 0)), Some(Milestone::Provider));
        assert_eq!(next(&E::Active, (1, 5, 0)), Some(Milestone::Customers));
        assert_eq!(next(&E::Active, (1, 6, 5)), Some(Milestone::Transfers));
        assert_eq!(next(&E::Active, (1, 6, 6)), None);
    }
}
