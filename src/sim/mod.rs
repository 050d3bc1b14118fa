//! The simulated Partner Center: the documented operations of the transfer flow, inside the page.
//!
//! What it knows is what a named scenario starts with, and the log of all that changed it since: the state is replayed from
//! these two. So little is kept, other tabs take over by reading on, and nothing is ever half-read. It is deterministic: no
//! chance, and a clock that moves only when told. Rules are asked of [`crate::domain`], never told again here.

mod agreements;
mod call;
mod carrying;
pub mod clock;
mod codes;
pub mod company;
mod countries;
mod customer_invitations;
mod customers;
mod deeds;
mod domains;
mod dossier;
mod eligibility;
mod enrolling;
mod extensions;
pub mod fault;
mod holdings;
mod incentives;
pub mod kept;
pub mod later;
mod licences;
mod log;
mod new_commerce;
mod new_customers;
mod offers;
mod orders;
mod packed;
mod paging;
mod partner_ids;
mod partnership_invitations;
pub mod persona;
mod profiles;
mod program_agreements;
mod programs;
mod provider_directory;
pub mod rehearsal;
mod relationships;
mod reply;
mod reviews;
mod route;
mod sample;
mod sample_customers;
mod sample_invitations;
mod sample_large;
mod sample_users;
pub mod scenario;
mod session;
mod state;
mod story;
mod subscriptions;
mod support_contacts;
#[cfg(test)]
mod tests;
mod transfers;
mod users;
mod validations;

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::moment::Timestamp;

use self::call::Call;
use self::log::{Entry, Recorded, Seed};
pub use self::log::{Unreadable, VERSION};
use self::persona::Persona;
use self::scenario::Scenario;
use self::state::State;
use crate::api::http::{Reply, Request};
use crate::domain::rehearsal::Copied;
use crate::domain::rule_set::RuleSet;
use crate::wire;

/// The most customers that a simulation is asked to make.
pub const MOST_CUSTOMERS: u32 = 100_000;

/// A simulated Partner Center.
pub struct Simulation {
    seed: Seed,
    state: State,
    log: Vec<Entry>,
    outcomes: Outcomes,
    /// The copy that stands in the place of the sample, in a rehearsal.
    copy: Option<Arc<Copied>>,
    /// The marks of the pieces of the log that were kept or read ([`kept`]).
    marks: Vec<u64>,
    /// The head that was kept or read last.
    head: Option<String>,
}

/// First outcomes of writes that acted, by person and MS-RequestId (domain.md 3.5, invariant 12).
#[derive(Default)]
struct Outcomes(HashMap<(Persona, String), Outcome>);

/// What was asked, and what came of it.
struct Outcome {
    asked: String,
    reply: Reply,
}

impl Simulation {
    /// Starts `scenario` afresh, at `now` or the documented start, under `rules` or the default ones.
    pub fn start(scenario: Scenario, now: Option<Timestamp>, rules: Option<RuleSet>) -> Self {
        Self::start_with(scenario, now, rules, None)
    }

    /// The same, with `scale` customers where the scenario leaves their number open (static-mode.md, `large`).
    pub fn start_with(scenario: Scenario, now: Option<Timestamp>, rules: Option<RuleSet>, scale: Option<u32>) -> Self {
        let scale = scenario.scale().map_or(0, |usual| scale.unwrap_or(usual).min(MOST_CUSTOMERS));
        Self::of(Seed { scenario, now: now.unwrap_or(clock::START), rules: rules.unwrap_or_default(), scale })
    }

    fn of(seed: Seed) -> Self {
        let state = sample::state(seed.scenario, seed.now, seed.rules, seed.scale);
        Self { seed, state, log: Vec::new(), outcomes: Outcomes::default(), copy: None, marks: Vec::new(), head: None }
    }

    /// A rehearsal on `copy`, at the time when it was taken (domain.md 4.16).
    pub fn rehearsal(copy: &Arc<Copied>) -> Self {
        let scenario = if copy.enrolled { Scenario::Empty } else { Scenario::Fresh };
        let mut simulation = Self::of(Seed { scenario, now: copy.taken, rules: RuleSet::default(), scale: 0 });
        later::fill(&mut simulation.state, copy);
        simulation.copy = Some(Arc::clone(copy));
        simulation
    }

    /// The scenario that it started with.
    pub const fn scenario(&self) -> Scenario {
        self.seed.scenario
    }

    /// How many customers it started with, where the scenario leaves that open.
    pub const fn scale(&self) -> Option<u32> {
        if self.seed.scale > 0 { Some(self.seed.scale) } else { None }
    }

    /// The rule set.
    pub const fn rules(&self) -> RuleSet {
        self.seed.rules
    }

    /// What people have filled in of the enrolment form before it starts, as a browser keeps it; nothing for everybody else.
    pub fn half_filled(&self) -> Vec<(Persona, Option<String>)> {
        let draft = programs::half_filled(self.seed.scenario, self.seed.now);
        let text = draft.as_ref().map(wire::application::write_draft);
        Persona::ALL.into_iter().map(|persona| (persona, text.clone().filter(|_| persona.fills_in()))).collect()
    }

    /// What the clock says.
    pub const fn now(&self) -> Timestamp {
        self.state.now
    }

    /// What the clock said at the start.
    pub const fn started(&self) -> Timestamp {
        self.seed.now
    }

