// Keeps one build of the app, whole, for times without a network (static mode). A page that it serves gets every file from the very
// build that it belongs to; the next build waits until the person takes it. The two constants are written by xtask/finish.mjs.
const VERSION = "";
const FILES = [];

const scope = new URL(self.registration.scope);
// Another place on this host has another app of its own.
const PREFIX = `crossover ${scope.pathname} `;
const CACHE = PREFIX + VERSION;

self.addEventListener("install", (event) => {
  if (VERSION === "") return;
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((name) => new Request(name, { cache: "no-cache" })))));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(PREFIX) && name !== CACHE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

self.addEventListener("message", ({ data }) => {
  if (data === "renew") void self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (VERSION === "" || request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const name = decodeURIComponent(url.pathname.slice(scope.pathname.length));
  if (name === "config.json") {
    // It belongs to the place, not to the build.
    event.respondWith(fetch(request).then(heeded).catch(() => kept(name)));
  } else if (name !== "index.html" && FILES.includes(name)) {
    event.respondWith(kept(name).then((found) => found ?? fetch(request)));
  } else if (request.mode === "navigate") {
    event.respondWith(page().then((found) => found ?? fetch(request)));
  }
});

// A place that went over to live mode has no use for this, and has pages of others below it, such as that to sign in: it lets go
// before the app knows, and so before the app leaves for one of them.
async function heeded(found) {
  const { mode } = await found.clone().json().catch(() => ({}));
  if (mode === "live") await self.registration.unregister();
  return found;
}

async function kept(name) {
  return (await caches.open(CACHE)).match(name);
}

// The app, for any address of it: its base is where the app stands, not where the person is.
async function page() {
  const found = await kept("index.html");
  if (found === undefined) return undefined;
  const text = (await found.text()).replace(/<base href="?\.\/"?/, () => `<base href="${scope.pathname}"`);
  return new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}
