/**
 * Live mode: the address of the API is configuration, and nothing of static mode is left. A gateway stands in for the API.
 */
import type { Page, Route } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { PARTNER, UNREACHABLE, open, passTimeUntil, row, settled, stopTime, title } from "./steps.ts";

const GATEWAY = "https://gateway.example/csp";

const SESSION = {
  userId: "5d32fe61-985f-44e7-aa09-5ee82bb29976",
  displayName: "Astrid Lindqvist",
  email: "astrid.lindqvist@contoso.example",
  roles: ["globalAdmin"],
  organization: { tenantId: "47eaa099-2cb6-416d-86dc-283cf0480ff9", name: PARTNER, country: "SE", cspRegion: "Europe", side: "partner" },
  programs: [{ program: "indirectreseller", status: "active" }],
};

/** A collection of customers with these names, as the service writes it. */
function customers(...names: string[]) {
  const item = (companyName: string, place: number) => ({
    id: `b44bb1fb-c595-45b0-9e09-d657365580b${place}`,
    companyProfile: { companyName, domain: `${companyName.toLowerCase().replaceAll(" ", "-")}.example` },
    relationshipToPartner: "reseller",
    transition: { kind: "direct", openTransfers: 1, step: "requested" },
  });
  return { totalCount: names.length, items: names.map(item) };
}

function json(route: Route, body: unknown): Promise<void> {
  return route.fulfill({ contentType: "application/json", body: JSON.stringify(body) });
}

type Answer = (route: Route) => Promise<void>;

/** Has the app run live against `apiBase`, which answers by path; notes what was asked of it. */
async function goLive(page: Page, apiBase: string, answers: Record<string, Answer>): Promise<string[]> {
  const asked: string[] = [];
  await page.route("**/config.json", (route) => json(route, { mode: "live", apiBase }));
  await page.route(/\/v1\//, async (route) => {
    const url = new URL(route.request().url());
    const base = new URL(apiBase, url.origin);
    asked.push(`${route.request().method()} ${url.origin}${url.pathname}${url.search}`);
    const path = url.pathname.slice(base.pathname.replace(/\/$/, "").length);
    const answer = answers[path];
    await (answer === undefined ? route.fulfill({ status: 404, body: "" }) : answer(route));
  });
  return asked;
}

const me: Answer = (route) => json(route, SESSION);

test.describe("against another origin", () => {
  test.use({ provoked: /^left the origin: https:\/\/gateway\.example\/csp\/v1\// });

  test("R1 the app calls the configured address, that one only, and by the rules", async ({ page, baseURL }) => {
    const headers: Record<string, string>[] = [];
    const asked = await goLive(page, GATEWAY, {
      "/v1/me": me,
      "/v1/customers": async (route) => {
        headers.push(await route.request().allHeaders());
        await json(route, customers("Fourth Coffee"));
      },
    });
    const all: string[] = [];
    page.on("request", (request) => all.push(request.url()));
    await open(page, "/customers");
    await expect(row(page, "Customers", "Fourth Coffee")).toContainText("Direct bill");
    await expect(page.getByRole("banner")).toContainText("Astrid Lindqvist");
    expect(new Set(asked.map((call) => call.split("?")[0]))).toEqual(new Set([`GET ${GATEWAY}/v1/me`, `GET ${GATEWAY}/v1/customers`]));
    expect(all.filter((url) => !url.startsWith(`${baseURL ?? ""}/`) && !url.startsWith(`${GATEWAY}/v1/`))).toEqual([]);
    const sent = headers[0] ?? {};
    expect(sent["accept"]).toBe("application/json");
    for (const name of ["ms-requestid", "ms-correlationid"]) expect(sent[name]).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent["x-locale"]).toBe("en-GB");
  });

  test("static mode's parameters are dead, and so is its frame", async ({ page }) => {
    const asked = await goLive(page, GATEWAY, { "/v1/me": me, "/v1/customers": (route) => json(route, customers("Fourth Coffee")) });
    await open(page, "/customers?scale=many&start=never&tour=nowhere", {
      scenario: "nothing-of-this-name",
      as: "nobody",
      lang: "sv",
      now: "yesterday",
      rules: "1999",
      latency: "soon",
      fault: "GET /v1/customers=503",
    });
    await expect(title(page, "Customers")).toBeVisible();
    await expect(row(page, "Customers", "Fourth Coffee")).toBeVisible();
    expect(asked.length).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
    await expect(page.getByRole("complementary", { name: "Static mode" })).toHaveCount(0);
    await expect(page.getByText("Sample data")).toHaveCount(0);
    // The language can still be chosen.
    await page.getByRole("combobox", { name: "Language" }).selectOption("de");
    await expect(title(page, "Kunden")).toBeVisible();
    expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("crossover.simulation")))).toEqual([]);
  });
});

