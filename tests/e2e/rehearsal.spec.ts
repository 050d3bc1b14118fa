/** The rehearsal: the whole move on a copy of one's own business, marked on every page, with nothing sent (R120, R176, R177). */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";
import {
  CUSTOMER,
  chooseForTransfer,
  createdNotice,
  dialog,
  open,
  part,
  requestDialog,
  requestTransfer,
  requestsListed,
  subscriptionsOf,
  title,
  transferOf,
} from "./steps.ts";

const TENANT = "99999999-2222-4333-8444-555555555555";
const PROVIDER = "11111111-2222-4333-8444-555555555555";
const OWN = "Lovelace Cloud AB";
const ID = "b44bb1fb-c595-45b0-9e09-d657365580b0";

/** What a service of another partner answers to reads. */
const SERVICE: Record<string, unknown> = {
  "/v1/me": {
    userId: "5d32fe61-985f-44e7-aa09-5ee82bb29976",
    displayName: "Ada Lovelace",
    email: "ada@lovelace.example",
    roles: ["globalAdmin", "adminAgent"],
    organization: { tenantId: TENANT, name: OWN, country: "SE", cspRegion: "Europe", side: "partner", mpnId: "1234567" },
    programs: [{ program: "indirectreseller", status: "active" }],
  },
  "/v1/relationships": {
    totalCount: 1,
    items: [{ id: PROVIDER, name: "Babbage Distribution", mpnId: "7654321", location: "NL", state: "Active" }],
  },
  "/v1/customers": {
    totalCount: 1,
    items: [
      {
        id: ID,
        companyProfile: { companyName: "Fourth Coffee", domain: "fourthcoffee.example" },
        relationshipToPartner: "reseller",
        transition: {
          kind: "direct",
          agreementState: "adminCenter",
          openTransfers: 0,
          providers: [{ tenantId: PROVIDER, name: "Babbage Distribution", method: "extension", delegatedAdmin: false }],
        },
      },
    ],
  },
  [`/v1/customers/${ID}/subscriptions`]: {
    totalCount: 1,
    items: [
      {
        id: "83ef9d05-4169-4ef9-9657-0e86b1eab1de",
        offerId: "796b6b5f-613c-4e24-a17c-eba730d49c02",
        offerName: "Office 365 E3",
        friendlyName: "Office 365 E3",
        quantity: 12,
        unitType: "Licenses",
        status: "active",
        billingType: "license",
        billingCycle: "annual",
        isTrial: false,
        contractType: "subscription",
      },
    ],
  },
};

/** Has the app run live against that service; notes what was asked of it. */
async function goLive(page: Page): Promise<string[]> {
  const asked: string[] = [];
  await page.route("**/config.json", (route) =>
    route.fulfill({ contentType: "application/json", body: JSON.stringify({ mode: "live", apiBase: "/gateway" }) }),
  );
  await page.route(/\/gateway\//, async (route) => {
    const path = new URL(route.request().url()).pathname.replace("/gateway", "");
    asked.push(`${route.request().method()} ${path}`);
    const body = SERVICE[path];
    await (body === undefined
      ? route.fulfill({ status: 404, body: "" })
      : route.fulfill({ contentType: "application/json", body: JSON.stringify(body) }));
  });
  return asked;
}

async function begin(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Begin the rehearsal" }).click();
  await expect(page.getByText("Rehearsal: nothing of this is real.")).toBeVisible();
}

