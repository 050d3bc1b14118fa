//! Many customers at once: what stands between each of them and the move, and runs that do the same for many, each exactly once (R173).

mod checks;
mod row;
mod running;
mod runs;
mod start;

use std::sync::Arc;

use leptos::prelude::*;

use self::checks::{Checked, Checks, Progress};
use self::row::row;
use self::runs::{Runs, keeping};
use self::start::{Chosen, Start};
use super::exporting::{ExportButton, Rows};
use super::guide::Guide;
use super::use_query_word;
use crate::api::Client;
use crate::components::empty::Empty;
use crate::components::field::SelectField;
use crate::components::heading::PageHeading;
use crate::components::icon::icon;
use crate::components::table::{Column, Row};
use crate::components::trouble::Trouble;
use crate::components::windowed::{Windowed, windowed};
use crate::domain::action::Action;
use crate::domain::organisation::Side;
use crate::domain::preflight::{self, Standing};
use crate::domain::refusal::RefusalCode;
use crate::i18n::{Texts, explain, format, use_texts};
use crate::route::Route;
use crate::viewer::{Viewer, use_live, use_viewer};

/// How the customers can be sorted otherwise than by their standing; the words stand in the address.
const BY_NAME: &str = "name";
const BY_NAME_BACK: &str = "-name";

/// What can be done for many; the words stand in the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Extend,
    Request,
    Accept,
}

impl Doing {
    const ALL: [Self; 3] = [Self::Extend, Self::Request, Self::Accept];

    const fn word(self) -> &'static str {
        match self {
            Self::Extend => "extend",
            Self::Request => "request",
            Self::Accept => "accept",
        }
    }

    fn of(word: &str, side: Side) -> Option<Self> {
        Self::ALL.into_iter().find(|doing| doing.word() == word && doing.side() == side)
    }

    const fn side(self) -> Side {
        match self {
            Self::Extend | Self::Request => Side::Partner,
            Self::Accept => Side::Provider,
        }
    }

    const fn action(self) -> Action {
        match self {
            Self::Extend => Action::ExtendRelationship,
            Self::Request => Action::RequestTransfer,
            Self::Accept => Action::DecideTransfer,
        }
    }

    /// Says whether it can be done for a customer that stands there.
    fn fits(self, checked: &Checked) -> bool {
        match (self, &checked.standing) {
            (Self::Extend, Some(Standing::Blocked(why))) => why.code == RefusalCode::CustomerNotMoved,
            (Self::Request, Some(Standing::Ready(_))) => true,
            (Self::Accept, Some(Standing::Ready(_))) => checked.request.is_some(),
            _ => false,
        }
    }
}

/// Preflight and runs.
#[component]
pub fn TransitionPage() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let live = use_live();
    let client = expect_context::<Client>();
    let checks = Checks::new();
    {
        let (client, viewer) = (client.clone(), viewer.clone());
        Effect::new(move |_| {
            live.track();
            checks.read(client.clone(), viewer.clone());
        });
    }
    let lead = match viewer.side() {
        Side::Partner => t.transition_lead_partner(),
        Side::Provider => t.transition_lead_provider(),
    };
    let above = vec![(t.overview_title(), Route::Overview)];
    view! {
        <PageHeading title=t.transition_title() lead above />
        <Guide />
        <Runs />
        <Preflight checks client viewer />
    }
}

/// The word by which a customer counts and is filtered; of its own for those that were not looked at.
fn word(checked: &Checked) -> &'static str {
    checked.standing.as_ref().map_or("unchecked", Standing::word)
}

/// A word of a standing, for people.
fn label(t: Texts, word: &str) -> String {
    t.words_standing(word).or_else(|| t.words_blocker(word)).unwrap_or_else(|| {
        let code = RefusalCode::parse(word);
        code.map_or_else(|| word.to_owned(), |code| explain::refusal(t, &crate::domain::refusal::Refusal::new(code)).says)
    })
}

