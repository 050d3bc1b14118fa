/** Runs of many thousands of customers: kept whole over a reload, each line in a small text, and told before they begin where there is no room (R173, R174). */
import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { leaveNoRoom, open, part } from "./steps.ts";

const AS = "partner-admin-agent";
const RUN = "5d32fe61-985f-44e7-aa09-5ee82bb29976";
const CONTOSO = "47eaa099-2cb6-416d-86dc-283cf0480ff9";
const FABRIKAM = "1509bb0a-9bf1-4331-8a11-8783593942a4";

/** The customers that are not with a provider yet, by id, as the export has them. */
async function notMoved(page: Page): Promise<string[]> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as CSV" }).click();
  const rows = readFileSync(await (await waiting).path(), "utf8").split("\r\n");
  return rows.filter((row) => row.endsWith(",customer-not-moved")).map((row) => row.slice(0, row.indexOf(",")));
}

/** How many lines are said to be done, and to go. */
async function counts(page: Page): Promise<{ done: number; open: number }> {
  const text = await part(page, "Run").getByText(/^[\d,]+ done, of which/).innerText();
  const [, done, open] = /^([\d,]+) done.*, ([\d,]+) to go/.exec(text) ?? [];
  const number = (word = "") => Number(word.replaceAll(",", ""));
  return { done: number(done), open: number(open) };
}

test("R173 R174 a run of more than eight thousand lines goes on after a reload, and no line of it writes more than a small text", async ({ page }) => {
  test.setTimeout(300_000);
  const patient = { timeout: 120_000 };
  await open(page, "/customers", { scenario: "large", scale: "20000", as: AS, lang: "en" });
  await expect(page.getByText("20,000 customers", { exact: true })).toBeVisible(patient);
  const customers = await notMoved(page);
  expect(customers.length).toBeGreaterThan(8_000);
  // As it was kept before the lines had a text of their own: such a record goes on too.
  await page.evaluate(
    ([customers, id, own, provider]) => {
      const started = "2021-03-22T08:00:00Z";
      const lines = customers.map((customer) => ({ customer, confirmed: started }));
      localStorage.setItem(`crossover.run.${id}`, JSON.stringify({ version: 1, id, by: "u1", started, own, provider, partnerOfRecord: null, lines }));
      for (let piece = 0; piece * 100 < lines.length; piece += 1) {
        localStorage.setItem(`crossover.run.${id}.${piece}`, lines.slice(piece * 100, piece * 100 + 100).map(() => "waiting").join(" "));
      }
      localStorage.setItem(`crossover.runs.${own}`, id);
    },
    [customers, RUN, CONTOSO, FABRIKAM] as const,
  );
  await page.addInitScript(() => {
    const sizes: number[] = [];
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, text) {
      sizes.push(text.length);
      set.call(this, name, text);
    };
    Object.assign(window, { sizes });
  });
  await open(page, "/move");
  const run = part(page, "Run");
  const all = customers.length.toLocaleString("en-GB");
  await expect(run.getByText(`0 done, of which 0 before; 0 failed, ${all} to go`)).toBeVisible(patient);
  await expect(run.getByRole("table", { name: "Run" })).toHaveAttribute("aria-rowcount", String(customers.length + 1));
  const began = Date.now();
  await run.getByRole("button", { name: "Go on" }).click();
  await expect.poll(async () => (await counts(page)).done, patient).toBeGreaterThan(120);
  await run.getByRole("button", { name: "Pause" }).click();
  await expect(run.getByRole("button", { name: "Go on" })).toBeVisible(patient);
  const before = await counts(page);
  test.info().annotations.push({ type: "milliseconds a line", description: ((Date.now() - began) / before.done).toFixed(1) });
  expect(before.open).toBe(customers.length - before.done);
  const largest = await page.evaluate(() => Math.max(...(window as unknown as { sizes: number[] }).sizes));
  expect(largest).toBeGreaterThan(100);
  expect(largest).toBeLessThan(40_000);

  await page.reload();
  await expect(run.getByRole("table", { name: "Run" })).toHaveAttribute("aria-rowcount", String(customers.length + 1), patient);
  expect(await counts(page)).toEqual(before);
  await run.getByRole("button", { name: "Go on" }).click();
  await expect.poll(async () => (await counts(page)).done, patient).toBeGreaterThan(before.done + 20);
  await run.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(run.getByText(/, 0 to go\. [\d,]+ not carried out\.$/)).toBeVisible(patient);
  const { done } = await counts(page);
  // Each acted once: as many extensions as lines that are done.
  await open(page, "/history");
  await expect(page.getByText(`${done.toLocaleString("en-GB")} entries`, { exact: true })).toBeVisible(patient);
});

test("R173 what a preflight found makes room for a run", async ({ page }) => {
  await open(page, "/move?do=extend", { scenario: "ready", as: AS });
  await page.getByRole("checkbox", { name: /Adventure Works/ }).check();
  const start = part(page, "New run");
  await start.getByRole("button", { name: "Try it out" }).click();
  await expect(start.getByText("It would be done for 1 customer")).toBeVisible();
  await page.evaluate((own) => localStorage.setItem(`crossover.preflight.${own}`, "x".repeat(100_000)), CONTOSO);
  await leaveNoRoom(page);
  await start.getByRole("button", { name: "Start the run" }).click();
  await expect(part(page, "Run").getByText("1 done, of which 0 before; 0 failed, 0 to go")).toBeVisible();
  expect(await page.evaluate((own) => localStorage.getItem(`crossover.preflight.${own}`), CONTOSO)).toBeNull();
  await expectAccessible(page);
});

