/**
 * Every published sample of an answer, served by a plain stub that knows nothing else: the page that asks for it renders.
 */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { open, settled } from "./steps.ts";

const FIXTURES = new URL("../fixtures/", import.meta.url);
const CUSTOMER = "b44bb1fb-c595-45b0-9e09-d657365580bf";
const SUBSCRIPTION = "1dcd327f-761e-47cb-bb7e-8913655c1d15";
const TRANSFER = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

interface Sample {
  file: string;
  status: number;
  pattern: RegExp;
  /** Query parameters with a fixed value: they tell samples of one address apart. */
  fixed: [string, string][];
  /** Whether it answers a filter. */
  filtered: boolean;
}

/** Lines of the list of samples: file, kind, method, address, status. */
function manifest(): { file: string; kind: string; method: string; target: string; status: number }[] {
  const lines = readFileSync(new URL("MANIFEST.tsv", FIXTURES), "utf8").trim().split("\n").slice(1);
  return lines.map((line) => {
    const [file = "", kind = "", method = "", target = "", status = ""] = line.split("\t");
    return { file, kind, method, target, status: Number(status) };
  });
}

/** Samples of what a page reads: answers, and refusals to read. */
function samples(): Sample[] {
  return manifest().flatMap(({ file, kind, method, target, status }) => {
    if (kind === "request" || method !== "GET") return [];
    const [path = "", query = ""] = target.split("?");
    const pattern = new RegExp(`^${path.replaceAll(/\{[^}]*\}/g, "[^/]+")}$`, "i");
    const fixed = [...new URLSearchParams(query)].filter(([name, value]) => !value.startsWith("{") && name !== "size");
    return [{ file, status, pattern, fixed, filtered: query.includes("filter=") }];
  });
}

/** Serves the samples, `first` before all others of its address; notes which were asked for. */
async function serve(page: Page, side: "partner" | "provider", first: string): Promise<Set<string>> {
  const asked = new Set<string>();
  // A refusal is served only where it is what is shown.
  const able = samples().filter(({ file, status }) => status === 200 || file === first);
  const all = able.toSorted((one, other) => Number(other.file === first) - Number(one.file === first));
  await page.route("**/config.json", (route) => route.fulfill({ contentType: "application/json", body: '{"mode":"live","apiBase":"/stub"}' }));
  await page.route(/\/stub\/v1\//, async (route) => {
    const url = new URL(route.request().url());
    const path = url.pathname.replace("/stub", "");
    if (path === "/v1/me") {
      const organization = { tenantId: "a", name: "Example", country: "SE", side };
      const roles = ["globalAdmin", "adminAgent", "salesAgent", "userManagementAdmin"];
      return route.fulfill({ json: { userId: "u", displayName: "U", email: "u@example.org", roles, organization, programs: [{ program: "indirectreseller", status: "active" }] } });
    }
    const own = EXTENSION[`${route.request().method()} ${path}`];
    if (own !== undefined) return route.fulfill({ json: own });
    // What is asked for with a filter or for another kind is another sample's.
    const isFor = ({ pattern, fixed, filtered, file }: Sample) =>
      pattern.test(path) && (file === first || (filtered === url.searchParams.has("filter") && fixed.every(([name, value]) => (url.searchParams.get(name) ?? value).toLowerCase() === value.toLowerCase())));
    const sample = all.find(isFor);
    if (route.request().method() !== "GET" || sample === undefined) return route.fulfill({ status: 404, body: "" });
    asked.add(sample.file);
    await route.fulfill({ contentType: "application/json; charset=utf-8", status: sample.status, body: readFileSync(new URL(sample.file, FIXTURES)) });
  });
  return asked;
}

const of = `/customers/${CUSTOMER}`;
const RESELLER = "484e548c-f5f3-4528-93a9-c16c6373cb59";
/** What the extension has to say before a page asks for what is documented: an enrolment that is offered, a provider. */
const EXTENSION: Record<string, unknown> = {
  "GET /v1/enrolledprograms/indirectreseller": { program: "indirectreseller", status: "offered", offer: { ruleSet: 2021, satisfied: true } },
};

/** What a person does on the page until the sample is asked for. */
type Doing = (page: Page) => Promise<void>;
const manage: Doing = (page) => page.getByRole("table", { name: "Users", exact: true }).getByRole("button", { name: "Manage" }).first().click();
const chooseSweden: Doing = async (page) => void (await page.getByRole("combobox", { name: "Country or region", exact: true }).selectOption("Sweden"));

