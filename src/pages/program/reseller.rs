//! The indirect reseller programme: status, verification, agreement (R24 to R30, R33).

use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::badge::badge;
use crate::components::button::GatedButton;
use crate::components::facts::{facts, of_service};
use crate::components::link::{Link, OutLink};
use crate::components::notice::Notice;
use crate::components::steps::{StepLine, StepState, steps};
use crate::components::trouble::Trouble;
use crate::domain::action::Action;
use crate::domain::business_day;
use crate::domain::enrolment::EnrolmentStatus;
use crate::domain::moment::Timestamp;
use crate::domain::program::{DAYS_TO_DECIDE, ResellerProgram};
use crate::domain::program_agreement::ProgramAgreement;
use crate::domain::vetting::VettingStage;
use crate::i18n::format::use_now;
use crate::i18n::{Texts, explain, format, use_texts};
use crate::pages::watch;
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// Business days are counted this far.
const LONGEST_COUNT: i64 = 99;
/// Where support is asked.
const SUPPORT: &str = "https://partner.microsoft.com/dashboard/support/servicerequests/create";

fn status_badge(t: Texts, status: &EnrolmentStatus) -> AnyView {
    let (tone, icon_name) = match status {
        EnrolmentStatus::Active => ("success", "checkmark-circle"),
        EnrolmentStatus::Authorized => ("brand", "checkmark-circle"),
        EnrolmentStatus::Pending => ("brand", "clock"),
        EnrolmentStatus::Rejected => ("danger", "dismiss-circle"),
        EnrolmentStatus::NotOffered | EnrolmentStatus::Offered => ("neutral", "info"),
        EnrolmentStatus::Other(_) => ("neutral", "question"),
    };
    badge(tone, icon_name, t.words_enrolment(status.word()).unwrap_or_else(|| status.word().to_owned()))
}

