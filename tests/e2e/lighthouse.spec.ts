/**
 * What Lighthouse says of the five main screens, as a phone (its usual slow network and slow processor) and as a desktop sees them. It
 * is a measurement, no test: `cargo xtask bench` asks for it by CROSSOVER_LIGHTHOUSE, the file that it writes, and runs it on the
 * release site. Beside that file it writes one with what a number does not tell: the largest paint, and the long tasks.
 */
import { writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig, type Config, type Flags, type RunnerResult } from "lighthouse";
import { CUSTOMER, subscriptionsOf } from "./steps.ts";

const FILE = process.env["CROSSOVER_LIGHTHOUSE"];
const CHROMIUM = process.env["CROSSOVER_CHROMIUM"];
/** How often speed is measured: the run in the middle counts, since the machine has other work too. */
const RUNS = Number(process.env["CROSSOVER_LIGHTHOUSE_RUNS"] ?? 3);
/** Screens and forms to look at, such as `Customers, mobile`; all where nothing is said. */
const ONLY = new RegExp(process.env["CROSSOVER_LIGHTHOUSE_ONLY"] ?? "");

const SCREENS = [
  { name: "Overview", path: "/", scenario: "ready" },
  { name: "Indirect providers", path: "/indirect-providers", scenario: "ready" },
  { name: "Customers", path: "/customers", scenario: "ready" },
  { name: "View Subscriptions", path: subscriptionsOf(CUSTOMER.northwind), scenario: "requested" },
  { name: "Transfer requests", path: "/transfers", scenario: "requested" },
] as const;

const FORMS = [
  { name: "mobile", config: undefined },
  { name: "desktop", config: desktopConfig },
] as const;

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
/** What is measured, in milliseconds but for the last, which has no unit. */
const METRICS = {
  FCP: "first-contentful-paint",
  LCP: "largest-contentful-paint",
  TTI: "interactive",
  TBT: "total-blocking-time",
  "speed index": "speed-index",
  CLS: "cumulative-layout-shift",
} as const;

type Result = RunnerResult["lhr"];

/** One look at `url`, by a browser of its own: nothing is left of the look before. */
async function look(url: string, config: Config | undefined, onlyCategories: readonly string[]): Promise<Result> {
  const browser = await launch({
    ...(CHROMIUM === undefined ? {} : { chromePath: CHROMIUM }),
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic"],
  });
  try {
    const flags: Flags = { port: browser.port, logLevel: "error", onlyCategories: [...onlyCategories] };
    const found = await lighthouse(url, flags, config);
    if (found?.lhr === undefined || found.lhr.runtimeError !== undefined) {
      throw new Error(`Lighthouse saw nothing at ${url}: ${found?.lhr.runtimeError?.message ?? "no result"}`);
    }
    return found.lhr;
  } finally {
    browser.kill();
  }
}

const score = (result: Result, category: string) => Math.round((result.categories[category]?.score ?? 0) * 100);
const metric = (result: Result, audit: string) => result.audits[audit]?.numericValue ?? 0;

/** What was looked at in the details of an audit, row by row. */
function rows(result: Result, audit: string): Record<string, unknown>[] {
  const details = result.audits[audit]?.details;
  return details !== undefined && "items" in details ? (details.items as Record<string, unknown>[]) : [];
}

/** The element of the largest paint, as it stands in the page. */
function largest(result: Result): string {
  const first = rows(result, "largest-contentful-paint-element")[0] as { items?: { node?: { snippet?: string } }[] } | undefined;
  return first?.items?.[0]?.node?.snippet ?? "";
}

test("what Lighthouse says of the main screens", async ({ baseURL }) => {
  test.setTimeout(3_600_000);
  const measured: Record<string, number> = {};
  const told: Record<string, unknown> = {};
  // How fast Lighthouse found the machine: it reckons with about 1,500, and a phone has a quarter of that.
  let index = 0;
  for (const { name: form, config } of FORMS) {
    for (const { name, path, scenario } of SCREENS) {
      const what = `${name}, ${form}`;
      if (!ONLY.test(what)) continue;
      const url = new URL(path, baseURL);
      url.search = new URLSearchParams({ scenario, as: "partner-owner", lang: "en" }).toString();
      const whole = await look(url.href, config, CATEGORIES);
      const looks = [whole];
      while (looks.length < RUNS) looks.push(await look(url.href, config, ["performance"]));
      const middle = looks.sort((a, b) => score(a, "performance") - score(b, "performance"))[Math.floor(looks.length / 2)]!;
      for (const category of CATEGORIES) {
        measured[`${what}: ${category}`] = score(category === "performance" ? middle : whole, category);
      }
      for (const [short, audit] of Object.entries(METRICS)) measured[`${what}: ${short}`] = metric(middle, audit);
      const tasks = rows(middle, "long-tasks").map(({ url, startTime, duration }) => ({ url, startTime, duration }));
      const lacks = CATEGORIES.flatMap((category) => whole.categories[category]?.auditRefs ?? [])
        .filter(({ id, weight }) => weight > 0 && (whole.audits[id]?.score ?? 1) < 0.9)
        .map(({ id }) => `${id}: ${whole.audits[id]?.displayValue ?? whole.audits[id]?.title}`);
      index = Math.max(index, ...looks.map((it) => it.environment.benchmarkIndex));
      told[what] = { scores: looks.map((it) => score(it, "performance")), largest: largest(middle), tasks, lacks };
      console.log(`${what}: ${JSON.stringify(Object.fromEntries(Object.entries(measured).filter(([key]) => key.startsWith(what))))}`);
      console.log(`${what}: ${JSON.stringify(told[what])}`);
    }
  }
  expect(Object.keys(measured)).not.toEqual([]);
  measured["Lighthouse's benchmark index of this machine, at its best"] = index;
  writeFileSync(FILE!, JSON.stringify(measured, null, 2));
  writeFileSync(FILE!.replace(/\.json$/, "-told.json"), JSON.stringify(told, null, 2));
});
