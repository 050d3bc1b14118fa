/**
 * Our own components by the patterns of the ARIA Authoring Practices (CONTRIBUTING.md lists which follows which): a test for each
 * key case, by the pattern's name, on the specimens of `/design/components`.
 */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { CUSTOMER, open, settled, subscriptionsOf, title } from "./steps.ts";

/** The specimens of the component `name`. */
async function specimens(page: Page, name: string): Promise<Locator> {
  await open(page, "/design/components", { scenario: "ready" });
  await expect(title(page, "Components")).toBeVisible();
  return page.getByRole("main").getByRole("region", { name, exact: true });
}

/** What has focus lies within `part`. */
async function holdsFocus(part: Locator): Promise<boolean> {
  return part.evaluate((element) => element.contains(document.activeElement));
}

const KEYS = ["Enter", "Space"] as const;

test("Alert: it is there by its role, and takes no focus", async ({ page }) => {
  const troubles = await specimens(page, "trouble");
  await expect(troubles.getByRole("alert")).toHaveCount(3);
  expect(await holdsFocus(troubles)).toBe(false);
});

test("Breadcrumb: a list of links within a landmark that has a name, in the order of the pages", async ({ page }) => {
  await specimens(page, "page-heading");
  const crumbs = page.getByRole("navigation", { name: "Breadcrumb" });
  await expect(crumbs.getByRole("listitem")).toHaveText(["Design gallery"]);
  await crumbs.getByRole("link").press("Enter");
  await expect(title(page, "Design gallery")).toBeFocused();
});

for (const key of KEYS) {
  test(`Button: ${key} presses it`, async ({ page }) => {
    const loading = await specimens(page, "loading");
    const button = loading.getByRole("button");
    await button.focus();
    await page.keyboard.press(key);
    await expect(button).toHaveAttribute("aria-expanded", "true");
    await expect(button).toBeFocused();
  });
}

test("Button: one that is closed can have focus, says why, and does nothing", async ({ page }) => {
  const buttons = await specimens(page, "button");
  const closed = buttons.getByRole("button", { name: "Accept", disabled: true });
  await closed.focus();
  await expect(closed).toBeFocused();
  await expect(closed).toHaveAccessibleDescription(/Admin agent.*role-required/);
  await page.keyboard.press("Enter");
  await expect(closed).toBeFocused();
});

test("Button: an icon alone has a name", async ({ page }) => {
  const buttons = await specimens(page, "button");
  await expect(buttons.getByRole("button", { name: "Close" })).toBeVisible();
});

test("Checkbox: Space ticks and unticks it, and so does its label", async ({ page }) => {
  const fields = await specimens(page, "field");
  const box = fields.getByRole("checkbox").first();
  await box.focus();
  await page.keyboard.press("Space");
  await expect(box).toBeChecked();
  await page.keyboard.press("Space");
  await expect(box).not.toBeChecked();
  await fields.locator("label").filter({ hasText: await box.evaluate((it) => (it as HTMLInputElement).labels?.[0]?.textContent ?? "") }).first().click();
  await expect(box).toBeChecked();
});

test("Checkbox: one that is closed says so, and keeps its state", async ({ page }) => {
  const fields = await specimens(page, "field");
  const closed = fields.getByRole("checkbox", { disabled: true });
  await expect(closed).toBeChecked();
  await expect(closed).toBeDisabled();
});

test("Combobox, select only: arrows choose, and the name is its label", async ({ page }) => {
  const fields = await specimens(page, "field");
  const choice = fields.getByRole("combobox", { name: "Show" });
  await choice.focus();
  await page.keyboard.press("ArrowDown");
  await expect(choice).toHaveValue("all");
  await page.keyboard.press("ArrowUp");
  await expect(choice).toHaveValue("");
});

