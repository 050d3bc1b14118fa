//! Static mode's stage: the simulated Partner Center of this tab, kept in step with the other tabs of this browser, and what the
//! address says about it (static-mode.md, "Addresses").
//!
//! What the simulation does beyond the first page is fetched when it is needed ([`later`]): before anything acts here,
//! `Stage::prepared` sees to it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::moment::Timestamp;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::UrlSearchParams;

use crate::api::http::{Method, NO_ROOM, Reply, Request};
use crate::api::transport::{Answer, Answering, Lost, sleep};
use crate::app::Problem;
use crate::domain::ids::InvitationId;
use crate::lock::Lock;
use crate::setup::{self, Setup};
use crate::sim::Simulation;
use crate::sim::fault::{self, Effect, FaultPlan, Outcome};
use crate::sim::kept;
use crate::sim::later::{self, Later};
use crate::sim::persona::Persona;
use crate::sim::scenario::Scenario;
use crate::storage::{Keep, application_draft};
use crate::turn;
use crate::viewer::{Live, PersonaChoice, Preview, Setting};

/// Under which name all tabs keep the simulation.
const KEPT: &str = "simulation";

/// Keeps what happened after `before`; where the browser has no room for it, it did not happen. A browser that keeps nothing at all has
/// nothing to lose.
fn kept_or_taken_back(simulation: &mut Simulation, before: usize) -> bool {
    let is_kept = simulation.keep(&Keep::Browser, KEPT) || Keep::Browser.get(KEPT).is_none();
    if !is_kept {
        simulation.take_back(before);
    }
    is_kept
}

/// Under which name a tab keeps which screen of the gallery it steps through.
const TOUR: &str = "tour";

/// What happens on the stage.
pub struct Stage {
    simulation: Mutex<Simulation>,
    faults: Mutex<FaultPlan>,
    latency_ms: u64,
    persona: ArcRwSignal<String>,
    scenario: ArcRwSignal<String>,
    now: ArcRwSignal<Timestamp>,
    /// Counts how often the scenario was brought back.
    resets: ArcRwSignal<u32>,
    live: Live,
}

