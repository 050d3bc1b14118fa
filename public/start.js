// Starts the app. Until the app has taken the shell away, and after it has stopped, nobody else can say so: this does, in the reader's
// language. English stands in the page.
const TEXTS = {
  __proto__: null,
  en: null,
  sv: ["Crossover läses in.", "Crossover kan inte läsas in helt. Kontrollera anslutningen och läs sedan in sidan igen.", "Läs in igen"],
  nl: ["Crossover wordt geladen.", "Crossover kan niet helemaal worden geladen. Controleer uw verbinding en laad de pagina dan opnieuw.", "Opnieuw laden"],
  de: ["Crossover wird geladen.", "Crossover kann nicht vollständig geladen werden. Prüfen Sie Ihre Verbindung, und laden Sie die Seite dann neu.", "Neu laden"],
};
const kept = () => {
  try {
    return localStorage.getItem("crossover.language");
  } catch {
    return null;
  }
};
const wanted = [new URLSearchParams(location.search).get("lang"), kept(), ...navigator.languages];
const language = wanted.map((tag) => tag?.split(/[-_]/)[0].toLowerCase()).find((tag) => tag in TEXTS);
if (TEXTS[language]) {
  document.documentElement.lang = language;
  ["loading", "crash-says", "crash-reload"].forEach((id, place) => (document.getElementById(id).textContent = TEXTS[language][place]));
}
const crash = document.getElementById("crash");
const stopped = ({ error, reason }) => {
  // What the app could not do it says itself; an error of its machine ends it.
  const ended = /^R(untime|ange)Error$/.test((error ?? reason)?.name);
  if ((ended || document.getElementById("shell") !== null) && !crash.open) crash.showModal();
};
addEventListener("error", (event) => {
  if (event.target === window || event.target instanceof HTMLScriptElement) stopped(event);
}, true);
addEventListener("unhandledrejection", stopped);
document.getElementById("crash-reload").addEventListener("click", () => location.reload());

// A menu is left by Escape, which gives focus back to its button, by a press elsewhere, and by focus that goes elsewhere.
const leave = ({ type, key, target }) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    const holds = menu.contains(target);
    if (type === "keydown" ? key !== "Escape" : holds) continue;
    if (holds) menu.firstElementChild.focus();
    menu.open = false;
  }
};
for (const type of ["keydown", "pointerdown", "focusin"]) addEventListener(type, leave);

// Said relatively, the base would go along with every address that the app shows: from now on it is where the app stands.
const base = document.querySelector("base");
base.href = base.href;

const { app, wasm } = document.querySelector("script[data-app]").dataset;
// A rejection that nobody handles is what the listener above waits for.
const { default: init } = await import(app);
await init({ module_or_path: wasm });

// The app stands; there is time for what comes after. A browser that keeps nothing asks the network each time.
import("./offline.js").catch(() => undefined);
