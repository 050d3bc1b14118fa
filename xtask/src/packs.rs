//! Puts parts that are needed together into one file. The splitter makes a module of whatever the same groups of pages share, most of
//! them smaller than a request for them; what three groups or more share, and what is small, is fetched at once instead, with the first
//! group that needs any of it. What a small group needs of that is a file of its own, so that it does not wait for all the rest.

use crate::shell::{Failure, Outcome};
use std::collections::{BTreeMap, BTreeSet};

/// From how many groups on a shared part goes into the pack.
const MANY: usize = 3;

/// Up to which size a part goes there too, in bytes: a request for it would cost more than it does.
const SMALL_BYTES: usize = 3_500;

/// How the splitter's loader begins what it says of a shared part: the groups stand in the comment before it.
const BEGIN: &str = "const __chunk_";
/// How it ends it.
const END: &str = ", []);\n";

/// A shared part, as the loader has it.
#[derive(Debug, PartialEq, Eq)]
struct Part<'a> {
    /// Its name among the loader's own.
    name: &'a str,
    /// The file.
    file: &'a str,
    /// Which groups need it.
    groups: Vec<&'a str>,
    /// The whole statement, with the comment before it.
    text: &'a str,
}

/// The loader after packing, which files went into packs, and the packs by their names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Packed {
    pub(crate) loader: String,
    pub(crate) files: Vec<String>,
    pub(crate) packs: Vec<(String, Vec<u8>)>,
}

/// Has `loader` fetch what many groups need as one file, and what each of the groups `small` needs of it as one of its own; `module`
/// reads each that is in them.
///
/// # Errors
/// When the loader is not of the form that this knows, or a module cannot be read.
pub(crate) fn pack(loader: &str, small: &[&str], module: impl Fn(&str) -> Outcome<Vec<u8>>) -> Outcome<Packed> {
    let all = parts(loader)?;
    let mut rest = Vec::new();
    for part in &all {
        let module = module(part.file)?;
        if part.groups.len() >= MANY || module.len() <= SMALL_BYTES {
            rest.push((part, module));
        }
    }
    let mut packed = Packed { loader: loader.to_owned(), files: Vec::new(), packs: Vec::new() };
    let mut places: BTreeMap<&str, String> = BTreeMap::new();
    for group in small.iter().copied().chain([""]) {
        // The last takes what no small group needs.
        let (together, left) =
            rest.into_iter().partition::<Vec<_>, _>(|(part, _)| group.is_empty() || part.groups.contains(&group));
        rest = left;
        let (name, file) = (format!("__pack_{group}"), format!("shared{}{group}.wasm", if group.is_empty() { "" } else { "-" }));
        if together.is_empty() {
            continue;
        }
        let sizes: Vec<String> = together.iter().map(|(_, module)| module.len().to_string()).collect();
        let statement = format!(
            "/* modules that {MANY} groups or more need, and small ones, one after the other */
const {name} = makeLoad(() => {{
    const src = fetch(new URL(\"./{file}\", import.meta.url)).then((answer) => {{
        if (!answer.ok) throw new Error(`${{answer.status}} for ${{answer.url}}`);
        return answer.arrayBuffer();
    }});
    return async (imports) => {{
        const bytes = await src;
        let at = 0;
        await Promise.all([{}].map((size) => WebAssembly.instantiate(bytes.slice(at, at += size), imports)));
    }};
}}
{END}",
            sizes.join(", ")
        );
        for (index, (part, _)) in together.iter().enumerate() {
            packed.loader = packed.loader.replacen(part.text, if index == 0 { &statement } else { "" }, 1);
            packed.files.push(part.file.to_owned());
            places.insert(part.name, name.clone());
        }
        packed.packs.push((file, together.into_iter().flat_map(|(_, module)| module).collect()));
    }
    packed.loader = packed.loader.split_inclusive(";\n").map(|statement| with_packs(statement, &places)).collect();
    Ok(packed)
}

/// A group's statement, whose list of parts now names each pack once in the place of what is in it.
fn with_packs(statement: &str, places: &BTreeMap<&str, String>) -> String {
    let Some((before, list, after)) = statement
        .rsplit_once("[__chunk_")
        .and_then(|(before, rest)| rest.split_once(']').map(|(list, after)| (before, format!("__chunk_{list}"), after)))
    else {
        return statement.to_owned();
    };
    let (packed, alone): (Vec<&str>, Vec<&str>) = list.split(", ").partition(|name| places.contains_key(name));
    let packs: BTreeSet<&str> = packed.iter().filter_map(|name| places.get(name).map(String::as_str)).collect();
    format!("{before}[{}]{after}", packs.into_iter().chain(alone).collect::<Vec<_>>().join(", "))
}