test("R120 R176 in live mode the copy is read once, and then nothing is sent whatever is done", async ({ page }) => {
  const asked = await goLive(page);
  await open(page, "/rehearsal");
  await page.getByRole("button", { name: "Take a copy" }).click();
  await expect(page.getByText("1 customer, 1 subscription")).toBeVisible();
  expect(asked.every((call) => call.startsWith("GET "))).toBe(true);
  await begin(page);
  const before = asked.length;

  await open(page, `/customers/${ID}/subscriptions`);
  await expect(page.getByText("Rehearsal: nothing of this is real.")).toBeVisible();
  await expect(page.getByText(OWN).first()).toBeVisible();
  const dialog = await chooseForTransfer(page, ["Office 365 E3"]);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(requestDialog(page)).toBeHidden();
  await expect(createdNotice(page)).toBeVisible();
  const bar = page.getByRole("complementary", { name: "Rehearsal" });
  await bar.getByRole("combobox", { name: "Signed in as" }).selectOption("provider-admin-agent");
  await expect(page.getByText("Babbage Distribution").first()).toBeVisible();
  await bar.getByRole("combobox", { name: "Signed in as" }).selectOption("partner-owner");

  await bar.getByRole("link", { name: "Report of the rehearsal" }).click();
  await expect(page.getByRole("table", { name: "What would have been done" })).toContainText("Transfer request created");
  await expectAccessible(page);
  expect(asked.length, "calls since the rehearsal began").toBe(before);

  await page.getByRole("button", { name: "End the rehearsal" }).click();
  await expect(page.getByText("Rehearsal: nothing of this is real.")).toHaveCount(0);
  await open(page, "/customers");
  await expect(page.getByText("Fourth Coffee")).toBeVisible();
  expect(asked.length).toBeGreaterThan(before);
});

test("R176 R177 the copy is exported without names, brought again, and its report tells what is refused and needed", async ({ page }) => {
  await open(page, "/rehearsal", { scenario: "ready", as: "partner-owner" });
  await page.getByRole("button", { name: "Take a copy" }).click();
  await expect(page.getByText("7 customers, 21 subscriptions")).toBeVisible();
  await page.getByRole("checkbox", { name: "Replace all names by pseudonyms" }).check();
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export the copy" }).click();
  const file = await (await waiting).path();
  const text = readFileSync(file, "utf8");
  for (const name of ["Northwind", "northwind", "Contoso", "Fabrikam"]) expect(text).not.toContain(name);
  expect(text).toContain(CUSTOMER.northwind);

  await page.reload();
  await page.getByLabel("Or bring a copy that was exported").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await expect(page.getByText("This file is no copy for a rehearsal")).toBeVisible();
  await page.getByLabel("Or bring a copy that was exported").setInputFiles(file);
  await begin(page);
  await open(page, "/rehearsal");
  const refused = page.getByRole("table", { name: "What would be refused" });
  await expect(refused.getByRole("row").filter({ hasText: "customer-not-moved" })).toContainText("Extend the relationship to the provider");
  await expect(page.getByText("3 of 7 customers are ready to be transferred.")).toBeVisible();
  await open(page, subscriptionsOf(CUSTOMER.northwind));
  await expect(title(page, "Subscriptions")).toBeVisible();
  await expect(page.getByText("Customer 1").first()).toBeVisible();
  await expect(part(page, "Subscription Transfer")).toBeVisible();
});

