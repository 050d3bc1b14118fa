/** A customer's account: who buys for it, bill-to information, the relationship extension, the Microsoft Customer Agreement. */
import { expect, expectAccessible, test } from "./fixtures.ts";
import {
  CUSTOMER,
  PROVIDER,
  copyDraft,
  dialog,
  expectRefused,
  mailDraft,
  open,
  part,
  row,
  signIn,
  subscriptionsOf,
  title,
} from "./steps.ts";
import type { Locator, Page } from "@playwright/test";

const AS = "partner-admin-agent";
const EXTEND = "Transfer customer on an indirect provider";
const AGREEMENT = "Microsoft Customer Agreement";
const NASTY = "<script>alert(1)</script> שלום 👩🏽‍💻 " + "x".repeat(60);

function accountOf(customer: string): string {
  return `/customers/${customer}/account`;
}

/** The dialog of the extension, open. */
async function openExtension(page: Page, customer: string, setting: Record<string, string> = {}): Promise<Locator> {
  await open(page, `${accountOf(customer)}?dialog=extend`, { scenario: "partnered", as: AS, ...setting });
  const asked = dialog(page, EXTEND);
  await expect(asked).toBeVisible();
  return asked;
}

test.describe("account", () => {
  test("R62 R72 the expanded record leads to account, services, users, licences and the extension", async ({ page }) => {
    await open(page, "/customers", { scenario: "partnered", as: AS });
    await row(page, "Customers", "Adventure Works").first().getByRole("button", { name: "Quick links" }).click();
    const summary = row(page, "Customers", /^Microsoft ID/);
    for (const [name, path] of [
      ["Account", "account"],
      ["Users and licences", "users"],
      ["View Subscriptions", "subscriptions"],
    ] as const) {
      await expect(summary.getByRole("link", { name })).toHaveAttribute("href", `/customers/${CUSTOMER.adventureWorks}/${path}`);
    }
    await summary.getByRole("button", { name: EXTEND }).click();
    await expect(dialog(page, EXTEND)).toContainText("Adventure Works");
    await page.keyboard.press("Escape");
    await expect(title(page, "Account")).toBeVisible();
    await page.getByRole("navigation", { name: "Pages of this customer" }).getByRole("link", { name: "Users and licences" }).click();
    await expect(title(page, "Users and licences")).toBeVisible();
  });

  test("R68 R69 an indirect customer says what the partner does not do any more, and what remains", async ({ page }) => {
    await open(page, accountOf(CUSTOMER.tailspin), { scenario: "partnered", as: AS });
    const duties = part(page, "Who does what for this customer");
    await expect(duties).toContainText(`Tailspin Toys is an indirect customer: ${PROVIDER} orders and bills, you look after it.`);
    await expect(duties.getByRole("list", { name: "You", exact: true }).getByRole("listitem")).toHaveText(["Manage licences", "Manage users", "Handle renewals"]);
    await expect(duties.getByRole("list", { name: "The provider, not you" }).getByRole("listitem")).toHaveText([
      "Create orders",
      "Manage Azure reservations",
      "Manage order history",
      "Purchase software",
      "Bill the customer directly through Microsoft",
    ]);
    await expectRefused(page.getByRole("button", { name: EXTEND }), "Only direct bill customers can be moved this way.", "not-direct-customer");
  });

  test("R70 R177 bill-to information is shown, changed, and nothing that is wrong with it is lost", async ({ page }) => {
    await open(page, accountOf(CUSTOMER.northwind), { scenario: "partnered", as: AS });
    const shown = part(page, "Bill-to information");
    await expect(shown).toContainText("Drottninggatan 71");
    await expect(shown).toContainText("kim.akers@northwindtraders.example");
    await shown.getByRole("button", { name: "Change bill-to information" }).click();
    const form = dialog(page, "Change bill-to information");
    await form.getByRole("textbox", { name: "First name" }).fill("");
    await form.getByRole("textbox", { name: "E-mail" }).fill("kim at northwind");
    await form.getByRole("textbox", { name: "Telephone" }).fill("ask Kim");
    await form.getByRole("textbox", { name: "Company name" }).fill(NASTY);
    await form.getByRole("button", { name: "Save" }).click();
    const wrong = form.getByRole("alert");
    await expect(wrong).toBeFocused();
    await expect(wrong.getByRole("listitem")).toHaveCount(3);
    await page.reload();
    await expect(form.getByRole("textbox", { name: "E-mail" })).toHaveValue("kim at northwind");
    await form.getByRole("textbox", { name: "First name" }).fill("  Kim\u200b ");
    await form.getByRole("textbox", { name: "E-mail" }).fill(" kim@northwindtraders.example ");
    await form.getByRole("textbox", { name: "Telephone" }).fill("+46 8 555 010 20");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form).toBeHidden();
    await expect(shown).toContainText(NASTY);
    await expect(shown).toContainText("kim@northwindtraders.example");
    expect(page.url()).not.toContain("northwindtraders");
  });

  test("R70 somebody else's change in between is shown, and what was typed stays", async ({ page, context }) => {
    await open(page, accountOf(CUSTOMER.northwind), { scenario: "partnered", as: AS });
    await page.getByRole("button", { name: "Change bill-to information" }).click();
    const form = dialog(page, "Change bill-to information");
    await form.getByRole("textbox", { name: "City" }).fill("Uppsala");
    const other = await context.newPage();
    await other.goto(`${accountOf(CUSTOMER.northwind)}?dialog=bill-to&as=partner-owner`);
    const faster = dialog(other, "Change bill-to information");
    await faster.getByRole("textbox", { name: "Telephone" }).fill("+46 18 555 01 02");
    await faster.getByRole("button", { name: "Save" }).click();
    await expect(faster).toBeHidden();
    await other.close();
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form.getByRole("alert")).toContainText("Changed meanwhile: Telephone is now “+46 18 555 01 02”.");
    await expect(form.getByRole("textbox", { name: "City" })).toHaveValue("Uppsala");
    await form.getByRole("button", { name: "Take over what is there now" }).click();
    await expect(form.getByRole("textbox", { name: "City" })).toHaveValue("Stockholm");
    await form.getByRole("textbox", { name: "City" }).fill("Uppsala");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form).toBeHidden();
    await expect(part(page, "Bill-to information")).toContainText("Uppsala");
    await expect(part(page, "Bill-to information")).toContainText("+46 18 555 01 02");
  });

  test("R70 the change takes the role", async ({ page }) => {
    await open(page, accountOf(CUSTOMER.northwind), { scenario: "partnered", as: "partner-sales-agent" });
    await expectRefused(page.getByRole("button", { name: "Change bill-to information" }), "Björn Åkesson or Dagny Holm", "role-required");
  });
});

