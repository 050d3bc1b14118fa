//! Where the move stands, step by step: what is done, what is next and who takes it, and what unlocks the rest (R10, R172;
//! domain.md 4.14).

use leptos::prelude::*;

use crate::api::Client;
use crate::components::link::Link;
use crate::components::load::Loaded;
use crate::components::steps::{StepLine, StepState, steps};
use crate::domain::customer::{Customer, CustomerKind};
use crate::domain::enrolment::EnrolmentStatus;
use crate::domain::milestone::{Milestone, Moved, Standing};
use crate::domain::organisation::{Session, Side};
use crate::domain::partnership::PartnershipState;
use crate::domain::program::ResellerProgram;
use crate::domain::progress::Step;
use crate::i18n::{Texts, format, use_texts};
use crate::route::Route;
use crate::viewer::{use_live, use_viewer};

/// The list of steps. A partner that is not offered the enrolment does not see it.
#[component]
pub(super) fn Path(
    /// Where the enrolment stands.
    program: ResellerProgram,
    /// The customers.
    customers: Loaded<Vec<Customer>>,
) -> impl IntoView {
    if program.status == EnrolmentStatus::NotOffered {
        return ().into_any();
    }
    let t = use_texts();
    let live = use_live();
    let session = use_viewer().0;
    let client = expect_context::<Client>();
    let is_active = program.status == EnrolmentStatus::Active;
    let providers = Loaded::new(move || {
        live.track();
        let client = client.clone();
        async move {
            // Before the enrolment there can be none: nothing is asked.
            if !is_active {
                return Ok(0);
            }
            let all = client.list_partnerships(Side::Partner).await?;
            Ok(all.iter().filter(|it| it.state == PartnershipState::Active).count())
        }
    });
    (move || {
        // What cannot be read says so elsewhere; the list then goes by what is known.
        let providers = providers.get().and_then(Result::ok).unwrap_or(0);
        let customers = customers.get().and_then(Result::ok).unwrap_or_default();
        let direct: Vec<&Customer> = customers.iter().filter(|customer| customer.kind == CustomerKind::Direct).collect();
        let moved = Moved {
            enrolment: &program.status,
            providers,
            direct: direct.len(),
            related: direct.iter().filter(|customer| !customer.providers.is_empty()).count(),
            transferred: direct.iter().filter(|customer| matches!(customer.step, Some(Step::Complete | Step::Verified))).count(),
        };
        draw(t, &session, Milestone::standings(&moved))
    })
    .into_any()
}

fn draw(t: Texts, session: &Session, standings: [(Milestone, Standing); 6]) -> AnyView {
    let lines = standings
        .iter()
        .map(|(step, standing)| {
            let (state, text) = match standing {
                Standing::Done => (StepState::Done, t.overview_done()),
                Standing::Next => (StepState::Current, t.overview_next(&who(t, session, *step))),
                Standing::Locked => (StepState::Waiting, t.words_milestone_locked(step.word()).unwrap_or_default()),
            };
            StepLine { state, title: t.words_milestone(step.word()).unwrap_or_default(), text }
        })
        .collect();
    let next = standings.iter().find(|(_, standing)| *standing == Standing::Next).and_then(|(step, _)| way(t, *step));
    view! {
        <section class="card" aria-labelledby="path-title">
            <h2 class="card__title" id="path-title">{t.overview_path_title()}</h2>
            {steps(t.overview_path_title(), lines)}
            {next.map(|(route, label)| view! { <p><Link to=route>{t.overview_go(&label)}</Link></p> })}
        </section>
    }
    .into_any()
}

/// Who takes a step: the role, and the people of this organisation who hold it.
fn who(t: Texts, session: &Session, step: Milestone) -> String {
    let Some(roles) = step.action().and_then(crate::domain::action::Action::roles) else { return t.overview_who_microsoft() };
    let names: Vec<String> = roles.iter().flat_map(|role| session.holders_of(*role)).map(|person| person.name.clone()).collect();
    let words: Vec<String> = roles.iter().filter_map(|role| t.words_role(role.word())).collect();
    let names = if names.is_empty() { t.general_nobody() } else { format::any_of(t, &names) };
    t.overview_who(&names, &format::any_of(t, &words))
}

/// Where a step is taken; the first three are on this very page.
fn way(t: Texts, step: Milestone) -> Option<(Route, String)> {
    match step {
        Milestone::Enrol | Milestone::Verification | Milestone::Agreement => None,
        Milestone::Provider => Some((Route::IndirectProviders, t.nav_providers())),
        Milestone::Customers | Milestone::Transfers => Some((Route::Customers, t.nav_customers())),
    }
}
