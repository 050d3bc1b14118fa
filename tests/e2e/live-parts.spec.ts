/**
 * An API that lacks a part of this project's extension (api/partner-center.md section 14): the step says that it is done in Partner
 * Center, by 404 and by 501 alike, and everything else goes on.
 */
import type { Page } from "@playwright/test";
import { expect as plain, openAs, test } from "./reference.ts";
import { CUSTOMER, PARTNER, PROVIDER, REQUEST, dialog, part, row, settled, title, transferOf, type Persona } from "./steps.ts";

const CONTOSO = "47eaa099-2cb6-416d-86dc-283cf0480ff9";
const INVITE = "/indirect-providers/1509bb0a-9bf1-4331-8a11-8783593942a4/invite";
const northwind = transferOf(CUSTOMER.northwind, REQUEST);

// A table this long shares its machine.
const expect = plain.configure({ timeout: 20_000 });

/** What a person does, and what then stands on the page. */
type Doing = (page: Page) => Promise<void>;

const saysSo: Doing = async (page) => {
  await expect(page.getByText(/done in Partner Center/).first()).toBeVisible();
};

interface Part {
  /** Which of section 14. */
  of: string;
  method?: string;
  address: RegExp;
  scenario: string;
  as: Persona;
  page: string;
  doing: Doing;
}