test.describe("relationship extension", () => {
  test("R72 R73 R76 R77 R78 R79 R80 C5 C6 the dialog says what it does, asks for the consent, and records it", async ({ page }) => {
    const asked = await openExtension(page, CUSTOMER.adventureWorks);
    await expect(asked).toHaveAccessibleDescription(/^Transfers Adventure Works to an indirect provider\./);
    const provider = asked.getByRole("combobox", { name: "Indirect Provider" });
    await expect(provider.getByRole("option")).toHaveText([PROVIDER]);
    await expect(asked).toContainText("Using this feature is your consent to sharing it.");
    await expect(asked).toContainText(`${PROVIDER} gets no delegated administration privileges.`);
    await expect(asked).toContainText("as a CSP partner on the Partner relationships page of the Microsoft 365 admin center");
    await expect(asked).toContainText("Herengracht 182");
    await expect(asked.getByRole("link", { name: "Send an invitation instead" })).toHaveAttribute(
      "href",
      new RegExp(`/indirect-providers/[0-9a-f-]+/invite\\?customer=${CUSTOMER.adventureWorks}$`),
    );
    await expectAccessible(page);
    await asked.getByRole("textbox", { name: "How the customer consented (optional)" }).fill("E-mail of Kim, <b>12 November</b>");
    await asked.getByRole("button", { name: "Save and continue" }).click();
    const wrong = asked.getByRole("alert");
    await expect(wrong).toBeFocused();
    await expect(wrong).toContainText("Inform Adventure Works and obtain consent first, then confirm it here.");
    await wrong.getByRole("link").click();
    const consent = asked.getByRole("checkbox");
    await expect(consent).toBeFocused();
    await page.reload();
    await expect(asked.getByRole("textbox", { name: "How the customer consented (optional)" })).toHaveValue("E-mail of Kim, <b>12 November</b>");
    await expect(consent).not.toBeChecked();
    await consent.check();
    await asked.getByRole("button", { name: "Save and continue" }).dblclick();
    await expect(asked).toBeHidden();
    await expect(page.getByRole("status").filter({ hasText: `Adventure Works is now with ${PROVIDER}` })).toBeVisible();
    const providers = part(page, "Indirect provider(s)");
    await expect(providers.getByRole("heading", { name: PROVIDER })).toHaveCount(1);
    await expect(providers).toContainText("Consent of the customer confirmed by Björn Åkesson on 21 Nov 2026");
    await expect(providers).toContainText("text of 21 November 2026");
    await expect(providers).toContainText("Note: E-mail of Kim, <b>12 November</b>");
    await expect(providers).toContainText("No delegated admin privileges");
    await expectRefused(providers.getByRole("button", { name: EXTEND }), `${PROVIDER} is already related to Adventure Works.`, "already-related");
  });

  test("R79 there is a draft that asks the customer for its consent", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const asked = await openExtension(page, CUSTOMER.adventureWorks);
    await asked.getByRole("button", { name: "Ask the customer for consent" }).click();
    await expect(asked).toBeHidden();
    await expect(page.getByRole("textbox", { name: "To" })).toHaveValue("kim.akers@adventure-works.example");
    // The customer is Dutch.
    await expect(page.getByRole("textbox", { name: "Subject" })).toHaveValue(`Contoso Cloud AB: mogen wij ${PROVIDER} toevoegen als uw Microsoft-partner?`);
    await page.getByRole("combobox", { name: "Language of the e-mail" }).selectOption("English");
    expect(await copyDraft(page)).toContain(`${PROVIDER} is to supply the subscriptions from now on`);
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("textbox", { name: "Subject" })).toBeHidden();
  });

  const REFUSED = [
    ["R72", "northwind", { as: "partner-global-admin" }, "Björn Åkesson or Dagny Holm", "role-required"],
    ["R73", "northwind", { scenario: "enrolled" }, "You have no provider yet.", "no-provider"],
    ["R74", "northwind", { scenario: "fresh" }, "Finish the indirect reseller enrolment first.", "not-enrolled"],
    ["R75", "tailspin", {}, "Only direct bill customers can be moved this way.", "not-direct-customer"],
    ["R80", "lucerne", {}, `${PROVIDER} is already related to Lucerne Publishing.`, "already-related"],
  ] as const;
  for (const [number, name, setting, why, code] of REFUSED) {
    test(`${number} it is refused with ${code}, on the page and in the dialog`, async ({ page }) => {
      const asked = await openExtension(page, CUSTOMER[name], setting);
      await expectRefused(asked.getByRole("button", { name: "Save and continue" }), why, code);
      await asked.getByRole("button", { name: "Cancel" }).click();
      await expect(page).toHaveURL(new RegExp(`${accountOf(CUSTOMER[name])}$`));
      await expectRefused(page.getByRole("button", { name: EXTEND }), why, code);
    });
  }

  test("R80 an answer that is lost keeps the dialog, and trying again puts the customer with the provider once", async ({ page }) => {
    const asked = await openExtension(page, CUSTOMER.northwind, { fault: "POST /v1/customers=latex1" });
    await asked.getByRole("checkbox").check();
    await asked.getByRole("button", { name: "Save and continue" }).click();
    await expect(asked.getByRole("alert")).toContainText("The service cannot be reached.");
    await expect(asked.getByRole("checkbox")).toBeChecked();
    await asked.getByRole("button", { name: "Save and continue" }).click();
    await expect(asked).toBeHidden();
    await expect(part(page, "Indirect provider(s)").getByRole("heading", { name: PROVIDER })).toHaveCount(1);
  });
});

