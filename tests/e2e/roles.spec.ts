/**
 * Who may do what, who sees what, and where: every person of the sample against the matrix of domain.md, section 1.
 */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import {
  CUSTOMER,
  PARTNER,
  PEOPLE,
  PROVIDER,
  REQUEST,
  dialog,
  expectRefused,
  open,
  part,
  requestDialog,
  row,
  settled,
  signIn,
  subscriptionsOf,
  title,
  transferOf,
  type Persona,
} from "./steps.ts";

const subscriptions = subscriptionsOf(CUSTOMER.northwind);
const northwind = transferOf(CUSTOMER.northwind, REQUEST);

/** The person whom a refused one is led to: the first who holds the role. */
const HANDS = {
  [PARTNER]: { name: "Björn Åkesson", email: "bjorn.akesson@contoso.example" },
  [PROVIDER]: { name: "Gijs Bakker", email: "gijs.bakker@fabrikam.example" },
};

interface Act {
  /** What stands on the button. */
  label: string;
  /** Where it is, and in which scenario. */
  at: string;
  scenario: string;
  /** Who may. */
  may: Persona[];
  /** What the others are told: the role, and who holds it. */
  takes: string;
  /** What one sees after pressing it. */
  then: (page: Page) => Locator;
}

const ADMIN_AGENT = "This takes the role Admin agent. Björn Åkesson or Dagny Holm can do it.";
const PARTNER_AGENTS = "This takes the role Admin agent or Sales agent. Björn Åkesson, Dagny Holm or Chiara Nilsson can do it.";
const PROVIDER_AGENTS = "This takes the role Admin agent or Sales agent. Gijs Bakker or Hanna Visser can do it.";

const ofPartner: Act[] = [
  {
    label: "Request subscription transfer",
    at: subscriptions,
    scenario: "ready",
    may: ["partner-admin-agent", "partner-owner"],
    takes: ADMIN_AGENT,
    then: requestDialog,
  },
  {
    label: "Create",
    at: `${subscriptions}?dialog=request-transfer`,
    scenario: "ready",
    may: ["partner-admin-agent", "partner-owner"],
    takes: ADMIN_AGENT,
    // Nothing is chosen yet: it was let through as far as that.
    then: (page) => requestDialog(page).getByRole("alert").getByText("nothing-selected"),
  },
  {
    label: "Withdraw request",
    at: northwind,
    scenario: "requested",
    may: ["partner-admin-agent", "partner-owner"],
    takes: ADMIN_AGENT,
    then: (page) => dialog(page, "Withdraw request"),
  },
  {
    label: "Withdraw and create again",
    at: northwind,
    scenario: "requested",
    may: ["partner-admin-agent", "partner-owner"],
    takes: ADMIN_AGENT,
    then: (page) => dialog(page, "Withdraw and create again"),
  },
  {
    label: "Mark as verified",
    at: northwind,
    scenario: "complete",
    may: ["partner-admin-agent", "partner-sales-agent", "partner-owner"],
    takes: PARTNER_AGENTS,
    then: (page) => part(page, "Verification").getByText(/^Verified by/),
  },
  {
    label: "Add products",
    at: `/customers?open=${CUSTOMER.northwind}`,
    scenario: "ready",
    may: ["partner-admin-agent", "partner-sales-agent", "partner-owner"],
    takes: PARTNER_AGENTS,
    then: (page) => title(page, "New subscription"),
  },
  {
    label: "View products",
    at: `/customers?open=${CUSTOMER.northwind}`,
    scenario: "ready",
    may: ["partner-admin-agent", "partner-sales-agent", "partner-owner"],
    takes: PARTNER_AGENTS,
    then: (page) => title(page, "Subscriptions"),
  },
];