fn open<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Stage {
    /// Sets the stage by the address, which then loses its parameters, and by what this browser and this tab kept.
    ///
    /// # Errors
    /// The parameter that cannot be read; or that what the simulation takes could not be fetched.
    pub async fn set(live: Live) -> Result<Arc<Self>, Problem> {
        let location = window().location();
        // A text always reads as parameters.
        let query = UrlSearchParams::new_with_str(&location.search().unwrap_or_default()).ok();
        let wanted = query.as_ref().map_or_else(|| Ok(Setup::default()), Setup::read)?;
        let goes_on = wanted.scenario.is_none() && kept::takes_up(&Keep::Browser, KEPT);
        let plan =
            wanted.faults.clone().or_else(|| Keep::Tab.get("fault").filter(|_| wanted.scenario.is_none())).unwrap_or_default();
        if (goes_on || wanted.scenario.is_some_and(later::starts) || !plan.is_empty()) && !fetched().await {
            return Err(Problem::Incomplete);
        }
        let faults = match FaultPlan::parse(&plan) {
            Ok(faults) => faults,
            Err(_) if wanted.faults.is_some() => return Err(Problem::BadParameter("fault", plan)),
            Err(_) => FaultPlan::default(),
        };
        if let Some(query) = &query {
            setup::drop_parameters(query);
        }

        // What a new scenario replaces need not be replayed.
        let restored = if wanted.scenario.is_some() {
            kept::check(&Keep::Browser, KEPT).map(|()| None)
        } else {
            Simulation::kept(&Keep::Browser, KEPT)
        };
        if restored.is_err() {
            // Of another version, or damaged: set aside, never half-read.
            kept::set_aside(&Keep::Browser, KEPT, "simulation.set-aside");
        }
        let mut simulation = match (wanted.scenario, restored.ok().flatten()) {
            (Some(scenario), _) => {
                let mut fresh = Simulation::start_with(scenario, wanted.start.or(wanted.now), wanted.rules, wanted.scale);
                if let Some(now) = wanted.now {
                    fresh.set_now(now);
                }
                fresh
            }
            (None, Some(kept)) if wanted.rules.is_none_or(|rules| rules == kept.rules()) => {
                let mut kept = kept;
                if let Some(now) = wanted.now {
                    kept.set_now(now);
                }
                kept
            }
            (None, kept) => {
                let (scenario, scale) = kept.map_or_else(Default::default, |kept| (kept.scenario(), kept.scale()));
                Simulation::start_with(scenario, wanted.now, wanted.rules, wanted.scale.or(scale))
            }
        };
        if wanted.scenario.is_some() {
            // Nothing else waits here: what goes on from what is kept reads it and keeps it in one go, since another tab may act.
            turn::give_way().await;
        }
        simulation.keep(&Keep::Browser, KEPT);
        if !simulation.is_acted() && (wanted.scenario.is_some() || wanted.rules.is_some()) {
            lay_drafts(&simulation);
        }
        if wanted.scenario.is_some() {
            // A fresh scenario has no drafts and no faults of an earlier one.
            Keep::Tab.remove("fault");
            Keep::Tab.remove("latency");
            Keep::Tab.remove(TOUR);
        }
        if let Some(tour) = wanted.tour {
            Keep::Tab.set(TOUR, &tour);
        }
        let persona = wanted
            .persona
            .or_else(|| Keep::Tab.get("persona").and_then(|word| Persona::parse(&word)))
            .or_else(|| Keep::Browser.get("persona").and_then(|word| Persona::parse(&word)))
            .unwrap_or_default();
        keep_persona(persona.word());
        let latency_ms = wanted.latency_ms.or_else(|| setup::read_latency(&Keep::Tab.get("latency")?)).unwrap_or(0);
        Keep::Tab.set("latency", &latency_ms.to_string());
        Keep::Tab.set("fault", &faults.to_string());
        let stage = Arc::new(Self {
            scenario: ArcRwSignal::new(simulation.scenario().word().to_owned()),
            now: ArcRwSignal::new(simulation.now()),
            simulation: Mutex::new(simulation),
            faults: Mutex::new(faults),
            latency_ms,
            persona: ArcRwSignal::new(persona.word().to_owned()),
            resets: ArcRwSignal::new(0),
            live,
        });
        stage.follow_other_tabs();
        Ok(stage)
    }

    /// What the clock says.
    pub fn now(&self) -> ArcRwSignal<Timestamp> {
        self.now.clone()
    }

    /// What a person can set here.
    pub fn preview(self: &Arc<Self>) -> Preview {
        let (clock, reset, persona, stage) = (Arc::clone(self), Arc::clone(self), self.persona.clone(), Arc::clone(self));
        Preview {
            is_rehearsal: false,
            scenario: self.scenario.clone(),
            scenarios: Scenario::ALL.into_iter().map(Scenario::word).collect(),
            persona: self.persona.clone(),
            personas: Persona::ALL.into_iter().map(|persona| person(persona, persona.company().name().to_owned())).collect(),
            now: self.now.clone(),
            on_persona: Arc::new(move |word| {
                keep_persona(word);
                persona.set(word.to_owned());
            }),
            on_now: Arc::new(move |now| clock.change(move |simulation| simulation.set_now(now))),
            on_acceptance: {
                let (stage, persona) = (Arc::clone(self), self.persona.clone());
                Arc::new(move |id: &InvitationId| {
                    let persona = persona.get_untracked();
                    let path = ["v1", "simulation", "customerinvitations", id.as_str(), "acceptance"];
                    let request = Request::new(Method::Post, &path).header("Authorization", &format!("Bearer {persona}"));
                    // What it answers shows in the list, which reads anew.
                    stage.change(move |simulation| drop(simulation.answer(&request)));
                })
            },
            resets: self.resets.clone(),
            on_reset: Arc::new(move || {
                let stage = Arc::clone(&reset);
                reset.change(move |simulation| {
                    simulation.reset();
                    lay_drafts(simulation);
                    stage.resets.update(|resets| *resets = resets.wrapping_add(1));
                });
            }),
            setting: Arc::new(move || {
                let simulation = open(&stage.simulation);
                Setting {
                    rules: simulation.rules().word(),
                    scale: simulation.scale(),
                    latency_ms: stage.latency_ms,
                    fault: open(&stage.faults).to_string(),
                    start: simulation.started(),
                    is_acted: simulation.is_acted(),
                }
            }),
        }
    }

    /// Whether all is here that it takes to answer `request` on the newest state of all tabs.
    fn is_prepared(request: Option<&Request>) -> bool {
        let takes_more = || request.is_some_and(later::answers) || kept::takes_up(&Keep::Browser, KEPT);
        later::is_here() || !takes_more()
    }

    /// Fetches what [`Self::is_prepared`] misses; says whether it could.
    async fn prepared(request: Option<&Request>) -> bool {
        Self::is_prepared(request) || fetched().await
    }

    /// Changes the simulation by hand, for all tabs.
    fn change(self: &Arc<Self>, change: impl FnOnce(&mut Simulation) + 'static) {
        let stage = Arc::clone(self);
        leptos::task::spawn_local(async move {
            if Self::prepared(None).await {
                let mut simulation = open(&stage.simulation);
                take_over(&mut simulation);
                change(&mut simulation);
                simulation.keep(&Keep::Browser, KEPT);
            }
            // Where it was not done the pages read again, and say that the rest cannot be had.
            stage.announce();
        });
    }

    /// Tells the screen that something is different.
    fn announce(&self) {
        let (now, scenario) = {
            let simulation = open(&self.simulation);
            (simulation.now(), simulation.scenario().word())
        };
        if self.now.get_untracked() != now {
            self.now.set(now);
        }
        if self.scenario.get_untracked() != scenario {
            self.scenario.set(scenario.to_owned());
        }
        self.live.changed();
    }

    /// Listens to what the other tabs do; what one does shows in the others without a reload.
    fn follow_other_tabs(self: &Arc<Self>) {
        let stage = Arc::clone(self);
        let listener = Closure::<dyn Fn(web_sys::StorageEvent)>::new(move |event: web_sys::StorageEvent| {
            if event.key().as_deref() == Some(&Keep::announced(KEPT)) {
                let stage = Arc::clone(&stage);
                leptos::task::spawn_local(async move {
                    if Self::prepared(None).await {
                        take_over(&mut open(&stage.simulation));
                    }
                    stage.announce();
                });
            }
        });
        // The listener lives as long as the page, which is as long as the app.
        let _ = window().add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref());
        listener.forget();
    }

    /// Answers a call on the newest state of all tabs.
    fn act(&self, request: &Request) -> Reply {
        let mut simulation = open(&self.simulation);
        let moved = take_over(&mut simulation);
        let before = simulation.revision();
        let persona = self.persona.get_untracked();
        let reply = simulation.answer(&request.clone().header("Authorization", &format!("Bearer {persona}")));
        let full = simulation.revision() != before && !kept_or_taken_back(&mut simulation, before);
        drop(simulation);
        if moved {
            self.announce();
        }
        if full { Reply::empty(NO_ROOM) } else { reply }
    }

    /// What is to happen to `request`, by the plan; what is left of the plan is kept for a reload.
    fn effect(&self, request: &Request) -> Option<Effect> {
        let mut faults = open(&self.faults);
        let effect = faults.take(request);
        if effect.is_some() {
            Keep::Tab.set("fault", &faults.to_string());
        }
        effect
    }
}

