//! What is wrong with the parts of a form, in words, at the fields that show them.

use crate::components::error_summary::{Problem, invalid, required};
use crate::domain::contact::Flaw;
use crate::i18n::{Texts, format};

/// A field of a form: the service's name of what it holds, its id on the page, its label.
pub(super) type FieldOf = (&'static str, &'static str, String);

/// Words `flaws` at the fields of the form; a part that no field shows is told about the whole.
pub(super) fn problems(t: Texts, flaws: &[(&'static str, Flaw)], fields: &[FieldOf]) -> Vec<Problem> {
    let of = |name: &str| fields.iter().find(|(known, ..)| *known == name);
    flaws
        .iter()
        .map(|(name, flaw)| {
            let (id, label) = of(name).map_or(("", (*name).to_owned()), |(_, id, label)| (*id, label.clone()));
            match flaw {
                Flaw::Missing => required(t, id, &label),
                Flaw::TooLong(most) => {
                    let most = format::number(t.language(), *most as u64);
                    invalid(t, id, &label, &t.account_rule_length(&most))
                }
                Flaw::NoEmail => invalid(t, id, &label, &t.account_rule_email()),
                Flaw::NoPhone => invalid(t, id, &label, &t.account_rule_phone()),
            }
        })
        .collect()
}
