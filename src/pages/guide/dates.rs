//! The dates ahead, with what is at stake, as a list and as a calendar file (R175).

use leptos::prelude::*;

use crate::components::badge::badge;
use crate::components::icon::button_icon;
use crate::domain::deadline::{self, Deadline, Due};
use crate::domain::moment::Timestamp;
use crate::domain::organisation::Side;
use crate::i18n::{Texts, format};
use crate::pages::download;

fn title(t: Texts, side: Side, due: &Due) -> String {
    match (&due.what, &due.request, side) {
        (Deadline::Request, Some((customer, _)), Side::Partner) => t.guide_due_request(customer),
        (Deadline::Request, Some((customer, _)), Side::Provider) => t.guide_due_decision(customer),
        (what, ..) => t.words_deadline(what.word()).unwrap_or_default(),
    }
}

fn stake(t: Texts, due: &Due) -> String {
    t.words_stake(due.what.word()).unwrap_or_default()
}

/// The dates ahead, what is at stake with each, and the calendar file of them.
pub(super) fn dates(t: Texts, side: Side, now: Timestamp, dues: Vec<Due>) -> AnyView {
    if dues.is_empty() {
        return ().into_any();
    }
    let items: Vec<AnyView> = dues
        .iter()
        .map(|due| {
            let stake = stake(t, due);
            let late = due.on.is_over(now).then(|| badge("warning", "warning", t.guide_overdue()));
            let (when, title) = (format::date(t, due.on), title(t, side, due));
            view! { <li class="guide__step"><span class="cluster"><strong>{when}</strong><span>{title}</span>{late}</span><span class="table__sub">{stake}</span></li> }.into_any()
        })
        .collect();
    let save = move |_| {
        let file = deadline::calendar(&dues, now, |due| title(t, side, due), |due| stake(t, due));
        download("crossover.ics", "text/calendar", &file);
    };
    view! {
        <div class="card stack" data-gap="small">
            <div class="cluster" data-align="between">
                <h3 class="card__title">{t.guide_dates()}</h3>
                <button type="button" class="button" on:click=save>{button_icon("calendar")}{t.guide_calendar()}</button>
            </div>
            <ul class="plain-list stack" data-gap="small">{items}</ul>
        </div>
    }
    .into_any()
}
