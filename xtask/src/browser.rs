//! What the browser tests need: Chromium, its driver, Firefox, Node and the packages of tests/e2e.

use crate::debian;
use crate::fingerprint::Fingerprint;
use crate::project::{Project, numbers, version_in};
use crate::shell::{self, Failure, Outcome, announced};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Node that our packages run on.
const NODE: &str = "20.19";

const CHROMIUM_NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Debian has the one that gets no new features between two of its releases.
const FIREFOX_NAMES: [&str; 2] = ["firefox-esr", "firefox"];

/// The browsers of the tests, and the program that drives the first of them for the tests of Rust code.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
    pub(crate) firefox: PathBuf,
}

impl Browser {
    /// Finds all three, or installs Debian's.
    ///
    /// # Errors
    /// When one is missing and cannot be installed here, or when they do not fit each other.
    pub(crate) fn ready() -> Outcome<Self> {
        let mut missing = Vec::new();
        missing.extend(chromium().is_none().then_some("chromium"));
        missing.extend(chromedriver().is_none().then_some("chromium-driver"));
        missing.extend(firefox().is_none().then_some("firefox-esr"));
        if !missing.is_empty() && shell::find_program("apt-get").is_some() {
            announced("browsers", "a minute", || debian::install_packages(&missing))?;
        }
        let absent = |what: &str, variable: &str| {
            let help = format!(
                "install {what}, or set {variable} to where it is\n(macOS: brew install --cask chromium chromedriver firefox)"
            );
            Failure::new(format!("no {what} was found")).help(help)
        };
        let chromium = chromium().ok_or_else(|| absent("Chromium or Chrome", "CROSSOVER_CHROMIUM"))?;
        let chromedriver = chromedriver().ok_or_else(|| absent("chromedriver", "CHROMEDRIVER"))?;
        let firefox = firefox().ok_or_else(|| absent("Firefox", "CROSSOVER_FIREFOX"))?;
        let majors = (major(&chromium), major(&chromedriver));
        if let (Some(browser), Some(driver)) = majors
            && browser != driver
        {
            let help = "install both in one version, or set CROSSOVER_CHROMIUM and CHROMEDRIVER";
            return Err(Failure::new(format!("Chromium is {browser} and chromedriver is {driver}")).help(help));
        }
        Ok(Self { chromium, chromedriver, firefox })
    }
}

fn chromium() -> Option<PathBuf> {
    let named = env::var_os("CROSSOVER_CHROMIUM").map(PathBuf::from);
    let applications = [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    ];
    named
        .or_else(|| CHROMIUM_NAMES.into_iter().find_map(shell::find_program))
        .or_else(|| applications.into_iter().map(PathBuf::from).find(|file| shell::is_executable(file)))
}

fn firefox() -> Option<PathBuf> {
    let named = env::var_os("CROSSOVER_FIREFOX").map(PathBuf::from);
    let applications = ["/Applications/Firefox.app/Contents/MacOS/firefox", r"C:\Program Files\Mozilla Firefox\firefox.exe"];
    named
        .or_else(|| FIREFOX_NAMES.into_iter().find_map(shell::find_program))
        .or_else(|| applications.into_iter().map(PathBuf::from).find(|file| shell::is_executable(file)))
}

fn chromedriver() -> Option<PathBuf> {
    env::var_os("CHROMEDRIVER").map(PathBuf::from).or_else(|| shell::find_program("chromedriver"))
}

/// The first number of a program's version; on Windows Chrome does not tell it.
fn major(program: &Path) -> Option<u64> {
    if cfg!(windows) {
        return None;
    }
    let said = shell::capture(Command::new(program).arg("--version")).ok()?;
    numbers(version_in(&said)?).first().copied()
}

/// Node, new enough.
///
/// # Errors
/// When it is missing or too old.
pub(crate) fn node() -> Outcome<PathBuf> {
    let help = format!("install Node {NODE} or later from https://nodejs.org or your system's packages");
    let node = shell::find_program("node").ok_or_else(|| Failure::new("Node was not found").help(&help))?;
    let said = shell::capture(Command::new(&node).arg("--version"))?;
    let version = said.trim().trim_start_matches('v');
    if numbers(version) < numbers(NODE) {
        return Err(Failure::new(format!("Node is {version}, too old")).help(help));
    }
    Ok(node)
}

/// The packages of tests/e2e, as its lock file fixes them.
///
/// # Errors
/// When npm is missing or fails.
pub(crate) fn node_packages(project: &Project) -> Outcome {
    node()?;
    let lock = project.read("tests/e2e/package-lock.json")?;
    let wanted = Fingerprint::of([lock.as_str()]).to_string();
    let mark = project.path("tests/e2e/node_modules/.installed");
    if fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    announced("Node packages of the end-to-end tests", "half a minute", || {
        let help = "install npm, it comes with Node";
        let npm = shell::find_program("npm").ok_or_else(|| Failure::new("npm was not found").help(help))?;
        let mut install = Command::new(npm);
        install.args(["ci", "--no-audit", "--no-fund"]).current_dir(project.path("tests/e2e"));
        shell::run(&mut install)?;
        fs::write(&mark, wanted).map_err(|error| Failure::new(format!("cannot write {}: {error}", mark.display())))
    })
}

/// A program that the packages of tests/e2e bring, called through Node.
pub(crate) fn package_program(project: &Project, script: &str) -> Outcome<Command> {
    let mut command = Command::new(node()?);
    command.arg(project.path("tests/e2e/node_modules").join(script)).current_dir(project.path("tests/e2e"));
    Ok(command)
}