/// The card.
#[component]
pub(super) fn Reseller(
    /// Where the enrolment stands.
    program: ResellerProgram,
    /// The agreement that it offers.
    agreement: Option<ProgramAgreement>,
) -> impl IntoView {
    let t = use_texts();
    let is_active = program.status == EnrolmentStatus::Active;
    let kind = if is_active { t.program_kind_both() } else { t.program_kind_direct() };
    let mut pairs = vec![
        (t.program_reseller(), status_badge(t, &program.status)),
        (t.program_kind(), kind.into_any()),
        (t.program_agreement(), agreement_text(t, agreement.as_ref()).into_any()),
    ];
    let verification = &program.verification.status;
    let word = t.words_vetting(verification.word()).unwrap_or_else(|| verification.word().to_owned());
    pairs.push((t.program_verification(), word.into_any()));
    let dates = [
        (t.program_sent(), program.submitted),
        (t.program_due(), program.submitted.and(program.answer_due()).filter(|_| program.decided.is_none())),
        (t.program_decided(), program.decided),
        (t.program_confirmed(), program.profile_confirmed),
    ];
    pairs.extend(dates.into_iter().filter_map(|(label, at)| Some((label, format::date_time(t, at?).into_any()))));
    if let Some(contact) = program.contact.as_ref().filter(|_| !is_active) {
        let name = format!("{} {}, {}", contact.first_name, contact.last_name, contact.email);
        pairs.push((t.program_contact(), name.into_any()));
    }
    let verifying = matches!(
        program.status,
        EnrolmentStatus::Pending | EnrolmentStatus::Rejected | EnrolmentStatus::Authorized | EnrolmentStatus::Active
    )
    .then(|| verification_steps(t, &program));
    let below = match program.status {
        EnrolmentStatus::Pending => view! { <Pending program=program.clone() /> }.into_any(),
        EnrolmentStatus::Rejected => rejected(t, &program),
        EnrolmentStatus::Authorized => view! { <p><Link to=Route::Overview>{t.missing_home()}</Link></p> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <section class="card" aria-labelledby="reseller-title">
            <h2 class="card__title" id="reseller-title">{t.program_reseller_title()}</h2>
            {facts(pairs)}
            {verifying}
            {below}
        </section>
    }
}

fn agreement_text(t: Texts, agreement: Option<&ProgramAgreement>) -> String {
    match agreement {
        None => t.program_agreement_later(),
        Some(ProgramAgreement { signature: None, .. }) => t.program_agreement_waits(),
        Some(ProgramAgreement { signature: Some(signature), .. }) => {
            let date = signature.at.map_or_else(|| t.general_unknown(), |at| format::date(t, at));
            t.program_agreement_accepted(&date, &signature.by, &signature.version)
        }
    }
}

/// All four checks, the open one or the failed one among them (R26, R28).
fn verification_steps(t: Texts, program: &ResellerProgram) -> AnyView {
    let open = VettingStage::of(&program.verification.step);
    let failed = program.rejection.as_ref().and_then(|rejection| VettingStage::of(&rejection.step));
    let is_decided = matches!(program.status, EnrolmentStatus::Authorized | EnrolmentStatus::Active);
    let since = program.verification.since.map(|at| format::date(t, at)).unwrap_or_default();
    let lines = VettingStage::ALL
        .into_iter()
        .map(|stage| {
            let (state, text) = if is_decided {
                (StepState::Done, t.program_step_done())
            } else if failed == Some(stage) {
                (StepState::Stopped, t.program_step_failed())
            } else if failed.or(open).is_some_and(|at| stage < at) {
                (StepState::Done, t.program_step_done())
            } else if failed.is_none() && open == Some(stage) {
                (StepState::Current, t.program_step_open(&since))
            } else {
                (StepState::Waiting, t.program_step_waiting())
            };
            StepLine { state, title: t.words_vetting_stage(stage.word()).unwrap_or_default(), text }
        })
        .collect();
    steps(t.program_steps(), lines)
}

/// Being checked: the days that passed, the e-mail once more, and support when it takes too long (R24, R25, R27).
#[component]
fn Pending(
    /// Where it stands.
    program: ResellerProgram,
) -> impl IntoView {
    let t = use_texts();
    let now = use_now();
    let live = use_live();
    let client = expect_context::<Client>();
    let viewer = use_viewer();
    watch();
    let session = viewer.0.clone();
    let refusal = viewer.may(Action::Enrol).and_then(|()| program.check_resend()).err();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let sent = RwSignal::new(None::<Timestamp>);
    let email = program.contact.as_ref().map(|contact| contact.email.clone()).unwrap_or_default();
    let passed = {
        let submitted = program.submitted;
        move || {
            let days = submitted.map_or(0, |at| business_day::between(at, now.get(), LONGEST_COUNT));
            t.program_days(days.unsigned_abs(), &format::number(t.language(), DAYS_TO_DECIDE.unsigned_abs()))
        }
    };
    let late = {
        let program = program.clone();
        move || {
            let why = explain::refusal(t, &program.overdue(now.get())?);
            let date = program.submitted.map(|at| format::date(t, at)).unwrap_or_default();
            let organisation = &session.organisation;
            let body = t.program_ask_support(&date, &organisation.name, organisation.tenant.as_str());
            Some(view! {
                <Notice tone="warning" title=why.says body code=why.code>
                    <OutLink to=SUPPORT label=t.program_support_link() />
                </Notice>
            })
        }
    };
    let resend = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let (client, live) = (client.clone(), live.clone());
        leptos::task::spawn_local(async move {
            match client.resend_verification().await {
                Ok(at) => _ = sent.try_set(Some(at)),
                Err(why) => {
                    // The step may have been closed meanwhile.
                    live.changed();
                    error.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <p>{passed}</p>
        {late}
        <p class="card__lead">{t.program_resend_lead()}</p>
        {move || error.get().map(|error| view! { <Trouble error /> })}
        <GatedButton
            id="resend"
            label=t.program_resend()
            refusal=Signal::stored(refusal)
            icon_name="mail"
            busy
            on_press=resend
        />
        <p role="status">
            {move || sent.get().map(|at| t.program_resent(&format::date_time(t, at), &email)).unwrap_or_default()}
        </p>
    }
}

/// Which check failed, in the service's words too, and the way back (R28).
fn rejected(t: Texts, program: &ResellerProgram) -> AnyView {
    let step = program.rejection.as_ref().map_or(&program.verification.step, |rejection| &rejection.step);
    let name = VettingStage::of(step).and_then(|stage| t.words_vetting_stage(stage.word()));
    let body = t.standing_rejected_body(&name.unwrap_or_else(|| step.word().to_owned()));
    let said = program.rejection.as_ref().map(|rejection| rejection.text.clone()).unwrap_or_default();
    view! {
        <Notice tone="danger" title=t.standing_rejected_title() body>
            {(!said.is_empty()).then(|| view! { <p class="small">{t.trouble_text()}": "{of_service(said)}</p> })}
            <Link to=Route::Enroll>{t.standing_rejected_back()}</Link>
        </Notice>
    }
    .into_any()
}
