//! Which compiler makes the wasm: the one in use, with rustup's target where it is or can be brought;
//! else Debian's, see [`crate::debian`].

use crate::debian;
use crate::project::{Project, version_in};
use crate::shell::{self, Failure, Outcome};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The one target of the app.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// rustup either brings the target within this time or is taken to be unable to.
const RUSTUP_LIMIT: Duration = Duration::from_mins(2);

/// How wasm is compiled on this machine.
pub(crate) struct Toolchain {
    /// Program folders that go in front of PATH.
    folders: Vec<PathBuf>,
    /// Cargo by its whole path, or by name when it is the one in use.
    cargo: PathBuf,
    /// What the compiler says about itself; a build by another one is stale.
    pub(crate) compiler: String,
    /// Where its artefacts go. Debian's compiler has a folder of its own, so that the builds for the machine
    /// and for the browser do not throw each other's artefacts away.
    pub(crate) target_dir: PathBuf,
    linker: Option<&'static str>,
}

/// Whether Clippy is wanted as well as the compiler.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Compile.
    Compiler,
    /// Compile and lint.
    CompilerAndClippy,
}

impl Toolchain {
    /// Finds a compiler for [`TARGET`], or brings one.
    ///
    /// # Errors
    /// When there is none and none can be brought from here; the way to it is in the failure.
    pub(crate) fn ready(project: &Project, need: Need) -> Outcome<Self> {
        if compiles_wasm(Path::new("rustc")) {
            return Self::in_use(project);
        }
        if debian::is_ready(need) {
            return Self::of_debian(project);
        }
        if rustup_brings_it() && compiles_wasm(Path::new("rustc")) {
            return Self::in_use(project);
        }
        debian::install(project, need)?;
        Self::of_debian(project)
    }

    fn in_use(project: &Project) -> Outcome<Self> {
        Ok(Self {
            folders: Vec::new(),
            cargo: PathBuf::from("cargo"),
            compiler: shell::capture(Command::new("rustc").arg("-vV"))?,
            target_dir: project.path("target"),
            linker: None,
        })
    }

    fn of_debian(project: &Project) -> Outcome<Self> {
        Ok(Self {
            folders: vec![PathBuf::from(debian::FOLDER)],
            cargo: Path::new(debian::FOLDER).join("cargo"),
            compiler: shell::capture(Command::new(debian::rustc()).arg("-vV"))?,
            target_dir: project.path("target/wasm"),
            linker: Some(debian::LINKER),
        })
    }

    /// Puts the folders of tools in front of PATH as well.
    pub(crate) fn with_tools(mut self, folders: impl IntoIterator<Item = PathBuf>) -> Self {
        self.folders.extend(folders);
        self
    }

    /// Cargo for [`TARGET`], run in the project's root.
    pub(crate) fn cargo(&self, project: &Project) -> Command {
        self.command(&self.cargo, project)
    }

    /// Any program that calls this compiler, run in the project's root.
    pub(crate) fn command(&self, program: &Path, project: &Project) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&project.root);
        command.env("PATH", shell::path_with(&self.folders)).env("CARGO_TARGET_DIR", &self.target_dir);
        if let Some(linker) = self.linker {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
            // Cargo told us about itself and the libraries of its compiler; both are of the other one.
            command.env_remove("CARGO").env_remove("RUSTC").env_remove("RUSTDOC");
            without_libraries_of_cargo(&mut command, project);
        }
        command
    }

    /// The version of the compiler, for people.
    pub(crate) fn version(&self) -> &str {
        version_in(&self.compiler).unwrap_or("of unknown version")
    }
}

/// Asks rustup for [`TARGET`]. That it reaches no server is expected in some places: then there is another way.
fn rustup_brings_it() -> bool {
    if shell::find_program("rustup").is_none() {
        return false;
    }
    println!("\nRust's target {TARGET}: missing, rustup is asked for it; usually less than a minute.");
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", TARGET]).env("RUST_BACKTRACE", "0");
    let brought = shell::succeeds_within(RUSTUP_LIMIT, &mut rustup);
    if !brought {
        println!("rustup cannot bring it from here; Debian's compiler for the web is tried instead.");
    }
    brought
}

/// Whether this compiler has a standard library for [`TARGET`] that fits it. Asked by compiling a line: a
/// folder of libraries may be there and belong to another version.
pub(crate) fn compiles_wasm(rustc: &Path) -> bool {
    let folder = env::temp_dir().join(format!("crossover-probe-{}", std::process::id()));
    let source = folder.join("probe.rs");
    let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&source, "pub fn probe() -> String { String::new() }"));
    let mut compile = Command::new(rustc);
    compile.args(["--target", TARGET, "--crate-type", "lib", "--emit", "metadata", "--out-dir"]).arg(&folder).arg(&source);
    let compiled = written.is_ok() && shell::capture(&mut compile).is_ok();
    // A folder that stays behind in the system's own place for temporary files does no harm.
    let _removed = fs::remove_dir_all(&folder);
    compiled
}

/// `cargo run` puts the libraries of its own compiler on the search path of what it starts.
fn without_libraries_of_cargo(command: &mut Command, project: &Project) {
    for variable in ["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"] {
        let Some(old) = env::var_os(variable) else { continue };
        let target = project.path("target");
        let foreign = |folder: &PathBuf| !folder.starts_with(&target) && !folder.iter().any(|part| part == "toolchains");
        match env::join_paths(env::split_paths(&old).filter(foreign)) {
            Ok(rest) if !rest.is_empty() => command.env(variable, rest),
            _ => command.env_remove(variable),
        };
    }
}

/// The failure where no way is left.
pub(crate) fn no_way(why: &str) -> Failure {
    Failure::new(format!("no Rust compiler here can make {TARGET}: {why}")).help(format!(
        "rustup target add {TARGET}\n\
         (rustup from https://rustup.rs; or, on Debian and as root, let this command install the compiler)"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compiler_that_is_not_there_compiles_nothing() {
        assert!(!compiles_wasm(Path::new("no-program-bears-this-name")));
    }

    #[test]
    fn where_no_way_is_left_the_command_is_named() {
        let text = no_way("this is not Debian").to_string();
        assert!(text.contains("this is not Debian") && text.contains("rustup target add wasm32-unknown-unknown"), "{text}");
    }
}