test("R71 R171 a long export says how far it is, is stopped or ends with the whole file, and loses no focus", async ({ page }) => {
  test.setTimeout(180_000);
  const patient = { timeout: 90_000 };
  await open(page, "/customers", { scenario: "large", scale: "10000", as: AS, lang: "en" });
  await expect(page.getByText("10,000 customers", { exact: true })).toBeVisible(patient);
  const button = page.getByRole("button", { name: "Export as CSV" });
  const progress = page.getByRole("progressbar", { name: "Export as CSV" });
  let files = 0;
  page.on("download", () => (files += 1));
  // Whoever is quick enough stops it: the test is, before the page goes on.
  await page.evaluate(() => {
    const look = new MutationObserver(() => {
      const stop = document.getElementById("export-customers-stop");
      if (stop === null) return;
      look.disconnect();
      stop.focus();
      stop.click();
      document.documentElement.dataset.stopped = "true";
    });
    look.observe(document.body, { childList: true, subtree: true });
  });
  await button.focus();
  await button.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-stopped", "true");
  await expect(progress).toHaveCount(0);
  await expect(button).toBeFocused();
  await expect(button).not.toHaveAttribute("aria-busy", "true");
  const shown = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const look = new MutationObserver(() => {
          const bar = document.querySelector<HTMLProgressElement>("#main progress, main progress");
          if (bar !== null && bar.value > 0) {
            look.disconnect();
            resolve(`${bar.max} ${bar.closest("p")?.textContent}`);
          }
        });
        look.observe(document.body, { childList: true, subtree: true, attributes: true });
      }),
  );
  const waiting = page.waitForEvent("download", patient);
  await button.press("Enter");
  expect(await shown).toMatch(/^10000 [\d,]+ of 10,000 rows written/);
  const file = readFileSync(await (await waiting).path(), "utf8");
  await expect(progress).toHaveCount(0);
  await expect(button).toBeFocused();
  const rows = file.split("\r\n");
  expect(rows.length).toBe(10_002);
  expect(rows[0]).toBe("\uFEFFmicrosoftId,name,domain,country,kind,indirectProviders,indirectResellers,agreement,openTransfers,step,blocker");
  expect(new Set(rows.slice(1, -1).map((row) => row.slice(0, row.indexOf(",")))).size).toBe(10_000);
  expect(rows.filter((row) => row.includes("microsoftId")).length).toBe(1);
  expect(files, "what was stopped gave none").toBe(1);
});

test("R173 a dry run of many is stopped, and another choice ends it too", async ({ page }) => {
  await open(page, "/move?do=extend", { scenario: "ready", as: AS, latency: "400" });
  // What comes late above the list moves it.
  await expect(page.getByRole("heading", { name: "How far the move is" })).toBeVisible();
  for (const name of ["Adventure Works", "Wide World Importers", "Humongous Insurance"]) {
    await page.getByRole("checkbox", { name: new RegExp(name) }).check();
  }
  const start = part(page, "New run");
  const progress = start.getByRole("progressbar", { name: "Try it out" });
  await start.getByRole("button", { name: "Try it out" }).click();
  await expect(progress).toBeVisible();
  await start.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(progress).toHaveCount(0);
  await start.getByRole("button", { name: "Try it out" }).click();
  await expect(progress).toBeVisible();
  await page.getByRole("checkbox", { name: /Adventure Works/ }).uncheck();
  await expect(progress).toHaveCount(0);
  await start.getByRole("button", { name: "Try it out" }).click();
  await expect(start.getByText("It would be done for 2 customers")).toBeVisible();
});

/** Looks at all customers, chooses all that it can be done for, and does it. */
async function runAll(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Look at \d+ customers?$/ }).click();
  await expect(page.getByRole("progressbar", { name: "Preflight" })).toHaveCount(0, { timeout: 20_000 });
  const start = part(page, "New run");
  await start.getByRole("button", { name: "Choose all" }).click();
  await start.getByRole("button", { name: "Try it out" }).click();
  await start.getByRole("button", { name: "Start the run" }).click();
  await expect(part(page, "Run").getByText(/^\d+ done, .* 0 failed, 0 to go$/)).toBeVisible();
}

test("R171 reading old and new ids of many customers is stopped: what was read is shown, and said to be a part", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page, "/move?do=request", { scenario: "large", scale: "60", as: AS });
  await runAll(page);
  await open(page, "/move?do=accept", { as: "provider-admin-agent" });
  await runAll(page);
  await open(page, "/history?view=ledger", { latency: "200" });
  const progress = page.getByRole("progressbar", { name: "Old and new ids" });
  await expect(page.getByText(/^[2-9] of \d+ customers read/)).toBeVisible();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(page.getByText(/^Stopped: \d+ of \d+ customers read$/)).toBeVisible();
  await expect(progress).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement?.tagName), "focus stays on the page").not.toBe("BODY");
  await expectAccessible(page);
});
