/**
 * Partnerships and invitations, both sides: the directory, the provider's personal link, its acceptance, invitations to customers,
 * and the end of a partnership (R42 to R63, R126 to R138).
 */
import { expect, expectAccessible, test } from "./fixtures.ts";
import {
  banner,
  copyDraft,
  CUSTOMER,
  dialog,
  expectRefused,
  holding,
  mailDraft,
  open,
  part,
  PARTNER,
  PROVIDER,
  REQUEST,
  row,
  settled,
  signIn,
  title,
  transferOf,
  UNREACHABLE,
} from "./steps.ts";

const FABRIKAM = "1509bb0a-9bf1-4331-8a11-8783593942a4";
const CONTOSO = "47eaa099-2cb6-416d-86dc-283cf0480ff9";
const RESELLERS = "Indirect resellers";
const PROVIDERS = "Indirect providers";
const AUTHORIZE = "Authorize indirect provider";
const invite = `/indirect-providers/${FABRIKAM}/invite`;

test.describe("the directory", () => {
  test("R42 R43 R45 it is searched by name and country, and says what compares providers", async ({ page }) => {
    await open(page, "/find-a-provider", { scenario: "fresh", as: "partner-reader" });
    await expect(title(page, "Find a provider")).toBeVisible();
    const entries = page.getByRole("article");
    await expect(entries).toHaveCount(14);
    await expect(page.getByRole("status").filter({ hasText: "14 providers" })).toBeVisible();
    for (const what of ["Billing", "Buying", "Support"]) await expect(page.getByText(new RegExp(`^${what}: `))).toBeVisible();
    await page.getByRole("searchbox", { name: "Search by name" }).fill("prose");
    await expect(entries).toHaveCount(1);
    const proseware = page.getByRole("article", { name: "Proseware Distribution GmbH" });
    for (const fact of ["Germany, Austria, Switzerland and Sweden", "German and English", "www.proseware.example", "4410937"]) {
      await expect(proseware.getByText(fact)).toBeVisible();
    }
    await expect(proseware.getByText("Technical training and assistance: yes")).toBeAttached();
    await expect(proseware.getByText("Marketing help: no")).toBeAttached();
    await expect(proseware.getByText("Financing and credit terms: yes")).toBeAttached();
    await expectAccessible(page);
    // The search is in the address.
    await page.getByRole("searchbox").fill("");
    await page.getByRole("combobox", { name: "Country or region" }).selectOption("FI");
    await expect(entries.getByRole("heading")).toHaveText([PROVIDER, "Bellows Jakelu Oy"]);
    await page.reload();
    await expect(entries).toHaveCount(2);
    await page.getByRole("searchbox").fill("nobody");
    await expect(page.getByText("No provider matches")).toBeVisible();
  });

  test("R44 a provider of another CSP region is shown as not available, with the reason", async ({ page }) => {
    await open(page, "/find-a-provider?q=woodgrove", { scenario: "enrolled" });
    const woodgrove = page.getByRole("article", { name: "Woodgrove Wholesale Inc." });
    await expect(woodgrove.getByText("Not available to you")).toBeVisible();
    const ask = woodgrove.getByRole("button", { name: "Ask for an invitation" });
    await expectRefused(ask, "Woodgrove Wholesale Inc. is in CSP region North America, you are in Europe.", "region-mismatch");
  });

  test("R43 the languages of a provider begin with a capital, also where their names do not", async ({ page }) => {
    await open(page, "/find-a-provider?q=fabrikam", { scenario: "fresh", lang: "sv" });
    const facts = page.getByRole("article", { name: PROVIDER });
    await expect(facts.getByText("Nederländska, engelska, svenska och tyska", { exact: true })).toBeVisible();
  });

  test("R46 R57 the next step is a draft that asks for an invitation", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await open(page, "/find-a-provider?q=fabrikam", { scenario: "fresh" });
    await expect(page.getByText("This is a list of contacts, not an application")).toBeVisible();
    await page.getByRole("button", { name: "Ask for an invitation" }).click();
    const draft = part(page, `Ask ${PROVIDER} for an invitation`);
    await expect(draft.getByRole("textbox", { name: "To", exact: true })).toHaveValue("partners@fabrikam.example");
    // In the provider's language, until another is chosen.
    await expect(draft.getByRole("combobox", { name: "Language of the e-mail" })).toHaveValue("nl");
    await draft.getByRole("combobox").selectOption("en");
    await expect(draft.getByRole("textbox", { name: "Text" })).toHaveValue(/Our MPN ID is 6812347/);
    // There is no link to lose.
    await expect(page.getByText("The personal link")).toHaveCount(0);
    expect(await copyDraft(page)).toContain(`${PARTNER} asks ${PROVIDER}`);
    await expectAccessible(page);
    await draft.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("article")).toHaveCount(1);
  });
});