const ofProvider: Act[] = [
  {
    label: "Accept",
    at: northwind,
    scenario: "requested",
    may: ["provider-admin-agent", "provider-sales-agent"],
    takes: PROVIDER_AGENTS,
    then: (page) => dialog(page, "Accept transfer request"),
  },
  {
    label: "Reject",
    at: northwind,
    scenario: "requested",
    may: ["provider-admin-agent", "provider-sales-agent"],
    takes: PROVIDER_AGENTS,
    then: (page) => dialog(page, "Reject transfer request"),
  },
  {
    label: "Inform the partner",
    at: northwind,
    scenario: "rejected-transfer",
    may: ["provider-admin-agent", "provider-sales-agent"],
    takes: PROVIDER_AGENTS,
    then: (page) => part(page, `Inform ${PARTNER}`),
  },
  {
    label: "Inform the partner",
    at: northwind,
    scenario: "complete",
    may: ["provider-admin-agent", "provider-sales-agent"],
    takes: PROVIDER_AGENTS,
    then: (page) => part(page, `Inform ${PARTNER}`),
  },
  {
    label: "Mark as verified",
    at: northwind,
    scenario: "complete",
    may: ["provider-admin-agent", "provider-sales-agent"],
    takes: PROVIDER_AGENTS,
    then: (page) => part(page, "Verification").getByText(/^Verified by/),
  },
];

for (const [persona, { name, company, roles }] of Object.entries(PEOPLE)) {
  if (company === "Proseware Distribution GmbH") continue;
  test(`R2 R3 R169 ${name}, ${roles}: every action of the transfer is open or says who can, and hands over`, async ({ page }) => {
    let shown = "";
    for (const { label, at, scenario, may, takes, then } of company === PARTNER ? ofPartner : ofProvider) {
      await test.step(`${label} in ${scenario}`, async () => {
        if (shown !== `${scenario} ${at}` || may.includes(persona as Persona)) {
          await open(page, at, { scenario, as: persona });
          shown = `${scenario} ${at}`;
        }
        await expect(page.getByText(name, { exact: true })).toBeVisible();
        await expect(page.getByRole("banner")).toContainText(company);
        await expect(page.getByRole("banner")).toContainText(roles);
        const button = page.getByRole("button", { name: label, exact: true });
        if (may.includes(persona as Persona)) {
          await expect(button).toBeEnabled();
          await button.click();
          await expect(then(page)).toBeVisible();
          return;
        }
        await expectRefused(button, takes, "role-required");
        // The keyboard reaches it, so that its reason is read; pressing it does nothing.
        await button.focus();
        await expect(button).toBeFocused();
        await page.keyboard.press("Enter");
        await expectRefused(button, takes, "role-required");
        await expect(then(page)).toHaveCount(0);

        const hands = HANDS[company];
        const link = page.getByRole("link", { name: `Hand over to ${hands.name}` });
        const mail = new URL((await link.first().getAttribute("href")) ?? "");
        expect(mail.pathname).toBe(hands.email);
        expect(mail.searchParams.get("subject")).toBe(`A step in Crossover for ${company}`);
        const lines = (mail.searchParams.get("body") ?? "").split(/\r?\n/);
        expect(lines[0]).toBe(`Hello ${hands.name},`);
        expect(lines).toContain(page.url());
        expect(lines.at(-1)).toBe(name);
      });
    }
  });
}

test("R3 R104 the draft of a request says who can hand it over", async ({ page }) => {
  await open(page, `${northwind}?draft=created`, { scenario: "requested", as: "partner-reader" });
  const draft = part(page, `Inform ${PROVIDER}`);
  for (const label of ["Open in email", "Copy to clipboard", "Done"]) {
    await expectRefused(draft.getByRole("button", { name: label }), ADMIN_AGENT, "role-required");
  }
});

test("R67 what an indirect customer cannot buy is shown, closed, with the reason", async ({ page }) => {
  await open(page, `/customers?open=${CUSTOMER.tailspin}`, { scenario: "ready", as: "partner-owner" });
  for (const label of ["Add products", "View products"]) {
    await expectRefused(
      page.getByRole("button", { name: label }),
      `Tailspin Toys is an indirect customer: ${PROVIDER} orders for it.`,
      "indirect-customer-no-purchase",
    );
  }
});