/// The shared parts that the loader knows.
fn parts(loader: &str) -> Outcome<Vec<Part<'_>>> {
    let strange = || {
        Failure::new("the splitter's loader is not of the form that is known here")
            .help("wasm_split_cli_support, xtask/src/packs.rs")
    };
    let mut found = Vec::new();
    for (at, _) in loader.match_indices(BEGIN) {
        let (head, rest) = loader.split_at(at);
        let comment = head.trim_end().strip_suffix("*/").and_then(|head| head.rfind("/*").map(|from| (from, &head[from + 2..])));
        let (from, groups) = comment.ok_or_else(strange)?;
        let end = rest.find(END).ok_or_else(strange)? + END.len();
        let name = rest["const ".len()..].split(' ').next().ok_or_else(strange)?;
        let file = rest[..end].split("\"./").nth(1).and_then(|rest| rest.split('"').next()).ok_or_else(strange)?;
        found.push(Part { name, file, groups: groups.split(',').map(str::trim).collect(), text: &loader[from..at + end] });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(groups: &str, number: u8) -> String {
        format!(
            "/* {groups} */\nconst __chunk_{number} = makeLoad(() => {{\n    const src = fetch(new URL(\"./chunk_{number}.wasm\", import.meta.url));\n    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}}\n, []);\n"
        )
    }

    fn loader() -> String {
        let group =
            "export const __wasm_split_load_a = wrapAsyncCb(makeLoad(() => {\n}\n, [__chunk_1, __chunk_2, __chunk_3]));\n";
        let other = "export const __wasm_split_load_b = wrapAsyncCb(makeLoad(() => {\n}\n, [__chunk_1]));\n";
        let none = "export const __wasm_split_load_c = wrapAsyncCb(makeLoad(() => {\n}\n, []));\n";
        let chunks = [statement("a, b", 1), statement("a, b, c", 2), statement("a, c, d, e", 3)].concat();
        format!("import {{ initSync }} from \"./app.js\";\n{chunks}{group}{other}{none}")
    }

    /// The first is large, the others are not.
    fn module(file: &str) -> Vec<u8> {
        if file == "chunk_1.wasm" { vec![0; SMALL_BYTES + 1] } else { file.as_bytes().to_vec() }
    }

    #[test]
    fn what_many_need_is_fetched_at_once_and_the_rest_by_itself() {
        let packed = pack(&loader(), &[], |file| Ok(module(file))).expect("the form is known");
        assert_eq!(packed.files, ["chunk_2.wasm", "chunk_3.wasm"]);
        assert_eq!(packed.packs, [("shared.wasm".to_owned(), b"chunk_2.wasmchunk_3.wasm".to_vec())]);
        assert!(packed.loader.contains("\"./shared.wasm\"") && packed.loader.contains("[12, 12].map"), "{}", packed.loader);
        assert!(packed.loader.contains("const __chunk_1 =") && !packed.loader.contains("const __chunk_2 ="));
        assert!(packed.loader.contains(", [__pack_, __chunk_1]));"), "{}", packed.loader);
        assert!(packed.loader.contains(", [__chunk_1]));") && packed.loader.contains(", []));"));
    }

    #[test]
    fn what_is_smaller_than_a_request_is_fetched_with_the_rest() {
        let packed = pack(&loader(), &[], |_| Ok(vec![0; SMALL_BYTES])).expect("the form is known");
        assert_eq!(packed.files, ["chunk_1.wasm", "chunk_2.wasm", "chunk_3.wasm"]);
        assert!(!packed.loader.contains("const __chunk_") && packed.loader.contains(", [__pack_]));"), "{}", packed.loader);
    }

    #[test]
    fn what_a_small_group_needs_does_not_wait_for_the_rest() {
        let packed = pack(&loader(), &["e", "b"], |file| Ok(module(file))).expect("the form is known");
        let file = |name: &str, data: &[u8]| (name.to_owned(), data.to_vec());
        assert_eq!(packed.packs, [file("shared-e.wasm", b"chunk_3.wasm"), file("shared-b.wasm", b"chunk_2.wasm")]);
        assert!(packed.loader.contains(", [__pack_b, __pack_e, __chunk_1]));"), "{}", packed.loader);
    }

    #[test]
    fn a_loader_of_another_form_is_refused() {
        assert!(pack("const __chunk_1 = 5;\n", &["x"], |_| Ok(vec![1])).is_err());
        let plain = "import { initSync } from \"./app.js\";\n";
        assert_eq!(pack(plain, &["x"], |_| Ok(vec![1])).expect("nothing to do").loader, plain);
    }
}
