//! What must stand before a step, each with its remedy.

use leptos::prelude::*;

use super::icon::icon;

/// How a line of the list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckState {
    /// It stands.
    Done,
    /// It does not, and something is to be done.
    Blocked,
}

/// One line.
pub struct CheckLine {
    /// How it stands.
    pub state: CheckState,
    /// The state in a word, for screen readers.
    pub state_text: String,
    /// What must stand.
    pub title: String,
    /// How it came to stand, or why it does not and who can change that.
    pub text: String,
    /// A link or button towards the remedy.
    pub action: Option<AnyView>,
}

/// The list.
pub fn checklist(lines: Vec<CheckLine>) -> AnyView {
    let items: Vec<AnyView> = lines
        .into_iter()
        .map(|line| {
            let (word, sign) = match line.state {
                CheckState::Done => ("done", "checkmark-circle"),
                CheckState::Blocked => ("blocked", "dismiss-circle"),
            };
            view! {
                <li class="checklist__item" data-state=word>
                    {icon(sign)}
                    <h3 class="checklist__title">{line.title}<span class="visually-hidden">{format!(": {}", line.state_text)}</span></h3>
                    <p class="checklist__text">{line.text}</p>
                    {line.action.map(|action| view! { <div class="checklist__action">{action}</div> })}
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="checklist">{items}</ul> }.into_any()
}
