//! The preflight of all customers: what their own records say at once, and what their subscriptions say once they were looked at. What
//! was found is kept by the stamp of the record, so that only what changed is looked at again.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use leptos::prelude::*;

use crate::api::Client;
use crate::api::error::ApiError;
use crate::api::transport::sleep;
use crate::domain::customer::Customer;
use crate::domain::eligibility::choices;
use crate::domain::ids::{CustomerId, TransferId};
use crate::domain::organisation::Side;
use crate::domain::partnership::{Partnership, PartnershipState};
use crate::domain::preflight::{self, First, Line, Standing};
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::domain::transfer::{Decision, TransferStatus};
use crate::storage::{FOUND, Keep};
use crate::viewer::Viewer;
use crate::wire::json::{self, Node};
use crate::wire::preflight::{self as kept, Writer};

/// How many records are examined before the page may do something else.
const SLICE: usize = 500;
/// How many customers are looked at together: while one answer is on its way, the others are asked for.
const AT_ONCE: usize = 6;
/// How long findings wait until they are shown, in milliseconds: each time is work for the whole list.
const SHOW_MS: f64 = 1_000.0;
/// How many times as long as keeping them took they wait until they are kept again: each time all of them are written. What was not kept
/// is lost with a tab that dies, and where the customers are read anew.
const KEEP_PAUSES: f64 = 20.0;
/// How often the page says how far the looking is, in milliseconds.
const GLANCE_MS: f64 = 100.0;

/// One customer, with what is known.
#[derive(Clone, PartialEq)]
pub(super) struct Checked {
    /// The customer.
    pub(super) customer: Customer,
    /// Where it stands; nothing before its subscriptions were looked at.
    pub(super) standing: Option<Standing>,
    /// For a partner: what was found about its subscriptions, where they were looked at.
    pub(super) lines: Vec<Line>,
    /// For a partner: the stamp of its record, where that alone does not say how it stands.
    stamp: Option<u64>,
    /// For a provider: the request that waits for it.
    pub(super) request: Option<TransferId>,
}

/// How far the checking is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Progress {
    /// The customers are being read: so many, of so many where the service says.
    Reading(u64, Option<u64>),
    /// Nothing is under way.
    Idle,
    /// The reading was stopped: so many customers are known, of so many.
    Stopped(u64, u64),
    /// So many were looked at, of so many.
    Looking(usize, usize),
    /// It stopped.
    Failed(ApiError),
}

/// The preflight.
#[derive(Clone, Copy)]
pub(super) struct Checks {
    /// Every customer that it is about.
    pub(super) list: RwSignal<Arc<Vec<Checked>>>,
    /// How often they were read: who they are stays the same until it is more.
    pub(super) readings: RwSignal<u32>,
    /// The providers that can be chosen.
    pub(super) partnerships: RwSignal<Arc<Vec<Partnership>>>,
    /// How far it is.
    pub(super) progress: RwSignal<Progress>,
    turn: StoredValue<u32>,
}

impl Checks {
    pub(super) fn new() -> Self {
        Self {
            list: RwSignal::new(Arc::default()),
            readings: RwSignal::new(0),
            partnerships: RwSignal::new(Arc::default()),
            progress: RwSignal::new(Progress::Reading(0, None)),
            turn: StoredValue::new(0),
        }
    }

    /// Begins something new; what was under way ends.
    fn begin(self) -> u32 {
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        turn
    }

