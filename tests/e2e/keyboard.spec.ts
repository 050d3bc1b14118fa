/**
 * What a person at the keyboard meets beside the main flows (keyboard-flows.spec.ts), and where focus is before and after. No test here
 * uses a pointer.
 */
import { expect, test } from "./fixtures.ts";
import { flawOfFocus, press, tabTo } from "./keys.ts";
import {
  CUSTOMER,
  PARTNER,
  PROVIDER,
  REQUEST,
  banner,
  dialog,
  open,
  part,
  subscriptionsOf,
  title,
  transferOf,
} from "./steps.ts";

const PARTNER_AS = "partner-admin-agent";
const PROVIDER_AS = "provider-admin-agent";
const REQUEST_PAGE = transferOf(CUSTOMER.northwind, REQUEST);

test("R168 the skip link comes first and leads to the page", async ({ page }) => {
  await open(page, "/customers", { scenario: "ready", as: PARTNER_AS });
  await expect(title(page, "Customers")).toBeVisible();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the page" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  // The first control of the page, behind the whole frame.
  await expect(page.getByRole("main").getByRole("link", { name: "Create customer" })).toBeFocused();
});

test("R168 after navigation focus is on the heading; the first page leaves it alone", async ({ page }) => {
  await open(page, "/", { scenario: "ready", as: PARTNER_AS });
  await expect(title(page, "Overview")).toBeVisible();
  await expect(title(page, "Overview")).not.toBeFocused();
  const menu = page.getByRole("navigation", { name: "Main" });
  for (const name of ["Customers", "Indirect providers", "Settings", "Overview"]) {
    await press(page, menu.getByRole("link", { name }));
    await expect(title(page, name)).toBeFocused();
    await expect(menu.getByRole("link", { name })).toHaveAttribute("aria-current", "page");
  }
  await page.goBack();
  await expect(title(page, "Settings")).toBeFocused();
});

test("R154 R168 a request is rejected by keyboard alone: the missing reason takes focus", async ({ page }) => {
  await open(page, REQUEST_PAGE, { scenario: "requested", as: PROVIDER_AS });
  await press(page, page.getByRole("button", { name: "Reject" }));
  const asked = dialog(page, "Reject transfer request");
  const reason = asked.getByRole("textbox", { name: "Reason" });
  await press(page, asked.getByRole("button", { name: "Reject" }));
  await expect(reason).toBeFocused();
  await page.keyboard.type("The count is wrong.");
  await press(page, asked.getByRole("button", { name: "Reject" }));
  await expect(asked).toBeHidden();
  await expect(page.getByText("The count is wrong.", { exact: true })).toBeVisible();
  await expect(part(page, `Inform ${PARTNER}`).getByRole("heading")).toBeFocused();
});

test("R107 R168 a request is withdrawn by keyboard alone", async ({ page }) => {
  await open(page, REQUEST_PAGE, { scenario: "requested", as: PARTNER_AS });
  await press(page, page.getByRole("button", { name: "Withdraw request" }));
  const asked = dialog(page, "Withdraw request");
  await press(page, asked.getByRole("button", { name: "Withdraw request" }));
  await expect(asked).toBeHidden();
  await expect(page.getByRole("definition").filter({ hasText: /^Withdrawn$/ })).toBeVisible();
  await expect(title(page, `Transfer request to ${PROVIDER}`)).toBeFocused();
});

test("R168 the watch over focus sees a ring that is gone, and what lies over it", async ({ page }) => {
  await open(page, "/customers", { scenario: "ready", as: PARTNER_AS });
  await tabTo(page, page.getByRole("link", { name: "Create customer" }));
  expect(await flawOfFocus(page)).toBeNull();
  const gone = await page.addStyleTag({ content: ":focus-visible { outline: none !important; }" });
  expect(await flawOfFocus(page)).toMatch(/^focus cannot be seen on a/);
  await gone.evaluate((sheet) => (sheet as HTMLStyleElement).remove());
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("div"), { style: "position: fixed; inset: 0; z-index: 10" })));
  expect(await flawOfFocus(page)).toMatch(/has focus where nobody sees it$/);
});

