/** The page does not grow while one goes about in it: what a page brought goes when it is left. */
import type { CDPSession, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { open } from "./steps.ts";

interface Held {
  nodes: number;
  listeners: number;
}

/** What the browser holds of the page once its rubbish is away: the least of a few looks, since one that comes early still sees some. */
async function held(page: Page, session: CDPSession): Promise<Held> {
  let least: Held = { nodes: Infinity, listeners: Infinity };
  for (let look = 0; look < 5; look += 1) {
    await page.evaluate(() => new Promise((next) => requestIdleCallback(next)));
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const value = (name: string) => metrics.find((it) => it.name === name)?.value ?? 0;
    least = { nodes: Math.min(least.nodes, value("Nodes")), listeners: Math.min(least.listeners, value("JSEventListeners")) };
  }
  return least;
}

for (const [persona, names] of [
  ["partner-owner", ["Customers", "Indirect providers", "Settings", "Overview"]],
  ["provider-admin-agent", ["Customers", "Indirect resellers"]],
] as const) {
  test(`R174 two hundred navigations leave no node and no listener behind, as ${persona}`, async ({ page }) => {
    test.setTimeout(300_000);
    await open(page, "/", { scenario: "requested", as: persona });
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    await session.send("HeapProfiler.enable");
    const go = async (times: number) => {
      for (let time = 0; time < times; time += 1) {
        const name = names[time % names.length]!;
        await page.getByRole("navigation").getByRole("link", { name, exact: true }).first().click();
        await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      }
      // All that the last page reads is there.
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    };
    // Each page was there before one counts: what is fetched once stays.
    await go(names.length * 5);
    const before = await held(page, session);
    await go(200);
    const after = await held(page, session);
    // A page more may be in the browser's hands for a moment; one lost with each visit would be two hundred times as much.
    expect(after.nodes - before.nodes, "nodes more").toBeLessThan(400);
    expect(after.listeners - before.listeners, "listeners more").toBeLessThanOrEqual(2);
  });
}
