/**
 * A service that has a bad day: what the person sees, and how it goes on.
 */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import {
  CUSTOMER,
  PROVIDER,
  REQUEST,
  UNREACHABLE,
  banner,
  createButton,
  createdNotice,
  expectOneRequest,
  open,
  passTime,
  passTimeUntil,
  readyToCreate,
  requestDialog,
  row,
  signIn,
  stopTime,
  title,
  transferOf,
} from "./steps.ts";

const northwind = transferOf(CUSTOMER.northwind, REQUEST);

function chosen(page: Page, name: string): Locator {
  return requestDialog(page).getByRole("checkbox", { name });
}

const PAUSED = "Too many requests; goes on in 2 s.";

test("R170 429 on a read: one sees that it waits, and until when; then it goes on", async ({ page }) => {
  await stopTime(page);
  await open(page, "/customers", { scenario: "ready", fault: "GET /v1/customers=429x1" });
  await expect(page.getByRole("status").getByText(PAUSED)).toBeVisible();
  await passTime(page, 1);
  await expect(row(page, "Customers", "Northwind Traders")).toHaveCount(0);
  await passTime(page, 1);
  await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
  await expect(page.getByText(PAUSED)).toHaveCount(0);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("R103 R170 429 on Create: the dialog says that it waits, and until when; then there is one request", async ({ page }) => {
  await stopTime(page);
  await readyToCreate(page, { fault: "POST /v1/customers=429x1" });
  await createButton(page).click();
  // The page behind a modal dialog is out of reach of a screen reader: the dialog itself has to say it.
  await expect(requestDialog(page).getByRole("status").getByText(PAUSED)).toBeVisible();
  await passTime(page, 1);
  await expect(createdNotice(page)).toHaveCount(0);
  await passTime(page, 1);
  await expectOneRequest(page);
  await expect(page.getByText(PAUSED)).toHaveCount(0);
});

test("R170 429 again and again: it says so, and goes on by itself as it says", async ({ page }) => {
  await stopTime(page);
  await open(page, "/customers", { scenario: "ready", fault: "GET /v1/customers=429x5" });
  await expect(page.getByText(PAUSED)).toBeVisible();
  // Three repeats, each after a pause; then it is said in place of the list, and tried once more after the pause.
  const trouble = page.getByRole("alert");
  await passTimeUntil(page, trouble);
  await expect(trouble).toContainText(PAUSED);
  await expect(trouble).toContainText("rate-limited");
  await expect(trouble.getByRole("button", { name: "Retry" })).toBeVisible();
  await passTimeUntil(page, row(page, "Customers", "Northwind Traders"));
  await expect(trouble).toHaveCount(0);
});

test("R170 503 twice: it recovers by itself", async ({ page }) => {
  await stopTime(page);
  await open(page, "/customers", { scenario: "ready", fault: "GET /v1/customers=503x2" });
  await passTimeUntil(page, row(page, "Customers", "Northwind Traders"));
  await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("R1 R169 R170 503 for ever: what happened, what to do, the code, and the details for support; Retry goes on", async ({ page }) => {
  await stopTime(page);
  await open(page, "/customers", { scenario: "ready", fault: "GET /v1/customers=503x4" });
  const trouble = page.getByRole("alert");
  await passTimeUntil(page, trouble);
  await expect(trouble.getByRole("heading", { name: UNREACHABLE })).toBeVisible();
  await expect(trouble).toContainText("Check your connection and try again; what you entered is kept.");
  await expect(trouble.getByText("api-unreachable", { exact: true })).toBeVisible();
  await trouble.getByText("Details", { exact: true }).click();
  await expect(trouble.getByRole("definition").filter({ hasText: /^503$/ })).toBeVisible();
  await expect(trouble.getByRole("term").filter({ hasText: "Correlation id" })).toBeVisible();
  await expect(trouble.getByRole("definition").filter({ hasText: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ })).toBeVisible();
  await trouble.getByRole("button", { name: "Retry" }).click();
  await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
  await expect(trouble).toHaveCount(0);
});

test("R1 R170 the session cannot be read: the frame stands, and Retry goes on", async ({ page }) => {
  await stopTime(page);
  await open(page, "/customers", { scenario: "ready", fault: "GET /v1/me=503x4" });
  await passTimeUntil(page, page.getByRole("alert"));
  await expect(page.getByRole("alert")).toContainText(UNREACHABLE);
  await expect(banner(page)).toBeVisible();
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
});

test("R103 503 on Create: nothing was done, the selection stays, Create again makes one request", async ({ page }) => {
  await readyToCreate(page, { fault: "POST /v1/customers=503x1" });
  await createButton(page).click();
  await expect(requestDialog(page).getByRole("alert")).toContainText(UNREACHABLE);
  await expect(chosen(page, "Office 365 E3")).toBeChecked();
  await createButton(page).click();
  await expectOneRequest(page);
});

test("R170 offline: it says so, and Retry goes on once one is back", async ({ page }) => {
  await stopTime(page);
  await open(page, "/transfers", { scenario: "requested", fault: "GET /v1/customers=offlinex4" });
  await passTimeUntil(page, page.getByRole("alert"));
  await expect(page.getByRole("alert")).toContainText(UNREACHABLE);
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(row(page, "Transfer requests", "Northwind Traders")).toBeVisible();
});

test("R170 malformed: the answer cannot be read, the page stands, Retry goes on", async ({ page }) => {
  await open(page, northwind, { scenario: "requested", fault: `GET /v1${northwind}=malformedx1` });
  const trouble = page.getByRole("alert");
  await expect(trouble).toContainText("The service sent an answer that cannot be read.");
  await expect(trouble.getByText("unreadable", { exact: true })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  await trouble.getByRole("button", { name: "Retry" }).click();
  await expect(title(page, `Transfer request to ${PROVIDER}`)).toBeVisible();
});

test("R170 never: after twenty seconds we stop waiting for a read, and Retry goes on", async ({ page }) => {
  await stopTime(page);
  await open(page, "/customers", { scenario: "ready", fault: "GET /v1/customers=neverx1" });
  // The page is there, and asks: before that "Loading" is the page's own file.
  await expect(title(page, "Customers")).toBeVisible();
  await expect(page.getByText("Loading", { exact: true })).toHaveCount(1);
  await passTime(page, 19);
  await expect(page.getByText("Loading", { exact: true })).toHaveCount(1);
  await passTimeUntil(page, page.getByRole("alert"));
  await expect(page.getByRole("alert")).toContainText(UNREACHABLE);
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
});

test("R103 never: after twenty seconds we stop waiting for Create; again makes one request", async ({ page }) => {
  await stopTime(page);
  await readyToCreate(page, { fault: "POST /v1/customers=neverx1" });
  await createButton(page).click();
  await expect(createButton(page)).toHaveAttribute("aria-busy", "true");
  await createButton(page).click();
  await passTime(page, 20);
  await expect(requestDialog(page).getByRole("alert")).toContainText(UNREACHABLE);
  await createButton(page).click();
  await expectOneRequest(page);
});

test("R169 a refusal of the service keeps its code, and the page its place", async ({ page }) => {
  await readyToCreate(page, { fault: "POST /v1/customers=403:900123x1" });
  await createButton(page).click();
  const trouble = requestDialog(page).getByRole("alert");
  await expect(trouble).toBeVisible();
  await trouble.getByText("Details", { exact: true }).click();
  await expect(trouble.getByRole("definition").filter({ hasText: /^900123$/ })).toBeVisible();
  await createButton(page).click();
  await expectOneRequest(page);
});

test("R170 an answer that comes after a newer one does not overwrite it: another person signed in meanwhile", async ({ page }) => {
  await stopTime(page);
  await open(page, "/customers", { scenario: "ready", as: "partner-owner", fault: "GET /v1/customers=neverx1" });
  await expect(page.getByText("Loading", { exact: true })).toHaveCount(1);
  await signIn(page, "provider-admin-agent");
  await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Indirect reseller(s)" })).toBeVisible();
  // What was asked first fails only now.
  await passTime(page, 60);
  await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});
