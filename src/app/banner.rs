//! Static mode's bar: says that this is sample data, and lets a person set who, when and what (static-mode.md, "Frame").

use crate::domain::moment::Timestamp;
use leptos::prelude::*;

use super::frame::LanguageSelect;
use super::lazily;
use crate::components::icon::{button_icon, icon};
use crate::components::in_turn::in_turn;
use crate::components::link::Link;
use crate::domain::business_day;
use crate::i18n::{format, use_texts};
use crate::route::Route;
use crate::viewer::Preview;

/// The bar.
#[component]
pub(super) fn Banner(
    /// What can be set.
    preview: Preview,
) -> impl IntoView {
    let t = use_texts();
    let is_rehearsal = preview.is_rehearsal;
    let label = move || if is_rehearsal { t.rehearsal_title() } else { t.banner_label() };
    view! {
        <aside class="frame__banner" aria-label=label>
            {in_turn(move || contents(preview.clone()))}
        </aside>
    }
}

fn contents(preview: Preview) -> AnyView {
    let t = use_texts();
    let open = RwSignal::new(false);
    let (is_rehearsal, scenario) = (preview.is_rehearsal, preview.scenario.clone());
    view! {
        <p class="frame__banner-text">
            {icon("beaker")}
            {if is_rehearsal {
                view! {
                    <span>
                        <strong>{move || t.rehearsal_mark()}</strong>
                        " "
                        <Link to=Route::Rehearsal>{move || t.rehearsal_report()}</Link>
                    </span>
                }
                    .into_any()
            } else {
                view! {
                    <span>
                        <strong>{move || t.banner_sample()}</strong>
                        ", "
                        {move || t.banner_scenario()}
                        " "
                        <span class="code">{move || scenario.get()}</span>
                    </span>
                }
                    .into_any()
            }}
        </p>
        <button
            type="button"
            class="button frame__banner-toggle narrow-only"
            data-kind="subtle"
            aria-expanded=move || open.get().to_string()
            aria-controls="banner-controls"
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {move || t.banner_change()}
            {button_icon("chevron-down")}
        </button>
        <div class="frame__banner-controls" id="banner-controls">{in_turn(move || controls(preview.clone()))}</div>
    }
    .into_any()
}

/// Who, when and what: on a phone behind a button.
fn controls(preview: Preview) -> AnyView {
    let t = use_texts();
    // Its panel is fetched when somebody opens it.
    let setting = RwSignal::new(false);
    let Preview { persona, personas, now, on_persona, on_now, on_reset, .. } = preview;
    let options = {
        let persona = persona.clone();
        move || {
            personas
                .iter()
                .map(|choice| {
                    let role = choice.roles.first().and_then(|word| t.words_role(word)).unwrap_or_else(|| t.frame_no_role());
                    let more = if choice.roles.len() > 1 { " +" } else { "" };
                    let text = format!("{}, {role}{more}", choice.name);
                    view! { <option value=choice.word selected=choice.word == persona.get()>{text}</option> }.into_any()
                })
                .collect::<Vec<_>>()
        }
    };
    let clock = {
        let now = now.clone();
        move || format::date_time(t, now.get())
    };
    let forward = {
        let (now, on_now) = (now.clone(), on_now.clone());
        move |days: i64, business: bool| {
            let at = now.get_untracked();
            let to = if business { business_day::after(at, days) } else { at.plus_hours(24 * days) };
            on_now(to);
        }
    };
    let step = move |days: i64, business: bool, label: Signal<String>| {
        let forward = forward.clone();
        view! { <button type="button" class="menu__item" on:click=move |_| forward(days, business)>{label}</button> }.into_any()
    };
    let steps = vec![
        step(1, false, Signal::derive(move || t.banner_day())),
        step(1, true, Signal::derive(move || t.banner_business_day())),
        step(5, true, Signal::derive(move || t.banner_five_business_days())),
        step(30, false, Signal::derive(move || t.banner_thirty_days())),
    ];
    let set_clock = {
        let on_now = on_now.clone();
        move |event| {
            let typed = event_target_value(&event);
            if let Ok(at) = format!("{typed}:00Z").parse::<Timestamp>() {
                on_now(at);
            }
        }
    };
    let clock_value = move || now.get().to_string().chars().take(16).collect::<String>();
    view! {
        <label class="frame__banner-control">
            {move || t.banner_persona()}
            <select class="field__input" on:change=move |event| on_persona(&event_target_value(&event))>{options}</select>
        </label>
        <details class="menu">
            <summary class="button" data-kind="subtle">
                {button_icon("clock")}
                <span class="visually-hidden">{move || t.banner_clock()}": "</span>
                {clock}
                {button_icon("chevron-down")}
            </summary>
            <div class="menu__panel">
                {steps}
                <label class="field menu__note">
                    {move || t.banner_set_clock()}
                    <input class="field__input" type="datetime-local" prop:value=clock_value on:change=set_clock />
                </label>
            </div>
        </details>
        <label class="frame__banner-control">{move || t.frame_language()}<LanguageSelect /></label>
        <button type="button" class="button" data-kind="subtle" on:click=move |_| on_reset()>
            {button_icon("arrow-reset")}
            {move || t.banner_reset()}
        </button>
        <details class="menu" on:toggle=move |_| setting.set(true)>
            <summary class="button" data-kind="subtle">
                {button_icon("settings")}
                {move || t.banner_more()}
                {button_icon("chevron-down")}
            </summary>
            <div class="menu__panel menu__note">
                {move || {
                    t.track();
                    setting.get().then(lazily::setting_panel)
                }}
            </div>
        </details>
        <Link to=Route::Design class="button">{move || t.banner_gallery()}</Link>
    }
    .into_any()
}