test.describe("the partner's invitation page", () => {
  test("R47 R48 R49 R50 it says who asks and what it grants; ticked, the provider is authorized and listed", async ({ page }) => {
    await open(page, "/invitations/fabrikam-invitation", { scenario: "enrolled", as: "partner-global-admin" });
    await expect(title(page, "Partnership invitation")).toBeVisible();
    const who = part(page, "Who asks");
    for (const fact of [PROVIDER, "Netherlands", "5291846"]) await expect(who.getByText(fact)).toBeVisible();
    const grants = part(page, "What you grant by accepting");
    await expect(grants.getByRole("listitem")).toHaveText([
      "Submit orders for customers that you share",
      "Add subscriptions for customers that you share",
      "Administrator access to your work account",
    ]);
    await expect(grants.getByText(/can be taken back afterwards/)).toBeVisible();
    await expectAccessible(page);
    // Unticked it waits.
    await page.getByRole("button", { name: AUTHORIZE }).click();
    await expect(page.getByRole("alert")).toContainText("Tick the box to authorise.");
    const box = page.getByRole("checkbox", { name: holding(`I authorize ${PROVIDER}`) });
    await expect(box).toHaveAccessibleDescription("Tick the box to authorise.");
    await page.getByRole("link", { name: "Tick the box to authorise." }).click();
    await expect(box).toBeFocused();
    // By key alone, and focus is not lost with the button that had it.
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: AUTHORIZE })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main").getByText(`${PROVIDER} is your indirect provider`)).toBeVisible();
    await expect(title(page, "Partnership invitation")).toBeFocused();
    await page.getByRole("main").getByRole("link", { name: PROVIDERS }).click();
    const listed = row(page, PROVIDERS, PROVIDER);
    for (const cell of ["5291846", "Netherlands", "Active", "21 November 2026"]) await expect(listed).toContainText(cell);
    await signIn(page, "provider-admin-agent");
    await page.getByRole("navigation").getByRole("link", { name: RESELLERS }).click();
    await expect(row(page, RESELLERS, PARTNER)).toContainText("6812347");
  });

  test("R48 on a phone the words of the box keep clear of the button below them", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 900 });
    await open(page, "/invitations/fabrikam-invitation", { scenario: "enrolled", as: "partner-global-admin" });
    const words = page.getByText(/^I authorize .* as our indirect provider/);
    await expect(words).toBeVisible();
    const [above, below] = [await words.boundingBox(), await page.getByRole("button", { name: AUTHORIZE }).boundingBox()];
    if (above === null || below === null) throw new Error("both are on the screen");
    expect(above.y + above.height).toBeLessThanOrEqual(below.y);
  });

  const refusals = [
    ["enrolled", "not-a-link", "This link is not known.", "invitation-unknown"],
    ["enrolled", "used-invitation", "Used on 14 October 2026.", "invitation-used"],
    ["enrolled", "wrong-invitation", "It is addressed to another organisation.", "invitation-wrong-account"],
  ] as const;
  for (const [scenario, id, says, code] of refusals) {
    test(`R47 ${code}: the link says why it does not hold`, async ({ page }) => {
      await open(page, `/invitations/${id}`, { scenario, as: "partner-global-admin" });
      const alert = page.getByRole("alert");
      await expect(alert).toContainText(says);
      await expect(alert).toContainText(code);
      await expect(page).toHaveURL(new RegExp(`/invitations/${id}$`));
    });
  }

  const gated = [
    ["enrolled", "partner-admin-agent", "fabrikam-invitation", "This takes the role Global admin. Astrid Lindqvist or Dagny Holm can do it.", "role-required"],
    ["fresh", "partner-global-admin", "fabrikam-invitation", "Finish the indirect reseller enrolment first.", "not-enrolled"],
    ["enrolled", "partner-global-admin", "woodgrove-invitation", "Woodgrove Wholesale Inc. is in CSP region North America", "region-mismatch"],
    ["partnered", "partner-global-admin", "second-invitation", "You are already partners since 28 October 2026.", "partnership-exists"],
  ] as const;
  for (const [scenario, as, id, says, code] of gated) {
    test(`R49 R132 ${code}: the button is shown, closed, and says why`, async ({ page }) => {
      await open(page, `/invitations/${id}`, { scenario, as });
      await expectRefused(page.getByRole("button", { name: AUTHORIZE }), says, code);
      await expect(page.getByRole("checkbox")).toBeDisabled();
    });
  }
});

