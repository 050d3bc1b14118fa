/**
 * Bad days, provoked by scenario and `fault`: nothing twice, nothing lost, nothing old.
 */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import {
  CUSTOMER,
  PARTNER,
  PROVIDER,
  REQUEST,
  UNREACHABLE,
  chooseForTransfer,
  createButton,
  createdNotice,
  dialog,
  expectOneRequest,
  idIn,
  open,
  part,
  passTimeUntil,
  readyToCreate,
  requestDialog,
  requestsListed,
  row,
  stopTime,
  subscriptionsOf,
  title,
  transferOf,
} from "./steps.ts";

const subscriptions = subscriptionsOf(CUSTOMER.northwind);
const northwind = transferOf(CUSTOMER.northwind, REQUEST);

function chosen(page: Page, name: string): Locator {
  return requestDialog(page).getByRole("checkbox", { name });
}

test.describe("nothing twice", () => {
  test("R103 a double click on Create makes one request", async ({ page }) => {
    await readyToCreate(page, { latency: "150" });
    await createButton(page).dblclick();
    await expectOneRequest(page);
  });

  test("R103 Enter held on Create makes one request", async ({ page }) => {
    await readyToCreate(page, { latency: "150" });
    await createButton(page).focus();
    // A key that is held comes again and again.
    for (let times = 0; times < 12; times += 1) await page.keyboard.down("Enter");
    await page.keyboard.up("Enter");
    await expectOneRequest(page);
  });

  for (const effect of ["late", "malformed"]) {
    test(`R103 R174 ${effect}: the service acted, its answer is lost; Create again finds the one request`, async ({ page }) => {
      await readyToCreate(page, { fault: `POST /v1/customers=${effect}x1` });
      await createButton(page).click();
      await expect(requestDialog(page).getByRole("alert")).toBeVisible();
      await expect(chosen(page, "Office 365 E3")).toBeChecked();
      await createButton(page).click();
      await expectOneRequest(page);
    });

    test(`R103 R174 ${effect}: the same over a reload`, async ({ page }) => {
      await readyToCreate(page, { fault: `POST /v1/customers=${effect}x1` });
      await createButton(page).click();
      await expect(requestDialog(page).getByRole("alert")).toBeVisible();
      await page.reload();
      await expect(createButton(page)).toBeVisible();
      await expect(requestDialog(page).getByText("Already in transfer request")).toBeVisible();
      await createButton(page).click();
      await expectOneRequest(page);
    });
  }

  test("R103 R174 a lost create that the provider has rejected since is a new request when it is created again", async ({ page, context }) => {
    await readyToCreate(page, { fault: "POST /v1/customers=latex1" });
    await createButton(page).click();
    await expect(requestDialog(page).getByRole("alert")).toContainText(UNREACHABLE);

    const provider = await context.newPage();
    await open(provider, "/transfers", { as: "provider-admin-agent" });
    await row(provider, "Transfer requests", "Northwind Traders").getByRole("link").click();
    await provider.getByRole("button", { name: "Reject" }).click();
    const rejecting = dialog(provider, "Reject transfer request");
    await rejecting.getByRole("textbox", { name: "Reason" }).fill("Another time.");
    await rejecting.getByRole("button", { name: "Reject" }).click();
    await expect(provider.getByText("Another time.")).toBeVisible();

    await createButton(page).click();
    await expect(createdNotice(page)).toBeVisible();
    await expect(requestsListed(page)).toHaveCount(2);
    await expect(row(page, "Subscription Transfer", idIn(await createdNotice(page).innerText()))).toContainText("Active");
  });

  test("R107 a lost answer to Withdraw request: pressed again, it is withdrawn", async ({ page }) => {
    await open(page, northwind, { scenario: "requested", as: "partner-admin-agent", fault: "DELETE /v1/customers=latex1" });
    await page.getByRole("button", { name: "Withdraw request" }).click();
    const asked = dialog(page, "Withdraw request");
    await asked.getByRole("button", { name: "Withdraw request" }).click();
    await expect(asked.getByRole("alert")).toContainText(UNREACHABLE);
    await asked.getByRole("button", { name: "Withdraw request" }).click();
    await expect(asked).toBeHidden();
    await expect(page.getByRole("list", { name: "The four steps" })).toContainText("Withdrawn");
    await expect(page.getByRole("alert")).toHaveCount(0);
  });

  test("R108 a lost answer to the second half of Withdraw and create again: pressed again, there is one new request", async ({ page }) => {
    await open(page, northwind, { scenario: "drifted", as: "partner-admin-agent", fault: "POST /v1/customers=latex1" });
    await page.getByRole("button", { name: "Withdraw and create again" }).click();
    const asked = dialog(page, "Withdraw and create again");
    await asked.getByRole("button", { name: "Withdraw and create again" }).click();
    await expect(asked.getByRole("alert")).toContainText(UNREACHABLE);
    await asked.getByRole("button", { name: "Withdraw and create again" }).click();
    await expect(part(page, `Inform ${PROVIDER}`)).toBeVisible();
    await open(page, subscriptions);
    await expect(requestsListed(page)).toHaveCount(2);
    await expect(part(page, "Subscription Transfer").getByRole("cell", { name: "Active", exact: true })).toHaveCount(1);
    await expect(part(page, "Subscription Transfer").getByRole("cell", { name: "Withdrawn", exact: true })).toHaveCount(1);
  });

  test("R154 a lost answer to Accept: pressed again, it is being carried out", async ({ page }) => {
    await open(page, northwind, { scenario: "requested", as: "provider-admin-agent", fault: "POST /v1/customers=latex1" });
    await page.getByRole("button", { name: "Accept" }).click();
    const asked = dialog(page, "Accept transfer request");
    await asked.getByRole("button", { name: "Accept" }).click();
    await expect(asked.getByRole("alert")).toContainText(UNREACHABLE);
    await asked.getByRole("button", { name: "Accept" }).click();
    await expect(asked).toBeHidden();
    await expect(page.getByRole("progressbar")).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
  });

  for (const [half, prefix] of [
    ["the rejection", "/v1/customers"],
    ["its reason", `/v1${northwind}/review`],
  ]) {
    test(`R154 a lost answer to ${half ?? ""}: pressed again, it is rejected with the reason`, async ({ page }) => {
      await open(page, northwind, { scenario: "requested", as: "provider-sales-agent", fault: `PATCH ${prefix ?? ""}=latex1` });
      await page.getByRole("button", { name: "Reject" }).click();
      const asked = dialog(page, "Reject transfer request");
      await asked.getByRole("textbox", { name: "Reason" }).fill("We agreed on 20 licences.");
      await asked.getByRole("button", { name: "Reject" }).click();
      await expect(asked.getByRole("alert")).toContainText(UNREACHABLE);
      await asked.getByRole("button", { name: "Reject" }).click();
      await expect(asked).toBeHidden();
      await expect(page.getByText("We agreed on 20 licences.", { exact: true })).toBeVisible();
    });
  }

  test("R113 a lost answer to Mark as verified: pressed again, it stands once", async ({ page }) => {
    await open(page, northwind, { scenario: "complete", as: "partner-sales-agent", fault: "PATCH /v1/customers=latex1" });
    const verification = part(page, "Verification");
    await verification.getByRole("button", { name: "Mark as verified" }).click();
    await expect(verification.getByRole("alert")).toContainText(UNREACHABLE);
    await verification.getByRole("button", { name: "Mark as verified" }).click();
    await expect(verification).toContainText("Verified by Chiara Nilsson, 21 Nov 2026, 09:00 UTC");
    await expect(verification.getByRole("alert")).toHaveCount(0);
    await expect(verification.getByRole("button", { name: "Mark as verified" })).toHaveCount(0);
  });
});

