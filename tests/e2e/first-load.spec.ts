/** The first load stays as small as the first page needs: what comes later must not be needed by it. */
import { expect, test } from "./fixtures.ts";
import { LANGUAGES, type Language, open, settled, signIn, text } from "./steps.ts";

/** What may not be fetched for **Overview**: the texts of other pages. */
const LATER = /\/locales\/more\//;

/** Scenarios in which **Overview** looks different; where the enrolment is under way, more is fetched to say how it stands. */
const SCENARIOS = ["fresh", "draft", "enrolled", "restricted", "partnered", "requested", "empty"];

test("a partner's Overview needs no text beyond those that locales/first.json lists, whoever looks", async ({ page }) => {
  test.slow();
  const later: string[] = [];
  page.on("request", (request) => {
    if (LATER.test(request.url())) later.push(`${request.url()}, for ${page.url()}`);
  });
  for (const scenario of SCENARIOS) {
    await open(page, "/", { scenario, as: "partner-owner" });
    for (const persona of ["partner-owner", "partner-reader", "partner-sales-agent"] as const) {
      await signIn(page, persona);
      await settled(page);
      expect(later, `${scenario}, ${persona}: put the missing keys into locales/first.json`).toEqual([]);
    }
  }
});

test("a page beyond the first has its texts in the language that was chosen before", async ({ page }) => {
  await open(page, "/", { scenario: "ready", lang: "sv" });
  let before: Language = "sv";
  for (const language of LANGUAGES) {
    await page.getByRole("combobox", { name: text(before, "frame.language"), exact: true }).selectOption(language);
    before = language;
    await expect(page.getByRole("heading", { level: 1, name: text(language, "overview.title"), exact: true })).toBeVisible();
    await page.getByRole("link", { name: text(language, "nav.customers"), exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: text(language, "customers.title"), exact: true })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: text(language, "customers.column-step"), exact: true })).toBeVisible();
    await page.getByRole("link", { name: text(language, "nav.overview"), exact: true }).click();
  }
});

test("the first page fetches no file of what comes later, and the first group of pages brings its style sheet", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  const later = () => fetched.filter((path) => path.includes("/parts/") && !path.endsWith(".js"));
  await open(page, "/", { scenario: "fresh", as: "partner-owner" });
  await settled(page);
  const sheet = await page.locator('meta[name="later-styles"]').count();
  if (sheet > 0) expect(later().filter((path) => path.endsWith(".css"))).toEqual([]);
  await page.getByRole("link", { name: "Customers", exact: true }).first().click();
  // What the sheet of tables alone says.
  await expect(page.getByRole("cell").first()).toHaveCSS("vertical-align", "top");
  expect(later().filter((path) => path.endsWith(".css"))).toHaveLength(sheet);
});

test("what a panic would say of a library tells nothing of the machine that built the site", async ({ page, request }) => {
  const modules = new Set<string>();
  page.on("request", (asked) => asked.url().endsWith(".wasm") && modules.add(asked.url()));
  await open(page, "/customers", { scenario: "ready" });
  test.skip((await page.locator('meta[name="later-styles"]').count()) === 0, "a quick build has whole paths");
  await expect(page.getByRole("rowheader").first()).toBeVisible();
  expect(modules.size, "the page and its parts").toBeGreaterThan(2);
  const named: string[] = [];
  for (const url of modules) {
    const wasm = (await (await request.get(url)).body()).toString("latin1");
    expect(wasm, url).not.toContain("registry/src");
    named.push(...(wasm.match(/leptos-[\d.]+\/src/g) ?? []));
  }
  expect(named.length, "libraries are told by their names").toBeGreaterThan(0);
});

test.describe("texts that do not come", () => {
  test.use({ provoked: /Failed to load resource|Failed to fetch/ });

  test("a page beyond the first: it says so, and one press tries again", async ({ page }) => {
    await page.route("**/locales/more/*.json", (route) => route.abort("connectionreset"));
    await open(page, "/", { scenario: "ready" });
    await page.getByRole("link", { name: "Customers", exact: true }).first().click();
    const trouble = page.getByRole("alert");
    await expect(trouble).toContainText("The service cannot be reached.");
    await page.unroute("**/locales/more/*.json");
    await trouble.getByRole("button", { name: "Retry" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Customers" })).toBeVisible();
  });
});
