//! The run that is shown: how far it is, what came of each line, and the ways to stop it and to go on. What was run before stays.

use std::sync::Arc;

use leptos::prelude::*;

use super::running::{self, Going};
use crate::api::{Client, run_records};
use crate::components::badge::badge;
use crate::components::heading::hold_focus;
use crate::components::notice::Notice;
use crate::components::table::{Column, Row};
use crate::components::trouble::Trouble;
use crate::components::windowed::{Windowed, windowed};
use crate::domain::ids::CustomerId;
use crate::domain::moment::Timestamp;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::run::{Line, Outcome, Run};
use crate::i18n::{Texts, explain, format, use_texts};
use crate::pages::exporting::{ExportButton, Rows};
use crate::pages::use_query_word;
use crate::storage::Keep;
use crate::viewer::{use_live, use_viewer};

/// The runs of the organisation, and the one that is shown.
#[component]
pub(super) fn Runs() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let tenant = viewer.0.organisation.tenant.clone();
    let (asked, set_run) = use_query_word("run");
    let (shown, going) = running::current();
    let own = tenant.clone();
    Effect::new(move |_| {
        let asked = asked.get();
        // What was interrupted is shown first: somebody has to know of it.
        let open = || run_records::ids(&Keep::Browser, &own).into_iter().find(|id| run_records::is_open(&Keep::Browser, id));
        if let Some(id) = (!asked.is_empty()).then_some(asked).or_else(open) {
            running::show(&id);
        }
    });
    let own = viewer.0.organisation.tenant.clone();
    let is_there = {
        let shown = shown.clone();
        Memo::new(move |_| shown.with(|run| run.as_ref().is_some_and(|run| run.own == own)))
    };
    let others = {
        let shown = shown.clone();
        let current = Memo::new(move |_| shown.with(|run| run.as_ref().map(|run| run.id.clone())));
        move || {
            let current = current.get();
            let items: Vec<AnyView> = run_records::ids(&Keep::Browser, &tenant)
                .into_iter()
                .filter(|id| Some(id) != current.as_ref())
                .take(10)
                .filter_map(|id| {
                    let (deed, started) = run_records::about(&Keep::Browser, &id)?;
                    let set_run = set_run.clone();
                    let title = title(t, &deed, started);
                    Some(view! { <li><button type="button" class="button" data-kind="subtle" on:click=move |_| set_run(&id)>{title}</button></li> }.into_any())
                })
                .collect();
            (!items.is_empty()).then(|| view! { <details class="card"><summary>{t.transition_earlier()}</summary><ul class="plain-list">{items}</ul></details> })
        }
    };
    view! {
        {move || is_there.get().then(|| {
            let (shown, going) = (shown.clone(), going.clone());
            view! { <Shown shown going /> }
        })}
        {others}
    }
}

fn title(t: Texts, deed: &str, started: Timestamp) -> String {
    t.transition_run(&t.words_deed(deed).unwrap_or_default(), &format::date_time(t, started))
}

/// A control that comes and goes with how the run stands; the focus that it had goes to what comes in its place.
pub(super) fn keeping(control: Option<impl IntoView>) -> Option<impl IntoView> {
    hold_focus();
    control
}

