/** The four languages: which one is loaded, and what goes by it besides the texts. */
import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures.ts";
import { CUSTOMER, LANGUAGES, PROVIDER, REQUEST, notReloaded, open, settled, subscriptionsOf, text, title, transferOf } from "./steps.ts";

test("R167 only the language in use is loaded, of the screen and of a draft", async ({ page }) => {
  const loaded: string[] = [];
  page.on("request", (request) => {
    const file = /\/locales\/(.+)\.json$/.exec(new URL(request.url()).pathname);
    if (file?.[1] !== undefined) loaded.push(file[1]);
  });
  await open(page, "/", { scenario: "requested", as: "partner-admin-agent", lang: "de" });
  await settled(page, "de");
  await page.getByRole("link", { name: text("de", "nav.customers"), exact: true }).click();
  await expect(title(page, text("de", "customers.title"))).toBeVisible();
  expect(new Set(loaded)).toEqual(new Set(["de", "more/de"]));
  // The draft to the provider: in the language of who reads it, its own texts alone.
  await open(page, `${transferOf(CUSTOMER.northwind, REQUEST)}?draft=created`);
  const mail = page.locator("#draft-language");
  await expect(mail).toBeVisible();
  await expect(page.locator("#draft-body")).toHaveValue(/./);
  const of = `mail/${await mail.inputValue()}`;
  expect(new Set(loaded)).toEqual(new Set(["de", "more/de", of]));
});

test("R167 R174 the language changes without a reload, and nothing that was typed or chosen is lost", async ({ page }) => {
  await open(page, "/enroll", { scenario: "fresh", as: "partner-global-admin" });
  await settled(page);
  const stays = notReloaded(page);
  // By its place, since its label changes.
  const first = page.getByRole("main").getByRole("textbox").first();
  const agreed = page.getByRole("checkbox");
  await first.fill("Åsa-Britt");
  await agreed.check();
  let spoken: (typeof LANGUAGES)[number] = "en";
  for (const language of ["sv", "de", "nl", "en"] as const) {
    await page.getByRole("combobox", { name: text(spoken, "frame.language"), exact: true }).selectOption(language);
    await expect(title(page, text(language, "enroll.title"))).toBeVisible();
    await expect(first).toHaveValue("Åsa-Britt");
    await expect(agreed).toBeChecked();
    spoken = language;
  }
  stays();
  // Search and filter of a list.
  await open(page, "/customers?kind=indirect&q=tail", { scenario: "partnered" });
  await page.getByRole("combobox", { name: "Language", exact: true }).selectOption("sv");
  await expect(page.getByRole("searchbox")).toHaveValue("tail");
  await expect(page.getByRole("row").filter({ hasText: PROVIDER })).toHaveCount(1);
});

for (const language of LANGUAGES) {
  test(`R71 R167 a file for a spreadsheet opens in columns there, in ${language}`, async ({ page }) => {
    await open(page, subscriptionsOf(CUSTOMER.northwind), { scenario: "ready", as: "partner-owner", lang: language });
    await settled(page, language);
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: text(language, "customers.export") }).first().click();
    const [head = "", first = ""] = (await readFile(await (await downloading).path(), "utf8")).split("\r\n");
    // Where decimals have a comma Excel takes a semicolon between cells; the mark says UTF-8.
    const between = language === "en" ? "," : ";";
    expect(head).toMatch(new RegExp(`^\uFEFFsubscriptionId${between}name${between}offerName`));
    expect(first.split(between)).toHaveLength(head.split(between).length);
  });
}