test.describe("Microsoft Customer Agreement", () => {
  const CASES = [
    ["R83 R85", "northwind", "partnered", "retained as soon as a provider is related", "Not in force for the transfer", false],
    ["R85", "northwind", "ready", "This is retained; there is nothing to do.", "In force for the transfer", false],
    ["R83 R84", "wideWorld", "partnered", "Wide World Importers has not accepted it.", "Not in force for the transfer", true],
    ["R83 R86", "adventureWorks", "partnered", "Your attestation does not carry over", "Not in force for the transfer", true],
    ["R88", "humongous", "partnered", "Whether it is accepted cannot be read, so it counts as not accepted.", "Not in force for the transfer", true],
    ["R82", "lucerne", "partnered", `It is accepted through ${PROVIDER}; there is nothing to do.`, "In force for the transfer", false],
  ] as const;
  for (const [numbers, name, scenario, says, state, asks] of CASES) {
    test(`${numbers} ${name} in ${scenario}: ${state}`, async ({ page }) => {
      await open(page, accountOf(CUSTOMER[name]), { scenario, as: AS });
      const block = part(page, AGREEMENT);
      await expect(block).toContainText(says);
      await expect(block).toContainText(state);
      const ask = block.getByRole("button", { name: "Ask the provider to record it" });
      await expect(ask).toHaveCount(asks ? 1 : 0);
    });
  }

  test("R84 the draft to the provider leads it to this account", async ({ page }) => {
    await open(page, accountOf(CUSTOMER.wideWorld), { scenario: "partnered", as: AS });
    await part(page, AGREEMENT).getByRole("button", { name: "Ask the provider to record it" }).click();
    const mail = await mailDraft(page);
    expect(mail.searchParams.get("subject")).toBe("Microsoft Customer Agreement of Wide World Importers");
    expect(mail.searchParams.get("body")).toContain(accountOf(CUSTOMER.wideWorld));
  });

  test("R87 the provider attests: all problems at once, nothing lost, no date in the future", async ({ page }) => {
    await open(page, accountOf(CUSTOMER.northwind), { scenario: "ready", as: "provider-sales-agent" });
    await part(page, AGREEMENT).getByRole("button", { name: "Update" }).click();
    const form = dialog(page, AGREEMENT);
    await form.getByRole("button", { name: "Save and continue" }).click();
    await expect(form.getByRole("alert").getByRole("listitem")).toHaveText([
      "First name is missing.",
      "Last name is missing.",
      "E-mail is missing.",
      "Agreement acceptance date is missing.",
    ]);
    const field = (name: string | RegExp) => form.getByRole("textbox", { name });
    await field("First name").fill("Kim\u200b");
    await field("Last name").fill("O'Akers <b>");
    await field("E-mail").fill("kim@northwindtraders.example");
    await form.getByLabel("Agreement acceptance date").fill("2026-11-22");
    await page.reload();
    await expect(field("Last name")).toHaveValue("O'Akers <b>");
    await form.getByRole("button", { name: "Save and continue" }).click();
    await expect(form.getByRole("alert").getByRole("listitem")).toHaveText(["The date cannot be in the future."]);
    await form.getByLabel("Agreement acceptance date").fill("2026-11-21");
    await expectAccessible(page);
    await form.getByRole("button", { name: "Save and continue" }).click();
    await expect(form).toBeHidden();
    const block = part(page, AGREEMENT);
    await expect(block).toContainText("In force for the transfer");
    await expect(block.getByRole("listitem")).toHaveText("Kim O'Akers <b>, kim@northwindtraders.example, accepted on 21 November 2026");
    // Once more, the same: it is done already.
    await block.getByRole("button", { name: "Update" }).click();
    await field("First name").fill("Kim");
    await field("Last name").fill("O'Akers <b>");
    await field("E-mail").fill("kim@northwindtraders.example");
    await form.getByLabel("Agreement acceptance date").fill("2026-11-20");
    await form.getByRole("button", { name: "Save and continue" }).click();
    await expect(block).toContainText("This acceptance was recorded before, with the same contact.");
  });

  test("R87 attesting takes the role", async ({ page }) => {
    await open(page, accountOf(CUSTOMER.northwind), { scenario: "ready", as: "provider-global-admin" });
    await expectRefused(part(page, AGREEMENT).getByRole("button", { name: "Update" }), "Gijs Bakker or Hanna Visser", "role-required");
  });
});

