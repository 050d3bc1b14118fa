//! The release site: built by Trunk into a folder, compressed, served.

use crate::browser;
use crate::fingerprint::Fingerprint;
use crate::project::Project;
use crate::server::Server;
use crate::shell::{self, Failure, Outcome, duration};
use crate::size;
use crate::split::Split;
use crate::task::Make;
use crate::toolchain::{Need, Toolchain};
use crate::tools;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Inside the built folder, so that whoever empties or overwrites it takes the mark along. Holds the fingerprint
/// of what the folder was built from.
const MARK: &str = ".built-from";

/// By this cargo takes flags for the compiler beside those of `.cargo/config.toml`.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// How much of a page is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// The app, its groups of pages split off.
    Whole,
    /// The app for live mode alone: without the simulated service.
    Live,
    /// A page that has nothing to split.
    Bare,
}

/// What builds sites on this machine.
pub(crate) struct Builder<'a> {
    project: &'a Project,
    toolchain: Toolchain,
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
    wasm_split: PathBuf,
    node: PathBuf,
}

impl<'a> Builder<'a> {
    /// Finds what a build needs, or brings it.
    ///
    /// # Errors
    /// When something is missing that cannot be brought.
    pub(crate) fn ready(project: &'a Project, need: Need) -> Outcome<Self> {
        let node = browser::node()?;
        let toolchain = Toolchain::ready(project, need)?;
        let (trunk, wasm_bindgen) = (tools::trunk(project)?, tools::wasm_bindgen(project)?);
        let wasm_split = tools::wasm_split(project)?;
        let program = trunk.join("trunk");
        let toolchain = toolchain.with_tools([trunk, wasm_bindgen.clone()]);
        Ok(Self { project, toolchain, trunk: program, wasm_bindgen, wasm_split, node })
    }

    /// The compiler, with the tools on its path.
    pub(crate) fn toolchain(&self) -> &Toolchain {
        &self.toolchain
    }

