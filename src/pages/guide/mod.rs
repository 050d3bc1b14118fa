//! The guide: the whole move over both organisations, what is next first, of all customers and of one (R172); the dates ahead stand in
//! [`mod@dates`].

mod dates;
mod measures;

use std::sync::Arc;

use leptos::prelude::*;

use self::dates::dates;
use super::watch;
use crate::api::Client;
use crate::api::error::ApiError;
use crate::components::badge::badge;
use crate::components::button::GateReason;
use crate::components::load::{Loaded, load};
use crate::domain::action::Action;
use crate::domain::customer::{Customer, CustomerKind};
use crate::domain::deadline::{self, Dates};
use crate::domain::enrolment::EnrolmentStatus;
use crate::domain::guide::{self, Entry, Facts, Party, State, Step};
use crate::domain::ids::TransferId;
use crate::domain::milestone::Milestone;
use crate::domain::moment::Timestamp;
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::domain::partnership_invitation::PartnershipInvitation;
use crate::domain::progress::Step as Reached;
use crate::domain::transfer::Transfer;
use crate::i18n::format::{self, use_now};
use crate::i18n::{Texts, use_texts};
use crate::route::Route;
use crate::viewer::{Viewer, use_live, use_viewer};

/// Of how many customers the requests are looked at: each takes a call.
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
    /// Of how many customers the requests were looked at, of how many that have any.
    looked_at: (usize, usize),
    verified: Vec<Option<Timestamp>>,
}

impl Known {
    fn entries(&self, viewer: &Viewer) -> Vec<Entry> {
        guide::steps(&Facts {
            session: &viewer.0,
            sent: self.sent,
            partnerships: &self.partnerships,
            customers: &self.customers,
            transfers: &self.transfers,
            verified: &self.verified,
        })
    }
}

/// Reads it, for all customers or for `only` one.
async fn read(client: &Client, side: Side, now: Timestamp, only: Option<Customer>) -> Result<Known, ApiError> {
    let is_whole = only.is_none();
    let partnerships = client.list_partnerships(side).await?;
    let customers = match only {
        Some(customer) => vec![customer],
        None => client.list_customers().await?,
    };
    let (mut transfers, mut closed, mut verified) = (Vec::new(), Vec::new(), Vec::new());
    let (open, ended): (Vec<&Customer>, Vec<&Customer>) =
        customers.iter().filter(|it| has_requests(it)).partition(|it| it.open_transfers > 0);
    let asked = open.len() + ended.len();
    let looked: Vec<&Customer> = open.into_iter().take(MOST_LOOKED_AT).chain(ended.into_iter().take(MOST_LOOKED_AT)).collect();
    let looked_at = (looked.len(), asked);
    for customer in looked {
        for mut transfer in client.list_transfers(&customer.id).await? {
            if transfer.status.is_complete() && customer.step == Some(Reached::Complete) {
                let review = client.transfer_review(&customer.id, &transfer.id).await?;
                let (own, others) = match side {
                    Side::Partner => (review.partner_verified, review.provider_verified),
                    Side::Provider => (review.provider_verified, review.partner_verified),
                };
                verified.extend(own.filter(|_| others.is_none()).map(|mark| mark.at));
            }
            transfer.customer_name.get_or_insert_with(|| customer.name.clone());
            let list = if customer.open_transfers > 0 { &mut transfers } else { &mut closed };
            list.push(transfer);
        }
    }
    let (sent, dates) = match side {
        Side::Partner => of_partner(client, now, is_whole).await,
        Side::Provider => {
            let invited = client.list_partnership_invitations(Side::Provider).await.unwrap_or_default();
            let sent = invited.iter().filter(|it| PartnershipInvitation::is_open(it)).filter_map(|it| it.created).min();
            (sent, Dates::default())
        }
    };
    Ok(Known { sent, dates, partnerships, customers, transfers, closed, looked_at, verified })
}

/// When the enrolment was sent, and the dates of the organisation. A service without the extension of the enrolment tells none of it:
/// the guide goes without them.
async fn of_partner(client: &Client, now: Timestamp, is_whole: bool) -> (Option<Timestamp>, Dates) {
    let program = client.reseller_program().await.ok();
    let sent = program.as_ref().and_then(|it| it.submitted);
    if !is_whole {
        return (sent, Dates::default());
    }
    let direct_bill = client.direct_bill_program().await.ok();
    let invitations = client.list_incentive_invitations().await.unwrap_or_default();
    let dates = Dates {
        // Once it came, nothing is due any more.
        approval: program
            .as_ref()
            .filter(|it| it.status == EnrolmentStatus::Pending)
            .and_then(crate::domain::program::ResellerProgram::answer_due),
        incentive: invitations.iter().filter(|it| it.is_awaited()).find_map(|it| it.due),
        direct_bill: direct_bill.and_then(|it| it.next_status(now)),
    };
    (sent, dates)
}

/// Whether the customer's own record says that its subscriptions were asked for.
fn has_requests(customer: &Customer) -> bool {
    customer.open_transfers > 0 || matches!(customer.step, Some(Reached::Complete | Reached::Verified))
}

