//! The guide: the whole move over both organisations, what is next first; and the dates ahead, with what is at stake (R172, R175).

use std::sync::Arc;

use leptos::prelude::*;

use super::measures;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::badge::badge;
use crate::components::button::GateReason;
use crate::components::icon::button_icon;
use crate::components::link::Link;
use crate::components::load::{Loaded, load};
use crate::domain::action::Action;
use crate::domain::customer::Customer;
use crate::domain::guide::{self, Dates, Deadline, Due, Entry, Facts, State, Step};
use crate::domain::milestone::Milestone;
use crate::domain::moment::Timestamp;
use crate::domain::organisation::Side;
use crate::domain::partnership::Partnership;
use crate::domain::progress::Step as Reached;
use crate::domain::transfer::Transfer;
use crate::i18n::format::{self, use_now};
use crate::i18n::{Texts, use_texts};
use crate::pages::download;
use crate::route::Route;
use crate::viewer::{Viewer, use_live, use_viewer};

/// Of how many customers the open requests are looked at: each takes a call.
const MOST_LOOKED_AT: usize = 50;

/// All that the guide is computed from.
#[derive(Clone, PartialEq)]
struct Known {
    sent: Option<Timestamp>,
    dates: Dates,
    partnerships: Vec<Partnership>,
    customers: Vec<Customer>,
    transfers: Vec<Transfer>,
    /// The requests of customers that have none open any more.
    closed: Vec<Transfer>,
}

async fn read(client: &Client, now: Timestamp) -> Result<Known, ApiError> {
    let partnerships = client.list_partnerships(Side::Partner).await?;
    let customers = client.list_customers().await?;
    let mut transfers = Vec::new();
    for customer in customers.iter().filter(|it| it.open_transfers > 0).take(MOST_LOOKED_AT) {
        for mut transfer in client.list_transfers(&customer.id).await? {
            transfer.customer_name.get_or_insert_with(|| customer.name.clone());
            transfers.push(transfer);
        }
    }
    let mut closed = Vec::new();
    for customer in customers.iter().filter(|it| it.open_transfers == 0 && has_requests(it)).take(MOST_LOOKED_AT) {
        closed.extend(client.list_transfers(&customer.id).await?);
    }
    // A service without the extension of the enrolment tells no dates of it: the guide goes without them.
    let program = client.reseller_program().await.ok();
    let direct_bill = client.direct_bill_program().await.ok();
    let invitations = client.list_incentive_invitations().await.unwrap_or_default();
    let dates = Dates {
        // Once it came, nothing is due any more.
        approval: program
            .as_ref()
            .filter(|it| it.status == crate::domain::enrolment::EnrolmentStatus::Pending)
            .and_then(crate::domain::program::ResellerProgram::answer_due),
        incentive: invitations.iter().filter(|it| it.is_awaited()).find_map(|it| it.due),
        direct_bill: direct_bill.and_then(|it| it.next_status(now)),
    };
    Ok(Known { sent: program.and_then(|it| it.submitted), dates, partnerships, customers, transfers, closed })
}

/// Whether the customer's own record says that its subscriptions were asked for.
pub(super) fn has_requests(customer: &Customer) -> bool {
    customer.open_transfers > 0 || matches!(customer.step, Some(Reached::Complete | Reached::Verified))
}

/// The guide of a partner.
#[component]
pub(super) fn Guide() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let (live, now) = (use_live(), use_now());
    let client = expect_context::<Client>();
    let known = Loaded::new(move || {
        live.track();
        let client = client.clone();
        let now = now.get();
        async move { read(&client, now).await.map(Arc::new) }
    });
    view! {
        <section class="section" aria-label=t.guide_title()>
            <h2 class="card__title">{t.guide_title()}</h2>
            {load(known, move |known| {
                let facts = Facts {
                    session: &viewer.0,
                    sent: known.sent,
                    partnerships: &known.partnerships,
                    customers: &known.customers,
                    transfers: &known.transfers,
                };
                let entries = guide::steps(&facts);
                let next = guide::next(&entries).copied();
                let dues = guide::deadlines(&known.dates, &known.transfers);
                let lines: Vec<AnyView> = entries.iter().map(|entry| line(t, &viewer, entry, next.as_ref())).collect();
                view! {
                    {next.map(|next| upcoming(t, &viewer, &next))}
                    <details class="card" open=next.is_none()>
                        <summary>{t.guide_all()}</summary>
                        <ol class="checklist">{lines}</ol>
                    </details>
                    {dates(t, now.get_untracked(), dues)}
                    {measures::pictures(t, &known.customers, &[&known.transfers[..], &known.closed].concat(), MOST_LOOKED_AT)}
                }
                .into_any()
            })}
        </section>
    }
}

