/** The whole business at once: history and proof, preflight, and runs over many customers. */
import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { CUSTOMER, expectRefused, leaveNoRoom, open, part, row, title } from "./steps.ts";

const AS = "partner-admin-agent";

/** What a download holds. */
async function downloaded(page: Page, press: () => Promise<void>): Promise<string> {
  const waiting = page.waitForEvent("download");
  await press();
  return readFileSync((await (await waiting).path()), "utf8");
}

test.describe("history", () => {
  test("R171 who did what when, with what it changed, searched and exported", async ({ page }) => {
    await open(page, "/history", { scenario: "verified", as: AS });
    await expect(title(page, "History")).toBeVisible();
    const created = row(page, "Record", "2026").filter({ hasText: "Transfer request created" });
    // Who did it is told by name, as everywhere; what shows no values says so.
    await expect(created).toContainText("Björn Åkesson");
    await expect(created).not.toContainText("@");
    for (const cell of await page.getByRole("table", { name: "Record" }).getByRole("cell").all()) await expect(cell).not.toBeEmpty();
    await expect(created).toContainText("Northwind Traders");
    await expect(created).toContainText("Status: nothing → Active");
    await expect(row(page, "Record", "2026").filter({ hasText: "The service" }).first()).toContainText("Transfer request changed");
    const all = await downloaded(page, () => page.getByRole("button", { name: "Export as CSV" }).click());
    expect(all.startsWith("\uFEFFtime,user,customer,customerId,operation")).toBe(true);
    expect(all).toContain("create_transfer,transfer,succeeded,status,,Active\r\n");
    await page.getByRole("searchbox").fill("created");
    await expect(page.getByText("1 entry", { exact: true })).toBeVisible();
    await created.getByRole("link", { name: "Northwind Traders" }).click();
    await expect(page).toHaveURL(new RegExp(`customer=${CUSTOMER.northwind}`));
    await expectAccessible(page);
  });

  test("R171 it takes a role, and the export another", async ({ page }) => {
    await open(page, "/history", { scenario: "verified", as: "partner-reader" });
    await expect(page.getByText("role-required")).toBeVisible();
    await open(page, "/history", { scenario: "verified", as: "partner-sales-agent" });
    await expect(row(page, "Record", "2026").first()).toBeVisible();
    await expectRefused(page.getByRole("button", { name: "Export as CSV" }), "Björn Åkesson", "role-required");
  });

  test("R114 old and new ids over all customers, and the receipt of one", async ({ page }) => {
    await open(page, "/history?view=ledger", { scenario: "verified", as: AS });
    const ledger = page.getByRole("table", { name: "Old and new ids" });
    await expect(ledger.getByRole("row").filter({ hasText: "Office 365 E3" })).toContainText("1dcd327f-761e-47cb-bb7e-8913655c1d15");
    const file = await downloaded(page, () => page.getByRole("button", { name: "Export as CSV" }).click());
    expect(file.split("\r\n").length).toBe(5);
    expect(file).toContain("Northwind Traders,");
    expect(file).toContain(",match 2026-11-20T");
    await expect(page.getByRole("main").locator('[aria-current="page"]')).toHaveText(["Old and new ids"]);
    const consents = await downloaded(page, () => page.getByRole("button", { name: "Export consents as CSV" }).click());
    expect(consents.startsWith("\uFEFFcustomer,customerId,provider,confirmedBy,confirmedOn,")).toBe(true);
    expect(consents).toMatch(/\r\nNorthwind Traders,[^\r]*,Fabrikam[^\r]*\r\n/);
    await ledger.getByRole("link", { name: "Northwind Traders" }).first().click();
    await expect(page.getByRole("heading", { name: "Receipt for Northwind Traders" })).toBeVisible();
    const moved = page.getByRole("table", { name: "What moved" }).getByRole("rowheader");
    await expect(moved).toHaveText([/^Office 365 E3.*25 licences/, /^Audio Conferencing.*10 licences/, /^Azure pay-as-you-go.*MS-AZR-0145P$/]);
    await expect(page.getByText(/^Match, Gijs Bakker, /)).toBeVisible();
    await expect(page.getByText(/^Match, Björn Åkesson, /)).toBeVisible();
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("table", { name: "What moved" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Export as CSV" })).toBeHidden();
  });
});

test.describe("many customers at once", () => {
  test("R173 each customer is ready, or has a first obstacle with what helps; what was found is kept", async ({ page }) => {
    await open(page, "/move", { scenario: "ready", as: AS });
    const customers = part(page, "Preflight");
    await expect(row(page, "Customers", "Adventure Works")).toContainText("customer-not-moved");
    await expect(row(page, "Customers", "Adventure Works")).toContainText("Extend the relationship to the provider");
    await expect(row(page, "Customers", "Tailspin Toys")).toContainText("Nothing to do");
    await expect(row(page, "Customers", "Northwind Traders")).toContainText("Not looked at yet");
    await customers.getByRole("button", { name: "Look at 3 customers" }).click();
    const northwind = row(page, "Customers", "Northwind Traders");
    await northwind.getByText(/^Subscriptions: 3 of \d+ can move$/).click();
    await expect(northwind.getByRole("listitem").filter({ hasText: "Office 365 E3" })).toContainText("Eligible");
    const litware = row(page, "Customers", "Litware");
    await litware.getByText(/^Subscriptions: 1 of \d+ can move$/).click();
    await expect(litware.getByRole("listitem").filter({ hasText: /sub-[a-z-]+$/ }).first()).toBeVisible();
    const file = await downloaded(page, () => customers.getByRole("button", { name: "Export as CSV" }).click());
    expect(file).toMatch(/Northwind Traders,[^\r]*,Office 365 E3,[0-9a-f-]{36},ready\r\n/);
    expect(file).toMatch(/Litware[^\r]*,[0-9a-f-]{36},sub-[a-z-]+\r\n/);
    await page.getByRole("combobox", { name: "Standing" }).selectOption({ label: "Ready (3)" });
    await expect(page.getByText("3 customers", { exact: true })).toBeVisible();
    await page.reload();
    await northwind.getByText(/^Subscriptions: 3 of \d+ can move$/).click();
    await expect(northwind.getByRole("listitem").filter({ hasText: "Office 365 E3" })).toBeVisible();
    await expect(customers.getByRole("button", { name: /^Look at/ })).toHaveCount(0);
    await expectAccessible(page);
  });

  test("R173 R79 consent is confirmed one by one, then the run extends each once", async ({ page }) => {
    await open(page, "/move?do=extend", { scenario: "ready", as: AS });
    const start = part(page, "New run");
    await expect(start.getByRole("button", { name: "Choose all" })).toHaveCount(0);
    await expectRefused(start.getByRole("button", { name: "Try it out" }), "Choose at least one customer.", "nothing-selected");
    await page.getByRole("checkbox", { name: "Adventure Works was informed and has consented" }).check();
    await page.getByRole("checkbox", { name: "Wide World Importers was informed and has consented" }).check();
    await start.getByRole("button", { name: "Try it out" }).click();
    await expect(start.getByText("It would be done for 2 customers")).toBeVisible();
    await start.getByRole("button", { name: "Start the run" }).click();
    const run = part(page, "Run");
    await expect(run.getByText("2 done, of which 0 before; 0 failed, 0 to go")).toBeVisible();
    await expect(row(page, "Run", "Adventure Works")).toContainText("Done");
    await page.reload();
    await expect(run.getByText("2 done, of which 0 before; 0 failed, 0 to go")).toBeVisible();
    await expect(page.getByRole("checkbox", { name: /Adventure Works/ })).toHaveCount(0);
    await expect(page.getByRole("checkbox", { name: /Humongous Insurance/ })).toHaveCount(1);
  });

  test("R173 a run that lost the service goes on where it was, and makes each request once", async ({ page }) => {
    // The first request acts, and its answer is lost.
    await open(page, "/move?do=request", { scenario: "ready", as: AS, fault: "POST /v1/customers=latex1" });
    await part(page, "Preflight").getByRole("button", { name: "Look at 3 customers" }).click();
    const start = part(page, "New run");
    await start.getByRole("button", { name: "Choose all" }).click();
    await start.getByRole("button", { name: "Try it out" }).click();
    await expect(start.getByText("It would be done for 3 customers")).toBeVisible();
    await start.getByRole("button", { name: "Start the run" }).click();
    const run = part(page, "Run");
    await expect(run.getByText("0 done, of which 0 before; 0 failed, 3 to go")).toBeVisible();
    await expect(run.getByText("api-unreachable")).toBeVisible();
    await run.getByRole("button", { name: "Go on" }).click();
    await expect(run.getByText("3 done, of which 0 before; 0 failed, 0 to go")).toBeVisible();
    await page.getByRole("combobox", { name: "What to do" }).selectOption({ label: "Only look" });
    await expect(row(page, "Customers", "Northwind Traders")).toContainText("Under way");
    await open(page, "/transfers");
    await expect(page.getByRole("table", { name: "Transfer requests", exact: true }).getByRole("rowheader")).toHaveCount(3);
  });

  test("R173 a provider accepts many, and what was begun goes on after a reload", async ({ page }) => {
    await open(page, "/move?do=accept", { scenario: "requested", as: "provider-admin-agent", fault: "POST /v1/customers=latex1" });
    await part(page, "Preflight").getByRole("button", { name: "Look at 1 customer" }).click();
    await page.getByRole("checkbox", { name: "Choose Northwind Traders" }).check();
    const start = part(page, "New run");
    await start.getByRole("button", { name: "Try it out" }).click();
    await start.getByRole("button", { name: "Start the run" }).click();
    const run = part(page, "Run");
    // It acted, and nobody knows yet.
    await expect(run.getByText("0 done, of which 0 before; 0 failed, 1 to go")).toBeVisible();
    await expect(run.getByText("api-unreachable")).toBeVisible();
    await page.reload();
    await run.getByRole("button", { name: "Go on" }).click();
    await expect(run.getByText("1 done, of which 0 before; 0 failed, 0 to go")).toBeVisible();
  });

  test("R3 R173 a run takes the role of its deed", async ({ page }) => {
    await open(page, "/move?do=extend", { scenario: "ready", as: "partner-global-admin" });
    await page.getByRole("checkbox", { name: /Adventure Works/ }).check();
    await expectRefused(page.getByRole("button", { name: "Try it out" }), "Björn Åkesson", "role-required");
  });
});

test("R172 R175 the guide says what is next, who waits for whom, and which dates lie ahead", async ({ page }) => {
  await open(page, "/move", { scenario: "requested", as: "partner-sales-agent" });
  const guide = part(page, "Guide");
  await expect(guide.getByRole("heading", { name: "Put the customers with the provider" })).toBeVisible();
  await expect(guide.getByText("Björn Åkesson or Dagny Holm can do it. 3 of 6 customers.").first()).toBeVisible();
  // Who may not take the step is told who can, with a way to hand it over.
  await expect(guide.getByText("role-required").first()).toBeVisible();
  await guide.getByText("All steps").click();
  const step = (name: string) => guide.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
  await expect(step("Enrol as indirect reseller")).toContainText("Done");
  await expect(step("The provider decides")).toContainText("Waits for the provider since 19 November 2026.");
  await expect(step("The transfers are carried out")).toContainText("Opens after “The provider decides”.");
  await expect(step("Ask about the request for Northwind Traders")).toContainText("26 November 2026");
  const file = await downloaded(page, () => guide.getByRole("button", { name: "Save as calendar file" }).click());
  expect(file).toContain("SUMMARY:Ask about the request for Northwind Traders\r\n");
  expect(file).toContain("DTSTART;VALUE=DATE:20261126\r\n");
  await guide.getByRole("link", { name: "Go there" }).first().click();
  await expect(page).toHaveURL(/do=extend/);
});

test("R172 R173 Overview leads to the whole business, for both sides", async ({ page }) => {
  await open(page, "/", { scenario: "requested", as: "partner-owner" });
  for (const name of ["Many customers at once", "History", "Rehearsal"]) {
    await page.getByRole("link", { name, exact: true }).click();
    await expect(title(page, name)).toBeVisible();
    await page.getByRole("link", { name: "Overview", exact: true }).first().click();
    await expect(title(page, "Overview")).toBeVisible();
  }
  await open(page, "/", { scenario: "requested", as: "provider-admin-agent" });
  await expect(page.getByRole("link", { name: "Many customers at once" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Rehearsal" })).toHaveCount(0);
});

test("R173 two tabs never carry out the same run", async ({ context, page }) => {
  await open(page, "/move?do=extend", { scenario: "ready", as: AS, latency: "1500" });
  for (const name of ["Adventure Works", "Wide World Importers", "Humongous Insurance"]) {
    await page.getByRole("checkbox", { name: new RegExp(name) }).check();
  }
  const start = part(page, "New run");
  await start.getByRole("button", { name: "Try it out" }).click();
  await start.getByRole("button", { name: "Start the run" }).click();
  await expect(part(page, "Run").getByRole("button", { name: "Pause" })).toBeVisible();

  const other = await context.newPage();
  await open(other, `/move?${new URL(page.url()).searchParams.toString()}`);
  await part(other, "Run").getByRole("button", { name: "Go on" }).click();
  await expect(other.getByText("Another tab carries this run out")).toBeVisible();

  await expect(part(page, "Run").getByText("3 done, of which 0 before; 0 failed, 0 to go")).toBeVisible({ timeout: 20_000 });
  await open(page, "/history");
  await expect(row(page, "Record", "2026").filter({ hasText: "Customer extended to a provider" })).toHaveCount(3);
});

test("R172 R175 each customer has a guide of its own, with the draft to whom it waits for", async ({ page }) => {
  await open(page, `/customers/${CUSTOMER.northwind}/account`, { scenario: "requested", as: AS });
  const guide = part(page, "Guide");
  await expect(guide.getByRole("heading", { name: "The provider decides" })).toBeVisible();
  await expect(guide.getByText(/^Waits for the provider since 19 November 2026\. It shows here by itself/).first()).toBeVisible();
  await guide.getByText("All steps").click();
  const step = (name: string) => guide.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
  await expect(step("Request the transfer")).toContainText("Done");
  await expect(step("The transfer is carried out")).toContainText("Opens after “The provider decides”.");
  await guide.getByRole("link", { name: "Write to them" }).first().click();
  await expect(page.getByRole("button", { name: "Open in email" })).toBeVisible();
  // One that is not with a provider yet: who may not do it hands it over with the address of the step.
  await open(page, `/customers/${CUSTOMER.adventureWorks}/account`, { scenario: "requested", as: "partner-sales-agent" });
  await expect(guide.getByRole("heading", { name: "Put the customer with the provider" })).toBeVisible();
  const address = await guide.getByRole("link", { name: /Björn Åkesson/ }).first().getAttribute("href");
  expect(decodeURIComponent(address ?? "")).toContain(`/customers/${CUSTOMER.adventureWorks}/account?dialog=extend`);
  await expectAccessible(page);
});

test("R172 R175 Overview unfolds the guide of either side, with what waits for the provider and by when", async ({ page }) => {
  await open(page, "/", { scenario: "requested", as: "partner-owner" });
  await page.getByText("Guide: every step, who has it, and the dates ahead").click();
  const guide = part(page, "Guide");
  await expect(guide.getByRole("heading", { name: "Put the customers with the provider" })).toBeVisible();
  await expect(guide.getByText("Ask about the request for Northwind Traders")).toBeVisible();
  await open(page, "/", { scenario: "requested", as: "provider-admin-agent" });
  await page.getByText("Guide: every step, who has it, and the dates ahead").click();
  await guide.getByText("All steps").click();
  const step = (name: string) => guide.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
  await expect(step("Become partners with indirect resellers")).toContainText("Done");
  await expect(step("The provider decides")).toContainText("Gijs Bakker");
  await expect(guide.getByText("Decide on the request for Northwind Traders")).toBeVisible();
  await expectAccessible(page);
});

test("R173 a run is stopped for good: what had not begun is not carried out", async ({ page }) => {
  await open(page, "/move?do=extend", { scenario: "ready", as: AS, fault: "POST /v1/customers=latex1" });
  for (const name of ["Adventure Works", "Wide World Importers", "Humongous Insurance"]) {
    await page.getByRole("checkbox", { name: new RegExp(name) }).check();
  }
  const start = part(page, "New run");
  await start.getByRole("button", { name: "Try it out" }).click();
  await start.getByRole("button", { name: "Start the run" }).click();
  const run = part(page, "Run");
  await expect(run.getByText("0 done, of which 0 before; 0 failed, 3 to go")).toBeVisible();
  await run.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(run.getByText("0 done, of which 0 before; 0 failed, 1 to go. 2 not carried out.")).toBeVisible();
  // What was sent gets its outcome; the rest stays undone, also after a reload.
  await run.getByRole("button", { name: "Go on" }).click();
  await expect(run.getByText("1 done, of which 0 before; 0 failed, 0 to go. 2 not carried out.")).toBeVisible();
  await expect(run.getByRole("button", { name: "Go on" })).toHaveCount(0);
  await open(page, "/history");
  await expect(row(page, "Record", "2026").filter({ hasText: "Customer extended to a provider" })).toHaveCount(1);
});

test("R173 R174 a browser without room is told before a run begins, and nothing of it is done", async ({ page }) => {
  await open(page, "/move?do=extend", { scenario: "ready", as: AS });
  await page.getByRole("checkbox", { name: /Adventure Works/ }).check();
  const start = part(page, "New run");
  await start.getByRole("button", { name: "Try it out" }).click();
  await expect(start.getByText("It would be done for 1 customer")).toBeVisible();
  await leaveNoRoom(page);
  await start.getByRole("button", { name: "Start the run" }).click();
  await expect(start.getByText("This browser has no room for a run of that size")).toBeVisible();
  await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("filler.")).forEach((name) => localStorage.removeItem(name)));
  await start.getByRole("button", { name: "Try it out" }).click();
  await start.getByRole("button", { name: "Start the run" }).click();
  await expect(part(page, "Run").getByText("1 done, of which 0 before; 0 failed, 0 to go")).toBeVisible();
});

test("R71 R173 reading ten thousand customers is stopped: what was read stays, and can be looked at", async ({ page }) => {
  await open(page, "/move", { scenario: "large", scale: "10000", latency: "400", as: AS });
  const preflight = part(page, "Preflight");
  await expect(preflight.getByRole("progressbar", { name: "Preflight" })).toBeVisible();
  await preflight.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(preflight.getByText(/^Stopped: [\d,]+ of 10,\d{3} customers read$/)).toBeVisible();
  await expect(row(page, "Customers", "").nth(1)).toBeVisible();
  await expect(preflight.getByRole("button", { name: /^Look at [\d,]+ customers$/ })).toBeVisible();
});