/// Reads it again whenever something changed.
fn known(only: Option<Customer>) -> Loaded<Arc<Known>> {
    let (live, now, side) = (use_live(), use_now(), use_viewer().side());
    let client = expect_context::<Client>();
    // What another does shows by itself.
    watch();
    Loaded::new(move || {
        live.track();
        let (client, only, now) = (client.clone(), only.clone(), now.get());
        async move { read(&client, side, now, only).await.map(Arc::new) }
    })
}

/// The guide over all customers, with the dates ahead.
#[component]
pub fn Guide() -> impl IntoView {
    let t = use_texts();
    let viewer = use_viewer();
    let now = use_now();
    view! {
        <section class="section" aria-label=t.guide_title()>
            <h2 class="card__title">{t.guide_title()}</h2>
            {load(known(None), move |known| {
                let dues = deadline::deadlines(&known.dates, &known.transfers);
                view! {
                    {list(t, &viewer, &known, None)}
                    {dates(t, viewer.side(), now.get_untracked(), dues)}
                    {(viewer.side() == Side::Partner)
                        .then(|| measures::pictures(t, &known.customers, &[&known.transfers[..], &known.closed].concat(), known.looked_at))}
                }
                .into_any()
            })}
        </section>
    }
}

/// The guide of one customer. One that came as the indirect reseller's has nothing to move.
#[component]
pub(super) fn CustomerGuide(
    /// Whose.
    customer: Customer,
) -> impl IntoView {
    if customer.kind == CustomerKind::Indirect {
        return ().into_any();
    }
    let t = use_texts();
    let viewer = use_viewer();
    let known = known(Some(customer.clone()));
    view! {
        <section class="section no-print" aria-label=t.guide_title()>
            <h2 class="card__title">{t.guide_title()}</h2>
            {load(known, move |known| list(t, &viewer, &known, Some(&customer)))}
        </section>
    }
    .into_any()
}

/// What is next, then all steps.
fn list(t: Texts, viewer: &Viewer, known: &Known, of: Option<&Customer>) -> AnyView {
    let mut entries = known.entries(viewer);
    if of.is_some() {
        for entry in &mut entries {
            entry.count = None;
        }
    }
    let next = guide::next(&entries).copied();
    let ways = Ways { side: viewer.side(), of, known };
    let lines: Vec<AnyView> = entries.iter().map(|entry| line(t, viewer, &ways, entry, next.as_ref())).collect();
    view! {
        {next.map(|next| upcoming(t, viewer, &ways, &next))}
        <details class="card" open=next.is_none()>
            <summary>{t.guide_all()}</summary>
            <ol class="checklist">{lines}</ol>
        </details>
    }
    .into_any()
}

/// What a step is called; of one customer in the singular.
fn title(t: Texts, ways: &Ways<'_>, step: Step) -> String {
    let one = ways.of.and_then(|_| t.words_guide_one(step.word()));
    one.or_else(|| t.words_guide_step(step.word())).unwrap_or_default()
}

/// Where steps are taken, and where the drafts are that hand them over.
struct Ways<'a> {
    side: Side,
    of: Option<&'a Customer>,
    known: &'a Known,
}

impl Ways<'_> {
    /// The newest request of the one customer.
    fn transfer(&self) -> Option<&TransferId> {
        self.of?;
        let asked =
            self.known.transfers.iter().chain(&self.known.closed).filter(|it| it.status.is_open() || it.status.is_complete());
        asked.max_by_key(|it| (it.status.is_open(), it.created)).map(|it| &it.id)
    }

    /// Where a step is taken.
    fn place(&self, step: Step) -> String {
        let whole = |route: Route, query: &str| format!("{}{query}", route.path());
        match (step, self.of.map(|it| &it.id), self.transfer(), self.side) {
            (Step::Once(Milestone::Provider), ..) => whole(Route::IndirectProviders, ""),
            (Step::Once(_), ..) => whole(Route::Overview, ""),
            (Step::Resellers, ..) | (Step::Customers, _, _, Side::Provider) => whole(Route::IndirectResellers, ""),
            (Step::Customers, Some(id), _, Side::Partner) => Route::Extend(id.clone()).path(),
            (Step::Customers, None, _, Side::Partner) => whole(Route::Move, "?do=extend"),
            (Step::CustomerAgreements, Some(id), ..) => Route::Account(id.clone()).path(),
            (Step::CustomerAgreements, None, ..) => whole(Route::Customers, "?step=related"),
            (Step::Requests, Some(id), _, Side::Partner) => Route::RequestTransfer(id.clone()).path(),
            (Step::Requests, Some(id), _, Side::Provider) => Route::Subscriptions(id.clone()).path(),
            (Step::Requests, None, _, Side::Partner) => whole(Route::Move, "?do=request"),
            (Step::Requests, None, _, Side::Provider) => whole(Route::Customers, "?step=ready"),
            (_, Some(id), Some(transfer), _) => Route::Transfer(id.clone(), transfer.clone()).path(),
            (Step::Decision, _, _, Side::Provider) => whole(Route::Move, "?do=accept"),
            (Step::Decision | Step::CarryingOut, ..) => whole(Route::Transfers, ""),
            (Step::Verify, ..) => whole(Route::Customers, "?step=complete"),
        }
    }

    /// The draft to whom it waits for, where there is one.
    fn draft(&self, entry: &Entry) -> Option<Route> {
        let customer = self.of?;
        let State::Waiting(party, _) = entry.state else { return None };
        match (entry.step, party) {
            (Step::CustomerAgreements, Party::Provider) => Some(Route::AskAgreement(customer.id.clone())),
            (Step::CustomerAgreements, Party::Customers) => {
                let accepted =
                    |tenant| self.known.partnerships.iter().any(|it| it.state == PartnershipState::Active && it.tenant == tenant);
                let provider = customer.providers.iter().map(|it| it.tenant.clone()).find(|it| accepted(it.clone()))?;
                Some(Route::InviteCustomers(provider, Some(customer.id.clone())))
            }
            (Step::Decision, Party::Provider) => Some(Route::InformProvider(customer.id.clone(), self.transfer()?.clone())),
            _ => None,
        }
    }
}

