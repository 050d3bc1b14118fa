//! The one thread that owns simulation and storage. What arrives while it writes is answered together and written together, so
//! that many callers cost few waits for the disk; nobody is answered before what they did is on disk.

use std::sync::mpsc;
use std::thread;

use tokio::sync::oneshot;

use crossover::api::http::{Reply, Request};
use crossover::domain::moment::Timestamp;
use crossover::sim::Simulation;
use crossover::sim::persona::Persona;
use crossover::sim::scenario::Scenario;

use crate::storage::{Fault, Storage};

/// How many calls are answered with one write.
const TOGETHER: usize = 256;

/// How far the simulation's clock may be behind the machine's, in seconds.
const LAG_S: i64 = 60;

/// What the clock says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// What the machine's says, this many seconds on.
    Machine(i64),
    /// It stands, and moves only when told.
    Told,
}

enum Job {
    Answer(Request, oneshot::Sender<Reply>),
    Keep { secret: String, persona: Persona, anti_forgery: String, done: oneshot::Sender<bool> },
    End { secret: String, done: oneshot::Sender<bool> },
    Clock(Timestamp, oneshot::Sender<bool>),
    Restart(Scenario, Option<Timestamp>, oneshot::Sender<bool>),
}

/// A handle on the service; cheap to clone.
#[derive(Clone)]
pub struct Service {
    jobs: mpsc::Sender<Job>,
}

impl Service {
    /// Starts the thread, on what `storage` holds or else on `scenario`; it ends with the last handle.
    ///
    /// # Errors
    /// [`Fault`] where the storage cannot be used.
    pub fn start(
        mut storage: Storage,
        scenario: Scenario,
        now: Option<Timestamp>,
        machine: fn() -> Timestamp,
    ) -> Result<Self, Fault> {
        let clock = if now.is_some() { Clock::Told } else { Clock::Machine(0) };
        let simulation = if let Some(kept) = storage.simulation()? {
            kept
        } else {
            let new = Simulation::start(scenario, Some(now.unwrap_or_else(machine)), None);
            storage.begin(&new)?;
            new
        };
        let (jobs, queue) = mpsc::channel();
        let mut desk = Desk { simulation, storage, clock, machine };
        thread::Builder::new().name("service".to_owned()).spawn(move || desk.work(&queue)).map_err(|_| Fault::Unreadable)?;
        Ok(Self { jobs })
    }

    async fn ask<T>(&self, job: impl FnOnce(oneshot::Sender<T>) -> Job) -> Option<T> {
        let (sender, receiver) = oneshot::channel();
        self.jobs.send(job(sender)).ok()?;
        receiver.await.ok()
    }

    /// Answers a call; 503 where what it did could not be kept.
    pub async fn answer(&self, request: Request) -> Reply {
        self.ask(|reply| Job::Answer(request, reply)).await.unwrap_or_else(|| Reply::empty(503))
    }

    /// Keeps a session; says whether it is on disk.
    pub async fn keep_session(&self, secret: String, persona: Persona, anti_forgery: String) -> bool {
        self.ask(|done| Job::Keep { secret, persona, anti_forgery, done }).await.unwrap_or(false)
    }

    /// Ends a session; says whether that is on disk.
    pub async fn end_session(&self, secret: String) -> bool {
        self.ask(|done| Job::End { secret, done }).await.unwrap_or(false)
    }

    /// Sets the clock.
    pub async fn set_clock(&self, at: Timestamp) -> bool {
        self.ask(|done| Job::Clock(at, done)).await.unwrap_or(false)
    }

    /// Starts a scenario afresh.
    pub async fn restart(&self, scenario: Scenario, now: Option<Timestamp>) -> bool {
        self.ask(|done| Job::Restart(scenario, now, done)).await.unwrap_or(false)
    }
}

struct Desk {
    simulation: Simulation,
    storage: Storage,
    clock: Clock,
    machine: fn() -> Timestamp,
}

impl Desk {
    fn work(&mut self, queue: &mpsc::Receiver<Job>) {
        while let Ok(first) = queue.recv() {
            let mut answers = Vec::new();
            let mut next = Some(first);
            let before = self.simulation.revision();
            let mut other = None;
            while let Some(job) = next {
                match job {
                    Job::Answer(request, sender) => {
                        self.follow_clock();
                        answers.push((self.simulation.answer(&request), sender));
                    }
                    // What is no call waits until the calls before it are kept.
                    rest => {
                        other = Some(rest);
                        break;
                    }
                }
                next = if answers.len() < TOGETHER { queue.try_recv().ok() } else { None };
            }
            self.keep(before, answers);
            if let Some(job) = other {
                self.run(job);
            }
        }
    }

    /// Writes what happened, then answers; where it cannot be written nothing of it happened.
    fn keep(&mut self, before: usize, answers: Vec<(Reply, oneshot::Sender<Reply>)>) {
        let kept = self.simulation.revision() == before || self.storage.append(&self.simulation, before).is_ok();
        if !kept && let Ok(Some(simulation)) = self.storage.simulation() {
            self.simulation = simulation;
        }
        for (reply, sender) in answers {
            // A caller who went away is not waited for.
            let _ = sender.send(if kept { reply } else { Reply::empty(503) });
        }
    }

    fn run(&mut self, job: Job) {
        let (outcome, done) = match job {
            Job::Answer(..) => return,
            Job::Keep { secret, persona, anti_forgery, done } => {
                (self.storage.keep_session(&secret, persona, &anti_forgery).is_ok(), done)
            }
            Job::End { secret, done } => (self.storage.end_session(&secret).is_ok(), done),
            Job::Clock(at, done) => {
                if let Clock::Machine(_) = self.clock {
                    self.clock = Clock::Machine(at.as_second() - (self.machine)().as_second());
                }
                let before = self.simulation.revision();
                self.simulation.set_now(at);
                (self.simulation.revision() == before || self.storage.append(&self.simulation, before).is_ok(), done)
            }
            Job::Restart(scenario, now, done) => {
                let fresh = Simulation::start(scenario, Some(now.unwrap_or_else(self.machine)), None);
                let kept = self.storage.begin(&fresh).is_ok();
                if kept {
                    self.simulation = fresh;
                    self.clock = if now.is_some() { Clock::Told } else { Clock::Machine(0) };
                }
                (kept, done)
            }
        };
        let _ = done.send(outcome);
    }

    /// Lets the simulation's clock go with the machine's: in steps, since each is an entry of the log.
    fn follow_clock(&mut self) {
        let Clock::Machine(ahead) = self.clock else { return };
        let now = (self.machine)().as_second() + ahead;
        if now - self.simulation.now().as_second() >= LAG_S {
            self.simulation.set_now(Timestamp::of_second(now));
        }
    }
}
