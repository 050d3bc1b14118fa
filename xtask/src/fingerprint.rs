//! Tells whether anything changed since the last build.

use std::fmt::{self, Display, Formatter};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Top-level folders and kinds of file that cannot change the site. Everything else counts: a build too many
/// costs minutes, a stale page costs trust.
const NO_INPUT: [&str; 6] = ["target", "dist", "tests", "xtask", "server", "node_modules"];

/// A 64-bit FNV-1a hash: the same on every machine and with every compiler. It guards against forgetting, not
/// against malice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    /// The fingerprint of these texts, in this order; where one ends and the next begins counts.
    pub(crate) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        texts.into_iter().fold(Self::EMPTY, |it, text| it.with(text.as_bytes()))
    }

    /// Adds a piece of data, with its length.
    pub(crate) fn with(self, data: &[u8]) -> Self {
        let length = (data.len() as u64).to_le_bytes();
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        Self(data.iter().fold(length.iter().fold(self.0, step), step))
    }

    /// Adds name and content of every file under `root` that the site is built from.
    ///
    /// # Errors
    /// When one cannot be read.
    pub(crate) fn with_inputs(self, root: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        for entry in fs::read_dir(root)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let counts = !name.starts_with('.') && !NO_INPUT.contains(&name.as_str()) && !is_prose(&name);
            if counts {
                collect(entry.path(), &mut files)?;
            }
        }
        files.sort();
        files.iter().try_fold(self, |it, file| {
            let name = file.strip_prefix(root).unwrap_or(file).to_string_lossy();
            Ok(it.with(name.as_bytes()).with(&fs::read(file)?))
        })
    }
}

impl Display for Fingerprint {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{:016x}", self.0)
    }
}

fn is_prose(name: &str) -> bool {
    name.starts_with("LICENSE") || Path::new(name).extension().is_some_and(|it| it == "md")
}

fn collect(path: PathBuf, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(entry?.path(), files)?;
        }
    } else {
        files.push(path);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seam_between_two_texts_counts() {
        assert_eq!(Fingerprint::of(["ab", "c"]), Fingerprint::of(["ab", "c"]));
        assert_ne!(Fingerprint::of(["ab", "c"]), Fingerprint::of(["a", "bc"]));
        assert_ne!(Fingerprint::of(["ab"]), Fingerprint::of(["ab", ""]));
    }

    #[test]
    fn what_the_site_is_built_from_counts_and_nothing_else() {
        let root = std::env::temp_dir().join(format!("crossover-inputs-{}", std::process::id()));
        let write = |name: &str, text: &str| {
            let file = root.join(name);
            fs::create_dir_all(file.parent().expect("it has a folder")).expect("a temporary folder");
            fs::write(file, text).expect("a file in it");
        };
        let now = || Fingerprint::EMPTY.with_inputs(&root).expect("it can be read");
        write("Cargo.toml", "[package]");
        write("src/pages/customers.rs", "one");
        let first = now();
        for (name, text) in [("README.md", "x"), ("tests/wire.rs", "x"), ("dist/index.html", "x"), (".git/HEAD", "x")] {
            write(name, text);
            assert_eq!(now(), first, "{name}");
        }
        write("src/pages/customers.rs", "two");
        let second = now();
        assert_ne!(second, first);
        write("locales/en.json", "{}");
        assert_ne!(now(), second);
        fs::remove_dir_all(&root).expect("the folder is ours");
    }
}
