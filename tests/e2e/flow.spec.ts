/**
 * The whole subscription transfer, from the partner's request to the verification of both sides: two browser pages, partner
 * and provider, on one simulated service. Nobody reloads a page.
 */
import { readFile } from "node:fs/promises";
import { expect, expectAccessible, test } from "./fixtures.ts";
import {
  CONTOSO_MPN,
  CUSTOMER,
  PARTNER,
  PROVIDER,
  copyDraft,
  dialog,
  idIn,
  mailDraft,
  notReloaded,
  open,
  part,
  passTime,
  row,
  stopTime,
  title,
} from "./steps.ts";

const SUBSCRIPTIONS = "Subscriptions of Northwind Traders";

test("R99 R103 R104 R111 R152 R154 R156 R158 R159 a transfer, from the request to the verification of both sides", async ({
  context,
  page: partner,
}) => {
  test.slow();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);

  // The partner finds the customer, and what it has.
  await open(partner, "/", { scenario: "ready", as: "partner-admin-agent" });
  await expect(title(partner, "Overview")).toBeVisible();
  await expectAccessible(partner);
  await partner.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
  await row(partner, "Customers", "Northwind Traders").getByRole("button", { name: "Quick links" }).click();
  await expect(partner.getByRole("definition").filter({ hasText: PROVIDER })).toContainText("by relationship extension since");
  await expectAccessible(partner);
  await partner.getByRole("link", { name: "View Subscriptions" }).click();
  await expect(title(partner, "Subscriptions")).toBeVisible();
  await partner.getByRole("link", { name: "Azure pay-as-you-go" }).click();
  await expect(title(partner, "Azure pay-as-you-go")).toBeVisible();
  await expect(partner.getByRole("term").filter({ hasText: "Azure Subscription ID" })).toBeVisible();
  await expectAccessible(partner);
  const codes = await partner.getByRole("definition").getByRole("code").allInnerTexts();
  const azureId = codes.at(-1) ?? "";
  expect(idIn(azureId)).toBe(azureId);
  await partner.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "Subscriptions" }).click();

  // The provider waits at its inbox.
  const provider = await context.newPage();
  await open(provider, "/transfers", { as: "provider-admin-agent" });
  await expect(provider.getByText("No open transfer requests")).toBeVisible();
  await expectAccessible(provider);
  const partnerStays = notReloaded(partner);
  const providerStays = notReloaded(provider);

  // The partner chooses and creates.
  const section = part(partner, "Subscription Transfer");
  await expect(section.getByText("No transfer requests yet")).toBeVisible();
  await expectAccessible(partner);
  await section.getByRole("button", { name: "Request subscription transfer" }).click();
  const asked = dialog(partner, "Request subscription transfer");
  await expect(asked.getByText(`Indirect Provider ${PROVIDER}`)).toBeVisible();
  await asked.getByRole("checkbox", { name: "Office 365 E3" }).check();
  await asked.getByRole("checkbox", { name: "Azure pay-as-you-go" }).check();
  await expectAccessible(partner);
  await asked.getByRole("button", { name: "Create" }).click();
  await expect(asked).toBeHidden();
  const created = row(partner, "Subscription Transfer", "Office 365 E3 and Azure pay-as-you-go");
  await expect(created).toContainText("Active");
  const transfer = idIn(await created.innerText());

  // The draft that tells the provider.
  await expect(part(partner, `Inform ${PROVIDER}`)).toBeVisible();
  await expectAccessible(partner);
  const mail = await mailDraft(partner);
  expect(mail.searchParams.get("subject")).toBe(`Transfer request ${transfer} for Northwind Traders`);
  const draft = await copyDraft(partner);
  const link = new URL(`/customers/${CUSTOMER.northwind}/transfers/${transfer}`, partner.url()).href;
  expect(draft.split("\n")).toContain(link);
  expect(mail.searchParams.get("body")?.split("\r\n")).toContain(link);
  await part(partner, `Inform ${PROVIDER}`).getByRole("button", { name: "Done" }).click();
  await expect(part(partner, `Inform ${PROVIDER}`)).toBeHidden();

  // The provider sees it come in, looks through it and accepts.
  const waiting = row(provider, "Transfer requests", "Northwind Traders");
  await expect(waiting).toContainText(PARTNER);
  await expect(waiting).toContainText("Active");
  await expectAccessible(provider);
  await waiting.getByRole("link", { name: "Northwind Traders" }).click();
  await expect(title(provider, `Transfer request from ${PARTNER}`)).toBeVisible();
  const lines = "Subscriptions in this request";
  for (const [name, quantity] of [["Office 365 E3", "25"], ["Audio Conferencing", "10"], ["Azure pay-as-you-go", "1"]] as const) {
    const line = row(provider, lines, name);
    await expect(line.getByRole("cell", { name: quantity, exact: true })).toBeVisible();
    await expect(line.getByRole("cell", { name: CONTOSO_MPN })).toBeVisible();
  }
  await expectAccessible(provider);
  await stopTime(provider);
  await provider.getByRole("button", { name: "Accept" }).click();
  const accepting = dialog(provider, "Accept transfer request");
  await expect(accepting).toContainText("This cannot be undone here.");
  await provider.clock.resume();
  await expectAccessible(provider);
  await stopTime(provider);
  await accepting.getByRole("button", { name: "Accept" }).click();

  // Line by line.
  await expect(row(provider, lines, "Office 365 E3")).toContainText("Complete");
  await expect(row(provider, lines, "Azure pay-as-you-go")).toContainText("In progress");
  await expect(provider.getByRole("progressbar", { name: "1 of 2 subscriptions done" })).toBeVisible();
  await expect(row(partner, "Subscription Transfer", transfer)).toContainText("In progress");
  await passTime(provider, 5);
  await expect(row(provider, lines, "Azure pay-as-you-go")).toContainText("Complete");
  await expect(provider.getByRole("progressbar", { name: "2 of 2 subscriptions done" })).toBeVisible();
  await provider.clock.resume();
  await expectAccessible(provider);

  // Partner's page, on which nobody touched anything.
  await expect(row(partner, "Subscription Transfer", transfer).getByRole("cell", { name: "Complete", exact: true })).toBeVisible();

  // The provider finds the subscriptions under their new ids, and says so.
  await expect(part(provider, "Verification")).toContainText("Everything is as expected");
  const moved = part(provider, "Old and new subscription ids").getByRole("listitem");
  const newIds = new Map<string, string>();
  for (const name of ["Office 365 E3", "Audio Conferencing", "Azure pay-as-you-go"]) {
    const ids = await moved.filter({ hasText: name }).getByRole("code").allInnerTexts();
    expect(ids[0]).not.toBe(ids[1]);
    newIds.set(name, ids[1] ?? "");
    if (name.startsWith("Azure")) expect(ids[2]).toBe(azureId);
  }
  await provider.getByRole("definition").getByRole("link", { name: "Northwind Traders" }).click();
  await expect(title(provider, "Subscriptions")).toBeVisible();
  for (const [name, quantity] of [["Office 365 E3", "25"], ["Audio Conferencing", "10"], ["Azure pay-as-you-go", "1"]] as const) {
    const listed = row(provider, SUBSCRIPTIONS, name);
    await expect(listed.getByRole("cell", { name: quantity, exact: true })).toBeVisible();
    await expect(listed.getByRole("cell", { name: "Active", exact: true })).toBeVisible();
    await expect(listed.getByRole("link", { name })).toHaveAttribute("href", new RegExp(`/${newIds.get(name) ?? ""}$`));
  }
  await expectAccessible(provider);
  await row(provider, "Subscription Transfer", transfer).getByRole("link").click();
  await part(provider, "Verification").getByRole("button", { name: "Mark as verified" }).click();
  await expect(part(provider, "Verification")).toContainText("Verified by Gijs Bakker, 21 Nov 2026, 09:00 UTC");
  await provider.getByRole("button", { name: "Inform the partner" }).click();
  const inform = part(provider, `Inform ${PARTNER}`);
  await expect(inform.getByRole("textbox", { name: "Subject" })).toHaveValue(`Transfer request ${transfer} for Northwind Traders is complete`);
  await expectAccessible(provider);
  const told = await copyDraft(provider);
  expect(told).toContain(`2 of 2 subscriptions are now with ${PROVIDER}`);
  expect(told.split("\n")).toContain(link);
  await inform.getByRole("button", { name: "Done" }).click();
  await expect(inform).toBeHidden();

  // The partner finds what must be left: E3 suspended, Azure gone.
  await expect(row(partner, SUBSCRIPTIONS, "Office 365 E3")).toContainText("Suspended");
  await expect(row(partner, SUBSCRIPTIONS, "Audio Conferencing")).toContainText("Suspended");
  await expect(row(partner, SUBSCRIPTIONS, "Azure pay-as-you-go")).toHaveCount(0);
  await expect(row(partner, SUBSCRIPTIONS, "Intune")).toContainText("Active");
  await expectAccessible(partner);
  await row(partner, "Subscription Transfer", transfer).getByRole("link").click();
  await expect(title(partner, `Transfer request to ${PROVIDER}`)).toBeVisible();
  const verification = part(partner, "Verification");
  await expect(verification.getByRole("row", { name: "Office 365 E3" })).toContainText("Match");
  await expect(verification.getByRole("row", { name: "Azure pay-as-you-go" })).toContainText("Not listed");
  await expect(verification).toContainText("Everything is as expected");
  await expectAccessible(partner);
  await verification.getByRole("button", { name: "Mark as verified" }).click();
  await expect(verification).toContainText("Verified by Björn Åkesson, 21 Nov 2026, 09:00 UTC");
  const steps = provider.getByRole("list", { name: "The four steps" }).getByRole("listitem");
  await expect(steps).toContainText([
    `${PARTNER} creates the request: done`,
    `${PROVIDER} accepts or rejects: done`,
    `${PROVIDER} verifies: done`,
    `${PARTNER} verifies: done`,
  ]);

  // What became of each subscription, to keep.
  const ids = part(partner, "Old and new subscription ids");
  for (const [name, id] of newIds) await expect(ids.getByRole("listitem").filter({ hasText: name })).toContainText(id);
  await expect(ids.getByRole("listitem").filter({ hasText: "Azure pay-as-you-go" })).toContainText(azureId);
  const downloading = partner.waitForEvent("download");
  await ids.getByRole("button", { name: "Export as CSV" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`transfer-${transfer}.csv`);
  const [head, ...rows] = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  expect(head).toBe("\ufeffsubscription,quantity,status,oldSubscriptionId,newSubscriptionId,azureSubscriptionId,orderId");
  expect(rows.map((line) => line.split(",")).map(([name, quantity, status, , id, azure]) => [name, quantity, status, id, azure])).toEqual([
    ["Office 365 E3", "25", "Complete", newIds.get("Office 365 E3"), ""],
    ["Audio Conferencing", "10", "Complete", newIds.get("Audio Conferencing"), ""],
    ["Azure pay-as-you-go", "1", "Complete", newIds.get("Azure pay-as-you-go"), azureId],
  ]);
  partnerStays();
  providerStays();
});