test.describe("nothing lost", () => {
  test("R174 the selection outlives a reload, Back and Forward", async ({ page }) => {
    await open(page, "/customers", { scenario: "ready", as: "partner-admin-agent" });
    await row(page, "Customers", "Northwind Traders").getByRole("link", { name: "Northwind Traders" }).click();
    await chooseForTransfer(page, ["Office 365 E3", "Intune"]);
    const stays = async () => {
      await expect(chosen(page, "Office 365 E3")).toBeChecked();
      await expect(chosen(page, "Intune")).toBeChecked();
      await expect(chosen(page, "Azure pay-as-you-go")).not.toBeChecked();
    };
    await page.reload();
    await stays();
    await page.goBack();
    await expect(requestDialog(page)).toBeHidden();
    await expect(title(page, "Subscriptions")).toBeVisible();
    await page.goForward();
    await stays();
    await page.goBack();
    await page.goBack();
    await expect(title(page, "Customers")).toBeVisible();
    await page.goForward();
    await page.goForward();
    await stays();
    await createButton(page).click();
    await expect(row(page, "Subscription Transfer", "Office 365 E3 and Intune")).toContainText("Active");
  });

  test("R154 R174 a typed reason outlives a reload and a press of Cancel", async ({ page }) => {
    await open(page, northwind, { scenario: "requested", as: "provider-admin-agent" });
    await page.getByRole("button", { name: "Reject" }).click();
    const asked = dialog(page, "Reject transfer request");
    await asked.getByRole("textbox", { name: "Reason" }).fill("The count is wrong: 20, not 25.");
    await asked.getByRole("button", { name: "Cancel" }).click();
    await expect(asked).toBeHidden();
    await page.reload();
    await page.getByRole("button", { name: "Reject" }).click();
    await expect(asked.getByRole("textbox", { name: "Reason" })).toHaveValue("The count is wrong: 20, not 25.");
  });

  test("R104 R174 an edited draft outlives a reload, and goes when it is done", async ({ page }) => {
    await open(page, `${northwind}?draft=created`, { scenario: "requested", as: "partner-admin-agent" });
    const draft = part(page, `Inform ${PROVIDER}`);
    const text = draft.getByRole("textbox", { name: "Text" });
    await expect(text).toHaveValue(/We have created/);
    const issued = await text.inputValue();
    await draft.getByRole("textbox", { name: "To", exact: true }).fill("orders@fabrikam.example");
    await draft.getByRole("textbox", { name: "Subject" }).fill("Please look at this");
    await text.fill(`${issued}\n\nP.S. Thank you!`);
    await page.reload();
    await expect(draft.getByRole("textbox", { name: "To", exact: true })).toHaveValue("orders@fabrikam.example");
    await expect(draft.getByRole("textbox", { name: "Subject" })).toHaveValue("Please look at this");
    await expect(text).toHaveValue(`${issued}\n\nP.S. Thank you!`);
    await draft.getByRole("button", { name: "Done" }).click();
    await expect(draft).toBeHidden();
    await open(page, `${northwind}?draft=created`);
    await expect(text).toHaveValue(issued);
  });

  test("R57 R174 an edited draft is there again after a look at another language", async ({ page }) => {
    await open(page, `${northwind}?draft=created`, { scenario: "requested", as: "partner-admin-agent" });
    const draft = part(page, `Inform ${PROVIDER}`);
    const text = draft.getByRole("textbox", { name: "Text" });
    await expect(text).toHaveValue(/We have created/);
    const edited = `${await text.inputValue()}\n\nP.S. Thank you!`;
    await text.fill(edited);
    await draft.getByRole("combobox", { name: "Language of the e-mail" }).selectOption("nl");
    await expect(text).toHaveValue(/abonnementsoverdracht/);
    await draft.getByRole("combobox", { name: "Language of the e-mail" }).selectOption("en");
    await expect(text).toHaveValue(edited);
  });

  test("R64 R174 search, filters and the unfolded customer outlive a reload", async ({ page }) => {
    await open(page, "/customers", { scenario: "ready" });
    await page.getByRole("searchbox").fill("t");
    await page.getByRole("combobox", { name: "Kind" }).selectOption("Direct bill");
    await row(page, "Customers", "Litware").getByRole("button", { name: "Quick links" }).click();
    await expect(page.getByRole("link", { name: "View Subscriptions" })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("searchbox")).toHaveValue("t");
    await expect(page.getByRole("combobox", { name: "Kind" })).toHaveValue("direct");
    await expect(page.getByRole("link", { name: "View Subscriptions" })).toBeVisible();
    await expect(row(page, "Customers", "Tailspin Toys")).toHaveCount(0);
  });
});

