//! Takes groups of pages out of the first load: the wasm is split before wasm-bindgen sees it, and the parts are laid beside the
//! page under names by content, so that an old part never meets a new page.
//!
//! Trunk knows no splitting. So for the time of a build this program stands in for the wasm-bindgen that Trunk calls: it splits the
//! wasm, hands what stays of it to the real one, then shortens the names in what that made. What Trunk does afterwards (names of
//! files, integrity values, minifying) stays Trunk's.

use crate::fingerprint::Fingerprint;
use crate::likeness;
use crate::names;
use crate::packs;
use crate::shell::{self, Failure, Outcome};
use crate::size::has_ending;
use crate::slots;
use crate::streams;
use crate::wasm::without_custom_sections;
use std::borrow::Cow;
use std::env;
use std::env::consts::EXE_SUFFIX;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The feature of the app without which there is nothing to split.
pub(crate) const FEATURE: &str = "split";

/// The folder of the site that holds the parts; nothing in it belongs to the first load.
pub(crate) const PARTS: &str = "parts";

/// The program that the stand-in hands on to.
const REAL: &str = "CROSSOVER_WASM_BINDGEN";
/// The program that splits.
const SPLITTER: &str = "CROSSOVER_WASM_SPLIT";
/// The folder for what was split off.
const FOLDER: &str = "CROSSOVER_WASM_PARTS";

/// Where in that folder the parts lie as the site has them.
const FINISHED: &str = "finished";

/// The name by which the splitter's loader is imported.
const LOADER: &str = "__wasm_split.js";

/// What the loader is given beside the parts. The style sheet of later pages, named by the page (`xtask/styles.mjs`), comes with the
/// first group. A task begins by a message and no timer, for which a tab in the background waits a second.
const HELP: &str = r#"
function nextTask() {
    const { port1, port2 } = new MessageChannel();
    return new Promise((begin) => {
        port1.onmessage = begin;
        port2.postMessage(null);
    }).then(() => port1.close());
}
let styles = undefined;
function fetchStyles() {
    const place = document.querySelector('meta[name="later-styles"]')?.content;
    if (styles === undefined && place !== undefined) {
        styles = new Promise((resolve, reject) => {
            const link = document.createElement("link");
            link.rel = "stylesheet";
            link.href = place;
            link.onload = resolve;
            link.onerror = () => {
                styles = undefined;
                link.remove();
                reject(new Error(`no answer for ${link.href}`));
            };
            document.head.append(link);
        });
    }
    return styles;
}
"#;
/// What else is different in the loader: what it has, and what takes its place. A group waits for its style sheets too; and a slow phone
/// takes a while to ask for a part, so each is asked for in a task of its own.
const CHANGES: [(&str, &str); 2] = [
    ("await callee();", "await Promise.all([fetchStyles(), callee()]);"),
    ("deps.map(d => d());", "deps.map((dep) => nextTask().then(dep));"),
];

/// Groups that are small and waited for: what live mode begins with, and what a first visit seldom meets (`src/app/lazily.rs`).
const SMALL: [&str; 2] = ["live", "seldom"];

/// One build whose wasm is split.
pub(crate) struct Split {
    /// Where the stand-in is, under the name of wasm-bindgen.
    stand_in: PathBuf,
    /// Where the parts go.
    folder: PathBuf,
}

impl Split {
    /// Prepares a build: `work` is a folder of ours, that is emptied.
    ///
    /// # Errors
    /// When the folder cannot be written, or this program cannot be copied.
    pub(crate) fn prepare(work: &Path) -> Outcome<Self> {
        let failed = |error: io::Error| Failure::new(format!("cannot prepare {}: {error}", work.display()));
        if work.exists() {
            fs::remove_dir_all(work).map_err(failed)?;
        }
        let (stand_in, folder) = (work.join("bin"), work.join(PARTS));
        fs::create_dir_all(&stand_in).and_then(|()| fs::create_dir_all(&folder)).map_err(failed)?;
        let own = env::current_exe().map_err(failed)?;
        fs::copy(own, stand_in.join(format!("wasm-bindgen{EXE_SUFFIX}"))).map_err(failed)?;
        Ok(Self { stand_in, folder })
    }