test("Dialog (Modal): focus moves into it, and its heading is its name", async ({ page }) => {
  const dialogs = await specimens(page, "dialog");
  await dialogs.getByRole("button", { name: "Withdraw request" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Withdraw request" });
  await expect(dialog).toBeVisible();
  expect(await holdsFocus(dialog)).toBe(true);
});

test("Dialog (Modal): Tab and Shift + Tab stay within it", async ({ page }) => {
  const dialogs = await specimens(page, "dialog");
  await dialogs.getByRole("button", { name: "Reject" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Reject" });
  await expect(dialog).toBeVisible();
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let presses = 0; presses < 8; presses += 1) {
      await page.keyboard.press(key);
      // Past the last control the browser's own are next, never those of the page behind.
      const where = await dialog.evaluate((element) => element.contains(document.activeElement) || document.activeElement === document.body);
      expect(where).toBe(true);
    }
  }
});

test("Dialog (Modal): Escape closes it, and focus returns to what opened it", async ({ page }) => {
  const dialogs = await specimens(page, "dialog");
  const opener = dialogs.getByRole("button", { name: "Withdraw request" });
  await opener.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("Dialog (Modal): what is behind it cannot be reached, and is not read", async ({ page }) => {
  const dialogs = await specimens(page, "dialog");
  const opener = dialogs.getByRole("button", { name: "Withdraw request" });
  await opener.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  // The browser lets nothing take focus there.
  await title(page, "Components").evaluate((heading) => (heading as HTMLElement).focus());
  expect(await holdsFocus(dialog)).toBe(true);
  // What a screen reader is given holds the dialog, and of the page behind nothing.
  const session = await page.context().newCDPSession(page);
  const told = async (): Promise<string[]> => {
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    return nodes.filter((node) => !node.ignored && node.role?.value === "heading").map((node) => String(node.name?.value));
  };
  expect(await told()).toEqual(["Withdraw request"]);
  await dialog.getByRole("button", { name: "Cancel" }).press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect.poll(told).toContain("Components");
});

for (const key of KEYS) {
  test(`Disclosure: ${key} shows and hides what a row holds, and says so`, async ({ page }) => {
    const tables = await specimens(page, "table");
    const button = tables.getByRole("button", { name: "Office 365 E3" });
    await expect(button).toHaveAttribute("aria-expanded", "true");
    const held = tables.getByText("b7b48ad5-9e1a-4a0a-8a37-2a2a2f2b1f11");
    await expect(held).toBeVisible();
    await button.focus();
    await page.keyboard.press(key);
    await expect(button).toHaveAttribute("aria-expanded", "false");
    await expect(held).toHaveCount(0);
    await expect(button).toBeFocused();
  });

  test(`Disclosure: ${key} shows and hides a menu of buttons, and Tab goes into it`, async ({ page }) => {
    const menus = await specimens(page, "menu");
    // A summary has no role that every browser agrees on.
    const summary = menus.getByText("Clock", { exact: true });
    const item = menus.getByRole("button", { name: "One day on" });
    await summary.focus();
    await page.keyboard.press(key);
    await expect(item).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(item).toBeFocused();
    await summary.focus();
    await page.keyboard.press(key);
    await expect(item).toBeHidden();
  });
}

test("Landmarks: frame, page and search have theirs, each with a name of its own", async ({ page }) => {
  await specimens(page, "toolbar");
  await expect(page.getByRole("banner")).toHaveCount(1);
  await expect(page.getByRole("main")).toHaveCount(1);
  await expect(page.getByRole("navigation", { name: "Main" })).toHaveCount(1);
  await expect(page.getByRole("search")).toHaveCount(1);
});

test("Link: Enter follows it, and one that leaves the app says so", async ({ page }) => {
  const links = await specimens(page, "button");
  await expect(links.getByRole("link", { name: /opens in a new tab/i })).toHaveAttribute("target", "_blank");
  await links.getByRole("link", { name: "Customers" }).press("Enter");
  await expect(title(page, "Customers")).toBeFocused();
});

test("Meter: it has a name, its bounds and its value", async ({ page }) => {
  const charts = await specimens(page, "chart");
  const meters = charts.getByRole("meter", { name: "Your figure against the requirement" });
  await expect(meters).toHaveCount(2);
  for (const [place, value, most] of [[0, "214500", "300000"], [1, "412000", "412000"]] as const) {
    await expect(meters.nth(place)).toHaveAttribute("min", "0");
    await expect(meters.nth(place)).toHaveAttribute("max", most);
    await expect(meters.nth(place)).toHaveAttribute("value", value);
  }
});

test("Table: it has a name, headings of columns and rows, and each picture is one too", async ({ page }) => {
  const tables = await specimens(page, "table");
  const table = tables.getByRole("table", { name: "Subscriptions" }).first();
  await expect(table.getByRole("columnheader")).toHaveText(["Subscription", "Quantity"]);
  await expect(table.getByRole("rowheader")).toHaveText(["Office 365 E1", "Audio Conferencing"]);
  await expect(table.getByRole("cell")).toHaveText(["40", "10"]);
  const charts = page.getByRole("main").getByRole("region", { name: "chart", exact: true });
  const picture = charts.getByRole("table", { name: "Open requests by age" });
  await expect(picture.getByRole("columnheader")).toHaveText(["Age", "Number"]);
  await expect(picture.getByRole("rowheader")).toHaveCount(4);
});

test("Table: how its rows are sorted is said", async ({ page }) => {
  await open(page, "/customers?sort=name", { scenario: "ready" });
  await settled(page);
  await expect(page.getByRole("columnheader", { name: "Customer" })).toHaveAttribute("aria-sort", "ascending");
});

test("Grid, the keys for its rows: arrows, Page Up and Down, Control + Home and End move from row to row", async ({ page }) => {
  const tables = await specimens(page, "table");
  const list = tables.getByRole("table", { name: "Customers" });
  const row = (number: number): Locator => list.getByRole("button", { name: `Customer ${number}`, exact: true });
  await expect(list).toHaveAttribute("aria-rowcount", "13");
  await row(1).focus();
  for (const [key, number] of [["ArrowDown", 2], ["ArrowDown", 3], ["ArrowUp", 2], ["Control+End", 12], ["ArrowDown", 12], ["Control+Home", 1], ["ArrowUp", 1]] as const) {
    await page.keyboard.press(key);
    await expect(row(number)).toBeFocused();
  }
  await page.keyboard.press("PageDown");
  await expect(row(1)).not.toBeFocused();
  expect(await holdsFocus(list)).toBe(true);
  await page.keyboard.press("Control+End");
  await expect(row(12)).toBeFocused();
  await page.keyboard.press("PageUp");
  await expect(row(12)).not.toBeFocused();
});

test("Steps: a list with a name, in which the current step is marked", async ({ page }) => {
  const steps = await specimens(page, "steps");
  const list = steps.getByRole("list").first();
  await expect(list).toHaveAccessibleName(/.+/);
  await expect(list.locator("[aria-current=step]")).toHaveCount(1);
});

test("Status: what was done is said in a live region that was there before, and focus stays", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const buttons = await specimens(page, "button");
  const status = buttons.getByRole("status");
  await expect(status).toBeEmpty();
  const copy = buttons.getByRole("button", { name: "Copy to clipboard" });
  await copy.press("Enter");
  await expect(status).toHaveText("Copied.");
  await expect(copy).toBeFocused();
});

test("Textbox: label, hint and error belong to it, and the error summary leads to it", async ({ page }) => {
  const fields = await specimens(page, "field");
  await expect(fields.getByRole("textbox").nth(1)).toHaveAccessibleDescription(/.+/);
  const wrong = fields.locator("#specimen-wrong");
  await expect(wrong).toHaveAttribute("aria-invalid", "true");
  await expect(wrong).toHaveAccessibleDescription(/.+/);
  await fields.getByRole("alert").getByRole("link").first().press("Enter");
  await expect(wrong).toBeFocused();
});

test("Navigation within a record: links in a landmark, the page one is on marked, no tabs", async ({ page }) => {
  await open(page, subscriptionsOf(CUSTOMER.northwind), { scenario: "ready" });
  await settled(page);
  const places = page.getByRole("navigation", { name: "Pages of this customer" });
  await expect(places.locator("[aria-current=page]")).toHaveText("Subscriptions");
  await expect(page.getByRole("tab")).toHaveCount(0);
});
