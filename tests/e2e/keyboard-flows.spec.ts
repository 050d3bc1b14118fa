/**
 * The five main flows from beginning to end by keyboard alone: no pointer, no field filled from outside. At every stop focus can be
 * seen and nothing covers it (./keys.ts); what is done never loses it; a dialog gives it back.
 */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { expectFocusKept, press, tabTo, write } from "./keys.ts";
import { CUSTOMER, PARTNER, PROVIDER, REQUEST, banner, choice, dialog, open, part, requestDialog, row, title, transferOf } from "./steps.ts";

/** Goes to a page by the frame's navigation; focus is then on its title. */
async function goTo(page: Page, name: string): Promise<void> {
  await press(page, page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true }));
  await expect(title(page, name)).toBeFocused();
}

/** Signs another person in by the switch of the bar, by the first letters of the name. */
async function signInByKeys(page: Page, letters: string, persona: string): Promise<void> {
  const person = banner(page).getByRole("combobox", { name: "Signed in as" });
  await tabTo(page, person);
  await page.keyboard.type(letters);
  await expect(person).toHaveValue(persona);
  await expect(person).toBeFocused();
}

test("R16 R21 R24 R31 R32 R168 the enrolment by keyboard alone, from the offer to the accepted agreement", async ({ page }) => {
  test.slow();
  await open(page, "/", { scenario: "fresh", as: "partner-global-admin" });
  await press(page, part(page, "Become an indirect reseller").getByRole("link", { name: "Start the enrolment" }));
  await expect(title(page, "Indirect reseller enrolment")).toBeFocused();

  // What is wrong takes focus, and leads to the field.
  const mail = page.getByRole("textbox", { name: "E-mail", exact: true });
  await write(page, mail, "astrid.lindqvist@gmail.com");
  await press(page, page.getByRole("button", { name: "Enroll now" }));
  const wrong = page.getByRole("alert").filter({ hasText: "There is a problem" });
  await expect(wrong).toBeFocused();
  await press(page, wrong.getByRole("link", { name: "Use an address of your own company's domain." }));
  await expect(mail).toBeFocused();
  await write(page, mail, "astrid.lindqvist@contoso.example");
  await press(page, page.getByRole("button", { name: "Confirm profile" }));
  await expectFocusKept(page);
  await press(page, page.getByRole("checkbox", { name: /^I know that there is no way back/ }), "Space");
  await press(page, page.getByRole("button", { name: "Enroll now" }));
  await expect(page.getByText("Already sent on 21 November 2026.")).toBeVisible();
  await expect(title(page, "Indirect reseller enrolment")).toBeFocused();

  // The clock brings the approval.
  const clock = banner(page).locator("summary").filter({ hasText: "Clock" });
  await press(page, clock);
  await press(page, banner(page).getByRole("button", { name: "Five business days on" }));
  await expect(clock).toContainText("27 Nov 2026");
  await expectFocusKept(page);
  await goTo(page, "Overview");
  const agreement = part(page, "Indirect reseller agreement");
  await tabTo(page, agreement.getByRole("link", { name: "Read the agreement" }));
  await press(page, agreement.getByRole("button", { name: "Accept and continue" }));
  await expect(page.getByRole("main").getByText("You are both direct bill partner and indirect reseller")).toBeVisible();
  await expect(title(page, "Overview")).toBeFocused();
  await goTo(page, "Indirect providers");
});

test("R42 R46 R47 R49 R50 R168 a provider is found, asked and authorized by keyboard alone", async ({ page }) => {
  test.slow();
  await open(page, "/", { scenario: "enrolled", as: "partner-global-admin" });
  await goTo(page, "Indirect providers");
  await press(page, page.getByRole("main").getByRole("link", { name: "Find a provider" }).first());
  await expect(title(page, "Find a provider")).toBeFocused();
  await write(page, page.getByRole("searchbox", { name: "Search by name" }), "fabrikam");
  await expect(page.getByRole("status").filter({ hasText: "1 provider" })).toBeVisible();
  await press(page, page.getByRole("article", { name: PROVIDER }).getByRole("button", { name: "Ask for an invitation" }));
  const draft = part(page, `Ask ${PROVIDER} for an invitation`);
  await expect(draft.getByRole("heading").first()).toBeFocused();
  await press(page, draft.getByRole("button", { name: "Done" }));
  await expect(draft).toBeHidden();
  await expectFocusKept(page);

  // The provider answers with its personal link.
  await open(page, "/invitations/fabrikam-invitation");
  await expect(title(page, "Partnership invitation")).toBeVisible();
  await press(page, page.getByRole("button", { name: "Authorize indirect provider" }));
  await expect(page.getByRole("alert")).toBeFocused();
  await press(page, page.getByRole("link", { name: "Tick the box to authorise." }));
  const box = page.getByRole("checkbox", { name: new RegExp(`^I authorize ${PROVIDER}`) });
  await expect(box).toBeFocused();
  await press(page, box, "Space");
  await expect(box).toBeChecked();
  await press(page, page.getByRole("button", { name: "Authorize indirect provider" }));
  await expect(page.getByRole("main").getByText(`${PROVIDER} is your indirect provider`)).toBeVisible();
  await expect(title(page, "Partnership invitation")).toBeFocused();
  await goTo(page, "Indirect providers");
  await expect(row(page, "Indirect providers", PROVIDER)).toContainText("Active");
});

