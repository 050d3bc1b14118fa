/** Buying for customers that are there: what the provider adds, what a direct bill partner does; reseller and support contact. */
import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { CONTOSO_MPN, CUSTOMER, PARTNER, PROVIDER, expectRefused, open, part, row, signIn, subscriptionsOf, title } from "./steps.ts";

const AS = "provider-admin-agent";
const PAGE = `/customers/${CUSTOMER.tailspin}/new-subscription`;
const E3 = `${subscriptionsOf(CUSTOMER.tailspin)}/e5600642-060d-4a21-a64b-88b0402db603`;

const button = (page: Page, name: string): Locator => page.getByRole("main").getByRole("button", { name, exact: true });
const offer = (page: Page, name: string): Locator => page.getByRole("checkbox", { name, exact: true });
const count = (page: Page, name: string): Locator => page.getByRole("textbox", { name: `Licences of ${name}`, exact: true });
const summary = (page: Page): Locator => page.getByRole("alert", { name: "There is a problem" });

test.describe("a provider adds a subscription", () => {
  test("R146 R147 R148 Customers, the filter, the arrow, Add subscription, Submit", async ({ page }) => {
    await open(page, "/customers", { scenario: "partnered", as: AS });
    await page.getByRole("combobox", { name: "Indirect reseller(s)" }).selectOption(PARTNER);
    await row(page, "Customers", "Tailspin Toys").first().getByRole("button", { name: "Quick links" }).click();
    await button(page, "Add subscription").click();
    await expect(title(page, "New subscription")).toBeVisible();
    await expect(page.getByText("For Tailspin Toys.")).toBeVisible();
    await expect(page.getByRole("combobox", { name: "Reseller (MPN ID)" }).getByRole("option").first()).toHaveText(`${PARTNER} (${CONTOSO_MPN})`);
    await expect(page.getByText("not in the Azure portal")).toBeVisible();
    await offer(page, "Office 365 E1").check();
    await count(page, "Office 365 E1").fill("30");
    await page.getByText("Add-ons for Office 365 E3").click();
    await page.getByRole("list", { name: "Add-ons for Office 365 E3" }).getByRole("checkbox", { name: "Audio Conferencing" }).check();
    await expectAccessible(page);
    await button(page, "Submit").click();
    await expect(title(page, "Subscriptions")).toBeVisible();
    await expect(row(page, "Subscriptions of Tailspin Toys", "Office 365 E1")).toContainText("30");
    await expect(row(page, "Subscriptions of Tailspin Toys", "Audio Conferencing")).toContainText("Add-on");
    await page.getByRole("link", { name: "Office 365 E1" }).click();
    await expect(page.getByRole("textbox", { name: "Reseller (MPN ID)" })).toHaveValue(CONTOSO_MPN);
  });

  test("R147 the choice survives a reload, and Cancel forgets it", async ({ page }) => {
    await open(page, PAGE, { scenario: "partnered", as: AS });
    await offer(page, "Intune").check();
    await count(page, "Intune").fill("7");
    await page.reload();
    await expect(count(page, "Intune")).toHaveValue("7");
    await button(page, "Cancel").click();
    await expect(title(page, "Subscriptions")).toBeVisible();
    await open(page, PAGE);
    await expect(offer(page, "Intune")).not.toBeChecked();
  });

  test("R147 R169 counts, one per customer, nothing chosen: said at once", async ({ page }) => {
    await open(page, PAGE, { scenario: "partnered", as: AS });
    await button(page, "Submit").click();
    await expect(summary(page)).toContainText("Choose at least one offer.");
    await offer(page, "Office 365 E3 trial").check();
    await button(page, "Submit").click();
    await expect(title(page, "Subscriptions")).toBeVisible();
    await open(page, PAGE);
    await expect(offer(page, "Office 365 E3 trial")).toBeDisabled();
    await expect(offer(page, "Office 365 E3 trial")).toHaveAccessibleDescription(/Tailspin Toys already has this offer\..*one-per-customer$/);
    await offer(page, "Dynamics 365 Sales").check();
    await count(page, "Dynamics 365 Sales").fill("4");
    await offer(page, "Office 365 Business Premium").check();
    await count(page, "Office 365 Business Premium").fill("0");
    await button(page, "Submit").click();
    await expect(summary(page).getByRole("link")).toHaveText([
      "Dynamics 365 Sales: Between 5 and 10,000,000.",
      "Office 365 Business Premium: Between 1 and 300.",
    ]);
  });

  test("R147 pressing twice orders once", async ({ page }) => {
    await open(page, PAGE, { scenario: "partnered", as: AS, latency: "300" });
    await offer(page, "Intune").check();
    await button(page, "Submit").dblclick();
    await expect(title(page, "Subscriptions")).toBeVisible();
    await expect(row(page, "Subscriptions of Tailspin Toys", "Intune")).toHaveCount(1);
  });

  for (const [fault, says, code] of [
    ["POST /v1/customers=403:13605", "has not accepted the Microsoft Customer Agreement.", "mca-missing"],
    ["POST /v1/customers=403:900123", "has not signed its agreement.", "reseller-mpa-missing"],
    ["POST /v1/customers=500:800005", "The service cannot be reached.", "api-unreachable"],
  ] as const) {
    test(`R147 ${code} is told, and the choice is kept`, async ({ page }) => {
      await open(page, PAGE, { scenario: "partnered", as: AS, fault: `${fault}x1` });
      await offer(page, "Intune").check();
      await button(page, "Submit").click();
      await expect(page.getByRole("alert").getByRole("heading", { name: says })).toBeVisible();
      await expect(page.getByText(code, { exact: true })).toBeVisible();
      await button(page, "Submit").click();
      await expect(row(page, "Subscriptions of Tailspin Toys", "Intune")).toHaveCount(1);
    });
  }

  for (const [fault, says] of [
    ["400:2200", "Not known."],
    ["400:2201", "It belongs to another CSP region."],
    ["400:2203", "Its agreement is not signed."],
    ["400:2204", "It has no indirect reseller account."],
  ] as const) {
    test(`R147 R150 the reseller is refused: ${says}`, async ({ page }) => {
      await open(page, PAGE, { scenario: "partnered", as: AS, fault: `GET /v1/compliance=${fault}x1` });
      await offer(page, "Intune").check();
      await button(page, "Submit").click();
      await expect(summary(page).getByRole("link")).toHaveText([says]);
    });
  }

  test("R146 by role: a user management admin is told who can; another provider's customers are not there", async ({ page }) => {
    await open(page, `/customers?open=${CUSTOMER.tailspin}`, { scenario: "partnered", as: "provider-user-admin" });
    await expectRefused(button(page, "Add subscription"), "This takes the role", "role-required");
    await open(page, PAGE);
    await expectRefused(button(page, "Submit"), "This takes the role", "role-required");
    await signIn(page, "rival-admin-agent");
    await expect(page.getByText("not-found")).toBeVisible();
  });
});