/// The stage as the transport sees it.
#[derive(Clone)]
pub struct OnStage(pub Arc<Stage>);

impl Answer for OnStage {
    fn answer(&self, request: Request) -> Answering {
        let stage = Arc::clone(&self.0);
        Box::pin(async move {
            if stage.latency_ms > 0 {
                sleep(std::time::Duration::from_millis(stage.latency_ms)).await;
            }
            let effect = stage.effect(&request);
            loop {
                if !Stage::prepared(Some(&request)).await {
                    return Err(Lost::NoConnection);
                }
                // In its turn it is asked again: another tab may just have gone further.
                let act = || Stage::is_prepared(Some(&request)).then(|| fault::apply(effect, || stage.act(&request)));
                turn::give_way().await;
                // What only reads needs no turn among the tabs: what they keep is read in one go.
                let lock = if request.method == Method::Get { None } else { Some(Lock::wait(KEPT).await) };
                let outcome = act();
                drop(lock);
                turn::give_way().await;
                return match outcome {
                    None => continue,
                    Some(Outcome::Answered(reply)) => Ok(reply),
                    Some(Outcome::Lost) => Err(Lost::NoConnection),
                    Some(Outcome::Silent) => std::future::pending().await,
                };
            }
        })
    }
}

/// A persona as the switch offers it, of an organisation of this name.
pub(crate) fn person(persona: Persona, organisation: String) -> PersonaChoice {
    PersonaChoice {
        word: persona.word(),
        name: persona.name().to_owned(),
        organisation,
        roles: persona.roles().iter().map(|role| role.word()).collect(),
    }
}

/// Fetches what the first page does without; says whether it is here.
pub(crate) async fn fetched() -> bool {
    if let Some(later) = service().await {
        later::take_up(later);
    }
    later::is_here()
}

#[cfg(feature = "split")]
async fn service() -> Option<Later> {
    #[leptos::wasm_split::wasm_split(service, wasm_split_path = ::leptos::wasm_split, fallible)]
    fn fetch() -> Result<Later, leptos::wasm_split::SplitLoaderError> {
        Ok(Later::here())
    }

    fetch().await.ok()
}

#[cfg(not(feature = "split"))]
fn service() -> std::future::Ready<Option<Later>> {
    std::future::ready(Some(Later::here()))
}

/// Takes over what another tab saved; says whether anything is different. What cannot be read is left alone.
fn take_over(simulation: &mut Simulation) -> bool {
    simulation.take_over(&Keep::Browser, KEPT).unwrap_or(false)
}

/// Lays out what people have filled in before the scenario starts, and takes away what was filled in since.
fn lay_drafts(simulation: &Simulation) {
    for (persona, text) in simulation.half_filled() {
        let name = application_draft(persona.company().tenant(), persona.user_id().as_str());
        match text {
            Some(text) => _ = Keep::Browser.set(&name, &text),
            None => Keep::Browser.remove(&name),
        }
    }
}

/// Keeps the persona for this tab, and for the next new one.
fn keep_persona(word: &str) {
    Keep::Tab.set("persona", word);
    Keep::Browser.set("persona", word);
}
