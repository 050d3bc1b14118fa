//! Buttons that say why they cannot be pressed, and who can (R3).

use leptos::prelude::*;

use super::icon::{button_icon, icon};
use crate::domain::percent::encode;
use crate::domain::refusal::{Refusal, RefusalCode};
use crate::i18n::{explain, use_texts};
use crate::viewer::use_viewer;

/// A button for an action that a role, or the state of things, may forbid: it then stays, cannot be pressed, and tells what it
/// takes, who can, and how to hand over.
#[component]
pub fn GatedButton(
    /// Unique on the page; the reason derives its id from it.
    #[prop(into)]
    id: String,
    /// What stands on it.
    #[prop(into)]
    label: Signal<String>,
    /// Why it cannot be pressed, if so.
    #[prop(into)]
    refusal: Signal<Option<Refusal>>,
    /// `primary`, `danger`, `subtle`; none for the ordinary one.
    #[prop(optional)]
    kind: &'static str,
    /// Name of its icon.
    #[prop(optional)]
    icon_name: &'static str,
    /// Says that it is at work: it then takes no further press.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Pressed while allowed and idle.
    on_press: impl Fn() + 'static,
) -> impl IntoView {
    let reason_id = format!("{id}-why");
    let described = {
        let reason_id = reason_id.clone();
        move || refusal.with(Option::is_some).then(|| reason_id.clone())
    };
    view! {
        <div class="gate">
            <button
                type="button"
                class="button"
                id=id
                data-kind=(!kind.is_empty()).then_some(kind)
                aria-disabled=move || (refusal.with(Option::is_some)).then_some("true")
                aria-busy=move || busy.get().then_some("true")
                aria-describedby=described
                on:click=move |_| {
                    if refusal.with_untracked(Option::is_none) && !busy.get_untracked() {
                        on_press();
                    }
                }
            >
                {(!icon_name.is_empty()).then(|| button_icon(icon_name))}
                {label}
            </button>
            {move || refusal.get().map(|why| view! { <GateReason id=reason_id.clone() why /> })}
        </div>
    }
}

/// Why an action is not open, in words, with a link that hands it over to somebody who can.
#[component]
pub fn GateReason(
    /// The id that the control is described by.
    id: String,
    /// Why.
    why: Refusal,
    /// The path at which it is done; this page, unless told.
    #[prop(optional, into)]
    to: Option<String>,
) -> impl IntoView {
    let t = use_texts();
    let explained = explain::refusal(t, &why);
    let hand_over = (why.code == RefusalCode::RoleRequired).then(|| hand_over(&why, to)).flatten();
    view! {
        <div class="gate__reason" id=id>
            {icon("lock-closed")}
            <span>
                {format!("{} {} ", explained.says, explained.next)}
                {hand_over.map(|(name, address)| view! { <a class="link" href=address>{t.gate_hand_over(&name)}</a> " " })}
                <small class="code">{explained.code}</small>
            </span>
        </div>
    }
}

/// Name and `mailto:` address of the first person who holds one of the roles, with the address at which it is done.
fn hand_over(why: &Refusal, to: Option<String>) -> Option<(String, String)> {
    let t = use_texts();
    let viewer = use_viewer();
    let roles = why.value("role")?;
    let person = viewer
        .0
        .holders
        .iter()
        .filter(|(role, _)| roles.split(',').any(|word| word == role.word()))
        .flat_map(|(_, people)| people)
        .next()?
        .clone();
    let location = window().location();
    let here = match to {
        Some(path) => format!("{}{path}", location.origin().unwrap_or_default()),
        None => location.href().unwrap_or_default(),
    };
    let subject = t.gate_subject(&viewer.0.organisation.name);
    let body = t.gate_body(&here, &person.name, &viewer.0.name);
    let address =
        format!("mailto:{}?subject={}&body={}", encode(&person.email).replace("%40", "@"), encode(&subject), encode(&body));
    Some((person.name, address))
}
