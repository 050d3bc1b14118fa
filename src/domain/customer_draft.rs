//! What a person types into the form **New customer**, and what is wrong with it. Source: api/partner-center.md section 10; requirement
//! R140 (2026-11-21).

use super::address::Address;
use super::contact::{is_email, is_phone};
use super::country::CountryRules;
use super::new_customer::{Buyer, DOMAIN_END, NewCustomer, is_domain, needs_registration_number};
use super::typed::{line, word};

/// What a person types into the form **New customer**; kept as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomerDraft {
    /// The company's name.
    pub company_name: String,
    /// The domain, with or without [`DOMAIN_END`].
    pub domain: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// First line of the address.
    pub line_1: String,
    /// Second line.
    pub line_2: String,
    /// City.
    pub city: String,
    /// State or province.
    pub state: String,
    /// Postal code.
    pub postal_code: String,
    /// First name of the primary contact.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// The language of what the customer is sent, two letters.
    pub language: String,
    /// The organisation registration number.
    pub registration_number: String,
    /// Whether the person confirms that the customer accepted the Microsoft Customer Agreement.
    pub agreed: bool,
}

/// A field of the form, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Company name.
    CompanyName,
    /// Domain.
    Domain,
    /// Country or region.
    Country,
    /// First line of the address.
    Line1,
    /// Second line of the address.
    Line2,
    /// City.
    City,
    /// State or province.
    State,
    /// Postal code.
    PostalCode,
    /// Registration number.
    RegistrationNumber,
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// E-mail address.
    Email,
    /// Telephone number.
    Phone,
    /// Language.
    Language,
    /// Microsoft Customer Agreement.
    Agreement,
}

impl Field {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 15] = [
        Self::CompanyName,
        Self::Domain,
        Self::Country,
        Self::Line1,
        Self::Line2,
        Self::City,
        Self::State,
        Self::PostalCode,
        Self::RegistrationNumber,
        Self::FirstName,
        Self::LastName,
        Self::Email,
        Self::Phone,
        Self::Language,
        Self::Agreement,
    ];

    /// The service's word for it; in its faults it comes alone or behind a path, such as `companyProfile.domain`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::CompanyName => "companyName",
            Self::Domain => "domain",
            Self::Country => "country",
            Self::Line1 => "addressLine1",
            Self::Line2 => "addressLine2",
            Self::City => "city",
            Self::State => "state",
            Self::PostalCode => "postalCode",
            Self::RegistrationNumber => "organizationRegistrationNumber",
            Self::FirstName => "firstName",
            Self::LastName => "lastName",
            Self::Email => "email",
            Self::Phone => "phoneNumber",
            Self::Language => "language",
            Self::Agreement => "agreement",
        }
    }

    /// Reads the service's word, whatever path and casing it comes in.
    pub fn from_word(word: &str) -> Option<Self> {
        let last = word.rsplit(['.', '/']).next().unwrap_or(word);
        Self::ALL.into_iter().find(|field| field.word().eq_ignore_ascii_case(last))
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// It is empty.
    Missing,
    /// It is empty, and needed in this country (`registration-number-missing`).
    NumberMissing,
    /// It is not of the form that it has: a domain's name, an e-mail address, a telephone number, the country's postal code.
    Form,
    /// It is none of the country's states, or countries, or languages.
    NotListed,
    /// It is longer than this many characters.
    TooLong(usize),
}

/// The domain that was meant: the name alone is completed.
pub fn whole_domain(typed: &str) -> String {
    let typed = word(typed).to_lowercase();
    if typed.is_empty() || typed.ends_with(DOMAIN_END) { typed } else { typed + DOMAIN_END }
}

impl CustomerDraft {
    /// Where the company is, cleaned, with its contact.
    pub fn address(&self) -> Address {
        Address {
            country: word(&self.country).to_ascii_uppercase(),
            region: String::new(),
            city: line(&self.city),
            state: line(&self.state),
            line_1: line(&self.line_1),
            line_2: line(&self.line_2),
            postal_code: line(&self.postal_code),
            first_name: line(&self.first_name),
            middle_name: String::new(),
            last_name: line(&self.last_name),
            phone: line(&self.phone),
        }
    }

    /// Takes a corrected address over; the contact in it stays.
    pub fn set_address(&mut self, address: &Address) {
        self.country.clone_from(&address.country);
        self.city.clone_from(&address.city);
        self.state.clone_from(&address.state);
        self.line_1.clone_from(&address.line_1);
        self.line_2.clone_from(&address.line_2);
        self.postal_code.clone_from(&address.postal_code);
    }