test("R4 a partner's navigation: Indirect providers appears with the enrolment", async ({ page }) => {
  const links = page.getByRole("navigation", { name: "Main" }).getByRole("link");
  await open(page, "/", { scenario: "fresh", as: "partner-owner" });
  await expect(links).toHaveText(["Overview", "Customers", "Settings"]);
  await open(page, "/", { scenario: "partnered", as: "partner-reader" });
  await expect(links).toHaveText(["Overview", "Customers", "Indirect providers", "Settings"]);
  for (const [name, heading] of [
    ["Customers", "Customers"],
    ["Indirect providers", "Indirect providers"],
    ["Settings", "Settings"],
    ["Overview", "Overview"],
  ] as const) {
    await links.filter({ hasText: name }).click();
    await expect(title(page, heading)).toBeVisible();
    await expect(links.filter({ hasText: name })).toHaveAttribute("aria-current", "page");
  }
});

test("R5 a provider's menu, for every role", async ({ page }) => {
  const links = page.getByRole("navigation", { name: "Main" }).getByRole("link");
  await open(page, "/", { scenario: "ready", as: "provider-user-admin" });
  for (const persona of ["provider-user-admin", "provider-global-admin", "provider-sales-agent", "provider-admin-agent"] as const) {
    await signIn(page, persona);
    await expect(page.getByText(PEOPLE[persona].name, { exact: true })).toBeVisible();
    await expect(links).toHaveText(["Indirect resellers", "Customers"]);
    await links.filter({ hasText: "Indirect resellers" }).click();
    await expect(row(page, "Indirect resellers", PARTNER)).toContainText("Active");
  }
});

test("R4 R35 R89 deep links before the enrolment explain themselves", async ({ page }) => {
  await open(page, "/indirect-providers", { scenario: "fresh", as: "partner-owner" });
  await expect(title(page, "Indirect providers")).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("Finish the indirect reseller enrolment first.");
  await expect(page.getByRole("alert")).toContainText("not-enrolled");

  await open(page, subscriptions, { scenario: "fresh", as: "partner-owner" });
  await expectRefused(
    page.getByRole("button", { name: "Request subscription transfer" }),
    "Finish the indirect reseller enrolment first.",
    "not-enrolled",
  );
  await open(page, `${subscriptions}?dialog=request-transfer`, { scenario: "fresh", as: "partner-owner" });
  await expect(requestDialog(page).getByRole("alert")).toContainText("Finish the indirect reseller enrolment first.");
  await expect(requestDialog(page).getByRole("alert")).toContainText("not-enrolled");
});

test("R2 R4 R5 one side a person: a page of the other side is not found", async ({ page }) => {
  for (const [persona, address] of [
    ["partner-owner", "/indirect-resellers"],
    ["provider-admin-agent", "/indirect-providers"],
    ["provider-admin-agent", "/settings"],
    ["provider-admin-agent", "/settings/account-settings/partner-profile/program-info"],
  ] as const) {
    await open(page, address, { scenario: "ready", as: persona });
    await expect(page.getByRole("alert")).toContainText("not-found");
    await expect(page.getByRole("table")).toHaveCount(0);
  }
});