/// The customers with what stands in the way, and the way to do something for many of them.
#[component]
fn Preflight(
    /// What is known.
    checks: Checks,
    /// The way to the service.
    client: Client,
    /// Who looks.
    viewer: Viewer,
) -> impl IntoView {
    let t = use_texts();
    let side = viewer.side();
    let (text, set_text) = use_query_word("q");
    let (standing, set_standing) = use_query_word("standing");
    let (sort, set_sort) = use_query_word("sort");
    let (doing, set_doing) = use_query_word("do");
    let doing = Memo::new(move |_| Doing::of(&doing.read(), side));
    let chosen = Chosen::new();
    Effect::new(move |_| {
        doing.track();
        chosen.clear();
    });
    let counts = Memo::new(move |_| {
        let mut counts: std::collections::BTreeMap<&'static str, usize> = std::collections::BTreeMap::new();
        for checked in checks.list.read().iter() {
            *counts.entry(word(checked)).or_insert(0) += 1;
        }
        counts
    });
    // Sorting thousands by name takes a while, and what is found about them changes nothing of it.
    let by_name = Memo::new(move |_| {
        checks.readings.track();
        let list = checks.list.get_untracked();
        Arc::new(format::sorted(t, list.iter().map(|it| it.customer.name.as_str())))
    });
    let shown = Memo::new(move |_| {
        let (list, text, wanted, doing) = (checks.list.get(), text.read().trim().to_lowercase(), standing.get(), doing.get());
        let admits = |checked: &Checked| {
            let named = || format!("{}\n{}", checked.customer.name, checked.customer.domain).to_lowercase().contains(&text);
            (wanted.is_empty() || wanted == word(checked))
                && doing.is_none_or(|doing| doing.fits(checked))
                && (text.is_empty() || named())
        };
        let mut places: Vec<usize> = match sort.read().as_str() {
            BY_NAME => by_name.get().to_vec(),
            BY_NAME_BACK => by_name.read().iter().rev().copied().collect(),
            _ => (0..list.len()).collect(),
        };
        places.retain(|place| admits(&list[*place]));
        if sort.read().is_empty() {
            places.sort_by_key(|place| list[*place].standing.as_ref().map_or(5, Standing::rank));
        }
        Arc::new(places)
    });
    // What is drawn of a row changes with its place and its standing.
    let keys = Memo::new(move |_| {
        let list = checks.list.get();
        let of = |place: &usize| {
            (*place as u64) << 4 | u64::from(list.get(*place).and_then(|it| it.standing.as_ref()).map_or(9, Standing::rank))
        };
        Arc::new(
            shown
                .read()
                .iter()
                .map(|place| of(place) << 2 | doing.get().map_or(0, |doing| doing as u64 + 1))
                .collect::<Vec<u64>>(),
        )
    });
    let is_empty = Memo::new(move |_| shown.read().is_empty());
    let choices = Memo::new(move |_| {
        let number = |count: usize| format::number(t.language(), count as u64);
        let all = std::iter::once((String::new(), t.customers_any()));
        all.chain(
            counts.read().iter().map(|(word, count)| ((*word).to_owned(), format!("{} ({})", label(t, word), number(*count)))),
        )
        .collect::<Vec<_>>()
    });
    let doings = Signal::derive(move || {
        let all = Doing::ALL.into_iter().filter(|doing| doing.side() == side);
        std::iter::once((String::new(), t.transition_only_look()))
            .chain(all.map(|doing| (doing.word().to_owned(), t.words_deed(doing.word()).unwrap_or_default())))
            .collect::<Vec<_>>()
    });
    let sorts = Signal::derive(move || {
        vec![
            (String::new(), t.transition_standing()),
            (BY_NAME.to_owned(), t.customers_sort_name()),
            (BY_NAME_BACK.to_owned(), t.customers_sort_name_back()),
        ]
    });
    let rows = move || {
        if is_empty.get() {
            return view! { <Empty icon_name="list" title=t.customers_no_match() text=t.transition_none() /> }.into_any();
        }
        let mut columns = vec![
            Column::text(t.customers_column_customer()),
            Column::text(t.transition_standing()),
            Column::text(t.transition_remedy()),
        ];
        if doing.get().is_some() {
            columns.push(Column::text(t.transition_choose()));
        }
        let row = Box::new(move |place: usize| {
            let checked = shown.with_untracked(|shown| checks.list.read_untracked().get(*shown.get(place)?).cloned());
            checked.map_or_else(|| Row::new(().into_any(), Vec::new()), |checked| row(t, &checked, doing.get_untracked(), chosen))
        });
        windowed(Windowed { caption: t.customers_title(), columns, keys, open: Signal::derive(|| None), row })
    };
    let open = move || counts.read().get("unchecked").copied().unwrap_or(0);
    let take = move || {
        let (list, shown) = (checks.list.get_untracked(), shown.get_untracked());
        let write = move |range: std::ops::Range<usize>, shown: &[usize]| {
            let rows = shown[range].iter().filter_map(|place| list.get(*place));
            preflight::csv(format::separator(t), rows.map(|it| (&it.customer, it.standing.as_ref(), it.lines.as_slice())))
        };
        (shown.len(), Box::new(move |range| write(range, &shown)) as Rows)
    };
    let current = Signal::derive(move || doing.get().map(Doing::word).unwrap_or_default().to_owned());
    let (looking, again) = ((client.clone(), viewer.clone()), (client.clone(), viewer.clone()));
    let (start_client, start_viewer) = (client, viewer);
    view! {
        <section class="section" aria-label=t.transition_preflight()>
            <div class="cluster" data-align="between">
                <h2 class="card__title">{t.transition_preflight()}</h2>
                <div class="cluster">
                    <CheckProgress checks />
                    {move || {
                        let (client, viewer) = looking.clone();
                        (open() > 0 && matches!(*checks.progress.read(), Progress::Idle | Progress::Stopped(..)))
                            .then(|| {
                                view! {
                                    <button type="button" class="button" data-kind="primary" on:click=move |_| checks.look(client.clone(), viewer.clone())>
                                        {t.transition_check(open() as u64)}
                                    </button>
                                }
                            })
                    }}
                    <button type="button" class="button" on:click=move |_| {
                        let (client, viewer) = again.clone();
                        checks.again(client, viewer);
                    }>{t.transition_again()}</button>
                    <ExportButton id="preflight-export" label=t.mapping_export() file="preflight.csv" take />
                </div>
            </div>
            <div class="toolbar" role="search">
                <div class="field search">
                    <label class="field__label" for="preflight-search">{t.customers_search()}</label>
                    {icon("search")}
                    <input
                        class="field__input"
                        id="preflight-search"
                        type="search"
                        prop:value=move || text.get()
                        on:input=move |event| set_text(&event_target_value(&event))
                    />
                </div>
                <SelectField id="preflight-standing" label=t.transition_standing() options=choices value=standing on_change=move |word| set_standing(&word) />
                <SelectField id="preflight-sort" label=t.customers_sort() options=sorts value=sort on_change=move |word| set_sort(&word) />
                <SelectField id="preflight-doing" label=t.transition_doing() options=doings value=current on_change=move |word| set_doing(&word) />
                <div class="toolbar__end"><p class="toolbar__count" role="status">{move || t.customers_count(shown.read().len() as u64)}</p></div>
            </div>
            {move || {
                let (client, viewer) = (start_client.clone(), start_viewer.clone());
                doing.get().map(|doing| view! { <Start doing chosen checks client viewer /> })
            }}
            {rows}
        </section>
    }
}

