/**
 * The whole road in live mode, from the offer of the enrolment to a transfer that both sides verified: two browsers, the reference
 * API with its database, and the server killed and started again between the steps and in the middle of them.
 */
import { another, expect, openAs, takeOver, test } from "./reference.ts";
import { CUSTOMER, PARTNER, PROVIDER, chooseForTransfer, copyDraft, createButton, createdNotice, dialog, idIn, part, requestDialog, row, subscriptionsOf, title, transferOf } from "./steps.ts";

test.use({ options: ["--scenario", "fresh"], provoked: /Failed to load resource/ });

test("R10 R21 R29 R32 R50 R80 R99 R103 R111 R152 R174 from the offer of the enrolment to a verified transfer, over six kills of the server", async ({ page: partner, reference }) => {
  test.setTimeout(180_000);
  const second = await another(partner, reference);
  await second.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const provider = await second.context.newPage();
  let kills = 0;
  const crash = async () => {
    await reference.kill();
    await reference.start();
    kills += 1;
  };

  // Both machines know what time it is, by the clock of the server.
  const isNow = async (time: string) => {
    for (const page of [partner, provider]) await page.clock.setFixedTime(new Date(time));
  };
  await isNow("2026-11-21T09:00:00Z");

  // A Global admin enrols; what was answered is not lost with the server.
  await openAs(partner, "/", "partner-global-admin");
  await part(partner, "Become an indirect reseller").getByRole("link", { name: "Start the enrolment" }).click();
  await partner.getByRole("button", { name: "Confirm profile" }).click();
  await partner.getByRole("checkbox", { name: /^I know that there is no way back/ }).check();
  await partner.getByRole("button", { name: "Enroll now" }).click();
  await expect(partner.getByText("Already sent on 21 November 2026.")).toBeVisible();
  await crash();
  await partner.reload();
  await expect(partner.getByText("Already sent on 21 November 2026.")).toBeVisible();

  // Days later it is approved. The agreement is on its way when the server dies: nothing was done, and the same press does it.
  await reference.control({ now: "2026-11-30T09:00:00Z" });
  await isNow("2026-11-30T09:00:00Z");
  await partner.goto("/");
  const agreement = part(partner, "Indirect reseller agreement");
  await reference.control({ fault: "POST /v1/programagreements=never" });
  await agreement.getByRole("button", { name: "Accept and continue" }).click();
  await expect(agreement.getByRole("button", { name: "Accept and continue" })).toHaveAttribute("aria-busy", "true");
  await reference.kill();
  await expect(partner.getByRole("alert").filter({ hasText: "The service cannot be reached." })).toBeVisible();
  await reference.start();
  kills += 1;
  await agreement.getByRole("button", { name: "Accept and continue" }).click();
  await expect(partner.getByRole("main").getByText("You are both direct bill partner and indirect reseller")).toBeVisible();

  // The provider asks for a partnership. Its link is as good after a kill as before.
  await openAs(provider, "/indirect-resellers/request-partnership", "provider-sales-agent");
  await provider.getByRole("textbox", { name: "Reseller's name" }).fill(PARTNER);
  await provider.getByRole("textbox", { name: "E-mail address" }).fill("astrid.lindqvist@contoso.example");
  await provider.getByRole("button", { name: "Write the e-mail" }).click();
  await expect(part(provider, `E-mail to ${PARTNER}`)).toBeVisible();
  const link = (await copyDraft(provider)).split("\n").find((line) => line.includes("/invitations/")) ?? "";
  expect(link.startsWith(`${reference.url}/invitations/`)).toBe(true);
  await crash();
  await partner.goto(link);
  await partner.getByRole("checkbox", { name: /^I authorize/ }).check();
  await partner.getByRole("button", { name: "Authorize indirect provider" }).click();
  await expect(partner.getByRole("main").getByText(`${PROVIDER} is your indirect provider`)).toBeVisible();

  // An Admin agent moves a customer, with its consent.
  await takeOver(partner, `/customers/${CUSTOMER.northwind}/account`, "partner-admin-agent");
  const providers = part(partner, "Indirect provider(s)");
  await providers.getByRole("button", { name: "Transfer customer on an indirect provider" }).click();
  const moving = dialog(partner, "Transfer customer on an indirect provider");
  await moving.getByRole("checkbox").check();
  await moving.getByRole("button", { name: "Save and continue" }).click();
  await expect(providers.getByRole("heading", { name: PROVIDER })).toBeVisible();

  // The request acts, its answer is lost, and the server with it: the same press again finds the request, once.
  await partner.goto(subscriptionsOf(CUSTOMER.northwind));
  await chooseForTransfer(partner, ["Office 365 E3"]);
  await reference.control({ fault: "POST /v1/customers=late" });
  await createButton(partner).click();
  await expect(requestDialog(partner).getByRole("alert")).toBeVisible();
  await crash();
  await createButton(partner).click();
  const transfer = idIn(await createdNotice(partner).innerText());
  await partner.reload();
  await expect(part(partner, "Subscription Transfer").getByRole("rowheader")).toHaveCount(1);

  // The provider accepts; it is being carried out when the server dies once more.
  await takeOver(provider, "/transfers", "provider-admin-agent");
  await row(provider, "Transfer requests", "Northwind Traders").getByRole("link", { name: "Northwind Traders" }).click();
  await provider.getByRole("button", { name: "Accept" }).click();
  await dialog(provider, "Accept transfer request").getByRole("button", { name: "Accept" }).click();
  await expect(provider.getByRole("list", { name: "The four steps" })).toContainText(`${PROVIDER} accepts or rejects: done`);
  await crash();
  await provider.reload();
  await expect(provider.getByRole("progressbar", { name: "1 of 1 subscription done" })).toBeVisible({ timeout: 30_000 });
  await part(provider, "Verification").getByRole("button", { name: "Mark as verified" }).click();
  await expect(part(provider, "Verification")).toContainText("Verified by Gijs Bakker");

  await partner.goto(transferOf(CUSTOMER.northwind, transfer));
  await part(partner, "Verification").getByRole("button", { name: "Mark as verified" }).click();
  const steps = ["creates the request", "accepts or rejects", "verifies", "verifies"];
  const sides = [PARTNER, PROVIDER, PROVIDER, PARTNER];
  await expect(partner.getByRole("list", { name: "The four steps" }).getByRole("listitem")).toContainText(steps.map((step, place) => `${sides[place]} ${step}: done`));
  // It was all kept: another kill, and both still read the end.
  await crash();
  for (const page of [partner, provider]) {
    await page.reload();
    await expect(page.getByRole("list", { name: "The four steps" })).toContainText(`${PARTNER} verifies: done`);
  }
  await expect(title(partner, `Transfer request to ${PROVIDER}`)).toBeVisible();
  expect(kills).toBe(6);
  expect(second.noted.filter((note) => !note.includes("Failed to load resource"))).toEqual([]);
  await second.context.close();
});