test("R176 R174 a rehearsal survives a reload: the step is done, the mark is there, and ending it leaves the real business as it was", async ({ page }) => {
  await open(page, "/rehearsal", { scenario: "ready", as: "partner-admin-agent" });
  const kept = () => page.evaluate(() => localStorage.getItem("crossover.simulation"));
  await page.getByRole("button", { name: "Take a copy" }).click();
  await expect(page.getByRole("button", { name: "Begin the rehearsal" })).toBeVisible();
  // The business is kept with its first answer, which may come after the page itself.
  const before = await kept();
  expect(before).not.toBeNull();
  await begin(page);
  await open(page, subscriptionsOf(CUSTOMER.northwind));
  const request = await requestTransfer(page, ["Office 365 E3"]);

  await page.reload();
  await expect(page.getByText("Rehearsal: nothing of this is real.")).toBeVisible();
  await expect(requestsListed(page)).toHaveCount(1);
  await expect(requestsListed(page)).toContainText(request);
  // The next step goes on from there, and is there after a reload as well.
  await page.getByRole("complementary", { name: "Rehearsal" }).getByRole("combobox", { name: "Signed in as" }).selectOption("provider-admin-agent");
  await open(page, transferOf(CUSTOMER.northwind, request));
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  await dialog(page, "Accept transfer request").getByRole("button", { name: "Accept" }).click();
  await expect(page.getByRole("list", { name: "The four steps" })).toContainText("Complete");
  await page.reload();
  await expect(page.getByText("Rehearsal: nothing of this is real.")).toBeVisible();
  await expect(page.getByRole("list", { name: "The four steps" })).not.toContainText("Active");
  expect(await kept(), "what is kept of the business itself").toBe(before);

  await open(page, "/rehearsal");
  await page.getByRole("button", { name: "End the rehearsal" }).click();
  await expect(page.getByText("Rehearsal: nothing of this is real.")).toHaveCount(0);
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith("crossover.rehears")))).toEqual([]);
  await open(page, subscriptionsOf(CUSTOMER.northwind));
  await expect(part(page, "Subscription Transfer")).toBeVisible();
  await expect(requestsListed(page)).toHaveCount(0);
  expect(await kept()).toBe(before);
});

test("R176 the report tells what the service refused while one rehearsed, by code with its count, and after a reload too", async ({ page }) => {
  await open(page, "/rehearsal", { scenario: "ready", as: "partner-admin-agent" });
  await page.getByRole("button", { name: "Take a copy" }).click();
  await begin(page);
  await open(page, "/rehearsal");
  await expect(page.getByText("Nothing that you tried was refused so far.")).toBeVisible();
  // A run that was begun before its customer became an indirect one.
  await page.evaluate((customer) => {
    const [id, own, provider] = ["r1", "47eaa099-2cb6-416d-86dc-283cf0480ff9", "1509bb0a-9bf1-4331-8a11-8783593942a4"];
    const started = "2021-03-22T08:00:00Z";
    const run = { version: 1, id, by: "u1", started, own, provider, partnerOfRecord: null, lines: [{ customer, confirmed: started }] };
    sessionStorage.setItem(`crossover.rehearsed.run.${id}`, JSON.stringify(run));
    sessionStorage.setItem(`crossover.rehearsed.run.${id}.0`, "waiting");
    sessionStorage.setItem(`crossover.rehearsed.runs.${own}`, id);
  }, CUSTOMER.tailspin);
  await open(page, "/move");
  const run = part(page, "Run");
  await run.getByRole("button", { name: "Go on" }).click();
  await expect(run.getByText("0 done, of which 0 before; 1 failed, 0 to go")).toBeVisible();
  await run.getByRole("button", { name: "Try 1 failed one again" }).click();
  await expect(run.getByText("not-direct-customer")).toBeVisible();
  await open(page, "/rehearsal");
  const refused = page.getByRole("table", { name: "What was refused" }).getByRole("row").filter({ hasText: "not-direct-customer" });
  for (const again of [false, true]) {
    if (again) await page.reload();
    await expect(refused.getByRole("rowheader")).toContainText("Only direct bill customers can be moved this way.");
    await expect(refused.getByRole("cell").first()).toHaveText("2");
  }
  // What stands in the way of customers still is another table.
  await expect(page.getByRole("table", { name: "What would be refused" })).toContainText("customer-not-moved");
  await expectAccessible(page);
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as CSV" }).click();
  const file = readFileSync(await (await waiting).path(), "utf8");
  expect(file).toContain("\r\nrefused,not-direct-customer,2,\r\n");
  expect(file).toContain("\r\nneeded,customer-not-moved,");
  // Brought back to its beginning, nothing was tried.
  await page.getByRole("complementary", { name: "Rehearsal" }).getByRole("button", { name: "Reset" }).click();
  await expect(page.getByText("Nothing that you tried was refused so far.")).toBeVisible();
});
