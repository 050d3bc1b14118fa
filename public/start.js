// Starts the app.

// Said relatively, the base would go along with every address that the app shows: from now on it is where the app stands.
const base = document.querySelector("base");
base.href = base.href;

// What the app will ask for is fetched along with it, not when it has found out: the app takes it from here by its name (src/assets.rs).
// What cannot be had it asks for itself, and says so.
const files = (globalThis.crossoverFiles = {});
const fetched = (name) =>
  (files[name] = fetch(name).then(
    (answer) => (answer.ok ? answer.text() : undefined),
    () => undefined,
  ));
const config = fetched("config.json");
const { lang } = document.documentElement;
fetched(`locales/${lang}.json`);
// Which parts the pages beyond the first are made of; written by xtask/ahead.mjs.
const AHEAD = undefined;
if (AHEAD) fetchAhead(AHEAD, location.href.slice(base.href.length).replace(/[?#].*/, ""));

// The first word and the first number of a language take a browser a while: while the app is on its way, and in pieces.
setTimeout(() => "a".localeCompare("b", lang));
setTimeout(() => (1).toLocaleString(lang));
setTimeout(() => new Date().toLocaleString(lang, { timeZoneName: "short" }));
setTimeout(() => Intl.ListFormat && new Intl.ListFormat(lang).format("ab"));

const { app, wasm } = document.querySelector("script[data-app]").dataset;
// A rejection that nobody handles is what shell.js waits for.
const { default: init } = await import(app);
await init({ module_or_path: wasm });

// The app stands; there is time for what comes after. A browser that keeps nothing asks the network each time.
import("./menus.js").catch(() => undefined);
import("./offline.js").catch(() => undefined);

// Has the browser fetch what the page at `path` is made of, and the service of its mode, unless the page asks nothing of that.
async function fetchAhead({ mark, styles, pages, parts }, path) {
  const [, group, isAlone] = pages.find(([shape]) => new RegExp(`^${shape}/?$`).test(path)) ?? [];
  if (group === undefined) return;
  const ahead = (as, href, more) => document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as, href, ...more }));
  fetched(`locales/more/${lang}.json`);
  ahead("style", styles);
  const service = /"live"/.test(await config) ? "live" : isAlone ? group : "service";
  for (const name of new Set([...parts[group], ...(parts[service] ?? [])])) {
    ahead("fetch", `parts/${name}-${mark}.wasm`, { crossOrigin: "anonymous" });
  }
}
