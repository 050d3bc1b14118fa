//! Every component in all its states, with the tokens that it speaks in (static-mode.md, "Frame"; R163).

use leptos::prelude::*;

use super::specimens;
use crate::api::error::ApiError;
use crate::components::heading::PageHeading;
use crate::components::trouble::Trouble;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::{Texts, use_texts};
use crate::route::Route;
use crate::viewer::Preview;

include!(concat!(env!("OUT_DIR"), "/tokens.rs"));

/// One component: the name of its style sheet, and each of its states with what shows it.
pub(super) struct Component {
    pub(super) name: &'static str,
    pub(super) states: Vec<(&'static str, AnyView)>,
}

/// The page; in live mode there is none.
#[component]
pub fn ComponentsPage() -> impl IntoView {
    let t = use_texts();
    if use_context::<Preview>().is_none() {
        return view! { <Trouble error=ApiError::refused(Refusal::new(RefusalCode::NotFound)) /> }.into_any();
    }
    let components = specimens::all(t);
    let contents: Vec<AnyView> = components
        .iter()
        .map(|component| {
            let name = component.name;
            // With a base element an address of a fragment alone would leave the page.
            let to = format!("{}#{name}", Route::DesignComponents.path());
            view! { <li><a href=to rel="external">{name}</a></li> }.into_any()
        })
        .collect();
    let sections: Vec<AnyView> = components.into_iter().map(|component| section(t, component)).collect();
    view! {
        <PageHeading title=t.design_components() lead=t.design_components_lead() above=vec![(t.design_title(), Route::Design)] />
        <ul class="columns">{contents}</ul>
        {sections}
    }
    .into_any()
}

fn section(t: Texts, component: Component) -> AnyView {
    let Component { name, states } = component;
    let states: Vec<AnyView> = states
        .into_iter()
        .map(|(state, specimen)| {
            view! {
                <div class="specimen">
                    <p class="specimen__state">{t.words_state(state).unwrap_or_default()}</p>
                    <div class="specimen__body">{specimen}</div>
                </div>
            }
            .into_any()
        })
        .collect();
    let tokens: &[&str] = TOKENS.iter().find(|(sheet, _)| *sheet == name).map_or(&[], |(_, tokens)| tokens);
    let tokens: Vec<AnyView> = tokens.iter().map(|token| view! { <li class="code">{*token}</li> }.into_any()).collect();
    view! {
        <section class="section" id=name aria-labelledby=format!("of-{name}")>
            <h2 class="card__title code" id=format!("of-{name}")>{name}</h2>
            <div class="specimens">{states}</div>
            <details>
                <summary>{t.design_tokens(&name.replace('-', "\u{2011}"))}</summary>
                <ul class="columns">{tokens}</ul>
            </details>
        </section>
    }
    .into_any()
}