    fn is_on(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    /// Stops what is under way; what was read or found stays.
    pub(super) fn stop(self) {
        self.begin();
        self.progress.update(|progress| {
            *progress = match *progress {
                Progress::Reading(read, Some(total)) => Progress::Stopped(read, total),
                _ => Progress::Idle,
            }
        });
    }

    /// Whether what `turn` did was stopped by the person, and nothing has begun since.
    fn was_stopped(self, turn: u32) -> bool {
        let is_still = matches!(self.progress.try_get_untracked(), Some(Progress::Idle | Progress::Stopped(..)));
        self.is_on(turn.wrapping_add(1)) && is_still
    }

    /// Reads the customers, and examines what their own records say.
    pub(super) fn read(self, client: Client, viewer: Viewer) {
        let turn = self.begin();
        leptos::task::spawn_local(async move {
            if let Err(error) = self.read_all(&client, &viewer, turn).await
                && self.is_on(turn)
            {
                self.progress.set(Progress::Failed(error));
            }
        });
    }

    async fn read_all(self, client: &Client, viewer: &Viewer, turn: u32) -> Result<(), ApiError> {
        let side = viewer.side();
        let partnerships = client.list_partnerships(side).await?;
        let mut customers: Vec<Customer> = Vec::new();
        client
            .customers_by_page(&mut |page, total| {
                customers.extend(page);
                let on = self.is_on(turn);
                if on {
                    self.progress.set(Progress::Reading(customers.len() as u64, total));
                }
                on
            })
            .await?;
        if !self.is_on(turn) && !self.was_stopped(turn) {
            return Ok(());
        }
        let enrolled = viewer.0.is_enrolled();
        let found = known(viewer);
        let mut list: Vec<Checked> = Vec::with_capacity(customers.len());
        for (place, customer) in customers.into_iter().enumerate() {
            if place % SLICE == SLICE - 1 {
                sleep(Duration::ZERO).await;
            }
            let (standing, lines, stamp) = match side {
                Side::Partner => match preflight::examine(enrolled, &partnerships, &customer) {
                    First::Decided(standing) => (Some(standing), Vec::new(), None),
                    First::Look(_) => {
                        let stamp = preflight::stamp(enrolled, &partnerships, &customer);
                        let held = found.get(&customer.id).filter(|(held, ..)| *held == stamp);
                        let (standing, lines) =
                            held.map_or_else(Default::default, |(_, standing, lines)| (Some(standing.clone()), lines.clone()));
                        (standing, lines, Some(stamp))
                    }
                },
                Side::Provider if customer.open_transfers == 0 => continue,
                Side::Provider => Default::default(),
            };
            list.push(Checked { customer, standing, lines, stamp, request: None });
        }
        let is_on = self.is_on(turn);
        if is_on || self.was_stopped(turn) {
            self.partnerships.set(Arc::new(partnerships.into_iter().filter(|it| it.state == PartnershipState::Active).collect()));
            self.list.set(Arc::new(list));
            self.readings.update(|readings| *readings += 1);
        }
        if is_on {
            self.progress.set(Progress::Idle);
        }
        Ok(())
    }

    /// Looks at the subscriptions, or the requests, of every customer that was not looked at yet.
    pub(super) fn look(self, client: Client, viewer: Viewer) {
        let turn = self.begin();
        leptos::task::spawn_local(async move {
            if let Err(error) = self.look_at_all(&client, &viewer, turn).await
                && self.is_on(turn)
            {
                self.progress.set(Progress::Failed(error));
            }
        });
    }

    async fn look_at_all(self, client: &Client, viewer: &Viewer, turn: u32) -> Result<(), ApiError> {
        let before = self.list.get_untracked();
        let open: Vec<usize> = (0..before.len()).filter(|place| before[*place].standing.is_none()).collect();
        // Else what is found would be written into a copy of the list.
        drop(before);
        let all = open.len();
        let mut found: Vec<(usize, Found)> = Vec::new();
        let (mut told, mut shown, mut keeps_at) = (0.0, js_sys::Date::now(), 0.0);
        for (nth, places) in open.chunks(AT_ONCE).enumerate() {
            if js_sys::Date::now() - told >= GLANCE_MS {
                told = js_sys::Date::now();
                self.progress.set(Progress::Looking(nth * AT_ONCE, all));
            }
            let asked = self.list.try_with_untracked(|list| places.iter().map(|place| list[*place].customer.clone()).collect());
            // The page was left.
            let Some::<Vec<Customer>>(asked) = asked else { return Ok(()) };
            let looked = join_all(asked.iter().map(|customer| look_at(client, viewer, customer))).await;
            let mut stopped = Ok(());
            for (place, looked) in places.iter().zip(looked) {
                match looked {
                    Ok(looked) => found.push((*place, looked)),
                    // What is wrong with one customer is no reason to leave the others.
                    Err(error) if error.refusal().is_some_and(|it| !stops(it.code)) => {
                        found.extend(error.refusal().cloned().map(|why| (*place, Found::blocked(why))));
                    }
                    Err(error) => stopped = Err(error),
                }
            }
            if !self.is_on(turn) {
                if self.was_stopped(turn) {
                    self.show(&mut found);
                    self.keep(viewer, turn).await;
                }
                return Ok(());
            }
            let is_last = (nth + 1) * AT_ONCE >= all || stopped.is_err();
            if is_last || js_sys::Date::now() - shown >= SHOW_MS {
                self.show(&mut found);
                let began = js_sys::Date::now();
                if is_last || began >= keeps_at {
                    self.keep(viewer, turn).await;
                    keeps_at = began + (js_sys::Date::now() - began) * KEEP_PAUSES;
                }
                shown = js_sys::Date::now();
            }
            stopped?;
        }
        if self.is_on(turn) {
            self.progress.set(Progress::Idle);
        }
        Ok(())
    }

    /// Puts what was found where the page shows it.
    fn show(self, found: &mut Vec<(usize, Found)>) {
        self.list.update(|list| {
            let list = Arc::make_mut(list);
            for (place, Found { standing, lines, request }) in found.drain(..) {
                if let Some(checked) = list.get_mut(place) {
                    (checked.standing, checked.lines, checked.request) = (Some(standing), lines, request);
                }
            }
        });
    }

    /// Keeps what a partner found by looking, in the turn in which it was found or once that was stopped.
    async fn keep(self, viewer: &Viewer, turn: u32) {
        if viewer.side() != Side::Partner {
            return;
        }
        // The page has a task of its own for what was shown just now.
        sleep(Duration::ZERO).await;
        let Some(list) = self.list.try_get_untracked() else { return };
        let mut writer = Writer::default();
        for (place, checked) in list.iter().enumerate() {
            if place % SLICE == SLICE - 1 {
                sleep(Duration::ZERO).await;
            }
            if let (Some(stamp), Some(standing)) = (checked.stamp, &checked.standing) {
                writer.add(&checked.customer.id, stamp, standing, &checked.lines);
            }
        }
        if self.is_on(turn) || self.was_stopped(turn) {
            // A browser that keeps no more has it looked at again another time.
            Keep::Browser.set(&name(viewer), &writer.finish());
        }
    }

    /// Forgets what was found by looking, and reads everything anew.
    pub(super) fn again(self, client: Client, viewer: Viewer) {
        Keep::Browser.remove(&name(&viewer));
        self.read(client, viewer);
    }
}

/// Says whether a refusal would meet every other customer too.
const fn stops(code: RefusalCode) -> bool {
    use RefusalCode as R;
    matches!(code, R::ApiUnreachable | R::RateLimited | R::RoleRequired | R::NotEnrolled)
}

fn name(viewer: &Viewer) -> String {
    format!("{FOUND}{}", viewer.0.organisation.tenant)
}

/// What was found earlier, by customer.
fn known(viewer: &Viewer) -> HashMap<CustomerId, (u64, Standing, Vec<Line>)> {
    let text = Keep::Browser.get(&name(viewer)).unwrap_or_default();
    let parsed = json::parse(&text).unwrap_or_default();
    kept::read(Node::new(&parsed)).into_iter().map(|(id, stamp, standing, lines)| (id, (stamp, standing, lines))).collect()
}

/// What looking at one customer brought.
struct Found {
    standing: Standing,
    lines: Vec<Line>,
    request: Option<TransferId>,
}

impl Found {
    fn blocked(why: Refusal) -> Self {
        Self { standing: Standing::Blocked(why), lines: Vec::new(), request: None }
    }
}

async fn look_at(client: &Client, viewer: &Viewer, customer: &Customer) -> Result<Found, ApiError> {
    match viewer.side() {
        Side::Partner => {
            let subscriptions = client.list_subscriptions(&customer.id).await?;
            let answers = client.transfer_eligibility(&customer.id).await?;
            let choices = choices(&subscriptions, &answers);
            Ok(Found { standing: preflight::look(&choices), lines: preflight::lines(&choices), request: None })
        }
        Side::Provider => {
            let own = &viewer.0.organisation.tenant;
            let all = client.list_transfers(&customer.id).await?;
            let waiting = all.iter().find(|it| it.check(own, Decision::Accept).is_ok());
            let standing = match waiting {
                Some(transfer) => Standing::Ready(transfer.lines.iter().map(|line| line.subscription.clone()).collect()),
                None if all.iter().any(|it| it.status == TransferStatus::InProgress) => {
                    Standing::UnderWay(crate::domain::progress::Step::InProgress)
                }
                None => Standing::Nothing,
            };
            Ok(Found { standing, lines: Vec::new(), request: waiting.map(|it| it.id.clone()) })
        }
    }
}
