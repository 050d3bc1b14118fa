//! How fast the app is: natively by `examples/speed.rs`, the reference API by `server/tests/http/load.rs`, in the page by
//! `tests/e2e/speed.spec.ts` and `tests/e2e/lighthouse.spec.ts` on the release site. All write names and numbers; this reads them.

use crate::browser::{self, Browser};
use crate::limits::Measured;
use crate::project::Project;
use crate::server::Server;
use crate::shell::{self, Failure, Outcome};
use crate::task::Make;
use std::fs;
use std::process::Command;
use std::thread;

/// Measures the rules and the simulated service, per second.
///
/// # Errors
/// When it does not compile.
pub(crate) fn natively(project: &Project) -> Outcome<Measured> {
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--release", "--no-default-features", "--features", "static-mode", "--example", "speed"]);
    Ok(read_lines(&shell::capture(cargo.current_dir(&project.root))?))
}

/// Measures the reference API as it is run, optimised: five hundred sessions at once, a fifth of their calls writes.
///
/// # Errors
/// When it does not compile, or a single call fails.
pub(crate) fn served(project: &Project) -> Outcome<Measured> {
    let mut cargo = Command::new("cargo");
    cargo.args(["test", "--quiet", "--package", "crossover-server", "--profile", "server", "--test", "http", "five_hundred"]);
    Ok(read_lines(&shell::capture(cargo.args(["--", "--nocapture"]).current_dir(&project.root))?))
}

/// Measures the release site in the browser: the work of the page itself, then what Lighthouse says of the main screens.
///
/// # Errors
/// When the browser or its packages are missing, or a measurement fails.
pub(crate) fn in_page(project: &Project) -> Outcome<Measured> {
    let browser = Browser::ready()?;
    browser::node_packages(project)?;
    let server = Server::bind(0, &project.path(Make::Release.folder()))?;
    let address = server.address();
    thread::spawn(move || server.serve());
    let mut measured = Measured::new();
    for (spec, variable) in [("speed", "CROSSOVER_BENCH"), ("lighthouse", "CROSSOVER_LIGHTHOUSE")] {
        let file = project.path(&format!("target/bench-{spec}.json"));
        let mut playwright = browser::package_program(project, "@playwright/test/cli.js")?;
        playwright.args(["test", &format!("{spec}.spec"), "--workers=1"]);
        playwright.env("CROSSOVER_URL", &address).env("CROSSOVER_CHROMIUM", &browser.chromium).env(variable, &file);
        shell::run(&mut playwright)?;
        let text = fs::read_to_string(&file).map_err(|error| Failure::new(format!("cannot read {}: {error}", file.display())))?;
        measured.extend(read_json(&text));
    }
    Ok(measured)
}

/// Lines of a name and a number.
fn read_lines(text: &str) -> Measured {
    text.lines()
        .filter_map(|line| line.rsplit_once(' '))
        .filter_map(|(name, value)| Some((name.to_owned(), value.parse().ok()?)))
        .collect()
}

/// A flat object of numbers, as `JSON.stringify` writes it, one member a line.
fn read_json(text: &str) -> Measured {
    let member = |line: &str| {
        let (name, value) = line.trim().trim_end_matches(',').rsplit_once(": ")?;
        Some((name.trim_matches('"').to_owned(), value.parse().ok()?))
    };
    text.lines().filter_map(member).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        let native = read_lines("preflights natively, per second 120000\ncalls 50\n\nnothing\n");
        assert_eq!(native, [("preflights natively, per second".to_owned(), 120_000.0), ("calls".to_owned(), 50.0)]);
        let page = read_json("{\n  \"key, plain, ms\": 20,\n  \"Overview, mobile: FCP\": 45.5\n}");
        assert_eq!(page, [("key, plain, ms".to_owned(), 20.0), ("Overview, mobile: FCP".to_owned(), 45.5)]);
    }
}
