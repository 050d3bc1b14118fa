/**
 * Static mode as static-mode.md promises it: addresses with their parameters, state that stays and is shared, the bar.
 */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import {
  CUSTOMER,
  LANGUAGES,
  PEOPLE,
  REQUEST,
  banner,
  dialog,
  moveClock,
  notReloaded,
  open,
  part,
  passTime,
  row,
  settled,
  signIn,
  stopTime,
  subscriptionsOf,
  text,
  title,
  transferOf,
  type Persona,
} from "./steps.ts";

/** Every scenario of this stage, in the order of static-mode.md. */
const SCENARIOS = [
  "not-offered",
  "fresh",
  "draft",
  "pending",
  "overdue",
  "rejected",
  "authorized",
  "enrolled",
  "restricted",
  "partnered",
  "ready",
  "requested",
  "drifted",
  "in-progress",
  "complete",
  "partial",
  "rejected-transfer",
  "verified",
  "empty",
  "large",
  "asked",
];

const northwind = transferOf(CUSTOMER.northwind, REQUEST);

function personaSwitch(page: Page) {
  return banner(page).getByRole("combobox", { name: "Signed in as" });
}

/** The status that the page of a request shows. */
function status(page: Page) {
  return page.getByRole("list", { name: "The four steps" }).getByRole("listitem").nth(1);
}

async function withdraw(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Withdraw request" }).click();
  await dialog(page, "Withdraw request").getByRole("button", { name: "Withdraw request" }).click();
  await expect(status(page)).toContainText("Withdrawn");
}

test("R161 the parameters set the stage and are dropped from the address, all but those of the page", async ({ page }) => {
  await open(page, "/customers?q=north", {
    scenario: "ready",
    as: "provider-sales-agent",
    lang: "sv",
    now: "2026-12-01T08:30:00Z",
    rules: "2020",
    latency: "0",
    fault: "DELETE /v1/customers=503",
  });
  await expect(title(page, "Kunder")).toBeVisible();
  expect(new URL(page.url()).search).toBe("?q=north");
  const bar = page.getByRole("complementary", { name: text("sv", "banner.label") });
  await expect(bar).toContainText("ready");
  await expect(bar).toContainText("1 dec. 2026 08:30 UTC");
  await expect(bar.getByRole("combobox", { name: text("sv", "banner.persona") })).toHaveValue("provider-sales-agent");
  await expect(page.getByText("Hanna Visser", { exact: true })).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("north");
  await expect(row(page, "Kunder", "Northwind Traders")).toBeVisible();
  // No screen of this stage shows the rule set; what is kept for the next page does.
  const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("crossover.simulation") ?? "{}") as { rules?: string });
  expect(kept.rules).toBe("2020");
});

test("the history does not grow by the parameters: Back leaves the app", async ({ page }) => {
  await page.goto("about:blank");
  await open(page, "/customers", { scenario: "ready", as: "partner-admin-agent" });
  await expect(title(page, "Customers")).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(2);
  await page.goBack();
  expect(page.url()).toBe("about:blank");
});

test("an unknown scenario gives a page that lists the names, and leaves the state alone", async ({ page }) => {
  await open(page, northwind, { scenario: "requested" });
  await withdraw(page);
  await open(page, "/", { scenario: "Ready" });
  await expect(title(page, "There is no scenario named Ready")).toBeVisible();
  await expect(page).toHaveTitle("There is no scenario named Ready – Crossover");
  await expect(page.getByRole("main").getByRole("listitem")).toHaveText(SCENARIOS);

  await open(page, northwind);
  await expect(status(page)).toContainText("Withdrawn");

  await open(page, "/", { scenario: "nothing" });
  await page.getByRole("link", { name: "partnered", exact: true }).click();
  await expect(title(page, "Overview")).toBeVisible();
  await expect(banner(page)).toContainText("partnered");
});

test("the page about an unknown scenario speaks the language asked for, and says so", async ({ page }) => {
  await open(page, "/", { scenario: "nothing", lang: "de" });
  await expect(title(page, text("de", "problem.scenario").replace("{name}", "nothing"))).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("de");
});