test("R49 R174 an acceptance whose answer was lost acts once", async ({ page }) => {
  await open(page, "/invitations/fabrikam-invitation", {
    scenario: "enrolled",
    as: "partner-global-admin",
    fault: "POST /v1/partnershipinvitations=latex1",
  });
  await page.getByRole("checkbox", { name: /^I authorize/ }).check();
  await page.getByRole("button", { name: AUTHORIZE }).click();
  await expect(page.getByRole("alert")).toContainText(UNREACHABLE);
  await expect(page.getByRole("checkbox", { name: /^I authorize/ })).toBeChecked();
  await page.getByRole("button", { name: AUTHORIZE }).click();
  await expect(page.getByRole("main").getByText(`${PROVIDER} is your indirect provider`)).toBeVisible();
  await page.getByRole("navigation").getByRole("link", { name: PROVIDERS }).click();
  await expect(page.getByRole("table", { name: PROVIDERS }).getByRole("rowheader")).toHaveCount(1);
});

test("R50 R130 R131 R133 a provider requests a partnership, the partner's Global admin accepts it, both lists show it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const partner = await context.newPage();
  await open(page, "/indirect-resellers", { scenario: "enrolled", as: "provider-sales-agent" });
  await expect(page.getByText("No indirect reseller yet")).toBeVisible();
  await page.getByRole("link", { name: "Request a partnership" }).click();
  await expect(page.getByText("The reseller has to be enrolled first")).toBeVisible();
  await page.getByRole("textbox", { name: "Reseller's name" }).fill(PARTNER);
  await page.getByRole("textbox", { name: "E-mail address" }).fill(" astrid.lindqvist@contoso.example ");
  await page.getByRole("button", { name: "Write the e-mail" }).click();
  const draft = part(page, `E-mail to ${PARTNER}`);
  await expect(draft.getByRole("textbox", { name: "To", exact: true })).toHaveValue("astrid.lindqvist@contoso.example");
  await expect(draft.getByText("The personal link is in the text, as issued.")).toBeVisible();
  const link = (await copyDraft(page)).split("\n").find((line) => line.includes("/invitations/"));
  expect(link).toBeDefined();
  await draft.getByRole("button", { name: "Done" }).click();
  await expect(row(page, "Invitations", PARTNER).filter({ hasText: "astrid.lindqvist@contoso.example" })).toContainText("Open");

  // The link opens the invitation page, in another tab, as another person.
  await partner.goto(`${link}?as=partner-global-admin`);
  await partner.getByRole("checkbox", { name: /^I authorize/ }).check();
  await partner.getByRole("button", { name: AUTHORIZE }).click();
  await expect(partner.getByRole("main").getByText(`${PROVIDER} is your indirect provider`)).toBeVisible();
  await partner.getByRole("navigation").getByRole("link", { name: PROVIDERS }).click();
  await expect(row(partner, PROVIDERS, PROVIDER)).toContainText("Active");
  // Without a reload the provider sees it.
  await expect(row(page, RESELLERS, PARTNER)).toContainText("Signed");
  await expect(row(page, "Invitations", "astrid.lindqvist@contoso.example")).toContainText("Accepted");
});

