/**
 * The design gallery, walked by its own list, so that no screen can be left out: every screen in every state opens without an error,
 * can be used by everybody, and is valid HTML, in every language, light, dark and in forced colours.
 *
 * As a rule each screen is looked at in each language and in each mode, but not in all of both: every pair of screen and language, of
 * screen and mode, and of language and mode has its turn. With CROSSOVER_FULL=1 the whole product is walked.
 */
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectValidHtml, test } from "./fixtures.ts";
import { LANGUAGES, screens, settled } from "./steps.ts";

const FULL = process.env["CROSSOVER_FULL"] === "1";
const MODES = ["light", "dark", "forced colours"] as const;
type Mode = (typeof MODES)[number];
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** The narrowest page that everything has to fit on. */
const NARROWEST = { width: 320, height: 640 };

/** The one mode in which the screen at `place` of the gallery is looked at in the language of this number. */
function modeFor(place: number, language: number): Mode {
  return MODES[(place + language) % MODES.length] ?? "light";
}

async function setMode(page: Page, mode: Mode): Promise<void> {
  await page.emulateMedia(
    mode === "forced colours" ? { colorScheme: "light", forcedColors: "active" } : { colorScheme: mode, forcedColors: "none" },
  );
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

/** In so many tests for a language, so that they run side by side. */
const PARTS = 2;

// A failure names the address, which says all there is to it; a record of some hundred pages would take longer than the walk.
test.use({ trace: "off" });

for (const [number, language] of LANGUAGES.entries()) {
  for (let part = 0; part < PARTS; part += 1) {
    test(`R161 R163 R168 the gallery's screens in ${language}, in every mode, ${part + 1} of ${PARTS}`, async ({ page }) => {
      test.setTimeout(FULL ? 1_800_000 : 600_000);
      await page.setViewportSize(DESKTOP);
      const all = await screens(page, language);
      const mine = all.map((address, place) => ({ address, place })).filter(({ place }) => place % PARTS === part);
      expect(mine.length).toBeGreaterThan(0);
      for (const { address, place } of mine) {
        await test.step(address, async () => {
          const modes = FULL ? MODES : [modeFor(place, number)];
          await setMode(page, modes[0] ?? "light");
          await page.goto(address);
          await settled(page, language);
          expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
          await expectValidHtml(page);
          if (language !== "en") await expectForeignMarked(page);
          for (const mode of modes) {
            await setMode(page, mode);
            await expectAccessible(page, mode);
          }
        });
      }
    });
  }
}

test("every pair of screen, language and mode has its turn in the shorter walk", () => {
  const pairs = new Set<string>();
  for (const place of MODES.keys()) {
    const modes = LANGUAGES.map((_, language) => modeFor(place, language));
    expect(new Set(modes), `modes of screen ${place}`).toEqual(new Set(MODES));
    for (const [language, mode] of modes.entries()) pairs.add(`${language} ${mode}`);
  }
  expect(pairs.size).toBe(LANGUAGES.length * MODES.length);
});

for (const mode of MODES) {
  test(`R168 the gallery itself, ${mode}`, async ({ page }) => {
    await setMode(page, mode);
    await page.setViewportSize(DESKTOP);
    await screens(page, "en");
    await expectAccessible(page, mode);
    await expectValidHtml(page);
    for (const narrow of [NARROWEST, PHONE]) {
      await page.setViewportSize(narrow);
      await expectNoSidewaysScrolling(page);
      await expectAccessible(page, mode);
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
