//! How far the move is, as a picture: the customers by how far they have come, and the subscriptions that were asked for (R10).

use leptos::prelude::*;

use crate::components::chart::{Part, parts};
use crate::domain::customer::Customer;
use crate::domain::measure::{Progress, Stage};
use crate::domain::progress::Step;
use crate::domain::transfer::Transfer;
use crate::i18n::{Texts, format};
use crate::route::Route;

/// The card; nothing while there is nothing to move. The requests of so many customers were looked at, of so many that have any.
pub(super) fn pictures(
    t: Texts,
    customers: &[Customer],
    transfers: &[Transfer],
    (looked, all): (usize, usize),
) -> Option<AnyView> {
    let moved = Progress::of_customers(customers);
    if moved.total() == 0 {
        return None;
    }
    let number = |count: u64| format::number(t.language(), count);
    let requested = Progress::of_requests(transfers);
    let subscriptions = if requested.total() == 0 {
        view! { <p class="muted">{t.chart_none_requested()}</p> }.into_any()
    } else {
        let title = t.chart_subscriptions(&number(requested.total()), &number(requested.behind()));
        parts(t, title, shown(t, &requested, |_| None))
    };
    let counted = (looked < all)
        .then(|| view! { <p class="small muted">{t.chart_counted(&number(all as u64), &number(looked as u64))}</p> });
    let title = t.chart_customers(&number(moved.total()), &number(moved.behind()));
    Some(
        view! {
            <section class="card" aria-labelledby="measures-title">
                <h3 class="card__title" id="measures-title">{t.chart_title()}</h3>
                <div class="charts">
                    {parts(t, title, shown(t, &moved, listed))}
                    <div class="chart">{subscriptions}{counted}</div>
                </div>
            </section>
        }
        .into_any(),
    )
}

fn shown(t: Texts, progress: &Progress, to: impl Fn(Stage) -> Option<String>) -> Vec<Part> {
    let part = |(stage, count): &(Stage, u64)| Part {
        look: stage.word(),
        label: t.words_stage(stage.word()).unwrap_or_default(),
        count: *count,
        to: to(*stage),
    };
    progress.parts().iter().map(part).collect()
}

/// Where the customers at a stage are listed: those of one step.
fn listed(stage: Stage) -> Option<String> {
    let of_stage = |step: &Step| Stage::of_step(*step) == Some(stage);
    let mut steps = Step::ALL.into_iter().filter(of_stage);
    let step = steps.next().filter(|_| steps.next().is_none())?;
    Some(format!("{}?step={}", Route::Customers.path(), step.word()))
}