/** Where each sample is asked for: by its file's beginning. */
const PLACES: [string, "partner" | "provider", string, Doing?][] = [
  ["agreements.document", "provider", `${of}/account?dialog=attest`],
  ["agreements.list", "partner", `${of}/account`],
  ["agreements.metadata", "provider", `${of}/account?dialog=attest`],
  ["auditrecords.list", "partner", "/history"],
  ["compliance.mpa-status", "provider", "/indirect-resellers"],
  ["countryvalidationrules.get", "provider", `/indirect-resellers/${RESELLER}/new-customer`, chooseSweden],
  ["customers.billing-profile", "partner", `${of}/account`],
  ["customers.company-profile", "partner", `${of}/account`],
  ["customers.get", "partner", `${of}/subscriptions`],
  ["customers.list", "partner", "/customers"],
  ["customers.of-indirect-reseller", "provider", "/customers"],
  ["customers.relationships", "partner", `${of}/account`],
  ["offers.list", "provider", `${of}/new-subscription`],
  ["profiles.billing", "partner", "/enroll"],
  ["profiles.legal-business", "partner", "/enroll"],
  ["profiles.mpn-verify", "partner", "/enroll"],
  ["profiles.organization", "partner", "/enroll"],
  ["profiles.support", "partner", "/enroll"],
  ["relationships.list-indirect-resellers", "provider", "/indirect-resellers"],
  ["relationships.request-url", "partner", "/customers?draft=relationship"],
  ["subscribedskus", "partner", `${of}/users`],
  ["subscriptions.get", "partner", `${of}/subscriptions/${SUBSCRIPTION}`],
  ["subscriptions.list", "partner", `${of}/subscriptions`],
  ["subscriptions.support-contact", "provider", `${of}/subscriptions/${SUBSCRIPTION}`],
  ["transfers.eligibility", "partner", `${of}/subscriptions?dialog=request-transfer`],
  ["transfers.list", "partner", `${of}/subscriptions`],
  ["users.directory-roles", "partner", `${of}/users`, manage],
  ["users.licenses", "partner", `${of}/users`, manage],
  ["users.list", "partner", `${of}/users`],
];

/**
 * Samples without a page of their own, by their file's beginning or ending, and why. `tests/wire` reads or sends each of them as
 * documented.
 */
const WITHOUT_PAGE: [RegExp, string][] = [
  [/\.request\.json$/, "is sent, not read; held against what the client sends"],
  [/^(addresses\.validate|agreements\.create|customers\.create-for-indirect-reseller|orders\.create-for-indirect-reseller)\.(error|response)/, "answers a write; live-answers.spec.ts shows it through its form"],
  [/^(subscriptions\.patch|subscriptions\.patch-quantity|transfers\.(accept|create|reject)|transfers-nc\.create|users\.(create|licenseupdates)|throttling)\.(error|response)/, "answers a write; live-answers.spec.ts shows it through its form"],
  [/^agreements\.direct-signed\./, "no page asks: the state of the agreement comes with the customer"],
  [/^carts\./, "no page orders by cart: one order does (section 11)"],
  [/^offers\.addons\./, "no page asks: the catalogue holds add-ons beside their base"],
  [/^subscriptions\.addons\./, "no page asks: add-ons come with the list of subscriptions"],
  [/^subscriptions\.provisioning-status\./, "no page asks: the status of the subscription is shown"],
];

const isAt = (file: string, [name]: (typeof PLACES)[number]): boolean => file.startsWith(`${name}.`) || file.startsWith(`${name}-`);

test("every published sample has its page, or a reason why it has none; and not both", () => {
  const reads = new Set(samples().map(({ file }) => file));
  const placed = (file: string) => reads.has(file) && PLACES.some((place) => isAt(file, place));
  const excused = (file: string) => WITHOUT_PAGE.some(([pattern]) => pattern.test(file));
  const all = manifest().map(({ file }) => file);
  expect(all.length).toBeGreaterThan(60);
  expect(all.filter((file) => placed(file) === excused(file))).toEqual([]);
  // Neither table holds what is no longer published.
  expect(PLACES.filter((place) => !all.some((file) => isAt(file, place)))).toEqual([]);
  expect(WITHOUT_PAGE.filter(([pattern]) => !all.some((file) => pattern.test(file)))).toEqual([]);
});

test.use({ provoked: /status of 40[04]/ });

for (const place of PLACES) {
  const [, side, path, act] = place;
  for (const { file } of samples().filter((sample) => isAt(sample.file, place))) {
    test(`${file} renders on ${path.replace(of, "/customers/{customer}")}`, async ({ page }) => {
      const asked = await serve(page, side, file);
      await open(page, path);
      await settled(page);
      await act?.(page);
      await expect.poll(() => [...asked]).toContain(file);
      await settled(page);
      await expect(page.getByText("The service sent an answer that cannot be read.")).toHaveCount(0);
      await expect(page.getByText("Something in Crossover broke.")).toBeHidden();
      await expect(page.getByRole("main")).not.toBeEmpty();
    });
  }
}

test("a request that the published samples describe renders on its own page", async ({ page }) => {
  await serve(page, "partner", "");
  const list: unknown = JSON.parse(readFileSync(new URL("transfers.list.response-200.json", FIXTURES), "utf8"));
  const one = Array.isArray(list) ? list[0] : (list as { items: unknown[] }).items[0];
  await page.route(/\/transfers\/[^/]+$/, (route) => (route.request().url().includes("/stub/") ? route.fulfill({ json: one }) : route.fallback()));
  await open(page, `${of}/transfers/${TRANSFER}`);
  await settled(page);
  await expect(page.getByRole("table", { name: "Subscriptions in this request" })).toBeVisible();
  await expect(page.getByText("The service sent an answer that cannot be read.")).toHaveCount(0);
});
