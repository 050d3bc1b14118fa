//! Where things are: the project's own folders and the cache of the person at the keyboard.

use crate::shell::{Failure, Outcome};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The checkout we work on and the folder our tools are kept in.
pub(crate) struct Project {
    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Tools keyed by name and version; outlives the checkout, so that a second clone starts at once.
    pub(crate) cache: PathBuf,
}

impl Project {
    /// Finds the checkout that this `xtask` belongs to.
    ///
    /// # Errors
    /// When the machine names no folder for caches.
    pub(crate) fn locate() -> Outcome<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().map_or_else(|| manifest.clone(), Path::to_path_buf);
        let cache = cache_folder(|name| env::var_os(name).map(PathBuf::from)).ok_or_else(|| {
            Failure::new("no folder for caches is known").help("set CROSSOVER_CACHE to a folder that may be written")
        })?;
        Ok(Self { root, cache })
    }

    /// A path inside the checkout, written with forward slashes.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        inside.split('/').fold(self.root.clone(), |path, part| path.join(part))
    }

    /// The text of a file of the checkout.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn read(&self, inside: &str) -> Outcome<String> {
        fs::read_to_string(self.path(inside)).map_err(|error| Failure::new(format!("cannot read {inside}: {error}")))
    }

    /// The version that `Cargo.lock` fixes for a package.
    ///
    /// # Errors
    /// When the lock file is missing or does not hold the package.
    pub(crate) fn locked_version(&self, package: &str) -> Outcome<String> {
        locked_version(&self.read("Cargo.lock")?, package)
            .ok_or_else(|| Failure::new(format!("Cargo.lock does not hold {package}")).help("git checkout Cargo.lock"))
    }
}

/// The cache folder, by the customs of the system; `variable` looks up the environment.
fn cache_folder(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let set = |name| variable(name).filter(|path| !path.as_os_str().is_empty());
    set("CROSSOVER_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|path| path.join("crossover")))
        .or_else(|| set("LOCALAPPDATA").map(|path| path.join("crossover")))
        .or_else(|| set("HOME").map(|path| path.join(".cache").join("crossover")))
}

/// The version of `package` in the text of a `Cargo.lock`; the first one when there are several.
pub(crate) fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let after = lock.lines().skip_while(|line| *line != name).nth(1)?;
    Some(after.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

/// The first thing in `text` that looks like a version: `trunk 0.22.1` has `0.22.1`.
pub(crate) fn version_in(text: &str) -> Option<&str> {
    text.split_whitespace().find(|word| word.starts_with(|it: char| it.is_ascii_digit()) && word.contains('.'))
}

/// The numbers of a version before any `-` or `+`, to compare by: `1.95.0-nightly` is `[1, 95, 0]`.
pub(crate) fn numbers(version: &str) -> Vec<u64> {
    let plain = version.split(['-', '+']).next().unwrap_or_default();
    plain.split('.').map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "\
version = 4

[[package]]
name = \"wasm-bindgen-futures\"
version = \"0.4.80\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
dependencies = [
 \"cfg-if\",
]
";

    #[test]
    fn a_locked_version_is_that_of_the_package_by_its_whole_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm-bindgen-futures").as_deref(), Some("0.4.80"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
        assert_eq!(locked_version(LOCK, "cfg-if"), None);
    }

    #[test]
    fn versions_are_found_in_what_tools_say() {
        assert_eq!(version_in("trunk 0.22.1\n"), Some("0.22.1"));
        assert_eq!(version_in("rustc 1.96.0 (abc 2026-05-25) (built from a source tarball)"), Some("1.96.0"));
        assert_eq!(version_in("Chromium 156.0.8078.79 built on Debian GNU/Linux 12"), Some("156.0.8078.79"));
        assert_eq!(version_in("no such thing"), None);
    }

    #[test]
    fn versions_compare_by_number() {
        assert!(numbers("1.100.0") > numbers("1.95.0"));
        assert!(numbers("1.95.0-nightly") >= numbers("1.95"));
        assert!(numbers("20.18.3") < numbers("20.19"));
    }

    #[test]
    fn the_cache_follows_the_most_special_variable() {
        let with = |pairs: &'static [(&str, &str)]| {
            cache_folder(move |name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| PathBuf::from(value)))
        };
        assert_eq!(with(&[("CROSSOVER_CACHE", "/c"), ("HOME", "/h")]), Some(PathBuf::from("/c")));
        assert_eq!(with(&[("XDG_CACHE_HOME", "/x"), ("HOME", "/h")]), Some(PathBuf::from("/x/crossover")));
        assert_eq!(with(&[("CROSSOVER_CACHE", ""), ("HOME", "/h")]), Some(PathBuf::from("/h/.cache/crossover")));
        assert_eq!(with(&[]), None);
    }
}
