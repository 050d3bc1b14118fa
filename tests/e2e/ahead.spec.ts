/** A page beyond the first that is opened cold: what it is made of is fetched along with the app and not after it, all of it and no more. */
import { expect, test } from "./fixtures.ts";
import { CUSTOMER, open, settled, subscriptionsOf } from "./steps.ts";

const SETTING = { scenario: "ready", as: "partner-owner", lang: "en" } as const;

/** All but the page of all components, which shows an error too: what draws one comes when one is met. */
const ADDRESSES = [
  "/customers",
  subscriptionsOf(CUSTOMER.northwind),
  `/customers/${CUSTOMER.northwind}/account`,
  "/customers/new-customer",
  "/transfers",
  "/indirect-providers",
  "/find-a-provider",
  "/enroll",
  "/settings",
  "/settings/account-settings/partner-profile/program-info",
  "/history",
  "/move",
  "/rehearsal",
  "/design",
];

/** The file of a part that an address names. */
function partIn(address: string): string | undefined {
  return /\/parts\/(.+\.wasm)$/.exec(new URL(address).pathname)?.[1];
}

for (const address of ADDRESSES) {
  test(`cold, all that it needs comes along: ${address}`, async ({ page }) => {
    const ahead = new Set<string>();
    page.on("request", (request) => {
      const part = partIn(request.url());
      if (part !== undefined) ahead.add(part);
    });
    // The app asks by this function, what was fetched ahead for it too.
    await page.addInitScript(() => {
      const { fetch } = window;
      const asked: string[] = [];
      window.fetch = (...what) => {
        asked.push(what[0] instanceof Request ? what[0].url : new URL(what[0], document.baseURI).href);
        return fetch(...what);
      };
      Object.assign(window, { asked });
    });
    let release = (): void => undefined;
    const held = new Promise<void>((go) => (release = go));
    await page.route(/\/crossover-\w+_bg\.wasm$/, async (route) => {
      await held;
      await route.continue();
    });
    const texts = page.waitForRequest(/\/locales\/(?:more\/)?en\.json$/);
    await open(page, address, SETTING);
    await texts;
    test.skip((await page.locator('meta[name="later-styles"]').count()) === 0, "a build without parts has nothing to fetch ahead");
    // The app itself is not there yet.
    await expect(page.locator('link[rel="preload"][href*="split_"]')).not.toHaveCount(0);
    const links = await page.locator('link[rel="preload"][href*="parts/"][as="fetch"]').evaluateAll((all) => all.map((it) => (it as HTMLLinkElement).href));
    release();
    await settled(page);
    const asked = () => page.evaluate(() => (window as unknown as { asked: string[] }).asked);
    const parts = (addresses: string[]) => [...new Set(addresses.map(partIn).filter((it) => it !== undefined))].sort();
    await expect.poll(async () => parts(await asked()), "what the app asks for, of what was fetched ahead").toEqual(parts(links));
    expect([...ahead].sort(), "what was fetched at all").toEqual(parts(links));
    expect((await asked()).filter((it) => it.endsWith("/locales/more/en.json")), "the texts, once").toHaveLength(1);
  });
}
