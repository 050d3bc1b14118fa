/**
 * How fast the app is in the page, beside the same table in plain JavaScript. It is a measurement, no test: `cargo xtask bench`
 * asks for it by CROSSOVER_BENCH, the file that it writes, and runs it on the release site.
 */
import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { CUSTOMER, open, subscriptionsOf } from "./steps.ts";

const FILE = process.env["CROSSOVER_BENCH"];

/** The same table in plain JavaScript: ten thousand records, the rows that fit, filtered by what is typed. */
const PLAIN = `<!doctype html><title>Plain</title><input id="q"><p id="n"></p><table><tbody id="b"></tbody></table><script>
  const all = Array.from({ length: 10000 }, (_, n) => ({ name: "Customer " + n + " AB", domain: "customer" + n + ".example" }));
  const draw = () => {
    const q = document.getElementById("q").value.toLowerCase();
    const found = all.filter((it) => it.name.toLowerCase().includes(q) || it.domain.includes(q));
    document.getElementById("n").textContent = found.length + " customers";
    document.getElementById("b").replaceChildren(...found.slice(0, 40).map((it) => {
      const row = document.createElement("tr");
      for (const text of [it.name, it.domain, "direct", "Fabrikam", "Ready"]) row.insertCell().textContent = text;
      return row;
    }));
  };
  document.getElementById("q").addEventListener("input", draw);
  draw();
</script>`;

/** From a key in the field `field` until `shown` is what the page says, in milliseconds of the page. */
function keyToShown(page: Page, field: string, typed: string, shown: string): Promise<number> {
  return page.evaluate(
    async ({ field, typed, shown }) => {
      const input = document.querySelector<HTMLInputElement>(field)!;
      const from = performance.now();
      input.value = typed;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      while (!document.body.textContent!.includes(shown)) await new Promise((next) => requestAnimationFrame(next));
      return performance.now() - from;
    },
    { field, typed, shown },
  );
}

/** The longest task of the page while `act` runs, in milliseconds. */
async function longestTask(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const held = window as unknown as { longest: number };
    held.longest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) held.longest = Math.max(held.longest, entry.duration);
    }).observe({ entryTypes: ["longtask"] });
  });
  await act();
  await page.waitForTimeout(300);
  return page.evaluate(() => (window as unknown as { longest: number }).longest);
}

test("how fast the page is", async ({ page }) => {
  test.setTimeout(600_000);
  const measured: Record<string, number> = {};

  let from = Date.now();
  await page.setContent(PLAIN);
  await expect(page.getByText("10000 customers")).toBeVisible();
  measured["plain: first rows"] = Date.now() - from;
  measured["plain: key to filtered list"] = await keyToShown(page, "#q", "customer999", "11 customers");

  from = Date.now();
  await open(page, "/customers", { scenario: "large", as: "partner-admin-agent" });
  await expect(page.getByRole("rowheader", { name: "Northwind Traders" })).toBeVisible();
  measured["app: first rows"] = Date.now() - from;
  await expect(page.getByText("10,000 customers", { exact: true })).toBeVisible({ timeout: 60_000 });
  measured["app: all 10,000 rows"] = Date.now() - from;
  measured["app: key to filtered list"] = await keyToShown(page, "#customers-search", "customer999", "11 customers");
  await page.getByRole("searchbox").fill("");
  measured["app: longest task while scrolling"] = await longestTask(page, async () => {
    for (let step = 0; step < 60; step += 1) {
      await page.mouse.wheel(0, 900);
      await page.waitForTimeout(16);
    }
  });

  await open(page, subscriptionsOf(CUSTOMER.northwind), { scenario: "ready", as: "partner-admin-agent" });
  const button = page.getByRole("button", { name: "Request subscription transfer" });
  await expect(button).toBeVisible();
  measured["app: longest task while a dialog opens"] = await longestTask(page, async () => {
    await button.click();
    await expect(page.getByRole("dialog")).toBeVisible();
  });
  await page.keyboard.press("Escape");
  measured["app: longest task while the language changes"] = await longestTask(page, async () => {
    await page.getByRole("complementary", { name: "Static mode" }).getByRole("combobox", { name: "Language" }).selectOption("sv");
    await expect(page.getByRole("heading", { level: 1, name: "Prenumerationer" })).toBeVisible();
  });

  await open(page, "/", { scenario: "ready", as: "partner-admin-agent", lang: "en" });
  const nodes = async () => {
    await page.requestGC();
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    const { metrics } = await session.send("Performance.getMetrics");
    await session.detach();
    const value = (name: string) => metrics.find((it) => it.name === name)?.value ?? 0;
    return { nodes: value("Nodes"), listeners: value("JSEventListeners") };
  };
  const navigate = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      for (const name of ["Customers", "Overview"]) {
        await page.getByRole("navigation").getByRole("link", { name, exact: true }).first().click();
        await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      }
    }
  };
  await navigate(10);
  const before = await nodes();
  await navigate(100);
  const after = await nodes();
  measured["app: nodes more after 200 navigations"] = after.nodes - before.nodes;
  measured["app: listeners more after 200 navigations"] = after.listeners - before.listeners;
  writeFileSync(FILE!, JSON.stringify(measured, null, 2));
});
