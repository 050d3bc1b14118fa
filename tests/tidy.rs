//! Reads the sources and holds us to the architecture of src/lib.rs and to the manner of CONTRIBUTING.md.

#![expect(clippy::unwrap_used, reason = "a test stops where it finds what it did not expect")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crossover::domain::ids::{CustomerId, InvitationId, SubscriptionId, TenantId, TransferId};
use crossover::route::Route;

/// What each part may import; a longer path admits that module alone.
const ALLOWED: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("wire", &["domain"]),
    ("api", &["wire", "domain"]),
    ("sim", &["api::http", "api::transport", "wire", "domain"]),
    ("route", &["domain"]),
    ("config", &["wire"]),
    ("assets", &[]),
    ("storage", &["api::journal", "wire::shelf"]),
    ("viewer", &["domain"]),
    ("i18n", &["api::error", "wire::json", "domain"]),
    ("languages", &["assets", "i18n", "storage"]),
    (
        "live",
        &[
            "api::fetch",
            "api::session",
            "api::http",
            "api::transport",
            "api::queue",
            "app::Problem",
            "config",
            "domain",
            "storage",
            "viewer",
            "wire::json",
        ],
    ),
    ("crash", &["i18n"]),
    ("components", &["i18n", "api::error", "domain", "route", "storage", "turn", "viewer"]),
    (
        "pages",
        &[
            "components",
            "i18n",
            "api",
            "wire::application",
            "wire::json",
            "wire::preflight",
            "wire::rehearsal",
            "wire::review",
            "wire::whole",
            "domain",
            "lock",
            "route",
            "storage",
            "viewer",
            "assets",
        ],
    ),
    ("app", &["pages", "components", "i18n", "api", "domain", "route", "storage", "viewer", "languages", "crash"]),
    (
        "rehearsing",
        &[
            "app::Problem",
            "sim",
            "stage",
            "api::http",
            "api::replies::refusal_of_write",
            "api::transport",
            "wire",
            "domain",
            "storage",
            "turn",
            "viewer",
        ],
    ),
    ("lock", &[]),
    ("setup", &["app::Problem", "sim", "domain"]),
    ("stage", &["app::Problem", "sim", "api::http", "api::transport", "domain", "lock", "setup", "storage", "turn", "viewer"]),
    ("turn", &[]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` whose name ends in `ending`, with its text.
fn files(folder: &str, ending: &str) -> BTreeMap<String, String> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    assert!(!found.is_empty(), "no {ending} below {folder}");
    let name = |path: &Path| path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
    found.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// The part of a source file that is not tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap()
}

/// Code lines: no comments.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    code(text).lines().enumerate().map(|(index, line)| (index + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn imports_run_one_way() {
    let mut complaints = Vec::new();
    for (file, text) in files("src", ".rs") {
        let inside = file.trim_start_matches("src/").trim_end_matches(".rs");
        let part = inside.split('/').next().unwrap();
        if part == "lib" || part == "main" {
            continue;
        }
        let (_, allowed) = ALLOWED
            .iter()
            .find(|(name, _)| *name == part)
            .unwrap_or_else(|| panic!("{file}: say in tests/tidy.rs what it may import"));
        for (number, line) in lines(&text) {
            for (at, _) in line.match_indices("crate::") {
                let path = &line[at + "crate::".len()..];
                let to = path.split(|sign: char| !sign.is_alphanumeric() && sign != '_').next().unwrap();
                let fits = |allowed: &&str| {
                    path.strip_prefix(*allowed)
                        .is_some_and(|rest| !rest.starts_with(|sign: char| sign.is_alphanumeric() || sign == '_'))
                };
                if to != part && !allowed.iter().any(fits) {
                    complaints.push(format!("{file}:{number}: {part} must not import {path}"));
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn the_rules_know_no_web_and_no_clock() {
    for (file, text) in files("src/domain", ".rs").into_iter().chain(files("src/wire", ".rs")).chain(files("src/sim", ".rs")) {
        for (number, line) in lines(&text) {
            for word in ["leptos", "web_sys", "js_sys", "gloo_", "Timestamp::now", "SystemTime", "Instant::now"] {
                assert!(!line.contains(word), "{file}:{number}: {word}");
            }
        }
    }
}

#[test]
fn only_two_files_touch_the_network() {
    for (file, text) in files("src", ".rs") {
        let may = ["src/api/fetch.rs", "src/assets.rs"].contains(&file.as_str());
        assert!(may || !code(&text).contains("gloo_net"), "{file}: calls go through api::transport");
    }
}

#[test]
fn nothing_is_left_unfinished_or_unwrapped() {
    for (file, text) in files("src", ".rs") {
        for (number, line) in lines(&text) {
            for word in ["todo!(", "unimplemented!(", ".unwrap()", "inner_html", "dbg!("] {
                assert!(!line.contains(word), "{file}:{number}: {word}");
            }
            assert!(!line.contains(" style=\""), "{file}:{number}: a style attribute is refused by a strict policy");
        }
    }
}

/// Text of the screen comes from locales/*.json. Signs, the app's own name and ids of the page may stand in Rust.
#[test]
fn no_text_of_the_screen_stands_in_rust() {
    let mut complaints = Vec::new();
    for (file, text) in files("src/components", ".rs").into_iter().chain(files("src/pages", ".rs")).chain(files("src/app", ".rs"))
    {
        for (number, line) in lines(&text) {
            for attribute in ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\""] {
                if line.contains(attribute) {
                    complaints.push(format!("{file}:{number}: {}", line.trim()));
                }
            }
            let trimmed = line.trim();
            let is_text = trimmed.starts_with('"')
                && trimmed.ends_with('"')
                && trimmed.contains(' ')
                && trimmed.chars().filter(|sign| sign.is_alphabetic()).count() > 3;
            if is_text {
                complaints.push(format!("{file}:{number}: {trimmed}"));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn raw_values_stand_in_the_tokens_alone() {
    let mut complaints = Vec::new();
    for (file, text) in files("style", ".css") {
        if file.ends_with("tokens.css") || file.ends_with("layers.css") {
            continue;
        }
        assert!(text.contains("@layer "), "{file}: every rule stands in a layer");
        for (index, line) in text.lines().enumerate() {
            let value = line.split_once(':').map_or("", |(_, value)| value);
            let has_hex = value.split('#').skip(1).any(|rest| rest.chars().take_while(char::is_ascii_hexdigit).count() >= 3);
            if has_hex || value.contains("rgb(") {
                complaints.push(format!("{file}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Says whether an address fits a pattern of the router.
fn fits(pattern: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap();
    let (wanted, given): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    wanted.len() == given.len() && wanted.iter().zip(&given).all(|(wanted, given)| wanted.starts_with(':') || wanted == given)
}

// R6 R8
#[test]
fn every_route_is_in_the_table_of_addresses() {
    let customer = || CustomerId::parse("a1").unwrap();
    let routes = [
        Route::Overview,
        Route::Enroll,
        Route::CorrectProfile,
        Route::Customers,
        Route::Subscriptions(customer()),
        Route::RequestTransfer(customer()),
        Route::InformProvider(customer(), TransferId::parse("t1").unwrap()),
        Route::Account(customer()),
        Route::Extend(customer()),
        Route::AskConsent(customer()),
        Route::AskAgreement(customer()),
        Route::Users(customer()),
        Route::Subscription(customer(), SubscriptionId::parse("s1").unwrap()),
        Route::Transfer(customer(), TransferId::parse("t1").unwrap()),
        Route::Transfers,
        Route::History,
        Route::Move,
        Route::Rehearsal,
        Route::IndirectProviders,
        Route::FindProvider,
        Route::Invitation(InvitationId::parse("i1").unwrap()),
        Route::InviteCustomers(TenantId::parse("p1").unwrap(), None),
        Route::IndirectResellers,
        Route::RequestPartnership,
        Route::ProviderProfile,
        Route::NewCustomer(TenantId::parse("r1").unwrap()),
        Route::CreateCustomer,
        Route::NewSubscription(customer()),
        Route::ProgramInfo,
        Route::Settings,
        Route::Design,
        Route::DesignComponents,
    ];
    let app = fs::read_to_string(root().join("src/app/mod.rs")).unwrap();
    let shapes = app.lines().filter_map(|line| line.trim().strip_prefix("(\"")?.split_once("\", "));
    let table: Vec<&str> = shapes.map(|(shape, _)| shape).filter(|shape| shape.starts_with('/')).collect();
    for route in &routes {
        assert!(table.iter().any(|pattern| fits(pattern, &route.path())), "{route:?} leads nowhere");
    }
    let older = "/settings/partner-settings/partner-profile/program-info";
    for pattern in &table {
        assert!(*pattern == older || routes.iter().any(|route| fits(pattern, &route.path())), "no link is made to {pattern}");
    }
    assert!(table.contains(&older), "both namings open Program info");
}

/// Components without a specimen on `/design/components`, each with its reason.
const WITHOUT_SPECIMEN: &[(&str, &str)] = &[
    ("announce", "it is read aloud and not seen"),
    ("clipboard", "it draws nothing"),
    ("failure", "trouble shows it, and has a specimen"),
    ("fetched", "what it fetches has one; that it cannot be had looks like trouble"),
    ("heading", "it names the page: that of the components bears it itself; style/components/page-heading.css has a specimen"),
    ("in_turn", "it draws nothing of its own"),
    ("specimen", "it draws the specimens"),
];

// R163
#[test]
fn every_icon_stands_in_one_sprite_and_the_first_page_has_its_own() {
    let ids = |sprite: &str| -> Vec<String> {
        let text = fs::read_to_string(root().join(sprite)).unwrap();
        text.split("<symbol id=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
    };
    let (first, later) = (ids("public/icons.svg"), ids("public/later-icons.svg"));
    let source = fs::read_to_string(root().join("src/components/icon.rs")).unwrap();
    let list = source.split_once("const FIRST").unwrap().1.split_once("];").unwrap().0;
    let mut wanted: Vec<&str> = list.split('"').skip(1).step_by(2).chain(["crossover"]).collect();
    let mut found: Vec<&str> = first.iter().map(String::as_str).collect();
    wanted.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, wanted, "run style/generate.mjs");
    assert_eq!(later.iter().find(|name| first.contains(name)), None);
    for (path, text) in files("src", "rs") {
        for name in text.split("icon(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(first.iter().chain(&later).any(|known| known == name), "{path}: no icon {name}");
        }
    }
}

#[test]
fn every_component_and_style_sheet_has_a_specimen_or_a_reason() {
    let drawn: String = ["specimens.rs", "pieces.rs"]
        .map(|name| fs::read_to_string(root().join("src/pages/design").join(name)).unwrap())
        .concat();
    let reason = |name: &str| WITHOUT_SPECIMEN.iter().any(|(known, _)| *known == name);
    let sources = files("src/components", ".rs");
    let mut parts: Vec<String> =
        sources.keys().map(|path| stem_below(path, "src/components/", ".rs")).filter(|name| name != "mod").collect();
    parts.dedup();
    assert!(parts.len() > 15, "the components were not found");
    for part in &parts {
        let is_used = drawn.contains(&format!("use crate::components::{part}::"));
        assert_eq!(is_used, !reason(part), "src/components/{part}.rs: a specimen, or a reason, and not both");
    }
    for path in files("style/components", ".css").keys() {
        let sheet = stem_below(path, "style/components/", ".css");
        let is_shown = drawn.contains(&format!("name: \"{sheet}\""));
        assert_eq!(is_shown, !reason(&sheet), "style/components/{sheet}.css: a specimen, or a reason, and not both");
    }
}

/// The first part of a path below `folder`: `draft` of `src/components/draft/mod.rs`.
fn stem_below(path: &str, folder: &str, ending: &str) -> String {
    let below = path.rsplit_once(folder).map_or(path, |(_, below)| below);
    below.split('/').next().unwrap().trim_end_matches(ending).to_owned()
}
