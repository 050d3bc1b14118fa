//! The revenue requirement with the partner's own figure, as the service gives it (R14, R15, C13).

use leptos::prelude::*;

use super::partner::reading;
use crate::components::facts::{facts, of_service};
use crate::domain::enrolment::EnrolmentStatus;
use crate::domain::program::ResellerProgram;
use crate::i18n::{Texts, format};

/// The card; without a figure it says what becomes of partners that have not decided yet, and nothing once the move is made.
pub(super) fn requirement(t: Texts, program: &ResellerProgram) -> Option<AnyView> {
    let is_undecided = matches!(
        program.status,
        EnrolmentStatus::NotOffered | EnrolmentStatus::Offered | EnrolmentStatus::Rejected | EnrolmentStatus::Other(_)
    );
    let figure = program.requirement.as_ref();
    if figure.is_none() && !is_undecided {
        return None;
    }
    let facts = figure.map(|figure| {
        let money = |amount: u64| format::money(t, amount, &figure.currency).into_any();
        let date = |at| format::date(t, at).into_any();
        let unknown = || t.general_unknown().into_any();
        let basis = if figure.basis.is_empty() { unknown() } else { of_service(figure.basis.clone()) };
        facts(vec![
            (t.overview_requirement_threshold(), money(figure.threshold)),
            (t.overview_requirement_measured(), figure.measured.map_or_else(unknown, money)),
            (t.overview_requirement_from(), figure.valid_from.map_or_else(unknown, date)),
            (t.overview_requirement_on(), figure.measured_on.map_or_else(unknown, date)),
            (t.overview_requirement_basis(), basis),
        ])
    });
    Some(
        view! {
            <section class="card" aria-labelledby="requirement-title">
                <h2 class="card__title" id="requirement-title">{t.overview_requirement_title()}</h2>
                {facts}
                {is_undecided.then(|| view! { <p class="card__lead">{t.overview_undecided()}</p> })}
                {reading(t)}
            </section>
        }
        .into_any(),
    )
}
