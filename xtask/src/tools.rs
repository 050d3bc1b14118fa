//! Programs that Cargo can install: found on PATH in the version we name, else kept in our cache.

use crate::project::{Project, version_in};
use crate::shell::{self, Outcome, announced};
use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program, the package it comes from and what installing it takes.
struct Tool<'a> {
    package: &'static str,
    program: &'static str,
    version: &'a str,
    options: &'static [&'static str],
    usual: &'static str,
    /// Whether it tells its version; one that does not is taken from our own folder alone.
    tells_version: bool,
}

/// Trunk; the folder it is in. 0.21 ends in a blank page now and then: a cached loader, a damaging minifier.
///
/// # Errors
/// When it cannot be installed.
pub(crate) fn trunk(project: &Project) -> Outcome<PathBuf> {
    ready(
        project,
        &Tool {
            package: "trunk",
            program: "trunk",
            version: "0.22.1",
            // It declares a newer compiler than it needs; without a TLS feature it does not compile.
            options: &["--locked", "--ignore-rust-version", "--no-default-features", "--features", "rustls"],
            usual: "3 to 5 minutes",
            tells_version: true,
        },
    )
}

/// wasm-bindgen and its test runner, in the version of the crate in `Cargo.lock`; the folder they are in.
///
/// # Errors
/// When they cannot be installed.
pub(crate) fn wasm_bindgen(project: &Project) -> Outcome<PathBuf> {
    let version = project.locked_version("wasm-bindgen")?;
    let usual = "1 to 3 minutes";
    let tool = Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: &version,
        options: &[],
        usual,
        tells_version: true,
    };
    ready(project, &tool)
}

/// The splitter of wasm files; the folder it is in.
///
/// # Errors
/// When it cannot be installed.
pub(crate) fn wasm_split(project: &Project) -> Outcome<PathBuf> {
    ready(
        project,
        &Tool {
            package: "wasm_split_cli_support",
            program: "wasm-split-cli",
            version: "0.2.3",
            options: &["--locked", "--features", "build-binary"],
            usual: "less than a minute",
            tells_version: false,
        },
    )
}

/// cargo-deny; the folder it is in.
///
/// # Errors
/// When it cannot be installed.
pub(crate) fn cargo_deny(project: &Project) -> Outcome<PathBuf> {
    let usual = "1 to 2 minutes";
    let tool = Tool {
        package: "cargo-deny",
        program: "cargo-deny",
        version: "0.20.2",
        options: &["--locked"],
        usual,
        tells_version: true,
    };
    ready(project, &tool)
}

fn ready(project: &Project, tool: &Tool) -> Outcome<PathBuf> {
    let on_path = shell::find_program(tool.program).filter(|_| tool.tells_version);
    if let Some(folder) = on_path.as_deref().filter(|program| is_version(program, tool.version)).and_then(Path::parent) {
        return Ok(folder.to_path_buf());
    }
    let root = project.cache.join(format!("{}-{}", tool.package, tool.version));
    let folder = root.join("bin");
    let own = folder.join(format!("{}{EXE_SUFFIX}", tool.program));
    let is_there = if tool.tells_version { is_version(&own, tool.version) } else { shell::is_executable(&own) };
    if !is_there {
        announced(&format!("{} {}", tool.package, tool.version), tool.usual, || install(project, tool, &root))?;
    }
    Ok(folder)
}

fn is_version(program: &Path, version: &str) -> bool {
    shell::is_executable(program)
        && shell::capture(Command::new(program).arg("--version")).is_ok_and(|said| version_in(&said) == Some(version))
}

fn install(project: &Project, tool: &Tool, root: &Path) -> Outcome {
    let mut install = Command::new("cargo");
    install.args(["install", "--quiet", tool.package, "--version", &format!("={}", tool.version)]);
    install.args(tool.options).arg("--root").arg(root).current_dir(&project.root).env_remove("CARGO_TARGET_DIR");
    // They run seldom and for a moment: what counts is that they are built soon.
    install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0").env("CARGO_PROFILE_RELEASE_LTO", "off");
    install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16").env("CARGO_PROFILE_RELEASE_DEBUG", "false");
    let by_hand = format!("cargo install {} --version ={} {}", tool.package, tool.version, tool.options.join(" "));
    shell::run(&mut install).map_err(|failure| failure.help(by_hand.trim_end()))
}
