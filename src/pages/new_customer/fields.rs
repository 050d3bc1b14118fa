//! The fields of **New customer**: where they are, what they are called, and what is wrong with them, in words.

use crate::api::error::ApiError;
use crate::components::error_summary::{Problem, invalid, problem, required};
use crate::domain::customer_draft::{Field, Flaw};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::{Texts, format};

/// The id of a field on the page.
pub(super) const fn id_of(field: Field) -> &'static str {
    match field {
        Field::CompanyName => "customer-name",
        Field::Domain => "customer-domain",
        Field::Country => "customer-country",
        Field::Line1 => "customer-line-1",
        Field::Line2 => "customer-line-2",
        Field::City => "customer-city",
        Field::State => "customer-state",
        Field::PostalCode => "customer-postal-code",
        Field::RegistrationNumber => "customer-number",
        Field::FirstName => "customer-first-name",
        Field::LastName => "customer-last-name",
        Field::Email => "customer-email",
        Field::Phone => "customer-phone",
        Field::Language => "customer-language",
        Field::Agreement => "customer-agreement",
    }
}

/// What a field is called.
pub(super) fn label_of(t: Texts, field: Field) -> String {
    match field {
        Field::CompanyName => t.new_customer_company_name(),
        Field::Domain => t.customers_domain(),
        Field::Country => t.customers_country(),
        Field::Line1 => t.new_customer_line_1(),
        Field::Line2 => t.new_customer_line_2(),
        Field::City => t.new_customer_city(),
        Field::State => t.new_customer_state(),
        Field::PostalCode => t.new_customer_postal_code(),
        Field::RegistrationNumber => t.new_customer_number(),
        Field::FirstName => t.new_customer_first_name(),
        Field::LastName => t.new_customer_last_name(),
        Field::Email => t.new_customer_email(),
        Field::Phone => t.new_customer_phone(),
        Field::Language => t.new_customer_language(),
        Field::Agreement => t.customers_agreement(),
    }
}

/// What is wrong with a field, in words.
pub(super) fn say(t: Texts, country: &str, (field, flaw): (Field, Flaw)) -> Problem {
    let (id, label) = (id_of(field), label_of(t, field));
    let rule = match (field, flaw) {
        (Field::Agreement, _) => return Problem { field: id.into(), text: t.new_customer_agree_first() },
        (_, Flaw::Missing) => return required(t, id, &label),
        (_, Flaw::NumberMissing) => {
            let refusal = Refusal::new(RefusalCode::RegistrationNumberMissing).with("country", format::country(t, country));
            let says = problem(t, id, &refusal).text;
            return Problem { field: id.into(), text: format!("{label}: {says}") };
        }
        (_, Flaw::NotListed) => t.new_customer_rule_listed(),
        (_, Flaw::TooLong(most)) => t.new_customer_rule_long(&most.to_string()),
        (Field::Domain, Flaw::Form) => t.new_customer_rule_domain(),
        (Field::Email, Flaw::Form) => t.new_customer_rule_email(),
        (Field::Phone, Flaw::Form) => t.new_customer_rule_phone(),
        (_, Flaw::Form) => t.new_customer_rule_postal(&format::country(t, country)),
    };
    invalid(t, id, &label, &rule)
}

/// The refusal of a field by the service, at its field; any other error comes back.
pub(super) fn admit(t: Texts, error: ApiError) -> Result<Problem, ApiError> {
    use RefusalCode as R;

    let Some(refusal) = error.refusal() else { return Err(error) };
    let named = refusal.value("field").and_then(Field::from_word);
    let field = match (refusal.code, error.trace.code) {
        (R::DomainTaken, _) => Some(Field::Domain),
        (R::RegistrationNumberMissing, _) | (R::FieldInvalid, Some(600_002 | 600_050)) => Some(Field::RegistrationNumber),
        (R::FieldRequired, Some(600_051)) => Some(Field::Phone),
        (R::FieldInvalid, Some(2007)) => Some(Field::Line1),
        (R::FieldRequired | R::FieldInvalid, _) => named,
        _ => None,
    };
    let Some(field) = field else { return Err(error) };
    let (id, label) = (id_of(field), label_of(t, field));
    Ok(match refusal.code {
        R::FieldRequired => required(t, id, &label),
        R::FieldInvalid => invalid(t, id, &label, error.trace.text.trim_end_matches('.')),
        _ => problem(t, id, refusal),
    })
}

/// Whether `text` fits a pattern of the service, by the browser's own expressions; `None` where the pattern is broken.
pub(super) fn fits(pattern: &str, text: &str) -> Option<bool> {
    use wasm_bindgen::{JsCast, JsValue};

    let class =
        js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("RegExp")).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let pattern = js_sys::Reflect::construct(&class, &js_sys::Array::of1(&JsValue::from_str(pattern))).ok()?;
    Some(pattern.unchecked_into::<js_sys::RegExp>().test(text))
}
