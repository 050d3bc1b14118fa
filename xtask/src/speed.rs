//! How fast the app is: natively by `examples/speed.rs`, the reference API by `server/tests/http/load.rs`, in the page by
//! `tests/e2e/speed.spec.ts` on the release site. All write names and numbers; this reads them and prints them as a table, each beside its baseline of the same run.

use crate::browser::{self, Browser};
use crate::project::Project;
use crate::server::Server;
use crate::shell::{self, Failure, Outcome};
use crate::task::Make;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use std::thread;

/// A name and a number.
pub(crate) type Measured = Vec<(String, f64)>;

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

/// Measures the release site in the browser.
///
/// # Errors
/// When the browser or its packages are missing, or the measurement fails.
pub(crate) fn in_page(project: &Project) -> Outcome<Measured> {
    let browser = Browser::ready()?;
    browser::node_packages(project)?;
    let server = Server::bind(0, &project.path(Make::Release.folder()))?;
    let address = server.address();
    thread::spawn(move || server.serve());
    let file = project.path("target/bench-page.json");
    let mut playwright = browser::package_program(project, "@playwright/test/cli.js")?;
    playwright.args(["test", "speed", "--workers=1"]);
    playwright.env("CROSSOVER_URL", address).env("CROSSOVER_CHROMIUM", &browser.chromium).env("CROSSOVER_BENCH", &file);
    shell::run(&mut playwright)?;
    let text = fs::read_to_string(&file).map_err(|error| Failure::new(format!("cannot read {}: {error}", file.display())))?;
    Ok(read_json(&text))
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

/// Which measured value stands beside which baseline.
const BESIDE: [(&str, &str); 3] = [
    ("app: first rows", "plain: first rows"),
    ("app: key to filtered list", "plain: key to filtered list"),
    ("pages-of-500", "parsed-pages-of-500"),
];

fn value(measured: &Measured, name: &str) -> Option<f64> {
    measured.iter().find(|(held, _)| held == name).map(|(_, value)| *value)
}

/// Name, value, and how many times its baseline it is.
pub(crate) fn table(measured: &Measured) -> String {
    let width = measured.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut table = String::new();
    for (name, number) in measured {
        let baseline = BESIDE.iter().find(|(held, _)| held == name).and_then(|(_, beside)| value(measured, beside));
        let ratio =
            baseline.filter(|it| *it > 0.0).map(|it| format!("  {:.2} times the baseline", number / it)).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{name:width$}  {number:>12.1}{ratio}");
    }
    table
}

/// The same for machines, as members of an object.
pub(crate) fn json(measured: &Measured) -> String {
    let members: Vec<String> = measured.iter().map(|(name, number)| format!("    \"{name}\": {number}")).collect();
    format!("{{\n{}\n  }}", members.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read_and_the_baseline_stands_beside() {
        let native = read_lines("preflights 120000\npages-of-500 50\nparsed-pages-of-500 100\nnothing\n");
        assert_eq!(native.len(), 3);
        assert!(table(&native).contains("0.50 times the baseline"));
        let page = read_json("{\n  \"plain: first rows\": 20,\n  \"app: first rows\": 45.5\n}");
        assert_eq!(page, [("plain: first rows".to_owned(), 20.0), ("app: first rows".to_owned(), 45.5)]);
        assert!(table(&page).contains("2.27 times") || table(&page).contains("2.28 times"), "{}", table(&page));
        assert_eq!(json(&page), "{\n    \"plain: first rows\": 20,\n    \"app: first rows\": 45.5\n  }");
    }
}
