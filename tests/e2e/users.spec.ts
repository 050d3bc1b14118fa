/** Users of a customer, their licences and roles. */
import { expect, expectAccessible, test } from "./fixtures.ts";
import { CUSTOMER, dialog, expectRefused, open, part, row, title } from "./steps.ts";
import type { Locator, Page } from "@playwright/test";

const AS = "partner-admin-agent";
const PAGE = `/customers/${CUSTOMER.northwind}/users`;
const NASTY = "<i>שלום</i> 👩🏽‍💻 " + "y".repeat(120);

async function openUsers(page: Page, setting: Record<string, string> = {}): Promise<void> {
  await open(page, PAGE, { scenario: "partnered", as: AS, ...setting });
  await expect(title(page, "Users and licences")).toBeVisible();
}

/** Unfolds the row of a user, and gives the panel below it. */
async function manage(page: Page, name: string): Promise<Locator> {
  await row(page, "Users", name).first().getByRole("button", { name: "Manage" }).click();
  return row(page, "Users", /^Sign-in name/);
}

test("R62 R69 users are searched, and the address says which one is unfolded", async ({ page }) => {
  await openUsers(page);
  await expect(page.getByRole("table", { name: "Licences" }).getByRole("row", { name: "Office 365 E3" })).toContainText("25");
  await page.getByRole("searchbox").fill("öberg");
  await expect(page.getByText("1 user", { exact: true })).toBeVisible();
  const panel = await manage(page, "Åsa Öberg");
  await expect(panel).toContainText("asa.oberg@northwindtraders.example");
  await expect(page).toHaveURL(/user=[0-9a-f-]{36}/);
  await page.reload();
  await expect(panel).toContainText("asa.oberg@northwindtraders.example");
  await expectAccessible(page);
  await page.getByRole("searchbox").fill("nobody of this name");
  await expect(page.getByText("No user matches")).toBeVisible();
});

test("R69 licences are assigned and removed, and the counts follow", async ({ page }) => {
  await openUsers(page);
  const pool = page.getByRole("table", { name: "Licences" }).getByRole("row", { name: "Office 365 E3" });
  await expect(pool.getByRole("cell")).toHaveText(["25", "15", "10", "0"]);
  const panel = await manage(page, "Åsa Öberg");
  const licence = (name: string) => panel.getByRole("checkbox", { name });
  await expect(licence("Office 365 E3")).toBeChecked();
  await licence("Office 365 E3").uncheck();
  await panel.getByRole("button", { name: "Save licences" }).click();
  await expect(page.getByText("The licences are changed.")).toBeVisible();
  await expect(pool.getByRole("cell")).toHaveText(["25", "14", "11", "0"]);
  await expect(licence("Office 365 E3")).not.toBeChecked();
  await licence("Office 365 E3").check();
  await panel.getByRole("button", { name: "Save licences" }).click();
  await expect(pool.getByRole("cell")).toHaveText(["25", "15", "10", "0"]);
});

test("R69 none left, and no usage location: what cannot be assigned says so", async ({ page }) => {
  await openUsers(page);
  const panel = await manage(page, "Jürgen Größer");
  await expect(panel).toContainText("No usage location");
  await expect(panel.getByRole("checkbox", { name: "Office 365 E3" })).toBeDisabled();
  await panel.getByRole("button", { name: "Edit user" }).click();
  const form = dialog(page, "Edit user");
  await form.getByRole("combobox", { name: "Usage location" }).selectOption("Germany");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toBeHidden();
  await expect(panel.getByRole("checkbox", { name: "Office 365 E3" })).toBeEnabled();
  await expect(panel.getByRole("checkbox", { name: "Microsoft 365 Audio Conferencing" })).toBeDisabled();
});

test("R69 somebody was faster with the last licence: the service's own words, and nothing lost", async ({ page }) => {
  await openUsers(page, { fault: "POST /v1/customers=400:60012x1" });
  const panel = await manage(page, "Jürgen Größer");
  await panel.getByRole("button", { name: "Edit user" }).click();
  const form = dialog(page, "Edit user");
  await form.getByRole("combobox", { name: "Usage location" }).selectOption("Germany");
  await form.getByRole("button", { name: "Save" }).click();
  await panel.getByRole("checkbox", { name: "Office 365 E3" }).check();
  await panel.getByRole("button", { name: "Save licences" }).click();
  await expect(panel.getByRole("alert")).toContainText("There are no licences left.");
  await expect(panel.getByRole("checkbox", { name: "Office 365 E3" })).toBeChecked();
  await panel.getByRole("button", { name: "Save licences" }).click();
  await expect(page.getByText("The licences are changed.")).toBeVisible();
});

