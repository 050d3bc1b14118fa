/**
 * What happens is said aloud (WCAG 4.1.3): in a live region that was there before the text came, since one that comes together with its
 * text is not read by every screen reader. And nothing moves for those who ask for less of it.
 */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { CUSTOMER, PARTNER, PROVIDER, REQUEST, chooseForTransfer, createButton, dialog, open, part, settled, subscriptionsOf, title, transferOf } from "./steps.ts";

/** Does `deed`; then `text` stands in a live region that was there before. */
async function expectSaid(page: Page, text: string | RegExp, deed: () => Promise<unknown>): Promise<void> {
  await page.evaluate(() => {
    for (const region of document.querySelectorAll("[role=status]")) region.setAttribute("data-was-there", "");
  });
  await deed();
  await expect(page.getByRole("status").and(page.locator("[data-was-there]")).filter({ hasText: text })).toHaveCount(1);
}

const NORTHWIND = transferOf(CUSTOMER.northwind, REQUEST);

test("R168 the enrolment says that it is sent, and that it is accepted", async ({ page }) => {
  await open(page, "/enroll", { scenario: "fresh", as: "partner-global-admin" });
  await page.getByRole("button", { name: "Confirm profile" }).click();
  await page.getByRole("checkbox", { name: /^I know that there is no way back/ }).check();
  await expectSaid(page, "Microsoft is checking the enrolment", () => page.getByRole("button", { name: "Enroll now" }).click());
  await open(page, "/", { scenario: "authorized", as: "partner-global-admin" });
  const accept = page.getByRole("button", { name: "Accept and continue" });
  await expect(accept).toBeVisible();
  await expectSaid(page, "You are both direct bill partner and indirect reseller", () => accept.click());
});

test("R168 a partnership says that it stands, and that it is removed", async ({ page }) => {
  await open(page, "/invitations/fabrikam-invitation", { scenario: "enrolled", as: "partner-global-admin" });
  await page.getByRole("checkbox").check();
  await expectSaid(page, `${PROVIDER} is your indirect provider`, () => page.getByRole("button", { name: "Authorize indirect provider" }).click());
  await open(page, "/indirect-resellers", { scenario: "partnered", as: "provider-global-admin" });
  await page.getByRole("button", { name: "Remove partnership" }).first().click();
  const asked = dialog(page, `Remove the partnership with ${PARTNER}?`);
  await asked.getByRole("checkbox").check();
  await expectSaid(page, `The partnership with ${PARTNER} is removed`, () => asked.getByRole("button", { name: "Yes" }).click());
});

test("R168 a customer's move says that it is done", async ({ page }) => {
  await open(page, `/customers/${CUSTOMER.adventureWorks}/account?dialog=extend`, { scenario: "partnered", as: "partner-admin-agent" });
  const asked = dialog(page, "Transfer customer on an indirect provider");
  await asked.getByRole("checkbox").check();
  await expectSaid(page, `Adventure Works is now with ${PROVIDER}`, () => asked.getByRole("button", { name: "Save and continue" }).click());
});

test("R168 a request says that it is created, and that it is withdrawn", async ({ page }) => {
  await open(page, subscriptionsOf(CUSTOMER.northwind), { scenario: "ready", as: "partner-admin-agent" });
  await chooseForTransfer(page, ["Office 365 E3"]);
  await expectSaid(page, /^Transfer request \S+ is created$/, () => createButton(page).click());
  await open(page, NORTHWIND, { scenario: "requested" });
  await page.getByRole("button", { name: "Withdraw request" }).click();
  await expectSaid(page, "Status: Withdrawn.", () => dialog(page, "Withdraw request").getByRole("button", { name: "Withdraw request" }).click());
});

test("R156 R168 a decision, its progress and its verification are said, to the other side too", async ({ page, context }) => {
  await open(page, NORTHWIND, { scenario: "requested", as: "partner-admin-agent" });
  await expect(title(page, `Transfer request to ${PROVIDER}`)).toBeVisible();
  const provider = await context.newPage();
  await open(provider, NORTHWIND, { as: "provider-admin-agent" });
  await provider.getByRole("button", { name: "Accept" }).click();
  await expectSaid(page, /^Status: Complete\. 2 of 2 subscriptions done\.$/, () =>
    expectSaid(provider, /^Status: Complete\. 2 of 2 subscriptions done\.$/, () => dialog(provider, "Accept transfer request").getByRole("button", { name: "Accept" }).click()),
  );
  await expectSaid(page, /^Verified by Björn Åkesson, 21 Nov 2026/, () => part(page, "Verification").getByRole("button", { name: "Mark as verified" }).click());
});

for (const [where, scenario, field, typed, said] of [
  ["/customers", "ready", "Search by name or domain", "northwind", "1 customer"],
  ["/find-a-provider", "enrolled", "Search by name", "proseware", "1 provider"],
  ["/history", "verified", "Search", "created", "1 entry"],
  [`/customers/${CUSTOMER.northwind}/users`, "ready", /^Search/, "nobody", "0 users"],
] as const) {
  test(`R168 ${where} says how many a search has found`, async ({ page }) => {
    await open(page, where, { scenario, as: "partner-owner" });
    await settled(page);
    const search = page.getByRole("searchbox", { name: field });
    await expect(search).toBeVisible();
    await expectSaid(page, said, () => search.fill(typed));
  });
}

test("R168 a filter says how many are left", async ({ page }) => {
  await open(page, "/customers", { scenario: "ready", as: "partner-owner" });
  await settled(page);
  await expectSaid(page, "1 customer", () => page.getByRole("combobox", { name: "Kind" }).selectOption("Indirect reseller"));
});

test("R168 what fails is said at once, by an alert", async ({ page }) => {
  await open(page, NORTHWIND, { scenario: "requested", as: "provider-admin-agent", fault: "POST /v1/customers=409:900104x1" });
  await page.getByRole("button", { name: "Accept" }).click();
  const asked = dialog(page, "Accept transfer request");
  await asked.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByRole("alert")).toContainText("transfer-busy");
});

for (const motion of ["reduce", "no-preference"] as const) {
  test.describe(`with motion: ${motion}`, () => {
    test.use({ contextOptions: { reducedMotion: motion } });

    test(`R168 what is on its way ${motion === "reduce" ? "does not move" : "moves"}`, async ({ page }) => {
      await open(page, NORTHWIND, { scenario: "in-progress", as: "provider-admin-agent" });
      await expect(page.getByRole("progressbar")).toBeVisible();
      // What is still waited for too, beside the progress.
      await open(page, "/customers", { latency: "600000" });
      await expect(page.getByText("Loading", { exact: false }).first()).toBeAttached();
      const moving = await page.evaluate(() => {
        const all = document.getAnimations().length;
        const styled = [...document.querySelectorAll("*")].filter((element) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
          const lasts = (durations: string): boolean => durations.split(",").some((duration) => Number.parseFloat(duration) > 0);
          return (animationName !== "none" && lasts(animationDuration)) || lasts(transitionDuration);
        });
        return all + styled.length;
      });
      if (motion === "reduce") expect(moving, "what moves or would").toBe(0);
      else expect(moving, "there is something to take away").toBeGreaterThan(0);
    });
  });
}
