/**
 * The enrolment as indirect reseller, as a partner walks it: the offer, the form with all that may be wrong with it, the
 * verification by the clock, the agreement, and what a restriction takes away meanwhile.
 */
import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { dialog, expectRefused, moveClock, notReloaded, open, part, signIn, title, UNREACHABLE } from "./steps.ts";

const PROGRAM = "/settings/account-settings/partner-profile/program-info";

/** The list of all that is wrong with a form. */
function summary(page: Page): Locator {
  return page.getByRole("alert").filter({ hasText: "There is a problem" });
}

function irreversible(page: Page): Locator {
  return page.getByRole("checkbox", { name: /^I know that there is no way back/ });
}

function field(page: Page, name: string): Locator {
  return page.getByRole("textbox", { name, exact: true });
}

/** Sends the form as it stands. */
async function enroll(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Enroll now" }).click();
}

/** Confirms what has to be confirmed, and sends the form as the profile fills it. */
async function confirmAndEnroll(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Confirm profile" }).click();
  await irreversible(page).check();
  await enroll(page);
}

test("R10 R16 R21 R24 R26 R31 R32 R33 R35 from the offer through the clock to the agreement and the providers", async ({ page }) => {
  const done = notReloaded(page);
  await open(page, "/", { scenario: "fresh", as: "partner-owner" });
  const entry = part(page, "Become an indirect reseller");
  await expect(entry).toContainText("There is no way back");
  const path = page.getByRole("list", { name: "Where the move stands" });
  await expect(path.getByRole("listitem").first()).toContainText("Next: Global admin (Astrid Lindqvist or Dagny Holm)");
  await expect(path).toContainText("Opens once the agreement is accepted");
  await expect(page.getByRole("navigation", { name: "Main" })).not.toContainText("Indirect providers");
  await entry.getByRole("link", { name: "Start the enrolment" }).click();

  await expect(title(page, "Indirect reseller enrolment")).toBeVisible();
  await expect(page.getByText("The indirect business uses the same tenant as the direct one.")).toBeVisible();
  await confirmAndEnroll(page);
  await expect(page.getByText("Already sent on 21 November 2026.")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Program info" }).click();

  const card = part(page, "Indirect reseller programme");
  const steps = card.getByRole("list", { name: "Steps of the verification" }).getByRole("listitem");
  await expect(steps).toHaveCount(4);
  await expect(card).toContainText("27 Nov 2026");
  for (const check of ["E-mail ownership", "Employment", "Business", "Decision"]) {
    await expect(steps.and(page.locator("[aria-current=step]"))).toContainText(check);
    await moveClock(page, "One business day on");
  }
  await expect(card).toContainText("Approved, agreement waits");

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview" }).click();
  const agreement = part(page, "Indirect reseller agreement");
  await expect(agreement.getByRole("link", { name: "Read the agreement" })).toBeVisible();
  await agreement.getByRole("button", { name: "Accept and continue" }).click();
  await expect(page.getByRole("main").getByText("You are both direct bill partner and indirect reseller")).toBeVisible();
  await expect(title(page, "Overview")).toBeFocused();
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Indirect providers" })).toBeVisible();
  await expect(path).toContainText("Partnership with an indirect provider");
  await open(page, PROGRAM);
  await expect(part(page, "Indirect reseller programme")).toContainText("Both direct bill partner and indirect reseller");
  await expect(part(page, "Indirect reseller programme")).toContainText("Accepted by Dagny Holm on 26 November 2026");
  // The one load is the address that was opened by hand.
  expect(done).toThrow();
});

test("R11 R16 R19 all that is missing is said at once, in a summary that takes focus and leads to each field", async ({ page }) => {
  await open(page, "/enroll", { scenario: "fresh", as: "partner-global-admin" });
  for (const name of ["First name", "Last name", "E-mail", "Telephone", "MPN ID"]) await field(page, name).fill(" \u00a0\u200b");
  await enroll(page);
  await expect(summary(page)).toBeFocused();
  await expect(summary(page).getByRole("listitem")).toHaveText([
    "Confirm your profile first.",
    "First name is missing.",
    "Last name is missing.",
    "E-mail is missing.",
    "Telephone is missing.",
    "MPN ID is missing.",
    "Confirm that you know there is no way back.",
  ]);
  await expectAccessible(page);
  await summary(page).getByRole("link", { name: "E-mail is missing." }).click();
  await expect(field(page, "E-mail")).toBeFocused();
  await expect(field(page, "E-mail")).toHaveAccessibleDescription(/E-mail is missing\.$/);
  await summary(page).getByRole("link", { name: "Confirm your profile first." }).click();
  await expect(page.getByRole("button", { name: "Confirm profile" })).toBeFocused();
});

test("R11 R19 R20 each field says its rule, also what only the service knows", async ({ page }) => {
  await open(page, "/enroll", { scenario: "fresh", as: "partner-global-admin" });
  await field(page, "E-mail").fill("astrid.lindqvist@gmail.com");
  await field(page, "Telephone").fill("call me");
  await field(page, "Support e-mail").fill("help");
  await field(page, "Support website").fill("javascript:alert(1)");
  await field(page, "MPN ID").fill("7120561");
  await field(page, "MPN ID").blur();
  await expect(field(page, "MPN ID")).toHaveAccessibleDescription(/The MPN ID is of Germany, your tenant of Sweden\.$/);
  await confirmAndEnroll(page);
  await expect(summary(page).getByRole("listitem")).toHaveText([
    "Use an address of your own company's domain.",
    "Telephone: a telephone number such as +46 8 555 010 20.",
    "Support e-mail: an e-mail address such as name@company.example.",
    "Support website: a web address such as www.company.example.",
    "The MPN ID is of Germany, your tenant of Sweden.",
  ]);
  await field(page, "E-mail").fill("astrid.lindqvist@contoso.example");
  await field(page, "Telephone").fill("+46 8 555 010 20");
  await field(page, "Support e-mail").fill("");
  await field(page, "Support website").fill("");
  await field(page, "MPN ID").fill("99");
  await enroll(page);
  await expect(summary(page).getByRole("listitem")).toHaveText(["Not known."]);
  // The service alone knows whose it is.
  await field(page, "MPN ID").fill("7120455");
  await enroll(page);
  await expect(summary(page).getByRole("listitem")).toHaveText(["MPN ID: not associated with your tenant."]);
  await expect(summary(page)).toBeFocused();
  await field(page, "MPN ID").fill(" 6812347\n");
  await enroll(page);
  await expect(page.getByText("Already sent on 21 November 2026.")).toBeVisible();
});

test("R17 R18 what is fixed is shown and cannot be changed; names come whole, whatever they are", async ({ page }) => {
  await open(page, "/enroll", { scenario: "fresh", as: "partner-global-admin" });
  const profile = part(page, "Partner profile");
  for (const text of ["Contoso Cloud AB", "Exempelgatan 12", "Tenant (fixed)", "Country or region (fixed)", "Billing currency (fixed)", "SEK", "Sweden"]) {
    await expect(profile).toContainText(text);
  }
  await expect(profile.getByRole("textbox")).toHaveCount(0);
  await profile.getByRole("button", { name: "Correct profile" }).click();
  const correct = dialog(page, "Correct the partner profile");
  await expect(page).toHaveURL(/\/enroll\?dialog=profile$/);
  await expect(correct.getByRole("textbox", { name: "Country or region (fixed)" })).not.toBeEditable();
  await correct.getByRole("textbox", { name: "Legal business name" }).fill("");
  await correct.getByRole("button", { name: "Save" }).click();
  await expect(correct.getByRole("alert")).toContainText("Legal business name is missing.");
  const name = `<script>alert(1)</script> ${"شركة ".repeat(30)}👩‍🔧`;
  await correct.getByRole("textbox", { name: "Legal business name" }).fill(` ${name}\u200b`);
  await correct.getByRole("button", { name: "Save" }).click();
  await expect(correct).toBeHidden();
  await expect(profile).toContainText(name);
  await expect(profile).toContainText("Last confirmed on 21 Nov 2026");
});

test("R22 a half-filled form outlives a reload and a sign-out, says when it was kept, and is nobody else's", async ({ page }) => {
  await open(page, "/enroll", { scenario: "fresh", as: "partner-global-admin" });
  await expect(field(page, "First name")).toHaveValue("Astrid");
  await field(page, "First name").fill("Åsa");
  await expect(page.getByText(/^Kept in this browser, 21 Nov 2026, 09:00/)).toBeVisible();
  await page.reload();
  await expect(field(page, "First name")).toHaveValue("Åsa");
  await signIn(page, "partner-owner");
  await expect(field(page, "First name")).toHaveValue("Astrid");
  await signIn(page, "partner-global-admin");
  await expect(field(page, "First name")).toHaveValue("Åsa");
  await page.evaluate(() => sessionStorage.clear());
  await open(page, "/");
  await signIn(page, "partner-global-admin");
  await page.getByRole("link", { name: "Go on with the enrolment" }).click();
  await expect(field(page, "First name")).toHaveValue("Åsa");
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(field(page, "First name")).toHaveValue("Astrid");
  await open(page, "/enroll", { scenario: "draft", as: "partner-owner" });
  await expect(field(page, "Last name")).toHaveValue("");
  await expect(field(page, "First name")).toHaveValue("Astrid");
  await expect(page.getByText(/^Kept in this browser, 21 Nov 2026, 07:00/)).toBeVisible();
});

test("R21 R22 a call that fails keeps the form; what may have arrived is sent once", async ({ page }) => {
  await open(page, "/enroll", { scenario: "fresh", as: "partner-global-admin", fault: "POST /v1/enrolledprograms=late" });
  await field(page, "First name").fill("Åsa");
  await confirmAndEnroll(page);
  await expect(page.getByRole("alert")).toContainText(UNREACHABLE);
  await expect(field(page, "First name")).toHaveValue("Åsa");
  await open(page, "/enroll", { fault: "" });
  await expect(page.getByText("Already sent on 21 November 2026.")).toBeVisible();
});

test("R3 R21 who is no global admin reads the form, and learns who can send it", async ({ page }) => {
  await open(page, "/enroll", { scenario: "draft", as: "partner-admin-agent" });
  await expect(field(page, "First name")).not.toBeEditable();
  await expect(irreversible(page)).toBeDisabled();
  for (const name of ["Enroll now", "Confirm profile", "Correct profile"]) {
    const button = page.getByRole("button", { name, exact: true });
    await expectRefused(button, "This takes the role Global admin.", "role-required");
  }
  await expectAccessible(page);
});

for (const [rules, condition, change] of [
  ["2019", "Only partners that are marked for direct bill off-boarding are offered the enrolment.", "It opens once Microsoft marks your tenant"],
  ["2021", "For now only partners with an anniversary from September to December are offered the enrolment.", "You will be notified when it opens for your anniversary"],
  ["2025", "Only partners whose direct bill status is Restricted are offered the enrolment.", "It opens when Microsoft sets the status to Restricted"],
] as const) {
  test(`R12 R13 rule set ${rules}: no entry where it is not offered, and its address explains why`, async ({ page }) => {
    await open(page, "/", { scenario: "not-offered", as: "partner-owner", rules });
    await expect(title(page, "Overview")).toBeVisible();
    await expect(part(page, "Revenue requirement for direct bill")).toBeVisible();
    await expect(page.getByRole("link", { name: /enrolment/i })).toHaveCount(0);
    await expect(page.getByText("The enrolment opens later for you")).toHaveCount(rules === "2021" ? 1 : 0);
    await open(page, "/enroll");
    const main = page.getByRole("main");
    await expect(main).toContainText(condition);
    await expect(main).toContainText(change);
    await expect(main).toContainText("enrolment-not-offered");
    await expect(page.getByRole("button", { name: "Enroll now" })).toHaveCount(0);
    await open(page, "/", { scenario: "fresh", as: "partner-owner", rules });
    await expect(page.getByRole("link", { name: "Start the enrolment" })).toBeVisible();
  });
}

test("R14 R15 C13 the figure is shown as the service gives it, with its basis and dates", async ({ page }) => {
  await open(page, "/", { scenario: "fresh", as: "partner-reader" });
  const card = part(page, "Revenue requirement for direct bill");
  for (const text of ["US$300,000", "US$214,500", "1 January 2021", "31 October 2026", "Direct bill revenue of the previous 12 months"]) {
    await expect(card).toContainText(text);
  }
  await expect(card).toContainText("If you have not decided yet");
  await expect(card.getByRole("link", { name: /Requirements for direct bill partners/ })).toHaveAttribute("href", /direct-partner-new-requirements$/);
  await expect(card.getByRole("link", { name: /What a restriction takes away/ })).toHaveAttribute("href", /restricted-direct-bill-capabilities$/);
  await open(page, "/", { scenario: "fresh", rules: "2025" });
  await expect(card).toContainText("US$1,000,000");
});

test("R24 R27 the verification e-mail is sent again while its step is open, and not after", async ({ page }) => {
  await open(page, PROGRAM, { scenario: "pending", as: "partner-global-admin" });
  const card = part(page, "Indirect reseller programme");
  await expect(card).toContainText("0 business days have passed; an answer takes up to 5.");
  const resend = page.getByRole("button", { name: "Resend verification email" });
  await resend.click();
  await expect(card.getByRole("status")).toContainText("Sent again to astrid.lindqvist@contoso.example: 21 Nov 2026");
  await moveClock(page, "One business day on");
  await expect(card).toContainText("1 business day has passed; an answer takes up to 5.");
  await expectRefused(resend, "This check is not open now.", "step-not-open");
  await signIn(page, "partner-admin-agent");
  await expectRefused(resend, "This takes the role Global admin.", "role-required");
});

test("R25 an answer that is late says so, and how to ask support", async ({ page }) => {
  for (const address of ["/", PROGRAM]) {
    await open(page, address, { scenario: "overdue", as: "partner-reader" });
    await expect(page.getByRole("main")).toContainText("This is overdue: the answer was due on 19 November 2026.");
  }
  const card = part(page, "Indirect reseller programme");
  await expect(card).toContainText("Give Contoso Cloud AB, tenant 47eaa099-2cb6-416d-86dc-283cf0480ff9, sent on 12 November 2026.");
  await expect(card.getByRole("link", { name: /Raise a support ticket/ })).toBeVisible();
});

test("R28 a rejection names the check that failed and leads back to the form", async ({ page }) => {
  await open(page, "/", { scenario: "rejected", as: "partner-global-admin" });
  await expect(page.getByRole("main")).toContainText("This check failed: Employment.");
  await page.getByRole("link", { name: "Back to the form" }).click();
  await expect(page.getByRole("main")).toContainText("The enrolment was rejected");
  await irreversible(page).check();
  await enroll(page);
  await expect(page.getByText("Already sent on 21 November 2026.")).toBeVisible();
});

test("R29 the approval shows without a new sign-in, also what a colleague accepts", async ({ page, context }) => {
  await open(page, "/", { scenario: "authorized", as: "partner-reader" });
  const accept = page.getByRole("button", { name: "Accept and continue" });
  await expectRefused(accept, "This takes the role Global admin.", "role-required");
  await expect(part(page, "Indirect reseller agreement").getByRole("link", { name: "Download the agreement" })).toBeVisible();
  const still = notReloaded(page);
  const other = await context.newPage();
  await open(other, "/", { as: "partner-global-admin" });
  await other.getByRole("button", { name: "Accept and continue" }).click();
  await expect(page.getByRole("main").getByText("You are both direct bill partner and indirect reseller")).toBeVisible();
  still();
});

test("R31 the agreement is read in a tab of its own, in the language of the screen", async ({ page, context }) => {
  await open(page, "/", { scenario: "authorized", as: "partner-reader", lang: "sv" });
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: /^Läs avtalet/ }).click();
  const text = await opened;
  await expect(text.getByRole("heading", { level: 1 })).toHaveText("Microsoft-avtal för molnåterförsäljare (exempel)");
});

