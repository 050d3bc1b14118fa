//! Debian's way to what rustup or a download would bring elsewhere: packages by apt, and a standard library
//! for wasm built from Debian's own sources, because its compiler comes without one.

use crate::project::{Project, numbers, version_in};
use crate::shell::{self, Failure, Outcome, announced};
use crate::toolchain::{self, Need, TARGET};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where Debian puts programs.
pub(crate) const FOLDER: &str = "/usr/bin";
/// The linker for wasm; Debian's compiler has none of its own.
pub(crate) const LINKER: &str = "wasm-ld-22";

const COMPILER: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const CLIPPY: &str = "rust-web-clippy";

/// Debian's compiler.
pub(crate) fn rustc() -> PathBuf {
    Path::new(FOLDER).join("rustc")
}

/// Whether everything of Debian's is there to compile for wasm.
pub(crate) fn is_ready(need: Need) -> bool {
    missing_packages(need).is_empty() && toolchain::compiles_wasm(&rustc())
}

/// Brings the packages and the standard library.
///
/// # Errors
/// When this is not Debian, or we may not install here: with the command that someone who may can run.
pub(crate) fn install(project: &Project, need: Need) -> Outcome {
    if shell::find_program("apt-get").is_none() {
        return Err(toolchain::no_way("it lacks the target, and this system has no apt-get to bring another one"));
    }
    let missing = missing_packages(need);
    if !missing.is_empty() {
        announced("Debian's Rust compiler for the web", "about a minute", || install_packages(&missing))?;
    }
    let said = shell::capture(Command::new(rustc()).arg("--version"))?;
    let version = version_in(&said).unwrap_or_default().to_owned();
    let least = project.read("Cargo.toml")?;
    let least = least.lines().find_map(|line| line.strip_prefix("rust-version = \"")?.strip_suffix('"')).unwrap_or_default();
    if numbers(&version) < numbers(least) {
        return Err(toolchain::no_way(&format!("Debian's is {version}, this project needs {least}")));
    }
    if !toolchain::compiles_wasm(&rustc()) {
        let built = announced("standard library for wasm32", "about a minute", || build_std(project, &version))?;
        install_std(&built)?;
    }
    Ok(())
}

/// Installs Debian packages.
///
/// # Errors
/// When we are not root, or apt fails.
pub(crate) fn install_packages(packages: &[&str]) -> Outcome {
    let by_hand = format!("sudo apt-get install -y --no-install-recommends {}", packages.join(" "));
    if !is_root() {
        let what = format!("packages are missing ({}) and only root may install them", packages.join(", "));
        return Err(Failure::new(what).help(by_hand));
    }
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        command
    };
    // One unreachable source of several must not stop us: what counts is whether the packages arrive.
    if let Err(failure) = shell::run(apt().arg("update")) {
        println!("{failure}");
    }
    shell::run(apt().args(["install", "-y", "--no-install-recommends"]).args(packages)).map_err(|it| it.help(by_hand))
}

fn missing_packages(need: Need) -> Vec<&'static str> {
    let installed = |package: &str| match package {
        "rustc-web" => shell::is_executable(&rustc()),
        "cargo-web" => shell::is_executable(&Path::new(FOLDER).join("cargo")),
        "lld-22" => shell::is_executable(&Path::new(FOLDER).join(LINKER)),
        CLIPPY => shell::is_executable(&Path::new(FOLDER).join("clippy-driver")),
        // The sources are needed only until the library is built.
        _ => toolchain::compiles_wasm(&rustc()) || library_source().is_some(),
    };
    let clippy = (need == Need::CompilerAndClippy).then_some(CLIPPY);
    COMPILER.into_iter().chain(clippy).filter(|package| !installed(package)).collect()
}

fn library_source() -> Option<PathBuf> {
    let said = shell::capture(Command::new(rustc()).arg("--version")).ok()?;
    let folder = PathBuf::from(format!("/usr/src/rustc-{}/library", version_in(&said)?));
    folder.is_dir().then_some(folder)
}

fn is_root() -> bool {
    shell::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Builds the standard library into the cache and names the folder of its `.rlib` files.
fn build_std(project: &Project, version: &str) -> Outcome<PathBuf> {
    let home = project.cache.join(format!("std-{version}"));
    let (library, target) = (home.join("library"), home.join("target"));
    let source = library_source()
        .ok_or_else(|| Failure::new(format!("the sources of Rust {version} are missing")).help("apt-get install rust-web-src"))?;
    fs::create_dir_all(&home).map_err(|error| Failure::new(format!("cannot write to the cache: {error}")))?;
    if !library.is_dir() {
        // A copy, because the build writes a lock file beside the sources. Copied aside first: a copy that was
        // cut short must not be taken for a whole one by the next run.
        let partial = home.join("library.partial");
        shell::run(Command::new("rm").arg("-rf").arg(&partial))?;
        shell::run(Command::new("cp").arg("-r").args([&source, &partial]))?;
        fs::rename(&partial, &library).map_err(|error| Failure::new(format!("cannot write to the cache: {error}")))?;
    }
    let mut build = Command::new(Path::new(FOLDER).join("cargo"));
    build.args(["build", "--release", "--target", TARGET, "--manifest-path", "sysroot/Cargo.toml"]);
    build.args(["--features", "panic-unwind compiler-builtins-mem", "--target-dir"]).arg(&target).current_dir(&library);
    // What the compiler's own build sets: unstable features, symbols named as the shipped library names them.
    build.env("RUSTC", rustc()).env("RUSTC_BOOTSTRAP", "1").env("__CARGO_DEFAULT_LIB_METADATA", "stablestd");
    build.env("RUSTFLAGS", "-Cembed-bitcode=yes -Zforce-unstable-if-unmarked -Cdebuginfo=0");
    build.env("PATH", shell::path_with(&[PathBuf::from(FOLDER)])).env_remove("CARGO").env_remove("LD_LIBRARY_PATH");
    shell::run(&mut build)?;
    Ok(target.join(TARGET).join("release").join("deps"))
}

/// Copies the library to where Debian's compiler looks for it.
fn install_std(built: &Path) -> Outcome {
    let answer = shell::capture(Command::new(rustc()).args(["--print", "target-libdir", "--target", TARGET]))?;
    let folder = Path::new(answer.trim());
    let denied = |error: std::io::Error| {
        let (from, to) = (built.display(), folder.display());
        Failure::new(format!("cannot write to {to}: {error}")).help(format!("sudo mkdir -p {to} && sudo cp {from}/*.rlib {to}/"))
    };
    fs::create_dir_all(folder).map_err(denied)?;
    let files = fs::read_dir(built).map_err(denied)?.filter_map(|file| Some(file.ok()?.path()));
    for library in files.filter(|file| file.extension().is_some_and(|it| it == "rlib")) {
        let name = library.file_name().unwrap_or_default();
        fs::copy(&library, folder.join(name)).map_err(denied)?;
    }
    Ok(())
}
