//! `cargo xtask test`: every check, one after the other, and the sum of it all.

use crate::browser::{self, Browser};
use crate::policy;
use crate::project::Project;
use crate::reference;
use crate::report::{self, Step, Tally};
use crate::server::Server;
use crate::shell::{self, Failure, Outcome, duration};
use crate::site::Builder;
use crate::task::Make;
use crate::toolchain::{Need, TARGET};
use crate::tools;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Instant;

/// The library without Leptos, as it is tested natively.
const WITHOUT_UI: [&str; 3] = ["--no-default-features", "--features", "static-mode"];

/// Runs everything and ends with the totals. Whether nothing failed.
pub(crate) fn run(project: &Project, full: bool) -> bool {
    let mut steps = Steps::default();
    steps.all(project, full);
    print!("{}", report::closing(&steps.done));
    steps.done.iter().all(|step| step.tally.failed == 0)
}

/// Runs Playwright alone, on a site that is built when it has to be. Whether nothing failed.
///
/// # Errors
/// When something is missing or the build fails.
pub(crate) fn end_to_end(project: &Project, make: Make, arguments: &[String]) -> Outcome<bool> {
    let builder = Builder::ready(project, Need::Compiler)?;
    let browser = Browser::ready()?;
    browser::node_packages(project)?;
    builder.app(make)?;
    let tally = play(project, make, &browser, false, arguments)?;
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    Ok(tally.failed == 0)
}

/// What was done so far.
#[derive(Default)]
struct Steps {
    done: Vec<Step>,
}

impl Steps {
    /// In the order of what tells most soonest: what needs no browser first, the release build last.
    fn all(&mut self, project: &Project, full: bool) {
        let Some((builder, browser, cargo_deny)) = self.take("set-up", || set_up(project)) else {
            return;
        };
        let native = |arguments: &[&str]| {
            let mut cargo = Command::new("cargo");
            cargo.args(arguments).current_dir(&project.root);
            cargo
        };
        let wasm = |arguments: &[&str]| {
            let mut cargo = builder.toolchain().cargo(project);
            cargo.args(arguments);
            cargo
        };
        let components = |failure: Failure| failure.help("cargo fmt (rustup component add rustfmt, where it is missing)");

        self.check("format", || {
            shell::run(&mut native(&["fmt", "--all", "--check"])).map_err(components)?;
            shell::run(&mut native(&["fmt", "--manifest-path", "tests/bare/Cargo.toml", "--check"])).map_err(components)
        });
        self.check("licences and sources", || {
            let mut deny = Command::new(cargo_deny.join("cargo-deny"));
            deny.args(["--offline", "--locked", "--workspace", "check", "bans", "licenses", "sources"]);
            shell::run(deny.current_dir(&project.root))
        });

        self.check("clippy, rules alone", || shell::run(&mut native(&clippy(&["--no-default-features"]))));
        self.check("clippy, without ui", || shell::run(&mut native(&clippy(&[&["--all-targets"], &WITHOUT_UI[..]].concat()))));
        self.tests("native tests", || {
            count_cargo(&mut native(&[&["test", "--workspace", "--locked", "--no-fail-fast"], &WITHOUT_UI[..]].concat()))
        });
        self.check("clippy, native", || shell::run(&mut native(&clippy(&["--workspace", "--all-targets"]))));
        self.check("clippy, wasm", || shell::run(&mut wasm(&clippy(&["--target", TARGET, "--lib", "--bins", "--test", "web"]))));
        self.check("documentation", || {
            let mut doc = native(&["doc", "--workspace", "--locked", "--no-deps", "--document-private-items"]);
            shell::run(doc.env("RUSTDOCFLAGS", "-D warnings"))
        });
        self.tests("browser tests of Rust", || {
            let mut cargo = wasm(&["test", "--locked", "--target", TARGET, "--test", "web"]);
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
            cargo.env("CHROMEDRIVER", &browser.chromedriver).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
            count_cargo(&mut cargo)
        });

        self.check("live mode alone, without the simulation", || {
            shell::run(&mut wasm(&[
                "build",
                "--locked",
                "--target",
                TARGET,
                "--no-default-features",
                "--features",
                "ui",
                "--bin",
                "crossover",
            ]))?;
            policy::check_live(&builder.toolchain().target_dir.join(TARGET).join("debug/crossover.wasm"))
        });

        let built = self.check("release site", || builder.app(Make::Release));
        self.check("linked crates and size", || needs(built).and_then(|()| policy::check_site(project)));
        self.check("types of the end-to-end tests", || {
            shell::run(browser::package_program(project, "typescript/bin/tsc")?.args(["--noEmit", "--project", "."]))
        });
        self.check("valid HTML", || {
            needs(built)?;
            let mut validate = browser::package_program(project, "html-validate/bin/html-validate.mjs")?;
            shell::run(validate.arg("--config").arg(".htmlvalidate.mjs").arg(project.path("dist/index.html")))
        });
        self.tests("end-to-end tests", || needs(built).and_then(|()| play(project, Make::Release, &browser, full, &[])));
    }