test("R65 R72 R79 R80 R168 a customer is moved with its recorded consent by keyboard alone", async ({ page }) => {
  test.slow();
  const EXTEND = "Transfer customer on an indirect provider";
  await open(page, "/", { scenario: "partnered", as: "partner-admin-agent" });
  await goTo(page, "Customers");
  const quickLinks = row(page, "Customers", "Adventure Works").first().getByRole("button", { name: "Quick links" });
  await press(page, quickLinks);
  await expect(quickLinks).toBeFocused();
  await press(page, row(page, "Customers", /^Microsoft ID/).getByRole("link", { name: "Account", exact: true }));
  await expect(title(page, "Account")).toBeFocused();
  const providers = part(page, "Indirect provider(s)");
  const opener = providers.getByRole("button", { name: EXTEND });
  const asked = dialog(page, EXTEND);

  // Left by Escape, it gives focus back.
  await press(page, opener);
  await expect(asked.getByRole("checkbox")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(asked).toBeHidden();
  await expect(opener).toBeFocused();

  await press(page, opener);
  await expect(asked.getByRole("checkbox")).toBeVisible();
  await write(page, asked.getByRole("textbox", { name: "How the customer consented (optional)" }), "Kim agreed by telephone");
  await press(page, asked.getByRole("button", { name: "Save and continue" }));
  await expect(asked.getByRole("alert")).toBeFocused();
  await press(page, asked.getByRole("alert").getByRole("link"));
  await expect(asked.getByRole("checkbox")).toBeFocused();
  await page.keyboard.press("Space");
  await press(page, asked.getByRole("button", { name: "Save and continue" }));
  await expect(asked).toBeHidden();
  await expect(title(page, "Account")).toBeFocused();
  await expect(providers.getByRole("heading", { name: PROVIDER })).toBeVisible();
  await expect(providers).toContainText("Consent of the customer confirmed by Björn Åkesson on 21 Nov 2026");
  await expect(providers).toContainText("Note: Kim agreed by telephone");
  await expect(title(page, "Account")).toBeFocused();
});

test("R99 R100 R102 R103 R104 R168 a transfer is requested, and the provider told, by keyboard alone", async ({ page }) => {
  test.slow();
  await open(page, "/", { scenario: "ready", as: "partner-admin-agent" });
  await goTo(page, "Customers");
  // Found by its name.
  await write(page, page.getByRole("searchbox"), "northwind");
  await expect(page.getByRole("status").filter({ hasText: "1 customer" })).toBeVisible();
  const quickLinks = row(page, "Customers", "northwindtraders.example").first().getByRole("button", { name: "Quick links" });
  await press(page, quickLinks);
  await expect(quickLinks).toHaveAttribute("aria-expanded", "true");
  await expect(quickLinks).toBeFocused();
  await press(page, page.getByRole("link", { name: "View Subscriptions" }));
  await expect(title(page, "Subscriptions")).toBeFocused();

  const opener = page.getByRole("button", { name: "Request subscription transfer" });
  await press(page, opener);
  const asked = requestDialog(page);
  await expect(choice(page, "Office 365 E3")).toBeVisible();
  // Nothing chosen: it is said, in sight, and focus stays.
  await press(page, asked.getByRole("button", { name: "Create" }));
  await expect(asked.getByRole("alert")).toContainText("Choose at least one subscription.");
  await expect(asked.getByRole("alert")).toBeInViewport();
  await expect(asked.getByRole("button", { name: "Create" })).toBeFocused();
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

test("R111 R113 R152 R154 R158 R159 R168 a request is accepted by the provider and verified by both, by keyboard alone", async ({ page }) => {
  test.slow();
  await open(page, "/customers", { scenario: "requested", as: "provider-admin-agent" });
  await press(page, page.getByRole("banner").getByRole("link", { name: "Transfer requests" }));
  await expect(title(page, "Transfer requests")).toBeFocused();
  await press(page, row(page, "Transfer requests", "Northwind Traders").getByRole("link"));
  const request = title(page, `Transfer request from ${PARTNER}`);
  await expect(request).toBeFocused();

  await press(page, page.getByRole("button", { name: "Accept" }));
  const asked = dialog(page, "Accept transfer request");
  await press(page, asked.getByRole("button", { name: "Accept" }));
  await expect(asked).toBeHidden();
  await expect(request).toBeFocused();
  await expect(page.getByRole("progressbar", { name: "2 of 2 subscriptions done" })).toBeVisible();
  await expect(request).toBeFocused();
  const verification = part(page, "Verification");
  await press(page, verification.getByRole("button", { name: "Mark as verified" }));
  await expect(verification).toContainText("Verified by Gijs Bakker");
  await expect(request).toBeFocused();
  await press(page, page.getByRole("button", { name: "Inform the partner" }));
  const inform = part(page, `Inform ${PARTNER}`);
  await expect(inform.getByRole("heading")).toBeFocused();
  await press(page, inform.getByRole("button", { name: "Done" }));
  await expect(inform).toBeHidden();
  await expect(request).toBeFocused();

  // The partner's turn, at the same address.
  await expect(page).toHaveURL(new RegExp(`${transferOf(CUSTOMER.northwind, REQUEST)}$`));
  await signInByKeys(page, "Chi", "partner-sales-agent");
  await expect(title(page, `Transfer request to ${PROVIDER}`)).toBeVisible();
  await press(page, verification.getByRole("button", { name: "Mark as verified" }));
  await expect(verification).toContainText("Verified by Chiara Nilsson");
  await expect(title(page, `Transfer request to ${PROVIDER}`)).toBeFocused();
  await expect(page.getByRole("list", { name: "The four steps" }).getByRole("listitem").last()).toContainText(`${PARTNER} verifies: done`);
});
