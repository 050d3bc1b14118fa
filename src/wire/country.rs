//! Rules of a country on the wire. Source: api/partner-center.md section 7 (2026-11-21).

use serde_json::{Value, json};

use super::json::Node;
use crate::domain::country::CountryRules;

/// Reads the rules of a country; `None` without its code.
pub fn read(node: Node<'_>) -> Option<CountryRules> {
    let text = |name: &str| node.get(name).text_or_empty();
    let flag = |name: &str| node.get(name).flag().unwrap_or(false);
    // Samples print an object with `value` under one name, tables a plain array under another.
    let list = |names: [&str; 2]| {
        names.into_iter().map(|name| read_list(node.get(name))).find(|list| !list.is_empty()).unwrap_or_default()
    };
    Some(CountryRules {
        code: node.get("iso2Code").text()?,
        default_culture: text("defaultCulture"),
        state_required: flag("isStateRequired"),
        states: list(["states", "supportedStatesList"]),
        postal_code_required: flag("isPostalCodeRequired"),
        postal_code_pattern: text("postalCodeRegex"),
        city_required: flag("isCityRequired"),
        vat_id_supported: flag("isVatIdSupported"),
        tax_id_format: text("taxIdFormat"),
        phone_pattern: text("phoneNumberRegex"),
        registration_number_supported: flag("isRegistrationNumberSupported"),
        csp_region: text("resellerAgreementRegion"),
        geographic_region: text("geographicRegion"),
        languages: list(["supportedLanguages", "supportedLanguagesList"]),
        cultures: list(["supportedCultures", "supportedCulturesList"]),
        calling_codes: list(["countryCallingCodes", "countryCallingCodesList"]),
    })
}

fn read_list(node: Node<'_>) -> Vec<String> {
    let inner = node.get("value");
    if inner.is_nothing() { node.texts() } else { inner.texts() }
}

/// Writes the rules of a country, in the form of the sample.
pub fn write(rules: &CountryRules) -> Value {
    let list = |entries: &[String]| json!({ "value": entries });
    json!({
        "iso2Code": rules.code,
        "defaultCulture": rules.default_culture,
        "isStateRequired": rules.state_required,
        "states": list(&rules.states),
        "supportedLanguages": list(&rules.languages),
        "supportedCultures": list(&rules.cultures),
        "isPostalCodeRequired": rules.postal_code_required,
        "postalCodeRegex": rules.postal_code_pattern,
        "isCityRequired": rules.city_required,
        "isVatIdSupported": rules.vat_id_supported,
        "taxIdFormat": rules.tax_id_format,
        "phoneNumberRegex": rules.phone_pattern,
        "isRegistrationNumberSupported": rules.registration_number_supported,
        "resellerAgreementRegion": rules.csp_region,
        "geographicRegion": rules.geographic_region,
        "countryCallingCodes": list(&rules.calling_codes),
        "attributes": { "objectType": "CountryInformation" },
    })
}
