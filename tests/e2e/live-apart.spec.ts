/**
 * Live mode with the site on one origin, below a path, and the API on another: allow-list, cookie session, anti-forgery, sign-in there
 * and back to the same place.
 */
import { test as base } from "./fixtures.ts";
import { hostSite, type SiteHost } from "./host.ts";
import { Reference, expect, pick, rejectAcrossSignIn } from "./reference.ts";
import { CUSTOMER, PARTNER, REQUEST, row, title, transferOf } from "./steps.ts";

const BELOW = "/some/place/";
const northwind = transferOf(CUSTOMER.northwind, REQUEST).slice(1);

interface Apart {
  kind: "gateway" | "entra";
  host: SiteHost;
  api: Reference;
}

const test = base.extend<Apart>({
  kind: ["gateway", { option: true }],
  host: async ({}, use) => {
    const host = await hostSite(BELOW);
    await use(host);
    host.end();
  },
  api: async ({ host, kind }, use) => {
    const api = new Reference(["--scenario", "requested", "--allow", host.origin]);
    await api.start();
    const session =
      kind === "gateway"
        ? { kind, signIn: "/sign-in", signOut: "/sign-out" }
        : { kind, authority: `${api.url}/oidc`, clientId: "crossover", scope: "openid offline_access" };
    host.config = { mode: "live", apiBase: api.url, session };
    host.connect = [api.url];
    await use(api);
    await api.end();
  },
  baseURL: async ({ host }, use) => use(host.origin),
});

/** All that the pages asked, by origin; a third one is a failure. */
function origins(seen: Set<string>, host: SiteHost, api: Reference): string[] {
  return [...seen].filter((origin) => origin !== host.origin && origin !== api.url);
}

// The API is another origin here: what is held to is the set of the two.
// Each starts a server of its own, and walks far.
test.describe.configure({ timeout: 90_000 });
test.use({ provoked: /^left the origin: http:\/\/127\.0\.0\.1:\d+\/(v1|sign-in|sign-out|oidc|favicon)|status of 40[13]/ });

test("R1 R174 a gateway on another origin: sign in there, back below the path, write with the anti-forgery token, sign out", async ({ page, host, api }) => {
  const seen = new Set<string>();
  const forged: (string | undefined)[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith("http")) seen.add(new URL(request.url()).origin);
    if (request.method() === "PATCH") forged.push(request.headers()["x-xsrf-token"]);
  });
  await page.goto(`${host.origin}${BELOW}${northwind}?a=b`);
  await pick(page, "provider-admin-agent");
  await expect(page).toHaveURL(`${host.origin}${BELOW}${northwind}?a=b`);
  await expect(title(page, `Transfer request from ${PARTNER}`)).toBeVisible();

  // The session ends while one types: signed in again at the same place, with the draft kept.
  await rejectAcrossSignIn(page, `${host.origin}${BELOW}${northwind}?a=b`);
  expect(forged.at(-1)).toMatch(/^[0-9a-f]{64}$/);

  // Want of a second factor is named, and leads to the API's sign-in page.
  await api.control({ fault: "GET /v1/customers=401:900421" });
  await page.goto(`${host.origin}${BELOW}customers`);
  const trouble = page.getByRole("alert");
  await expect(trouble).toContainText("The service asks for multi-factor authentication.");
  await trouble.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${api.url}/sign-in?return=${encodeURIComponent(`${host.origin}${BELOW}customers`)}`);
  await api.control({ fault: "" });
  await pick(page, "partner-owner");
  await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
  await expect(page).toHaveURL(`${host.origin}${BELOW}customers`);

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(title(page, "You are signed out")).toBeVisible();
  expect((await page.request.get(`${api.url}/v1/me`)).status()).toBe(401);
  expect(origins(seen, host, api)).toEqual([]);
});

test("a write without the anti-forgery token, and a page of an origin that is not allowed, get nothing", async ({ page, host, api }) => {
  await page.goto(`${host.origin}${BELOW}transfers`);
  await pick(page, "provider-admin-agent");
  await expect(row(page, "Transfer requests", "Northwind Traders")).toBeVisible();
  const path = `${api.url}/v1/${northwind}`;
  const reply = await page.request.patch(path, { data: { id: REQUEST, status: "reject" } });
  expect(reply.status()).toBe(403);
  expect(((await (await page.request.get(path)).json()) as { status: string }).status).toBe("Active");
  for (const [origin, allowed] of [[host.origin, host.origin], ["https://elsewhere.example", undefined], [`${host.origin}.elsewhere.example`, undefined], ["null", undefined]] as const) {
    const asked = await page.request.get(`${api.url}/v1/me`, { headers: { Origin: origin } });
    expect(asked.headers()["access-control-allow-origin"], origin).toBe(allowed);
  }
});

test.describe("by OpenID Connect", () => {
  test.use({ kind: "entra" });

  test("R1 sign in at another origin and back below the path; nothing of it stays in address or storage; sign out", async ({ page, host, api }) => {
    const tokens: string[] = [];
    page.on("response", async (response) => {
      if (new URL(response.url()).pathname !== "/oidc/token") return;
      const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
      tokens.push(...Object.values(body).filter((value) => typeof value === "string" && value.length > 20).map(String));
    });
    await page.goto(`${host.origin}${BELOW}${northwind}?a=b#c`);
    await pick(page, "provider-admin-agent");
    await expect(page).toHaveURL(`${host.origin}${BELOW}${northwind}?a=b#c`);
    await expect(title(page, `Transfer request from ${PARTNER}`)).toBeVisible();
    await expect.poll(() => tokens.length).toBe(2);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    expect(tokens.filter((token) => kept.includes(token))).toEqual([]);
    // By token alone: no cookie goes along, and the token ends unnoticed.
    await api.control({ revoke: "access" });
    await page.getByRole("banner").getByRole("link", { name: "Transfer requests" }).click();
    await expect(row(page, "Transfer requests", "Northwind Traders")).toBeVisible();
    await expect.poll(() => tokens.length).toBe(4);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  });
});