for (const [name, value] of [
  ["as", "nobody"],
  ["now", "yesterday"],
  ["rules", "1999"],
  ["latency", "soon"],
  ["latency", "99999999999"],
  ["fault", "GET /v1/customers=418"],
  ["fault", "GET /v1/customers=400:1"],
  ["fault", "/v1/customers=503"],
] as const) {
  test(`a parameter that cannot be read is named: ${name}=${value}`, async ({ page }) => {
    await open(page, "/customers", { [name]: value });
    await expect(title(page, `The parameter ${name} cannot be read: ${value}`)).toBeVisible();
    await expect(page.getByText("Correct the address, or leave the parameter out.")).toBeVisible();
  });
}

test("R162 what is done stays over a reload, and a new tab joins it", async ({ page, context }) => {
  await open(page, northwind, { scenario: "requested", as: "partner-admin-agent" });
  await withdraw(page);
  await page.reload();
  await expect(status(page)).toContainText("Withdrawn");
  await expect(personaSwitch(page)).toHaveValue("partner-admin-agent");

  const other = await context.newPage();
  await open(other, northwind);
  await expect(status(other)).toContainText("Withdrawn");
  await expect(personaSwitch(other)).toHaveValue("partner-admin-agent");
  await expect(banner(other)).toContainText("requested");
});

test("a scenario in the address starts it afresh", async ({ page }) => {
  await open(page, northwind, { scenario: "requested" });
  await withdraw(page);
  await open(page, northwind, { scenario: "requested" });
  await expect(status(page)).toContainText("Waits for Fabrikam Distribution B.V.");
});

test("two tabs show two people side by side, and what one does shows in the other without a reload", async ({ page, context }) => {
  await open(page, northwind, { scenario: "requested", as: "partner-admin-agent" });
  await expect(status(page)).toContainText("Waits for");
  const provider = await context.newPage();
  await open(provider, northwind, { as: "provider-admin-agent" });
  await expect(title(provider, "Transfer request from Contoso Cloud AB")).toBeVisible();
  const stay = [notReloaded(page), notReloaded(provider)];

  await moveClock(provider, "30 days on");
  await expect(banner(page)).toContainText("21 Dec 2026, 09:00 UTC");
  await withdraw(page);
  await expect(status(provider)).toContainText("Withdrawn, 21 Dec 2026, 09:00 UTC");
  await expect(title(page, "Transfer request to Fabrikam Distribution B.V.")).toBeVisible();

  await banner(provider).getByRole("button", { name: "Reset" }).click();
  await expect(status(page)).toContainText("Waits for");
  await expect(banner(page)).toContainText("21 Nov 2026, 09:00 UTC");
  for (const stays of stay) stays();

  // Each stays who it is, also over a reload.
  await page.reload();
  await provider.reload();
  await expect(personaSwitch(page)).toHaveValue("partner-admin-agent");
  await expect(personaSwitch(provider)).toHaveValue("provider-admin-agent");
});

test("another scenario in one tab shows in the other", async ({ page, context }) => {
  await open(page, "/transfers", { scenario: "ready" });
  await expect(page.getByText("No open transfer requests", { exact: true })).toBeVisible();
  const other = await context.newPage();
  await open(other, "/", { scenario: "partial" });
  await expect(title(other, "Overview")).toBeVisible();
  await expect(banner(page)).toContainText("partial");
  await page.getByRole("combobox", { name: "Show" }).selectOption("All requests");
  await expect(row(page, "Transfer requests", "Northwind Traders")).toContainText("Complete with errors");
});

test("the switch signs another person in without losing the state or the page", async ({ page }) => {
  await open(page, northwind, { scenario: "requested", as: "partner-admin-agent" });
  await withdraw(page);
  const stays = notReloaded(page);
  await signIn(page, "provider-admin-agent");
  await expect(page.getByText("Gijs Bakker", { exact: true })).toBeVisible();
  await expect(title(page, "Transfer request from Contoso Cloud AB")).toBeVisible();
  await expect(status(page)).toContainText("Withdrawn");
  expect(new URL(page.url()).pathname).toBe(northwind);
  stays();
});