    /// Does a step whose result the next ones need.
    fn take<T>(&mut self, name: &'static str, work: impl FnOnce() -> Outcome<T>) -> Option<T> {
        let mut kept = None;
        self.tests(name, || {
            kept = Some(work()?);
            Ok(Tally::PASSED)
        });
        kept
    }

    /// Does a step that holds or does not. Whether it held.
    fn check(&mut self, name: &'static str, work: impl FnOnce() -> Outcome) -> bool {
        self.take(name, work).is_some()
    }

    /// Does a step that counts tests.
    fn tests(&mut self, name: &'static str, work: impl FnOnce() -> Outcome<Tally>) {
        println!("\n── {name}");
        let started = Instant::now();
        let tally = work().unwrap_or_else(|failure| {
            println!("{failure}");
            Tally::FAILED
        });
        let time = started.elapsed();
        println!("── {name}: {} in {}", if tally.failed == 0 { "ok" } else { "FAILED" }, duration(time));
        self.done.push(Step { name, tally, time });
    }
}

/// Everything that has to be there, first of all: what is missing is told before the first long step.
fn set_up(project: &Project) -> Outcome<(Builder<'_>, Browser, PathBuf)> {
    let builder = Builder::ready(project, Need::CompilerAndClippy)?;
    let browser = Browser::ready()?;
    browser::node_packages(project)?;
    let cargo_deny = tools::cargo_deny(project)?;
    shell::run(Command::new("cargo").args(["fetch", "--locked", "--quiet"]).current_dir(&project.root))?;
    Ok((builder, browser, cargo_deny))
}

/// The arguments of Clippy, with warnings denied.
fn clippy(options: &[&'static str]) -> Vec<&'static str> {
    [&["clippy", "--locked"], options, &["--", "-D", "warnings"]].concat()
}

fn needs(built: bool) -> Outcome {
    if built { Ok(()) } else { Err(Failure::new("not done, because the site was not built")) }
}

fn count_cargo(command: &mut Command) -> Outcome<Tally> {
    let (status, output) = shell::watch(command)?;
    Ok(Tally::of_cargo(&output).believed(status.success()))
}

/// Runs Playwright on the site of `make`, served by ourselves on a free port.
fn play(project: &Project, make: Make, browser: &Browser, full: bool, arguments: &[String]) -> Outcome<Tally> {
    // Tests of live mode start it themselves, and kill it.
    let reference = reference::build(project, Make::Quick)?;
    let server = Server::bind(0, &project.path(make.folder()))?;
    let address = server.address();
    thread::spawn(move || server.serve());
    let results = project.path("target/e2e/results.json");
    forget(&results)?;
    let mut playwright = browser::package_program(project, "@playwright/test/cli.js")?;
    playwright.arg("test").args(arguments);
    playwright.env("CROSSOVER_URL", address).env("CROSSOVER_CHROMIUM", &browser.chromium);
    playwright.env("CROSSOVER_FIREFOX", &browser.firefox);
    playwright.env("CROSSOVER_SERVER", reference).env("CROSSOVER_SITE", project.path(make.folder()));
    if full {
        playwright.env("CROSSOVER_FULL", "1");
    }
    let success = shell::run(&mut playwright).is_ok();
    let report = fs::read_to_string(&results).unwrap_or_default();
    Ok(Tally::of_playwright(&report).unwrap_or_default().believed(success))
}

/// The results of an earlier run must not be taken for those of this one.
fn forget(results: &Path) -> Outcome {
    if results.exists() {
        fs::remove_file(results).map_err(|error| Failure::new(format!("cannot remove {}: {error}", results.display())))?;
    }
    Ok(())
}
