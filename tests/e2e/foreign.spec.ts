/** Passages in another language than the screen: each says which, and a draft speaks the language of its reader. */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { CUSTOMER, REQUEST, open, settled, transferOf } from "./steps.ts";

/** The language in which a screen reader would read out `text`. */
async function languageOf(page: Page, text: string | RegExp): Promise<string | null> {
  const found = page.getByRole("main").getByText(text).last();
  await expect(found).toBeVisible();
  return found.evaluate((element) => element.closest("[lang]")?.getAttribute("lang") ?? null);
}

const program = "/settings/account-settings/partner-profile/program-info";

const PASSAGES: readonly { what: string; path: string; setting: Record<string, string>; text: string | RegExp }[] = [
  { what: "what the revenue figure counts", path: "/", setting: { scenario: "fresh" }, text: /^Direct bill revenue of/ },
  { what: "why an enrolment was rejected", path: program, setting: { scenario: "rejected" }, text: /^The primary contact could not/ },
  { what: "why a line failed", path: transferOf(CUSTOMER.northwind, REQUEST), setting: { scenario: "partial" }, text: /^Subscription SyncState must be/ },
  { what: "why a subscription stays", path: `/customers/${CUSTOMER.litware}/subscriptions?dialog=request-transfer`, setting: { scenario: "ready" }, text: /^Subscription: .* cannot be transferred/ },
  { what: "what an offer is", path: `/customers/${CUSTOMER.tailspin}/new-subscription`, setting: { scenario: "ready", as: "provider-admin-agent" }, text: "Devices and apps under control." },
];

for (const { what, path, setting, text } of PASSAGES) {
  test(`R167 in the service's own words, and marked so: ${what}`, async ({ page }) => {
    await open(page, path, { as: "partner-owner", ...setting, lang: "de" });
    await settled(page, "de");
    expect(await languageOf(page, text)).toMatch(/^en/);
    // The screen around it goes on in its own.
    expect(await page.getByRole("heading", { level: 1 }).evaluate((heading) => heading.closest("[lang]")?.getAttribute("lang"))).toBe("de");
  });
}

test("R167 the service's description of an error is marked, its label is not", async ({ page }) => {
  await open(page, `/customers/${CUSTOMER.northwind}/transfers/${CUSTOMER.northwind}`, { scenario: "ready", as: "partner-owner", lang: "sv" });
  const trouble = page.getByRole("alert");
  await trouble.locator("summary").click();
  const said = trouble.getByRole("definition").last();
  await expect(said).toBeVisible();
  expect(await said.getAttribute("lang")).toBe("en");
  expect(await trouble.getByRole("term").last().evaluate((term) => term.closest("[lang]")?.getAttribute("lang"))).toBe("sv");
});

test("R57 R167 a draft says in which language it is, apart from the screen", async ({ page }) => {
  await open(page, `${transferOf(CUSTOMER.northwind, REQUEST)}?draft=created`, { scenario: "requested", as: "partner-admin-agent", lang: "sv" });
  const body = page.locator("#draft-body");
  await expect(body).toHaveValue(/^Hej/);
  await page.locator("#draft-language").selectOption("nl");
  await expect(body).toHaveValue(/^Beste/);
  await expect(body).toHaveAttribute("lang", "nl");
  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
});

for (const size of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
  test(`nothing jumps while a page arrives, ${size.width} px wide`, async ({ page }) => {
    await page.setViewportSize(size);
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: "layout-shift", buffered: true });
    });
    await open(page, "/", { scenario: "requested", as: "partner-owner" });
    await settled(page);
    await expect(page.getByRole("heading", { name: "Customers by step" })).toBeVisible();
    // Two frames more: what the last of it moved has been counted then.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const all = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts.reduce((sum, shift) => sum + shift, 0));
    // What Web Vitals call good.
    expect(all).toBeLessThan(0.1);
  });
}
