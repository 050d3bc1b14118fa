// Divides each language of a site that Trunk has built: locales/xx.json keeps what locales/first.json lists, which is what the first
// load needs; locales/more/xx.json holds the rest. Trunk calls it (Trunk.toml), so every way to build the site has it.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const staging = process.env.TRUNK_STAGING_DIR;
if (staging === undefined) {
  throw new Error("Trunk calls this program, and names the folder by TRUNK_STAGING_DIR");
}
const folder = join(staging, "locales");
const list = join(folder, "first.json");
if (existsSync(list)) {
  const keys = JSON.parse(readFileSync(list, "utf8"));
  mkdirSync(join(folder, "more"), { recursive: true });
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "first.json")) {
    const more = JSON.parse(readFileSync(join(folder, name), "utf8"));
    const first = {};
    for (const key of keys) move(more, first, key.split("."));
    writeFileSync(join(folder, name), JSON.stringify(first));
    writeFileSync(join(folder, "more", name), JSON.stringify(more));
  }
  rmSync(list);
}

// Moves what stands at `path` from one tree of texts to the other.
function move(from, to, [head, ...rest]) {
  if (from[head] === undefined) throw new Error(`locales/first.json: there is no text at …${head}`);
  if (rest.length === 0) {
    to[head] = from[head];
    delete from[head];
  } else {
    move(from[head], (to[head] ??= {}), rest);
  }
}
