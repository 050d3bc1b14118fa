/**
 * Never a dead page: damaged storage, a panic, files that do not come, a wrong configuration.
 */
import { expect, test } from "./fixtures.ts";
import {
  CUSTOMER,
  PARTNER,
  PROVIDER,
  REQUEST,
  UNREACHABLE,
  banner,
  chooseForTransfer,
  createButton,
  createdNotice,
  dialog,
  expectOneRequest,
  open,
  part,
  requestsListed,
  row,
  settled,
  subscriptionsOf,
  text,
  title,
  transferOf,
} from "./steps.ts";

const subscriptions = subscriptionsOf(CUSTOMER.northwind);
const northwind = transferOf(CUSTOMER.northwind, REQUEST);

for (const [what, kept] of [
  ["of an unknown version", JSON.stringify({ version: 99, scenario: "ready", now: "2026-11-21T09:00:00Z", rules: "2021", log: [] })],
  ["cut off", '{"version":1,"scenario":"ready","now":"2026-'],
  ["with an entry that was never written", JSON.stringify({ version: 1, scenario: "ready", now: "2026-11-21T09:00:00Z", rules: "2021", log: [{ clock: "2026-11-21T09:00:00Z" }] })],
  ["that is no JSON at all", "\u0000 nonsense"],
] as const) {
  test(`R162 kept state ${what} is set aside, and the app starts`, async ({ page }) => {
    await open(page, "/transfers", { scenario: "requested" });
    await settled(page);
    await page.evaluate((text) => localStorage.setItem("crossover.simulation", text), kept);
    await page.reload();
    await expect(title(page, "Transfer requests")).toBeVisible();
    await expect(banner(page)).toContainText("scenario fresh");
    const aside = await page.evaluate(() => localStorage.getItem("crossover.simulation.set-aside"));
    expect(aside).toBe(kept);
    await page.reload();
    await expect(title(page, "Transfer requests")).toBeVisible();
    await open(page, northwind, { scenario: "requested" });
    await expect(title(page, `Transfer request to ${PROVIDER}`)).toBeVisible();
  });
}

test("another tab damages the kept state: this one goes on with what it has", async ({ page, context }) => {
  await open(page, northwind, { scenario: "requested", as: "partner-admin-agent" });
  await expect(title(page, `Transfer request to ${PROVIDER}`)).toBeVisible();
  const other = await context.newPage();
  await open(other, "/");
  await settled(other);
  await other.evaluate(() => localStorage.setItem("crossover.simulation", "nonsense"));
  await page.getByRole("button", { name: "Withdraw request" }).click();
  await dialog(page, "Withdraw request").getByRole("button", { name: "Withdraw request" }).click();
  await expect(page.getByRole("list", { name: "The four steps" })).toContainText("Withdrawn");
  await page.reload();
  await expect(page.getByRole("list", { name: "The four steps" })).toContainText("Withdrawn");
});

test("nonsense in everything else that is kept is passed over", async ({ page }) => {
  await open(page, subscriptions, { scenario: "ready" });
  await settled(page);
  await page.evaluate(
    ([customer, request]) => {
      for (const store of [localStorage, sessionStorage]) {
        for (const name of ["persona", "latency", "fault", "language", "choice.%", "reason.#", "draft.transferCreated.#", "unfinished.create-transfer/%"]) {
          store.setItem(`crossover.${name.replace("%", customer ?? "").replace("#", request ?? "")}`, "\u001f nonsense 99999999999999999999 \n \u0000");
        }
      }
    },
    [CUSTOMER.northwind, REQUEST],
  );
  await page.reload();
  await expect(title(page, "Subscriptions")).toBeVisible();
  await chooseForTransfer(page, ["Office 365 E3"]);
  await createButton(page).click();
  await expectOneRequest(page);
});

test("a browser that denies storage is one that forgets", async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException("The operation is insecure.", "SecurityError");
        },
      });
    }
  });
  await open(page, subscriptions, { scenario: "ready", as: "partner-admin-agent" });
  await chooseForTransfer(page, ["Office 365 E3"]);
  await createButton(page).click();
  await expect(createdNotice(page)).toBeVisible();
  await expect(requestsListed(page)).toHaveCount(1);
  await page.reload();
  await expect(banner(page)).toContainText("scenario fresh");
});