// What is the day for the person who attests, and not for UTC: it is 22 November in Auckland, still 20 November on Midway.
for (const [zone, today, tomorrow] of [
  ["Pacific/Auckland", "2026-11-22", "2026-11-23"],
  ["Pacific/Midway", "2026-11-20", "2026-11-21"],
] as const) {
  test.describe(zone, () => {
    test.use({ timezoneId: zone });
    test(`R87 in ${zone} the provider's own today is taken and its tomorrow is not`, async ({ page }) => {
      const now = zone === "Pacific/Auckland" ? "2026-11-21T12:30:00Z" : "2026-11-21T09:00:00Z";
      await open(page, `${accountOf(CUSTOMER.northwind)}?dialog=attest`, { scenario: "ready", as: "provider-admin-agent", now });
      const form = dialog(page, AGREEMENT);
      await form.getByRole("textbox", { name: "First name" }).fill("Kim");
      await form.getByRole("textbox", { name: "Last name" }).fill("Akers");
      await form.getByRole("textbox", { name: "E-mail" }).fill("kim@northwindtraders.example");
      await form.getByLabel("Agreement acceptance date").fill(tomorrow);
      await form.getByRole("button", { name: "Save and continue" }).click();
      await expect(form.getByRole("alert")).toContainText("The date cannot be in the future.");
      await form.getByLabel("Agreement acceptance date").fill(today);
      await form.getByRole("button", { name: "Save and continue" }).click();
      await expect(form).toBeHidden();
    });
  });
}

