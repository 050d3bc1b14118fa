//! `cargo xtask bench`: the first load of the app beside that of a bare Leptos page, built in the same way; then how fast it is.

use crate::project::{Project, locked_version};
use crate::shell::{Failure, Outcome};
use crate::site::Builder;
use crate::size::{self, Asset};
use crate::speed::{self, Measured};
use crate::task::Make;
use crate::toolchain::Need;
use std::fs;

const APP: &str = "Cargo.toml";
const BARE: &str = "tests/bare/Cargo.toml";

/// Packages that both must have in one version, or the comparison says nothing.
const SHARED: [&str; 4] = ["gloo-net", "leptos", "leptos_router", "wasm-bindgen"];

/// Builds both, prints the comparison and writes it to target/bench.json.
///
/// # Errors
/// When the two are not built alike, or a build fails.
pub(crate) fn run(project: &Project) -> Outcome {
    check_alike(project)?;
    let builder = Builder::ready(project, Need::Compiler)?;
    builder.app(Make::Release)?;
    let bare_dist = project.path("target/bench/bare");
    builder.page(&project.path("tests/bare"), &bare_dist, false)?;
    let app = size::measure(&project.path("dist"))?;
    let bare = size::measure(&bare_dist)?;
    println!("\n{}\nThe bare page:\n{}", size::table(&app), size::table(&bare));
    let (app, bare) = (size::first_load_of(&app), size::first_load_of(&bare));
    println!("first load, brotli: {} bytes, bare page {} bytes: {} times", app.brotli, bare.brotli, ratio(&app, &bare));
    println!("compiler {}", builder.toolchain().version());
    let (native, server, page) = (speed::natively(project)?, speed::served(project)?, speed::in_page(project)?);
    println!(
        "\nnatively, per second:\n{}\nthe reference API:\n{}\nin the page, milliseconds and counts:\n{}",
        speed::table(&native),
        speed::table(&server),
        speed::table(&page)
    );
    let file = project.path("target/bench.json");
    fs::write(&file, json(&app, &bare, [&native, &server, &page]))
        .map_err(|error| Failure::new(format!("cannot write {}: {error}", file.display())))
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

/// How many times the bare page the app weighs, with two places.
fn ratio(app: &Asset, bare: &Asset) -> String {
    // No built page weighs nothing; `max` only keeps a division by zero out of reach.
    let hundredths = (app.brotli * 100 + bare.brotli / 2) / bare.brotli.max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn json(app: &Asset, bare: &Asset, [native, server, page]: [&Measured; 3]) -> String {
    let sizes = |asset: &Asset| format!("{{ \"raw\": {}, \"gzip\": {}, \"brotli\": {} }}", asset.raw, asset.gzip, asset.brotli);
    format!(
        "{{\n  \"first_load_bytes\": {{\n    \"app\": {},\n    \"bare\": {}\n  }},\n  \"ratio_brotli\": {},\n  \"native_per_second\": {},\n  \"reference_api\": {},\n  \"page\": {}\n}}\n",
        sizes(app),
        sizes(bare),
        ratio(app, bare),
        speed::json(native),
        speed::json(server),
        speed::json(page)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(brotli: u64) -> Asset {
        Asset { name: "first load".to_owned(), raw: brotli * 4, gzip: brotli * 2, brotli, first: true }
    }

    #[test]
    fn the_ratio_has_two_places_and_is_rounded() {
        assert_eq!(ratio(&asset(1_999), &asset(1_000)), "2.00");
        assert_eq!(ratio(&asset(1_054), &asset(1_000)), "1.05");
        assert_eq!(ratio(&asset(0), &asset(7)), "0.00");
    }

    #[test]
    fn profiles_are_compared_without_their_comments() {
        let one = "[profile.release]\nopt-level = \"z\" # small\n\n# why\nlto = \"fat\"\n\n[profile.dev]\ndebug = 1\n";
        let two = "[package]\nname = \"x\"\n[profile.release]\nopt-level = \"z\"\nlto = \"fat\"";
        assert_eq!(release_profile(one), ["opt-level = \"z\"", "lto = \"fat\""]);
        assert_eq!(release_profile(one), release_profile(two));
    }

    #[test]
    fn the_comparison_is_written_for_machines_too() {
        let text = json(&asset(200), &asset(100), [&Vec::new(), &vec![("calls".to_owned(), 5_000.0)], &Vec::new()]);
        assert!(text.contains("\"reference_api\": {\n    \"calls\": 5000\n  }"), "{text}");
        assert!(text.contains("\"app\": { \"raw\": 800, \"gzip\": 400, \"brotli\": 200 }"), "{text}");
        assert!(text.contains("\"ratio_brotli\": 2.00"), "{text}");
    }

    #[test]
    fn the_optimiser_setting_is_read_from_the_page() {
        assert_eq!(wasm_opt("<link data-trunk rel=\"rust\" data-wasm-opt=\"0\" />"), Some("0"));
        assert_eq!(wasm_opt("<link data-trunk rel=\"rust\" />"), None);
    }
}