fn title(t: Texts, step: Step) -> String {
    t.words_guide_step(step.word()).unwrap_or_default()
}

/// Where a step is taken.
fn place(step: Step) -> (Route, &'static str) {
    match step {
        Step::Once(Milestone::Provider) => (Route::IndirectProviders, ""),
        Step::Once(_) => (Route::Overview, ""),
        Step::Customers => (Route::Move, "?do=extend"),
        Step::CustomerAgreements => (Route::Customers, "?step=related"),
        Step::Requests => (Route::Move, "?do=request"),
        Step::Decision | Step::CarryingOut => (Route::Transfers, ""),
        Step::Verify => (Route::Customers, "?step=complete"),
    }
}

fn way(t: Texts, step: Step) -> AnyView {
    let (route, query) = place(step);
    let to = format!("{}{query}", route.path());
    view! { <leptos_router::components::A href=to attr:class="button" attr:data-kind="primary">{t.guide_go()}</leptos_router::components::A> }.into_any()
}

/// What is next, with who can do it.
fn upcoming(t: Texts, viewer: &Viewer, next: &Entry) -> AnyView {
    let says = says(t, viewer, next);
    let gate = match next.state {
        State::Now(action) => viewer.may(action).err(),
        _ => None,
    };
    view! {
        <div class="card stack" data-gap="small">
            <p class="small muted">{t.guide_next()}</p>
            <h3 class="card__title">{title(t, next.step)}</h3>
            <p>{says}</p>
            <div class="cluster">{way(t, next.step)}</div>
            {gate.map(|why| view! { <GateReason id="guide-why".to_owned() why /> })}
        </div>
    }
    .into_any()
}

/// How a step stands, in a sentence.
fn says(t: Texts, viewer: &Viewer, entry: &Entry) -> String {
    let count = entry
        .count
        .map(|(done, all)| t.guide_count(&format::number(t.language(), all as u64), &format::number(t.language(), done as u64)));
    let state = match entry.state {
        State::Done => t.guide_done(),
        State::Now(action) => who(t, viewer, action),
        State::Waiting(party, since) => {
            let party = t.words_party(party.word()).unwrap_or_default();
            match since {
                Some(since) => t.guide_waiting_since(&party, &format::date(t, since)),
                None => t.guide_waiting(&party),
            }
        }
        State::Locked(step) => t.guide_locked(&title(t, step)),
    };
    [Some(state), count].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn who(t: Texts, viewer: &Viewer, action: Action) -> String {
    let names = guide::who(&viewer.0, action);
    if names.is_empty() { t.guide_nobody() } else { t.guide_who(&names.join(", ")) }
}

fn line(t: Texts, viewer: &Viewer, entry: &Entry, next: Option<&Entry>) -> AnyView {
    let (tone, sign, word) = match entry.state {
        State::Done => ("success", "checkmark-circle", "done"),
        State::Now(_) => ("brand", "arrow-right", "now"),
        State::Waiting(..) => ("info", "hourglass", "waiting"),
        State::Locked(_) => ("neutral", "lock-closed", "locked"),
    };
    let is_next = next.is_some_and(|next| next.step == entry.step);
    let says = says(t, viewer, entry);
    let badge = badge(tone, sign, t.words_guide_state(word).unwrap_or_default());
    let (route, _) = place(entry.step);
    let link = matches!(entry.state, State::Now(_) | State::Waiting(..)).then(|| view! { <Link to=route>{t.guide_go()}</Link> });
    view! {
        <li class="guide__step" data-state=word aria-current=is_next.then_some("step")>
            <span class="cluster"><strong>{title(t, entry.step)}</strong>{badge}</span>
            <span class="table__sub">{says}</span>
            {link}
        </li>
    }
    .into_any()
}

fn due_title(t: Texts, due: &Due) -> String {
    match (&due.what, &due.request) {
        (Deadline::Request, Some((customer, _))) => t.guide_due_request(customer),
        (what, _) => t.words_deadline(what.word()).unwrap_or_default(),
    }
}

/// The dates ahead, what is at stake with each, and the calendar file of them.
fn dates(t: Texts, now: Timestamp, dues: Vec<Due>) -> AnyView {
    if dues.is_empty() {
        return ().into_any();
    }
    let items: Vec<AnyView> = dues
        .iter()
        .map(|due| {
            let stake = t.words_stake(due.what.word()).unwrap_or_default();
            let late = (due.on < now).then(|| badge("warning", "warning", t.guide_overdue()));
            let (when, title) = (format::date(t, due.on), due_title(t, due));
            view! { <li class="guide__step"><span class="cluster"><strong>{when}</strong><span>{title}</span>{late}</span><span class="table__sub">{stake}</span></li> }.into_any()
        })
        .collect();
    let save = move |_| {
        let file = guide::calendar(&dues, now, |due| due_title(t, due));
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
