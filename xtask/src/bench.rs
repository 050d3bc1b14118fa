//! `cargo xtask bench`: the first load of the app, with and without static mode, beside that of a bare Leptos page, built in the same
//! way; then how fast it is. One table, each value beside its baseline and its limit.

use crate::limits::{self, Measured};
use crate::project::{Project, locked_version};
use crate::shell::{Failure, Outcome};
use crate::site::{Builder, Extent};
use crate::size;
use crate::speed;
use crate::task::Make;
use crate::toolchain::Need;
use std::fs;

const APP: &str = "Cargo.toml";
const BARE: &str = "tests/bare/Cargo.toml";

/// Packages that both must have in one version, or the comparison says nothing.
const SHARED: [&str; 4] = ["gloo-net", "leptos", "leptos_router", "wasm-bindgen"];

/// Builds all, measures, prints the table and writes it to target/bench.json.
///
/// # Errors
/// When the two are not built alike, a build fails, or something cannot be measured.
pub(crate) fn run(project: &Project) -> Outcome {
    check_alike(project)?;
    let builder = Builder::ready(project, Need::Compiler)?;
    builder.app(Make::Release)?;
    let (bare_dist, live_dist) = (project.path("target/bench/bare"), project.path("target/bench/live"));
    builder.page(&project.path("tests/bare"), &bare_dist, Extent::Bare)?;
    builder.page(&project.root, &live_dist, Extent::Live)?;
    let mut measured = Measured::new();
    for (name, dist) in [
        ("with static mode", &project.path(Make::Release.folder())),
        ("without static mode", &live_dist),
        ("of the bare page", &bare_dist),
    ] {
        let mut assets = size::measure(dist)?;
        if dist == &live_dist {
            let start = dist.join("start.js");
            let text = fs::read_to_string(&start).map_err(|error| Failure::new(format!("{}: {error}", start.display())))?;
            let parts = parts_of_live(&text).ok_or_else(|| Failure::new("start.js does not tell the parts of live mode"))?;
            for asset in &mut assets {
                asset.first |= parts.iter().any(|part| asset.name.starts_with(&format!("parts/{part}-")));
            }
        }
        println!("\nFirst load {name}:\n{}", size::table(&assets));
        #[expect(clippy::cast_precision_loss, reason = "no site has 2^53 bytes")]
        measured.push((format!("first load {name}, bytes"), size::first_load_of(&assets).brotli as f64));
    }
    measured.extend(speed::in_page(project)?);
    measured.extend(speed::natively(project)?);
    measured.extend(speed::served(project)?);
    println!("\nCompiler {}\n\n{}", builder.toolchain().version(), limits::table(&measured));
    let file = project.path("target/bench.json");
    fs::write(&file, limits::json(&measured)).map_err(|error| Failure::new(format!("cannot write {}: {error}", file.display())))
}

/// The parts that live mode fetches before it shows anything, as `xtask/ahead.mjs` writes them: they are of its first load.
fn parts_of_live(start: &str) -> Option<Vec<&str>> {
    let (_, list) = start.split_once("\"live\":[")?;
    Some(list.split_once(']')?.0.split(',').map(|name| name.trim_matches('"')).collect())
}

fn check_alike(project: &Project) -> Outcome {
    let differ = |what: &str| Failure::new(format!("the app and tests/bare differ in {what}, so they cannot be compared"));
    if release_profile(&project.read(APP)?) != release_profile(&project.read(BARE)?) {
        return Err(differ("[profile.release]").help(format!("copy that section of {APP} into {BARE}")));
    }
    let (app, bare) = (project.read("Cargo.lock")?, project.read("tests/bare/Cargo.lock")?);
    if let Some(package) = SHARED.iter().find(|package| locked_version(&app, package) != locked_version(&bare, package)) {
        return Err(differ(package).help(format!("cargo update --manifest-path {BARE}")));
    }
    if wasm_opt(&project.read("index.html")?) != wasm_opt(&project.read("tests/bare/index.html")?) {
        return Err(differ("data-wasm-opt").help("copy that attribute of index.html into tests/bare/index.html"));
    }
    Ok(())
}

/// The settings under `[profile.release]`, comments left out.
fn release_profile(manifest: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|line| line.trim() != "[profile.release]").skip(1);
    let settings = lines.take_while(|line| !line.starts_with('[')).map(|line| line.split('#').next().unwrap_or_default().trim());
    settings.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The value of `data-wasm-opt` in a page.
fn wasm_opt(page: &str) -> Option<&str> {
    page.split_once("data-wasm-opt=\"")?.1.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn profiles_are_compared_without_their_comments() {
        let one = "[profile.release]\nopt-level = \"z\" # small\n\n# why\nlto = \"fat\"\n\n[profile.dev]\ndebug = 1\n";
        let two = "[package]\nname = \"x\"\n[profile.release]\nopt-level = \"z\"\nlto = \"fat\"";
        assert_eq!(release_profile(one), ["opt-level = \"z\"", "lto = \"fat\""]);
        assert_eq!(release_profile(one), release_profile(two));
    }

    #[test]
    fn what_live_mode_fetches_at_once_is_read_from_the_start() {
        let start = r#"const AHEAD = {"mark":"1f","parts":{"customers":["split_customers"],"live":["split_live","shared"]}};"#;
        assert_eq!(parts_of_live(start), Some(vec!["split_live", "shared"]));
        assert_eq!(parts_of_live("const AHEAD = undefined;"), None);
    }

    #[test]
    fn the_optimiser_setting_is_read_from_the_page() {
        assert_eq!(wasm_opt("<link data-trunk rel=\"rust\" data-wasm-opt=\"0\" />"), Some("0"));
        assert_eq!(wasm_opt("<link data-trunk rel=\"rust\" />"), None);
    }
}
