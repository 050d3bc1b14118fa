/**
 * Transfers of new commerce: the target asks, the source chooses what to give and accepts by that, nobody declines.
 */
import { expect, expectAccessible, test } from "./fixtures.ts";
import { CONTOSO_MPN, CUSTOMER, PARTNER, PROVIDER, REQUEST, dialog, expectRefused, open, part, row, subscriptionsOf, title, transferOf } from "./steps.ts";

const litware = subscriptionsOf(CUSTOMER.litware);
const asked = transferOf(CUSTOMER.litware, REQUEST);

test("a provider asks: what is wrong is said at its field, the draft is kept, and the request is there once", async ({ page }) => {
  await open(page, litware, { scenario: "ready", as: "provider-admin-agent" });
  await page.getByRole("button", { name: "Request new-commerce transfer" }).click();
  const form = dialog(page, "Request new-commerce transfer");
  await expect(form).toContainText(`${PARTNER} chooses what of Litware to give to you`);
  await expect(form).toContainText(`Partner of record afterwards: MPN ID ${CONTOSO_MPN}.`);
  const contact = form.getByRole("textbox", { name: "Contact at the customer" });
  await form.getByRole("button", { name: "Create" }).click();
  await expect(contact).toHaveAttribute("aria-invalid", "true");
  await contact.fill("nobody");
  await form.getByRole("button", { name: "Create" }).click();
  await expect(form.getByRole("alert")).toContainText("has to be an e-mail address");
  await expectAccessible(page);
  await contact.fill(" it@litware.example ");
  await form.getByRole("checkbox", { name: "Term-based" }).check();
  await page.reload();
  await expect(contact).toHaveValue(/it@litware\.example/);
  await expect(form.getByRole("checkbox", { name: "Term-based" })).toBeChecked();
  await expect(form.getByRole("checkbox", { checked: true })).toHaveCount(1);
  await form.getByRole("button", { name: "Create" }).dblclick();
  await expect(title(page, `Transfer request from ${PARTNER}`)).toBeVisible();
  const about = part(page, "Transfer request").or(page.getByRole("main")).first();
  await expect(about).toContainText("New commerce");
  await expect(about).toContainText("it@litware.example");
  await expect(about).toContainText("OnlineServicesNCE");
  await page.goto(litware);
  await expect(part(page, "Subscription Transfer").getByRole("rowheader")).toHaveCount(1);
  // Done with: the next one begins empty.
  await page.getByRole("button", { name: "Request new-commerce transfer" }).click();
  await expect(contact).toHaveValue("");
  await expect(form.getByRole("checkbox", { checked: true })).toHaveCount(0);
});

test("R3 who may not ask sees why; a partner is not offered it", async ({ page }) => {
  await open(page, litware, { scenario: "ready", as: "provider-global-admin" });
  await expectRefused(page.getByRole("button", { name: "Request new-commerce transfer" }), "Admin agent", "role-required");
  await open(page, litware, { scenario: "ready", as: "partner-admin-agent" });
  await expect(title(page, "Subscriptions")).toBeVisible();
  await expect(page.getByRole("button", { name: "Request new-commerce transfer" })).toHaveCount(0);
});

test("a refusal keeps what was typed, and the same press again asks once", async ({ page }) => {
  await open(page, `${litware}?dialog=ask`, { scenario: "ready", as: "provider-admin-agent", fault: "POST /v1/customers=503x1" });
  const form = dialog(page, "Request new-commerce transfer");
  await form.getByRole("textbox", { name: "Contact at the customer" }).fill("it@litware.example");
  await form.getByRole("button", { name: "Create" }).click();
  await expect(form.getByRole("alert")).toContainText("The service cannot be reached.");
  await form.getByRole("button", { name: "Create" }).click();
  await expect(title(page, `Transfer request from ${PARTNER}`)).toBeVisible();
  await page.goto(litware);
  await expect(part(page, "Subscription Transfer").getByRole("rowheader")).toHaveCount(1);
});

test("the source sees its own step alone, and gives what it chooses", async ({ page }) => {
  await open(page, "/transfers", { scenario: "asked", as: "partner-admin-agent" });
  await expect(row(page, "Transfer requests", "Litware")).toContainText("New commerce");
  await page.goto(asked);
  await expect(title(page, `Transfer request to ${PROVIDER}`)).toBeVisible();
  for (const name of ["Reject", "Withdraw request"]) await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  const giving = dialog(page, "Accept and give subscriptions");
  await giving.getByRole("checkbox").and(giving.locator(":enabled")).first().check();
  await giving.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(giving).toBeHidden();
  await expect(page.getByRole("progressbar", { name: "1 of 1 subscription done" })).toBeVisible({ timeout: 30_000 });
});

test("the target sees its own step alone, and takes its request back", async ({ page }) => {
  await open(page, asked, { scenario: "asked", as: "provider-admin-agent" });
  await expect(title(page, `Transfer request from ${PARTNER}`)).toBeVisible();
  for (const name of ["Accept", "Reject"]) await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Withdraw request" }).click();
  await dialog(page, "Withdraw request").getByRole("button", { name: "Withdraw request" }).click();
  await expect(page.getByRole("button", { name: "Withdraw request" })).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText("Withdrawn");
});
