//! Why the app cannot start as asked: a page of its own, instead of a blank screen.

use leptos::prelude::*;

use crate::components::notice::Notice;
use crate::crash;
use crate::i18n::Texts;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The scenario of the address does not exist; the known ones follow.
    UnknownScenario(String, Vec<&'static str>),
    /// A parameter of the address cannot be read: its name and value.
    BadParameter(&'static str, String),
    /// Signing in did not work: what was said, or what is missing.
    SignIn(String),
    /// config.json is missing or wrong: what it says.
    BadConfig(String),
    /// A part of the app that it takes to begin could not be fetched.
    Incomplete,
}

/// The page that says it.
#[component]
pub fn ProblemPage(
    /// What is wrong.
    problem: Problem,
    /// The texts.
    texts: Texts,
) -> impl IntoView {
    let t = texts;
    let home = document().base_uri().ok().flatten().unwrap_or_default();
    let (title, body, list) = match problem {
        Problem::UnknownScenario(name, known) => (t.problem_scenario(&name), t.problem_scenario_known(), known),
        Problem::BadParameter(name, value) => (t.problem_parameter(name, &value), t.problem_parameter_next(), Vec::new()),
        Problem::Incomplete => (t.problem_incomplete(), t.problem_incomplete_next(), Vec::new()),
        Problem::SignIn(what) => (t.problem_sign_in(&what), t.problem_sign_in_next(), vec![""]),
        Problem::BadConfig(what) => (t.problem_config(&what), t.problem_config_next(), Vec::new()),
    };
    document().set_title(&t.general_window(&title));
    crash::speak(t);
    let links: Vec<AnyView> = list
        .into_iter()
        .map(|word| match word {
            // A cold start signs in anew.
            "" => view! { <li><a href=home.clone()>{t.trouble_sign_in()}</a></li> }.into_any(),
            word => view! { <li><a href=format!("{home}?scenario={word}")>{word}</a></li> }.into_any(),
        })
        .collect();
    view! {
        <main class="frame__main" id="main">
            <header class="page-heading"><h1 class="page-heading__title">{title.clone()}</h1></header>
            <Notice tone="warning" title=body />
            {(!links.is_empty()).then(|| view! { <ul class="columns">{links}</ul> })}
        </main>
    }
}