test("R72 R79 R84 R87 R92 from a partnership to a checklist that is all green", async ({ page }) => {
  const asked = await openExtension(page, CUSTOMER.adventureWorks);
  await asked.getByRole("checkbox").check();
  await asked.getByRole("button", { name: "Save and continue" }).click();
  await expect(asked).toBeHidden();
  await signIn(page, "provider-admin-agent");
  await part(page, AGREEMENT).getByRole("button", { name: "Update" }).click();
  const form = dialog(page, AGREEMENT);
  await form.getByRole("textbox", { name: "First name" }).fill("Kim");
  await form.getByRole("textbox", { name: "Last name" }).fill("Akers");
  await form.getByRole("textbox", { name: "E-mail" }).fill("kim.akers@adventure-works.example");
  await form.getByLabel("Agreement acceptance date").fill("2026-11-20");
  await form.getByRole("button", { name: "Save and continue" }).click();
  await expect(form).toBeHidden();
  await signIn(page, AS);
  await expect(part(page, AGREEMENT)).toContainText("In force for the transfer");
  await open(page, subscriptionsOf(CUSTOMER.adventureWorks));
  const list = part(page, "Subscription Transfer");
  await expect(list.getByRole("heading", { level: 3, name: /: done$/ })).toHaveCount(3);
  await expect(list.getByRole("button", { name: "Request subscription transfer" })).toBeEnabled();
});

