/**
 * The design gallery, walked: every screen in every state opens without an error, can be used by everybody, and is valid HTML.
 *
 * As a rule each screen is looked at once, on a desktop, in one of the four languages, light or dark: every pair of the two
 * has its turn, with as many screens. With CROSSOVER_FULL=1 each is looked at in all of them, on a phone too.
 */
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectValidHtml, test } from "./fixtures.ts";
import { LANGUAGES, open, settled, text, title, type Language } from "./steps.ts";

const FULL = process.env["CROSSOVER_FULL"] === "1";
const MODES = ["light", "dark"] as const;
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** The narrowest page that everything has to fit on. */
const NARROWEST = { width: 320, height: 640 };

/** A language with a colour mode, and its number among them all. */
const PAIRS = MODES.flatMap((mode) => LANGUAGES.map((language) => ({ language, mode }))).map((pair, number) => ({ ...pair, number }));

/** The addresses that the gallery lists, in its order. */
async function screens(page: Page, language: Language): Promise<string[]> {
  await open(page, "/design", { scenario: "ready", as: "partner-owner", lang: language });
  await expect(title(page, text(language, "design.title"))).toBeVisible();
  const links = page.getByRole("main").getByRole("listitem").getByRole("link");
  await expect(links).not.toHaveCount(0);
  return links.evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href));
}

/** Nothing is cut off or needs sideways scrolling, at the width that the page has now. */
async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect.soft(needed, `width of ${page.url()}`).toBeLessThanOrEqual(there ?? 0);
}

/** What people typed: in which language nobody knows. */
const TYPED = [/^Office 365 E3 is agreed with 20 licences/];

/**
 * A passage in another language than the screen says so by `lang`, or a screen reader would read it out as if it were not: here
 * English ones, told by words that are no words of Swedish, Dutch or German.
 */
async function expectForeignMarked(page: Page): Promise<void> {
  const plain = await page.getByRole("main").evaluate((main) => {
    const isPlain = (element: Element | null): boolean => element?.closest("[lang]") === document.documentElement;
    const found: string[] = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) if (isPlain(node.parentElement)) found.push(node.textContent ?? "");
    for (const field of main.querySelectorAll("textarea, input")) if (isPlain(field)) found.push((field as HTMLInputElement).value);
    return found.map((text) => text.trim());
  });
  const english = plain.filter((text) => /\b(the|with|and|cannot)\b/i.test(text) && !TYPED.some((typed) => typed.test(text)));
  expect.soft(english, `passages without lang on ${page.url()}`).toEqual([]);
}

for (const { language, mode, number } of PAIRS) {
  for (const size of FULL ? [DESKTOP, PHONE] : [DESKTOP]) {
    test(`R161 R163 R168 the gallery's screens in ${language}, ${mode}, ${size.width} px wide`, async ({ page }) => {
      test.setTimeout(FULL ? 600_000 : 120_000);
      await page.emulateMedia({ colorScheme: mode });
      await page.setViewportSize(size);
      const all = await screens(page, language);
      const mine = FULL ? all : all.filter((_, place) => place % PAIRS.length === number);
      expect(mine.length).toBeGreaterThan(0);
      for (const address of mine) {
        await test.step(address, async () => {
          await page.setViewportSize(size);
          await page.goto(address);
          await settled(page, language);
          expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
          await expectAccessible(page);
          await expectValidHtml(page);
          if (language !== "en") await expectForeignMarked(page);
          for (const narrow of [NARROWEST, PHONE]) {
            await page.setViewportSize(narrow);
            await expectNoSidewaysScrolling(page);
          }
        });
      }
    });
  }
}

for (const mode of MODES) {
  test(`R168 the gallery itself, ${mode}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: mode });
    await page.setViewportSize(DESKTOP);
    await screens(page, "en");
    await expectAccessible(page);
    await expectValidHtml(page);
    for (const narrow of [NARROWEST, PHONE]) {
      await page.setViewportSize(narrow);
      await expectNoSidewaysScrolling(page);
      await expectAccessible(page);
    }
  });
}

test("R163 the gallery lists every scenario, by flow and step, and is searched", async ({ page }) => {
  const all = await screens(page, "en");
  expect(new Set(all).size).toBe(all.length);
  const scenarios = new Set(all.map((address) => new URL(address).searchParams.get("scenario")));
  for (const scenario of [
    "fresh",
    "partnered",
    "ready",
    "requested",
    "drifted",
    "in-progress",
    "complete",
    "partial",
    "rejected-transfer",
    "verified",
    "empty",
    "asked",
  ]) {
    expect([...scenarios], "scenarios of the gallery").toContain(scenario);
  }
  await expect(page.getByRole("heading", { level: 2 })).toHaveText([
    "Start",
    "Partner: enrolment",
    "Partner: partnership and invitations",
    "Customer: account and extension",
    "Partner: transfer",
    "Provider: partnerships",
    "Provider: new customers and orders",
    "Provider: transfer",
    "The whole business",
    "When things go wrong",
  ]);
  await page.getByRole("searchbox").fill("rejected");
  await expect(page.getByRole("heading", { level: 2 })).toHaveText(["Partner: enrolment", "Partner: transfer"]);
  await page.getByRole("link", { name: "Request, rejected" }).click();
  await expect(page.getByText("The provider rejected the request")).toBeVisible();
});
