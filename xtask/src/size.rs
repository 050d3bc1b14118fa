//! What a visitor loads: bytes per file, and of the first load as a whole.

use crate::shell::{Failure, Outcome};
use crate::split::PARTS;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// What a page load begins with: the document, and what the app asks for by a name it puts together itself
/// (its configuration and one language).
const START: [&str; 3] = ["index.html", "config.json", "locales/en.json"];

/// The service worker: it names every file, and fetches them when the first page stands.
const WORKER: &str = "sw.js";

/// One file of the site, sizes in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asset {
    /// Path from the site's root, with forward slashes.
    pub(crate) name: String,
    pub(crate) raw: u64,
    /// As served with gzip; the raw size where no compressed file lies beside it.
    pub(crate) gzip: u64,
    /// As served with brotli; the raw size where no compressed file lies beside it.
    pub(crate) brotli: u64,
    /// Whether the first page a visitor sees loads it.
    pub(crate) first: bool,
}

/// Measures every file of a built site, the ones of the first load in front.
///
/// # Errors
/// When the folder cannot be read or holds no site.
pub(crate) fn measure(dist: &Path) -> Outcome<Vec<Asset>> {
    let unreadable =
        |error: io::Error| Failure::new(format!("{} cannot be measured: {error}", dist.display())).help("cargo xtask build");
    let mut names = Vec::new();
    collect(dist, "", &mut names).map_err(unreadable)?;
    let contents = |name: &str| fs::read(dist.join(name)).map(|data| String::from_utf8_lossy(&data).into_owned());
    let first = first_load(&names, contents).map_err(unreadable)?;
    let mut assets = Vec::new();
    for name in names.iter().filter(|name| !is_compressed(name)) {
        let size = |suffix: &str| fs::metadata(dist.join(format!("{name}{suffix}"))).map(|data| data.len());
        let raw = size("").map_err(unreadable)?;
        let (gzip, brotli) = (size(".gz").unwrap_or(raw), size(".br").unwrap_or(raw));
        assets.push(Asset { name: name.clone(), raw, gzip, brotli, first: first.contains(name) });
    }
    assets.sort_by(|a, b| (b.first, b.brotli, &a.name).cmp(&(a.first, a.brotli, &b.name)));
    Ok(assets)
}

/// The first load as one asset.
pub(crate) fn first_load_of(assets: &[Asset]) -> Asset {
    let nothing = Asset { name: "first load".to_owned(), raw: 0, gzip: 0, brotli: 0, first: true };
    assets.iter().filter(|asset| asset.first).fold(nothing, |sum, asset| Asset {
        raw: sum.raw + asset.raw,
        gzip: sum.gzip + asset.gzip,
        brotli: sum.brotli + asset.brotli,
        ..sum
    })
}

/// The sizes as a table for the terminal.
pub(crate) fn table(assets: &[Asset]) -> String {
    let total = first_load_of(assets);
    let width = assets.iter().map(|asset| asset.name.len()).max().unwrap_or(0).max(total.name.len());
    let line = |asset: &Asset| {
        let Asset { name, raw, gzip, brotli, .. } = asset;
        format!("{name:width$}  {raw:>9}  {gzip:>9}  {brotli:>9}\n")
    };
    let head = format!("{:width$}  {:>9}  {:>9}  {:>9}\n", "bytes", "raw", "gzip", "brotli");
    let first: String = assets.iter().filter(|asset| asset.first).map(line).collect();
    let later: String = assets.iter().filter(|asset| !asset.first && asset.name != "404.html").map(line).collect();
    format!("{head}{first}{}{later}", line(&total))
}

/// The files that the first load takes: [`START`], and whatever a file among them names. It errs on the side of
/// too many: a name in the wasm counts even when it is asked for later. The loader of the parts belongs to it; what lies beside it,
/// fetched when a page needs it, does not.
fn first_load(names: &[String], contents: impl Fn(&str) -> io::Result<String>) -> io::Result<BTreeSet<String>> {
    let mut loaded = BTreeSet::new();
    let mut waiting: Vec<&String> = names.iter().filter(|name| START.contains(&name.as_str())).collect();
    while let Some(name) = waiting.pop() {
        if !loaded.insert(name.clone()) {
            continue;
        }
        let text = contents(name)?;
        let is_part = |other: &str| (other.starts_with(PARTS) && !has_ending(other, "js")) || other == WORKER;
        let named = names.iter().filter(|other| !is_compressed(other) && !is_part(other) && text.contains(other.as_str()));
        waiting.extend(named);
    }
    Ok(loaded)
}

fn is_compressed(name: &str) -> bool {
    has_ending(name, "br") || has_ending(name, "gz")
}

/// Whether a file's name ends in `.` and `ending`.
pub(crate) fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|it| it == ending)
}

fn collect(folder: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), names)?;
        } else {
            names.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_load_is_what_the_document_leads_to() {
        let site = [
            ("index.html", "<link href=\"/app-1.css\"><script>import '/app-2.js'</script>"),
            ("app-1.css", "url(icons.svg)"),
            ("app-2.js", "import './snippets/x/inline0.js'; import './parts/load-1.js'; fetch('app_bg.wasm')"),
            ("parts/load-1.js", "import '../app-2.js'; 'parts/pages-1.wasm'"),
            ("parts/pages-1.wasm", "\u{0}asm"),
            ("app_bg.wasm", "\u{fffd}\u{0}asm"),
            ("snippets/x/inline0.js", "export {}"),
            ("icons.svg", "<svg/>"),
            ("locales/en.json", "{}"),
            ("locales/sv.json", "{}"),
            ("404.html", "the same"),
            ("index.html.br", ""),
        ];
        let names: Vec<String> = site.iter().map(|(name, _)| (*name).to_owned()).collect();
        let contents = |name: &str| Ok(site.iter().find(|(it, _)| *it == name).expect("it is there").1.to_owned());
        let loaded = first_load(&names, contents).expect("nothing is unreadable");
        let wanted = [
            "app-1.css",
            "app-2.js",
            "app_bg.wasm",
            "icons.svg",
            "index.html",
            "locales/en.json",
            "parts/load-1.js",
            "snippets/x/inline0.js",
        ];
        assert_eq!(loaded.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn the_sum_leaves_out_what_comes_later() {
        let asset = |name: &str, brotli, first| Asset { name: name.to_owned(), raw: brotli * 4, gzip: brotli * 2, brotli, first };
        let assets = [asset("index.html", 10, true), asset("app.wasm", 90, true), asset("locales/sv.json", 7, false)];
        let sum = first_load_of(&assets);
        assert_eq!((sum.raw, sum.gzip, sum.brotli), (400, 200, 100));
        let lines: Vec<String> = table(&assets).lines().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(
            lines,
            [
                "bytes raw gzip brotli",
                "index.html 40 20 10",
                "app.wasm 360 180 90",
                "first load 400 200 100",
                "locales/sv.json 28 14 7"
            ]
        );
    }
}