    /// Builds the app into the folder of `make`, unless it holds what it would become.
    ///
    /// # Errors
    /// When the build fails.
    pub(crate) fn app(&self, make: Make) -> Outcome {
        let (dist, wanted) = (self.project.path(make.folder()), self.fingerprint()?);
        let mark = dist.join(MARK);
        if fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
            println!("{} holds this very source already: nothing to build.", make.folder());
            return Ok(());
        }
        let (name, usual) = match make {
            Make::Release => ("Release site", "1 to 2 minutes, 4 to 6 the first time"),
            Make::Quick => ("Quick site", "less than a minute, 2 to 3 the first time"),
        };
        println!("\n{name}: built now; usually {usual}.");
        let started = Instant::now();
        match make {
            Make::Release => {
                self.page(&self.project.root, &dist, Extent::Whole)?;
            }
            Make::Quick => {
                let mut trunk = self.trunk(&self.project.root, &dist)?;
                // Names in a trace are enough; lines would make wasm-bindgen slow.
                shell::run(trunk.env("CARGO_PROFILE_DEV_DEBUG", "false"))?;
                self.script("finish.mjs", &dist)?;
            }
        }
        fs::write(&mark, wanted).map_err(|error| cannot_write(&mark, &error))?;
        println!("{name}: done in {}.", duration(started.elapsed()));
        Ok(())
    }

    /// Builds the page whose `Cargo.toml` and `index.html` lie in `source` into `dist`. The app and the bare page
    /// it is measured against take this one way; the app's groups of pages are split off on it.
    ///
    /// # Errors
    /// When a step fails.
    pub(crate) fn page(&self, source: &Path, dist: &Path, extent: Extent) -> Outcome {
        let is_divided = extent != Extent::Bare;
        let split = Split::prepare(&self.toolchain.target_dir.join("split"))?;
        let mut trunk = self.trunk(source, dist)?;
        trunk.arg("--release").env(FLAGS, short_paths());
        if extent == Extent::Live {
            // What splits the app turns the rest of it on.
            trunk.arg("--no-default-features");
        }
        split.equip(&mut trunk, &self.wasm_bindgen);
        if is_divided {
            split.divide(&mut trunk, &self.wasm_split);
        }
        shell::run(&mut trunk)?;
        if is_divided {
            split.place(dist)?;
        }
        for step in ["styles.mjs", "ahead.mjs", "finish.mjs", "compress.mjs"] {
            self.script(step, dist)?;
        }
        Ok(())
    }

    /// Runs a program of ours over a built site.
    fn script(&self, name: &str, dist: &Path) -> Outcome {
        let mut node = self.toolchain.command(&self.node, self.project);
        shell::run(node.arg(self.project.path(&format!("xtask/{name}"))).arg(dist))
    }

    /// Trunk, ready to build the page of `source` into `dist`, with all that it needs from the registry fetched.
    fn trunk(&self, source: &Path, dist: &Path) -> Outcome<Command> {
        let toolchain = &self.toolchain;
        shell::run(toolchain.cargo(self.project).args(["fetch", "--locked"]).current_dir(source))?;
        let mut trunk = toolchain.command(&self.trunk, self.project);
        trunk.args(["build", "--locked", "--offline", "--skip-version-check", "--config"]);
        trunk.arg(source.join("Trunk.toml")).arg("--dist").arg(dist).arg(source.join("index.html"));
        trunk.current_dir(source);
        if env::var_os("TRUNK_BUILD_PUBLIC_URL").is_none() {
            // The page names its files by where it stands itself: one build serves below any path.
            trunk.args(["--public-url", "./"]);
        }
        Ok(trunk)
    }

    fn fingerprint(&self) -> Outcome<String> {
        let public_url = env::var("TRUNK_BUILD_PUBLIC_URL").unwrap_or_default();
        let flags = env::var("RUSTFLAGS").unwrap_or_default();
        let tools =
            format!("{} {} {}", self.trunk.display(), self.project.locked_version("wasm-bindgen")?, self.wasm_split.display());
        let scripts = ["texts.mjs", "styles.mjs", "ahead.mjs", "finish.mjs", "compress.mjs"];
        let ours = ["site", "split", "packs", "likeness", "slots", "streams", "names"].map(|name| format!("src/{name}.rs"));
        let steps = scripts.into_iter().map(str::to_owned).chain(ours).map(|name| self.project.read(&format!("xtask/{name}")));
        let steps = steps.collect::<Outcome<Vec<String>>>()?;
        let rest = [self.toolchain.compiler.as_str(), &public_url, &flags, &tools];
        Fingerprint::of(rest.into_iter().chain(steps.iter().map(String::as_str)))
            .with_inputs(&self.project.root)
            .map(|it| it.to_string())
            .map_err(|error| Failure::new(format!("the sources cannot be read: {error}")))
    }
}

/// `cargo xtask build`.
///
/// # Errors
/// When something is missing or the build fails.
pub(crate) fn build_and_report(project: &Project) -> Outcome {
    Builder::ready(project, Need::Compiler)?.app(Make::Release)?;
    let assets = size::measure(&project.path("dist"))?;
    println!("\n{}", size::table(&assets));
    Ok(())
}

/// `cargo xtask serve`: does not return while it serves.
///
/// # Errors
/// When the port is taken, something is missing or the build fails.
pub(crate) fn serve(project: &Project, port: u16, built: bool, make: Make) -> Outcome {
    let dist = project.path(make.folder());
    // First of all, so that a port that is taken is told before minutes of building.
    let server = Server::bind(port, &dist)?;
    if !built {
        Builder::ready(project, Need::Compiler)?.app(make)?;
    } else if !dist.join("index.html").is_file() {
        return Err(Failure::new(format!("{} holds no site yet", make.folder())).help("cargo xtask build"));
    }
    println!("\nCrossover, in static mode: {}\nCtrl+C ends it.", server.address());
    server.serve();
    Ok(())
}

/// Flags by which what a panic says of a library begins with the name of that, and not with where this machine keeps it: bytes of the
/// first load, and nobody else's business. The slash before it tells the name from what stands before ([`crate::policy`]).
fn short_paths() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let folders = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok()).into_iter().flatten().flatten();
    let paths = folders.filter_map(|folder| folder.path().to_str().map(str::to_owned));
    // Where a path has a space in it cargo would take it for two flags.
    let flags = paths.filter(|path| !path.contains(char::is_whitespace)).map(|path| format!("--remap-path-prefix={path}=/"));
    flags.collect::<Vec<_>>().join(" ")
}

fn cannot_write(file: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot write {}: {error}", file.display()))
}
