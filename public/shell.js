// What stands before the app speaks the reader's language, from the first paint on; and it says in that language when the app does not
// come or has stopped: nobody else can then.
const TEXTS = {
  __proto__: null,
  en: "",
  sv: [
    "Crossover läses in.",
    "Crossover leder en CSP-partner hos Microsoft från direktfakturering till indirekt återförsäljare.",
    "Crossover kan inte läsas in helt. Kontrollera anslutningen och läs sedan in sidan igen.",
    "Läs in igen",
  ],
  nl: [
    "Crossover wordt geladen.",
    "Crossover begeleidt een CSP-partner van Microsoft van directe facturering naar indirecte reseller.",
    "Crossover kan niet helemaal worden geladen. Controleer uw verbinding en laad de pagina dan opnieuw.",
    "Opnieuw laden",
  ],
  de: [
    "Crossover wird geladen.",
    "Crossover begleitet einen CSP-Partner von Microsoft von der Direktabrechnung zum indirekten Vertriebspartner.",
    "Crossover kann nicht vollständig geladen werden. Prüfen Sie Ihre Verbindung, und laden Sie die Seite dann neu.",
    "Neu laden",
  ],
};
const at = (id) => document.getElementById(id);
let saved;
let kept = [];
try {
  saved = localStorage["crossover.language"];
  kept = Object.keys(localStorage);
} catch {}
const language = [new URLSearchParams(location.search).get("lang"), saved, ...navigator.languages]
  .map((tag) => tag?.slice(0, 2).toLowerCase())
  .find((tag) => tag in TEXTS);
if (TEXTS[language]) {
  document.documentElement.lang = language;
  ["loading", "purpose", "crash-says", "crash-reload"].forEach((id, place) => (at(id).textContent = TEXTS[language][place]));
}
// Who was here before knows what is coming, and has most of it already.
at("purpose").hidden = kept.some((name) => name.startsWith("crossover."));

// Of what goes wrong in the app only an error of its machine ends it.
const stopped = ({ error, reason, target }) => {
  if (target !== window && !(target instanceof HTMLScriptElement)) return;
  if (at("shell") || /^R(untime|ange)Error/.test(error ?? reason)) at("crash").open || at("crash").showModal();
};
addEventListener("error", stopped, true);
addEventListener("unhandledrejection", stopped);
at("crash-reload").onclick = () => location.reload();
