//! Whether an address is right. Source: api/partner-center.md 10.3 (2026-11-21).

use serde_json::json;

use super::call::Call;
use super::countries;
use super::reply::{Answered, fault};
use crate::api::http::Reply;
use crate::domain::address::Address;
use crate::wire::address;
use crate::wire::json::Node;

/// Postal codes that the service knows the city of.
const CITIES: [(&str, &str, &str, &str); 9] = [
    ("SE", "11122", "Stockholm", ""),
    ("SE", "41103", "Göteborg", ""),
    ("SE", "21120", "Malmö", ""),
    ("NL", "1012AB", "Amsterdam", ""),
    ("NL", "3511AA", "Utrecht", ""),
    ("DE", "10115", "Berlin", ""),
    ("DE", "80331", "München", ""),
    ("HU", "1051", "Budapest", ""),
    ("US", "98052", "Redmond", "WA"),
];

/// POST /v1/validations/address: 200 without a body, or 2007; with a correction where the service has one.
pub(super) fn check_address(call: &Call<'_>) -> Answered {
    let body = call.body()?;
    let asked = address::read(Node::new(&body));
    check(&asked)?;
    Ok(Reply::empty(200))
}

fn check(asked: &Address) -> Result<(), Reply> {
    let wrong = |text: &str| Err(fault(400, 2007, text));
    let Some(rules) = countries::rules(&asked.country) else { return wrong("The country is not known.") };
    if asked.line_1.trim().is_empty() || asked.city.trim().is_empty() {
        return wrong("Street and city are needed.");
    }
    if !countries::is_postal_code(&asked.country, &asked.postal_code) {
        return wrong("The postal code is not one of the country.");
    }
    if !rules.states.is_empty() && !rules.states.contains(&asked.state) {
        return wrong("The state is not one of the country.");
    }
    let code: String = asked.postal_code.chars().filter(|sign| *sign != ' ').collect::<String>().to_uppercase();
    let known = CITIES.iter().find(|(country, postal, ..)| country.eq_ignore_ascii_case(&asked.country) && *postal == code);
    let Some((country, _, city, state)) = known else { return Ok(()) };
    if city.to_lowercase() == asked.city.trim().to_lowercase() && (state.is_empty() || *state == asked.state) {
        return Ok(());
    }
    let reason = format!(
        "ZipCityInvalid - Details: Field - &#39;City&#39; is corrected from OldValue: &#39;{}&#39; to NewValue: &#39;{city}&#39;.",
        asked.city.trim()
    );
    let mut corrected = json!({
        "country": country,
        "city": city,
        "address_line1": asked.line_1.trim(),
        "postal_code": asked.postal_code.trim(),
    });
    if !state.is_empty() {
        corrected["region"] = json!(state);
    }
    let description = json!({
        "code": "60071",
        "reason": reason,
        "corrected_address": corrected,
        "object_type": "AddressValidation",
        "resource_status": "Active",
    });
    Err(fault(400, 2007, &description.to_string()))
}
