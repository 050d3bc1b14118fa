/** The provider's side: finding a request, looking through it, deciding, watching it being carried out, verifying, telling. */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import {
  CONTOSO_MPN,
  CUSTOMER,
  PARTNER,
  PROVIDER,
  REQUEST,
  copyDraft,
  dialog,
  expectRefused,
  moveClock,
  notReloaded,
  open,
  part,
  passTime,
  row,
  stopTime,
  subscriptionsOf,
  title,
  transferOf,
} from "./steps.ts";

const AS = "provider-admin-agent";
const LINES = "Subscriptions in this request";
const REQUEST_PAGE = transferOf(CUSTOMER.northwind, REQUEST);

/** Opens the review of the sample's request. */
async function review(page: Page, setting: Record<string, string>): Promise<void> {
  await open(page, REQUEST_PAGE, { as: AS, ...setting });
  await expect(title(page, `Transfer request from ${PARTNER}`)).toBeVisible();
}

/** The step in which the provider decides, as the list of steps tells it. */
function decision(page: Page) {
  return page.getByRole("list", { name: "The four steps" }).getByRole("listitem").nth(1);
}

test.describe("finding the request", () => {
  test("R152 by the customer: Quick links, Indirect reseller(s), View Subscriptions, Subscription Transfer", async ({ page }) => {
    await open(page, "/customers", { scenario: "requested", as: AS });
    await row(page, "Customers", "Northwind Traders").first().getByRole("button", { name: "Quick links" }).click();
    const summary = row(page, "Customers", /^Microsoft ID/);
    await expect(summary.getByRole("term").filter({ hasText: "Indirect reseller(s)" })).toBeVisible();
    await expect(summary.getByRole("listitem").filter({ hasText: PARTNER })).toContainText(`MPN ID ${CONTOSO_MPN}`);
    await expect(summary).toContainText("1 open request");
    await expect(summary.getByRole("button", { name: "Add products" })).toBeHidden();
    await summary.getByRole("link", { name: "View Subscriptions" }).click();
    const section = part(page, "Subscription Transfer");
    await expect(section.getByRole("row", { name: REQUEST }).getByRole("cell")).toHaveText([
      PARTNER,
      "19 Nov 2026, 06:00 UTC",
      "19 Nov 2026, 06:00 UTC, by Björn Åkesson",
      "2 subscriptions",
      "Active",
    ]);
    await expect(section.getByRole("button", { name: "Request subscription transfer" })).toBeHidden();
    await section.getByRole("link", { name: "Office 365 E3 and Azure pay-as-you-go" }).click();
    await expect(title(page, `Transfer request from ${PARTNER}`)).toBeVisible();
  });

  test("R152 by the inbox of all open requests; closed ones come when asked for", async ({ page }) => {
    await open(page, "/customers", { scenario: "requested", as: AS });
    await page.getByRole("banner").getByRole("link", { name: "Transfer requests" }).click();
    const waiting = row(page, "Transfer requests", "Northwind Traders");
    await expect(waiting).toContainText("Office 365 E3 and Azure pay-as-you-go");
    await expect(waiting.getByRole("cell").filter({ hasText: /^2\sdays$/ })).toBeVisible();
    await waiting.getByRole("link", { name: "Northwind Traders" }).click();
    await expect(title(page, `Transfer request from ${PARTNER}`)).toBeVisible();

    await open(page, "/transfers", { scenario: "rejected-transfer", as: AS });
    await expect(page.getByText("No open transfer requests")).toBeVisible();
    await page.getByRole("combobox", { name: "Show" }).selectOption("All requests");
    await expect(row(page, "Transfer requests", "Northwind Traders")).toContainText("Rejected");
    await expect(page).toHaveURL(/\/transfers\?show=all$/);
  });

  test("R152 the list is narrowed to the resellers, not to oneself", async ({ page }) => {
    await open(page, "/customers", { scenario: "requested", as: AS });
    await expect(page.getByRole("combobox", { name: "Indirect reseller(s)" }).getByRole("option")).toHaveText(["All", PARTNER]);
  });

  test("R152 a Global admin who is no agent reads it, and is told who decides", async ({ page }) => {
    await review(page, { scenario: "requested", as: "provider-global-admin" });
    for (const name of ["Accept", "Reject"]) {
      const control = page.getByRole("button", { name, exact: true });
      await expectRefused(control, "This takes the role Admin agent or Sales agent. Gijs Bakker or Hanna Visser can do it.", "role-required");
      await control.press("Enter");
    }
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(page.getByRole("link", { name: "Hand over to Gijs Bakker" }).first()).toHaveAttribute("href", /^mailto:gijs\.bakker@/);
  });
});