test.describe("changed elsewhere while the page is open", () => {
  test("R154 the partner withdraws while the provider decides: Accept is refused in the right words, and the page is new", async ({ page, context }) => {
    // Every answer comes late in the provider's tab, so that it decides on what it still sees.
    await stopTime(page);
    await open(page, northwind, { scenario: "requested", as: "provider-admin-agent", latency: "1000" });
    await passTimeUntil(page, page.getByRole("button", { name: "Accept" }));
    await page.getByRole("button", { name: "Accept" }).click();
    const asked = dialog(page, "Accept transfer request");
    await expect(asked).toBeVisible();

    const partner = await context.newPage();
    await open(partner, northwind, { as: "partner-admin-agent" });
    await partner.getByRole("button", { name: "Withdraw request" }).click();
    await dialog(partner, "Withdraw request").getByRole("button", { name: "Withdraw request" }).click();
    await expect(partner.getByRole("list", { name: "The four steps" })).toContainText("Withdrawn");

    await asked.getByRole("button", { name: "Accept" }).click();
    await passTimeUntil(page, page.getByRole("alert"));
    await passTimeUntil(page, page.getByRole("list", { name: "The four steps" }).getByText(/Withdrawn/));
    await expect(page.getByRole("alert")).toContainText("Already Withdrawn on 21 November 2026.");
    await expect(page.getByRole("alert")).toContainText("transfer-closed");
    await expect(asked).toBeHidden();
    await expect(page.getByRole("button", { name: "Accept" })).toHaveCount(0);
  });

  test("R98 a subscription goes into another request while the dialog is open: Create names it, and takes what is left", async ({ page, context }) => {
    await open(page, subscriptions, { scenario: "ready", as: "partner-admin-agent" });
    await chooseForTransfer(page, ["Office 365 E3", "Intune"]);
    const other = await context.newPage();
    await open(other, subscriptions, { as: "partner-owner" });
    await chooseForTransfer(other, ["Office 365 E3"]);
    await createButton(other).click();
    await expect(createdNotice(other)).toBeVisible();

    await createButton(page).click();
    const trouble = requestDialog(page).getByRole("alert");
    await expect(trouble).toContainText("This changed since you opened the dialog: Office 365 E3.");
    await expect(trouble).toContainText("eligibility-changed");
    await expect(chosen(page, "Office 365 E3")).toBeDisabled();
    await expect(chosen(page, "Office 365 E3")).not.toBeChecked();
    await expect(chosen(page, "Intune")).toBeChecked();
    await createButton(page).click();
    await expect(row(page, "Subscription Transfer", "Intune")).toContainText("Active");
    await expect(requestsListed(page)).toHaveCount(2);
  });

  test("R8 a request that is gone: the page says so in place of old lines", async ({ page, context }) => {
    await open(page, northwind, { scenario: "requested", as: "provider-admin-agent" });
    await expect(title(page, `Transfer request from ${PARTNER}`)).toBeVisible();
    const other = await context.newPage();
    await open(other, "/", { scenario: "ready" });
    await expect(title(other, "Overview")).toBeVisible();
    await expect(page.getByRole("alert")).toContainText("Not found.");
    await expect(page.getByRole("button", { name: "Accept" })).toHaveCount(0);
  });

  test("R154 a colleague rejects while one types: one's own reason does not overwrite the colleague's", async ({ page, context }) => {
    await stopTime(page);
    await open(page, northwind, { scenario: "requested", as: "provider-admin-agent", latency: "1000" });
    await passTimeUntil(page, page.getByRole("button", { name: "Reject" }));
    await page.getByRole("button", { name: "Reject" }).click();
    const asked = dialog(page, "Reject transfer request");
    await asked.getByRole("textbox", { name: "Reason" }).fill("Mine.");

    const colleague = await context.newPage();
    await open(colleague, northwind, { as: "provider-sales-agent" });
    await colleague.getByRole("button", { name: "Reject" }).click();
    const theirs = dialog(colleague, "Reject transfer request");
    await theirs.getByRole("textbox", { name: "Reason" }).fill("Theirs.");
    await theirs.getByRole("button", { name: "Reject" }).click();
    await expect(colleague.getByText("Theirs.", { exact: true })).toBeVisible();

    await asked.getByRole("button", { name: "Reject" }).click();
    await passTimeUntil(page, page.getByRole("alert"));
    await expect(page.getByRole("alert")).toContainText("Already Rejected on 21 November 2026.");
    await passTimeUntil(page, page.getByText("Theirs.", { exact: true }));
    await expect(page.getByText("Mine.", { exact: true })).toHaveCount(0);
  });
});

