//! What countries ask of addresses and numbers: those of the sample, their neighbours, and those whose organisations have a
//! registration number. Source: api/partner-center.md sections 7 and 10 (2026-11-21).

use super::reply::{Answered, fault, ok};
use crate::domain::country::CountryRules;
use crate::domain::new_customer::needs_registration_number;
use crate::wire::country;

/// One country of the table.
struct Row {
    code: &'static str,
    /// The languages, by comma, the usual one first.
    languages: &'static str,
    /// The forms of postal codes, by comma: `#` is a digit, `A` a letter, a blank may be left out. Empty where there is none.
    postal: &'static str,
    /// Telephone calling code.
    calling: &'static str,
}

/// A pattern as it arrives mangled (section 7): the one of Moldova does not compile.
const MANGLED: &str = "^(MD-?\\d{4}$";

const ROWS: [Row; 28] = [
    row("AM", "en", "####", "374"),
    row("AT", "de,en", "####", "43"),
    row("AZ", "en", "####", "994"),
    row("BE", "nl,fr,de", "####", "32"),
    row("BY", "ru,en", "######", "375"),
    row("CH", "de,fr,it", "####", "41"),
    row("CZ", "cs,en", "### ##", "420"),
    row("DE", "de,en", "#####", "49"),
    row("DK", "da,en", "####", "45"),
    row("ES", "es,en", "#####", "34"),
    row("FI", "fi,sv", "#####", "358"),
    row("FR", "fr,en", "#####", "33"),
    row("GB", "en", "", "44"),
    row("HU", "hu,en", "####", "36"),
    row("IE", "en", "", "353"),
    row("IT", "it,en", "#####", "39"),
    row("KG", "ru,en", "######", "996"),
    row("KZ", "ru,en", "######", "7"),
    row("MD", "ru,en", "", "373"),
    row("NL", "nl,en", "#### AA", "31"),
    row("NO", "nb,en", "####", "47"),
    row("PL", "pl,en", "##-###", "48"),
    row("RU", "ru,en", "######", "7"),
    row("SE", "sv,en", "### ##", "46"),
    row("TJ", "ru,en", "######", "992"),
    row("UA", "uk,en", "#####", "380"),
    row("US", "en,es", "#####,#####-####", "1"),
    row("UZ", "ru,en", "######", "998"),
];

const US_STATES: &str = "AK,AL,AR,AZ,CA,CO,CT,DC,DE,FL,GA,HI,IA,ID,IL,IN,KS,KY,LA,MA,MD,ME,MI,MN,MO,MS,MT,NC,ND,NE,NH,NJ,NM,NV,NY,OH,OK,OR,PA,RI,SC,SD,TN,TX,UT,VA,VT,WA,WI,WV,WY";

const fn row(code: &'static str, languages: &'static str, postal: &'static str, calling: &'static str) -> Row {
    Row { code, languages, postal, calling }
}

fn find(code: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.code.eq_ignore_ascii_case(code))
}

/// The words of a list by comma.
fn words(list: &str) -> Vec<String> {
    list.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The rules of the country `code`.
pub(super) fn rules(code: &str) -> Option<CountryRules> {
    let row = find(code)?;
    let languages = words(row.languages);
    let is_us = row.code == "US";
    let cultures: Vec<String> = languages.iter().map(|language| format!("{language}-{}", row.code)).collect();
    Some(CountryRules {
        code: row.code.to_owned(),
        default_culture: cultures.first().cloned().unwrap_or_default(),
        state_required: is_us,
        states: if is_us { words(US_STATES) } else { Vec::new() },
        postal_code_required: !row.postal.is_empty(),
        postal_code_pattern: if row.code == "MD" { MANGLED.to_owned() } else { pattern(row.postal) },
        city_required: true,
        vat_id_supported: !is_us,
        tax_id_format: String::new(),
        phone_pattern: String::new(),
        registration_number_supported: needs_registration_number(row.code),
        csp_region: if is_us { "North America" } else { "Europe" }.to_owned(),
        geographic_region: if is_us { "NorthAndLatinAmerica" } else { "Europe" }.to_owned(),
        languages,
        cultures,
        calling_codes: vec![row.calling.to_owned()],
    })
}

/// The regular expression of the forms; empty for none.
fn pattern(forms: &str) -> String {
    if forms.is_empty() {
        return String::new();
    }
    let one = |form: &str| -> String {
        form.chars()
            .map(|sign| match sign {
                '#' => "\\d".to_owned(),
                'A' => "[A-Za-z]".to_owned(),
                ' ' => " ?".to_owned(),
                other => other.to_string(),
            })
            .collect()
    };
    let forms: Vec<String> = forms.split(',').map(one).collect();
    format!("^({})$", forms.join("|"))
}

/// Whether `code` is of one of the forms of the country; anything is, where it has none.
pub(super) fn is_postal_code(country: &str, code: &str) -> bool {
    let forms = find(country).map_or("", |row| row.postal);
    let code: String = code.chars().filter(|sign| *sign != ' ').collect();
    let is = |form: &str| {
        let form: String = form.chars().filter(|sign| *sign != ' ').collect();
        form.chars().count() == code.chars().count()
            && form.chars().zip(code.chars()).all(|(form, sign)| match form {
                '#' => sign.is_ascii_digit(),
                'A' => sign.is_ascii_alphabetic(),
                other => other == sign,
            })
    };
    forms.is_empty() || forms.split(',').any(is)
}

/// GET /v1/countryvalidationrules/{iso2}.
pub(super) fn get(code: &str) -> Answered {
    match rules(code) {
        Some(rules) => ok(&country::write(&rules)),
        None => Err(fault(404, 1000, "The rules of the country could not be found.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R140
    #[test]
    fn forms_and_patterns_say_the_same() {
        assert_eq!(pattern("### ##"), "^(\\d\\d\\d ?\\d\\d)$");
        assert_eq!(pattern("#####,#####-####"), "^(\\d\\d\\d\\d\\d|\\d\\d\\d\\d\\d-\\d\\d\\d\\d)$");
        for (country, right, wrong) in
            [("SE", "111 22", "1112"), ("NL", "1012 AB", "1012"), ("US", "98052-1234", "9805"), ("PL", "00-950", "00950")]
        {
            assert!(is_postal_code(country, right) && !is_postal_code(country, wrong), "{country}");
        }
        assert!(is_postal_code("GB", "SW1A 1AA") && is_postal_code("MD", "anything"));
    }
}