test("R165 the clock is set, and goes on by a day, business days, and a month", async ({ page }) => {
  // The day of the start is a Saturday.
  await open(page, "/transfers", { scenario: "requested" });
  await expect(banner(page)).toContainText("21 Nov 2026, 09:00 UTC");
  const age = row(page, "Transfer requests", "Northwind Traders");
  await expect(age).toContainText("2 days");
  for (const [step, then, days] of [
    ["One day on", "22 Nov 2026, 09:00 UTC", "3 days"],
    ["One business day on", "23 Nov 2026, 09:00 UTC", "4 days"],
    ["Five business days on", "30 Nov 2026, 09:00 UTC", "11 days"],
    ["30 days on", "30 Dec 2026, 09:00 UTC", "41 days"],
  ] as const) {
    await moveClock(page, step);
    await expect(banner(page)).toContainText(then);
    await expect(age).toContainText(days);
  }
  await banner(page).getByLabel("Set the clock (UTC)").fill("2027-02-28T23:59");
  await banner(page).getByLabel("Set the clock (UTC)").blur();
  await expect(banner(page)).toContainText("28 Feb 2027, 23:59 UTC");
  await page.reload();
  await expect(banner(page)).toContainText("28 Feb 2027, 23:59 UTC");
});

test("the clock moves only when told", async ({ page }) => {
  await stopTime(page);
  await open(page, "/transfers", { scenario: "requested", now: "2026-11-21T09:00:00Z" });
  await settled(page);
  await passTime(page, 3 * 60);
  await expect(banner(page)).toContainText("21 Nov 2026, 09:00 UTC");
});

test("Reset brings the scenario back, its clock too, and the person stays", async ({ page }) => {
  await open(page, northwind, { scenario: "requested", as: "partner-admin-agent" });
  await withdraw(page);
  await moveClock(page, "30 days on");
  await banner(page).getByRole("button", { name: "Reset" }).click();
  await expect(status(page)).toContainText("Waits for");
  await expect(banner(page)).toContainText("21 Nov 2026, 09:00 UTC");
  await expect(personaSwitch(page)).toHaveValue("partner-admin-agent");
  await page.reload();
  await expect(status(page)).toContainText("Waits for");
});

test("R160 the bar says on every page that this is sample data, in which scenario, as whom, at what time", async ({ page }) => {
  await open(page, "/", { scenario: "complete", as: "provider-sales-agent" });
  await settled(page);
  for (const path of ["/", "/customers", subscriptionsOf(CUSTOMER.northwind), northwind, "/transfers", "/indirect-resellers", "/design", "/nowhere"]) {
    await open(page, path);
    await settled(page);
    await expect(banner(page)).toContainText("Sample data");
    await expect(banner(page)).toContainText("scenario complete");
    await expect(personaSwitch(page)).toHaveValue("provider-sales-agent");
    await expect(banner(page)).toContainText("Clock: 21 Nov 2026, 09:00 UTC");
  }
  await banner(page).getByRole("link", { name: "Design gallery" }).click();
  await expect(title(page, "Design gallery")).toBeVisible();
});

for (const scenario of SCENARIOS) {
  test(`every person can open the scenario ${scenario}`, async ({ page }) => {
    await open(page, "/", { scenario, as: "partner-owner" });
    for (const [persona, { name, company, roles }] of Object.entries(PEOPLE)) {
      await signIn(page, persona as Persona);
      await expect(page.getByText(name, { exact: true })).toBeVisible();
      await expect(page.getByRole("banner")).toContainText(company);
      await expect(page.getByRole("banner")).toContainText(roles);
      await settled(page);
      await expect(title(page, "Overview")).toBeVisible();
      await expect(page.getByRole("alert")).toHaveCount(0);
    }
    await expect(banner(page)).toContainText(`scenario ${scenario}`);
  });
}