const PARTS: Part[] = [
  {
    of: "14.2 who am I",
    address: /\/v1\/me$/,
    scenario: "partnered",
    as: "partner-owner",
    page: "/customers",
    doing: async (page) => {
      await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
    },
  },
  { of: "14.3 enrolment on Overview", address: /\/v1\/enrolledprograms/, scenario: "fresh", as: "partner-global-admin", page: "/", doing: saysSo },
  { of: "14.3 the form", address: /\/v1\/enrolledprograms/, scenario: "fresh", as: "partner-global-admin", page: "/enroll", doing: saysSo },
  { of: "14.3 Program info", address: /\/v1\/enrolledprograms/, scenario: "enrolled", as: "partner-global-admin", page: "/settings/account-settings/partner-profile/program-info", doing: saysSo },
  {
    of: "14.3 the verification e-mail once more",
    method: "POST",
    address: /\/verificationemails$/,
    scenario: "pending",
    as: "partner-global-admin",
    page: "/settings/account-settings/partner-profile/program-info",
    doing: async (page) => {
      await page.getByRole("button", { name: "Resend verification email" }).click();
      await saysSo(page);
      await expect(part(page, "Indirect reseller programme")).toBeVisible();
    },
  },
  {
    of: "14.4 accepting it",
    method: "POST",
    address: /\/v1\/programagreements\/[^/]+\/signatures$/,
    scenario: "authorized",
    as: "partner-global-admin",
    page: "/",
    doing: async (page) => {
      const agreement = part(page, "Indirect reseller agreement");
      await agreement.getByRole("button", { name: "Accept and continue" }).click();
      await saysSo(page);
      await expect(agreement).toBeVisible();
    },
  },
  { of: "14.4 the agreement", address: /\/v1\/programagreements/, scenario: "authorized", as: "partner-global-admin", page: "/", doing: saysSo },
  { of: "14.5 invitations of a provider", address: /\/v1\/partnershipinvitations/, scenario: "partnered", as: "provider-admin-agent", page: "/indirect-resellers", doing: saysSo },
  {
    of: "14.5 asking for a partnership",
    method: "POST",
    address: /\/v1\/partnershipinvitations/,
    scenario: "enrolled",
    as: "provider-sales-agent",
    page: "/indirect-resellers/request-partnership",
    doing: async (page) => {
      await page.getByRole("textbox", { name: "Reseller's name" }).fill("Contoso");
      await page.getByRole("textbox", { name: "E-mail address" }).fill("a@contoso.example");
      await page.getByRole("button", { name: "Write the e-mail" }).click();
      await saysSo(page);
      await expect(page.getByRole("textbox", { name: "Reseller's name" })).toHaveValue("Contoso");
    },
  },
  { of: "14.5 an invitation", address: /\/v1\/partnershipinvitations\/[^/]+$/, scenario: "enrolled", as: "partner-global-admin", page: "/invitations/fabrikam-invitation", doing: saysSo },
  {
    of: "14.5 accepting it",
    method: "POST",
    address: /\/v1\/partnershipinvitations\/[^/]+\/accept$/,
    scenario: "enrolled",
    as: "partner-global-admin",
    page: "/invitations/fabrikam-invitation",
    doing: async (page) => {
      await page.getByRole("checkbox", { name: /^I authorize/ }).check();
      await page.getByRole("button", { name: "Authorize indirect provider" }).click();
      await saysSo(page);
      await expect(page.getByRole("checkbox", { name: /^I authorize/ })).toBeChecked();
    },
  },
  {
    of: "14.5 taking it back",
    method: "DELETE",
    address: /\/v1\/partnershipinvitations\/[^/]+$/,
    scenario: "enrolled",
    as: "provider-admin-agent",
    page: "/indirect-resellers",
    doing: async (page) => {
      await page.getByRole("button", { name: "Withdraw invitation" }).first().click();
      await page.getByRole("dialog").getByRole("button", { name: "Withdraw invitation" }).click();
      await saysSo(page);
    },
  },
  {
    of: "14.6 removing",
    method: "DELETE",
    address: /\/v1\/relationships\/[^/]+$/,
    scenario: "partnered",
    as: "provider-admin-agent",
    page: `/indirect-resellers?remove=${CONTOSO}`,
    doing: async (page) => {
      const asked = dialog(page, `Remove the partnership with ${PARTNER}?`);
      await asked.getByRole("checkbox").check();
      await asked.getByRole("button", { name: "Yes" }).click();
      await saysSo(page);
      await expect(asked.getByRole("checkbox")).toBeChecked();
    },
  },
  { of: "14.6 what a removal leaves", address: /\/removalpreview$/, scenario: "partnered", as: "provider-admin-agent", page: `/indirect-resellers?remove=${CONTOSO}`, doing: saysSo },
  { of: "14.7 the extension", address: /\/relationships\/preview/, scenario: "partnered", as: "partner-admin-agent", page: `/customers/${CUSTOMER.adventureWorks}/account?dialog=extend`, doing: saysSo },
  {
    of: "14.7 saving it",
    method: "POST",
    address: /\/v1\/customers\/[^/]+\/relationships$/,
    scenario: "partnered",
    as: "partner-admin-agent",
    page: `/customers/${CUSTOMER.adventureWorks}/account?dialog=extend`,
    doing: async (page) => {
      const asked = dialog(page, "Transfer customer on an indirect provider");
      await asked.getByRole("checkbox").check();
      await asked.getByRole("button", { name: "Save and continue" }).click();
      await saysSo(page);
      await expect(asked.getByRole("checkbox")).toBeChecked();
    },
  },
  { of: "14.8 the directory", address: /\/v1\/indirectproviders/, scenario: "enrolled", as: "partner-global-admin", page: "/find-a-provider", doing: saysSo },
  { of: "14.8 the own listing", address: /\/v1\/indirectproviders/, scenario: "partnered", as: "provider-admin-agent", page: "/provider-profile", doing: saysSo },
  { of: "14.10 invitations to customers", address: /\/v1\/customerinvitations/, scenario: "partnered", as: "partner-admin-agent", page: "/indirect-providers", doing: saysSo },
  {
    of: "14.10 recording one",
    method: "POST",
    address: /\/v1\/customerinvitations$/,
    scenario: "partnered",
    as: "partner-owner",
    page: INVITE,
    doing: async (page) => {
      await page.getByRole("textbox", { name: "Customer's name" }).fill("Wingtip Toys");
      await page.getByRole("button", { name: "Write the e-mail" }).click();
      // The text is the person's own: it is there all the same.
      await expect(page.getByText("This service keeps no record of invitations")).toBeVisible();
      await expect(part(page, "E-mail to Wingtip Toys").getByText("The personal link is in the text, as issued.")).toBeVisible();
    },
  },
  {
    of: "14.10 moving one on",
    method: "PATCH",
    address: /\/v1\/customerinvitations\/[^/]+$/,
    scenario: "partnered",
    as: "partner-owner",
    page: INVITE,
    doing: async (page) => {
      await page.getByRole("textbox", { name: "Customer's name" }).fill("Wingtip Toys");
      await page.getByRole("button", { name: "Write the e-mail" }).click();
      const draft = part(page, "E-mail to Wingtip Toys");
      await draft.getByRole("button", { name: "Copy to clipboard" }).click();
      await expect(draft.getByText("Copied. Paste it into an e-mail.")).toBeVisible();
      await saysSo(page);
      await expect(draft.getByRole("textbox", { name: "Text" })).not.toHaveValue("");
    },
  },
  {
    of: "14.11 review notes",
    address: /\/review$/,
    scenario: "complete",
    as: "partner-owner",
    page: northwind,
    doing: async (page) => {
      await expect(page.getByText("These notes are kept in this browser only")).toBeVisible();
      await part(page, "Verification").getByRole("button", { name: "Mark as verified" }).click();
      await expect(part(page, "Verification")).toContainText("Dagny Holm");
    },
  },
  {
    of: "14.12 notices",
    address: /\/notices$/,
    scenario: "requested",
    as: "partner-admin-agent",
    page: `${northwind}?draft=created`,
    doing: async (page) => {
      // The text is the person's own: it goes on without a record.
      const draft = part(page, `Inform ${PROVIDER}`);
      await draft.getByRole("button", { name: "Copy to clipboard" }).click();
      await expect(draft.getByText("Copied. Paste it into an e-mail.")).toBeVisible();
      await expect(page.getByRole("alert")).toHaveCount(0);
    },
  },
  {
    of: "14.13 marking one as received",
    method: "PATCH",
    address: /\/v1\/incentives\/invitations\/[^/]+$/,
    scenario: "enrolled",
    as: "partner-owner",
    page: "/settings/account-settings/partner-profile/program-info",
    doing: async (page) => {
      await page.getByRole("button", { name: "Mark as received" }).first().click();
      await saysSo(page);
    },
  },
  { of: "14.13 incentives", address: /\/v1\/incentives/, scenario: "partnered", as: "partner-owner", page: "/settings/account-settings/partner-profile/program-info", doing: saysSo },
];

// Each starts a server of its own, and walks far.
test.describe.configure({ timeout: 90_000 });
test.use({ provoked: /Failed to load resource/, permissions: ["clipboard-read", "clipboard-write"] });

for (const lacking of PARTS) {
  for (const status of [404, 501]) {
    test(`${lacking.of}, by ${status}: the step is done in Partner Center, the rest goes on`, async ({ page, reference }) => {
      await reference.control({ scenario: lacking.scenario, now: "2026-11-21T09:00:00Z" });
      let struck = 0;
      await page.route("**/v1/**", async (route) => {
        const request = route.request();
        const isLacking = lacking.address.test(new URL(request.url()).pathname) && (lacking.method ?? request.method()) === request.method();
        if (!isLacking) return route.fallback();
        struck += 1;
        await route.fulfill({ status, body: "" });
      });
      await openAs(page, lacking.page, lacking.as);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await settled(page);
      await lacking.doing(page);
      expect(struck).toBeGreaterThan(0);
      await page.goto("/customers");
      await expect(title(page, "Customers")).toBeVisible();
      await expect(page.getByText(/^\d+ customers?$/)).toBeVisible();
      await expect(page.getByRole("alert")).toHaveCount(0);
    });
  }
}
