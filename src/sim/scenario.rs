//! Named starting states, for designers and tests. Source: static-mode.md (2026-11-21).

/// A starting state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scenario {
    /// Enrolment is offered, nothing done: the default.
    #[default]
    Fresh,
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
}

impl Scenario {
    /// Every scenario, in the order of static-mode.md.
    pub const ALL: [Self; 11] = [
        Self::Fresh,
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
    ];

    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
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
        }
    }

    /// Reads a word; `None` for one that names no scenario.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scenario| scenario.word() == word)
    }

    /// Says whether Northwind and Litware are ready for a transfer in it.
    pub(super) const fn is_ready(self) -> bool {
        !matches!(self, Self::Fresh | Self::Partnered | Self::Empty)
    }

    /// Says whether it begins with a request for Northwind.
    pub(super) const fn has_request(self) -> bool {
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