test.describe("a panic", () => {
  test.use({ provoked: /panicked at|RuntimeError: unreachable/ });

  test("R174 tells the person what broke, and one press brings the page back with what was typed", async ({ page }) => {
    await open(page, northwind, { scenario: "requested", as: "provider-admin-agent" });
    await page.getByRole("button", { name: "Reject" }).click();
    const asked = dialog(page, "Reject transfer request");
    await asked.getByRole("textbox", { name: "Reason" }).fill("The count is wrong.");
    // A browser without random numbers is one on which no request id can be made: there is no way on.
    await page.evaluate(() => {
      crypto.getRandomValues = () => {
        throw new DOMException("out of order", "OperationError");
      };
    });
    await asked.getByRole("button", { name: "Reject" }).click();
    const notice = page.getByRole("alertdialog", { name: /^Something in Crossover broke\./ });
    await expect(notice).toContainText("What you entered is kept in this browser.");
    await expect(notice.getByRole("button", { name: "Reload" })).toBeFocused();
    await notice.getByRole("button", { name: "Reload" }).click();
    await expect(title(page, `Transfer request from ${PARTNER}`)).toBeVisible();
    await page.getByRole("button", { name: "Reject" }).click();
    await expect(asked.getByRole("textbox", { name: "Reason" })).toHaveValue("The count is wrong.");
    await asked.getByRole("button", { name: "Reject" }).click();
    await expect(page.getByText("The count is wrong.", { exact: true })).toBeVisible();
  });
});

test.describe("a machine that stops without a word", () => {
  test.use({ provoked: /RuntimeError/ });

  test("R167 R174 the page says so, in the language of the screen as it is by then", async ({ page }) => {
    await open(page, "/", { scenario: "ready", lang: "sv" });
    await settled(page, "sv");
    await page.getByRole("combobox", { name: text("sv", "frame.language"), exact: true }).selectOption("de");
    await expect(title(page, text("de", "overview.title"))).toBeVisible();
    // Such as a stack that is full: no line of the app runs any more.
    await page.evaluate(() => void setTimeout(() => { throw new WebAssembly.RuntimeError("out of bounds"); }));
    const notice = page.getByRole("alertdialog", { name: text("de", "crash.says") });
    await expect(notice).toBeVisible();
    await notice.getByRole("button", { name: text("de", "crash.reload") }).click();
    await expect(title(page, text("de", "overview.title"))).toBeVisible();
    await expect(page.getByRole("alertdialog")).toHaveCount(0);
  });
});

for (const [what, file] of [
  ["cut off", '{"general": {"window"'],
  ["of another version", JSON.stringify({ general: { window: "{title}" } })],
] as const) {
  test(`texts that are ${what}: the page says so, and one press tries again`, async ({ page }) => {
    await page.route("**/locales/en.json", (route) => route.fulfill({ contentType: "application/json", body: file }));
    await open(page, "/customers", { scenario: "ready" });
    const notice = page.getByRole("alertdialog");
    await expect(notice).toContainText("Crossover cannot be loaded completely.");
    await page.unroute("**/locales/en.json");
    await notice.getByRole("button", { name: "Reload" }).click();
    await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
  });
}

test.describe("files that do not come", () => {
  test.use({ provoked: /Failed to load resource|Failed to fetch/ });

  test("the app itself: the page says so, and one press tries again", async ({ page }) => {
    await page.route("**/*.wasm", (route) => route.abort("connectionreset"));
    await open(page, "/customers", { scenario: "ready" });
    const notice = page.getByRole("alertdialog");
    await expect(notice).toContainText("Crossover cannot be loaded");
    await page.unroute("**/*.wasm");
    await notice.getByRole("button", { name: "Reload" }).click();
    await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
  });

  test("another language: the page stays in the one it has, and says which", async ({ page }) => {
    await open(page, "/customers", { scenario: "ready" });
    await expect(title(page, "Customers")).toBeVisible();
    await page.route("**/locales/sv.json", (route) => route.abort("internetdisconnected"));
    const language = page.getByRole("combobox", { name: "Language" });
    await language.selectOption("sv");
    await expect(language).toHaveValue("en");
    await expect(title(page, "Customers")).toBeVisible();
    await page.unroute("**/locales/sv.json");
    await language.selectOption("sv");
    await expect(title(page, "Kunder")).toBeVisible();
  });

  test("the texts of the mails: the draft says so", async ({ page }) => {
    await page.route("**/locales/mail/en.json", (route) => route.abort("internetdisconnected"));
    await open(page, `${northwind}?draft=created`, { scenario: "requested", as: "partner-admin-agent" });
    await expect(part(page, `Inform ${PROVIDER}`).getByRole("alert")).toContainText(UNREACHABLE);
  });
});

