/**
 * Names of the sample that several tests share, and the steps that they take alike. Handles are role, label and text.
 */
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

/** The Microsoft IDs of the sample's customers (static-mode.md, "Customers of Contoso"). */
export const CUSTOMER = {
  northwind: "9ed89edd-d684-4325-b600-e6129ec04ece",
  adventureWorks: "627bf322-5fac-4cb6-a34a-cb115ee347dd",
  wideWorld: "a930d55d-9545-40f3-ae88-9fe46f2c7a8c",
  litware: "43f2f193-6e85-4f08-b592-7b0fe339d309",
  tailspin: "990d3cd8-381d-422f-850c-86bd84e0164b",
  lucerne: "e07cb579-3e7f-497b-bcc1-c0c8b0cdf20a",
  humongous: "78f6d824-86ea-4214-b5c3-4e7e77ca4499",
} as const;

/** The request for Northwind with which `requested` and the scenarios after it begin: E3 with its add-on, and Azure. */
export const REQUEST = "20db739a-3800-4191-8e19-3049372f290a";

/** The MPN ID of Contoso's location. */
export const CONTOSO_MPN = "6812347";

/** What is said of a service that does not answer. */
export const UNREACHABLE = "The service cannot be reached.";

export const PARTNER = "Contoso Cloud AB";
export const PROVIDER = "Fabrikam Distribution B.V.";

/** What static mode is told by the address (static-mode.md, "Addresses"). */
export interface Setting {
  scenario?: string;
  as?: string;
  fault?: string;
  now?: string;
  rules?: string;
  latency?: string;
  scale?: string;
  lang?: string;
}

/** The address of a customer's **Subscriptions**. */
export function subscriptionsOf(customer: string): string {
  return `/customers/${customer}/subscriptions`;
}

/** The address of a request. */
export function transferOf(customer: string, transfer: string): string {
  return `/customers/${customer}/transfers/${transfer}`;
}

/** Opens an address of the app, with static mode set as wanted. */
export async function open(page: Page, path: string, setting: Setting = {}): Promise<void> {
  const [pathname = "/", search = ""] = path.split("?");
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(setting)) query.set(name, value);
  await page.goto(query.size === 0 ? pathname : `${pathname}?${query}`);
}

/** The title of the page one is on. */
export function title(page: Page, name: string | RegExp): Locator {
  return page.getByRole("heading", { level: 1, name });
}

/** A part of the page that has a name. */
export function part(page: Page, name: string): Locator {
  return page.getByRole("region", { name, exact: true });
}

/** The rows of the table `name` whose text holds `text`. */
export function row(page: Page, table: string, text: string | RegExp): Locator {
  return page.getByRole("table", { name: table, exact: true }).getByRole("row", { name: text });
}

export function dialog(page: Page, name: string): Locator {
  return page.getByRole("dialog", { name, exact: true });
}

/** The dialog in which a partner chooses what moves. */
export function requestDialog(page: Page): Locator {
  return dialog(page, "Request subscription transfer");
}

/** What the request dialog says of one subscription: its list item, found by the beginning of its label. */
export function choice(page: Page, name: string): Locator {
  return requestDialog(page).getByRole("listitem").filter({ has: page.getByRole("checkbox", { name }) });
}

/** Opens the request dialog as a person does, and ticks `names`. */
export async function chooseForTransfer(page: Page, names: string[]): Promise<Locator> {
  await page.getByRole("button", { name: "Request subscription transfer" }).click();
  const asked = requestDialog(page);
  for (const name of names) await asked.getByRole("checkbox", { name }).check();
  return asked;
}

/** Asks for the transfer of `names` and gives the id of the request that is then there. */
export async function requestTransfer(page: Page, names: string[]): Promise<string> {
  const asked = await chooseForTransfer(page, names);
  await asked.getByRole("button", { name: "Create" }).click();
  await expect(asked).toBeHidden();
  return idIn(await createdNotice(page).innerText());
}

/** The button of the request dialog that makes the request. */
export function createButton(page: Page): Locator {
  return requestDialog(page).getByRole("button", { name: "Create" });
}

/** Opens Northwind's subscriptions, ready for a transfer, and chooses Office 365 E3. */
export async function readyToCreate(page: Page, setting: Setting = {}): Promise<void> {
  await open(page, subscriptionsOf(CUSTOMER.northwind), { scenario: "ready", as: "partner-admin-agent", ...setting });
  await chooseForTransfer(page, ["Office 365 E3"]);
}

/** What says that a request was created, and which. */
export function createdNotice(page: Page): Locator {
  return page.getByRole("main").getByText(/^Transfer request \S+ is created$/);
}

/** The requests that a customer's page lists. */
export function requestsListed(page: Page): Locator {
  return part(page, "Subscription Transfer").getByRole("rowheader");
}

/** Exactly one request came of it, and the page says so, also after a reload. */
export async function expectOneRequest(page: Page): Promise<void> {
  await expect(requestDialog(page)).toBeHidden();
  await expect(createdNotice(page)).toBeVisible();
  await expect(requestsListed(page)).toHaveCount(1);
  await expect(requestsListed(page)).toContainText(idIn(await createdNotice(page).innerText()));
  await page.reload();
  await expect(requestsListed(page)).toHaveCount(1);
}

/** Fills what the browser keeps for this address, to the last letter. */
export async function leaveNoRoom(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (let nth = 0; nth < 4; nth += 1) localStorage.setItem(`filler.${size}.${nth}`, "x".repeat(size));
      } catch {
        // That much is no room for.
      }
    }
  });
}

/** The id that a text names. */
export function idIn(text: string): string {
  const found = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text);
  if (found === null) throw new Error(`no id in: ${text}`);
  return found[0];
}

