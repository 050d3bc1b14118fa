//! How an enrolment stands that is neither offered nor done: not offered yet, being verified, refused, or at the agreement. It is
//! fetched where one does.

use leptos::prelude::*;

use super::agreement::Agreement;
use crate::components::link::Link;
use crate::components::notice::Notice;
use crate::domain::enrolment::EnrolmentStatus;
use crate::domain::moment::Timestamp;
use crate::domain::program::ResellerProgram;
use crate::domain::rule_set::Condition;
use crate::domain::vetting::{VettingStage, VettingStep};
use crate::i18n::format::use_now;
use crate::i18n::{Texts, explain, format, use_texts};
use crate::pages::watch;
use crate::route::Route;

/// What is next for the enrolment of the programme in the context.
#[component]
pub fn Standing() -> impl IntoView {
    let t = use_texts();
    let program = expect_context::<ResellerProgram>();
    match &program.status {
        // Who draws these has them.
        EnrolmentStatus::Active | EnrolmentStatus::Offered => ().into_any(),
        EnrolmentStatus::NotOffered => later(t, &program),
        EnrolmentStatus::Pending => view! { <Pending program=program.clone() /> }.into_any(),
        EnrolmentStatus::Rejected => rejected(t, &program),
        EnrolmentStatus::Authorized => view! { <Agreement /> }.into_any(),
        EnrolmentStatus::Other(word) => view! {
            <Notice tone="info" title=t.standing_not_enrolled(word) body=t.standing_not_enrolled_body()>
                <Link to=Route::ProgramInfo>{t.program_title()}</Link>
            </Notice>
        }
        .into_any(),
    }
}

/// Those with a later anniversary are told that they will be notified (R13); nobody else sees that there is an enrolment (R12).
fn later(t: Texts, program: &ResellerProgram) -> AnyView {
    let failed = program.offer.failed.as_deref().and_then(Condition::from_word);
    match (failed, program.offer.anniversary_month) {
        (Some(Condition::Anniversary), Some(month)) => {
            let body = t.standing_later_body(&format::month(t, month));
            view! { <Notice tone="info" title=t.standing_later_title() body /> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// A check by its name, or the service's word for it.
pub(in crate::pages) fn check_name(t: Texts, step: &VettingStep) -> String {
    let stage = VettingStage::of(step).and_then(|stage| t.words_vetting_stage(stage.word()));
    stage.unwrap_or_else(|| step.word().to_owned())
}

/// Sent, and being checked (R24, R25).
#[component]
fn Pending(
    /// Where it stands.
    program: ResellerProgram,
) -> impl IntoView {
    let t = use_texts();
    let now = use_now();
    watch();
    let date = |at: Option<Timestamp>| at.map(|at| format::date(t, at)).unwrap_or_default();
    let check = check_name(t, &program.verification.step);
    let body = t.standing_pending_body(&check, &date(program.answer_due()), &date(program.submitted));
    move || {
        let late = program.overdue(now.get()).map(|warning| explain::refusal(t, &warning));
        let (tone, title, code) = match late {
            Some(late) => ("warning", late.says, late.code),
            None => ("info", t.standing_pending_title(), String::new()),
        };
        view! {
            <Notice tone title body=body.clone() code>
                <Link to=Route::ProgramInfo>{t.program_title()}</Link>
            </Notice>
        }
    }
}

/// A check failed: which, and the way back (R28).
fn rejected(t: Texts, program: &ResellerProgram) -> AnyView {
    let step = program.rejection.as_ref().map_or(&program.verification.step, |rejection| &rejection.step);
    let body = t.standing_rejected_body(&check_name(t, step));
    view! {
        <Notice tone="danger" title=t.standing_rejected_title() body>
            <Link to=Route::Enroll>{t.standing_rejected_back()}</Link>
            <Link to=Route::ProgramInfo>{t.program_title()}</Link>
        </Notice>
    }
    .into_any()
}
