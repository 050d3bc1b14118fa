//! Postal addresses. Source: api/partner-center.md 1.4 and 10.3 (2026-11-21).

/// An address as the service keeps it; `""` is a part that is not given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// ISO 3166 alpha-2.
    pub country: String,
    /// A region, where a country has such.
    pub region: String,
    /// City.
    pub city: String,
    /// State or province; 2 characters where the country's rules list them.
    pub state: String,
    /// First line, 1 to 200 characters.
    pub line_1: String,
    /// Second line, at most 200 characters.
    pub line_2: String,
    /// Postal code.
    pub postal_code: String,
    /// First name of who is found there.
    pub first_name: String,
    /// Middle name.
    pub middle_name: String,
    /// Last name.
    pub last_name: String,
    /// Telephone number.
    pub phone: String,
}

impl Address {
    /// This address with the parts that `correction` gives. The service's checker calls `region` what requests call `state`, so
    /// its region goes where this address has a state.
    #[must_use]
    pub fn corrected_by(&self, correction: &Self) -> Self {
        let mut corrected = self.clone();
        let region =
            if self.state.is_empty() || !correction.state.is_empty() { &mut corrected.region } else { &mut corrected.state };
        let parts = [
            (&correction.region, region),
            (&correction.country, &mut corrected.country),
            (&correction.city, &mut corrected.city),
            (&correction.line_1, &mut corrected.line_1),
            (&correction.line_2, &mut corrected.line_2),
            (&correction.postal_code, &mut corrected.postal_code),
        ];
        for (given, part) in parts {
            if !given.is_empty() {
                part.clone_from(given);
            }
        }
        if !correction.state.is_empty() {
            corrected.state.clone_from(&correction.state);
        }
        corrected
    }
}

/// What the service's check of an address came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressCheck {
    /// It is right as it stands.
    Valid,
    /// It is wrong, and the service offers this instead.
    Corrected {
        /// What is wrong, in the service's words; may be empty.
        reason: String,
        /// The whole address, corrected.
        address: Box<Address>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_changes_what_it_names_and_nothing_else() {
        let text = |text: &str| text.to_owned();
        let typed = Address { state: text("WA"), city: text("Redmond"), line_2: text("Floor 2"), ..Address::default() };
        let offered = Address { region: text("OR"), city: text("Bellevue"), ..Address::default() };
        let corrected = typed.corrected_by(&offered);
        assert_eq!((corrected.state.as_str(), corrected.region.as_str()), ("OR", ""));
        assert_eq!((corrected.city.as_str(), corrected.line_2.as_str()), ("Bellevue", "Floor 2"));
        let without_state = Address::default().corrected_by(&offered);
        assert_eq!((without_state.state.as_str(), without_state.region.as_str()), ("", "OR"));
        let with_both = typed.corrected_by(&Address { state: text("CA"), ..offered });
        assert_eq!((with_both.state.as_str(), with_both.region.as_str()), ("CA", "OR"));
    }
}
