//! Static mode's stage: the simulated Partner Center of this tab, kept in step with the other tabs of this browser, and what the
//! address says about it (static-mode.md, "Addresses").
//!
//! What the simulation does beyond the first page is fetched when it is needed ([`later`]): before anything acts here,
//! [`Stage::prepared`] sees to it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::moment::Timestamp;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::api::http::{Method, NO_ROOM, Reply, Request};
use crate::api::transport::{Answer, Answering, Lost, sleep};
use crate::app::Problem;
use crate::domain::ids::InvitationId;
use crate::domain::rule_set::RuleSet;
use crate::sim::fault::{self, Effect, FaultPlan, Outcome};
use crate::sim::kept;
use crate::sim::later::{self, Later};
use crate::sim::persona::Persona;
use crate::sim::scenario::Scenario;
use crate::sim::{MOST_CUSTOMERS, Simulation};
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

/// What the address says, before it is dropped from it.
#[derive(Default)]
struct Wanted {
    scenario: Option<Scenario>,
    persona: Option<Persona>,
    now: Option<Timestamp>,
    start: Option<Timestamp>,
    rules: Option<RuleSet>,
    scale: Option<u32>,
    latency_ms: Option<u64>,
    /// As written: it is read when what reads it is here.
    faults: Option<String>,
}

impl Wanted {
    /// Reads the parameters.
    fn read(value: impl Fn(&str) -> Option<String>) -> Result<Self, Problem> {
        let bad = |name: &'static str, value: String| Problem::BadParameter(name, value);
        let mut wanted = Self::default();
        if let Some(word) = value("scenario") {
            let known = || Scenario::ALL.into_iter().map(Scenario::word).collect();
            wanted.scenario = Some(Scenario::parse(&word).ok_or_else(|| Problem::UnknownScenario(word, known()))?);
        }
        if let Some(word) = value("as") {
            wanted.persona = Some(Persona::parse(&word).ok_or_else(|| bad("as", word))?);
        }
        if let Some(word) = value("now") {
            wanted.now = Some(word.parse().map_err(|_| bad("now", word))?);
        }
        if let Some(word) = value("start") {
            wanted.start = Some(word.parse().map_err(|_| bad("start", word))?);
        }
        if let Some(word) = value("rules") {
            wanted.rules = Some(RuleSet::parse(&word).ok_or_else(|| bad("rules", word))?);
        }
        if let Some(word) = value("scale") {
            wanted.scale = Some(read_scale(&word).ok_or_else(|| bad("scale", word))?);
        }
        if let Some(word) = value("latency") {
            wanted.latency_ms = Some(read_latency(&word).ok_or_else(|| bad("latency", word))?);
        }
        wanted.faults = value("fault");
        Ok(wanted)
    }
}

/// Reads a number of customers, as many as a simulation makes.
fn read_scale(word: &str) -> Option<u32> {
    word.parse().ok().filter(|scale| (1..=MOST_CUSTOMERS).contains(scale))
}

/// Reads milliseconds, as many as the browser's timers take.
fn read_latency(word: &str) -> Option<u64> {
    word.parse().ok().filter(|ms| i32::try_from(*ms).is_ok())
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
        let query = web_sys::UrlSearchParams::new_with_str(&location.search().unwrap_or_default()).ok();
        let wanted = Wanted::read(|name| query.as_ref().and_then(|query| query.get(name)))?;
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
        let tour = query.as_ref().and_then(|query| query.get("tour"));
        drop_parameters(query.as_ref());

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
        if let Some(tour) = tour {
            Keep::Tab.set(TOUR, &tour);
        }
        let persona = wanted
            .persona
            .or_else(|| Keep::Tab.get("persona").and_then(|word| Persona::parse(&word)))
            .or_else(|| Keep::Browser.get("persona").and_then(|word| Persona::parse(&word)))
            .unwrap_or_default();
        keep_persona(persona.word());
        let latency_ms = wanted.latency_ms.or_else(|| read_latency(&Keep::Tab.get("latency")?)).unwrap_or(0);
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
                let outcome = if request.method == Method::Get { act() } else { alone(act).await };
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

/// Runs `act` while no other tab does: the browser's lock, where it has one.
async fn alone<T>(act: impl Fn() -> T) -> T {
    let _lock = lock().await;
    act()
}

/// A lock, from the time it is asked for until it is dropped: also by who no longer waits for it.
struct Held(std::rc::Rc<std::cell::RefCell<Option<js_sys::Function>>>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            // Resolving a promise of our own cannot fail.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Waits for the lock of this browser; `None` where it has none (an address that is not secure).
async fn lock() -> Option<Held> {
    let locks = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("locks")).ok().filter(JsValue::is_object)?;
    let request: js_sys::Function = js_sys::Reflect::get(&locks, &JsValue::from_str("request")).ok()?.dyn_into().ok()?;
    let release = std::rc::Rc::new(std::cell::RefCell::new(None));
    let held = js_sys::Promise::new(&mut |resolve, _| *release.borrow_mut() = Some(resolve));
    let lock = Held(release);
    let granted = js_sys::Promise::new(&mut |granted, _| {
        let held = held.clone();
        let callback = Closure::once_into_js(move || {
            let _ = granted.call0(&JsValue::NULL);
            held
        });
        let _ = request.call2(&locks, &JsValue::from_str("crossover.simulation"), &callback);
    });
    JsFuture::from(granted).await.ok()?;
    Some(lock)
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

/// Takes the parameters of static mode out of the address; the others stay. History does not grow.
fn drop_parameters(query: Option<&web_sys::UrlSearchParams>) {
    let Some(query) = query else { return };
    let names = ["scenario", "as", "lang", "now", "start", "rules", "scale", "latency", "fault", "tour"];
    if !names.iter().any(|name| query.has(name)) {
        return;
    }
    for name in names {
        query.delete(name);
    }
    let location = window().location();
    let rest: String = query.to_string().into();
    let rest = if rest.is_empty() { rest } else { format!("?{rest}") };
    let address = format!("{}{rest}{}", location.pathname().unwrap_or_default(), location.hash().unwrap_or_default());
    if let Ok(history) = window().history() {
        // Replacing the address by one of the same origin cannot be refused.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
