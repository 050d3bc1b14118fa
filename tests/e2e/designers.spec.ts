/** What designers and newcomers do: step through a flow, set the stage by hand, hand a view on by its address, look at components. */
import { readdirSync } from "node:fs";
import { expect, test } from "./fixtures.ts";
import { CUSTOMER, REQUEST, LANGUAGES, banner, moveClock, open, row, settled, text, title, transferOf } from "./steps.ts";

const northwind = transferOf(CUSTOMER.northwind, REQUEST);

test("R163 a flow is stepped through, forth and back, by its own links, until one ends it", async ({ page }) => {
  test.slow();
  await open(page, "/design", { scenario: "ready" });
  await page.getByRole("link", { name: "Step through Partner: transfer" }).click();
  const tour = page.getByRole("navigation", { name: "Step through the flow" });
  await expect(tour).toContainText("Partner: transfer: Subscriptions, checklist not met");
  await expect(tour.getByRole("link", { name: "Previous" })).toHaveCount(0);
  await settled(page);
  const [, number, count] = /(\d+) of (\d+)/.exec(await tour.innerText()) ?? [];
  expect(number).toBe("1");
  for (let place = 2; place <= Number(count); place += 1) {
    await tour.getByRole("link", { name: "Next" }).click();
    await expect(tour).toContainText(`${place} of ${count}`);
    await settled(page);
    expect(new URL(page.url()).searchParams.has("tour")).toBe(false);
  }
  await expect(tour.getByRole("link", { name: "Next" })).toHaveCount(0);
  await tour.getByRole("link", { name: "Previous" }).click();
  await expect(tour).toContainText(`${Number(count) - 1} of ${count}`);
  // It goes along when one moves about in the app, and over a reload.
  await page.reload();
  await expect(tour).toBeVisible();
  await tour.getByRole("button", { name: "End" }).click();
  await expect(tour).toHaveCount(0);
  await page.reload();
  await settled(page);
  await expect(tour).toHaveCount(0);
});

test("R163 R168 while a dialog is open the bar of the tour is in it, by keys too, and ends from there", async ({ page }) => {
  await open(page, "/design", { scenario: "ready" });
  await page.getByRole("link", { name: "Step through Partner: transfer" }).click();
  const tour = page.getByRole("navigation", { name: "Step through the flow" });
  const dialog = page.getByRole("dialog");
  for (let steps = 0; steps < 20 && !(await dialog.isVisible()); steps += 1) {
    await tour.getByRole("link", { name: "Next" }).click();
    await settled(page);
  }
  // The page behind is out of reach, and so is the bar that stands there: there is one to be found.
  await expect(dialog.getByRole("navigation", { name: "Step through the flow" })).toBeVisible();
  await expect(tour).toHaveCount(1);
  const place = await tour.innerText();
  const next = dialog.getByRole("link", { name: "Next" });
  for (let presses = 0; presses < 40 && !(await next.evaluate((link) => link === document.activeElement)); presses += 1) await page.keyboard.press("Tab");
  await expect(next).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(tour).not.toHaveText(place);
  await tour.getByRole("link", { name: "Previous" }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "End" }).click();
  await expect(tour).toHaveCount(0);
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(tour).toHaveCount(0);
});

test("R163 the tour ends where somebody opens another address that sets the stage", async ({ page }) => {
  await open(page, "/design", { scenario: "ready" });
  await page.getByRole("link", { name: /^Step through/ }).first().click();
  await expect(page.getByRole("navigation", { name: "Step through the flow" })).toBeVisible();
  await open(page, "/customers", { scenario: "ready" });
  await settled(page);
  await expect(page.getByRole("navigation", { name: "Step through the flow" })).toHaveCount(0);
});

