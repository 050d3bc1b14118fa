/**
 * What every end-to-end test stands on: `test` and `expect` of Playwright, and a watch over each page. A test
 * fails when a page writes an error to the console, throws, or asks anyone but its own origin.
 */
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type BrowserContext, type ConsoleMessage, type Page, type Request } from "@playwright/test";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { fileURLToPath } from "node:url";

/** What axe checks: WCAG 2.2 A and AA, and what its authors know to be good practice. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const validator = new HtmlValidate(new FileSystemConfigLoader());
const CONFIG = fileURLToPath(new URL("page.html", import.meta.url));

interface Watched {
  /**
   * Errors that a test provokes on purpose, by pattern: `test.use({ provoked: /config\.json/ })`. All others
   * still fail it.
   */
  provoked: RegExp;
}

/** Notes what no page of ours may do. Everything noted so far is in the list that is given back. */
export function watch(context: BrowserContext, origin: string): string[] {
  const noted: string[] = [];
  context.on("console", (message: ConsoleMessage) => {
    if (message.type() === "error") noted.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => noted.push(`page: ${error.error().stack ?? error.error().message}`));
  context.on("request", (request: Request) => {
    const url = new URL(request.url());
    if (["http:", "https:", "ws:", "wss:"].includes(url.protocol) && url.host !== new URL(origin).host) {
      noted.push(`left the origin: ${request.url()}`);
    }
  });
  return noted;
}

export const test = base.extend<Watched>({
  // Nothing matches it.
  provoked: [/(?!)/, { option: true }],
  context: async ({ context, baseURL, provoked }, use) => {
    if (baseURL === undefined) throw new Error("the configuration names no baseURL");
    const noted = watch(context, baseURL);
    await use(context);
    const unexpected = noted.filter((note) => !provoked.test(note));
    expect(unexpected, "what the pages of this test did wrong").toEqual([]);
  },
});

/** Holds the page, as it stands, against {@link RULES}: no violation. `look` says how it is shown, where that is not told by its address. */
export async function expectAccessible(page: Page, look = ""): Promise<void> {
  // A page of ours has no frames: it is looked at where it stands, without a second page for the sum; and of what holds nobody reads. It
  // takes half the time. The tags come last: `options` would forget them.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] }).withTags(RULES);
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`));
  expect.soft(found, `accessibility of ${page.url()} ${look}`.trim()).toEqual([]);
}

/** Holds what the app has rendered against the HTML standard: no error. */
export async function expectValidHtml(page: Page): Promise<void> {
  // The framework marks its place in an empty text area by a comment node, which has no form in HTML.
  const html = (await page.content()).replaceAll(/(<textarea[^>]*>)<!---->/g, "$1");
  const report = await validator.validateString(html, CONFIG);
  const found = report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`));
  expect.soft(found, `HTML of ${page.url()}`).toEqual([]);
}

export { expect };