test.describe("changes of a subscription", () => {
  const E3 = `/customers/${CUSTOMER.northwind}/subscriptions/1dcd327f-761e-47cb-bb7e-8913655c1d15`;
  const TAILSPIN = `/customers/${CUSTOMER.tailspin}/subscriptions/e5600642-060d-4a21-a64b-88b0402db603`;

  test("R39 R148 the licence count is changed within its limits, under a restriction too", async ({ page }) => {
    await open(page, E3, { scenario: "restricted", as: AS });
    await page.getByRole("button", { name: "Change quantity" }).click();
    const form = dialog(page, "Change quantity");
    const count = form.getByRole("spinbutton", { name: "Quantity" });
    await expect(count).toHaveValue("25");
    for (const [typed, says] of [
      ["", "Quantity is missing."],
      ["0", "Between 1 and 10000000."],
      ["1.5", "Between 1 and 10000000."],
      ["99999999", "Between 1 and 10000000."],
    ] as const) {
      await count.fill(typed);
      await form.getByRole("button", { name: "Save" }).click();
      await expect(form.getByRole("alert").getByRole("listitem")).toHaveText([says]);
    }
    await count.fill("30");
    await page.reload();
    await expect(count).toHaveValue("30");
    await form.getByRole("button", { name: "Save" }).dblclick();
    await expect(form).toBeHidden();
    await expect(page.getByText("The change is made.")).toBeVisible();
    await expect(page.getByRole("definition").filter({ hasText: /^30$/ })).toBeVisible();
  });

  test("R110 R148 in an open request it warns that the old count is transferred", async ({ page }) => {
    await open(page, `${E3}?dialog=quantity`, { scenario: "requested", as: AS });
    const form = dialog(page, "Change quantity");
    await expect(form).toContainText("The request keeps the licence count with which it was made");
    await form.getByRole("spinbutton", { name: "Quantity" }).fill("31");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form).toBeHidden();
  });

  test("R148 somebody else's change is shown, and what was typed stays", async ({ page }) => {
    await open(page, `${E3}?dialog=quantity`, { scenario: "partnered", as: AS, fault: "PATCH /v1/customers=400:2055x1" });
    const form = dialog(page, "Change quantity");
    await form.getByRole("spinbutton", { name: "Quantity" }).fill("31");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form).toContainText("It is now: Office 365 E3, 25 licences, Active.");
    await expect(form.getByRole("spinbutton", { name: "Quantity" })).toHaveValue("31");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form).toBeHidden();
  });

  test("R148 nickname, renewal, suspension and its end", async ({ page }) => {
    await open(page, E3, { scenario: "partnered", as: "partner-sales-agent" });
    await page.getByRole("button", { name: "Change nickname" }).click();
    const naming = dialog(page, "Change nickname");
    await naming.getByRole("textbox", { name: "Nickname" }).fill(NASTY);
    await naming.getByRole("button", { name: "Save" }).click();
    await expect(title(page, NASTY)).toBeVisible();
    const renewal = page.getByRole("button", { name: /^Turn (on|off) automatic renewal$/ });
    const before = (await renewal.textContent()) ?? "";
    await renewal.click();
    const renewing = dialog(page, before);
    await renewing.getByRole("button", { name: before }).click();
    await expect(renewing).toBeHidden();
    await expect(renewal).not.toHaveText(before);
    await page.getByRole("button", { name: "Suspend" }).click();
    const suspending = dialog(page, "Suspend");
    await expect(suspending).toContainText("and its add-ons stop");
    await suspending.getByRole("button", { name: "Suspend" }).click();
    await expectRefused(page.getByRole("button", { name: "Change quantity" }), "It is Suspended.", "sub-suspended");
    await page.getByRole("button", { name: "Reactivate" }).click();
    await dialog(page, "Reactivate").getByRole("button", { name: "Reactivate" }).click();
    await expect(page.getByRole("button", { name: "Suspend" })).toBeEnabled();
  });

  test("R69 of an indirect customer the partner handles the renewal, the rest is the provider's", async ({ page }) => {
    await open(page, TAILSPIN, { scenario: "partnered", as: AS });
    for (const name of ["Change quantity", "Change nickname", "Suspend"]) {
      await expectRefused(page.getByRole("button", { name }), `Tailspin Toys is an indirect customer: ${PROVIDER} orders for it.`, "indirect-customer-no-purchase");
    }
    const renewal = page.getByRole("button", { name: /^Turn (on|off) automatic renewal$/ });
    const before = (await renewal.textContent()) ?? "";
    await renewal.click();
    const renewing = dialog(page, before);
    await renewing.getByRole("button", { name: before }).click();
    await expect(renewing).toBeHidden();
    await expect(renewal).not.toHaveText(before);
    await expectAccessible(page);
  });

  test("R69 R148 without the role every change says who can, by its address too", async ({ page }) => {
    await open(page, `${E3}?dialog=quantity`, { scenario: "partnered", as: "partner-global-admin" });
    const form = dialog(page, "Change quantity");
    await expectRefused(form.getByRole("button", { name: "Save" }), "Björn Åkesson, Dagny Holm or Chiara Nilsson", "role-required");
    await page.keyboard.press("Escape");
    await expectRefused(page.getByRole("button", { name: "Suspend" }), "Björn Åkesson, Dagny Holm or Chiara Nilsson", "role-required");
  });
});

