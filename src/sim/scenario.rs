//! Named starting states, for designers and tests. Source: static-mode.md (2026-11-21).

/// A starting state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scenario {
    /// Enrolment is not offered under the rule set of 2021.
    NotOffered,
    /// Enrolment is offered, nothing done: the default.
    #[default]
    Fresh,
    /// The enrolment form is half filled.
    Draft,
    /// Sent today; e-mail ownership is the open step.
    Pending,
    /// Sent seven business days ago, still pending.
    Overdue,
    /// The employment verification failed.
    Rejected,
    /// Approved; the agreement waits.
    Authorized,
    /// Active, without a provider; an invitation of Fabrikam is open.
    Enrolled,
    /// As partnered; the direct bill status is Restricted.
    Restricted,
    /// Enrolled, Fabrikam accepted.
    Partnered,
    /// As partnered; Northwind and Litware related to Fabrikam by extension, agreements in force.
    Ready,
    /// As ready; one active request for Northwind.
    Requested,
    /// As requested; Office 365 E3 has 30 licences now.
    Drifted,
    /// As requested; accepted, and being carried out.
    InProgress,
    /// As requested; complete, not verified.
    Complete,
    /// As requested; Office 365 E3 complete, Azure failed.
    Partial,
    /// As requested; rejected with a reason.
    RejectedTransfer,
    /// As complete; verified by both.
    Verified,
    /// Enrolled and partnered; no customer, no request.
    Empty,
    /// As ready, with customers up to 10,000, or as many as the address asks for.
    Large,
    /// As ready; Fabrikam asks for what Litware has of new commerce.
    Asked,
}

impl Scenario {
    /// Every scenario, in the order of static-mode.md.
    pub const ALL: [Self; 21] = [
        Self::NotOffered,
        Self::Fresh,
        Self::Draft,
        Self::Pending,
        Self::Overdue,
        Self::Rejected,
        Self::Authorized,
        Self::Enrolled,
        Self::Restricted,
        Self::Partnered,
        Self::Ready,
        Self::Requested,
        Self::Drifted,
        Self::InProgress,
        Self::Complete,
        Self::Partial,
        Self::RejectedTransfer,
        Self::Verified,
        Self::Empty,
        Self::Large,
        Self::Asked,
    ];

    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotOffered => "not-offered",
            Self::Fresh => "fresh",
            Self::Draft => "draft",
            Self::Pending => "pending",
            Self::Overdue => "overdue",
            Self::Rejected => "rejected",
            Self::Authorized => "authorized",
            Self::Enrolled => "enrolled",
            Self::Restricted => "restricted",
            Self::Partnered => "partnered",
            Self::Ready => "ready",
            Self::Requested => "requested",
            Self::Drifted => "drifted",
            Self::InProgress => "in-progress",
            Self::Complete => "complete",
            Self::Partial => "partial",
            Self::RejectedTransfer => "rejected-transfer",
            Self::Verified => "verified",
            Self::Empty => "empty",
            Self::Large => "large",
            Self::Asked => "asked",
        }
    }

    /// Reads a word; `None` for one that names no scenario.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scenario| scenario.word() == word)
    }

    /// How many customers it has unless the address asks for more; `None` where that is not for the address to say.
    pub const fn scale(self) -> Option<u32> {
        match self {
            Self::Large => Some(10_000),
            _ => None,
        }
    }

    /// Says whether the indirect reseller enrolment is finished in it.
    pub(super) const fn is_enrolled(self) -> bool {
        !matches!(
            self,
            Self::NotOffered | Self::Fresh | Self::Draft | Self::Pending | Self::Overdue | Self::Rejected | Self::Authorized
        )
    }

    /// Says whether Fabrikam is an accepted provider in it.
    pub(super) const fn is_partnered(self) -> bool {
        self.is_enrolled() && !matches!(self, Self::Enrolled)
    }

    /// Says whether Northwind and Litware are ready for a transfer in it.
    pub(super) const fn is_ready(self) -> bool {
        self.is_partnered() && !matches!(self, Self::Restricted | Self::Partnered | Self::Empty)
    }

    /// Says whether something happened in it that [`super::story`] has to tell: a request for Northwind.
    pub(super) const fn has_story(self) -> bool {
        self.is_ready() && !matches!(self, Self::Ready)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scenario_is_read_back() {
        for scenario in Scenario::ALL {
            assert_eq!(Scenario::parse(scenario.word()), Some(scenario));
        }
        assert_eq!(Scenario::parse("Ready"), None);
        assert_eq!(Scenario::default(), Scenario::Fresh);
    }
}
