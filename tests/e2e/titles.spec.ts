/** Title and heading say where one is, on every address of the app. */
import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.ts";
import { CUSTOMER, REQUEST, open, settled, title } from "./steps.ts";

const INTUNE = "1dcd327f-761e-47cb-bb7e-8913655c1d15";
const FABRIKAM = "1509bb0a-9bf1-4331-8a11-8783593942a4";
const CONTOSO = "47eaa099-2cb6-416d-86dc-283cf0480ff9";
const northwind = `/customers/${CUSTOMER.northwind}`;
const provider = "provider-admin-agent";

/** An address, whom it is opened as, the heading of the page, and whose page it is, where the window says that too. */
const PAGES: readonly { path: string; as?: string; heading: string; whose?: string; scenario?: string }[] = [
  { path: "/", heading: "Overview" },
  { path: "/", as: provider, heading: "Overview" },
  { path: "/enroll", heading: "Indirect reseller enrolment", scenario: "fresh" },
  { path: "/customers", heading: "Customers" },
  { path: "/customers/new-customer", heading: "Create customer" },
  { path: `${northwind}/account`, heading: "Account", whose: "Northwind Traders" },
  { path: `${northwind}/users`, heading: "Users and licences", whose: "Northwind Traders" },
  { path: `${northwind}/subscriptions`, heading: "Subscriptions", whose: "Northwind Traders" },
  { path: `${northwind}/subscriptions/${INTUNE}`, heading: "Office 365 E3" },
  { path: `${northwind}/new-subscription`, heading: "New subscription", whose: "Northwind Traders", as: provider },
  { path: `${northwind}/transfers/${REQUEST}`, heading: "Transfer request to Fabrikam Distribution B.V.", whose: "Northwind Traders" },
  { path: `${northwind}/transfers/${REQUEST}`, heading: "Transfer request from Contoso Cloud AB", whose: "Northwind Traders", as: provider },
  { path: "/transfers", heading: "Transfer requests" },
  { path: "/history", heading: "History" },
  { path: "/move", heading: "Many customers at once" },
  { path: "/rehearsal", heading: "Rehearsal" },
  { path: "/indirect-providers", heading: "Indirect providers" },
  { path: "/find-a-provider", heading: "Find a provider" },
  { path: "/invitations/fabrikam-invitation", heading: "Partnership invitation", scenario: "enrolled" },
  { path: `/indirect-providers/${FABRIKAM}/invite`, heading: "Invite new customers" },
  { path: "/indirect-resellers", heading: "Indirect resellers", as: provider },
  { path: "/indirect-resellers/request-partnership", heading: "Request a partnership", as: provider },
  { path: `/indirect-resellers/${CONTOSO}/new-customer`, heading: "New customer", as: provider },
  { path: "/provider-profile", heading: "Profile in the directory", as: provider },
  { path: "/settings", heading: "Settings" },
  { path: "/settings/account-settings/partner-profile/program-info", heading: "Program info" },
  { path: "/settings/partner-settings/partner-profile/program-info", heading: "Program info" },
  { path: "/design", heading: "Design gallery" },
  { path: "/design/components", heading: "Components" },
];

test("R168 the list of this test has every address of the app", () => {
  const table = readFileSync(new URL("../../src/app/mod.rs", import.meta.url), "utf8");
  const patterns = [...table.matchAll(/^ +\("(\/[^"]*)", /gm)].map(([, pattern = ""]) => pattern);
  expect(patterns.length).toBeGreaterThan(20);
  // The words of an address before the places that take any word.
  const fits = (pattern: string, path: string): boolean => new RegExp(`^${pattern.replaceAll(/:[a-z]+/g, "[^/]+")}$`).test(path);
  expect(patterns.filter((pattern) => !PAGES.some(({ path }) => fits(pattern, path)))).toEqual([]);
});

for (const { path, as = "partner-owner", heading, whose, scenario = "requested" } of PAGES) {
  test(`R168 title and heading of ${path}, as ${as}`, async ({ page }) => {
    await open(page, path, { scenario, as });
    await settled(page);
    await expect(page).toHaveTitle(`${whose === undefined ? heading : `${heading}, ${whose}`} – Crossover`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(title(page, heading)).toBeVisible();
    // Of all links of the page one at most says that one is there already, and it leads there.
    const here = page.getByRole("main").locator('a[aria-current="page"]');
    expect(await here.count()).toBeLessThanOrEqual(1);
    for (const link of await here.all()) expect(new URL((await link.getAttribute("href")) ?? "", page.url()).pathname).toBe(path);
    if (whose !== undefined) await expect(page.getByRole("main").getByText(whose).first()).toBeVisible();
  });
}

test("R168 an address that leads nowhere says so in title and heading", async ({ page }) => {
  await open(page, "/nowhere", { scenario: "ready" });
  await expect(title(page, "Not found")).toBeVisible();
  await expect(page).toHaveTitle("Not found – Crossover");
});