    /// Has `trunk` call the stand-in, which calls the wasm-bindgen in the folder `real`.
    pub(crate) fn equip(&self, trunk: &mut Command, real: &Path) {
        trunk.env(REAL, program(real, "wasm-bindgen"));
        let path = trunk.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, value)| value.map(OsString::from));
        let rest = path.or_else(|| env::var_os("PATH")).unwrap_or_default();
        let all = std::iter::once(self.stand_in.clone()).chain(env::split_paths(&rest));
        if let Ok(path) = env::join_paths(all) {
            trunk.env("PATH", path);
        }
    }

    /// Has an equipped `trunk` build with splitting, by the program in the folder `splitter`.
    pub(crate) fn divide(&self, trunk: &mut Command, splitter: &Path) {
        trunk.args(["--features", FEATURE]);
        // Names and relocations are what the splitter goes by; the stand-in takes them out again.
        trunk.env("CARGO_PROFILE_RELEASE_STRIP", "none");
        trunk.env(SPLITTER, program(splitter, "wasm-split-cli")).env(FOLDER, &self.folder);
    }

    /// Lays the parts into the built site `dist`.
    ///
    /// # Errors
    /// When something of it cannot be read or written, or the site is not the one that was split.
    pub(crate) fn place(&self, dist: &Path) -> Outcome {
        let failed = |error: io::Error| Failure::new(format!("cannot place the parts: {error}"));
        let stem = fs::read_to_string(self.folder.join("name")).map_err(failed)?;
        let is_main = |name: &String| name.starts_with(&format!("{stem}-")) && has_ending(name, "js");
        let main = listed(dist).map_err(failed)?.into_iter().find(is_main);
        let main = main.ok_or_else(|| Failure::new(format!("the site has no {stem}-….js")))?;
        let (finished, target) = (self.folder.join(FINISHED), dist.join(PARTS));
        fs::create_dir_all(&target).map_err(failed)?;
        for name in listed(&finished).map_err(failed)? {
            let (from, to) = (finished.join(&name), target.join(&name));
            if has_ending(&name, "js") {
                let loader = fs::read_to_string(from).map_err(failed)?;
                fs::write(to, loader.replace(&format!("\"./{stem}.js\""), &format!("\"../{main}\""))).map_err(failed)?;
            } else {
                fs::copy(from, to).map_err(failed)?;
            }
        }
        Ok(())
    }
}

/// Where this program was started in place of wasm-bindgen: does its work, and says how that ended.
pub(crate) fn stood_in() -> Option<Outcome> {
    let name = PathBuf::from(env::args_os().next()?);
    let is_stand_in = name.file_stem().is_some_and(|name| name == "wasm-bindgen");
    let real = env::var_os(REAL).filter(|_| is_stand_in)?;
    Some(stand_in(real, env::args_os().skip(1).collect()))
}

fn stand_in(real: OsString, mut arguments: Vec<OsString>) -> Outcome {
    let input = arguments.iter().position(|it| Path::new(it).extension().is_some_and(|it| it == "wasm"));
    let Some(input) = input else {
        // Asked for its version, or for something else without wasm: what it says is read by Trunk, so nothing is added to it.
        let status = Command::new(real).args(arguments).status();
        let ended_well = status.map_err(|error| Failure::new(format!("wasm-bindgen cannot be started: {error}")))?.success();
        return if ended_well { Ok(()) } else { Err(Failure::new("wasm-bindgen failed")) };
    };
    let option = |name: &str| value_of(&arguments, name).ok_or_else(|| Failure::new(format!("wasm-bindgen was given no {name}")));
    let (stem, out) = (option("--out-name")?, PathBuf::from(option("--out-dir")?));
    let failed = |error: io::Error| Failure::new(format!("cannot finish the wasm: {error}"));
    let linked = out.join(format!("{stem}-linked.wasm"));
    let wasm = fs::create_dir_all(&out).and_then(|()| fs::read(&arguments[input])).map_err(failed)?;
    fs::write(&linked, streams::without(&wasm)?).map_err(failed)?;
    arguments[input] = linked.clone().into();
    let split = env::var_os(SPLITTER).zip(env::var_os(FOLDER).map(PathBuf::from));
    if let Some((splitter, folder)) = &split {
        shell::run(Command::new(splitter).arg(&linked).arg(folder).args(["--out-name", &stem]))?;
        arguments[input] = folder.join(format!("{stem}.wasm")).into();
        // The parts share memory and table of functions with what stays: both must go on being exported.
        arguments.push("--keep-lld-exports".into());
    }
    arguments.extend(["--remove-name-section", "--remove-producers-section"].map(OsString::from));
    shell::run(Command::new(real).args(&arguments))?;
    fs::remove_file(&linked).map_err(failed)?;

    let (main, glue) = (out.join(format!("{stem}_bg.wasm")), out.join(format!("{stem}.js")));
    let (wasm, mut text) = (fs::read(&main).map_err(failed)?, fs::read_to_string(&glue).map_err(failed)?);
    if let Some((_, folder)) = &split {
        text = with_loader(&text, &stem, folder)?;
    }
    let wasm = slots::without_empty(&without_custom_sections(&wasm)?)?;
    let (wasm, text) = names::shorten(&wasm, &format!("{stem}_bg.js"), &text)?;
    fs::write(&main, likeness::order(&wasm)?).and_then(|()| fs::write(&glue, text)).map_err(failed)
}