/// One run.
#[component]
fn Shown(
    /// The run.
    shown: ArcRwSignal<Option<Run>>,
    /// How it stands.
    going: ArcRwSignal<Going>,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let client = expect_context::<Client>();
    // Looked at where it is: a copy of ten thousand lines with every line that comes would hold the page up.
    let run = StoredValue::new(shown);
    let going = Memo::new(move |_| going.get());
    let counts = Memo::new(move |_| run.read_value().read().as_ref().map(Run::counts).unwrap_or_default());
    let id = Memo::new(move |_| run.read_value().read().as_ref().map(|run| run.id.clone()).unwrap_or_default());
    let heading = Memo::new(move |_| {
        let shown = run.get_value();
        let shown = shown.read();
        shown.as_ref().and_then(|run| Some(title(t, run.lines.first()?.deed.word(), run.started)))
    });
    // Names are not kept with a run: they are read when it is shown.
    let names = crate::components::load::Loaded::new({
        let client = client.clone();
        move || {
            let client = client.clone();
            async move {
                let all = client.list_customers().await?;
                Ok(Arc::new(
                    all.into_iter().map(|it| (it.id, it.name)).collect::<std::collections::HashMap<CustomerId, String>>(),
                ))
            }
        }
    });
    let name = move |id: &CustomerId| match names.get() {
        Some(Ok(names)) => names.get(id).cloned().unwrap_or_else(|| id.to_string()),
        _ => id.to_string(),
    };
    let lines = Memo::new(move |_| {
        let of = |outcome: &Outcome| match outcome {
            Outcome::Waiting => 0_u64,
            Outcome::Begun => 1,
            Outcome::Done => 2,
            Outcome::Already => 3,
            Outcome::Failed(_) => 4,
            Outcome::Left => 5,
        };
        let known = u64::from(matches!(names.get(), Some(Ok(_))));
        let keys = run.read_value().read().as_ref().map(|run| {
            let key = |(place, line): (usize, &Line)| (place as u64) << 4 | known << 3 | of(&line.outcome);
            run.lines.iter().enumerate().map(key).collect::<Vec<u64>>()
        });
        Arc::new(keys.unwrap_or_default())
    });
    let row = Box::new(move |place: usize| {
        let line = run.read_value().with_untracked(|run| run.as_ref().and_then(|run| run.lines.get(place).cloned()));
        let Some(line) = line else { return Row::new(().into_any(), Vec::new()) };
        let (tone, sign) = match &line.outcome {
            Outcome::Waiting => ("neutral", "clock"),
            Outcome::Begun => ("brand", "arrow-sync"),
            Outcome::Done | Outcome::Already => ("success", "checkmark-circle"),
            Outcome::Failed(_) => ("danger", "error-circle"),
            Outcome::Left => ("neutral", "dismiss-circle"),
        };
        let why = match &line.outcome {
            Outcome::Failed(code) => {
                let known = RefusalCode::parse(code).map(|code| explain::refusal(t, &Refusal::new(code)));
                let says = known.map_or_else(String::new, |explained| format!("{} {} ", explained.says, explained.next));
                view! { {says}<small class="code">{code.clone()}</small> }.into_any()
            }
            _ => ().into_any(),
        };
        let outcome = t.words_outcome(line.outcome.word()).unwrap_or_default();
        let head = untrack(|| name(&line.customer));
        Row::new(view! { <span class="table__name">{head}</span> }.into_any(), vec![badge(tone, sign, outcome), why])
    });
    let columns = vec![
        Column::text(t.customers_column_customer()),
        Column::text(t.transition_outcome()),
        Column::text(t.transition_reason()),
    ];
    let number = move |count: usize| format::number(t.language(), count as u64);
    let (start_client, start_live) = (client.clone(), live.clone());
    let on_go = move || running::go_on(start_client.clone(), start_live.clone(), id.get_untracked());
    let on_retry = move || {
        if let Some(id) = running::retry_failed() {
            running::go_on(client.clone(), live.clone(), id);
        }
    };
    let take = move || {
        let whole = run.read_value().get_untracked();
        let write = move |range: std::ops::Range<usize>, whole: &Run| {
            let part = Run { lines: whole.lines[range].to_vec(), ..whole.about() };
            part.csv(format::separator(t), |id| untrack(|| name(id)))
        };
        let count = whole.as_ref().map_or(0, |run| run.lines.len());
        (count, Box::new(move |range| whole.as_ref().map(|whole| write(range, whole)).unwrap_or_default()) as Rows)
    };
    let is_on = move || matches!(going.get(), Going::On | Going::Pausing);
    let state = move || match going.get() {
        Going::Elsewhere => {
            view! { <Notice tone="info" title=t.transition_elsewhere() body=t.transition_elsewhere_text() /> }.into_any()
        }
        Going::Failed(error) => view! { <Trouble error /> }.into_any(),
        _ => ().into_any(),
    };
    let (go, retry) = (StoredValue::new_local(on_go), StoredValue::new_local(on_retry));
    view! {
        <section class="section" aria-label=t.transition_runs()>
            <div class="cluster" data-align="between">
                <h2 class="card__title">{heading}</h2>
                <div class="cluster">
                    {move || keeping(is_on().then(|| view! {
                        <button type="button" class="button" id="run-go" aria-disabled=(going.get() == Going::Pausing).then_some("true") on:click=move |_| running::pause()>
                            {t.transition_pause()}
                        </button>
                    }))}
                    {move || keeping((!is_on() && counts.read().open > 0).then(|| view! {
                        <button type="button" class="button" id="run-go" data-kind="primary" on:click=move |_| go.with_value(|go| go())>{t.transition_go_on()}</button>
                    }))}
                    {move || keeping((is_on() || counts.read().open > 0).then(|| view! {
                        <button type="button" class="button" on:click=move |_| running::stop(id.get_untracked())>{t.transition_stop()}</button>
                    }))}
                    {move || keeping((!is_on() && counts.read().failed > 0).then(|| view! {
                        <button type="button" class="button" on:click=move |_| retry.with_value(|retry| retry())>{t.transition_retry(counts.read().failed as u64)}</button>
                    }))}
                    <ExportButton id="run-export" label=t.mapping_export() file="run.csv" take />
                </div>
            </div>
            <p class="cluster" role="status">
                <progress
                    max=move || lines.read().len().to_string()
                    value=move || (counts.read().done + counts.read().failed).to_string()
                    aria-label=t.transition_runs()
                ></progress>
                {move || {
                    let counts = counts.get();
                    let said = t.transition_counts(
                        &number(counts.already),
                        &number(counts.done),
                        &number(counts.failed),
                        &number(counts.open),
                    );
                    if counts.left > 0 { format!("{said}. {}", t.transition_left(counts.left as u64)) } else { said }
                }}
            </p>
            {state}
            {windowed(Windowed { caption: t.transition_runs(), columns, keys: lines, open: Signal::derive(|| None), row })}
        </section>
    }
}
