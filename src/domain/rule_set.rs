//! Which edition of the programme's rules holds. Source: domain.md section 6 (2026-11-21).

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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_set_is_read_back() {
        for rules in RuleSet::ALL {
            assert_eq!(RuleSet::parse(rules.word()), Some(rules));
        }
        assert_eq!(RuleSet::parse("2022"), None);
    }
}
