//! Choosing customers for a run, its dry run, and its start. A consent is confirmed for each customer by itself: no tick stands for many.

use std::collections::HashMap;

use leptos::prelude::*;

use super::checks::{Checked, Checks};
use super::runs::keeping;
use super::{Doing, running};
use crate::api::{Client, run_records};
use crate::components::announce::announce;
use crate::components::button::GatedButton;
use crate::components::field::SelectField;
use crate::components::notice::Notice;
use crate::domain::eligibility::Verdict;
use crate::domain::ids::{CustomerId, TenantId};
use crate::domain::moment::Timestamp;
use crate::domain::preflight::Standing;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::run::{Deed, Line, Outcome, Run};
use crate::i18n::format::use_now;
use crate::i18n::{Texts, explain, format, use_texts};
use crate::pages::use_query_word;
use crate::storage::Keep;
use crate::viewer::{Viewer, use_live};

/// The customers that were chosen, each with the time at which it was.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    ticks: RwSignal<HashMap<CustomerId, Timestamp>>,
    now: Signal<Timestamp>,
}

impl Chosen {
    pub(super) fn new() -> Self {
        Self { ticks: RwSignal::new(HashMap::new()), now: use_now() }
    }

    pub(super) fn clear(self) {
        self.ticks.update(HashMap::clear);
    }

    /// The tick of one customer; for an extension it says that this customer consented.
    pub(super) fn tick(self, t: Texts, doing: Doing, checked: &Checked) -> AnyView {
        let id = checked.customer.id.clone();
        let field = format!("choose-{id}");
        let label = match doing {
            Doing::Extend => t.transition_consent(&checked.customer.name),
            Doing::Request | Doing::Accept => t.transition_choose_one(&checked.customer.name),
        };
        let held = id.clone();
        let ticked = move || self.ticks.with(|ticks| ticks.contains_key(&held));
        let change = move |event| {
            let now = self.now.get_untracked();
            self.ticks.update(|ticks| {
                if event_target_checked(&event) {
                    ticks.insert(id.clone(), now);
                } else {
                    ticks.remove(&id);
                }
            });
        };
        view! {
            <div class="check">
                <input class="check__input" type="checkbox" id=field.clone() prop:checked=ticked on:change=change />
                <label class="check__label" for=field>{label}</label>
            </div>
        }
        .into_any()
    }
}

/// How many would be refused by which code; by none where the service does not name what they are about.
type Refused = Vec<(Option<RefusalCode>, usize)>;

/// What a dry run found.
#[derive(Clone, PartialEq)]
enum Dry {
    /// None yet.
    None,
    /// So many were looked at, of so many.
    Going(usize, usize),
    /// What the run would do, and how many would be refused by which code.
    Done(Run, Refused),
    /// It could not be finished.
    Failed(crate::api::error::ApiError),
    /// The browser has no room for the record of it: it does not begin.
    NoRoom,
}