test.describe("the partner's indirect providers", () => {
  test("R51 without one, the way leads to the directory, and what waits is shown", async ({ page }) => {
    await open(page, "/indirect-providers", { scenario: "enrolled" });
    await expect(page.getByText("No indirect provider yet")).toBeVisible();
    await expect(part(page, "Invitations that wait for you")).toContainText(`${PROVIDER}, sent 19 November 2026`);
    await expectAccessible(page);
    await page.getByRole("link", { name: "Find a provider" }).click();
    await expect(title(page, "Find a provider")).toBeVisible();
    await page.goBack();
    await page.getByRole("link", { name: "Look at the invitation" }).click();
    await expect(title(page, "Partnership invitation")).toBeVisible();
  });

  test("R51 R52 each with its customers, and the way to invite new ones", async ({ page }) => {
    await open(page, "/indirect-providers", { scenario: "ready", as: "partner-sales-agent" });
    const listed = row(page, PROVIDERS, PROVIDER);
    await expect(listed.getByRole("cell").nth(4)).toHaveText("4");
    await expectAccessible(page);
    await listed.getByRole("link", { name: "View customers" }).click();
    await expect(page.getByRole("table", { name: "Customers" }).getByRole("rowheader")).toHaveCount(4);
    await page.goBack();
    await row(page, PROVIDERS, PROVIDER).getByRole("link", { name: "Invite new customers" }).click();
    await expect(title(page, "Invite new customers")).toBeVisible();
  });

  test("R3 R53 who may not invite sees who can", async ({ page }) => {
    await open(page, "/indirect-providers", { scenario: "ready", as: "partner-reader" });
    const button = row(page, PROVIDERS, PROVIDER).getByRole("button", { name: "Invite new customers" });
    await expectRefused(button, "Global admin, Admin agent or Sales agent", "role-required");
    await open(page, invite);
    await expectRefused(page.getByRole("button", { name: "Write the e-mail" }), "Chiara Nilsson", "role-required");
  });
});