    /// Whether a call has acted since the start.
    pub fn is_acted(&self) -> bool {
        self.log.iter().any(|entry| matches!(entry, Entry::Call(_)))
    }

    /// Sets the clock.
    pub fn set_now(&mut self, now: Timestamp) {
        if now != self.state.now {
            self.state.now = now;
            self.log.push(Entry::Clock(now));
        }
    }

    /// How often something changed since the start.
    pub const fn revision(&self) -> usize {
        self.log.len()
    }

    /// Goes back to the start of the scenario.
    pub fn reset(&mut self) {
        *self = self.copy.as_ref().map_or_else(|| Self::of(self.seed), Self::rehearsal);
    }

    /// Takes back what happened after `revision`, such as where it could not be kept.
    pub fn take_back(&mut self, revision: usize) {
        let log: Vec<Entry> = self.log.iter().take(revision).cloned().collect();
        let mut marks = std::mem::take(&mut self.marks);
        marks.truncate(log.len() / kept::PIECE);
        self.reset();
        self.marks = marks;
        // What was replayed once is replayed again.
        let _ = self.replay(&log);
    }

    /// Answers a call, at once. The bearer token is the word of a persona.
    pub fn answer(&mut self, request: &Request) -> Reply {
        let token = request.header_value("Authorization").and_then(|value| value.trim().strip_prefix("Bearer "));
        let reply = match token.and_then(|word| Persona::parse(word.trim())) {
            Some(persona) => self.act(persona, request),
            None => {
                reply::fault(401, 400, "Access denied.").with_header("WWW-Authenticate", "OAuth realm=urn:cpsvc:cpid:simulated")
            }
        };
        self.trace(request, reply)
    }

    fn act(&mut self, persona: Persona, request: &Request) -> Reply {
        let key = request.header_value("MS-RequestId").filter(|id| !id.is_empty() && !request.method.is_read());
        let key = key.map(|id| (persona, id.to_ascii_lowercase()));
        let asked = key.as_ref().map(|_| asked(request)).unwrap_or_default();
        if let Some(first) = key.as_ref().and_then(|key| self.outcomes.0.get(key)) {
            return if first.asked == asked { first.reply.clone() } else { reused() };
        }
        let before = self.state.changes();
        let (Ok(reply) | Err(reply)) = route::answer(&mut self.state, &Call { persona, request });
        if self.state.changes() != before {
            self.log.push(Entry::Call(Recorded::of(persona, request)));
            if let Some(key) = key {
                self.outcomes.0.insert(key, Outcome { asked, reply: reply.clone() });
            }
        }
        reply
    }

    /// Adds the headers by which a call is found again.
    fn trace(&self, request: &Request, mut reply: Reply) -> Reply {
        for name in ["MS-RequestId", "MS-CorrelationId"] {
            let value = request.header_value(name).map_or_else(|| state::made_id(name, self.log.len() as u64), str::to_owned);
            reply = reply.with_header(name, &value);
        }
        reply
    }

    /// The whole of it as text.
    pub fn save(&self) -> String {
        log::write(self.seed, &self.log).to_string()
    }

    /// Where it began, as text. With [`Self::entries_from`] it is all that a store needs to append to.
    pub fn seed(&self) -> String {
        log::write(self.seed, &[]).to_string()
    }

    /// What happened from `revision` on, one text for each.
    pub fn entries_from(&self, revision: usize) -> Vec<String> {
        self.log.iter().skip(revision).map(|entry| log::write_entry(entry).to_string()).collect()
    }

    /// Takes up what [`Self::seed`] and [`Self::entries_from`] wrote.
    ///
    /// # Errors
    /// As [`Self::restore`].
    pub fn resume(seed: &str, entries: &[String]) -> Result<Self, Unreadable> {
        let (seed, log) = log::read_parts(seed, entries)?;
        Self::replayed(seed, &log)
    }

    /// Takes up what [`Self::save`] wrote.
    ///
    /// # Errors
    /// [`Unreadable`] for anything else, another version included: it is never half-read.
    pub fn restore(saved: &str) -> Result<Self, Unreadable> {
        let (seed, log) = log::read(saved)?;
        Self::replayed(seed, &log)
    }

    fn replayed(seed: Seed, log: &[Entry]) -> Result<Self, Unreadable> {
        let mut simulation = Self::of(seed);
        simulation.replay(log)?;
        Ok(simulation)
    }

    /// Replays `log`. An entry that changes nothing now was not written by this service.
    fn replay(&mut self, log: &[Entry]) -> Result<(), Unreadable> {
        for entry in log {
            let before = self.log.len();
            match entry {
                Entry::Clock(at) => self.set_now(*at),
                Entry::Call(call) => {
                    let (persona, request) = call.request();
                    self.act(persona, &request);
                }
            }
            if self.log.len() == before {
                return Err(Unreadable);
            }
        }
        Ok(())
    }
}

/// What makes two requests the same one.
fn asked(request: &Request) -> String {
    format!("{} {}\n{}", request.method.word(), request.target(), request.body.as_deref().unwrap_or_default())
}

/// The MS-RequestId was used for something else (990061).
fn reused() -> Reply {
    Reply::json(409, &wire::fault::write(990_061, "The MS-RequestId was used for another request.", "TransitionService"))
}
