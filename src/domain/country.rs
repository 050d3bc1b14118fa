//! What a country asks of addresses and numbers. Source: api/partner-center.md section 7 (2026-11-21).

/// The rules of one country. A pattern that does not compile is not to be applied: they arrive mangled.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the service's own flags, each by itself")]
pub struct CountryRules {
    /// ISO 3166 alpha-2.
    pub code: String,
    /// The culture that is proposed, such as `en-US`.
    pub default_culture: String,
    /// Whether a state must be given.
    pub state_required: bool,
    /// The states, where they are listed.
    pub states: Vec<String>,
    /// Whether a postal code must be given.
    pub postal_code_required: bool,
    /// A regular expression, or `""`.
    pub postal_code_pattern: String,
    /// Whether a city must be given.
    pub city_required: bool,
    /// Whether a VAT id is taken.
    pub vat_id_supported: bool,
    /// The form of tax ids, or `""`.
    pub tax_id_format: String,
    /// A regular expression, or `""`.
    pub phone_pattern: String,
    /// Whether a registration number is taken.
    pub registration_number_supported: bool,
    /// The CSP region: the only documented source of it.
    pub csp_region: String,
    /// The part of the world.
    pub geographic_region: String,
    /// Languages, two letters each.
    pub languages: Vec<String>,
    /// Cultures, such as `en-US`.
    pub cultures: Vec<String>,
    /// Calling codes, without `+`.
    pub calling_codes: Vec<String>,
}

/// The codes of ISO 3166-1 alpha-2: where a user can be, or a company (2026-11-21).
pub const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF \
    GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW \
    KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL \
    NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST \
    SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// The countries that a form offers, ISO 3166 alpha-2: those of the European Union and of EFTA, the United Kingdom, the United
/// States, and those whose organisations have a registration number. What each asks, and whether one may sell there, the service
/// says.
pub const COUNTRIES: [&str; 43] = [
    "AM", "AT", "AZ", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IS",
    "IT", "KG", "KZ", "LI", "LT", "LU", "LV", "MD", "MT", "NL", "NO", "PL", "PT", "RO", "RU", "SE", "SI", "SK", "TJ", "UA", "US",
    "UZ",
];

impl CountryRules {
    /// The rules of a country of which the service tells none: nothing is asked, and the service has the last word.
    pub fn unknown(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            default_culture: String::new(),
            state_required: false,
            states: Vec::new(),
            postal_code_required: false,
            postal_code_pattern: String::new(),
            city_required: true,
            vat_id_supported: false,
            tax_id_format: String::new(),
            phone_pattern: String::new(),
            registration_number_supported: false,
            csp_region: String::new(),
            geographic_region: String::new(),
            languages: Vec::new(),
            cultures: Vec::new(),
            calling_codes: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_stands_there_once() {
        let codes: Vec<&str> = CODES.split_whitespace().collect();
        assert_eq!(codes.len(), 249);
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "in order");
        assert!(codes.iter().all(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())));
    }
}