test.describe("invitations to customers", () => {
  test("R53 R54 R55 R56 R60 R61 a new customer is invited, the link cannot be lost, the customer accepts", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await open(page, invite, { scenario: "partnered", as: "partner-sales-agent", lang: "en" });
    await page.getByRole("button", { name: "Write the e-mail" }).click();
    await expect(page.getByRole("alert")).toContainText("Customer's name is missing.");
    await page.getByRole("textbox", { name: "Customer's name" }).fill("Wingtip Toys");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Write the e-mail" }).click();
    const draft = part(page, "E-mail to Wingtip Toys");
    await expect(draft).toBeVisible();
    await expectAccessible(page);
    const body = draft.getByRole("textbox", { name: "Text" });
    const text = await body.inputValue();
    const link = text.split("\n").find((line) => line.startsWith("https://admin.microsoft.com/")) ?? "";
    for (const named of [`partnerId=${CONTOSO}`, "msppId=6812347", `indirectCSPId=${FABRIKAM}`, "DAP=true"]) expect(link).toContain(named);
    const three = ["Open in email", "Copy to clipboard", "Done"];
    for (const [changed, code] of [[text.replace("DAP=true", "DAP=false"), "link-altered"], [text.replace(link, ""), "link-missing"]] as const) {
      await body.fill(`My words. ${changed}`);
      await expect(draft.getByText(code)).toBeVisible();
      for (const label of three) await expect(draft.getByRole("button", { name: label })).toBeDisabled();
      await draft.getByRole("button", { name: "Restore the link" }).click();
      await expect(body).toHaveValue(new RegExp(`^My words\\. [^]*\\n${link.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\n`));
      for (const label of three) await expect(draft.getByRole("button", { name: label })).toBeEnabled();
    }
    expect((await copyDraft(page)).split("\n")).toContain(link);
    await draft.getByRole("button", { name: "Done" }).click();
    await expect(title(page, PROVIDERS)).toBeVisible();
    const listed = row(page, "Invitations to customers", "Wingtip Toys");
    await expect(listed).toContainText("Done");
    await expect(page.getByText("Whether an e-mail was sent this app cannot know")).toBeVisible();
    await listed.getByRole("button", { name: "Simulation: the customer accepts" }).click();
    await expect(listed).toContainText("Authorised");
    await page.getByRole("navigation").getByRole("link", { name: "Customers" }).click();
    await expect(row(page, "Customers", "Wingtip Toys")).toContainText(PROVIDER);
  });

  test("R54 opened in the mail program, the state says so and never that it was sent", async ({ page }) => {
    await open(page, `${invite}?customer=${CUSTOMER.wideWorld}`, { scenario: "partnered", as: "partner-global-admin" });
    await page.getByRole("button", { name: "Write the e-mail" }).click();
    const draft = part(page, "E-mail to Wide World Importers");
    // In the customer's language, which can be changed (R57), and pre-addressed (R58).
    await expect(draft.getByRole("combobox", { name: "Language of the e-mail" })).toHaveValue("de");
    await expect(draft.getByRole("textbox", { name: "To", exact: true })).toHaveValue(/@/);
    await expect(draft.getByRole("textbox", { name: "Subject" })).toHaveValue(/Bitte autorisieren Sie/);
    await draft.getByRole("combobox").selectOption("en");
    await expect(draft.getByRole("textbox", { name: "Subject" })).toHaveValue(`${PARTNER}: please authorise ${PROVIDER} and us as your Microsoft resellers`);
    await draft.getByRole("textbox", { name: "Text" }).fill(
      (await draft.getByRole("textbox", { name: "Text" }).inputValue()).split("\n").filter((line) => line.startsWith("https://")).join("\n"),
    );
    const address = await mailDraft(page);
    expect(address.searchParams.get("body")).toContain(`indirectCSPId=${FABRIKAM}`);
    await open(page, "/indirect-providers");
    await expect(row(page, "Invitations to customers", "Wide World Importers")).toContainText("Opened in mail or copied");
  });

  test("R58 a customer that is with the provider already says so", async ({ page }) => {
    await open(page, `${invite}?customer=${CUSTOMER.lucerne}`, { scenario: "partnered", as: "partner-owner" });
    await expect(title(page, "Invite Lucerne Publishing")).toBeVisible();
    await expectRefused(page.getByRole("button", { name: "Write the e-mail" }), `${PROVIDER} is already related to Lucerne Publishing.`, "already-related");
  });

  test("R59 a customer without a tenant is the provider's to create", async ({ page }) => {
    await open(page, invite, { scenario: "partnered", as: "partner-owner" });
    await page.getByRole("combobox", { name: "Does the customer have a Microsoft tenant?" }).selectOption("no");
    await expectRefused(page.getByRole("button", { name: "Write the e-mail" }), "New tenants for indirect customers are created by your provider.", "provider-creates-tenant");
  });

  test("R53 without a provider there is nobody to invite with", async ({ page }) => {
    await open(page, invite, { scenario: "enrolled", as: "partner-owner" });
    await expect(page.getByRole("alert")).toContainText("no-provider");
    await open(page, "/indirect-providers/f5ec52ed-0108-4475-92e1-bc7656670b14/invite", { scenario: "partnered" });
    await expect(page.getByRole("alert")).toContainText("provider-not-partnered");
  });

  test("R63 under the rules of 2019 a direct customer cannot accept in the Store", async ({ page }) => {
    await open(page, `${invite}?customer=${CUSTOMER.northwind}`, { scenario: "partnered", as: "partner-owner", rules: "2019" });
    await page.getByRole("button", { name: "Write the e-mail" }).click();
    await expect(page.getByRole("alert")).toContainText("store-cannot-accept");
    await expect(page.getByRole("alert")).toContainText("go on ordering under direct bill");
  });

  test("R54 a service that keeps no records of invitations gives the draft all the same", async ({ page }) => {
    await open(page, invite, { scenario: "partnered", as: "partner-owner", fault: "POST /v1/customerinvitations=404" });
    await page.getByRole("textbox", { name: "Customer's name" }).fill("Wingtip Toys");
    await page.getByRole("button", { name: "Write the e-mail" }).click();
    await expect(page.getByText("This service keeps no record of invitations")).toBeVisible();
    const draft = part(page, "E-mail to Wingtip Toys");
    await expect(draft.getByText("The personal link is in the text, as issued.")).toBeVisible();
    await draft.getByRole("button", { name: "Done" }).click();
    await expect(title(page, PROVIDERS)).toBeVisible();
  });

  test("R60 an invitation is reminded of and withdrawn", async ({ page }) => {
    await open(page, `${invite}?customer=${CUSTOMER.northwind}`, { scenario: "partnered", as: "partner-owner" });
    await page.getByRole("combobox", { name: "Administrator permissions" }).selectOption("no");
    await page.getByRole("button", { name: "Write the e-mail" }).click();
    await expect(page.getByText("The link asks for no administrator permissions.")).toBeVisible();
    await part(page, "E-mail to Northwind Traders").getByRole("button", { name: "Done" }).click();
    const listed = row(page, "Invitations to customers", "Northwind Traders");
    await listed.getByRole("link", { name: "Remind" }).click();
    const reminder = part(page, "Reminder to Northwind Traders");
    await expect(reminder.getByRole("textbox", { name: "Text" })).toHaveValue(/DAP=false/);
    await reminder.getByRole("button", { name: "Done" }).click();
    await expect(listed).toContainText("Done");
    await listed.getByRole("button", { name: "Withdraw invitation" }).click();
    const asked = dialog(page, "Withdraw the invitation to Northwind Traders?");
    await expectAccessible(page);
    await asked.getByRole("button", { name: "Withdraw invitation" }).click();
    await expect(asked).toBeHidden();
    await expect(listed).toContainText("Withdrawn");
    await expect(title(page, PROVIDERS)).toBeFocused();
  });
});

