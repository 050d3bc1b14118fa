//! `cargo xtask api`: the reference API, built and started with the site that calls it.

use crate::project::Project;
use crate::shell::{self, Failure, Outcome};
use crate::site::Builder;
use crate::task::Make;
use crate::toolchain::Need;
use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;
use std::process::Command;

/// The package, and its program.
const PROGRAM: &str = "crossover-server";

/// Where it remembers, below the project's root.
const DATABASE: &str = "target/reference-api.sqlite";

/// Does not return while the API answers.
///
/// # Errors
/// When something is missing, a build fails, or the port is taken.
pub(crate) fn serve(project: &Project, port: u16, built: bool, make: Make, more: &[String]) -> Outcome {
    let dist = project.path(make.folder());
    if !built {
        Builder::ready(project, Need::Compiler)?.app(make)?;
    } else if !dist.join("index.html").is_file() {
        return Err(Failure::new(format!("{} holds no site yet", make.folder())).help("cargo xtask build"));
    }
    let program = build(project, make)?;
    println!("\nCrossover, in live mode. It remembers in {DATABASE}; delete that file to begin anew. Ctrl+C ends it.");
    let mut server = Command::new(program);
    server.args(["--port", &port.to_string(), "--control", "--database"]).arg(project.path(DATABASE)).arg("--site").arg(dist);
    shell::run(server.args(more).current_dir(&project.root))
}

/// Builds the program; gives its path.
///
/// # Errors
/// When the build fails.
pub(crate) fn build(project: &Project, make: Make) -> Outcome<PathBuf> {
    let (profile, folder): (&[&str], &str) = match make {
        Make::Release => (&["--profile", "server"], "server"),
        Make::Quick => (&[], "debug"),
    };
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--locked", "--quiet", "--package", PROGRAM]).args(profile);
    cargo.arg("--target-dir").arg(project.path("target")).current_dir(&project.root);
    shell::announced("Reference API", "half a minute to 2 minutes the first time, then seconds", || shell::run(&mut cargo))?;
    Ok(project.path("target").join(folder).join(format!("{PROGRAM}{EXE_SUFFIX}")))
}