/// What was chosen, with dry run and start.
#[component]
pub(super) fn Start(
    /// What is to be done.
    doing: Doing,
    /// For whom.
    chosen: Chosen,
    /// What is known of them.
    checks: Checks,
    /// The way to the service.
    client: Client,
    /// Who does it.
    viewer: Viewer,
) -> impl IntoView {
    let t = use_texts();
    let live = use_live();
    let now = use_now();
    let dry = RwSignal::new(Dry::None);
    // Which dry run counts: another choice, and a stop, end the one before.
    let turn = StoredValue::new(0_u32);
    let forget = move || {
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        dry.set(Dry::None);
    };
    let (_, set_run) = use_query_word("run");
    let own = viewer.0.organisation.tenant.clone();
    let provider = RwSignal::new(String::new());
    let to = {
        let own = own.clone();
        move || match doing {
            Doing::Accept => Some(own.clone()),
            Doing::Extend | Doing::Request => {
                let all = checks.partnerships.get();
                TenantId::parse(&provider.get()).or_else(|| all.first().map(|it| it.tenant.clone()))
            }
        }
    };
    // Another choice is another run.
    Effect::new(move |_| {
        chosen.ticks.track();
        provider.track();
        forget();
    });
    let providers = Signal::derive(move || {
        checks.partnerships.read().iter().map(|it| (it.tenant.to_string(), it.name.clone())).collect::<Vec<_>>()
    });
    let count = move || chosen.ticks.read().len();
    let choose_all = move |_| {
        let now = now.get_untracked();
        let list = checks.list.get_untracked();
        chosen.ticks.update(|ticks| {
            ticks.extend(list.iter().filter(|it| doing.fits(it)).map(|it| (it.customer.id.clone(), now)));
        });
    };
    let refusal = {
        let viewer = viewer.clone();
        Signal::derive(move || viewer.may(doing.action()).err())
    };
    let rehearse = {
        let (client, viewer) = (client.clone(), viewer.clone());
        move || {
            let Some(to) = to() else {
                dry.set(Dry::Failed(crate::api::error::ApiError::refused(Refusal::new(RefusalCode::NoProvider))));
                return;
            };
            let run = plan(&viewer, doing, &to, chosen, checks, now.get_untracked());
            let client = client.clone();
            forget();
            let own = turn.get_value();
            leptos::task::spawn_local(async move {
                let is_wanted = || turn.try_get_value() == Some(own);
                try_out(&client, run, dry, &is_wanted).await;
                if !is_wanted() {
                    return;
                }
                if let Some(Dry::Done(run, _)) = dry.try_get_untracked() {
                    announce(t.transition_would(run.lines.len() as u64));
                }
            });
        }
    };
    let begin = StoredValue::new_local(move |run: Run| {
        let id = run.id.clone();
        if run_records::keep(&Keep::Browser, &run) {
            running::show(&id);
            set_run(&id);
            chosen.clear();
            running::go_on(client.clone(), live.clone(), id);
        } else {
            dry.set(Dry::NoRoom);
        }
    });
    let parts = Memo::new(move |_| match *dry.read() {
        Dry::Going(done, all) => Some((done, all)),
        _ => None,
    });
    let is_on = Memo::new(move |_| parts.read().is_some());
    let underway = move || {
        let done = move || parts.get().unwrap_or_default().0;
        let all = move || parts.get().unwrap_or_default().1;
        let number = move |count: usize| format::number(t.language(), count as u64);
        keeping(is_on.get().then(|| {
            view! {
                <p class="cluster" role="status">
                    <progress max=move || all().to_string() value=move || done().to_string() aria-label=t.transition_dry_run()></progress>
                    {move || t.transition_looking(&number(all()), &number(done()))}
                    <button type="button" class="button" id="run-dry-stop" on:click=move |_| forget()>{t.transition_stop()}</button>
                </p>
            }
        }))
    };
    let result = move || match dry.get() {
        Dry::None | Dry::Going(..) => ().into_any(),
        Dry::NoRoom => {
            view! { <Notice tone="danger" title=t.transition_no_room() body=t.transition_no_room_text() /> }.into_any()
        }
        Dry::Failed(error) => view! { <crate::components::trouble::Trouble error /> }.into_any(),
        Dry::Done(run, refused) => {
            let ready = run.lines.len();
            let refused: Vec<AnyView> = refused
                .into_iter()
                .map(|(code, count)| {
                    let says = code.map_or_else(|| t.transfers_unlisted(), |code| explain::refusal(t, &Refusal::new(code)).says);
                    let word = code.map(|code| view! { " "<small class="code">{code.word()}</small> });
                    view! { <li>{format!("{} × ", format::number(t.language(), count as u64))}{says}{word}</li> }.into_any()
                })
                .collect();
            let tone = if ready > 0 { "info" } else { "warning" };
            view! {
                <Notice tone title=t.transition_would(ready as u64) body=t.words_deed_says(doing.word()).unwrap_or_default()>
                    {(!refused.is_empty()).then(|| view! { <ul class="plain-list">{refused}</ul> })}
                    {(ready > 0)
                        .then(|| {
                            view! {
                                <GatedButton
                                    id="run-start"
                                    label=t.transition_start()
                                    kind="primary"
                                    refusal=refusal
                                    on_press=move || begin.with_value(|begin| begin(run.clone()))
                                />
                            }
                        })}
                </Notice>
            }
            .into_any()
        }
    };
    view! {
        <section class="card stack" data-gap="small" aria-label=t.transition_new_run()>
            <h3 class="card__title">{t.words_deed(doing.word()).unwrap_or_default()}</h3>
            <p>{match doing {
                Doing::Extend => t.transition_consent_lead(),
                Doing::Request | Doing::Accept => t.transition_choose_lead(),
            }}</p>
            <div class="cluster">
                {(doing != Doing::Accept)
                    .then(|| view! { <SelectField id="run-provider" label=t.transition_provider() options=providers value=provider on_change=move |word| provider.set(word) /> })}
                <p role="status">{move || t.transition_chosen(count() as u64)}</p>
                {(doing != Doing::Extend)
                    .then(|| view! { <button type="button" class="button" on:click=choose_all>{t.transition_choose_all()}</button> })}
                <GatedButton
                    id="run-dry"
                    label=t.transition_dry_run()
                    refusal=Signal::derive(move || refusal.get().or_else(|| (count() == 0).then(|| Refusal::new(RefusalCode::NothingSelected).with("of", "customers"))))
                    busy=Signal::derive(move || matches!(*dry.read(), Dry::Going(..)))
                    on_press=rehearse
                />
            </div>
            {underway}
            {result}
        </section>
    }
}

