// Tells the start of a built site what each page beyond the first is made of, so that the browser fetches it along with the app and not
// after it: `node ahead.mjs dist`, after the parts were laid there. Which page is in which group stands in the sources of the app.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Pages that ask nothing of the simulated service beyond what the first load can answer; `tests/e2e/ahead.spec.ts` goes to each. */
const ALONE = ["customers", "customers/new-customer", "design", "design/components", "enroll", "rehearsal", "settings", "transfers"];

const folder = process.argv[2];
if (folder === undefined) {
  throw new Error("usage: node ahead.mjs FOLDER");
}
const parts = join(folder, "parts");
const loader = existsSync(parts) ? readdirSync(parts).find((name) => /^load-.*\.js$/.test(name)) : undefined;
if (loader !== undefined) {
  const source = (name) => readFileSync(fileURLToPath(new URL(`../src/app/${name}`, import.meta.url)), "utf8");
  const groups = new Map();
  for (const [, group, pages] of source("lazily.rs").matchAll(/^group!\((\w+) \{([^}]*)\}/gm)) {
    for (const [, page] of pages.matchAll(/(\w+): crate::/g)) groups.set(page, group);
  }
  // In the order in which the app looks for them: with a word for each that an address names itself.
  const pages = [...source("mod.rs").matchAll(/^ {4}\("\/([^"]*)", lazily::(\w+)\),$/gm)].map(([, shape, page]) => {
    if (!groups.has(page)) throw new Error(`src/app/lazily.rs has no ${page}`);
    return [shape.replaceAll(/:\w+/g, "[^/]+"), groups.get(page), ...(ALONE.includes(shape) ? [1] : [])];
  });
  const { mark, made } = madeOf(readFileSync(join(parts, loader), "utf8"));
  const wanted = new Set([...pages.map(([, group]) => group), "live", "service"]);
  const lacking = [...wanted].filter((group) => made[group] === undefined && group !== "service");
  if (pages.length === 0 || lacking.length > 0) throw new Error(`the loader of the parts knows no ${lacking.join(", ") || "page"}`);
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const styles = /<meta[^>]*later-styles[^>]*content="?([^"\s>]+)|content="?([^"\s>]+)"? name="?later-styles/.exec(page);
  const ahead = {
    mark,
    styles: styles?.[1] ?? styles?.[2],
    pages,
    parts: Object.fromEntries([...wanted].filter((group) => made[group] !== undefined).map((group) => [group, made[group]])),
  };
  const start = join(folder, "start.js");
  const text = readFileSync(start, "utf8");
  const filled = text.replace("const AHEAD = undefined;", `const AHEAD = ${JSON.stringify(ahead)};`);
  if (filled === text || ahead.styles === undefined) throw new Error("start.js has no place for what is fetched ahead, or the page names no later styles");
  writeFileSync(start, filled);
}

/** From the loader of the parts: which files each group is made of, without the mark that ends all their names. */
function madeOf(text) {
  const statements = text.split(/^(?=(?:export )?const __)/m);
  const files = new Map();
  const made = {};
  const marks = new Set();
  for (const statement of statements) {
    const name = /^(?:export )?const (\w+) = /.exec(statement)?.[1];
    const [, file, mark] = /new URL\("\.\/([^"]+)-([^"-]+)\.wasm"/.exec(statement) ?? [];
    if (name === undefined || file === undefined) continue;
    marks.add(mark);
    files.set(name, file);
    const group = /^__wasm_split_load_(\w+)$/.exec(name)?.[1];
    const shared = /\[((?:__\w+(?:, )?)*)\]\)\);/.exec(statement)?.[1];
    if (group !== undefined) {
      if (shared === undefined) throw new Error(`the loader lists no parts of ${group} in a form that is known`);
      made[group] = [file, ...shared.split(", ").filter((it) => it !== "").map((it) => files.get(it))];
    }
  }
  if (marks.size !== 1) throw new Error("the parts bear more than one mark");
  return { mark: [...marks][0], made };
}