test("R34 there is no way back: the form says so once the enrolment is active", async ({ page }) => {
  await open(page, "/enroll", { scenario: "enrolled", as: "partner-global-admin" });
  await expect(page.getByRole("main")).toContainText("There is no way back to direct bill only.");
  await expect(page.getByRole("main")).toContainText("no-rollback");
  await expect(page.getByRole("button", { name: "Enroll now" })).toHaveCount(0);
});

test("R6 R30 R37 R38 R39 Program info lists what a restriction refuses and what still works", async ({ page }) => {
  await open(page, PROGRAM, { scenario: "restricted", as: "partner-reader", rules: "2025" });
  const card = part(page, "Direct bill programme");
  await expect(card).toContainText("Microsoft Cloud Solution Provider status");
  const rows = card.getByRole("table", { name: "What the direct bill status allows" }).getByRole("row");
  await expect(rows.filter({ hasText: "direct-bill-restricted" })).toHaveCount(7);
  for (const name of ["Suspend subscriptions", "Change licence counts of what exists", "Automatic renewal", "Use and deploy Azure resources", "Indirect reseller invitation"]) {
    await expect(rows.filter({ hasText: name })).toContainText("Available");
  }
  await expect(card).toContainText("Suspended on 9 December 2026");
  await moveClock(page, "30 days on");
  await expect(card).toContainText("Your direct bill status is Suspended");
  await expect(card).toContainText("Revoked on 8 January 2027");
  await moveClock(page, "30 days on");
  await expect(card).toContainText("Your direct bill status is Revoked");
  await expectAccessible(page);
});