test.describe("leaving while an answer is on its way", () => {
  test("R103 R174 Create: it acts once, and the page one went to stands", async ({ page }) => {
    await open(page, "/customers", { scenario: "ready", as: "partner-admin-agent" });
    await row(page, "Customers", "Northwind Traders").getByRole("link", { name: "Northwind Traders" }).click();
    await stopTime(page);
    await open(page, subscriptions, { latency: "1000" });
    await passTimeUntil(page, page.getByRole("button", { name: "Request subscription transfer" }));
    await page.getByRole("button", { name: "Request subscription transfer" }).click();
    await passTimeUntil(page, chosen(page, "Office 365 E3"));
    await chosen(page, "Office 365 E3").check();
    await createButton(page).click();
    await page.goBack();
    await expect(requestDialog(page)).toBeHidden();
    await passTimeUntil(page, requestsListed(page).first());
    await expect(requestsListed(page)).toHaveCount(1);
    await expect(page.getByText("Something in Crossover broke.")).toBeHidden();
  });

  test("R154 R174 Reject: it acts once, and the page one went to stands", async ({ page }) => {
    await open(page, "/transfers", { scenario: "requested", as: "provider-admin-agent", latency: "300" });
    await row(page, "Transfer requests", "Northwind Traders").getByRole("link").click();
    await page.getByRole("button", { name: "Reject" }).click();
    const asked = dialog(page, "Reject transfer request");
    await asked.getByRole("textbox", { name: "Reason" }).fill("Not agreed.");
    await asked.getByRole("button", { name: "Reject" }).click();
    await page.goBack();
    await expect(title(page, "Transfer requests")).toBeVisible();
    await page.getByRole("combobox", { name: "Show" }).selectOption("All requests");
    await expect(row(page, "Transfer requests", "Northwind Traders")).toContainText("Rejected");
    await expect(title(page, "Transfer requests")).toBeVisible();
    await open(page, northwind);
    await expect(page.getByText("Not agreed.", { exact: true })).toBeVisible();
  });
});
