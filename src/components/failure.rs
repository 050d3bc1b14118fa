//! What went wrong with a call: what happened, what to do, the code, and the details for support. Pages show it by
//! [`super::trouble`], which fetches it.

use leptos::prelude::*;

use super::facts::SERVICE_LANGUAGE;
use super::heading::hold_focus;
use super::icon::{button_icon, icon};
use crate::api::error::{ApiError, Cause};
use crate::domain::refusal::RefusalCode;
use crate::i18n::{explain, use_texts};
use crate::viewer::Gate;

/// The longest pause that a browser's timer takes for certain, in seconds: a day.
const LONGEST_PAUSE_S: u32 = 86_400;

/// An error in place of what could not be loaded, or beside what could not be done.
#[component]
pub(super) fn Failure(
    /// The error.
    error: ApiError,
    /// Tries again; without it there is no button.
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let t = use_texts();
    let explained = {
        // It goes on by itself only where it can be tried again from here.
        let (error, waits) = (error.clone(), error.retry_after_s().filter(|_| on_retry.is_none()));
        move || match waits {
            Some(seconds) => explain::throttled(t, seconds),
            None => explain::error(t, &error),
        }
    };
    if let (Some(seconds), Some(on_retry)) = (error.retry_after_s(), on_retry) {
        // It says that it goes on by itself, and so it does; where the page is gone meanwhile, nothing is left to do.
        let pause = std::time::Duration::from_secs(u64::from(seconds.min(LONGEST_PAUSE_S)));
        if let Ok(timer) = set_timeout_with_handle(move || _ = on_retry.try_run(()), pause) {
            on_cleanup(move || timer.clear());
        }
    }
    let gate = use_context::<Gate>().filter(|_| matches!(error.cause, Cause::SignedOut | Cause::MfaNeeded));
    let sign_in = gate.map(|gate| {
        view! { <button type="button" class="button" data-kind="primary" on:click=move |_| (gate.sign_in)()>{t.trouble_sign_in()}</button> }
    });
    let sign = if error.is_elsewhere() {
        "open"
    } else if error.is(RefusalCode::ApiUnreachable) {
        "cloud-off"
    } else {
        "error-circle"
    };
    let trace = error.trace.clone();
    let details = (trace.status > 0 || !trace.correlation_id.is_empty()).then(move || {
        let code = trace.code.map(|code| code.to_string()).unwrap_or_default();
        let parts = [
            (t.trouble_status(), if trace.status > 0 { trace.status.to_string() } else { String::new() }),
            (t.trouble_code(), code),
            (t.trouble_text(), trace.text.clone()),
            (t.trouble_correlation(), trace.correlation_id.clone()),
        ];
        let rows: Vec<_> = parts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| view! { <div class="facts__item"><dt class="facts__label">{label}</dt><dd class="facts__value code" lang=SERVICE_LANGUAGE>{value}</dd></div> })
            .collect();
        view! {
            <details class="trouble__details">
                <summary>{t.trouble_details()}</summary>
                <dl class="facts">{rows}</dl>
            </details>
        }
    });
    let (says, next, code) = {
        let explained = explained.clone();
        let (one, two, three) = (explained.clone(), explained.clone(), explained);
        (move || one().says, move || two().next, move || three().code)
    };
    // What the service does not have it will not have on another try.
    let on_retry = on_retry.filter(|_| !error.is_elsewhere());
    let retry_kind = if sign_in.is_some() { None } else { Some("primary") };
    view! {
        <section class="trouble" role="alert">
            {icon(sign)}
            <h2 class="trouble__title">{says}</h2>
            <p class="trouble__text">{next}" "<small class="code">{code}</small></p>
            {(on_retry.is_some() || sign_in.is_some())
                .then(|| {
                    let retry = on_retry
                        .map(|on_retry| {
                            view! {
                                <button type="button" class="button" data-kind=retry_kind on:click=move |_| { hold_focus(); on_retry.run(()) }>
                                    {button_icon("arrow-sync")}
                                    {t.trouble_retry()}
                                </button>
                            }
                        });
                    view! { <div class="trouble__actions">{sign_in}{retry}</div> }
                })}
            {details}
        </section>
    }
}