test.describe("the review", () => {
  test("R153 it shows partner, customer, lines with add-ons, quantity, billing cycle, offer and partner of record", async ({ page }) => {
    await review(page, { scenario: "requested" });
    for (const [line, cells] of [
      ["Office 365 E3 796b6b5f-613c-4e24-a17c-eba730d49c02", ["25", "Annual", CONTOSO_MPN, ""]],
      ["Audio Conferencing Add-on, goes with its base", ["10", "Annual", CONTOSO_MPN, ""]],
      ["Azure pay-as-you-go MS-AZR-0145P", ["1", "Monthly", CONTOSO_MPN, ""]],
    ] as const) {
      await expect(row(page, LINES, line).getByRole("cell")).toHaveText([...cells]);
    }
    await expect(page.getByRole("main")).toMatchAriaSnapshot(`
      - main:
        - term: Status
        - definition: Active
        - term: Request id
        - definition:
          - code: ${REQUEST}
        - term: Customer
        - definition:
          - link "Northwind Traders"
        - term: From
        - definition: ${PARTNER}
        - term: To
        - definition: ${PROVIDER}
        - term: Created
        - definition: 19 Nov 2026, 06:00 UTC
        - term: Last changed
        - definition: 19 Nov 2026, 06:00 UTC, by Björn Åkesson
    `);
  });

  test("R110 R153 it shows a count that changed after the request", async ({ page }) => {
    await review(page, { scenario: "drifted" });
    await expect(row(page, LINES, "Office 365 E3").getByRole("cell", { name: "25 now 30" })).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: "The old count 25 is transferred, present 30." })).toBeVisible();
    await expect(page.getByText("quantity-drift")).toBeVisible();
  });
});