/// The glue `text` of the page `stem`, which now finds the loader of the parts in `folder` by a name by content. The parts are finished
/// for that, under such names too.
fn with_loader(text: &str, stem: &str, folder: &Path) -> Outcome<String> {
    let failed = |error: io::Error| Failure::new(format!("cannot finish the split wasm: {error}"));
    // The import statements alone: inside the wasm the module keeps the name by which the glue hands it over.
    let imported = format!("from \"./{LOADER}\"");
    if !text.contains(&imported) {
        return Err(Failure::new(format!("{stem}.js imports no {LOADER}: nothing was split off")));
    }
    let mut loader = fs::read_to_string(folder.join(LOADER)).map_err(failed)?;
    for (from, to) in CHANGES {
        if !loader.contains(from) {
            return Err(Failure::new(format!("the loader of the parts is not of a form that is known: it has no {from}")));
        }
        loader = loader.replacen(from, to, 1);
    }
    let part = |name: &str| likeness::order(&without_custom_sections(&fs::read(folder.join(name)).map_err(failed)?)?);
    let packs::Packed { loader, files, packs } = packs::pack(&loader, &SMALL, part)?;
    let is_alone = |name: &String| has_ending(name, "wasm") && *name != format!("{stem}.wasm") && !files.contains(name);
    let alone = listed(folder).map_err(failed)?.into_iter().filter(is_alone);
    let mut parts: Vec<(String, Vec<u8>)> = alone.map(|name| part(&name).map(|wasm| (name, wasm))).collect::<Outcome<_>>()?;
    parts.extend(packs);

    let mut loader = without_comments(&(loader + HELP));
    // By this mark the page finds the parts of its own build, and of no other one. One for all: hardly a part stays the same when
    // another changes, and the loader is short. What stayed counts too: the loader names the page, whatever the parts are.
    let page = fs::read(folder.join(format!("{stem}.wasm"))).map_err(failed)?;
    let mark = Fingerprint::of([loader.as_str()]).with(&page);
    let mark = parts.iter().fold(mark, |mark, (name, wasm)| mark.with(name.as_bytes()).with(wasm));
    let finished = folder.join(FINISHED);
    fs::create_dir_all(&finished).map_err(failed)?;
    for (name, wasm) in parts {
        let marked = format!("{}-{mark}.wasm", name.trim_end_matches(".wasm"));
        fs::write(finished.join(&marked), wasm).map_err(failed)?;
        loader = loader.replace(&format!("\"./{name}\""), &format!("\"./{marked}\""));
    }
    let name = format!("load-{mark}.js");
    fs::write(finished.join(&name), loader).and_then(|()| fs::write(folder.join("name"), stem)).map_err(failed)?;
    Ok(text.replace(&imported, &format!("from \"./{PARTS}/{name}\"")))
}

/// The program `name` in `folder`.
fn program(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{EXE_SUFFIX}"))
}

/// A script of the splitter without its comments, which fill lines, and without its indentation.
fn without_comments(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| {
        let is_comment = line.starts_with("//") || line.starts_with("/*") && line.ends_with("*/");
        !line.is_empty() && !is_comment
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The value of `--name=value` or `--name value`.
fn value_of(arguments: &[OsString], name: &str) -> Option<String> {
    let mut texts = arguments.iter().map(|it| it.to_string_lossy());
    while let Some(text) = texts.next() {
        if text == name {
            return texts.next().map(Cow::into_owned);
        }
        if let Some(value) = text.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')) {
            return Some(value.to_owned());
        }
    }
    None
}

/// The names of the files of a folder, in order.
fn listed(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_leave_a_script_and_addresses_stay() {
        let script = "/* a, b */\nconst a = () => {\n    // why\n    return fetch(\"https://x/y\");\n\n}\n";
        assert_eq!(without_comments(script), "const a = () => {\nreturn fetch(\"https://x/y\");\n}");
    }

    #[test]
    fn options_are_read_in_both_forms() {
        let given = ["--target=web", "--out-dir", "/x", "--out-name=app", "in.wasm"].map(OsString::from);
        assert_eq!(value_of(&given, "--out-dir").as_deref(), Some("/x"));
        assert_eq!(value_of(&given, "--out-name").as_deref(), Some("app"));
        assert_eq!(value_of(&given, "--out"), None);
    }
}