test.describe("a direct bill partner", () => {
  test("R66 Add products orders for a direct customer, View products shows what it has", async ({ page }) => {
    await open(page, `/customers?open=${CUSTOMER.northwind}`, { scenario: "partnered", as: "partner-admin-agent" });
    await button(page, "Add products").click();
    await expect(title(page, "New subscription")).toBeVisible();
    await expect(page.getByRole("combobox", { name: "Reseller (MPN ID)" })).toHaveCount(0);
    await offer(page, "Office 365 E1").check();
    await count(page, "Office 365 E1").fill("6");
    await button(page, "Submit").click();
    await expect(row(page, "Subscriptions of Northwind Traders", "Office 365 E1")).toContainText("6");
    await open(page, `/customers?open=${CUSTOMER.northwind}`);
    await button(page, "View products").click();
    await expect(row(page, "Subscriptions of Northwind Traders", "Intune")).toBeVisible();
  });

  test("R40 R67 not for an indirect one, whichever way one comes", async ({ page }) => {
    await open(page, `/customers?open=${CUSTOMER.tailspin}`, { scenario: "partnered", as: "partner-admin-agent" });
    const why = `Tailspin Toys is an indirect customer: ${PROVIDER} orders for it.`;
    await expectRefused(button(page, "Add products"), why, "indirect-customer-no-purchase");
    await expectRefused(button(page, "View products"), why, "indirect-customer-no-purchase");
    await open(page, PAGE);
    await expect(page.getByText(why)).toBeVisible();
    await expect(button(page, "Submit")).toHaveCount(0);
  });

  test("R38 not while restricted; what is there can still be looked at", async ({ page }) => {
    await open(page, `/customers?open=${CUSTOMER.northwind}`, { scenario: "restricted", as: "partner-admin-agent" });
    await expectRefused(button(page, "Add products"), "Your direct bill status is Restricted", "direct-bill-restricted");
    await expect(button(page, "View products")).toBeEnabled();
    await open(page, `/customers/${CUSTOMER.northwind}/new-subscription`);
    await expect(page.getByText("direct-bill-restricted")).toBeVisible();
  });
});