/** Each dialog of this flow: who opens it where, by which button, and what its heading says. */
const DIALOGS = [
  {
    as: PARTNER_AS,
    at: subscriptionsOf(CUSTOMER.northwind),
    scenario: "ready",
    opener: "Request subscription transfer",
    name: "Request subscription transfer",
  },
  { as: PARTNER_AS, at: REQUEST_PAGE, scenario: "requested", opener: "Withdraw request", name: "Withdraw request" },
  { as: PARTNER_AS, at: REQUEST_PAGE, scenario: "requested", opener: "Withdraw and create again", name: "Withdraw and create again" },
  { as: PROVIDER_AS, at: REQUEST_PAGE, scenario: "requested", opener: "Accept", name: "Accept transfer request" },
  { as: PROVIDER_AS, at: REQUEST_PAGE, scenario: "requested", opener: "Reject", name: "Reject transfer request" },
] as const;

for (const { as, at, scenario, opener, name } of DIALOGS) {
  test(`R168 the dialog ${name} holds focus, closes by Escape, and gives focus back`, async ({ page }) => {
    await open(page, at, { scenario, as });
    const button = page.getByRole("main").getByRole("button", { name: opener, exact: true });
    await press(page, button);
    const shown = dialog(page, name);
    await expect(shown).toBeVisible();

    // Tab goes round inside: what is behind is out of reach.
    await tabTo(page, shown.getByRole("button").last());
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press("Tab");
      const outside = await shown.evaluate((node) => {
        const active = document.activeElement;
        return active !== null && active !== document.body && !node.contains(active);
      });
      expect(outside, "focus left the dialog").toBe(false);
    }

    await page.keyboard.press("Escape");
    await expect(shown).toBeHidden();
    await expect(button).toBeFocused();
    await expect(page).not.toHaveURL(/dialog=/);

    // The same by the button that leaves it.
    await page.keyboard.press("Enter");
    await expect(shown).toBeVisible();
    await press(page, shown.getByRole("button", { name: /^(Cancel|Close)$/ }));
    await expect(shown).toBeHidden();
    await expect(button).toBeFocused();
  });
}

for (const [name, inside] of [["Clock", "One day on"], ["More settings", "Copy link to this view"]] as const) {
  test(`R168 the menu ${name} is left by Escape, which gives focus back, by focus that goes on, and by a press elsewhere`, async ({ page }) => {
    await open(page, "/customers", { scenario: "ready", as: PARTNER_AS });
    const menu = banner(page).locator("details").filter({ hasText: name });
    const button = menu.locator("summary");
    const held = menu.getByRole("button", { name: inside, exact: true });
    await press(page, button);
    await tabTo(page, held);
    await page.keyboard.press("Escape");
    await expect(held).toBeHidden();
    await expect(button).toBeFocused();
    // What is behind it is not covered while one goes on.
    await page.keyboard.press("Enter");
    await expect(held).toBeVisible();
    await tabTo(page, page.getByRole("main").getByRole("link", { name: "Create customer" }));
    await expect(held).toBeHidden();
    await tabTo(page, button);
    await page.keyboard.press("Enter");
    await expect(held).toBeVisible();
    // A press, as a finger or another device has it; no test here uses a pointer.
    await page.getByRole("main").dispatchEvent("pointerdown");
    await expect(held).toBeHidden();
    // A press within leaves it open.
    await page.keyboard.press("Enter");
    await menu.dispatchEvent("pointerdown");
    await expect(held).toBeVisible();
  });
}

test("R165 R168 the clock, the person and the language of the sample are set by keyboard alone", async ({ page }) => {
  await open(page, "/customers", { scenario: "requested", as: PARTNER_AS });
  const bar = page.getByRole("complementary", { name: "Static mode" });
  const person = bar.getByRole("combobox", { name: "Signed in as" });
  await tabTo(page, person);
  await page.keyboard.type("Gijs");
  await expect(person).toHaveValue(PROVIDER_AS);
  await expect(page.getByRole("banner")).toContainText(PROVIDER);
  await expect(person).toBeFocused();

  await tabTo(page, bar.getByText(/^Clock: 21 Nov 2026/));
  await page.keyboard.press("Enter");
  await press(page, bar.getByRole("button", { name: "One day on", exact: true }));
  await expect(bar.getByText(/^Clock: 22 Nov 2026/)).toBeVisible();

  const language = bar.getByRole("combobox", { name: "Language" });
  await tabTo(page, language);
  await page.keyboard.type("Sv");
  await expect(title(page, "Kunder")).toBeVisible();
  await expect(page.getByRole("option", { name: "Svenska", selected: true })).toBeAttached();
});
