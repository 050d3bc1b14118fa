//! The stage of a rehearsal: the simulated service of this tab, over the copy that this tab keeps. It stands in the place of the
//! network, in live mode too: from its beginning to its end nothing is sent anywhere (domain.md 4.16).

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use leptos::prelude::*;

use crate::api::http::{Method, NO_ROOM, Reply, Request};
use crate::api::replies::refusal_of_write;
use crate::api::transport::{Answer, Answering, Transport};
use crate::app::Problem;
use crate::domain::moment::Timestamp;
use crate::domain::rehearsal::{Copied, Refusals};
use crate::sim::Simulation;
use crate::sim::company::Company;
use crate::sim::persona::Persona;
use crate::sim::rehearsal::Aliases;
use crate::stage::{fetched, person};
use crate::storage::{self, Keep, REFUSED};
use crate::turn;
use crate::viewer::{Live, Preview, Setting};
use crate::wire::json::{self, Node};
use crate::wire::rehearsal;

/// Under which name the tab keeps what was done.
const DONE: &str = "done";
/// Under which name it keeps who rehearses.
const PERSONA: &str = "persona";

/// What the app stands on while a rehearsal goes on.
pub struct RehearsalGround {
    /// Answers by the copy.
    pub transport: Transport,
    /// What the clock of the rehearsal says.
    pub now: Signal<Timestamp>,
    /// What a person can set.
    pub preview: Preview,
}

/// What makes that ground, once it was fetched.
pub type Begin = fn(Live) -> Beginning;
/// The ground, some time later; none where what is kept is no copy.
pub type Beginning = Pin<Box<dyn Future<Output = Result<Option<RehearsalGround>, Problem>>>>;

/// Whether this tab keeps a copy to rehearse on. Only then is the rest of this file needed.
pub fn is_kept() -> bool {
    storage::rehearsal().is_some()
}

/// Fetches what a rehearsal needs; nothing where it cannot be had.
#[cfg(feature = "split")]
pub async fn fetch() -> Option<Begin> {
    #[leptos::wasm_split::wasm_split(rehearsal, wasm_split_path = ::leptos::wasm_split, fallible)]
    fn fetch() -> Result<Begin, leptos::wasm_split::SplitLoaderError> {
        Ok(begin)
    }

    fetch().await.ok()
}

/// Fetches what a rehearsal needs: here it is there already.
#[cfg(not(feature = "split"))]
pub fn fetch() -> std::future::Ready<Option<Begin>> {
    std::future::ready(Some(begin))
}

fn begin(live: Live) -> Beginning {
    Box::pin(async move {
        let stage = Rehearsal::set(live).await?;
        Ok(stage.map(|stage| RehearsalGround {
            now: stage.now.clone().into(),
            preview: stage.preview(),
            transport: Transport::InProcess(Arc::new(OnRehearsal(stage))),
        }))
    })
}

/// The stage.
struct Rehearsal {
    simulation: Mutex<Simulation>,
    aliases: Aliases,
    own: String,
    providers: Vec<String>,
    persona: ArcRwSignal<String>,
    now: ArcRwSignal<Timestamp>,
    live: Live,
}

/// The copy that this tab rehearses on.
fn kept() -> Option<Copied> {
    let parsed = json::parse(&storage::rehearsal()?).ok()?;
    rehearsal::read(Node::new(&parsed))
}

impl Rehearsal {
    /// The stage, where this tab rehearses.
    ///
    /// # Errors
    /// What the simulation takes could not be fetched.
    async fn set(live: Live) -> Result<Option<Arc<Self>>, Problem> {
        let Some(copy) = kept() else { return Ok(None) };
        if !fetched().await {
            return Err(Problem::Incomplete);
        }
        storage::rehearse();
        let aliases = Aliases::of(&copy);
        let (own, providers) = (copy.own.name.clone(), copy.providers.iter().map(|it| it.name.clone()).collect());
        let copy = Arc::new(copy);
        let simulation = Simulation::rehearsal_kept(&copy, &Keep::Tab, DONE).unwrap_or_else(|_| Simulation::rehearsal(&copy));
        let persona = Keep::Tab.get(PERSONA).and_then(|word| Persona::parse(&word)).unwrap_or_default();
        Ok(Some(Arc::new(Self {
            now: ArcRwSignal::new(simulation.now()),
            simulation: Mutex::new(simulation),
            aliases,
            own,
            providers,
            persona: ArcRwSignal::new(persona.word().to_owned()),
            live,
        })))
    }

