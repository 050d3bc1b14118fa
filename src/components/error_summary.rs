//! All that is wrong with a form, at once: it takes focus when it comes, and leads to each field.

use std::borrow::Cow;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::icon::icon;
use crate::api::error::ApiError;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::{Texts, explain, use_texts};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The id of the field that it is about; empty where it is about the whole.
    pub field: Cow<'static, str>,
    /// What it says.
    pub text: String,
}

/// What is wrong with a form; the fields ask it for theirs.
#[derive(Clone, Copy)]
pub struct Problems(RwSignal<Vec<Problem>>);

impl Default for Problems {
    fn default() -> Self {
        Self(RwSignal::new(Vec::new()))
    }
}

impl Problems {
    /// Says what is wrong, all of it; what was said before is taken back.
    pub fn set(self, problems: Vec<Problem>) {
        self.0.try_set(problems);
    }

    /// Nothing is wrong.
    pub fn clear(self) {
        self.set(Vec::new());
    }

    /// What is wrong with the field `id`.
    pub fn of(self, id: impl Into<Cow<'static, str>>) -> Signal<Option<String>> {
        let id = id.into();
        Signal::derive(move || self.0.read().iter().find(|problem| problem.field == id).map(|problem| problem.text.clone()))
    }

    /// Takes a refusal of the service that is about a field into the list; `None` when it was, else the error comes back, to be
    /// shown as trouble. `field_of` gives the id of the field that the service's name means.
    pub fn admit(self, t: Texts, error: ApiError, field_of: impl Fn(&Refusal) -> Option<&'static str>) -> Option<ApiError> {
        let Some((field, refusal)) = error.refusal().and_then(|refusal| Some((field_of(refusal)?, refusal.clone()))) else {
            return Some(error);
        };
        self.set(vec![Problem { field: field.into(), text: explain::refusal(t, &refusal).says }]);
        None
    }
}

/// A refusal of the field with the label `label`: it is missing.
pub fn required(t: Texts, field: &'static str, label: &str) -> Problem {
    problem(t, field, &Refusal::new(RefusalCode::FieldRequired).with("field", label))
}

/// A refusal of the field with the label `label`: it is not as `rule` says.
pub fn invalid(t: Texts, field: &'static str, label: &str, rule: &str) -> Problem {
    problem(t, field, &Refusal::new(RefusalCode::FieldInvalid).with("field", label).with("rule", rule))
}

/// A refusal that is about the field `field`.
pub fn problem(t: Texts, field: impl Into<Cow<'static, str>>, refusal: &Refusal) -> Problem {
    Problem { field: field.into(), text: explain::refusal(t, refusal).says }
}

/// The list of all that is wrong, before the fields; nothing while nothing is.
#[component]
pub fn ErrorSummary(
    /// What is wrong.
    problems: Problems,
) -> impl IntoView {
    let t = use_texts();
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        problems.0.track();
        if let Some(summary) = node.get() {
            // A summary that cannot take focus leaves it where it was; it is announced all the same.
            let _ = summary.focus();
        }
    });
    move || {
        let list = problems.0.get();
        (!list.is_empty()).then(|| {
            let entries: Vec<AnyView> = list
                .into_iter()
                .map(|Problem { field, text }| {
                    if field.is_empty() {
                        return view! { <li>{text}</li> }.into_any();
                    }
                    let target = field.clone();
                    let lead = move |event: leptos::ev::MouseEvent| {
                        // With a base element the address `#…` would leave the page.
                        event.prevent_default();
                        focus(&target);
                    };
                    view! { <li><a href=format!("#{field}") on:click=lead>{text}</a></li> }.into_any()
                })
                .collect();
            view! {
                <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title" node_ref=node>
                    <h2 class="error-summary__title" id="error-summary-title">{icon("error-circle")}{t.general_problems()}</h2>
                    <ul class="error-summary__list">{entries}</ul>
                </div>
            }
        })
    }
}

/// Puts focus on the control with this id.
pub fn focus(id: &str) {
    if let Some(control) = document().get_element_by_id(id).and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // A control that cannot take focus leaves it where it was.
        let _ = control.focus();
    }
}
