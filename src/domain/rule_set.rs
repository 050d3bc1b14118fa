//! Which edition of the programme's rules holds, and what it makes of a partner. Source: domain.md section 6; requirements R12 to
//! R15 (2026-11-21).

use super::enrolment::DirectBillStatus;
use super::moment::Timestamp;

/// How long a restriction lasts under a rule set that limits it, before the status becomes Suspended; in days.
const DAYS_RESTRICTED: i64 = 30;
/// How many days after its beginning the status is Revoked.
const DAYS_TO_REVOKED: i64 = 60;

/// A rule set, by the year that it is named after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum RuleSet {
    /// Offered to partners marked for direct bill off-boarding.
    Y2019,
    /// Offered in an anniversary month from September to December.
    Y2020,
    /// As 2020, with the revenue requirement of USD 300,000: the time of most sources, and the default.
    #[default]
    Y2021,
    /// Offered to a partner whose direct bill status is Restricted; USD 1,000,000.
    Y2025,
}

impl RuleSet {
    /// Every rule set, oldest first.
    pub const ALL: [Self; 4] = [Self::Y2019, Self::Y2020, Self::Y2021, Self::Y2025];

    /// The word in addresses and payloads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Y2019 => "2019",
            Self::Y2020 => "2020",
            Self::Y2021 => "2021",
            Self::Y2025 => "2025",
        }
    }

    /// Reads a word; `None` for one that is none of ours.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rules| rules.word() == word)
    }

    /// What a partner has to fulfil to be offered the enrolment, in the order in which it is checked.
    pub const fn conditions(self) -> &'static [Condition] {
        match self {
            Self::Y2019 => &[Condition::OffBoarding],
            Self::Y2020 | Self::Y2021 => &[Condition::Anniversary],
            Self::Y2025 => &[Condition::Restricted],
        }
    }

    /// Says whether `candidate` is offered the enrolment.
    ///
    /// # Errors
    /// The first condition that fails.
    pub fn offer(self, candidate: &Candidate) -> Result<(), Condition> {
        match self.conditions().iter().find(|condition| !condition.holds(candidate)) {
            None => Ok(()),
            Some(failed) => Err(*failed),
        }
    }

    /// The revenue that a direct bill partner needs within 12 months, and since when; `None` before there was such a thing.
    pub const fn revenue(self) -> Option<RevenueRule> {
        match self {
            Self::Y2019 | Self::Y2020 => None,
            Self::Y2021 => Some(RevenueRule { usd: 300_000, valid_from: "2021-01-01T00:00:00Z" }),
            Self::Y2025 => Some(RevenueRule { usd: 1_000_000, valid_from: "2025-10-01T00:00:00Z" }),
        }
    }

    /// The direct bill status at `now` of a partner that is restricted since `since`.
    pub fn direct_bill(self, since: Timestamp, now: Timestamp) -> DirectBillStatus {
        match self.next_status(since, now) {
            _ if now < since => DirectBillStatus::Active,
            Some((DirectBillStatus::Suspended, _)) => DirectBillStatus::Restricted,
            Some(_) => DirectBillStatus::Suspended,
            None if self.limits_restriction() => DirectBillStatus::Revoked,
            None => DirectBillStatus::Restricted,
        }
    }

    /// Which status comes next, and when, for a partner that is restricted since `since`; `None` where none does.
    pub fn next_status(self, since: Timestamp, now: Timestamp) -> Option<(DirectBillStatus, Timestamp)> {
        let steps = [(DirectBillStatus::Suspended, DAYS_RESTRICTED), (DirectBillStatus::Revoked, DAYS_TO_REVOKED)];
        let dated = steps.map(|(status, days)| (status, since.plus_hours(24 * days)));
        dated.into_iter().find(|(_, at)| self.limits_restriction() && now < *at)
    }

    /// Says whether a restriction ends the direct business after a while.
    const fn limits_restriction(self) -> bool {
        matches!(self, Self::Y2025)
    }
}

/// A revenue that is asked for. It is data, and never what a partner is measured by here (C13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RevenueRule {
    /// At least so much in 12 months, in USD.
    pub usd: u64,
    /// Since when; a time in UTC.
    pub valid_from: &'static str,
}

/// What the offer is decided by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Whether the partner is marked for direct bill off-boarding.
    pub is_marked: bool,
    /// The month of its anniversary, 1 to 12.
    pub anniversary_month: u8,
    /// Its direct bill status.
    pub direct_bill: DirectBillStatus,
}