/// How far reading or looking is, with the way to stop it.
#[component]
fn CheckProgress(
    /// What is known.
    checks: Checks,
) -> impl IntoView {
    let t = use_texts();
    let number = move |count: u64| format::number(t.language(), count);
    // Done and all, where that is under way and known. Its button stays the same one, so that it keeps its focus and can be pressed.
    let parts = Memo::new(move |_| match *checks.progress.read() {
        Progress::Reading(read, Some(total)) if read < total => Some((read, total)),
        Progress::Looking(done, all) => Some((done as u64, all as u64)),
        _ => None,
    });
    let is_on = Memo::new(move |_| parts.read().is_some());
    let text = move || {
        let (done, all) = parts.get().unwrap_or_default();
        match *checks.progress.read() {
            Progress::Looking(..) => t.transition_looking(&number(all), &number(done)),
            _ => t.customers_reading(&number(done), &number(all)),
        }
    };
    let underway = move || {
        keeping(is_on.get().then(|| {
            view! {
                <progress
                    max=move || parts.get().unwrap_or_default().1.to_string()
                    value=move || parts.get().unwrap_or_default().0.to_string()
                    aria-label=t.transition_preflight()
                ></progress>
                <span class="muted">{text}</span>
                <button type="button" class="button" id="preflight-stop" on:click=move |_| checks.stop()>{t.transition_stop()}</button>
            }
        }))
    };
    let rest = move || match checks.progress.get() {
        Progress::Reading(..) if !is_on.get() => view! { <span class="muted">{t.general_loading()}</span> }.into_any(),
        Progress::Stopped(read, total) => {
            view! { <span class="muted">{t.transition_read_part(&number(total), &number(read))}</span> }.into_any()
        }
        Progress::Failed(error) => view! { <Trouble error /> }.into_any(),
        _ => ().into_any(),
    };
    (underway, rest)
}
