//! Reads the configuration, picks the transport, mounts the app; nothing else.

#[cfg(feature = "static-mode")]
use std::sync::Arc;

use crossover::api::Client;
use crossover::api::journal::{Journal, MemoryJournal};
use crossover::api::session::PutTogether;
use crossover::api::transport::Transport;
use crossover::app::{App, Ground, Problem, ProblemPage};
use crossover::config::Config;
use crossover::domain::moment::Timestamp;
use crossover::i18n::Texts;
use crossover::live::LiveGround;
use crossover::storage::BrowserJournal;
use crossover::viewer::{Gate, Live, Preview};
use crossover::{assets, crash, languages, route, turn};
use leptos::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
    turn::take();
    wasm_bindgen_futures::spawn_local(start());
}

async fn start() {
    // That the browser made the app ready was a turn of its own.
    turn::give_way().await;
    route::set_base(base_path());
    let config = assets::text("config.json").await.map_or_else(|| Err("config.json".to_owned()), |file| Config::read(&file));
    turn::give_way().await;
    let is_static = matches!(config, Ok(Config::Static));
    let asked = is_static.then(asked_language).flatten();
    let language = languages::first(asked.as_deref());
    if asked.is_some() {
        languages::keep(language);
    }
    let Some(table) = languages::load(language).await else {
        // The page says it in its own words.
        crash::show();
        return;
    };
    turn::give_way().await;
    let texts = Texts::new(table);
    crash::arm();
    let ground = match config {
        Ok(config) => ground(&config, texts).await,
        Err(what) => Err(Problem::BadConfig(what)),
    };
    turn::give_way().await;
    match ground {
        Ok(ground) => mount_to_body(move || view! { <App ground=ground.clone() on_drawn=uncover /> }),
        Err(problem) => {
            mount_to_body(move || view! { <ProblemPage problem=problem.clone() texts /> });
            uncover();
        }
    }
}

/// Takes away what stood before the app.
fn uncover() {
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
    crash::take_back();
}

/// The language that the address asks for; in live mode that parameter means nothing.
fn asked_language() -> Option<String> {
    web_sys::UrlSearchParams::new_with_str(&window().location().search().ok()?).ok()?.get("lang")
}

/// What the app stands on, by the mode.
async fn ground(config: &Config, texts: Texts) -> Result<Ground, Problem> {
    let live = Live::default();
    let Picked { transport, now, preview, gate, who } = pick(config, &live).await?;
    let journal: Box<dyn Journal + Send + Sync> = match &preview {
        // What a rehearsal leaves unfinished is nobody else's.
        Some(preview) if preview.is_rehearsal => Box::new(MemoryJournal::default()),
        _ => Box::new(BrowserJournal),
    };
    let mut client = Client::new(transport, journal);
    if preview.is_none() {
        client = client.paced(|| browser_clock().as_millisecond().unsigned_abs());
    }
    if let Some(who) = who {
        client = client.knowing_who_by(who);
    }
    client.set_locale(texts.language().locale());
    Ok(Ground { client, texts, now, live, preview, gate })
}

/// What differs by the mode.
struct Picked {
    transport: Transport,
    now: Signal<Timestamp>,
    preview: Option<Preview>,
    gate: Option<Gate>,
    who: Option<PutTogether>,
}

async fn pick(config: &Config, live: &Live) -> Result<Picked, Problem> {
    #[cfg(feature = "static-mode")]
    if crossover::rehearsing::is_kept() {
        // In every mode it stands in the place of the network.
        let begin = crossover::rehearsing::fetch().await.ok_or(Problem::Incomplete)?;
        if let Some(ground) = begin(live.clone()).await? {
            return Ok(Picked {
                transport: ground.transport,
                now: ground.now,
                preview: Some(ground.preview),
                gate: None,
                who: None,
            });
        }
    }
    match config {
        #[cfg(feature = "static-mode")]
        Config::Static => {
            let stage = crossover::stage::Stage::set(live.clone()).await?;
            let preview = stage.preview();
            let now = stage.now().into();
            let transport = Transport::InProcess(Arc::new(crossover::stage::OnStage(stage)));
            Ok(Picked { transport, now, preview: Some(preview), gate: None, who: None })
        }
        #[cfg(not(feature = "static-mode"))]
        Config::Static => Err(Problem::BadConfig("mode = static".to_owned())),
        Config::Live(config) => {
            let begin = crossover::live::fetch().await.ok_or(Problem::Incomplete)?;
            let LiveGround { transport, gate, who } = begin(config.clone(), live.clone()).await?;
            Ok(Picked { transport, now: Signal::derive(browser_clock), preview: None, gate, who: Some(who) })
        }
    }
}

/// What the browser's clock says.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds of our era are far below 2^53")]
fn browser_clock() -> Timestamp {
    Timestamp::of_millisecond(js_sys::Date::now() as i64)
}

/// The path of the base address without the slash at its end: empty at the root of a host.
fn base_path() -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let path = base.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("/");
    path.trim_end_matches('/').to_owned()
}
