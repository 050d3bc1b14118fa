// Starts the app. Until the app has taken the shell away nobody else can say that it does not come.
const stuck = () => {
  const notice = document.getElementById("crash");
  if (notice !== null && document.getElementById("shell") !== null) notice.hidden = false;
};
addEventListener("error", (event) => {
  if (event.target === window || event.target instanceof HTMLScriptElement) stuck();
}, true);
addEventListener("unhandledrejection", stuck);
document.querySelector("#crash button")?.addEventListener("click", () => location.reload());

// Said relatively, the base would go along with every address that the app shows: from now on it is where the app stands.
const base = document.querySelector("base");
base.href = base.href;

const { app, wasm } = document.querySelector("script[data-app]").dataset;
// A rejection that nobody handles is what the listener above waits for.
const { default: init } = await import(app);
await init({ module_or_path: wasm });

// The app stands; there is time for what comes after. A browser that keeps nothing asks the network each time.
import("./offline.js").catch(() => undefined);
