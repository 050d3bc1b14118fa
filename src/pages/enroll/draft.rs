//! What is typed into the enrolment form: signals for its fields, and the draft that this browser keeps of them (R22, R174).

use leptos::prelude::*;

use crate::domain::application::{Application, ApplicationDraft};
use crate::domain::contact::Contact;
use crate::domain::moment::Timestamp;
use crate::domain::profile::SupportProfile;
use crate::storage::{Keep, application_draft};
use crate::viewer::use_viewer;
use crate::wire::application::{read_draft, write_draft};

/// The fields.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) first_name: RwSignal<String>,
    pub(super) last_name: RwSignal<String>,
    pub(super) email: RwSignal<String>,
    pub(super) phone: RwSignal<String>,
    pub(super) support_email: RwSignal<String>,
    pub(super) support_phone: RwSignal<String>,
    pub(super) support_website: RwSignal<String>,
    pub(super) mpn_id: RwSignal<String>,
    pub(super) irreversible: RwSignal<bool>,
    pub(super) confirmed: RwSignal<Option<Timestamp>>,
}

impl Fields {
    /// Empty ones.
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            first_name: text(),
            last_name: text(),
            email: text(),
            phone: text(),
            support_email: text(),
            support_phone: text(),
            support_website: text(),
            mpn_id: text(),
            irreversible: RwSignal::new(false),
            confirmed: RwSignal::new(None),
        }
    }

    /// Puts `application` into the fields.
    pub(super) fn fill(self, application: &Application) {
        let contact = &application.contact;
        let support = &application.support;
        for (field, text) in [
            (self.first_name, &contact.first_name),
            (self.last_name, &contact.last_name),
            (self.email, &contact.email),
            (self.phone, &contact.phone),
            (self.support_email, &support.email),
            (self.support_phone, &support.telephone),
            (self.support_website, &support.website),
            (self.mpn_id, &application.mpn_id),
        ] {
            if field.with_untracked(|held| held != text) {
                field.set(text.clone());
            }
        }
        self.irreversible.set(application.irreversible_confirmed);
        self.confirmed.set(application.profile_confirmed);
    }

    /// What stands in the fields, as typed.
    pub(super) fn read(self) -> Application {
        Application {
            contact: Contact {
                first_name: self.first_name.get(),
                last_name: self.last_name.get(),
                email: self.email.get(),
                phone: self.phone.get(),
            },
            support: SupportProfile {
                email: self.support_email.get(),
                telephone: self.support_phone.get(),
                website: self.support_website.get(),
            },
            mpn_id: self.mpn_id.get(),
            irreversible_confirmed: self.irreversible.get(),
            profile_confirmed: self.confirmed.get(),
        }
    }
}

/// How the draft is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// Nothing was typed yet.
    No,
    /// Since then.
    At(Timestamp),
    /// The browser does not keep it.
    Denied,
}

/// The draft of the signed-in person.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    name: StoredValue<String>,
    /// The fields.
    pub(super) fields: Fields,
    /// How it is kept.
    pub(super) kept: RwSignal<Kept>,
    /// Whether the fields hold what they begin with; before that nothing is kept.
    pub(super) begun: RwSignal<bool>,
    /// Whether it was sent: nothing is kept any more.
    sent: RwSignal<bool>,
}

impl Draft {
    /// The draft as this browser has it; `now` says when something is kept.
    pub(super) fn open(now: Signal<Timestamp>) -> Self {
        let session = use_viewer().0;
        let name = StoredValue::new(application_draft(session.organisation.tenant.as_str(), session.user.as_str()));
        let draft = Self {
            name,
            fields: Fields::new(),
            kept: RwSignal::new(Kept::No),
            begun: RwSignal::new(false),
            sent: RwSignal::new(false),
        };
        Effect::new(move |before: Option<Option<Application>>| {
            let typed = draft.fields.read();
            if !draft.begun.get() || draft.sent.get_untracked() {
                return None;
            }
            if before.flatten().is_some_and(|before| before != typed) {
                draft.keep(typed.clone(), now.get_untracked());
            }
            Some(typed)
        });
        draft
    }

    /// Fills the fields with the draft that was kept, else with `offered`.
    pub(super) fn begin(self, offered: &Application) {
        let kept = self.name.with_value(|name| Keep::Browser.get(name)).and_then(|text| read_draft(&text));
        match kept {
            Some(draft) => {
                self.fields.fill(&draft.application);
                self.kept.set(Kept::At(draft.saved));
            }
            None => self.fields.fill(offered),
        }
        self.begun.set(true);
    }

    fn keep(self, application: Application, saved: Timestamp) {
        let text = write_draft(&ApplicationDraft { application, saved });
        let is_kept = self.name.with_value(|name| Keep::Browser.set(name, &text));
        self.kept.set(if is_kept { Kept::At(saved) } else { Kept::Denied });
    }

    /// It was sent: the draft goes.
    pub(super) fn forget(self) {
        self.sent.try_set(true);
        self.name.try_with_value(|name| Keep::Browser.remove(name));
    }
}
