//! The app: contexts, addresses, the frame around every page.

mod banner;
mod frame;
mod lazily;
mod problem;
mod renewal;
mod signed_out;

use std::sync::Arc;

use crate::domain::moment::Timestamp;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_location;
use leptos_router::location::{BrowserUrl, LocationProvider};

pub use self::problem::{Problem, ProblemPage};

use self::frame::Frame;
use self::signed_out::SignedOut;
use crate::api::Client;
use crate::api::error::Cause;
use crate::components::dialog::Pause;
use crate::components::heading::Arrived;
use crate::components::in_turn::in_turn;
use crate::components::load::{Loaded, Loading};
use crate::components::trouble::Trouble;
use crate::crash;
use crate::domain::organisation::Side;
use crate::i18n::format::Now;
use crate::i18n::{Texts, use_texts};
use crate::pages::Named;
use crate::pages::overview::PartnerOverview;
use crate::route::{self, Words};
use crate::viewer::{Gate, Live, Preview, Viewer, use_viewer};

/// What the app stands on; made by `main`.
#[derive(Clone)]
pub struct Ground {
    /// The client, over its transport.
    pub client: Client,
    /// The texts of the screen.
    pub texts: Texts,
    /// What the clock says.
    pub now: Signal<Timestamp>,
    /// The signal that something changed.
    pub live: Live,
    /// Static mode's controls; none in live mode.
    pub preview: Option<Preview>,
    /// How one signs in and out, in live mode.
    pub gate: Option<Gate>,
}

/// The whole app.
#[component]
pub fn App(
    /// What it stands on.
    ground: Ground,
    /// Called when it takes the place of the shell.
    on_drawn: fn(),
) -> impl IntoView {
    let Ground { client, texts, now, live, preview, gate } = ground;
    provide_context(client.clone());
    provide_context(texts);
    provide_context(Now(now));
    provide_context(live.clone());
    provide_context(Arrived(RwSignal::new(false)));
    if let Some(preview) = &preview {
        // The gallery asks for it: in live mode there is none.
        provide_context(preview.clone());
    }
    if let Some(gate) = &gate {
        provide_context(gate.clone());
    }
    let pause = Pause(RwSignal::new(None));
    provide_context(pause);
    client.on_pause(Box::new(move |seconds| {
        pause.0.try_set(seconds);
    }));
    Effect::new(move |_| crash::speak(texts));
    Effect::new(move |_| {
        // A page of the first load needs a text beyond it, such as that of a rare refusal.
        if texts.missed().get() {
            leptos::task::spawn_local(async move {
                crate::languages::complete(texts).await;
            });
        }
    });
    let persona = preview.as_ref().map(|preview| preview.persona.clone());
    let me = Loaded::new(move || {
        live.track();
        if let Some(persona) = &persona {
            persona.track();
        }
        let client = client.clone();
        async move { client.me().await.map(|session| Viewer(Arc::new(session))) }
    });
    let viewer = Memo::new(move |_| me.get());
    let is_out = {
        let gate = gate.clone();
        Memo::new(move |_| gate.as_ref().is_some_and(|gate| gate.is_out.get()))
    };
    Effect::new({
        let gate = gate.clone();
        move |_| {
            if let (Some(gate), Some(Ok(viewer))) = (&gate, viewer.get()) {
                (gate.meet)(viewer.0.user.as_str());
            }
        }
    });
    // Nobody is signed in at the start: the sign-in page says so best.
    let leaves = Memo::new(move |before| {
        let is_nobody =
            before.is_none_or(|it: &bool| *it) && matches!(viewer.get(), Some(Err(ref error)) if error.cause == Cause::SignedOut);
        is_nobody && gate.as_ref().is_some_and(|gate| (gate.arrive)())
    });
    let resets = preview.as_ref().map(|preview| preview.resets.clone());
    let pages = move || {
        if let Some(resets) = &resets {
            resets.track();
        }
        if is_out.get() {
            return view! { <SignedOut /> }.into_any();
        }
        // The pages are built anew in another language: their texts need not watch for it one by one.
        texts.track();
        match viewer.get() {
        Some(Err(_)) if leaves.get() => view! { <main class="frame__main" id="main"><Loading /></main> }.into_any(),
        None => view! { <main class="frame__main" id="main"><Loading /></main> }.into_any(),
        Some(Err(error)) => {
            view! { <main class="frame__main" id="main"><Trouble error on_retry=Callback::new(move |()| me.refetch()) /></main> }.into_any()
        }
        Some(Ok(viewer)) => {
            provide_context(viewer);
            view! { <Pages /> }.into_any()
        }
        }
    };
    let frame = move || {
        let (preview, pages) = (preview.clone(), pages.clone());
        let frame = view! { <Frame viewer preview pause>{pages}</Frame> }.into_any();
        on_drawn();
        frame
    };
    view! { <Router>{in_turn(frame)}</Router> }
}

