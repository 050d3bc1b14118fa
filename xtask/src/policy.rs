//! What a visitor's browser must never have to load: held against the built wasm, because some of these crates
//! are in the dependency tree without ending up in the file. Licences, sources and the tree itself are
//! cargo-deny's, see deny.toml.

use crate::project::Project;
use crate::shell::{Failure, Outcome};
use crate::size;
use std::fs;
use std::path::Path;

/// What the first load weighed when this was last recorded, in bytes of brotli; README, "Size and speed", says what is in it.
const RECORDED: u64 = 216_700;

/// The most that the first load may weigh: what was recorded, and 3 % for noise between compilers; but never more than the hard limit.
const FIRST_LOAD_LIMIT: u64 = if RECORDED + RECORDED * 3 / 100 < 250_000 { RECORDED + RECORDED * 3 / 100 } else { 250_000 };

/// Crates whose work the browser does: patterns, addresses, time, network, cryptography.
const NEVER_LINKED: [&str; 7] = ["regex-automata", "regex-syntax", "url", "chrono", "time", "reqwest", "ring"];

/// A crate that every build links: where not even this one is found, names cannot be found at all.
const ALWAYS_LINKED: &str = "reactive_graph";

/// Holds the built site against both limits.
///
/// # Errors
/// When a crate that must not be linked is, or the first load is too heavy.
pub(crate) fn check_site(project: &Project) -> Outcome {
    let dist = project.path("dist");
    let assets = size::measure(&dist)?;
    let mut wasm = String::new();
    for asset in assets.iter().filter(|asset| Path::new(&asset.name).extension().is_some_and(|it| it == "wasm")) {
        let unreadable = |error| Failure::new(format!("{} cannot be read: {error}", asset.name));
        wasm += &String::from_utf8_lossy(&fs::read(dist.join(&asset.name)).map_err(unreadable)?);
    }
    check_linked(&wasm)?;
    let total = size::first_load_of(&assets).brotli;
    println!("first load: {total} bytes of brotli, limit {FIRST_LOAD_LIMIT}");
    if total > FIRST_LOAD_LIMIT {
        let what = format!("the first load weighs {total} bytes, {} too many", total - FIRST_LOAD_LIMIT);
        return Err(Failure::new(what).help("cargo xtask build (lists the files)"));
    }
    Ok(())
}

/// Names that only the simulated service knows: a customer of its sample, and a scenario.
const SIMULATED: [&str; 2] = ["Northwind Traders", "rejected-transfer"];

/// Holds a build without static mode to have nothing of the simulation in it.
///
/// # Errors
/// When the file cannot be read, or names what only the simulation knows.
pub(crate) fn check_live(wasm: &Path) -> Outcome {
    let bytes = fs::read(wasm).map_err(|error| Failure::new(format!("{} cannot be read: {error}", wasm.display())))?;
    check_unsimulated(&String::from_utf8_lossy(&bytes))
}

fn check_unsimulated(wasm: &str) -> Outcome {
    // Proof that names are to be found at all: the client's own.
    if !wasm.contains("MS-PartnerCenter-Application") {
        return Err(Failure::new("the wasm does not even name its own headers: nothing can be checked"));
    }
    match SIMULATED.into_iter().find(|name| wasm.contains(name)) {
        Some(name) => Err(Failure::new(format!("a build without static mode knows \"{name}\""))
            .help("cargo tree -e features (what turns static-mode on)")),
        None => Ok(()),
    }
}

/// Looks for the source paths that panics carry: `…/regex-automata-0.4.18/src/…`.
fn check_linked(wasm: &str) -> Outcome {
    if !is_linked(wasm, ALWAYS_LINKED) {
        return Err(Failure::new(format!(
            "the wasm does not name its crates (not even {ALWAYS_LINKED}): nothing can be checked"
        )));
    }
    match NEVER_LINKED.into_iter().find(|name| is_linked(wasm, name)) {
        Some(name) => Err(Failure::new(format!("the wasm links {name}")).help(format!(
            "cargo tree --target wasm32-unknown-unknown -e normal -i {name}\n(let the browser do it: RegExp, URL, Intl, fetch, crypto)"
        ))),
        None => Ok(()),
    }
}

fn is_linked(wasm: &str, name: &str) -> bool {
    let follows = |rest: &str| rest.strip_prefix('-').is_some_and(|it| it.starts_with(|digit: char| digit.is_ascii_digit()));
    wasm.split(['/', '\\']).any(|part| part.strip_prefix(name).is_some_and(follows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_recognised_by_the_path_of_its_sources() {
        let wasm = "\u{0}asm/registry/src/reactive_graph-0.2.16/src/lib.rsC:\\registry\\url-2.5.8\\src\\lib.rs";
        assert!(is_linked(wasm, "reactive_graph") && is_linked(wasm, "url"));
        assert!(!is_linked(wasm, "reactive") && !is_linked(wasm, "ring"));
        assert!(!is_linked("/src/url-parts/mod.rs and /curl-2.0", "url"));
    }

    #[test]
    fn a_build_that_links_what_it_must_not_is_refused() {
        let clean = "/reactive_graph-0.2.16/src/owner.rs";
        assert!(check_linked(clean).is_ok());
        let failure = check_linked(&format!("{clean}/regex-automata-0.4.18/src/dfa.rs")).expect_err("it is linked");
        assert!(failure.to_string().contains("-i regex-automata"), "{failure}");
    }

    #[test]
    fn a_live_build_that_knows_the_sample_is_refused() {
        let live = "MS-PartnerCenter-Application";
        assert!(check_unsimulated(live).is_ok());
        assert!(check_unsimulated(&format!("{live} Northwind Traders")).is_err());
        assert!(check_unsimulated("").is_err());
    }

    #[test]
    fn a_build_that_names_nothing_proves_nothing() {
        assert!(check_linked("").is_err());
    }
}
