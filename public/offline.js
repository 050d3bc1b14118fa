// Has the browser keep the app for times without a network: in static mode only, in live mode nothing works without the service.
// Tells the app of a new build, by an event and a mark on the document, and takes it when the app says so.

// How long a first visit is left to itself, in milliseconds: what is kept is the whole app, and would come in the way of its first page.
const FIRST_VISIT_MS = 4000;

const { mode } = await (await fetch("config.json")).json();
if ("serviceWorker" in navigator) {
  if (mode === "static") await keep(); else await letGo();
}

async function keep() {
  if (navigator.serviceWorker.controller === null) await new Promise((resolve) => setTimeout(resolve, FIRST_VISIT_MS));
  const registration = await navigator.serviceWorker.register("sw.js");
  const announce = (worker) => {
    if (worker?.state !== "installed" || navigator.serviceWorker.controller === null) return;
    document.documentElement.dataset.newVersion = "waits";
    dispatchEvent(new Event("crossover-new-version"));
  };
  announce(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => announce(worker));
  });
  addEventListener("crossover-renew", () => registration.waiting?.postMessage("renew"));
  // Every tab goes over together: drafts are kept, and a page never asks another build for its files.
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  document.addEventListener("visibilitychange", () => {
    // Without a network there is nothing new.
    if (document.visibilityState === "visible") registration.update().catch(() => undefined);
  });
}

async function letGo() {
  const all = await navigator.serviceWorker.getRegistrations();
  await Promise.all(all.filter(({ scope }) => scope === document.baseURI).map((registration) => registration.unregister()));
}
