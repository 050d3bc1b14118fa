//! The frame around every page: who is signed in, where one can go, and the notices that concern everything.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::banner::Banner;
use super::lazily;
use super::renewal::Renewal;
use crate::api::error::ApiError;
use crate::components::announce::region;
use crate::components::dialog::{Beside, Pause};
use crate::components::icon::{button_icon, icon};
use crate::components::in_turn::in_turn;
use crate::components::link::{Link, NavLink};
use crate::domain::organisation::Side;
use crate::i18n::{Language, use_texts};
use crate::route::Route;
use crate::storage::Keep;
use crate::viewer::{Gate, Preview, Viewer};

/// The frame.
#[component]
pub(super) fn Frame(
    /// Who is signed in, once that is known.
    viewer: Memo<Option<Result<Viewer, ApiError>>>,
    /// Static mode's controls.
    preview: Option<Preview>,
    /// What the service asks us to wait.
    pause: Pause,
    /// The page.
    children: Children,
) -> impl IntoView {
    let t = use_texts();
    let gate = use_context::<Gate>();
    let is_out = {
        let gate = gate.clone();
        move || gate.as_ref().is_some_and(|gate| gate.is_out.get())
    };
    let session = Memo::new(move |_| viewer.get().and_then(Result::ok).filter(|_| !is_out()));
    let sign_out = move || {
        let gate = gate.clone().filter(|_| session.get().is_some())?;
        Some(
            view! { <button type="button" class="button" data-kind="subtle" on:click=move |_| (gate.sign_out)()>{t.frame_sign_out()}</button> },
        )
    };
    let menu_open = RwSignal::new(false);
    let location = use_location();
    Effect::new(move |_| {
        location.pathname.track();
        menu_open.set(false);
    });
    let skip = move |event: leptos::ev::MouseEvent| {
        // With a base element the address `#main` would leave the page.
        event.prevent_default();
        focus_main();
    };
    let said = move || pause.says(t);
    let is_preview = preview.is_some();
    let beside = Beside { shown: RwSignal::new(is_preview && Keep::Tab.get("tour").is_some()), draw: lazily::tour_bar };
    provide_context(beside);
    let tools = move || {
        view! {
            {move || {
                session.get().map(|_| view! { <Link to=Route::Transfers class="button frame__inbox">{button_icon("arrow-swap")}{t.frame_inbox()}</Link> })
            }}
            {(!is_preview).then(|| view! { <label class="frame__banner-control">{move || t.frame_language()}<LanguageSelect /></label> })}
            {move || session.get().map(|viewer| view! { <User viewer /> })}
            {sign_out.clone()}
            <button
                type="button"
                class="button frame__menu narrow-only"
                data-kind="subtle"
                aria-expanded=move || menu_open.get().to_string()
                aria-controls="nav"
                on:click=move |_| menu_open.update(|open| *open = !*open)
            >
                {button_icon("navigation")}
                {move || t.frame_menu()}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="frame">
            <a class="skip-link" href="#main" on:click=skip>{move || t.frame_skip()}</a>
            {preview.map(|preview| view! { <Banner preview /> })}
            {beside.view()}
            <header class="frame__header">
                <a href=Route::Overview.path() class="frame__brand">
                    <svg class="frame__mark" aria-hidden="true"><use href="icons.svg#crossover" /></svg>
                    "Crossover"
                </a>
                {move || session.get().map(|viewer| view! { <span class="frame__organisation">{viewer.0.organisation.name.clone()}</span> })}
                <div class="frame__tools">{in_turn(tools)}</div>
            </header>
            <nav class="frame__nav" id="nav" aria-label=move || t.frame_nav()>
                <ul class="frame__nav-list">{move || session.get().map(|viewer| navigation(&viewer))}</ul>
            </nav>
            {children()}
            <p class="toast" role="status">{said}</p>
            {region()}
            {in_turn(|| view! { <Renewal /> }.into_any())}
        </div>
    }
}

/// Puts focus on the page itself.
fn focus_main() {
    use wasm_bindgen::JsCast;

    if let Some(main) = document().get_element_by_id("main").and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
        // A page that cannot take focus leaves it where it was.
        let _ = main.focus();
    }
}

/// The pages of the person's side, in the sources' order (R4, R5).
fn navigation(viewer: &Viewer) -> Vec<AnyView> {
    let t = use_texts();
    let overview = (Route::Overview, "home", Signal::derive(move || t.nav_overview()));
    let customers = (Route::Customers, "people", Signal::derive(move || t.nav_customers()));
    let entries = match viewer.side() {
        Side::Partner => {
            let mut entries = vec![overview, customers];
            if viewer.0.is_enrolled() {
                entries.push((Route::IndirectProviders, "building-multiple", Signal::derive(move || t.nav_providers())));
            }
            entries.push((Route::Settings, "settings", Signal::derive(move || t.nav_settings())));
            entries
        }
        Side::Provider => {
            vec![(Route::IndirectResellers, "building-multiple", Signal::derive(move || t.nav_resellers())), customers]
        }
    };
    entries
        .into_iter()
        .map(|(route, icon_name, name)| {
            let with_below = route != Route::Overview;
            view! { <li><NavLink to=route class="frame__nav-link" with_below>{icon(icon_name)}{name}</NavLink></li> }.into_any()
        })
        .collect()
}

/// Who is signed in, with the roles (R3).
#[component]
fn User(
    /// The person.
    viewer: Viewer,
) -> impl IntoView {
    let t = use_texts();
    let session = viewer.0;
    // Of a first and a last name: Femke de Vries is FV, what stands between does not count.
    let mut parts = session.name.split_whitespace().filter_map(|part| part.chars().next());
    let initials: String = parts.next().into_iter().chain(parts.next_back()).collect();
    let roles = {
        let session = session.clone();
        move || {
            if !session.knows_roles {
                return String::new();
            }
            let words: Vec<String> = session.roles.iter().filter_map(|role| t.words_role(role.word())).collect();
            if words.is_empty() { t.frame_no_role() } else { words.join(", ") }
        }
    };
    view! {
        <div class="frame__user">
            <span class="frame__user-text">
                <span class="frame__user-name">{session.name.clone()}</span>
                <span class="frame__user-roles">{roles}</span>
            </span>
            <span class="frame__avatar" aria-hidden="true">{initials}</span>
        </div>
    }
}

/// The choice of the screen's language: changes it without a reload, and is kept.
#[component]
pub(super) fn LanguageSelect() -> impl IntoView {
    let t = use_texts();
    let change = move |event| {
        let Some(language) = Language::parse(&event_target_value(&event)) else { return };
        let select = event_target::<web_sys::HtmlSelectElement>(&event);
        leptos::task::spawn_local(async move {
            match crate::languages::load_for(t, language).await {
                Some(table) => {
                    crate::languages::keep(language);
                    t.set(table);
                }
                // The screen stays as it is, and the choice says so.
                None => select.set_value(t.language().tag()),
            }
        });
    };
    let options = move || {
        Language::ALL
            .into_iter()
            .map(|language| view! { <option value=language.tag() lang=language.tag() selected=language == t.language()>{language.own_name()}</option> }.into_any())
            .collect::<Vec<_>>()
    };
    view! { <select class="field__input" on:change=change>{options}</select> }
}