test.describe("R8 somebody else's record answers like a missing one", () => {
  const NOBODY = "00000000-0000-4000-8000-000000000000";

  /** All words of the page about `path`, with the details unfolded and without what differs from call to call. */
  async function words(page: Page, path: string, persona: Persona, secret: string): Promise<string> {
    await open(page, path, { scenario: "requested", as: persona });
    await settled(page);
    const trouble = page.getByRole("alert");
    await expect(trouble).toContainText("Not found.");
    await trouble.getByText("Details", { exact: true }).click();
    await expect(trouble.getByRole("definition").first()).toBeVisible();
    const main = page.getByRole("main");
    await expect(main).not.toContainText(secret);
    return (await main.innerText()).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "(id)");
  }

  for (const [what, path] of [
    ["a request", northwind],
    ["the subscriptions of a customer", subscriptions],
    ["a subscription", `${subscriptions}/1dcd327f-761e-47cb-bb7e-8913655c1d15`],
  ] as const) {
    test(`${what}, asked for by a rival`, async ({ page }) => {
      const theirs = await words(page, path, "rival-admin-agent", "Northwind");
      const missing = await words(page, path.replace(CUSTOMER.northwind, NOBODY), "rival-admin-agent", "Northwind");
      expect(theirs).toBe(missing);
    });
  }

  test("a customer of the partner that this provider does not share", async ({ page }) => {
    const theirs = await words(page, subscriptionsOf(CUSTOMER.wideWorld), "provider-admin-agent", "Wide World");
    const missing = await words(page, subscriptionsOf(NOBODY), "provider-admin-agent", "Wide World");
    expect(theirs).toBe(missing);
  });

  test("a rival's lists are empty, and so are its filters", async ({ page }) => {
    await open(page, "/customers", { scenario: "requested", as: "rival-admin-agent" });
    await settled(page);
    await expect(page.getByRole("main")).toContainText("No customers yet");
    for (const name of [PARTNER, PROVIDER, "Northwind Traders"]) await expect(page.getByRole("main")).not.toContainText(name);
    await open(page, "/transfers?show=all");
    await expect(page.getByText("No transfer requests", { exact: true })).toBeVisible();
    await open(page, "/indirect-resellers");
    await expect(page.getByText("No indirect reseller yet")).toBeVisible();
  });
});

