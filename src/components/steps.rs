//! The steps of a piece of work, in order.

use leptos::prelude::*;

use super::icon::icon;

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Done.
    Done,
    /// The next one.
    Current,
    /// Waits for those before it.
    Waiting,
    /// It ended the work.
    Stopped,
}

/// One step.
pub struct StepLine {
    /// How it stands.
    pub state: StepState,
    /// What is done in it.
    pub title: String,
    /// By whom and when, or what it waits for.
    pub text: String,
}

/// The list of steps, named `label`.
pub fn steps(label: String, lines: Vec<StepLine>) -> AnyView {
    let items: Vec<AnyView> = lines
        .into_iter()
        .enumerate()
        .map(|(index, line)| {
            let (word, mark) = match line.state {
                StepState::Done => ("done", icon("checkmark")),
                StepState::Stopped => ("blocked", icon("dismiss")),
                StepState::Current => ("current", (index + 1).to_string().into_any()),
                StepState::Waiting => ("waiting", (index + 1).to_string().into_any()),
            };
            let current = (line.state == StepState::Current).then_some("step");
            view! {
                <li class="steps__item" data-state=word aria-current=current>
                    <span class="steps__mark" aria-hidden="true">{mark}</span>
                    <span class="steps__title">{line.title}</span>
                    <span class="steps__text">{line.text}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ol class="steps" aria-label=label>{items}</ol> }.into_any()
}