test("R161 R163 scenario, rule set, delay and faults are set in the frame", async ({ page }) => {
  await open(page, "/customers", { scenario: "ready" });
  await settled(page);
  const settings = banner(page);
  await settings.getByText("More settings").click();
  await settings.getByRole("combobox", { name: "Scenario" }).selectOption("drifted");
  await settings.getByRole("combobox", { name: "Rule set" }).selectOption("2025");
  await settings.getByRole("spinbutton", { name: "Delay of every answer (ms)" }).fill("-3");
  await settings.getByRole("textbox", { name: "Faults" }).fill("GET /v1/customers=404");
  await settings.getByRole("button", { name: "Apply and reload" }).click();
  await expect(settings.getByText("A whole number of milliseconds, 0 or more.")).toBeVisible();
  await settings.getByRole("spinbutton", { name: "Delay of every answer (ms)" }).fill("40");
  await settings.getByRole("button", { name: "Apply and reload" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await expect(settings).toContainText("scenario drifted");

  await settings.getByText("More settings").click();
  await expect(settings.getByRole("combobox", { name: "Rule set" })).toHaveValue("2025");
  await expect(settings.getByRole("spinbutton")).toHaveValue("40");
  await expect(settings.getByRole("textbox", { name: "Faults" })).toHaveValue("GET /v1/customers=404");
  // Without a scenario everything goes on; the faults end.
  await settings.getByRole("textbox", { name: "Faults" }).fill("");
  await settings.getByRole("button", { name: "Apply and reload" }).click();
  await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
  await expect(settings).toContainText("scenario drifted");
});

test("R161 R163 the link to a view reproduces it in another browser: scenario, person, clock, language, rules, delay, faults", async ({ page, context, browser, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "/customers?search=a", { scenario: "requested", as: "provider-sales-agent", rules: "2025", latency: "20", fault: "PATCH /v1/customers=503x2" });
  await moveClock(page, "Five business days on");
  await page.getByRole("combobox", { name: "Language" }).selectOption("de");
  await expect(title(page, text("de", "customers.title"))).toBeVisible();
  await page.getByText(text("de", "banner.more")).click();
  await page.getByRole("button", { name: text("de", "setting.copy") }).click();
  await expect(page.getByText(text("de", "setting.copied"), { exact: true })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const clock = await page.getByText(/ UTC$/).first().textContent();
  const seen = await page.getByRole("main").innerText();

  const other = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const there = await other.newPage();
  await there.goto(link);
  await expect(title(there, text("de", "customers.title"))).toBeVisible();
  await expect(there.getByRole("main")).toHaveText(await page.getByRole("main").textContent() ?? "");
  expect(await there.getByRole("main").innerText()).toBe(seen);
  expect(await there.getByText(/ UTC$/).first().textContent()).toBe(clock);
  await expect(there.getByRole("combobox", { name: text("de", "banner.persona") })).toHaveValue("provider-sales-agent");
  await there.getByText(text("de", "banner.more")).click();
  await expect(there.getByRole("combobox", { name: text("de", "setting.rules") })).toHaveValue("2025");
  await expect(there.getByRole("spinbutton")).toHaveValue("20");
  await expect(there.getByRole("textbox", { name: text("de", "setting.fault") })).toHaveValue("PATCH /v1/customers=503x2");
  await other.close();
});

test("R163 a link to a view in which somebody has acted says what it leaves out", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, northwind, { scenario: "requested", as: "partner-admin-agent" });
  await page.getByRole("button", { name: "Withdraw request" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw request" }).click();
  await expect(page.getByText("Withdrawn").first()).toBeVisible();
  await banner(page).getByText("More settings").click();
  await page.getByRole("button", { name: "Copy link to this view" }).click();
  await expect(page.getByText("What was done since the scenario started is not part of it.")).toBeVisible();
});

test("R163 every component stands in the gallery, with the tokens that it uses", async ({ page }) => {
  await open(page, "/design/components", { scenario: "ready" });
  await expect(title(page, "Components")).toBeVisible();
  const sheets = readdirSync(new URL("../../style/components", import.meta.url)).map((name) => name.replace(/\.css$/, ""));
  // It draws the specimens themselves.
  const apart = ["specimen"];
  const regions = page.getByRole("main").getByRole("region");
  const named = await regions.evaluateAll((found) => found.map((region) => region.id).filter((id) => id !== ""));
  expect(named.sort()).toEqual(sheets.filter((name) => !apart.includes(name)).sort());
  for (const name of named) {
    const region = page.getByRole("region", { name, exact: true });
    await region.getByText(/^Tokens of/).click();
    await expect(region.getByText(/^--/).first()).toBeVisible();
  }
});

for (const language of LANGUAGES) {
  test(`R167 what is set in the frame speaks ${language}, and goes on speaking the language that is chosen`, async ({ page }) => {
    await open(page, "/customers", { scenario: "ready", lang: language });
    await page.getByText(text(language, "banner.more")).click();
    await expect(page.getByRole("button", { name: text(language, "setting.copy") })).toBeVisible();
    const next = LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length] ?? "en";
    await page.getByRole("combobox", { name: text(language, "frame.language") }).selectOption(next);
    // Whoever goes on to the language has left the menu.
    await page.getByText(text(next, "banner.more")).click();
    await expect(page.getByRole("button", { name: text(next, "setting.copy") })).toBeVisible();
  });
}