test("R29 an approval shows by itself, without a new sign-in", async ({ page }) => {
  let status = "pending";
  const program: Answer = (route) => {
    const verification = { status: "pending", step: "decision", stepSince: "2026-11-19T09:00:00Z" };
    return json(route, { program: "indirectreseller", status, submittedTime: "2026-11-16T09:00:00Z", verification });
  };
  await stopTime(page);
  await goLive(page, "/gateway", {
    "/v1/me": (route) => json(route, { ...SESSION, programs: [{ program: "indirectreseller", status }] }),
    "/v1/customers": (route) => json(route, customers("Fourth Coffee")),
    "/v1/enrolledprograms/indirectreseller": program,
    "/v1/programagreements": (route) => json(route, [{ id: "a1", version: "2020-10", title: "Agreement", offeredTime: "2026-11-20T09:00:00Z" }]),
    "/v1/programagreements/a1/document": (route) => json(route, { displayUri: "/read", downloadUri: "/save" }),
  });
  await open(page, "/");
  await expect(page.getByRole("main")).toContainText("Open check: Decision.");
  status = "authorized";
  await passTimeUntil(page, page.getByRole("button", { name: "Accept and continue" }));
  await expect(page.getByRole("link", { name: "Read the agreement" })).toHaveAttribute("href", "/read");
});

test("R163 the gallery is of static mode only", async ({ page }) => {
  await goLive(page, "/gateway", { "/v1/me": me });
  await open(page, "/design");
  await expect(page.getByRole("alert")).toContainText("Not found.");
  await expect(page.getByRole("searchbox")).toHaveCount(0);
});

test("R1 an address of the same origin will do, and other tabs of static mode do not mix in", async ({ page, context }) => {
  const preview = await context.newPage();
  await open(preview, "/customers", { scenario: "ready" });
  await expect(row(preview, "Customers", "Northwind Traders")).toBeVisible();
  const asked = await goLive(page, "/gateway/", { "/v1/me": me, "/v1/customers": (route) => json(route, customers("Fourth Coffee")) });
  await open(page, "/customers");
  await expect(row(page, "Customers", "Fourth Coffee")).toBeVisible();
  await expect(row(page, "Customers", "Northwind Traders")).toHaveCount(0);
  expect(asked.every((call) => new URL(call.split(" ")[1] ?? "").pathname.startsWith("/gateway/v1/"))).toBe(true);
});