test("R69 R177 a user is created: all problems at once, nothing lost, the password shown once", async ({ page }) => {
  await openUsers(page);
  await page.getByRole("button", { name: "Create user" }).click();
  const form = dialog(page, "Create user");
  await form.getByRole("textbox", { name: "Sign-in name" }).fill("asa.oberg");
  await form.getByRole("combobox", { name: "Usage location" }).selectOption("Not set");
  await form.getByRole("button", { name: "Create user" }).click();
  await expect(form.getByRole("alert").getByRole("listitem")).toHaveText([
    "Display name is missing.",
    "Usage location is missing.",
    "Sign-in name: another user has it already.",
  ]);
  await form.getByRole("textbox", { name: "Display name" }).fill(NASTY);
  await form.getByRole("textbox", { name: "Sign-in name" }).fill(" new\u200b.person ");
  await page.reload();
  await expect(form.getByRole("textbox", { name: "Display name" })).toHaveValue(NASTY);
  await form.getByRole("combobox", { name: "Usage location" }).selectOption("Sweden");
  await form.getByRole("button", { name: "Create user" }).dblclick();
  await expect(form).toContainText("This is shown once");
  await expect(form).toContainText("new.person@northwindtraders.example");
  const secret = await form.getByRole("definition").last().innerText();
  expect(secret.length).toBeGreaterThan(11);
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  expect(kept).not.toContain(secret);
  await form.getByRole("button", { name: "Done" }).click();
  await expect(form).toBeHidden();
  await expect(row(page, "Users", NASTY).first()).toBeVisible();
  await expect(page.getByText("17 users", { exact: true })).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);
});

test("R69 R177 a password is reset and shown once", async ({ page }) => {
  await openUsers(page);
  const panel = await manage(page, "José Núñez");
  await panel.getByRole("button", { name: "Reset password" }).click();
  const asked = dialog(page, "Reset password");
  await asked.getByRole("button", { name: "Reset password" }).click();
  await expect(asked).toContainText("This is shown once");
  await asked.getByRole("button", { name: "Done" }).click();
  await panel.getByRole("button", { name: "Reset password" }).click();
  await expect(asked).toContainText("José Núñez gets a new password");
});

test("R69 a user is deleted, listed among the deleted, and restored", async ({ page }) => {
  await openUsers(page);
  const panel = await manage(page, "José Núñez");
  await panel.getByRole("button", { name: "Delete user" }).click();
  const asked = dialog(page, "Delete user");
  await expect(asked).toContainText("For 30 days the user can be restored");
  await asked.getByRole("button", { name: "Delete user" }).click();
  await expect(asked).toBeHidden();
  await expect(page.getByText("15 users", { exact: true })).toBeVisible();
  await page.getByRole("combobox", { name: "Show" }).selectOption("Deleted users");
  const gone = await manage(page, "José Núñez");
  await expect(gone).toContainText("Can be restored until");
  await gone.getByRole("button", { name: "Restore user" }).click();
  await expect(row(page, "Users", "José Núñez")).toHaveCount(0);
  await page.getByRole("combobox", { name: "Show" }).selectOption("Active users");
  await expect(row(page, "Users", "José Núñez").first()).toBeVisible();
});

test("R69 roles of the directory are given and taken", async ({ page }) => {
  await openUsers(page);
  const panel = await manage(page, "José Núñez");
  const role = panel.getByRole("checkbox", { name: "Helpdesk Administrator" });
  const given = panel.getByRole("group").filter({ has: page.getByRole("checkbox", { name: "Helpdesk Administrator" }) });
  await role.check();
  await expect(given).not.toHaveAttribute("aria-busy");
  await page.reload();
  await expect(role).toBeChecked();
  await role.uncheck();
  await expect(given).not.toHaveAttribute("aria-busy");
  await page.reload();
  await expect(role).not.toBeChecked();
  // A refusal leaves the box as the service has it.
  await open(page, new URL(page.url()).pathname + new URL(page.url()).search, { fault: "POST /v1/customers=403:900150x1" });
  await role.click();
  await expect(panel.getByRole("alert")).toBeVisible();
  await expect(role).not.toBeChecked();
});

test("R69 without the role it is read, and every change says who can", async ({ page }) => {
  await openUsers(page, { as: "partner-global-admin" });
  await expectRefused(page.getByRole("button", { name: "Create user" }), "Björn Åkesson or Dagny Holm", "role-required");
  const panel = await manage(page, "José Núñez");
  for (const name of ["Save licences", "Edit user", "Reset password", "Delete user"]) {
    await expectRefused(panel.getByRole("button", { name }), "Björn Åkesson or Dagny Holm", "role-required");
  }
});

test("R77 a provider by extension has no delegated admin privileges, one by invitation has", async ({ page }) => {
  await openUsers(page, { scenario: "ready", as: "provider-admin-agent" });
  await expect(page.getByRole("main")).toContainText("a relationship extension gives none");
  await expect(page.getByRole("table")).toHaveCount(0);
  await open(page, `/customers/${CUSTOMER.lucerne}/users`);
  await expect(part(page, "Licences")).toContainText("Minecraft Education");
});