test.describe("one subscription of a provider", () => {
  const mpn = (page: Page): Locator => page.getByRole("textbox", { name: "Reseller (MPN ID)" });

  for (const [typed, says] of [
    ["12a", "Digits only."],
    ["99", "Not known."],
    ["7120678", "It belongs to another CSP region."],
    ["7120561", "Its agreement is not signed."],
    ["7120782", "It has no indirect reseller account."],
  ] as const) {
    test(`R149 R150 ${typed}: ${says}`, async ({ page }) => {
      await open(page, E3, { scenario: "partnered", as: AS });
      await mpn(page).fill(typed);
      await mpn(page).blur();
      await expect(mpn(page)).toHaveAccessibleDescription(new RegExp(says));
      await button(page, "Save").click();
      await expect(mpn(page)).toHaveAttribute("aria-invalid", "true");
      await expect(mpn(page)).toHaveValue(typed);
    });
  }

  test("R149 R150 a location id is named and set, a global one is not", async ({ page }) => {
    await open(page, E3, { scenario: "partnered", as: AS });
    await expect(mpn(page)).toHaveValue(CONTOSO_MPN);
    await mpn(page).fill("6812300");
    await button(page, "Save").click();
    await expect(mpn(page)).toHaveAccessibleDescription(/Use the location id, not the global one\./);
    await mpn(page).fill(" 7120455 ");
    await mpn(page).blur();
    await expect(page.getByText("This is Fourth Coffee Services AB.")).toBeVisible();
    await button(page, "Save").click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await page.reload();
    await expect(mpn(page)).toHaveValue("7120455");
    await expectAccessible(page);
  });

  test("R151 the support contact is the provider, or the reseller that is related", async ({ page }) => {
    await open(page, E3, { scenario: "partnered", as: "provider-global-admin" });
    const contact = page.getByRole("combobox", { name: "Designated support contact" });
    await expect(contact.getByRole("option")).toHaveText([PROVIDER, PARTNER]);
    await expect(contact.getByRole("option", { name: PROVIDER })).toHaveAttribute("selected", "");
    await contact.selectOption(PARTNER);
    await part(page, "Support").getByRole("button", { name: "Submit" }).click();
    await expect(part(page, "Support").getByText("Saved.")).toBeVisible();
    await page.reload();
    await expect(contact).toHaveValue("47eaa099-2cb6-416d-86dc-283cf0480ff9");
  });

  test("R149 R151 by role, and not on the partner's side", async ({ page }) => {
    await open(page, E3, { scenario: "partnered", as: "provider-user-admin" });
    await expectRefused(button(page, "Save"), "This takes the role", "role-required");
    await expectRefused(part(page, "Support").getByRole("button", { name: "Submit" }), "This takes the role", "role-required");
    await signIn(page, "partner-owner");
    await expect(title(page, "Office 365 E3")).toBeVisible();
    await expect(mpn(page)).toHaveCount(0);
  });
});

test("R146 R145 the provider adds a subscription, and the partner's own page shows it", async ({ page, context }) => {
  await open(page, PAGE, { scenario: "partnered", as: AS });
  await offer(page, "Intune").check();
  const theirs = await context.newPage();
  await open(theirs, subscriptionsOf(CUSTOMER.tailspin));
  await signIn(theirs, "partner-admin-agent");
  await expect(row(theirs, "Subscriptions of Tailspin Toys", "Office 365 E3")).toBeVisible();
  await expect(row(theirs, "Subscriptions of Tailspin Toys", "Intune")).toHaveCount(0);
  await button(page, "Submit").click();
  await expect(row(theirs, "Subscriptions of Tailspin Toys", "Intune")).toBeVisible();
});
