/**
 * Live mode keeps to itself: the policy holds, nothing personal is left behind, and what the API sends is text, whatever stands in it.
 */
import type { Page } from "@playwright/test";
import { expect, openAs, takeOver, test } from "./reference.ts";
import { CUSTOMER, REQUEST, row, settled, subscriptionsOf, title, transferOf } from "./steps.ts";

const northwind = transferOf(CUSTOMER.northwind, REQUEST);
const account = `/customers/${CUSTOMER.northwind}/account`;
const users = `/customers/${CUSTOMER.northwind}/users`;
const PARTNER_PAGES = ["/", "/customers", subscriptionsOf(CUSTOMER.northwind), account, users, northwind, "/transfers", "/history", "/indirect-providers", "/find-a-provider", "/settings"];
const PROVIDER_PAGES = ["/", "/customers", account, northwind, "/transfers", "/history", "/indirect-resellers", "/provider-profile"];

// Each starts a server of its own, and walks far.
test.describe.configure({ timeout: 90_000 });
test.use({ options: ["--scenario", "requested"], provoked: /Failed to load resource|Content Security Policy|violates the following/ });

test("R177 the policy as sent: nothing inline, no other origin, nobody's frame", async ({ page, reference }) => {
  await openAs(page, "/customers", "partner-owner");
  await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
  const sent = (await page.request.get(`${reference.url}/customers`)).headers();
  const policy = Object.fromEntries((sent["content-security-policy"] ?? "").split("; ").map((part) => [part.split(" ")[0] ?? "", part.split(" ").slice(1).join(" ")]));
  expect(policy).toEqual({
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  });
  expect(sent["x-frame-options"]).toBe("DENY");
  expect(sent["x-content-type-options"]).toBe("nosniff");

  // It holds in the browser: a script and a style that something slipped in, and a call to somebody else.
  const outcome = await page.evaluate(async () => {
    const violated: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) => violated.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.slippedIn = true";
    const style = document.createElement("style");
    style.textContent = "main { display: none }";
    document.head.append(script, style);
    const left = await fetch("https://elsewhere.example/").then(() => true, () => false);
    await new Promise((done) => setTimeout(done, 0));
    return { violated: violated.toSorted(), left, ran: "slippedIn" in window };
  });
  expect(outcome).toEqual({ violated: ["connect-src", "script-src-elem", "style-src-elem"], left: false, ran: false });

  const framing = await page.context().newPage();
  await framing.route(`${reference.url}/framing`, (route) => route.fulfill({ contentType: "text/html", body: `<iframe src="${reference.url}/customers"></iframe>` }));
  await framing.goto(`${reference.url}/framing`);
  await expect.poll(() => framing.frames().map((frame) => frame.url())).toContain("chrome-error://chromewebdata/");
});

/** Goes to every page of both sides, each as somebody who sees all of it, and looks there. */
async function everyPage(page: Page, look: (path: string) => Promise<void>): Promise<void> {
  for (const [persona, pages] of [["partner-owner", PARTNER_PAGES], ["provider-admin-agent", PROVIDER_PAGES]] as const) {
    await takeOver(page, "/", persona);
    for (const path of pages) {
      await page.goto(path);
      await settled(page);
      await look(path);
    }
  }
}

test("no token and nothing personal in address, log or storage, wherever one goes", async ({ page }) => {
  const said: string[] = [];
  const addresses: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("request", (request) => addresses.push(`${request.url()} ${request.headers()["referer"] ?? ""}`));
  page.on("framenavigated", (frame) => addresses.push(frame.url()));
  const secrets = new Set<string>();
  page.on("response", async (response) => {
    const token = response.headers()["x-xsrf-token"];
    if (token !== undefined) secrets.add(token);
  });
  await everyPage(page, async (path) => {
    for (const { value } of await page.context().cookies()) secrets.add(value);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    const everywhere = [kept, ...said, ...addresses].join("\n");
    for (const personal of ["Dagny", "Holm", "Gijs", "Bakker", "Öberg", "contoso.example", "fabrikam.example", "@", "%40"]) {
      expect(everywhere.includes(personal), `${personal} is left behind by ${path}`).toBe(false);
    }
    expect([...secrets].filter((secret) => everywhere.includes(secret)), `left behind by ${path}`).toEqual([]);
  });
  expect(secrets.size).toBeGreaterThan(3);
});

/** What stands at the end of every text that the API sends. */
const MARKUP = `<img src=x onerror="window.slippedIn=1"><script>window.slippedIn=2</script><b>bold</b>`;
/** Members whose words the app reads as what they are: no text of anybody. */
const WORDS = /^(id|.*id|.*ids|status|state|kind|side|.*type|.*types|program|.*step|roles|relationshiptopartner|country|cspregion|mpnid|language|languages|culture|currency|etag|objecttype|method|ruleset|unit.*|billing.*|term.*|result|customer|operation.*|resource.*|grants|agreementstate|partneridonrecord|countries|.*reason)$/i;
const FIXED = /^$|^[0-9a-f-]{36}$|^\d{4}-\d\d-\d\dT|^-?[\d.]+$/i;

/** Every text with markup at its end, every address with a scheme that does something. */
function spoil(value: unknown, scheme: string, name = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => spoil(item, scheme, name));
  if (value !== null && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spoil(item, scheme, key)]));
  if (typeof value !== "string" || FIXED.test(value) || name === "" || WORDS.test(name)) return value;
  return /(ur[il]|website|link)$/i.test(name) || /^https?:/.test(value) ? scheme : value + MARKUP;
}

async function serveSpoiled(page: Page, scheme: string): Promise<void> {
  await page.route("**/v1/**", async (route) => {
    const reply = await route.fetch();
    const body: unknown = await reply.json().catch(() => undefined);
    await (body === undefined ? route.fulfill({ response: reply }) : route.fulfill({ response: reply, json: spoil(body, scheme) }));
  });
}

for (const scheme of ["javascript:window.slippedIn=3", "JaVaScRiPt:window.slippedIn=3", "data:text/html,<script>window.slippedIn=4</script>", "vbscript:x", "ms-settings:x", "//elsewhere.example/x"]) {
  test(`R177 markup in every text of the API is text, and ${scheme.slice(0, 20)} leads nowhere`, async ({ page }) => {
    test.slow();
    await openAs(page, "/customers", "partner-owner");
    await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
    await serveSpoiled(page, scheme);
    let shown = 0;
    await everyPage(page, async (path) => {
      const found = await page.evaluate(() => ({
        ran: "slippedIn" in window,
        made: document.querySelectorAll("main img, main script, main b[onerror], header img, header script").length,
        addresses: [...document.querySelectorAll("[href], [src], [action], [formaction]")]
          .map((element) => ["href", "src", "action", "formaction"].map((name) => element.getAttribute(name)).find((held) => held !== null) ?? "")
          .filter((address) => new URL(address, document.baseURI).origin !== location.origin && !/^(https?|mailto|tel):/.test(new URL(address, document.baseURI).protocol)),
        elsewhere: [...document.querySelectorAll<HTMLAnchorElement>("a[href]")].filter((link) => link.host === "elsewhere.example").length,
      }));
      expect(found, path).toEqual({ ran: false, made: 0, addresses: [], elsewhere: 0 });
      if ((await page.locator("body").innerText()).includes("<b>bold</b>")) shown += 1;
    });
    // It was there, as text.
    expect(shown).toBeGreaterThan(8);
    await expect(title(page, /./)).toBeVisible();
  });
}
