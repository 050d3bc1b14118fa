/** On paper: the receipt and the history, without the frame and without what can only be pressed. */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { CUSTOMER, REQUEST, open, row, settled, title, transferOf } from "./steps.ts";

/** The width of a sheet of A4 between its margins, in CSS pixels. */
const SHEET = { width: 680, height: 1000 };

/** Lays the page out as it is printed. */
async function onPaper(page: Page): Promise<void> {
  await page.setViewportSize(SHEET);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
}

/** Nothing that belongs to the screen alone is on the sheet, nothing runs off it, and the ink is dark on white. */
async function expectFitForPaper(page: Page): Promise<void> {
  for (const gone of [page.getByRole("banner"), page.getByRole("navigation"), page.getByRole("button"), page.getByRole("combobox"), page.getByRole("searchbox")]) {
    await expect(gone).toHaveCount(0);
  }
  await expect(page.getByText("Sample data", { exact: false })).toHaveCount(1);
  await expect(page.getByText("Sample data", { exact: false })).toBeHidden();
  const [needed = 0, there = 0] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(needed).toBeLessThanOrEqual(there);
  const cut = await page.getByRole("table").evaluateAll((tables) => tables.filter((table) => table.scrollWidth > (table.parentElement?.clientWidth ?? 0)).length);
  expect(cut, "tables that are cut").toBe(0);
  const ink = await page.locator("body").evaluate((body) => [getComputedStyle(body).color, getComputedStyle(body).backgroundColor]);
  expect(ink).toEqual(["rgb(36, 36, 36)", "rgba(0, 0, 0, 0)"]);
}

test("R114 R115 the receipt of a customer is printed whole, with when and from where", async ({ page }) => {
  await open(page, `/history?view=ledger&customer=${CUSTOMER.northwind}`, { scenario: "verified", as: "partner-admin-agent" });
  await expect(page.getByRole("heading", { name: "Receipt for Northwind Traders" })).toBeVisible();
  const printed = page.getByText(/^Printed on 21 Nov 2026, 09:00 UTC from http.*\/history\?view=ledger&customer=/);
  await expect(printed).toBeHidden();
  await onPaper(page);
  await expectFitForPaper(page);
  await expect(printed).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "New subscription id" })).toBeVisible();
  await expect(page.getByText("9af311ae-86af-46cc-abd5-715ac376a445")).toBeVisible();
  await expect(page.getByText(/Consent to Fabrikam/)).toBeVisible();
});

test("R115 a transfer request is printed with its steps, its ids and its verification", async ({ page }) => {
  await open(page, transferOf(CUSTOMER.northwind, REQUEST), { scenario: "verified", as: "partner-admin-agent" });
  await expect(page.getByRole("button", { name: "Print" })).toBeVisible();
  await onPaper(page);
  await expectFitForPaper(page);
  await expect(title(page, "Transfer request to Fabrikam Distribution B.V.")).toBeVisible();
  await expect(page.getByText("Everything is as expected")).toBeVisible();
  await expect(page.getByText(/^Printed on/)).toBeVisible();
});

test("R171 the history is printed as a table, with its headings", async ({ page }) => {
  await open(page, "/history", { scenario: "verified", as: "partner-admin-agent" });
  await expect(row(page, "Record", "Transfer request created")).toBeVisible();
  await onPaper(page);
  await expectFitForPaper(page);
  await expect(page.getByRole("columnheader")).toHaveText(["When", "Who", "Customer", "What", "Before and after"]);
});

test("R171 R173 a long list, of which the screen holds a part, is printed whole", async ({ page }) => {
  await open(page, "/customers?scale=300", { scenario: "large", as: "partner-admin-agent" });
  await settled(page);
  const rows = page.getByRole("table", { name: "Customers" }).getByRole("rowheader");
  await expect(page.getByText("300 customers")).toBeVisible();
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeLessThan(100);
  // What the browser says before it lays the sheets out.
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await expect(rows).toHaveCount(300);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect.poll(() => rows.count()).toBeLessThan(100);
});