/// Why who looks cannot take a step that is open now.
fn gate(viewer: &Viewer, entry: &Entry) -> Option<crate::domain::refusal::Refusal> {
    match entry.state {
        State::Now(action) => viewer.may(action).err(),
        _ => None,
    }
}

/// What is next, with who can do it, and the way to hand it over.
fn upcoming(t: Texts, viewer: &Viewer, ways: &Ways<'_>, next: &Entry) -> AnyView {
    let says = says(t, viewer, ways, next);
    let to = ways.place(next.step);
    let gate = gate(viewer, next);
    let here = to.clone();
    view! {
        <div class="card stack" data-gap="small">
            <p class="small muted">{t.guide_next()}</p>
            <h3 class="card__title">{title(t, ways, next.step)}</h3>
            <p>{says}</p>
            <div class="cluster">
                <a href=to class="button" data-kind="primary">{t.guide_go()}</a>
                {draft_link(t, ways, next)}
            </div>
            {gate.map(|why| view! { <GateReason id="guide-why".to_owned() why to=here /> })}
        </div>
    }
    .into_any()
}

fn draft_link(t: Texts, ways: &Ways<'_>, entry: &Entry) -> Option<AnyView> {
    ways.draft(entry).map(|to| view! { <a href=to.path() class="button">{t.guide_draft()}</a> }.into_any())
}

/// How a step stands, in a sentence; of one that waits for somebody else also how it will be noticed.
fn says(t: Texts, viewer: &Viewer, ways: &Ways<'_>, entry: &Entry) -> String {
    let count = entry
        .count
        .map(|(done, all)| t.guide_count(&format::number(t.language(), all as u64), &format::number(t.language(), done as u64)));
    let state = match entry.state {
        State::Done => t.guide_done(),
        State::Now(action) => who(t, viewer, action),
        State::Waiting(party, since) => {
            let word = if party == Party::Customers && ways.of.is_some() { "customer" } else { party.word() };
            let party = t.words_party(word).unwrap_or_default();
            let waits = match since {
                Some(since) => t.guide_waiting_since(&party, &format::date(t, since)),
                None => t.guide_waiting(&party),
            };
            format!("{waits} {}", t.guide_noticed())
        }
        State::Locked(step) => t.guide_locked(&title(t, ways, step)),
    };
    [Some(state), count].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn who(t: Texts, viewer: &Viewer, action: Action) -> String {
    let names = guide::who(&viewer.0, action);
    if names.is_empty() { t.guide_nobody() } else { t.guide_who(&format::any_of(t, &names)) }
}

fn line(t: Texts, viewer: &Viewer, ways: &Ways<'_>, entry: &Entry, next: Option<&Entry>) -> AnyView {
    let (tone, sign, word) = match entry.state {
        State::Done => ("success", "checkmark-circle", "done"),
        State::Now(_) => ("brand", "arrow-right", "now"),
        State::Waiting(..) => ("info", "hourglass", "waiting"),
        State::Locked(_) => ("neutral", "lock-closed", "locked"),
    };
    let is_next = next.is_some_and(|next| next.step == entry.step);
    let says = says(t, viewer, ways, entry);
    let badge = badge(tone, sign, t.words_guide_state(word).unwrap_or_default());
    let to = ways.place(entry.step);
    let id = format!("guide-{}-why", entry.step.word());
    // Of the next one it stands above.
    let gate = gate(viewer, entry).filter(|_| !is_next);
    let here = to.clone();
    let link = matches!(entry.state, State::Now(_) | State::Waiting(..)).then(|| {
        view! { <span class="cluster"><a href=to>{t.guide_go()}</a>{(!is_next).then(|| draft_link(t, ways, entry))}</span> }
    });
    view! {
        <li class="guide__step" data-state=word aria-current=is_next.then_some("step")>
            <span class="cluster"><strong>{title(t, ways, entry.step)}</strong>{badge}</span>
            <span class="table__sub">{says}</span>
            {link}
            {gate.map(|why| view! { <GateReason id why to=here /> })}
        </li>
    }
    .into_any()
}
