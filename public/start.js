// Starts the app, and says in the reader's language when it does not come or has stopped: nobody else can then.
const TEXTS = {
  __proto__: null,
  en: "",
  sv: ["Crossover läses in.", "Crossover kan inte läsas in helt. Kontrollera anslutningen och läs sedan in sidan igen.", "Läs in igen"],
  nl: ["Crossover wordt geladen.", "Crossover kan niet helemaal worden geladen. Controleer uw verbinding en laad de pagina dan opnieuw.", "Opnieuw laden"],
  de: ["Crossover wird geladen.", "Crossover kann nicht vollständig geladen werden. Prüfen Sie Ihre Verbindung, und laden Sie die Seite dann neu.", "Neu laden"],
};
const at = (id) => document.getElementById(id);
let saved;
try {
  saved = localStorage["crossover.language"];
} catch {}
const language = [new URLSearchParams(location.search).get("lang"), saved, ...navigator.languages]
  .map((tag) => tag?.slice(0, 2).toLowerCase())
  .find((tag) => tag in TEXTS);
if (TEXTS[language]) {
  document.documentElement.lang = language;
  ["loading", "crash-says", "crash-reload"].forEach((id, place) => (at(id).textContent = TEXTS[language][place]));
}
// Of what goes wrong in the app only an error of its machine ends it.
const stopped = ({ error, reason, target }) => {
  if (target !== window && !(target instanceof HTMLScriptElement)) return;
  if (at("shell") || /^R(untime|ange)Error/.test(error ?? reason)) at("crash").open || at("crash").showModal();
};
addEventListener("error", stopped, true);
addEventListener("unhandledrejection", stopped);
at("crash-reload").onclick = () => location.reload();

// Said relatively, the base would go along with every address that the app shows: from now on it is where the app stands.
const base = document.querySelector("base");
base.href = base.href;

const { app, wasm } = document.querySelector("script[data-app]").dataset;
// A rejection that nobody handles is what the listener above waits for.
const { default: init } = await import(app);
await init({ module_or_path: wasm });

// The app stands; there is time for what comes after. A browser that keeps nothing asks the network each time.
import("./menus.js").catch(() => undefined);
import("./offline.js").catch(() => undefined);
