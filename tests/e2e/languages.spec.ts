/** The four languages: which one is loaded, and what goes by it besides the texts. */
import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures.ts";
import { CUSTOMER, LANGUAGES, open, settled, subscriptionsOf, text } from "./steps.ts";

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