test("a browser without a clipboard: the text is selected, to be copied by one's own keys", async ({ page }) => {
  // An address that is not secure has none.
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await open(page, `${northwind}?draft=created`, { scenario: "requested", as: "partner-admin-agent" });
  const draft = part(page, `Inform ${PROVIDER}`);
  await draft.getByRole("button", { name: "Copy to clipboard" }).click();
  await expect(draft.getByText("The clipboard is closed to this page.")).toBeVisible();
  await expect(draft.getByRole("textbox", { name: "Text" })).toBeFocused();
  expect(await page.evaluate(() => getSelection()?.toString())).toContain("We have created a subscription transfer request");
});

test("a browser without locks works like another", async ({ page }) => {
  // Again an address that is not secure.
  await page.addInitScript(() => Object.defineProperty(navigator, "locks", { value: undefined }));
  await open(page, subscriptions, { scenario: "ready", as: "partner-admin-agent" });
  await chooseForTransfer(page, ["Office 365 E3"]);
  await createButton(page).click();
  await expectOneRequest(page);
});

for (const [file, says] of [
  ['{ "mode": "demo" }', "mode = demo"],
  ["{}", "mode"],
  ['{ "mode": "static"', "config.json"],
  ['{ "mode": "live" }', "apiBase"],
  ['{ "mode": "live", "apiBase": "javascript:alert(1)" }', "apiBase = javascript:alert(1)"],
  ['{ "mode": "live", "apiBase": "//elsewhere.example" }', "apiBase = //elsewhere.example"],
  ["", "mode"],
  ["<!doctype html><title>Not found</title>", "config.json"],
  ["[]", "mode"],
  ['{ "mode": 7 }', "mode"],
  ['{ "mode": "live", "apiBase": "https://gateway.example/v1" }', "apiBase = https://gateway.example/v1"],
  ['{ "mode": "live", "apiBase": "https://user@gateway.example" }', "apiBase = https://user@gateway.example"],
  ['{ "mode": "live", "apiBase": "ftp://gateway.example" }', "apiBase = ftp://gateway.example"],
  ['{ "mode": "live", "apiBase": "/", "session": {} }', "session.kind"],
  ['{ "mode": "live", "apiBase": "/", "session": { "kind": "saml" } }', "session.kind = saml"],
  ['{ "mode": "live", "apiBase": "/", "session": { "kind": "gateway", "signOut": "/out" } }', "session.signIn"],
  ['{ "mode": "live", "apiBase": "/", "session": { "kind": "gateway", "signIn": "javascript:alert(1)", "signOut": "/out" } }', "session.signIn = javascript:alert(1)"],
  ['{ "mode": "live", "apiBase": "/", "session": { "kind": "gateway", "signIn": "/in", "signOut": "//elsewhere.example" } }', "session.signOut = //elsewhere.example"],
  ['{ "mode": "live", "apiBase": "/", "session": { "kind": "entra", "clientId": "c", "scope": "s" } }', "session.authority"],
  ['{ "mode": "live", "apiBase": "/", "session": { "kind": "entra", "authority": "http://login.example", "clientId": "c", "scope": "s" } }', "session.authority = http://login.example"],
  ['{ "mode": "live", "apiBase": "/", "session": { "kind": "entra", "authority": "https://login.example", "scope": "s" } }', "session.clientId"],
  ['{ "mode": "live", "apiBase": "/", "session": { "kind": "entra", "authority": "https://login.example", "clientId": "c" } }', "session.scope"],
] as const) {
  test(`R1 a wrong configuration is said loudly: ${file}`, async ({ page }) => {
    await page.route("**/config.json", (route) => route.fulfill({ contentType: "application/json", body: file }));
    await open(page, "/customers", { scenario: "ready" });
    await expect(title(page, /^The configuration is wrong: /)).toContainText(says);
    await expect(page.getByText("Correct config.json beside index.html: mode is static or live; live needs apiBase, without /v1, and session.kind is none, gateway or entra.")).toBeVisible();
    await expect(page.getByRole("table")).toHaveCount(0);
    await expect(page.getByRole("complementary", { name: "Static mode" })).toHaveCount(0);
  });
}

test.describe("without a configuration", () => {
  test.use({ provoked: /Failed to load resource/ });

  test("R1 it is said loudly, and nothing is assumed", async ({ page }) => {
    await page.route("**/config.json", (route) => route.fulfill({ status: 404, body: "" }));
    await open(page, "/customers", { scenario: "ready" });
    await expect(title(page, "The configuration is wrong: config.json")).toBeVisible();
    await expect(page.getByRole("table")).toHaveCount(0);
  });
});
