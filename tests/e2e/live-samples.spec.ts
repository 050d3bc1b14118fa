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
  pattern: RegExp;
  /** Query parameters with a fixed value: they tell samples of one address apart. */
  fixed: [string, string][];
}

function samples(): Sample[] {
  const lines = readFileSync(new URL("MANIFEST.tsv", FIXTURES), "utf8").trim().split("\n").slice(1);
  return lines.flatMap((line) => {
    const [file = "", kind, method, target = ""] = line.split("\t");
    if (kind !== "response" || method !== "GET") return [];
    const [path = "", query = ""] = target.split("?");
    const pattern = new RegExp(`^${path.replaceAll(/\{[^}]*\}/g, "[^/]+")}$`, "i");
    const fixed = [...new URLSearchParams(query)].filter(([name, value]) => !value.startsWith("{") && name !== "size");
    return [{ file, pattern, fixed }];
  });
}

/** Serves the samples, `first` before all others of its address; notes which were asked for. */
async function serve(page: Page, side: "partner" | "provider", first: string): Promise<Set<string>> {
  const asked = new Set<string>();
  const all = samples().toSorted((one, other) => Number(other.file === first) - Number(one.file === first));
  await page.route("**/config.json", (route) => route.fulfill({ contentType: "application/json", body: '{"mode":"live","apiBase":"/stub"}' }));
  await page.route(/\/stub\/v1\//, async (route) => {
    const url = new URL(route.request().url());
    const path = url.pathname.replace("/stub", "");
    if (path === "/v1/me") {
      const organization = { tenantId: "a", name: "Example", country: "SE", side };
      const roles = ["globalAdmin", "adminAgent", "salesAgent", "userManagementAdmin"];
      return route.fulfill({ json: { userId: "u", displayName: "U", email: "u@example.org", roles, organization, programs: [{ program: "indirectreseller", status: "active" }] } });
    }
    // What is asked for with a filter or for another kind is another sample's.
    const isFor = ({ pattern, fixed, file }: Sample) =>
      pattern.test(path) && (file === first || fixed.every(([name, value]) => (url.searchParams.get(name) ?? value).toLowerCase() === value.toLowerCase()));
    const sample = all.find(isFor);
    if (route.request().method() !== "GET" || sample === undefined) return route.fulfill({ status: 404, body: "" });
    asked.add(sample.file);
    await route.fulfill({ contentType: "application/json; charset=utf-8", body: readFileSync(new URL(sample.file, FIXTURES)) });
  });
  return asked;
}

const of = `/customers/${CUSTOMER}`;
/** Where each sample is asked for: by its file's beginning. */
const PLACES: [string, "partner" | "provider", string][] = [
  ["agreements.list", "partner", `${of}/account`],
  ["auditrecords.list", "partner", "/history"],
  ["customers.billing-profile", "partner", `${of}/account`],
  ["customers.company-profile", "partner", `${of}/account`],
  ["customers.get", "partner", `${of}/subscriptions`],
  ["customers.list", "partner", "/customers"],
  ["customers.of-indirect-reseller", "provider", "/customers"],
  ["relationships.list-indirect-resellers", "provider", "/indirect-resellers"],
  ["subscribedskus", "partner", `${of}/users`],
  ["subscriptions.get", "partner", `${of}/subscriptions/${SUBSCRIPTION}`],
  ["subscriptions.list", "partner", `${of}/subscriptions`],
  ["transfers.eligibility", "partner", `${of}/subscriptions?dialog=request-transfer`],
  ["transfers.list", "partner", `${of}/subscriptions`],
  ["users.list", "partner", `${of}/users`],
];

test.use({ provoked: /status of 404/ });

for (const [name, side, path] of PLACES) {
  for (const { file } of samples().filter((sample) => sample.file.startsWith(`${name}.`) || sample.file.startsWith(`${name}-`))) {
    test(`${file} renders on ${path.replace(of, "/customers/{customer}")}`, async ({ page }) => {
      const asked = await serve(page, side, file);
      await open(page, path);
      await settled(page);
      await expect.poll(() => [...asked]).toContain(file);
      await settled(page);
      await expect(page.getByText("The service sent an answer that cannot be read.")).toHaveCount(0);
      await expect(page.getByText("Something in Crossover broke.")).toHaveCount(0);
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
