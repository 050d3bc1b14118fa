//! Who is signed in, for the pages; and the signal that something changed.

use std::sync::Arc;

use crate::domain::moment::Timestamp;
use leptos::prelude::*;

use crate::domain::action::Action;
use crate::domain::ids::InvitationId;
use crate::domain::organisation::{Session, Side};
use crate::domain::refusal::Refusal;

/// The signed-in person. Another person, or other roles, make a new one: the pages are built anew.
#[derive(Clone, PartialEq)]
pub struct Viewer(pub Arc<Session>);

impl Viewer {
    /// Lets the person act, or says what it takes.
    ///
    /// # Errors
    /// `role-required`; see [`Action::check`].
    pub fn may(&self, action: Action) -> Result<(), Refusal> {
        action.check(&self.0)
    }

    /// Which side the person is on.
    pub fn side(&self) -> Side {
        self.0.organisation.side
    }

    /// The name of the person with this id, where the session knows it; else the word itself.
    pub fn name_of(&self, user: &str) -> String {
        if self.0.user.as_str().eq_ignore_ascii_case(user) { self.0.name.clone() } else { user.to_owned() }
    }
}

/// The signed-in person, from the context.
pub fn use_viewer() -> Viewer {
    expect_context::<Viewer>()
}

/// Counts changes of the data, here or in another tab: what reads it, reads again.
#[derive(Clone)]
pub struct Live {
    version: ArcRwSignal<u32>,
}

impl Default for Live {
    fn default() -> Self {
        Self { version: ArcRwSignal::new(0) }
    }
}

impl Live {
    /// Makes the caller run again when the data changes.
    pub fn track(&self) {
        self.version.track();
    }

    /// How often the data changed.
    pub fn version(&self) -> u32 {
        self.version.get_untracked()
    }

    /// Says that the data changed.
    pub fn changed(&self) {
        self.version.try_update(|version| *version = version.wrapping_add(1));
    }
}

/// The signal that something changed, from the context.
pub fn use_live() -> Live {
    expect_context::<Live>()
}

/// How one signs in and out in live mode.
#[derive(Clone)]
pub struct Gate {
    /// Leaves for the sign-in page, and comes back to where one is.
    pub sign_in: Arc<dyn Fn() + Send + Sync>,
    /// Ends the session, and forgets what this browser kept, in every tab.
    pub sign_out: Arc<dyn Fn() + Send + Sync>,
    /// Leaves for the sign-in page by itself when nobody is signed in at the start; says whether it does.
    pub arrive: Arc<dyn Fn() -> bool + Send + Sync>,
    /// Told who is signed in: what this browser kept for somebody else is forgotten.
    pub meet: Arc<dyn Fn(&str) + Send + Sync>,
    /// Whether somebody signed out, here or in another tab.
    pub is_out: ArcRwSignal<bool>,
}

/// What static mode lets a person set; the app shows it in its frame. In live mode there is none.
#[derive(Clone)]
pub struct Preview {
    /// Whether it is a rehearsal on a copy of one's own business, no sample.
    pub is_rehearsal: bool,
    /// The scenario's word.
    pub scenario: ArcRwSignal<String>,
    /// Every scenario's word.
    pub scenarios: Vec<&'static str>,
    /// Who is signed in: the persona's word.
    pub persona: ArcRwSignal<String>,
    /// Every persona.
    pub personas: Vec<PersonaChoice>,
    /// What the simulated clock says.
    pub now: ArcRwSignal<Timestamp>,
    /// Signs another persona in.
    pub on_persona: Arc<dyn Fn(&str) + Send + Sync>,
    /// Sets the clock.
    pub on_now: Arc<dyn Fn(Timestamp) + Send + Sync>,
    /// Has the customer of an invitation accept it, in place of the page at Microsoft.
    pub on_acceptance: Arc<dyn Fn(&InvitationId) + Send + Sync>,
    /// Counts how often the scenario was brought back: the pages are then built anew, with nothing of before.
    pub resets: ArcRwSignal<u32>,
    /// Brings the scenario back.
    pub on_reset: Arc<dyn Fn() + Send + Sync>,
    /// What else the address sets, as it stands now.
    pub setting: Arc<dyn Fn() -> Setting + Send + Sync>,
}

/// What the address sets beside scenario, persona and clock (static-mode.md, "Addresses").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The rule set's word.
    pub rules: &'static str,
    /// How many customers there are, where the scenario leaves it open.
    pub scale: Option<u32>,
    /// How late every answer comes, in milliseconds.
    pub latency_ms: u64,
    /// Which calls still go wrong, and how; empty for none.
    pub fault: String,
    /// What the clock said when the scenario started: its dates count from there.
    pub start: Timestamp,
    /// Whether somebody has done something since: then no address leads here.
    pub is_acted: bool,
}

/// A persona as the switch offers it.
#[derive(Clone)]
pub struct PersonaChoice {
    /// The word in addresses.
    pub word: &'static str,
    /// The person's name.
    pub name: String,
    /// The organisation's name.
    pub organisation: String,
    /// Words of the roles.
    pub roles: Vec<&'static str>,
}