test("R120 R162 a transfer is tried out: nothing but the app's own files is fetched, and no data at all once they are there", async ({ page, baseURL }) => {
  const asked: string[] = [];
  const fetched: string[] = [];
  page.on("request", (request) => {
    asked.push(`${request.method()} ${request.url()}`);
    if (["fetch", "xhr"].includes(request.resourceType())) fetched.push(request.url());
  });
  await open(page, "/", { scenario: "requested", as: "partner-admin-agent" });
  await settled(page);
  expect(asked.filter((request) => !request.startsWith(`GET ${baseURL ?? ""}/`))).toEqual([]);
  expect(asked.filter((request) => request.includes("/v1/"))).toEqual([]);

  fetched.length = 0;
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
  await row(page, "Customers", "Northwind Traders").getByRole("button", { name: "Quick links" }).click();
  await page.getByRole("link", { name: "View Subscriptions" }).click();
  await row(page, "Subscription Transfer", "Office 365 E3").getByRole("link").click();
  await withdraw(page);
  // Further pages of the app itself are fetched when somebody goes there; that is no data.
  expect(fetched.filter((url) => !/\/(parts\/[\w-]+\.wasm|locales\/more\/\w+\.json)$/.test(url))).toEqual([]);
  expect(asked.filter((request) => !request.startsWith(`GET ${baseURL ?? ""}/`))).toEqual([]);
});

test("R167 the language changes without a reload, and the choice is kept", async ({ page, context }) => {
  await open(page, `/customers?open=${CUSTOMER.northwind}`, { scenario: "ready" });
  await expect(title(page, "Customers")).toBeVisible();
  const stays = notReloaded(page);
  let spoken: (typeof LANGUAGES)[number] = "en";
  for (const language of ["sv", "nl", "de", "en", "nl"] as const) {
    await page.getByRole("combobox", { name: text(spoken, "frame.language") }).selectOption(language);
    await expect(title(page, text(language, "customers.title"))).toBeVisible();
    await expect(page).toHaveTitle(text(language, "general.window").replace("{title}", text(language, "customers.title")));
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    await expect(page.getByRole("link", { name: text(language, "customers.view-subscriptions") })).toBeVisible();
    await expect(page.getByRole("navigation", { name: text(language, "frame.nav") })).toContainText(text(language, "nav.overview"));
    spoken = language;
  }
  stays();
  await page.reload();
  await expect(title(page, text("nl", "customers.title"))).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("nl");
  const other = await context.newPage();
  await open(other, "/");
  await expect(title(other, text("nl", "overview.title"))).toBeVisible();
  await open(other, "/", { lang: "de" });
  await expect(title(other, text("de", "overview.title"))).toBeVisible();
});

test("R167 dates and numbers are written as the language does", async ({ page }) => {
  for (const [language, since] of [
    ["en", "12 November 2026"],
    ["sv", "12 november 2026"],
    ["nl", "12 november 2026"],
    ["de", "12. November 2026"],
  ] as const) {
    await open(page, `/customers?open=${CUSTOMER.northwind}`, { scenario: "ready", lang: language });
    await expect(page.getByRole("definition").filter({ hasText: "Fabrikam Distribution B.V." })).toContainText(since);
  }
});

test("latency: every answer comes that late, and the page says that it waits", async ({ page }) => {
  await stopTime(page);
  await open(page, "/customers", { scenario: "ready", latency: "3000" });
  const loading = page.getByText("Loading", { exact: true });
  await expect(loading).toHaveCount(1);
  await passTime(page, 2);
  await expect(page.getByText("Dagny Holm", { exact: true })).toHaveCount(0);
  await passTime(page, 1);
  await expect(page.getByText("Dagny Holm", { exact: true })).toBeVisible();
  await expect(loading).toHaveCount(1);
  await passTime(page, 3);
  await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
  await expect(loading).toHaveCount(0);
  // It stays with the tab over a reload, until another scenario begins.
  await page.reload();
  await expect(loading).toHaveCount(1);
  await open(page, "/customers", { scenario: "ready" });
  await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
});

test("fault: the next calls answer so, several rules at once, also over a reload", async ({ page }) => {
  const [first, second] = [CUSTOMER.northwind, CUSTOMER.adventureWorks];
  const refused = (customer: string) => `GET /v1/customers/${customer}/subscriptions=403x1`;
  await open(page, subscriptionsOf(first), { scenario: "ready", fault: `${refused(first)};${refused(second)}` });
  await expect(page.getByRole("alert")).toBeVisible();
  // The first rule is used up, the second waits for its call, over a load of the page.
  await open(page, subscriptionsOf(second));
  await expect(page.getByRole("alert")).toBeVisible();
  await page.reload();
  await expect(part(page, "Subscriptions of Adventure Works")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await open(page, subscriptionsOf(first));
  await expect(part(page, "Subscriptions of Northwind Traders")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});
