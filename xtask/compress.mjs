// Puts a brotli and a gzip file beside each file of a folder that compresses well: `node compress.mjs dist`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const KINDS = new Set([".html", ".css", ".js", ".mjs", ".wasm", ".json", ".svg", ".txt", ".webmanifest", ".xml"]);

const folder = process.argv[2];
if (folder === undefined) {
  throw new Error("usage: node compress.mjs FOLDER");
}
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || entry.name.startsWith(".") || !KINDS.has(extname(entry.name))) continue;
  const file = join(entry.parentPath ?? entry.path, entry.name);
  const data = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
  };
  writeFileSync(`${file}.br`, brotliCompressSync(data, { params }));
  writeFileSync(`${file}.gz`, gzipSync(data, { level: constants.Z_BEST_COMPRESSION }));
}
