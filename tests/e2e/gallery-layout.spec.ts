/**
 * Every screen of the gallery in German, whose words are the longest: nothing is cut off, lies on other text, sticks out or
 * scrolls sideways at any width, with text of twice the size, and with the text spacing that a reader may set. Targets are
 * large enough or stand apart.
 */
import { expect, test } from "./fixtures.ts";
import { flawsAt, LOOKS } from "./layout.ts";
import { LANGUAGES, open, screens, settled, text } from "./steps.ts";

/** In so many tests, so that they run side by side. */
const PARTS = 4;

// A failure names the address, which says all there is to it; a record of some hundred pages would take longer than the walk.
test.use({ trace: "off" });

for (let part = 0; part < PARTS; part += 1) {
  test(`R161 R163 R168 no text of the gallery's screens is cut, overlaps or scrolls sideways, ${part + 1} of ${PARTS}`, async ({ page }) => {
    test.setTimeout(900_000);
    const mine = (await screens(page, "de")).filter((_, place) => place % PARTS === part);
    expect(mine.length).toBeGreaterThan(0);
    for (const address of mine) {
      await test.step(address, async () => {
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.goto(address);
        await settled(page, "de");
        expect.soft(await flawsAt(page, LOOKS), address).toEqual([]);
      });
    }
  });
}

for (const language of LANGUAGES) {
  test(`R168 on a phone the header is one row, and what it opens has a name, in ${language}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, "/", { scenario: "requested", as: "partner-owner", lang: language });
    await settled(page, language);
    const header = page.getByRole("banner");
    const menu = header.getByRole("button", { name: text(language, "frame.menu") });
    const inbox = header.getByRole("link", { name: text(language, "frame.inbox") });
    const [brand, ...tools] = await Promise.all([header.getByRole("link", { name: "Crossover" }), inbox, menu].map((part) => part.boundingBox()));
    for (const tool of tools) expect(tool?.y, "where it begins").toBeLessThan((brand?.y ?? 0) + (brand?.height ?? 0));
  });
}

/** What is wrong with a page, made so on purpose, and what is told of it. */
const WRONG: readonly { what: string; html: string; told: RegExp }[] = [
  { what: "text that is cut at the side", html: '<div style="width: 60px; overflow: hidden; white-space: nowrap">Übertragungsanforderung</div>', told: /cut at the side/ },
  { what: "text that is cut below", html: '<div style="height: 10px; overflow: hidden">Übertragungsanforderung</div>', told: /cut above or below/ },
  { what: "text that ends in an ellipsis", html: '<p style="width: 60px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">Übertragungsanforderung</p>', told: /ellipsis/ },
  { what: "text on other text", html: '<p style="margin: 0">Übertragung</p><p style="margin: -12px 0 0">Anforderung</p>', told: /overlap/ },
  { what: "text that sticks out of its box", html: '<p style="width: 60px">Übertragungsanforderung</p>', told: /sticks out/ },
  { what: "a page that scrolls sideways", html: '<div style="width: 2000px; height: 10px"></div>', told: /the page scrolls sideways/ },
  { what: "a part that scrolls sideways", html: '<div style="width: 90px; overflow-x: auto"><p style="width: 300px">Übertragung</p></div>', told: /scrolls sideways: div/ },
  { what: "a choice that is cut", html: '<label>Art <select style="width: 60px"><option>Indirekter Vertriebspartner</option></select></label>', told: /in select/ },
  { what: "targets that a finger misses", html: '<a href="#1" style="display: block; width: 30px; height: 12px; font-size: 8px">A</a><a href="#2" style="display: block; width: 30px; height: 12px; font-size: 8px">B</a>', told: /^1280 px: 30 × 12/ },
  { what: "text that does not bear spacing", html: '<div style="width: 175px; height: 20px; overflow: hidden; font: 14px sans-serif">Übertragungsanforderung</div>', told: /spaced text: cut/ },
];

for (const { what, html, told } of WRONG) {
  test(`the measure tells ${what}`, async ({ page }) => {
    await page.setContent(`<!doctype html><html lang="de"><body style="font-size: 16px"><main>${html}</main></body></html>`);
    expect((await flawsAt(page, LOOKS.filter(({ width, text }) => width === 1280 && text === undefined))).join("\n")).toMatch(new RegExp(told, "m"));
  });
}

test("the measure has nothing to tell where nothing is wrong", async ({ page }) => {
  await page.setContent('<!doctype html><html lang="de"><body><main><h1>Übersicht</h1><p>Alles <a href="#1">steht</a> da.</p></main></body></html>');
  expect(await flawsAt(page, LOOKS)).toEqual([]);
});