test.describe("the provider's side", () => {
  test("R126 the start page shows three tasks in their order, open requests by age, and partnerships that wait", async ({ page }) => {
    await open(page, "/", { scenario: "requested", as: "provider-admin-agent" });
    const tasks = part(page, "Three tasks, in this order").getByRole("listitem");
    await expect(tasks.getByRole("link")).toHaveText(["Review the profile", "Connect with indirect resellers", "Connect with customers"]);
    await expect(part(page, "Open transfer requests, oldest first")).toContainText("Northwind Traders · 2 days");
    await expect(part(page, "Partnerships that wait for an answer")).toContainText("Fourth Coffee Services AB · 9 days");
    await expectAccessible(page);
    await tasks.getByRole("link", { name: "Review the profile" }).click();
    await expect(title(page, "Profile in the directory")).toBeVisible();
  });

  test("R127 the profile is as others see it, without a way to edit it but a draft", async ({ page }) => {
    await open(page, "/provider-profile", { scenario: "partnered", as: "provider-user-admin" });
    const profile = part(page, PROVIDER);
    for (const fact of ["5291846", "www.fabrikam.example", "Marketing help"]) await expect(profile.getByText(fact, { exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: /edit/i })).toHaveCount(0);
    await expect(page.getByText("Changes go through your Microsoft representative.")).toBeVisible();
    await expect(page.getByText("profile-by-representative")).toBeVisible();
    await page.getByRole("button", { name: "Ask for a change" }).click();
    const draft = part(page, "E-mail to your Microsoft representative");
    await expect(draft.getByRole("textbox", { name: "Text" })).toHaveValue(/MPN ID 5291846/);
    await expectAccessible(page);
    await draft.getByRole("button", { name: "Done" }).click();
    await expect(draft).toBeHidden();
    await open(page, "/provider-profile", { as: "partner-owner" });
    await expect(page.getByRole("alert")).toContainText("not-found");
  });

  test("R128 R129 R134 the list of resellers, and which action gives a reseller what", async ({ page }) => {
    await open(page, "/indirect-resellers", { scenario: "ready", as: "provider-user-admin" });
    const contoso = row(page, RESELLERS, PARTNER);
    for (const cell of ["6812347", "Sweden", "Active", "Signed"]) await expect(contoso).toContainText(cell);
    await expect(contoso.getByRole("cell").nth(4)).toHaveText("4");
    await expect(contoso.getByRole("link", { name: "Add new customer" })).toHaveAttribute("href", new RegExp(`/indirect-resellers/${CONTOSO}/new-customer$`));
    const alpine = row(page, RESELLERS, "Alpine Ski House GmbH");
    await expect(alpine).toContainText("Not signed");
    await expectRefused(alpine.getByRole("button", { name: "Add new customer" }), "Alpine Ski House GmbH has not signed its agreement.", "reseller-mpa-missing");
    const gives = page.getByRole("table", { name: "Which action gives the reseller what" });
    await expect(gives.getByRole("rowheader")).toHaveText(["New customer page", "Azure user settings", "New subscription page", "Designated support contact"]);
    await expectAccessible(page);
    await open(page, "/indirect-resellers", { as: "partner-owner" });
    await expect(page.getByRole("alert")).toContainText("not-found");
  });

  test("R130 what is wrong with a request is said at its field", async ({ page }) => {
    await open(page, "/indirect-resellers/request-partnership", { scenario: "partnered", as: "provider-admin-agent" });
    const write = page.getByRole("button", { name: "Write the e-mail" });
    await write.click();
    const summary = page.getByRole("alert");
    await expect(summary.getByRole("link")).toHaveText(["Reseller's name is missing.", "E-mail address is missing."]);
    await page.getByRole("textbox", { name: "Reseller's name" }).fill("Somebody");
    await page.getByRole("textbox", { name: "E-mail address" }).fill("somebody@company.example");
    const mpn = page.getByRole("textbox", { name: "MPN ID" });
    for (const [typed, says] of [
      ["68a", "Digits only."],
      ["9999999", "Not known."],
      ["7120678", "CSP region North America"],
      ["6812347", "You are already partners since"],
    ] as const) {
      await mpn.fill(typed);
      await write.click();
      await expect(mpn).toHaveAccessibleDescription(holding(says));
    }
    // What was typed outlives a reload.
    await page.reload();
    await expect(page.getByRole("textbox", { name: "Reseller's name" })).toHaveValue("Somebody");
    await expectAccessible(page);
  });

  test("R131 an invitation is reminded of and withdrawn; its link leads nowhere then", async ({ page }) => {
    await open(page, "/indirect-resellers", { scenario: "enrolled", as: "provider-global-admin" });
    const listed = row(page, "Invitations", PARTNER);
    await expect(listed).toContainText("2 days");
    await listed.getByRole("link", { name: "Remind" }).click();
    const reminder = part(page, `Reminder to ${PARTNER}`);
    await expect(reminder.getByRole("textbox", { name: "Text" })).toHaveValue(/\/invitations\/fabrikam-invitation/);
    await reminder.getByRole("button", { name: "Done" }).click();
    await listed.getByRole("button", { name: "Withdraw invitation" }).click();
    await dialog(page, `Withdraw the invitation to ${PARTNER}?`).getByRole("button", { name: "Withdraw invitation" }).click();
    await expect(listed).toContainText("Withdrawn");
    await open(page, "/invitations/fabrikam-invitation", { as: "partner-global-admin" });
    await expect(page.getByRole("alert")).toContainText("invitation-unknown");
  });

  test("R135 R136 R137 R138 removing a partnership names what stays and what is affected; afterwards its requests are refused", async ({ page }) => {
    await open(page, "/indirect-resellers", { scenario: "requested", as: "provider-admin-agent" });
    await row(page, RESELLERS, PARTNER).getByRole("button", { name: "Remove partnership" }).click();
    const asked = dialog(page, `Remove the partnership with ${PARTNER}?`);
    for (const says of [/4 customers .* not removed/, /privileges stay/, /No message is sent.*legal notice/, /1 open transfer request/, REQUEST]) {
      await expect(asked.getByText(says)).toBeVisible();
    }
    await expect(page).toHaveURL(new RegExp(`remove=${CONTOSO}`));
    await expectAccessible(page);
    // Without the declaration nothing happens, and leaving changes nothing.
    await asked.getByRole("button", { name: "Yes" }).click();
    const declaration = asked.getByRole("checkbox", { name: /good faith, for a legitimate purpose and within our agreements/ });
    await expect(declaration).toBeFocused();
    await expect(declaration).toHaveAccessibleDescription("Declaration is missing.");
    await page.keyboard.press("Escape");
    await expect(asked).toBeHidden();
    await expect(row(page, RESELLERS, PARTNER)).toBeVisible();
    await row(page, RESELLERS, PARTNER).getByRole("button", { name: "Remove partnership" }).click();
    await declaration.check();
    await asked.getByRole("button", { name: "Yes" }).click();
    await expect(asked).toBeHidden();
    await expect(page.getByRole("main").getByText(`The partnership with ${PARTNER} is removed`)).toBeVisible();
    await expect(row(page, RESELLERS, PARTNER)).toHaveCount(0);
    await page.getByRole("button", { name: "E-mail to the reseller" }).click();
    await expect(part(page, "E-mail to the reseller").getByRole("textbox", { name: "Subject" })).toHaveValue(`${PROVIDER} has ended the partnership with ${PARTNER}`);
    await page.getByRole("button", { name: "E-mail to a customer" }).click();
    await expect(part(page, "E-mail to a customer").getByRole("textbox", { name: "Text" })).toHaveValue(/Your subscriptions go on unchanged/);
    await open(page, transferOf(CUSTOMER.northwind, REQUEST));
    await page.getByRole("button", { name: "Accept", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Accept" }).click();
    await expect(page.getByRole("alert").getByText("reseller-not-listed").first()).toBeVisible();
    // The customers are still there.
    await open(page, "/customers");
    await settled(page);
    await expect(row(page, "Customers", "Northwind Traders")).toContainText(PARTNER);
    await expect(banner(page)).toBeVisible();
  });
});
