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