/// **Overview**, of the person's side: the partner's is part of the first load.
fn home() -> AnyView {
    let overview = match use_viewer().side() {
        Side::Partner => view! { <PartnerOverview standing=lazily::standing /> }.into_any(),
        Side::Provider => lazily::provider_overview(),
    };
    view! { {overview} <Guide /> }.into_any()
}

/// The guide over the whole move, fetched once somebody unfolds it: the first load goes without.
#[component]
fn Guide() -> impl IntoView {
    let t = use_texts();
    let wanted = RwSignal::new(false);
    view! {
        <details class="card" on:toggle=move |_| wanted.set(true)>
            <summary>{t.overview_guide()}</summary>
            {move || wanted.get().then(lazily::guide)}
        </details>
    }
}

/// Builds a page.
type Build = fn() -> AnyView;

/// The addresses by their shapes, each with its page (static-mode.md); `route::Route` makes the links to them.
///
/// The router's own table costs a type of its own for each address, 30 kB of the first load.
const PAGES: &[(&str, Build)] = &[
    ("/", home),
    ("/enroll", lazily::enroll_page),
    ("/customers", lazily::customers_page),
    ("/customers/:customer/account", lazily::account_page),
    ("/customers/:customer/users", lazily::users_page),
    ("/customers/new-customer", lazily::create_customer_page),
    ("/customers/:customer/new-subscription", lazily::new_subscription_page),
    ("/customers/:customer/subscriptions", lazily::subscriptions_page),
    ("/customers/:customer/subscriptions/:subscription", lazily::subscription_page),
    ("/customers/:customer/transfers/:transfer", lazily::transfer_page),
    ("/transfers", lazily::transfers_page),
    ("/history", lazily::history_page),
    ("/move", lazily::transition_page),
    ("/rehearsal", lazily::rehearsal_page),
    ("/indirect-providers", lazily::providers_page),
    ("/find-a-provider", lazily::find_provider_page),
    ("/invitations/:invitation", lazily::invitation_page),
    ("/indirect-providers/:provider/invite", lazily::invite_page),
    ("/indirect-resellers", lazily::resellers_page),
    ("/indirect-resellers/request-partnership", lazily::request_partnership_page),
    ("/provider-profile", lazily::provider_profile_page),
    ("/indirect-resellers/:reseller/new-customer", lazily::new_customer_page),
    ("/settings", lazily::settings_page),
    ("/settings/account-settings/partner-profile/program-info", lazily::program_info_page),
    ("/settings/partner-settings/partner-profile/program-info", lazily::program_info_page),
    ("/design", lazily::design_page),
    ("/design/components", lazily::components_page),
];

/// The page of the address.
#[component]
fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let page = Memo::new(move |_| path.with(|path| PAGES.iter().position(|(shape, _)| route::read(shape, path).is_some())));
    if let Some(browser) = use_context::<BrowserUrl>() {
        // The router shows the new address when it is told that the page has come.
        Effect::new(move |_| {
            path.track();
            browser.ready_to_complete();
        });
    }
    let shown = move || match page.get() {
        Some(place) => {
            let (shape, build) = PAGES[place];
            // A page that is about to go keeps what its own address named.
            let words = move |before: Option<&Words>| {
                path.with(|path| route::read(shape, path)).or_else(|| before.cloned()).unwrap_or_default()
            };
            provide_context(Named(Memo::new(words)));
            build()
        }
        None => lazily::missing_page(),
    };
    view! { <main class="frame__main" id="main" tabindex="-1">{shown}</main> }
}
