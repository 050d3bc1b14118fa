/**
 * The whole road in one go, over both organisations: from the offer of the enrolment to customers under their provider, an old
 * one that is moved and a new one that the provider adds. Two pages on one simulated service; each sees what the other does.
 */
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { CUSTOMER, PARTNER, PROVIDER, copyDraft, dialog, moveClock, open, part, row, signIn, title } from "./steps.ts";

/** Goes to a page by the frame's navigation. */
async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true }).click();
  await expect(title(page, name)).toBeVisible();
}

test("R10 R21 R29 R32 R50 R80 R130 R145 from the offer of the enrolment to customers under their provider", async ({ page: partner, context }) => {
  test.setTimeout(120_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const provider = await context.newPage();

  // A Global admin enrols.
  await open(partner, "/", { scenario: "fresh", as: "partner-global-admin" });
  await part(partner, "Become an indirect reseller").getByRole("link", { name: "Start the enrolment" }).click();
  await partner.getByRole("button", { name: "Confirm profile" }).click();
  await partner.getByRole("checkbox", { name: /^I know that there is no way back/ }).check();
  await partner.getByRole("button", { name: "Enroll now" }).click();
  await expect(partner.getByText("Already sent on 21 November 2026.")).toBeVisible();

  // The clock brings the approval; who is no Global admin sees the agreement and cannot accept it.
  await moveClock(partner, "Five business days on");
  await goTo(partner, "Overview");
  await signIn(partner, "partner-admin-agent");
  const accept = part(partner, "Indirect reseller agreement").getByRole("button", { name: "Accept and continue" });
  await expect(accept).toBeDisabled();
  await expect(accept).toHaveAccessibleDescription(/Astrid Lindqvist/);
  await signIn(partner, "partner-global-admin");
  await accept.click();
  await expect(partner.getByRole("main").getByText("You are both direct bill partner and indirect reseller")).toBeVisible();

  // The provider asks for a partnership; its personal link leads the partner's Global admin to the invitation.
  await open(provider, "/indirect-resellers/request-partnership", { as: "provider-sales-agent" });
  await provider.getByRole("textbox", { name: "Reseller's name" }).fill(PARTNER);
  await provider.getByRole("textbox", { name: "E-mail address" }).fill("astrid.lindqvist@contoso.example");
  await provider.getByRole("button", { name: "Write the e-mail" }).click();
  await expect(part(provider, `E-mail to ${PARTNER}`)).toBeVisible();
  const link = (await copyDraft(provider)).split("\n").find((line) => line.includes("/invitations/"));
  expect(link).toBeDefined();
  await part(provider, `E-mail to ${PARTNER}`).getByRole("button", { name: "Done" }).click();
  await partner.goto(`${link}?as=partner-global-admin`);
  await partner.getByRole("checkbox", { name: /^I authorize/ }).check();
  await partner.getByRole("button", { name: "Authorize indirect provider" }).click();
  await expect(partner.getByRole("main").getByText(`${PROVIDER} is your indirect provider`)).toBeVisible();
  await expect(row(provider, "Indirect resellers", PARTNER)).toContainText("Signed");

  // An Admin agent moves a customer, with its consent.
  await open(partner, `/customers?open=${CUSTOMER.northwind}`, { as: "partner-admin-agent" });
  await partner.getByRole("link", { name: "Account" }).first().click();
  await part(partner, "Indirect provider(s)").getByRole("button", { name: "Transfer customer on an indirect provider" }).click();
  const asked = dialog(partner, "Transfer customer on an indirect provider");
  await asked.getByRole("checkbox").check();
  await asked.getByRole("button", { name: "Save and continue" }).click();
  await expect(asked).toBeHidden();
  await expect(part(partner, "Indirect provider(s)").getByRole("heading", { name: PROVIDER })).toBeVisible();
  await expectAccessible(partner);

  // The provider sees it, and adds another one with a subscription, which its reseller sees at once.
  await open(provider, "/customers", { as: "provider-admin-agent" });
  await expect(row(provider, "Customers", "Northwind Traders").first()).toContainText(PARTNER);
  await goTo(provider, "Indirect resellers");
  await row(provider, "Indirect resellers", PARTNER).getByRole("link", { name: "Add new customer" }).click();
  await expect(title(provider, "New customer")).toBeVisible();
  await provider.getByRole("combobox", { name: "Country or region", exact: true }).selectOption("Sweden");
  for (const [name, value] of Object.entries({
    "Company name": "Wingtip Toys AB",
    Domain: "WingtipToys",
    "Address line 1": "Storgatan 1",
    "Postal code": "111 22",
    City: "Stockholm",
    "First name": "Maja",
    "Last name": "Berg",
    "E-mail": "maja.berg@wingtiptoys.example",
  })) {
    await provider.getByRole("textbox", { name, exact: true }).fill(value);
  }
  await provider.getByRole("combobox", { name: "Language of what the customer is sent" }).selectOption("Swedish");
  await provider.getByRole("checkbox", { name: "The customer has accepted the Microsoft Customer Agreement" }).check();
  await provider.getByRole("button", { name: "Next: Subscriptions" }).click();
  await provider.getByRole("checkbox", { name: "Office 365 E3", exact: true }).check();
  await provider.getByRole("textbox", { name: "Licences of Office 365 E3" }).fill("20");
  await provider.getByRole("button", { name: "Next: Review" }).click();
  await provider.getByRole("button", { name: "Submit" }).click();
  await expect(title(provider, "Confirmation")).toBeVisible();
  await provider.getByRole("button", { name: "Done", exact: true }).click();
  await expect(row(provider, "Customers", "Wingtip Toys AB").first()).toContainText(PARTNER);

  await goTo(partner, "Customers");
  await expect(row(partner, "Customers", "Wingtip Toys AB").first()).toContainText("Indirect reseller");
  await expect(row(partner, "Customers", "Northwind Traders").first()).toContainText(PROVIDER);
});