    /// What creating the customer takes, by the rules of its country; `fits` says whether a text fits a pattern, `None` where the
    /// pattern itself is broken: such a pattern is not applied.
    ///
    /// # Errors
    /// All that is wrong, in the order of the form.
    pub fn check(
        &self,
        rules: &CountryRules,
        buyer: Buyer,
        fits: impl Fn(&str, &str) -> Option<bool>,
    ) -> Result<NewCustomer, Vec<(Field, Flaw)>> {
        let address = self.address();
        let numbered = needs_registration_number(&rules.code);
        let (company_name, domain, email) = (line(&self.company_name), whole_domain(&self.domain), word(&self.email));
        let number = line(&self.registration_number);
        let mut flaws = Vec::new();
        let mut put = |field, flaw: Option<Flaw>| flaws.extend(flaw.map(|flaw| (field, flaw)));
        let missing = |text: &str| text.is_empty().then_some(Flaw::Missing);
        let too_long = |text: &str, limit: usize| (text.chars().count() > limit).then_some(Flaw::TooLong(limit));
        let form = |is_right: bool| (!is_right).then_some(Flaw::Form);
        let misses = |pattern: &str, text: &str| !pattern.is_empty() && fits(pattern, text) == Some(false);
        put(Field::CompanyName, missing(&company_name).or_else(|| too_long(&company_name, 200)));
        put(Field::Domain, missing(&domain).or_else(|| form(is_domain(&domain))));
        put(Field::Country, missing(&address.country).or_else(|| (address.country != rules.code).then_some(Flaw::NotListed)));
        put(Field::Line1, missing(&address.line_1).or_else(|| too_long(&address.line_1, 200)));
        put(Field::Line2, too_long(&address.line_2, 200));
        put(Field::City, if rules.city_required { missing(&address.city) } else { None });
        let listed = rules.states.is_empty() || rules.states.contains(&address.state);
        put(
            Field::State,
            if address.state.is_empty() {
                rules.state_required.then_some(Flaw::Missing)
            } else {
                (!listed).then_some(Flaw::NotListed)
            },
        );
        put(
            Field::PostalCode,
            if address.postal_code.is_empty() {
                rules.postal_code_required.then_some(Flaw::Missing)
            } else {
                form(!misses(&rules.postal_code_pattern, &address.postal_code))
            },
        );
        put(Field::RegistrationNumber, (numbered && number.is_empty()).then_some(Flaw::NumberMissing));
        put(Field::FirstName, missing(&address.first_name).or_else(|| too_long(&address.first_name, 50)));
        put(Field::LastName, missing(&address.last_name).or_else(|| too_long(&address.last_name, 50)));
        put(Field::Email, missing(&email).or_else(|| form(is_email(&email))));
        put(
            Field::Phone,
            if address.phone.is_empty() {
                numbered.then_some(Flaw::Missing)
            } else {
                form(is_phone(&address.phone) && !misses(&rules.phone_pattern, &address.phone))
            },
        );
        let language = word(&self.language).to_ascii_lowercase();
        let known = rules.languages.is_empty() || rules.languages.iter().any(|it| it.eq_ignore_ascii_case(&language));
        put(Field::Language, missing(&language).or_else(|| (!known).then_some(Flaw::NotListed)));
        put(Field::Agreement, (!self.agreed).then_some(Flaw::Missing));
        if !flaws.is_empty() {
            return Err(flaws);
        }
        let speaks = |culture: &&String| culture.split('-').next().is_some_and(|it| it.eq_ignore_ascii_case(&language));
        let culture = rules.cultures.iter().find(speaks).unwrap_or(&rules.default_culture).clone();
        let culture = if culture.is_empty() { format!("{language}-{}", rules.code) } else { culture };
        let registration_number = numbered.then_some(number);
        Ok(NewCustomer { domain, company_name, registration_number, email, culture, language, address, buyer })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::new_customer::WITH_REGISTRATION_NUMBER;
    use super::*;

    fn sweden() -> CountryRules {
        let text = str::to_owned;
        CountryRules {
            code: text("SE"),
            default_culture: text("sv-SE"),
            state_required: false,
            states: Vec::new(),
            postal_code_required: true,
            postal_code_pattern: text("five"),
            city_required: true,
            vat_id_supported: true,
            tax_id_format: String::new(),
            phone_pattern: String::new(),
            registration_number_supported: false,
            csp_region: text("Europe"),
            geographic_region: text("Europe"),
            languages: vec![text("sv"), text("en")],
            cultures: vec![text("sv-SE"), text("en-SE")],
            calling_codes: vec![text("46")],
        }
    }

    /// Stands for the browser's regular expressions: `five` is five digits, all else is broken.
    fn fits(pattern: &str, text: &str) -> Option<bool> {
        (pattern == "five").then(|| text.len() == 5 && text.bytes().all(|sign| sign.is_ascii_digit()))
    }

    fn whole() -> CustomerDraft {
        let text = str::to_owned;
        CustomerDraft {
            company_name: text("  Wingtip\u{a0}Toys AB "),
            domain: text("WingtipToys"),
            country: text("SE"),
            line_1: text("Storgatan 1"),
            city: text("Stockholm"),
            postal_code: text("11122"),
            first_name: text("Maja"),
            last_name: text("Berg"),
            email: text(" maja@wingtiptoys.example\n"),
            language: text("sv"),
            agreed: true,
            ..CustomerDraft::default()
        }
    }

    fn flaws(draft: &CustomerDraft, rules: &CountryRules) -> Vec<(Field, Flaw)> {
        draft.check(rules, Buyer::DirectPartner, fits).err().unwrap_or_default()
    }

    // R140
    #[test]
    fn what_was_pasted_is_cleaned_and_the_domain_completed() {
        let new = whole().check(&sweden(), Buyer::DirectPartner, fits).unwrap();
        assert_eq!((new.company_name.as_str(), new.domain.as_str()), ("Wingtip Toys AB", "wingtiptoys.onmicrosoft.com"));
        assert_eq!((new.email.as_str(), new.culture.as_str()), ("maja@wingtiptoys.example", "sv-SE"));
        assert_eq!(new.registration_number, None);
    }

    // R140
    #[test]
    fn all_that_is_wrong_is_said_at_once_in_the_order_of_the_form() {
        let found: Vec<Field> = flaws(&CustomerDraft::default(), &sweden()).into_iter().map(|(field, _)| field).collect();
        let needed = [
            Field::CompanyName,
            Field::Domain,
            Field::Country,
            Field::Line1,
            Field::City,
            Field::PostalCode,
            Field::FirstName,
            Field::LastName,
            Field::Email,
            Field::Language,
            Field::Agreement,
        ];
        assert_eq!(found, needed);
        let long = "x".repeat(201);
        for (change, expected) in [
            ((|draft| draft.domain = "wing tip toys!".into()) as fn(&mut CustomerDraft), (Field::Domain, Flaw::Form)),
            (|draft| draft.domain = "x".repeat(28), (Field::Domain, Flaw::Form)),
            (|draft| draft.email = "maja".into(), (Field::Email, Flaw::Form)),
            (|draft| draft.postal_code = "1112".into(), (Field::PostalCode, Flaw::Form)),
            (|draft| draft.phone = "call me".into(), (Field::Phone, Flaw::Form)),
            (|draft| draft.language = "fi".into(), (Field::Language, Flaw::NotListed)),
            (|draft| draft.country = "NO".into(), (Field::Country, Flaw::NotListed)),
            (|draft| draft.first_name = "x".repeat(51), (Field::FirstName, Flaw::TooLong(50))),
        ] {
            let mut draft = whole();
            change(&mut draft);
            assert_eq!(flaws(&draft, &sweden()), [expected]);
        }
        let draft = CustomerDraft { line_2: long, ..whole() };
        assert_eq!(flaws(&draft, &sweden()), [(Field::Line2, Flaw::TooLong(200))]);
    }

    // R140
    #[test]
    fn a_country_asks_for_state_number_and_telephone_by_its_rules() {
        let states = CountryRules { state_required: true, states: vec!["WA".into()], ..sweden() };
        assert_eq!(flaws(&whole(), &states), [(Field::State, Flaw::Missing)]);
        assert_eq!(flaws(&CustomerDraft { state: "ZZ".into(), ..whole() }, &states), [(Field::State, Flaw::NotListed)]);
        for code in WITH_REGISTRATION_NUMBER {
            let rules = CountryRules { code: code.into(), ..sweden() };
            let draft = CustomerDraft { country: code.into(), ..whole() };
            assert_eq!(flaws(&draft, &rules), [(Field::RegistrationNumber, Flaw::NumberMissing), (Field::Phone, Flaw::Missing)]);
            let draft = CustomerDraft { registration_number: " 01 234 ".into(), phone: "+36 1 555 0101".into(), ..draft };
            let new = draft.check(&rules, Buyer::DirectPartner, fits).unwrap();
            assert_eq!(new.registration_number.as_deref(), Some("01 234"));
        }
        let sent = CustomerDraft { registration_number: "1".into(), ..whole() }.check(&sweden(), Buyer::DirectPartner, fits);
        assert_eq!(sent.unwrap().registration_number, None, "refused where it is not known");
    }

    // Patterns arrive mangled (api/partner-center.md section 7).
    #[test]
    fn a_broken_pattern_is_not_applied() {
        let rules = CountryRules { postal_code_pattern: "^(".into(), ..sweden() };
        assert_eq!(flaws(&CustomerDraft { postal_code: "anything".into(), ..whole() }, &rules), []);
    }

    #[test]
    fn the_service_names_fields_by_word_or_path() {
        assert_eq!(Field::from_word("CompanyProfile.Domain"), Some(Field::Domain));
        assert_eq!(Field::from_word("billingProfile/defaultAddress/postalCode"), Some(Field::PostalCode));
        assert_eq!(Field::from_word("something"), None);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_taken_or_named(domain in "(?s).{0,40}", email in "(?s).{0,40}", phone in "(?s).{0,30}") {
            let draft = CustomerDraft { domain, email, phone, ..whole() };
            match draft.check(&sweden(), Buyer::DirectPartner, fits) {
                Ok(new) => prop_assert!(is_domain(&new.domain) && is_email(&new.email)),
                Err(flaws) => prop_assert!(!flaws.is_empty()),
            }
        }
    }
}