test("R123 R124 R125 incentives: due date and address, marked as received by anybody, enrolled in by an incentives admin", async ({ page }) => {
  await open(page, PROGRAM, { scenario: "enrolled", as: "partner-reader" });
  const reseller = part(page, "Indirect reseller incentive");
  await expect(reseller).toContainText("21 November 2026");
  await expect(reseller).toContainText("mpn@contoso.example");
  await expect(part(page, "Direct bill incentive")).toContainText("Enrolled");
  await expectRefused(reseller.getByRole("button", { name: "Enrol in the incentive" }), "This takes the role Incentives admin.", "role-required");
  await reseller.getByRole("button", { name: "Mark as received" }).click();
  await expect(reseller).toContainText("Invitation received");
  await expect(reseller.getByRole("button", { name: "Mark as received" })).toHaveCount(0);
  await signIn(page, "partner-owner");
  await expect(reseller.getByRole("link", { name: /Enrol in the incentive/ })).toBeVisible();
});

test("R168 the form is filled in and sent by keys alone, and focus is never lost", async ({ page }) => {
  await open(page, "/enroll", { scenario: "fresh", as: "partner-global-admin" });
  const tabTo = async (control: Locator): Promise<void> => {
    await expect(async () => {
      await page.keyboard.press("Tab");
      await expect(control).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [1] });
  };
  await tabTo(page.getByRole("button", { name: "Correct profile" }));
  await page.keyboard.press("Enter");
  const correct = dialog(page, "Correct the partner profile");
  await expect(correct).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(correct).toBeHidden();
  await expect(page.getByRole("button", { name: "Correct profile" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Space");
  await expect(part(page, "Partner profile")).toContainText("Profile and MPN ID are confirmed as current.");
  await tabTo(field(page, "Last name"));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("Lind");
  await tabTo(irreversible(page));
  await page.keyboard.press("Space");
  await tabTo(page.getByRole("button", { name: "Enroll now" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Already sent on 21 November 2026.")).toBeVisible();
  await expect(title(page, "Indirect reseller enrolment")).toBeFocused();
});

test("R22 a browser that keeps nothing says so", async ({ page }) => {
  await page.addInitScript(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name: string, value: string): void {
      if (name.includes("application.")) throw new DOMException("full", "QuotaExceededError");
      set.call(this, name, value);
    };
  });
  await open(page, "/enroll", { scenario: "fresh", as: "partner-global-admin" });
  await field(page, "First name").fill("Åsa");
  await expect(page.getByText("This browser keeps nothing: what you typed is lost when the page closes.")).toBeVisible();
});

test("R21 a second press while the first is on its way does nothing", async ({ page }) => {
  await open(page, "/enroll", { scenario: "fresh", as: "partner-global-admin", latency: "300" });
  await page.getByRole("button", { name: "Confirm profile" }).click();
  await irreversible(page).check();
  await page.getByRole("button", { name: "Enroll now" }).dblclick();
  await expect(page.getByText("Already sent on 21 November 2026.")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});
