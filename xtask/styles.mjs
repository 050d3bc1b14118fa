// Joins the style sheets of a built site, in the order in which the page names them: `node styles.mjs dist`. One file of many small
// ones is a third smaller compressed, and one request. What only later fetched pages use goes into a second file beside them, which
// the first of them brings: the page says where it lies.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of what is fetched later; xtask/src/split.rs lays the parts of the wasm there. */
const PARTS = "parts";

const folder = process.argv[2];
if (folder === undefined) {
  throw new Error("usage: node styles.mjs FOLDER");
}
const file = join(folder, "index.html");
const page = readFileSync(file, "utf8");
const links = [...page.matchAll(/<link\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => /\brel="?stylesheet\b/.test(tag));
const names = links.map((tag) => /\bhref="?(?:\.?\/)?([^"\s>]+\.css)/.exec(tag)?.[1]);
if (links.length > 1) {
  if (names.includes(undefined)) throw new Error("index.html links a style sheet of another place");
  const sheets = names.map((name) => ({ name, css: readFileSync(join(folder, name), "utf8").trim() }));
  const isDivided = existsSync(join(folder, PARTS));
  const first = readdirSync(folder).filter((name) => /\.(?:wasm|js|html)$/.test(name));
  const told = first.map((name) => readFileSync(join(folder, name), "latin1")).join("\n");
  const blockOf = (name) => /^(.+?)-[0-9a-f]+\.css$/.exec(name)?.[1] ?? name.replace(/\.css$/, "");
  const blocks = sheets.map(({ name }) => blockOf(name));
  // A sheet is of the first load unless what is there first names no member of the blocks that the sheet is about.
  const isLater = ({ name, css }) => {
    const members = [...css.matchAll(/\.([a-z][a-z0-9-]*__[a-z0-9-]+)/g)].map(([, member]) => member);
    const named = members.filter((member) => member.startsWith(`${blockOf(name)}__`));
    const own = named.length > 0 ? named : members.filter((member) => !blocks.includes(member.split("__")[0]));
    return isDivided && own.length > 0 && !own.some((member) => told.includes(member));
  };
  const later = sheets.filter(isLater);
  const [head, tail] = [sheets.filter((sheet) => !later.includes(sheet)), later].map(write);
  const integrity = `integrity="sha384-${createHash("sha384").update(head.css).digest("base64")}"`;
  const joined = links[0].replace(names[0], head.name).replace(/integrity="?[^"\s>]+"?/, integrity);
  if (!joined.includes(head.name)) throw new Error("index.html links its style sheets in a form that is not known");
  const place = later.length > 0 ? `<meta name="later-styles" content="${tail.name}">` : "";
  names.forEach((old) => rmSync(join(folder, old)));
  for (const { name, css } of later.length > 0 ? [head, tail] : [head]) writeFileSync(join(folder, name), css);
  writeFileSync(file, links.slice(1).reduce((text, tag) => text.replace(tag, ""), page.replace(links[0], joined + place)));
}

/** Sheets as one, under a name by content. */
function write(sheets, index) {
  const css = sheets.map((sheet) => sheet.css).join("\n");
  if (/@import|@charset|url\((?!["']?(?:data:|#))/.test(css)) throw new Error("a style sheet refers to another file");
  const hash = createHash("sha256").update(css).digest("hex").slice(0, 16);
  return { css, name: `${index === 0 ? "" : `${PARTS}/`}styles-${hash}.css` };
}