/// What the run would be for all that were chosen.
fn plan(viewer: &Viewer, doing: Doing, provider: &TenantId, chosen: Chosen, checks: Checks, now: Timestamp) -> Run {
    let ticks = chosen.ticks.get_untracked();
    let list = checks.list.get_untracked();
    let line = |checked: &Checked| {
        let confirmed = ticks.get(&checked.customer.id)?;
        let deed = match (doing, &checked.standing, &checked.request) {
            (Doing::Extend, ..) => Deed::Extend(*confirmed),
            (Doing::Request, Some(Standing::Ready(ids)), _) => Deed::Request(ids.clone()),
            (Doing::Accept, _, Some(request)) => Deed::Accept(request.clone()),
            _ => return None,
        };
        Some(Line { customer: checked.customer.id.clone(), deed, outcome: Outcome::Waiting })
    };
    Run {
        id: uuid::Uuid::new_v4().to_string(),
        by: viewer.0.user.to_string(),
        started: now,
        own: viewer.0.organisation.tenant.clone(),
        provider: provider.clone(),
        partner_of_record: viewer.0.organisation.mpn_id.clone(),
        lines: list.iter().filter_map(line).collect(),
    }
}

/// Looks at each line, by reading alone; the lines that would be refused are left out of the run.
async fn try_out(client: &Client, mut run: Run, dry: RwSignal<Dry>, is_wanted: &dyn Fn() -> bool) {
    let mut refused: Refused = Vec::new();
    let mut refuse = |code: Option<RefusalCode>| match refused.iter_mut().find(|(held, _)| *held == code) {
        Some((_, count)) => *count += 1,
        None => refused.push((code, 1)),
    };
    let mut ready: Vec<Line> = Vec::new();
    let all = run.lines.len();
    for (place, line) in run.lines.iter().enumerate() {
        if !is_wanted() || dry.try_set(Dry::Going(place, all)).is_some() {
            // The person has gone on meanwhile, or chosen otherwise.
            return;
        }
        let found = client.rehearse(&run, line).await;
        if !is_wanted() {
            return;
        }
        match found {
            Ok(Verdict::Eligible) => ready.push(line.clone()),
            Ok(Verdict::Refused(why, _)) => refuse(Some(why.code)),
            Ok(Verdict::Unlisted) => refuse(None),
            Err(error) => match error.refusal() {
                Some(why) if !matches!(why.code, RefusalCode::ApiUnreachable | RefusalCode::RateLimited) => {
                    refuse(Some(why.code));
                }
                _ => {
                    dry.try_set(Dry::Failed(error));
                    return;
                }
            },
        }
    }
    run.lines = ready;
    dry.try_set(Dry::Done(run, refused));
}