/// A condition of the offer. Its text, and what would change it, stand in the locale files under its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Condition {
    /// Marked for direct bill off-boarding.
    OffBoarding,
    /// An anniversary month from September to December. Those with a later one are notified when it opens for them (R13).
    Anniversary,
    /// The direct bill status is Restricted.
    Restricted,
}

impl Condition {
    /// Every condition.
    pub const ALL: [Self; 3] = [Self::OffBoarding, Self::Anniversary, Self::Restricted];

    /// The word in payloads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OffBoarding => "offBoarding",
            Self::Anniversary => "anniversary",
            Self::Restricted => "restricted",
        }
    }

    /// Reads a word; `None` for one that is none of ours.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|condition| condition.word().eq_ignore_ascii_case(word))
    }

    /// Says whether `candidate` fulfils it.
    pub fn holds(self, candidate: &Candidate) -> bool {
        match self {
            Self::OffBoarding => candidate.is_marked,
            Self::Anniversary => (9..=12).contains(&candidate.anniversary_month),
            Self::Restricted => candidate.direct_bill == DirectBillStatus::Restricted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate() -> Candidate {
        Candidate { is_marked: false, anniversary_month: 3, direct_bill: DirectBillStatus::Active }
    }

    #[test]
    fn every_rule_set_is_read_back() {
        for rules in RuleSet::ALL {
            assert_eq!(RuleSet::parse(rules.word()), Some(rules));
            assert!(!rules.conditions().is_empty());
        }
        assert_eq!(RuleSet::parse("2022"), None);
        for condition in Condition::ALL {
            assert_eq!(Condition::from_word(condition.word()), Some(condition));
        }
    }

    // R12, V2
    #[test]
    fn each_rule_set_offers_by_its_own_condition() {
        let marked = Candidate { is_marked: true, ..candidate() };
        let restricted = Candidate { direct_bill: DirectBillStatus::Restricted, ..candidate() };
        for rules in RuleSet::ALL {
            assert_eq!(rules.offer(&marked).is_ok(), rules == RuleSet::Y2019, "{rules:?}");
            assert_eq!(rules.offer(&restricted).is_ok(), rules == RuleSet::Y2025, "{rules:?}");
            let failed = rules.offer(&candidate()).unwrap_err();
            assert_eq!(failed, rules.conditions()[0], "the failing condition is reported");
            for month in 1..=12 {
                let outcome = rules.offer(&Candidate { anniversary_month: month, ..candidate() });
                let by_anniversary = matches!(rules, RuleSet::Y2020 | RuleSet::Y2021);
                assert_eq!(outcome.is_ok(), by_anniversary && month >= 9, "{rules:?}, month {month}");
            }
        }
    }

    // R15, V4
    #[test]
    fn the_revenue_is_data_of_the_rule_set() {
        let usd = RuleSet::ALL.map(|rules| rules.revenue().map(|rule| rule.usd));
        assert_eq!(usd, [None, None, Some(300_000), Some(1_000_000)]);
        for rule in RuleSet::ALL.into_iter().filter_map(RuleSet::revenue) {
            assert!(rule.valid_from.parse::<Timestamp>().is_ok());
        }
    }

    // R37
    #[test]
    fn a_restriction_goes_on_to_suspended_and_revoked_where_the_rules_say_so() {
        let since: Timestamp = "2026-11-01T09:00:00Z".parse().unwrap();
        let day = |days: i64| since.plus_hours(24 * days);
        for (days, status) in [
            (-1, DirectBillStatus::Active),
            (0, DirectBillStatus::Restricted),
            (29, DirectBillStatus::Restricted),
            (30, DirectBillStatus::Suspended),
            (59, DirectBillStatus::Suspended),
            (60, DirectBillStatus::Revoked),
            (900, DirectBillStatus::Revoked),
        ] {
            assert_eq!(RuleSet::Y2025.direct_bill(since, day(days)), status, "day {days}");
            let without_end = if days < 0 { DirectBillStatus::Active } else { DirectBillStatus::Restricted };
            assert_eq!(RuleSet::Y2021.direct_bill(since, day(days)), without_end, "day {days}");
        }
        assert_eq!(RuleSet::Y2025.next_status(since, day(3)), Some((DirectBillStatus::Suspended, day(30))));
        assert_eq!(RuleSet::Y2025.next_status(since, day(30)), Some((DirectBillStatus::Revoked, day(60))));
        assert_eq!(RuleSet::Y2025.next_status(since, day(60)), None);
        assert_eq!(RuleSet::Y2021.next_status(since, day(3)), None);
    }
}
