//! The enrolment as indirect reseller: the form while it can be sent, else why not and what is next (R12, R16 to R23, R34).

mod draft;
mod form;
mod profile;

use leptos::prelude::*;

use self::form::EnrollForm;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::badge::badge;
use crate::components::checklist::{CheckLine, CheckState, checklist};
use crate::components::heading::PageHeading;
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::components::notice::Notice;
use crate::components::trouble::Trouble;
use crate::domain::enrolment::EnrolmentStatus;
use crate::domain::organisation::Side;
use crate::domain::program::ResellerProgram;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::rule_set::RuleSet;
use crate::i18n::{Texts, explain, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// The page.
#[component]
pub fn EnrollPage() -> impl IntoView {
    let t = use_texts();
    let above = vec![(t.overview_title(), Route::Overview)];
    let content = if use_viewer().side() == Side::Partner {
        view! { <Standing /> }.into_any()
    } else {
        view! { <Trouble error=ApiError::refused(Refusal::new(RefusalCode::NotFound)) /> }.into_any()
    };
    view! { <PageHeading title=t.enroll_title() above /> {content} }
}

/// What can be done now, by where the enrolment stands.
#[component]
fn Standing() -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    let program = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move {
            match client.reseller_program().await {
                Err(error) if error.is_without_extension() => Ok(None),
                read => read.map(Some),
            }
        }
    });
    // What the form shows anew when the profile is corrected is its own matter: here only the status counts.
    let status = Memo::new(move |_| match program.get() {
        Some(Ok(Some(program))) => Some(program.status),
        _ => None,
    });
    let is_form = Memo::new(move |_| {
        matches!(status.get(), Some(EnrolmentStatus::Offered | EnrolmentStatus::Rejected | EnrolmentStatus::Other(_)))
    });
    move || {
        if is_form.get() {
            return view! { <EnrollForm program /> }.into_any();
        }
        load(program, move |program| match program {
            Some(program) => closed(t, &program),
            None => {
                view! { <Notice tone="info" title=t.overview_elsewhere_title() body=t.overview_elsewhere_body() /> }.into_any()
            }
        })
    }
}

/// Why there is no form, and what is next.
fn closed(t: Texts, program: &ResellerProgram) -> AnyView {
    let status = || view! { <Link to=Route::ProgramInfo>{t.program_title()}</Link> }.into_any();
    let overview = || view! { <Link to=Route::Overview>{t.missing_home()}</Link> }.into_any();
    let (tone, title, body, code, way) = match &program.status {
        EnrolmentStatus::NotOffered => return not_offered(t, program),
        EnrolmentStatus::Authorized => ("success", t.enroll_approved(), t.enroll_approved_body(), String::new(), overview()),
        EnrolmentStatus::Active => {
            let why = explain::refusal(t, &Refusal::new(RefusalCode::NoRollback));
            ("info", format!("{}. {}", t.overview_enrolled(), why.says), why.next, why.code, overview())
        }
        _ => {
            let why = program.check_enrol().err().unwrap_or_else(|| Refusal::new(RefusalCode::EnrolmentInProgress));
            let why = explain::refusal(t, &why);
            ("info", why.says, why.next, why.code, status())
        }
    };
    view! { <Notice tone title body code>{way}</Notice> }.into_any()
}

/// Which condition fails, and what would change it (R12, R13).
fn not_offered(t: Texts, program: &ResellerProgram) -> AnyView {
    let why = explain::refusal(t, &program.offer.refusal());
    let lines: Vec<CheckLine> = program
        .offer
        .rule_set()
        .map(RuleSet::conditions)
        .unwrap_or_default()
        .iter()
        .map(|condition| {
            let fails = program.offer.failed.as_deref().is_some_and(|word| word.eq_ignore_ascii_case(condition.word()));
            let (state, state_text) = if fails {
                (CheckState::Blocked, t.enroll_condition_fails())
            } else {
                (CheckState::Done, t.enroll_condition_holds())
            };
            let text = if fails { t.words_condition_change(condition.word()).unwrap_or_default() } else { String::new() };
            let title = t.words_condition(condition.word()).unwrap_or_default();
            let tone = if fails { ("danger", "dismiss-circle") } else { ("success", "checkmark-circle") };
            let action = Some(badge(tone.0, tone.1, state_text.clone()));
            CheckLine { state, state_text, title, text, action }
        })
        .collect();
    let conditions = (!lines.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="conditions-title">
                <h2 class="card__title" id="conditions-title">{t.enroll_conditions(&program.offer.rules)}</h2>
                {checklist(lines)}
            </section>
        }
    });
    view! {
        <Notice tone="info" title=t.enroll_not_offered() body=format!("{} {}", why.says, why.next) code=why.code>
            <Link to=Route::Overview>{t.missing_home()}</Link>
        </Notice>
        {conditions}
    }
    .into_any()
}