test.describe("export", () => {
  async function exported(page: Page): Promise<string> {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export as CSV" }).click();
    const file = await (await download).createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of file) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString("utf8");
  }

  test("R71 what is filtered is what is exported", async ({ page }) => {
    await open(page, "/customers?kind=indirect", { scenario: "partnered", as: AS });
    await expect(page.getByText("1 customer", { exact: true })).toBeVisible();
    const lines = (await exported(page)).trimEnd().split("\r\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain("microsoftId,name,domain");
    expect(lines[1]).toContain(`${CUSTOMER.tailspin},Tailspin Toys,tailspintoys.example,SE,indirect,${PROVIDER},`);
    await page.getByRole("combobox", { name: "Kind", exact: true }).selectOption("All");
    await expect(page.getByText("7 customers", { exact: true })).toBeVisible();
    expect((await exported(page)).trimEnd().split("\r\n")).toHaveLength(8);
  });

  test("R71 a customer's subscriptions, add-ons among them", async ({ page }) => {
    await open(page, subscriptionsOf(CUSTOMER.northwind), { scenario: "partnered", as: "partner-global-admin" });
    const lines = (await exported(page)).trimEnd().split("\r\n");
    expect(lines).toHaveLength(5);
    expect(lines[2]).toContain("Audio Conferencing");
    expect(lines[2]).toContain("1dcd327f-761e-47cb-bb7e-8913655c1d15");
  });

  test("R71 the export takes the role", async ({ page }) => {
    for (const path of ["/customers", subscriptionsOf(CUSTOMER.northwind)]) {
      await open(page, path, { scenario: "partnered", as: "partner-sales-agent" });
      await expectRefused(page.getByRole("button", { name: "Export as CSV" }), "Astrid Lindqvist, Dagny Holm or Björn Åkesson", "role-required");
    }
  });
});

test.describe("a direct reseller relationship", () => {
  const REQUEST_IT = "Request a reseller relationship";

  test("R38 it is asked for by a draft around the link as issued", async ({ page }) => {
    await open(page, "/customers", { scenario: "partnered", as: "partner-sales-agent" });
    await page.getByRole("button", { name: REQUEST_IT }).click();
    const mail = await mailDraft(page);
    expect(mail.searchParams.get("subject")).toBe("Contoso Cloud AB: please accept us as your Microsoft reseller");
    expect(mail.searchParams.get("body")).toContain("invType=ResellerRelationship");
  });

  test("R38 a restricted direct bill partner is refused", async ({ page }) => {
    await open(page, "/customers?draft=relationship", { scenario: "restricted", as: AS });
    await expectRefused(page.getByRole("button", { name: REQUEST_IT }), "Your direct bill status is Restricted", "direct-bill-restricted");
    await expect(page.getByRole("textbox", { name: "Subject" })).toHaveCount(0);
  });

  test("R38 it takes the role", async ({ page }) => {
    await open(page, "/customers", { scenario: "partnered", as: "partner-reader" });
    await expectRefused(page.getByRole("button", { name: REQUEST_IT }), "Astrid Lindqvist", "role-required");
  });
});
