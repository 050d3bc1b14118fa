/** What a person does with ten thousand customers, by keys and mouse: what is measured and what is held to be quick. */
import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import { longestTask, type Task } from "./measured.ts";
import { banner, CUSTOMER, open, requestDialog, subscriptionsOf, title } from "./steps.ts";

/** The setting of all of it. */
export const MANY = { scenario: "large", as: "partner-admin-agent", lang: "en" } as const;

/** Waits until the list says how many it has. */
export async function counted(page: Page, count: string): Promise<void> {
  await expect(page.getByText(`${count} customers`, { exact: true })).toBeVisible({ timeout: 60_000 });
}

/** Opens **Customers** and waits until all are read. */
export async function openMany(page: Page): Promise<void> {
  await open(page, "/customers", MANY);
  await counted(page, "10,000");
}

/** Opens the preflight and waits until all are read; the button that begins it. */
export async function openPreflight(page: Page): Promise<Locator> {
  await open(page, "/move", MANY);
  const begin = page.getByRole("button", { name: /^Look at [\d,]+ customers$/ });
  await expect(begin).toBeVisible({ timeout: 60_000 });
  return begin;
}

/** Scrolls by the wheel, as fast as a hand does. */
export async function scroll(page: Page): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.mouse.wheel(0, 900);
    await page.waitForTimeout(16);
  }
}

/** The deeds by name, each with its longest task: in this order, on one page, that stands open before the first. */
export const DEEDS: readonly (readonly [name: string, longest: (page: Page) => Promise<Task>])[] = [
  ["first rows of 10,000 customers", (page) => longestTask(page, () => openMany(page), 1_000)],
  [
    "key to filtered list",
    async (page) => {
      await page.getByRole("searchbox").fill("customer99");
      await counted(page, "111");
      await page.getByRole("searchbox").press("End");
      const filtered = await longestTask(page, async () => {
        await page.keyboard.press("9");
        await counted(page, "11");
      });
      const all = await longestTask(page, async () => {
        for (let key = 0; key < "customer999".length; key += 1) await page.keyboard.press("Backspace");
        await counted(page, "10,000");
      });
      return filtered.worked > all.worked ? filtered : all;
    },
  ],
  [
    "scrolling",
    async (page) => {
      await page.getByRole("table").hover({ position: { x: 5, y: 5 } });
      const scrolled = await longestTask(page, () => scroll(page));
      await page.keyboard.press("Control+Home");
      return scrolled;
    },
  ],
  [
    "changing the language",
    async (page) => {
      await banner(page).getByRole("combobox", { name: "Language" }).focus();
      const changed = await longestTask(page, async () => {
        await page.keyboard.press("ArrowDown");
        await expect(title(page, "Kunder")).toBeVisible();
      });
      await page.keyboard.press("ArrowUp");
      await expect(title(page, "Customers")).toBeVisible();
      return changed;
    },
  ],
  [
    "opening a dialog",
    async (page) => {
      await open(page, subscriptionsOf(CUSTOMER.northwind), MANY);
      await page.getByRole("button", { name: "Request subscription transfer" }).focus();
      const opened = await longestTask(page, async () => {
        await page.keyboard.press("Enter");
        await expect(requestDialog(page)).toBeVisible();
      });
      await page.keyboard.press("Escape");
      return opened;
    },
  ],
];
