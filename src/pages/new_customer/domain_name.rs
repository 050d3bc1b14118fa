//! The domain of a new customer, looked up while it is typed.

use std::time::Duration;

use leptos::prelude::*;

use super::wizard::Wizard;
use crate::api::Client;
use crate::components::error_summary::problem;
use crate::domain::customer_draft::whole_domain;
use crate::domain::new_customer::is_domain;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::Texts;

/// How long a person pauses before what they typed is looked up.
const PAUSE: Duration = Duration::from_millis(400);

/// What is known of the domain that is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Known {
    Nothing,
    Asking(String),
    Free(String),
    Taken(String),
    Unasked(String),
}

/// Looks the domain up while it is typed, after a pause; the last answer counts.
pub(super) fn look_up(wizard: &Wizard, client: &Client) -> RwSignal<Known> {
    let known = RwSignal::new(Known::Nothing);
    let latest = StoredValue::new(0_u32);
    let (typed, client) = (wizard.form.domain, client.clone());
    Effect::new(move |waiting: Option<Option<TimeoutHandle>>| {
        if let Some(Some(waiting)) = waiting {
            waiting.clear();
        }
        let domain = whole_domain(&typed.get());
        let turn = latest.get_value().wrapping_add(1);
        latest.set_value(turn);
        if !is_domain(&domain) {
            known.set(Known::Nothing);
            return None;
        }
        let client = client.clone();
        let ask = move || {
            known.try_set(Known::Asking(domain.clone()));
            leptos::task::spawn_local(async move {
                let answer = client.is_domain_free(&domain).await;
                if latest.try_get_value() == Some(turn) {
                    known.try_set(match answer {
                        Ok(true) => Known::Free(domain),
                        Ok(false) => Known::Taken(domain),
                        Err(_) => Known::Unasked(domain),
                    });
                }
            });
        };
        set_timeout_with_handle(ask, PAUSE).ok()
    });
    known
}

/// What is said of the domain.
pub(super) fn about(t: Texts, known: &Known) -> String {
    match known {
        Known::Nothing => String::new(),
        Known::Asking(domain) => t.new_customer_domain_asking(domain),
        Known::Free(domain) => t.new_customer_domain_free(domain),
        Known::Taken(domain) => problem(t, "", &taken(domain)).text,
        Known::Unasked(domain) => t.new_customer_domain_unasked(domain),
    }
}

/// That it is taken.
pub(super) fn taken(domain: &str) -> Refusal {
    Refusal::new(RefusalCode::DomainTaken).with("domain", domain)
}
