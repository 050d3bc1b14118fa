/** What stands before the app does: it speaks the reader's language, and nothing moves when the app takes its place. */
import { expect, test } from "./fixtures.ts";
import { LANGUAGES, open, settled, text } from "./steps.ts";

const LOADING = { en: "Crossover is loading.", sv: "Crossover läses in.", nl: "Crossover wordt geladen.", de: "Crossover wird geladen." } as const;
const PURPOSE = {
  en: "Crossover carries a Microsoft CSP direct bill partner over to indirect reseller.",
  sv: "Crossover leder en CSP-partner hos Microsoft från direktfakturering till indirekt återförsäljare.",
  nl: "Crossover begeleidt een CSP-partner van Microsoft van directe facturering naar indirecte reseller.",
  de: "Crossover begleitet einen CSP-Partner von Microsoft von der Direktabrechnung zum indirekten Vertriebspartner.",
} as const;
const FAILED = {
  en: /^Crossover cannot be loaded completely\. /,
  sv: /^Crossover kan inte läsas in helt\. /,
  nl: /^Crossover kan niet helemaal worden geladen\. /,
  de: /^Crossover kann nicht vollständig geladen werden\. /,
} as const;

/** Something to wait for, until the test says that it has come. */
function later(): { wait: Promise<void>; come: () => void } {
  let come = (): void => undefined;
  const wait = new Promise<void>((done) => (come = done));
  return { wait, come: () => come() };
}

test.describe("an app that does not come", () => {
  test.use({ provoked: /Failed to load resource|Failed to fetch/ });

  for (const language of LANGUAGES) {
    test(`R167 the shell says so, by the address, in ${language}`, async ({ page }) => {
      // Held until what the shell says meanwhile was looked at.
      const looked = later();
      await page.route("**/*.wasm", async (route) => {
        await looked.wait;
        await route.abort("connectionreset");
      });
      await open(page, "/customers", { lang: language });
      await expect(page.getByRole("status")).toHaveText(LOADING[language]);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      // Who comes for the first time reads what is coming.
      await expect(page.getByText(PURPOSE[language], { exact: true })).toBeVisible();
      looked.come();
      const notice = page.getByRole("alertdialog", { name: FAILED[language] });
      await expect(notice).toBeVisible();
      await expect(notice.getByRole("button", { name: text(language, "crash.reload"), exact: true })).toBeFocused();
    });
  }

  test.describe("in a browser in Dutch", () => {
    test.use({ locale: "nl-NL" });

    test("R167 by the browser; a saved choice goes before it, and nonsense is passed over", async ({ page }) => {
      await page.route("**/*.wasm", (route) => route.abort("connectionreset"));
      await open(page, "/customers");
      await expect(page.getByRole("alertdialog", { name: FAILED.nl })).toBeVisible();
      await page.evaluate(() => localStorage.setItem("crossover.language", "sv"));
      await open(page, "/customers");
      await expect(page.getByRole("alertdialog", { name: FAILED.sv })).toBeVisible();
      await page.evaluate(() => localStorage.setItem("crossover.language", "toString"));
      await open(page, "/customers", { lang: "constructor" });
      await expect(page.getByRole("alertdialog", { name: FAILED.nl })).toBeVisible();
    });
  });
});

test("who was here before is not told again what Crossover is for", async ({ page }) => {
  await open(page, "/", { scenario: "ready" });
  await settled(page);
  const looked = later();
  await page.route("**/*.wasm", async (route) => {
    await looked.wait;
    await route.continue();
  });
  await page.reload();
  await expect(page.locator("#shell")).toBeVisible();
  await expect(page.getByText(PURPOSE.en, { exact: true })).toBeHidden();
  looked.come();
  await settled(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("R167 the page says what it needs, in four languages, each marked as such", async ({ page }) => {
    await page.goto("/");
    for (const [language, says] of [["sv", "kräver"], ["nl", "heeft"], ["de", "benötigt"]] as const) {
      await expect(page.locator(`noscript [lang=${language}]`)).toContainText(`Crossover ${says} JavaScript`);
    }
    await expect(page.locator("noscript .notice__body")).toContainText("Crossover needs JavaScript.");
    await expect(page.locator("noscript .notice__body")).toBeVisible();
  });
});

/** Widths at which static mode's bar has one line, two or three, by how long the words are: none is near one where that changes. */
for (const width of [390, 1024, 1366, 1920]) {
  test(`the frame stays where the shell has it, ${width} px wide`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    const heights = new Set<number>();
    for (const language of LANGUAGES) {
      const looked = later();
      await page.route("**/*.wasm", async (route) => {
        await looked.wait;
        await route.continue();
      });
      await open(page, "/", { scenario: "ready", lang: language });
      const header = page.locator("header.frame__header");
      const top = async (): Promise<number> => (await header.boundingBox())?.y ?? Number.NaN;
      await expect(page.locator("#shell")).toBeVisible();
      const before = await top();
      looked.come();
      await settled(page);
      heights.add(Math.round(await top()));
      expect(Math.abs((await top()) - before), `by how much the header moves in ${language}`).toBeLessThanOrEqual(2);
      await page.unroute("**/*.wasm");
    }
    expect(heights.size, "lines of the bar by language").toBe(width === 390 || width === 1366 ? 2 : 1);
  });
}