    /// Counts a refusal of what a person tried to do.
    fn note_refusal(request: &Request, reply: &Reply) {
        if let Some(code) = refusal_of_write(request, reply) {
            let mut refusals = Refusals::read(&Keep::Tab.get(REFUSED).unwrap_or_default());
            refusals.add(code);
            Keep::Tab.set(REFUSED, &refusals.write());
        }
    }

    fn open(&self) -> MutexGuard<'_, Simulation> {
        self.simulation.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the simulation by hand.
    fn change(&self, change: impl FnOnce(&mut Simulation)) {
        {
            let mut simulation = self.open();
            change(&mut simulation);
            simulation.keep(&Keep::Tab, DONE);
            self.now.set(simulation.now());
        }
        self.live.changed();
    }

    /// What a person can set.
    fn preview(self: &Arc<Self>) -> Preview {
        let (clock, reset, persona) = (Arc::clone(self), Arc::clone(self), self.persona.clone());
        let setting = Arc::clone(self);
        let none_yet = self.providers.is_empty();
        let takes_part = |persona: &Persona| match persona.company() {
            Company::Contoso => Some(self.own.clone()),
            // A partner without a provider rehearses with that of the sample.
            Company::Fabrikam if none_yet => Some(persona.company().name().to_owned()),
            Company::Fabrikam => self.providers.first().cloned(),
            Company::Proseware => self.providers.get(1).cloned(),
            _ => self.providers.get(2).cloned(),
        };
        let personas = Persona::ALL.into_iter().filter_map(|persona| Some(person(persona, takes_part(&persona)?))).collect();
        let accepting = Arc::clone(self);
        let resets = ArcRwSignal::new(0_u32);
        Preview {
            is_rehearsal: true,
            scenario: ArcRwSignal::new(String::new()),
            scenarios: Vec::new(),
            personas,
            persona: self.persona.clone(),
            now: self.now.clone(),
            on_persona: Arc::new(move |word| {
                Keep::Tab.set(PERSONA, word);
                persona.set(word.to_owned());
            }),
            on_now: Arc::new(move |now| clock.change(|simulation| simulation.set_now(now))),
            on_acceptance: Arc::new(move |id| {
                let path = ["v1", "simulation", "customerinvitations", id.as_str(), "acceptance"];
                let persona = accepting.persona.get_untracked();
                let request = Request::new(Method::Post, &path).header("Authorization", &format!("Bearer {persona}"));
                // What it answers shows in the list, which reads anew.
                accepting.change(|simulation| drop(simulation.answer(&request)));
            }),
            resets: resets.clone(),
            on_reset: Arc::new(move || {
                Keep::Tab.remove(REFUSED);
                reset.change(Simulation::reset);
                resets.update(|resets| *resets = resets.wrapping_add(1));
            }),
            setting: Arc::new(move || {
                let simulation = setting.open();
                Setting {
                    rules: simulation.rules().word(),
                    scale: None,
                    latency_ms: 0,
                    fault: String::new(),
                    start: simulation.started(),
                    is_acted: simulation.is_acted(),
                }
            }),
        }
    }
}

/// The stage as the transport sees it.
#[derive(Clone)]
struct OnRehearsal(Arc<Rehearsal>);

impl Answer for OnRehearsal {
    fn answer(&self, request: Request) -> Answering {
        let stage = Arc::clone(&self.0);
        Box::pin(async move {
            let persona = stage.persona.get_untracked();
            let request = stage.aliases.inwards(request).header("Authorization", &format!("Bearer {persona}"));
            turn::give_way().await;
            let mut simulation = stage.open();
            let before = simulation.revision();
            let reply = simulation.answer(&request);
            if simulation.revision() != before && !simulation.keep(&Keep::Tab, DONE) {
                // What is not kept would be gone with the next reload: it did not happen.
                simulation.take_back(before);
                return Ok(Reply::empty(NO_ROOM));
            }
            Rehearsal::note_refusal(&request, &reply);
            Ok(stage.aliases.outwards(reply))
        })
    }
}