test("R170 an older call is broken off, and what it would bring does not overwrite the newer answer", async ({ page }) => {
  const held: (() => Promise<void>)[] = [];
  let lists = 0;
  await goLive(page, "/gateway", {
    "/v1/me": me,
    "/v1/customers": async (route) => {
      lists += 1;
      if (lists > 1) return json(route, customers());
      // The first list is held back until the second has been shown.
      const released = new Promise<void>((release) => held.push(async () => release()));
      await released;
      await json(route, customers("Fourth Coffee")).catch(() => undefined);
    },
    "/v1/customers/b44bb1fb-c595-45b0-9e09-d657365580b0/transfers": (route) => json(route, []),
  });
  await open(page, "/transfers");
  await expect.poll(() => held.length).toBe(1);
  const broken = page.waitForEvent("requestfailed", (request) => request.url().includes("/gateway/v1/customers"));
  await page.getByRole("combobox", { name: "Show" }).selectOption("All requests");
  await expect(page.getByText("No transfer requests", { exact: true })).toBeVisible();
  expect((await broken).failure()?.errorText).toBe("net::ERR_ABORTED");
  // What nobody waits for any more is answered all the same.
  await held[0]?.();
  // The older one would go on to ask for its customer's transfers, and show them.
  await settled(page);
  await expect(page.getByText("No transfer requests", { exact: true })).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("R170 a call whose page is left is broken off", async ({ page }) => {
  await goLive(page, "/gateway", { "/v1/me": me, "/v1/customers": () => new Promise(() => undefined) });
  await open(page, "/transfers");
  await expect(title(page, "Transfer requests")).toBeVisible();
  // Long before it would count as lost.
  const broken = page.waitForEvent("requestfailed", { predicate: (request) => request.url().includes("/gateway/v1/customers"), timeout: 10_000 });
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
  expect((await broken).failure()?.errorText).toBe("net::ERR_ABORTED");
});

test("R170 what others did meanwhile shows when one comes back to the page", async ({ page }) => {
  let names = ["Fourth Coffee"];
  await goLive(page, "/gateway", { "/v1/me": me, "/v1/customers": (route) => json(route, customers(...names)) });
  await page.clock.install();
  await open(page, "/customers");
  await expect(row(page, "Customers", "Fourth Coffee")).toBeVisible();
  names = ["Fourth Coffee", "Lamna Healthcare"];
  await page.clock.fastForward(11_000);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(row(page, "Customers", "Lamna Healthcare")).toBeVisible();
});

test.describe("a gateway that asks for patience", () => {
  test.use({ provoked: /status of 429/ });

for (const [form, value, pause] of [
  ["seconds", () => "2", 2],
  ["a date", () => new Date(Date.now() + 2_000).toUTCString(), 2],
  ["a date that is over", () => "Wed, 21 Oct 2015 07:28:00 GMT", 0],
  ["nonsense", () => "soon", 10],
  ["nothing", () => undefined, 10],
] as const) {
  test(`R170 429 with ${form} in Retry-After: nothing else goes out meanwhile, and then it all goes on`, async ({ page }) => {
    let throttled = 0;
    const at: number[] = [];
    const note = (answer: Answer): Answer => async (route) => {
      at.push(Date.now());
      await answer(route);
    };
    await goLive(page, "/gateway", {
      "/v1/me": me,
      "/v1/customers": note(async (route) => {
        throttled += 1;
        const header = value();
        if (throttled > 1) return json(route, customers("Fourth Coffee"));
        await route.fulfill({ status: 429, contentType: "application/json", headers: header === undefined ? {} : { "Retry-After": header }, body: '{"statusCode":429,"message":"Slow down."}' });
      }),
      "/v1/enrolledprograms/indirectreseller": note((route) => json(route, { program: "indirectreseller", status: "active" })),
    });
    await open(page, "/customers");
    if (pause > 0) {
      await expect(page.getByRole("status").getByText(/^Too many requests; goes on in \d+ s\.$/)).toBeVisible();
      // Another page asks at once, and waits its turn.
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
    }
    await expect(row(page, "Customers", "Fourth Coffee")).toBeVisible({ timeout: 20_000 });
    await expect(page.getByText(/^Too many requests/)).toHaveCount(0);
    await expect(page.getByRole("alert")).toHaveCount(0);
    expect((at[1] ?? 0) - (at[0] ?? 0), "when the next call went out").toBeGreaterThan(pause * 1_000 - 1_100);
  });
}
});

test.describe("a gateway that refuses", () => {
  test.use({ provoked: /Failed to load resource/ });

  test("R170 signed out: it says so, and Retry goes on once one is signed in", async ({ page }) => {
    let signedIn = false;
    await goLive(page, "/gateway", {
      "/v1/me": (route) => (signedIn ? me(route) : route.fulfill({ status: 401, body: "" })),
      "/v1/customers": (route) => json(route, customers("Fourth Coffee")),
    });
    await open(page, "/customers");
    const trouble = page.getByRole("alert");
    await expect(trouble).toContainText("You are signed out.");
    await expect(trouble).toContainText("signed-out");
    signedIn = true;
    await trouble.getByRole("button", { name: "Retry" }).click();
    await expect(row(page, "Customers", "Fourth Coffee")).toBeVisible();
  });

  test("R169 what nobody foresaw is shown with the service's own words and the correlation id", async ({ page }) => {
    await goLive(page, "/gateway", {
      "/v1/me": me,
      "/v1/customers": (route) =>
        route.fulfill({
          status: 400,
          contentType: "application/json",
          headers: { "MS-CorrelationId": "0f8fad5b-d9cb-469f-a165-70867728950e" },
          body: JSON.stringify({ code: 123456, description: "The moon is full." }),
        }),
    });
    await open(page, "/customers");
    const trouble = page.getByRole("alert");
    await expect(trouble).toContainText("The moon is full.");
    await trouble.getByText("Details", { exact: true }).click();
    await expect(trouble.getByRole("definition")).toContainText(["400", "123456", "0f8fad5b-d9cb-469f-a165-70867728950e"]);
  });

  test("R170 the network is gone: it says so, and Retry goes on once it is back", async ({ page }) => {
    let there = false;
    await goLive(page, "/gateway", {
      "/v1/me": me,
      "/v1/customers": (route) => (there ? json(route, customers("Fourth Coffee")) : route.abort("internetdisconnected")),
    });
    await stopTime(page);
    await open(page, "/customers");
    await passTimeUntil(page, page.getByRole("alert"));
    await expect(page.getByRole("alert")).toContainText(UNREACHABLE);
    there = true;
    await page.getByRole("button", { name: "Retry" }).click();
    await expect(row(page, "Customers", "Fourth Coffee")).toBeVisible();
  });

  test("R170 a page of HTML in place of an answer cannot be read, and says so", async ({ page }) => {
    await goLive(page, "/gateway", {
      "/v1/me": me,
      "/v1/customers": (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Sign in</title>" }),
    });
    await open(page, "/customers");
    await expect(page.getByRole("alert")).toContainText("The service sent an answer that cannot be read.");
  });
});
