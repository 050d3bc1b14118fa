/** Pictures of numbers: each says in a table what it shows, from the data of the page, and its parts differ by more than colour. */
import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, expectValidHtml, test } from "./fixtures.ts";
import { CUSTOMER, LANGUAGES, open, settled, subscriptionsOf, requestTransfer, text, title } from "./steps.ts";

/** The rows of the table behind a picture, as texts. */
async function told(page: Page, name: string): Promise<string[]> {
  const rows = page.getByRole("table", { name, exact: true }).getByRole("row");
  await expect(rows).not.toHaveCount(0);
  // The first holds the headings.
  const all = await rows.allInnerTexts();
  return all.slice(1).map((row) => row.replaceAll(/\s+/g, " ").trim());
}

/** How the parts of the bars on the page look: their pattern, and the colour of their edge. */
async function looks(parts: Locator): Promise<string[]> {
  return parts.evaluateAll((found) => found.map((part) => {
    const style = getComputedStyle(part);
    return `${style.backgroundImage} ${style.backgroundColor}`;
  }));
}

test("R10 how far the move is: customers and subscriptions by stage, read aloud as tables that lead to the customers", async ({ page }) => {
  await open(page, "/move", { scenario: "partial", as: "partner-owner" });
  await expect(page.getByRole("heading", { name: "How far the move is" })).toBeVisible();
  expect(await told(page, "Customers moved: 1 of 6")).toEqual(["Moved, not verified yet 1 17%", "Ready to request 2 33%", "Not ready yet 3 50%"]);
  expect(await told(page, "Subscriptions moved, of those requested: 1 of 2")).toEqual(["Moved, not verified yet 1 50%", "Failed 1 50%"]);
  await expectAccessible(page);
  await expectValidHtml(page);
  await page.getByRole("link", { name: "Ready to request" }).click();
  await expect(title(page, "Customers")).toBeVisible();
  await expect(page.getByText("2 customers")).toBeVisible();
});

test("R10 the picture follows what is done: nothing requested, then waiting, then moved", async ({ page }) => {
  await open(page, "/move", { scenario: "ready", as: "partner-owner" });
  await expect(page.getByText("No subscription has been requested yet.")).toBeVisible();
  await open(page, subscriptionsOf(CUSTOMER.northwind));
  await requestTransfer(page, ["Office 365 E3"]);
  await open(page, "/move");
  expect(await told(page, "Subscriptions moved, of those requested: 0 of 1")).toEqual(["Waiting for the provider 1 100%"]);
  await open(page, "/move", { scenario: "verified" });
  expect(await told(page, "Subscriptions moved, of those requested: 2 of 2")).toEqual(["Moved, not verified yet 2 100%"]);
  expect(await told(page, "Customers moved: 1 of 6")).toContain("Moved and verified 1 17%");
});

test("R168 parts of a picture differ by pattern: in light, dark and forced colours", async ({ page }) => {
  for (const media of [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }] as const) {
    await page.emulateMedia(media);
    await open(page, "/move", { scenario: "requested", as: "partner-owner" });
    await expect(page.getByRole("table", { name: "Customers moved: 0 of 6" })).toBeVisible();
    const picture = page.getByRole("region", { name: "How far the move is" });
    const seen = await looks(picture.getByRole("table").first().locator("th > [aria-hidden]"));
    expect(seen.length).toBe(3);
    expect(new Set(seen).size, JSON.stringify(media)).toBe(seen.length);
  }
});

test("R175 the age of open requests, by the clock", async ({ page }) => {
  await open(page, "/transfers", { scenario: "requested", as: "provider-admin-agent", now: "2026-11-21T09:00:00Z" });
  const name = "Open requests by age";
  expect(await told(page, name)).toEqual(["Under 2 days 0", "2 to 6 days 1", "7 to 13 days 0", "14 days or more 0"]);
  await expectAccessible(page);
  await page.getByText("21 Nov 2026").click();
  await page.getByRole("button", { name: "30 days on" }).click();
  await expect.poll(() => told(page, name)).toEqual(["Under 2 days 0", "2 to 6 days 0", "7 to 13 days 0", "14 days or more 1"]);
  await open(page, "/transfers", { scenario: "empty" });
  await settled(page);
  await expect(page.getByRole("table", { name })).toHaveCount(0);
});

for (const language of LANGUAGES) {
  test(`R15 the partner's figure against the requirement, in ${language}`, async ({ page }) => {
    const path = "/settings/account-settings/partner-profile/program-info";
    await open(page, path, { scenario: "fresh", as: "partner-owner", lang: language });
    const meter = page.getByRole("meter", { name: text(language, "chart.requirement") });
    await expect(meter).toHaveAttribute("value", "214500");
    await expect(meter).toHaveAttribute("max", "300000");
    const share = new Intl.NumberFormat({ en: "en-GB", sv: "sv-SE", nl: "nl-NL", de: "de-DE" }[language], { style: "percent" }).format(0.72);
    await expect(page.getByText(text(language, "chart.required").replace("{share}", share), { exact: true })).toBeVisible();
  });
}