test.describe("the decision", () => {
  test("R155 accepting says that it is final, and from when what is billed", async ({ page }) => {
    await review(page, { scenario: "requested" });
    await page.getByRole("button", { name: "Accept" }).click();
    const asked = dialog(page, "Accept transfer request");
    await expect(asked.getByRole("paragraph")).toHaveText([
      "You take over for Northwind Traders: Office 365 E3 and Azure pay-as-you-go.",
      "This cannot be undone here.",
      "You are billed for each subscription, with its add-ons, from the moment its line is complete.",
    ]);
    await asked.getByRole("button", { name: "Cancel" }).click();
    await expect(asked).toBeHidden();
    await expect(decision(page)).toContainText(`Waits for ${PROVIDER}`);
  });

  test("R154 accepting carries it out, at the counts of the request", async ({ page }) => {
    await review(page, { scenario: "drifted", as: "provider-sales-agent" });
    await page.getByRole("button", { name: "Accept" }).click();
    await dialog(page, "Accept transfer request").getByRole("button", { name: "Accept" }).click();
    await expect(decision(page)).toContainText("Complete, 21 Nov 2026, 09:00 UTC");
    await expect(page.getByRole("button", { name: "Accept" })).toBeHidden();
    await open(page, subscriptionsOf(CUSTOMER.northwind));
    await expect(row(page, "Subscriptions of Northwind Traders", "Office 365 E3").getByRole("cell", { name: "25", exact: true })).toBeVisible();
  });

  test("R154 rejecting needs a reason, which is kept over a reload and reaches the partner", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await review(page, { scenario: "requested" });
    const partner = await context.newPage();
    await open(partner, REQUEST_PAGE, { as: "partner-admin-agent" });
    await expect(partner.getByRole("button", { name: "Withdraw request" })).toBeEnabled();
    const partnerStays = notReloaded(partner);

    await page.getByRole("button", { name: "Reject" }).click();
    const asked = dialog(page, "Reject transfer request");
    const reason = asked.getByRole("textbox", { name: "Reason" });
    await expect(reason).toHaveAccessibleDescription(`${PARTNER} sees it.`);
    await reason.fill("   ");
    await asked.getByRole("button", { name: "Reject" }).click();
    await expect(reason).toBeFocused();
    await expect(reason).toHaveAttribute("aria-invalid", "true");
    await expect(reason).toHaveAccessibleDescription(/Reason is missing\./);
    await expect(decision(page)).toContainText(`Waits for ${PROVIDER}`);

    await reason.fill("We agreed on 20 licences.");
    await page.reload();
    await page.getByRole("button", { name: "Reject" }).click();
    await expect(reason).toHaveValue("We agreed on 20 licences.");
    await asked.getByRole("button", { name: "Reject" }).click();
    await expect(asked).toBeHidden();
    await expect(decision(page)).toContainText("Rejected, 21 Nov 2026, 09:00 UTC");
    await expect(page.getByText("We agreed on 20 licences.", { exact: true })).toBeVisible();

    await expect(partner.getByText("The provider rejected the request")).toBeVisible();
    await expect(partner.getByText("We agreed on 20 licences.", { exact: true })).toBeVisible();
    await expect(partner.getByRole("button", { name: "Withdraw request" })).toBeHidden();
    partnerStays();

    // The draft that tells the partner.
    const inform = part(page, `Inform ${PARTNER}`);
    await expect(inform.getByRole("textbox", { name: "Subject" })).toHaveValue(`Transfer request ${REQUEST} for Northwind Traders was rejected`);
    const text = await copyDraft(page);
    expect(text.split("\n")).toContain("Reason: We agreed on 20 licences.");
    expect(text.split("\n")).toContain(new URL(REQUEST_PAGE, page.url()).href);
    await inform.getByRole("button", { name: "Done" }).click();
    await expect(inform).toBeHidden();
    await page.getByRole("button", { name: "Inform the partner" }).click();
    await expect(inform).toBeVisible();
  });

  for (const [fault, says, code] of [
    ["409:900101", "Being carried out.", "transfer-in-progress"],
    ["400:900102", "Already closed", "transfer-closed"],
    ["409:900104", "Someone else is deciding right now; reload.", "transfer-busy"],
    ["403:13605", "has not accepted the Microsoft Customer Agreement.", "mca-missing"],
    ["403:990040", "must record it.", "mca-not-retained"],
    ["403:990043", "is not an indirect reseller of", "reseller-not-listed"],
    ["404:900100", "Not found.", "not-found"],
  ] as const) {
    test(`R154 an acceptance that the service refuses by ${fault} says so, and nothing is accepted`, async ({ page }) => {
      await review(page, { scenario: "requested", fault: `POST /v1/customers=${fault}x1` });
      await page.getByRole("button", { name: "Accept" }).click();
      const asked = dialog(page, "Accept transfer request");
      await asked.getByRole("button", { name: "Accept" }).click();
      const said = page.getByRole("main").getByRole("alert");
      await expect(said).toContainText(says);
      await expect(said).toContainText(code);
      await expect(asked).toBeHidden();
      await expect(decision(page)).toContainText(`Waits for ${PROVIDER}`);
    });
  }

  test("R154 what a colleague decided meanwhile shows without a reload", async ({ page, context }) => {
    await review(page, { scenario: "requested" });
    const colleague = await context.newPage();
    await open(colleague, REQUEST_PAGE, { as: "provider-sales-agent" });
    const stays = notReloaded(page);
    await colleague.getByRole("button", { name: "Reject" }).click();
    const asked = dialog(colleague, "Reject transfer request");
    await asked.getByRole("textbox", { name: "Reason" }).fill("Not ours.");
    await asked.getByRole("button", { name: "Reject" }).click();
    await expect(page.getByText("Not ours.", { exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Accept" })).toBeHidden();
    stays();
  });
});

test.describe("being carried out", () => {
  test("R156 each line has its progress while the clock moves", async ({ page }) => {
    await review(page, { scenario: "in-progress" });
    await expect(page.getByRole("progressbar", { name: "0 of 2 subscriptions done" })).toBeVisible();
    for (const name of ["Accept", "Reject"]) {
      await expectRefused(page.getByRole("button", { name, exact: true }), "Being carried out.", "transfer-in-progress");
    }
    await stopTime(page);
    // However often the page looks: without the clock nothing goes on.
    await passTime(page, 10);
    await expect(row(page, LINES, "Office 365 E3").getByRole("cell").last()).toHaveText("In progress");
    await expect(row(page, LINES, "Azure pay-as-you-go").getByRole("cell").last()).toHaveText("Waiting");

    await moveClock(page, "One day on");
    await expect(page.getByRole("progressbar", { name: "1 of 2 subscriptions done" })).toBeVisible();
    await expect(row(page, LINES, "Office 365 E3").getByRole("cell").last()).toHaveText("Complete");
    await expect(row(page, LINES, "Audio Conferencing").getByRole("cell").last()).toHaveText("Complete");
    await expect(row(page, LINES, "Azure pay-as-you-go").getByRole("cell").last()).toHaveText("In progress");

    await passTime(page, 10);
    await expect(page.getByRole("progressbar", { name: "2 of 2 subscriptions done" })).toBeVisible();
    await expect(row(page, LINES, "Azure pay-as-you-go").getByRole("cell").last()).toHaveText("Complete");
    await expect(decision(page)).toContainText("Complete, 22 Nov 2026, 09:00 UTC");
  });

  test("R156 R157 a line that fails has its code, its text and what comes next, while the other is complete", async ({ page }) => {
    await review(page, { scenario: "partial" });
    await expect(page.getByText("Some subscriptions did not move")).toBeVisible();
    await expect(page.getByText("Its subscription stays with the partner, who can send it in a new request.")).toBeVisible();
    const failed = row(page, LINES, "Azure pay-as-you-go").getByRole("cell").last();
    await expect(failed).toContainText("Failed");
    await expect(failed).toContainText("900103: Subscription SyncState must be SyncComplete");
    await expect(failed).toContainText("Free again: the partner can send it in a new request.");
    await expect(row(page, LINES, "Office 365 E3").getByRole("cell").last()).toHaveText("Complete");
    await expect(page.getByRole("progressbar", { name: "1 of 2 subscriptions done" })).toBeVisible();
    await expect(page.getByRole("definition").filter({ hasText: /^Complete with errors$/ })).toBeVisible();
    await expect(part(page, "Verification").getByRole("rowheader")).toHaveCount(2);
  });
});

test.describe("when it is complete", () => {
  test("R158 each subscription is looked for by its new id, and a person records it", async ({ page, context }) => {
    await review(page, { scenario: "complete", as: "provider-sales-agent" });
    const partner = await context.newPage();
    await open(partner, REQUEST_PAGE, { as: "partner-reader" });
    const verification = part(page, "Verification");
    for (const name of ["Office 365 E3", "Audio Conferencing", "Azure pay-as-you-go"]) {
      await expect(verification.getByRole("row", { name }).getByRole("cell")).toHaveText(["Active", "Active", "Match"]);
    }
    await expect(verification).toContainText("Everything is as expected");
    await verification.getByRole("button", { name: "Mark as verified" }).click();
    await expect(verification.getByText("Verified by Hanna Visser, 21 Nov 2026, 09:00 UTC")).toBeVisible();
    await expect(partner.getByRole("list", { name: "The four steps" }).getByRole("listitem").nth(2)).toContainText(
      "Verified by Hanna Visser, 21 Nov 2026, 09:00 UTC",
    );
  });

  test("R159 the draft tells the partner what is done, with the request as the partner sees it", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await review(page, { scenario: "partial" });
    await page.getByRole("button", { name: "Inform the partner" }).click();
    const inform = part(page, `Inform ${PARTNER}`);
    await expect(inform.getByRole("textbox", { name: "Subject" })).toHaveValue(`Transfer request ${REQUEST} for Northwind Traders is complete`);
    const text = await copyDraft(page);
    expect(text).toContain(`The transfer for Northwind Traders has completed: 1 of 2 subscriptions are now with ${PROVIDER}.`);
    expect(text.split("\n")).toContain(new URL(REQUEST_PAGE, page.url()).href);
    expect(text).toContain(`Kind regards, Gijs Bakker, ${PROVIDER}`);
    await inform.getByRole("button", { name: "Done" }).click();
    await expect(inform).toBeHidden();
  });
});
