/** Both flows by keyboard alone, and where focus is before and after. No test here uses a pointer. */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import {
  CUSTOMER,
  PARTNER,
  PROVIDER,
  REQUEST,
  choice,
  dialog,
  open,
  part,
  requestDialog,
  row,
  subscriptionsOf,
  title,
  transferOf,
} from "./steps.ts";

const PARTNER_AS = "partner-admin-agent";
const PROVIDER_AS = "provider-admin-agent";
const REQUEST_PAGE = transferOf(CUSTOMER.northwind, REQUEST);

async function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}

/** Presses Tab until `control` has focus; fails when a whole round of the page does not reach it. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let presses = 0; presses < 60 && !(await hasFocus(control)); presses += 1) await page.keyboard.press("Tab");
  await expect(control).toBeFocused();
}

/** Goes to `control` by Tab and presses `key` on it. */
async function press(page: Page, control: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

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

test("R99 R103 R168 a transfer is requested by keyboard alone", async ({ page }) => {
  await open(page, "/", { scenario: "ready", as: PARTNER_AS });
  await press(page, page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }));
  await expect(title(page, "Customers")).toBeFocused();

  const quickLinks = row(page, "Customers", "northwindtraders.example").first().getByRole("button", { name: "Quick links" });
  await press(page, quickLinks);
  await expect(quickLinks).toHaveAttribute("aria-expanded", "true");
  await expect(quickLinks).toBeFocused();
  await press(page, page.getByRole("link", { name: "View Subscriptions" }));
  await expect(title(page, "Subscriptions")).toBeFocused();

  await press(page, page.getByRole("button", { name: "Request subscription transfer" }));
  const asked = requestDialog(page);
  await expect(choice(page, "Office 365 E3")).toBeVisible();
  await press(page, asked.getByRole("checkbox", { name: "Office 365 E3" }), "Space");
  await press(page, asked.getByRole("checkbox", { name: "Azure pay-as-you-go" }), "Space");
  await expect(asked.getByRole("checkbox", { name: "Office 365 E3" })).toBeChecked();
  await press(page, asked.getByRole("button", { name: "Create" }));
  await expect(asked).toBeHidden();
  await expect(row(page, "Subscription Transfer", "Office 365 E3 and Azure pay-as-you-go")).toContainText("Active");

  const inform = part(page, `Inform ${PROVIDER}`);
  await expect(inform.getByRole("heading")).toBeFocused();
  const body = inform.getByRole("textbox", { name: "Text" });
  await expect(body).toHaveValue(/Hello/);
  await tabTo(page, body);
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("By keyboard. ");
  await expect(body).toHaveValue(/^By keyboard\. Hello/);
  await press(page, inform.getByRole("button", { name: "Done" }));
  await expect(inform).toBeHidden();
  await expect(title(page, "Subscriptions")).toBeFocused();
});

test("R152 R154 R158 R168 a request is reviewed, accepted and verified by keyboard alone", async ({ page }) => {
  await open(page, "/customers", { scenario: "requested", as: PROVIDER_AS });
  await press(page, page.getByRole("banner").getByRole("link", { name: "Transfer requests" }));
  await expect(title(page, "Transfer requests")).toBeFocused();
  await press(page, row(page, "Transfer requests", "Northwind Traders").getByRole("link"));
  await expect(title(page, `Transfer request from ${PARTNER}`)).toBeFocused();

  await press(page, page.getByRole("button", { name: "Accept" }));
  const asked = dialog(page, "Accept transfer request");
  await press(page, asked.getByRole("button", { name: "Accept" }));
  await expect(asked).toBeHidden();
  await expect(title(page, `Transfer request from ${PARTNER}`)).toBeFocused();
  await expect(page.getByRole("progressbar", { name: "2 of 2 subscriptions done" })).toBeVisible();
  await expect(title(page, `Transfer request from ${PARTNER}`)).toBeFocused();

  const verification = part(page, "Verification");
  await press(page, verification.getByRole("button", { name: "Mark as verified" }));
  await expect(verification).toContainText("Verified by Gijs Bakker");
  await expect(title(page, `Transfer request from ${PARTNER}`)).toBeFocused();
  await press(page, page.getByRole("button", { name: "Inform the partner" }));
  const inform = part(page, `Inform ${PARTNER}`);
  await expect(inform.getByRole("heading")).toBeFocused();
  await press(page, inform.getByRole("button", { name: "Done" }));
  await expect(inform).toBeHidden();
  await expect(title(page, `Transfer request from ${PARTNER}`)).toBeFocused();
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