test("R6 Settings leads to Program info, and both addresses open the same", async ({ page }) => {
  await open(page, "/", { scenario: "partnered", as: "partner-owner" });
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  await expect(title(page, "Settings")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Account settings" })).toBeVisible();
  await expect(page.getByText("Formerly Partner Settings, Partner Profile.")).toBeVisible();
  await page.getByRole("link", { name: "Program info" }).click();
  const said: string[] = [];
  for (const settings of ["account-settings", "partner-settings"]) {
    const path = `/settings/${settings}/partner-profile/program-info`;
    await open(page, path);
    await expect(title(page, "Program info")).toBeVisible();
    expect(new URL(page.url()).pathname).toBe(path);
    await expect(part(page, "Direct bill programme")).toContainText("Microsoft Cloud Solution Provider status");
    const status = part(page, "Indirect reseller programme");
    await expect(status.getByRole("term").filter({ hasText: "Indirect reseller status" })).toBeVisible();
    await expect(status.getByRole("definition")).toContainText(["Active", "Both direct bill partner and indirect reseller"]);
    const facts = part(page, PARTNER);
    await expect(facts.getByRole("term")).toContainText(["MPN ID", "Tenant"]);
    await expect(facts.getByRole("definition")).toContainText(["6812347", "47eaa099-2cb6-416d-86dc-283cf0480ff9"]);
    said.push(`${await status.innerText()} ${await facts.innerText()}`);
  }
  expect(said[0]).toBe(said[1]);
});

test("R7 the direct and the indirect business of one tenant, without another sign-in", async ({ page }) => {
  await open(page, "/customers", { scenario: "ready", as: "partner-admin-agent" });
  await expect(row(page, "Customers", "Northwind Traders")).toContainText("Direct bill");
  await expect(row(page, "Customers", "Tailspin Toys")).toContainText("Indirect reseller");
  for (const [customer, offer] of [
    ["Northwind Traders", "Office 365 E3"],
    ["Tailspin Toys", "Office 365 E3"],
  ] as const) {
    await row(page, "Customers", customer).getByRole("link", { name: customer }).click();
    await expect(row(page, `Subscriptions of ${customer}`, offer)).toBeVisible();
    await expect(page.getByText("Björn Åkesson", { exact: true })).toBeVisible();
    await expect(page.getByText(/sign in/i)).toHaveCount(0);
    await page.goBack();
  }
});

test("R8 every list, record, dialog and draft is opened cold by its address", async ({ page, context }) => {
  test.slow();
  await open(page, "/", { scenario: "complete", as: "partner-admin-agent" });
  await settled(page);
  for (const [path, heading] of [
    ["/", "Overview"],
    ["/customers", "Customers"],
    [`/customers?q=lit&kind=direct&step=ready&open=${CUSTOMER.litware}`, "Customers"],
    [subscriptions, "Subscriptions"],
    [`${subscriptions}/1e2ed6cb-6470-4f1f-934b-8db4b18fbdb1`, "Intune"],
    [northwind, `Transfer request to ${PROVIDER}`],
    ["/transfers", "Transfer requests"],
    ["/transfers?show=all", "Transfer requests"],
    ["/indirect-providers", "Indirect providers"],
    ["/settings", "Settings"],
    ["/settings/account-settings/partner-profile/program-info", "Program info"],
    ["/settings/partner-settings/partner-profile/program-info", "Program info"],
    ["/design", "Design gallery"],
  ] as const) {
    const cold = await context.newPage();
    await open(cold, path);
    await settled(cold);
    await expect(title(cold, heading)).toBeVisible();
    await expect(cold.getByRole("alert")).toHaveCount(0);
    expect(cold.url()).toBe(new URL(path, page.url()).href);
    await cold.close();
  }
  // What the address says beyond the page.
  await open(page, `/customers?q=lit&kind=direct&step=ready&open=${CUSTOMER.litware}`);
  await expect(page.getByRole("searchbox")).toHaveValue("lit");
  await expect(page.getByRole("combobox", { name: "Kind" })).toHaveValue("direct");
  await expect(page.getByRole("combobox", { name: "Step reached" })).toHaveValue("ready");
  await expect(page.getByRole("status").filter({ hasText: "1 customer" })).toBeVisible();
  await expect(page.getByRole("link", { name: "View Subscriptions" })).toBeVisible();
  await open(page, "/transfers?show=all");
  await expect(row(page, "Transfer requests", "Northwind Traders")).toContainText("Complete");
  await open(page, `${subscriptions}?dialog=request-transfer`);
  await expect(requestDialog(page).getByRole("checkbox", { name: "Intune" })).toBeEnabled();
  await open(page, `${subscriptions}?draft=${REQUEST}`);
  await expect(part(page, `Inform ${PROVIDER}`).getByRole("textbox", { name: "Subject" })).toHaveValue(/Northwind Traders/);
  await open(page, `${northwind}?draft=created`);
  await expect(part(page, `Inform ${PROVIDER}`).getByRole("textbox", { name: "Subject" })).toHaveValue(/Northwind Traders/);
  await open(page, `${northwind}?draft=completed`, { as: "provider-admin-agent" });
  await expect(part(page, `Inform ${PARTNER}`).getByRole("textbox", { name: "Subject" })).toHaveValue(/is complete$/);
});

test.describe("R9 a time is shown in the person's zone, and the zone is named", () => {
  for (const [zone, shown, day] of [
    ["UTC", "19 Nov 2026, 06:00 UTC", "12 November 2026"],
    ["America/Los_Angeles", "18 Nov 2026, 22:00 GMT-8", "11 November 2026"],
    ["Asia/Kolkata", "19 Nov 2026, 11:30 GMT+5:30", "12 November 2026"],
  ] as const) {
    test.describe(zone, () => {
      test.use({ timezoneId: zone });

      test(`in ${zone}`, async ({ page }) => {
        await open(page, northwind, { scenario: "requested", as: "partner-admin-agent" });
        await expect(page.getByRole("definition").filter({ hasText: /^\d/ }).filter({ hasText: "2026" }).first()).toHaveText(shown);
        await expect(page.getByRole("list", { name: "The four steps" }).getByRole("listitem").first()).toContainText(shown);
        await open(page, `/customers?open=${CUSTOMER.northwind}`);
        await expect(page.getByRole("definition").filter({ hasText: PROVIDER })).toContainText(day);
        // In the data it is UTC.
        const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("crossover.simulation") ?? "{}") as { now?: string });
        expect(kept.now).toBe("2026-11-21T09:00:00Z");
      });
    });
  }
});