/** A pattern for a text that holds `text` somewhere. */
export function holding(text: string): RegExp {
  return new RegExp(text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&"));
}

/** Holds a control to be shown, closed, and to say why, with the stable code (R3, R169). */
export async function expectRefused(control: Locator, why: string, code: string): Promise<void> {
  await expect(control).toBeVisible();
  await expect(control).toBeDisabled();
  await expect(control).toHaveAccessibleDescription(holding(why));
  await expect(control).toHaveAccessibleDescription(new RegExp(`(^|\\s)${code}$`));
}

/** Watches that `page` is not loaded again; what is given back says so at the end. */
export function notReloaded(page: Page): () => void {
  let loads = 0;
  page.on("load", () => (loads += 1));
  return () => expect(loads, "how often the page was loaded again").toBe(0);
}

/**
 * Stops the page's own clock: what it would do after a pause, such as looking again at a request that is being carried out,
 * it does only when {@link passTime} lets time pass.
 */
export async function stopTime(page: Page): Promise<void> {
  await page.clock.install();
  // Less than the time after which a call on its way counts as lost.
  await page.clock.pauseAt(Date.now() + 10_000);
}

/** Lets `seconds` pass on a page whose clock was stopped. */
export async function passTime(page: Page, seconds: number): Promise<void> {
  await page.clock.runFor(seconds * 1000);
}

/** Lets time pass on a page whose clock was stopped, second by second, until `shown` is there. */
export async function passTimeUntil(page: Page, shown: Locator): Promise<void> {
  await expect(async () => {
    await passTime(page, 1);
    await expect(shown).toBeVisible({ timeout: 100 });
  }).toPass({ intervals: [10] });
}

/** Copies the draft that is open and gives its text as it lies in the clipboard; the context needs the permission. */
export async function copyDraft(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Copy to clipboard" }).click();
  await expect(page.getByText("Copied. Paste it into an e-mail.")).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  return text.replaceAll("\r\n", "\n");
}

/** Opens the draft that is shown in the e-mail program and gives the `mailto:` address that the page asked for. */
export async function mailDraft(page: Page): Promise<URL> {
  const asked = page.waitForRequest(/^mailto:/);
  await page.getByRole("button", { name: "Open in email" }).click();
  const address = new URL((await asked).url());
  await expect(page.getByText("Handed to your e-mail program.")).toBeVisible();
  return address;
}

/** Which languages the screen speaks. */
export const LANGUAGES = ["en", "sv", "nl", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The text that stands in locales/*.json under `key`, such as `nav.overview`. */
export function text(language: Language, key: string): string {
  const file: unknown = JSON.parse(readFileSync(new URL(`../../locales/${language}.json`, import.meta.url), "utf8"));
  const found = key.split(".").reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], file);
  if (typeof found !== "string") throw new Error(`locales/${language}.json has no text ${key}`);
  return found;
}

/** Waits until the page has a title and nothing of it is on its way any more. */
export async function settled(page: Page, language: Language = "en"): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // A service that asks for patience three times takes its time.
  await expect(page.getByText(text(language, "general.loading"), { exact: true })).toHaveCount(0, { timeout: 20_000 });
}

/** The addresses that the gallery lists, in its order. */
export async function screens(page: Page, language: Language): Promise<string[]> {
  await open(page, "/design", { scenario: "ready", as: "partner-owner", lang: language });
  await expect(title(page, text(language, "design.title"))).toBeVisible();
  const links = page.getByRole("main").getByRole("listitem").getByRole("link");
  await expect(links).not.toHaveCount(0);
  return links.evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href));
}

/** The people of the sample (static-mode.md, "Organisations and people"), with their roles as the frame shows them. */
export const PEOPLE = {
  "partner-global-admin": { name: "Astrid Lindqvist", company: PARTNER, roles: "Global admin" },
  "partner-admin-agent": { name: "Björn Åkesson", company: PARTNER, roles: "Admin agent" },
  "partner-sales-agent": { name: "Chiara Nilsson", company: PARTNER, roles: "Sales agent" },
  "partner-owner": { name: "Dagny Holm", company: PARTNER, roles: "Global admin, Admin agent, Incentives admin" },
  "partner-reader": { name: "Elin Strand", company: PARTNER, roles: "No role" },
  "provider-global-admin": { name: "Femke de Vries", company: PROVIDER, roles: "Global admin" },
  "provider-admin-agent": { name: "Gijs Bakker", company: PROVIDER, roles: "Admin agent" },
  "provider-sales-agent": { name: "Hanna Visser", company: PROVIDER, roles: "Sales agent" },
  "provider-user-admin": { name: "Ilse Smit", company: PROVIDER, roles: "User management admin" },
  "rival-admin-agent": { name: "Jonas Weber", company: "Proseware Distribution GmbH", roles: "Admin agent" },
} as const;
export type Persona = keyof typeof PEOPLE;

/** The bar that says that this is sample data, and sets who, when and what. */
export function banner(page: Page): Locator {
  return page.getByRole("complementary", { name: "Static mode" });
}

/** Signs another person in, by the switch of the bar. */
export async function signIn(page: Page, persona: Persona): Promise<void> {
  await banner(page).getByRole("combobox", { name: "Signed in as" }).selectOption(persona);
}

/** Moves the simulated clock by a step of the bar's menu, such as "One day on". */
export async function moveClock(page: Page, step: string): Promise<void> {
  const menu = banner(page).getByRole("group").filter({ hasText: "Clock" });
  const button = menu.getByRole("button", { name: step, exact: true });
  if (!(await button.isVisible())) await menu.getByText(/ UTC$/).click();
  await button.click();
}
