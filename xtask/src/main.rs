//! `cargo xtask`: installs what is missing, says so, then does the task. [`task::HELP`] lists the tasks.
//!
//! In reading order: [`task`] reads the command line; [`suite`], [`site`], [`mod@reference`], [`mod@bench`] and [`server`] do the
//! tasks; [`toolchain`], [`debian`], [`tools`] and [`browser`] bring what they need; [`split`], [`policy`], [`size`],
//! [`speed`], [`limits`], [`report`] and [`fingerprint`] are their parts; [`project`] and [`shell`] carry them all.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool speaks on its terminal")]

mod bench;
mod browser;
mod debian;
mod fingerprint;
mod likeness;
mod limits;
mod names;
mod packs;
mod policy;
mod project;
mod reference;
mod report;
mod server;
mod shell;
mod site;
mod size;
mod slots;
mod speed;
mod split;
mod streams;
mod suite;
mod task;
mod toolchain;
mod tools;
mod wasm;

use project::Project;
use shell::Outcome;
use std::env;
use std::process::ExitCode;
use task::Task;

fn main() -> ExitCode {
    // Trunk starts this program as its wasm-bindgen.
    if let Some(ended) = split::stood_in() {
        return ended.map_or_else(
            |failure| {
                eprintln!("\n{failure}");
                ExitCode::FAILURE
            },
            |()| ExitCode::SUCCESS,
        );
    }
    let arguments: Vec<String> = env::args().skip(1).collect();
    match Task::parse(&arguments).and_then(carry_out) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Does the task. Whether everything that it checked holds.
fn carry_out(task: Task) -> Outcome<bool> {
    let project = Project::locate()?;
    match task {
        Task::Help => {
            print!("{}", task::HELP);
            Ok(true)
        }
        Task::Serve { port, built, make } => site::serve(&project, port, built, make).map(|()| true),
        Task::Api { port, built, make, more } => reference::serve(&project, port, built, make, &more).map(|()| true),
        Task::Build => site::build_and_report(&project).map(|()| true),
        Task::Test { full } => Ok(suite::run(&project, full)),
        Task::EndToEnd { make, arguments } => suite::end_to_end(&project, make, &arguments),
        Task::Bench => bench::run(&project).map(|()| true),
    }
}
