/** The page does not grow while one goes about in it: what a page brought goes when it is left. */
import { expect, test } from "./fixtures.ts";
import { held, sessionOf } from "./measured.ts";
import { open } from "./steps.ts";

for (const [persona, names] of [
  ["partner-owner", ["Customers", "Indirect providers", "Settings", "Overview"]],
  ["provider-admin-agent", ["Customers", "Indirect resellers"]],
] as const) {
  test(`R174 two hundred navigations leave no node and no listener behind, as ${persona}`, async ({ page }) => {
    test.setTimeout(300_000);
    await open(page, "/", { scenario: "requested", as: persona });
    const session = await sessionOf(page);
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
