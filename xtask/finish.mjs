// The last step of a site: `node finish.mjs dist`. Writes the page for unknown paths, which needs to know where the site stands, and
// takes the comments out of our scripts, and tells the service worker what it keeps, under a name by content.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

const folder = process.argv[2];
if (folder === undefined) {
  throw new Error("usage: node finish.mjs FOLDER");
}
// The page itself finds its files beside it, wherever that is. At an unknown path nothing is beside it: there the site is taken to
// stand at the root, unless the build was told another place.
let page = readFileSync(join(folder, "index.html"), "utf8");
const config = join(folder, "config.json");
if (existsSync(config) && /"mode"\s*:\s*"live"/.test(readFileSync(config, "utf8"))) {
  // Only static mode has a bar above the frame: its place would be empty.
  page = page.replace(/<div class="?frame__banner"? aria-hidden="?true"?><\/div>/, "");
  writeFileSync(join(folder, "index.html"), page);
}
writeFileSync(join(folder, "404.html"), page.replace(/<base href="?\.\/"?/, '<base href="/"'));

// What a script says to its readers no browser needs.
for (const name of readdirSync(folder).filter((name) => /^\w+\.js$/.test(name))) {
  const lines = readFileSync(join(folder, name), "utf8").split("\n");
  writeFileSync(join(folder, name), lines.filter((line) => !/^\s*\/\//.test(line)).map((line) => line.trim()).join("\n"));
}

const worker = join(folder, "sw.js");
if (existsSync(worker)) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith(".") && !/\.(?:br|gz)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .filter((name) => name !== "404.html" && name !== "sw.js")
    .sort();
  const text = readFileSync(worker, "utf8");
  const hash = createHash("sha256").update(text);
  for (const name of names) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  const filled = text
    .replace('const VERSION = "";', `const VERSION = ${JSON.stringify(hash.digest("hex").slice(0, 16))};`)
    .replace("const FILES = [];", `const FILES = ${JSON.stringify(names)};`);
  if (filled === text) throw new Error("sw.js has no place for its files");
  writeFileSync(worker, filled);
}
