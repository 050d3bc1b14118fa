//! What the address sets beside persona and clock, to be set by hand; and the address that leads back to this very view
//! (static-mode.md, "Addresses").

use leptos::prelude::*;

use crate::components::clipboard;
use crate::components::field::TextField;
use crate::components::icon::button_icon;
use crate::domain::rule_set::RuleSet;
use crate::i18n::use_texts;
use crate::viewer::Preview;

/// The address of the page one is on, with `pairs` in its query; those without a value are left out.
fn address_with(pairs: &[(&str, &str)]) -> Option<String> {
    let location = window().location();
    let url = web_sys::Url::new(&location.href().ok()?).ok()?;
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        url.search_params().set(name, value);
    }
    Some(url.href())
}

/// The panel: scenario, rule set, latency and faults, and the link to this view.
#[component]
pub fn SettingPanel() -> impl IntoView {
    let t = use_texts();
    let preview = expect_context::<Preview>();
    let setting = (preview.setting)();
    let scenario = RwSignal::new(String::new());
    let rules = RwSignal::new(setting.rules.to_owned());
    let latency = RwSignal::new(setting.latency_ms.to_string());
    let fault = RwSignal::new(setting.fault.clone());
    let wrong = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let by_hand = RwSignal::new(String::new());
    let latency_error = Signal::derive(move || wrong.get().then(|| t.setting_latency_error()));
    let apply = {
        let setting = setting.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let typed = latency.get_untracked();
            // The longest that a browser's timers wait.
            wrong.set(!typed.trim().parse::<u32>().is_ok_and(|ms| i32::try_from(ms).is_ok()));
            if wrong.get_untracked() {
                return;
            }
            let (scenario, chosen, fault) = (scenario.get_untracked(), rules.get_untracked(), fault.get_untracked());
            let rules = if scenario.is_empty() && chosen == setting.rules { String::new() } else { chosen };
            // An empty plan of faults takes the old one back, so it has to be said.
            let fault = if fault.trim().is_empty() { ";".to_owned() } else { fault.trim().to_owned() };
            if let Some(to) =
                address_with(&[("scenario", &scenario), ("rules", &rules), ("latency", typed.trim()), ("fault", &fault)])
            {
                // An address of this page cannot be refused.
                let _ = window().location().assign(&to);
            }
        }
    };
    let copy = {
        let preview = preview.clone();
        move |_| {
            let setting = (preview.setting)();
            let (scenario, persona, now) =
                (preview.scenario.get_untracked(), preview.persona.get_untracked(), preview.now.get_untracked());
            let start = if setting.start == now { String::new() } else { setting.start.to_string() };
            let latency = if setting.latency_ms == 0 { String::new() } else { setting.latency_ms.to_string() };
            let scale = setting.scale.map(|scale| scale.to_string()).unwrap_or_default();
            let pairs = [
                ("scenario", scenario.as_str()),
                ("as", &persona),
                ("lang", t.language().tag()),
                ("now", &now.to_string()),
                ("start", &start),
                ("rules", setting.rules),
                ("scale", &scale),
                ("latency", &latency),
                ("fault", &setting.fault),
            ];
            let Some(link) = address_with(&pairs) else { return };
            leptos::task::spawn_local(async move {
                let copied = clipboard::write(&link).await;
                let text = match (copied, setting.is_acted) {
                    (false, _) => t.setting_by_hand(),
                    (true, false) => t.setting_copied(),
                    (true, true) => t.setting_copied_acted(),
                };
                by_hand.try_set(if copied { String::new() } else { link });
                said.try_set(text);
            });
        }
    };
    let scenarios: Vec<AnyView> =
        preview.scenarios.iter().map(|word| view! { <option value=*word>{*word}</option> }.into_any()).collect();
    let rule_sets: Vec<AnyView> = RuleSet::ALL
        .into_iter()
        .map(|known| {
            view! { <option value=known.word() selected=known.word() == setting.rules>{known.word()}</option> }.into_any()
        })
        .collect();
    view! {
        <form class="stack" data-gap="small" on:submit=apply>
            <div class="field">
                <label class="field__label" for="setting-scenario">{t.setting_scenario()}</label>
                <select class="field__input" id="setting-scenario" on:change=move |event| scenario.set(event_target_value(&event))>
                    <option value="">{t.setting_goes_on()}</option>
                    {scenarios}
                </select>
            </div>
            <div class="field">
                <label class="field__label" for="setting-rules">{t.setting_rules()}</label>
                <select class="field__input" id="setting-rules" on:change=move |event| rules.set(event_target_value(&event))>{rule_sets}</select>
            </div>
            <TextField id="setting-latency" label=Signal::derive(move || t.setting_latency()) kind="number" error=latency_error value=latency />
            <TextField
                id="setting-fault"
                label=Signal::derive(move || t.setting_fault())
                hint=t.setting_fault_hint()
                error=Signal::derive(|| None::<String>)
                value=fault
            />
            <div class="cluster">
                <button type="submit" class="button" data-kind="primary">{t.setting_apply()}</button>
                <button type="button" class="button" on:click=copy>{button_icon("link")}{t.setting_copy()}</button>
            </div>
            <p role="status">{said}</p>
            {move || {
                let link = by_hand.get();
                (!link.is_empty()).then(|| view! { <input class="field__input" readonly aria-label=t.setting_link() prop:value=link /> })
            }}
        </form>
    }
}
