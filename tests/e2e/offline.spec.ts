/**
 * The built site on a plain file server below any path: it works there, after the first visit also without a network, and a new
 * build waits until somebody takes it.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { expect, test as base } from "./fixtures.ts";
import { CUSTOMER, passTime, row, settled, stopTime, text, title } from "./steps.ts";

/** Below the place, when it has gone over to live mode: its configuration, its API that knows nobody, its page to sign in. */
function inLiveMode(below: string, name: string | undefined): [number, string, string] | undefined {
  const session = { kind: "gateway", signIn: `${below}sign-in`, signOut: `${below}sign-out` };
  if (name === "config.json") return [200, "application/json", JSON.stringify({ mode: "live", apiBase: `${below}api`, session })];
  if (name === "api/v1/me") return [401, "application/json", ""];
  if (name === "sign-in") return [200, "text/html", "<!doctype html><html lang=en><title>Sign in</title><h1>The gateway's own page</h1>"];
  return undefined;
}

interface Host {
  /** Where the site is. */
  address: string;
  /** Whether the host can be reached. */
  reachable: boolean;
  /** From now on another build is served: its words differ. */
  renewed: boolean;
  /** From now on it is in live mode. */
  live: boolean;
  /** A file that is not there, or not yet. */
  lacking: string | undefined;
}

type State = Omit<Host, "address">;

/** A file server that knows files and folders, and nothing of the app's addresses. */
const test = base.extend<{ host: Host; below: string; page404: boolean }>({
  // The path below which the site stands.
  below: ["/some/place/", { option: true }],
  // Whether an address without a file is answered by the site's page for those, as README has it ("Modes").
  page404: [false, { option: true }],
  // What is served comes from the site under test; the fixture watches that no page asks anyone else.
  baseURL: async ({ below, page404 }, use) => {
    const site = process.env["CROSSOVER_URL"] ?? "http://127.0.0.1:8082";
    const host: State = { reachable: true, renewed: false, live: false, lacking: undefined };
    const server: Server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://host").pathname;
      const asked = path.startsWith(below) ? path.slice(below.length) : undefined;
      if (!host.reachable) return void request.socket.destroy();
      const [status = 0, type = "", body = ""] = (host.live ? inLiveMode(below, asked) : undefined) ?? [];
      if (status > 0) return void response.writeHead(status, { "Content-Type": type }).end(body);
      const isPage = asked !== undefined && asked !== "" && !/\.\w+$/.test(asked);
      if (asked === undefined || asked === host.lacking || (isPage && !page404)) return void response.writeHead(404).end();
      const name = isPage ? "404.html" : asked;
      void fetch(new URL(name, `${site}/`)).then(async (found) => {
        let body = Buffer.from(await found.arrayBuffer());
        if (isPage) body = Buffer.from(body.toString().replace('<base href="/">', `<base href="${below}">`));
        if (host.renewed && name === "sw.js") body = Buffer.from(body.toString().replace(/VERSION = "\w+"/, 'VERSION = "renewed"'));
        if (host.renewed && name === "locales/en.json") body = Buffer.from(body.toString().replaceAll("Overview", "Overview, renewed"));
        response.writeHead(isPage ? 404 : found.status, { "Content-Type": found.headers.get("Content-Type") ?? "", "Cache-Control": "no-cache" }).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    hosts.set(port, host);
    await use(`http://127.0.0.1:${port}`);
    server.closeAllConnections();
    server.close();
  },
  host: async ({ baseURL, below }, use) => {
    const url = new URL(baseURL ?? "");
    const state = hosts.get(Number(url.port));
    if (state === undefined) throw new Error("there is no such host");
    await use(Object.assign(state, { address: url.origin + below }));
  },
  serviceWorkers: "allow",
});

const hosts = new Map<number, State>();

/** Waits until the browser has kept the whole app. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
}

test("R162 R166 the site works below any path of a plain file server, and goes on there by its own links", async ({ page, host }) => {
  await page.goto(`${host.address}?scenario=ready`);
  await expect(title(page, "Overview")).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers", exact: true }).click();
  await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
  expect(page.url()).toBe(`${host.address}customers`);
  await page.getByRole("link", { name: "Design gallery" }).click();
  await expect(title(page, "Design gallery")).toBeVisible();
  expect(page.url()).toBe(`${host.address}design`);
});

for (const below of ["/", "/one/two/three/"]) {
  test.describe(`below ${below}`, () => {
    // The page itself is there, with the status that such hosts give it.
    test.use({ below, page404: true, provoked: /Failed to load resource: the server responded with a status of 404/ });

    test(`R162 R166 the site works below ${below}, also where one begins at the address of a page`, async ({ page, host }) => {
      const address = `${host.address}customers/${CUSTOMER.northwind}/subscriptions`;
      await page.goto(`${address}?scenario=ready&as=partner-admin-agent`);
      await expect(title(page, "Subscriptions")).toBeVisible();
      await expect(row(page, "Subscriptions of Northwind Traders", "Office 365 E3")).toBeVisible();
      expect(page.url()).toBe(address);
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview", exact: true }).click();
      await expect(title(page, "Overview")).toBeVisible();
      expect(page.url()).toBe(host.address);
      await page.goBack();
      await expect(title(page, "Subscriptions")).toBeVisible();
      await page.reload();
      await expect(title(page, "Subscriptions")).toBeVisible();
    });
  });
}

test.describe("without a network", () => {
  test.use({ provoked: /Failed to load resource|Failed to fetch|unknown error occurred when fetching the script|ERR_/ });

  test("R166 the first visit is left to its page: the whole app is kept after that", async ({ page, host }) => {
    const registrations = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
    await stopTime(page);
    await page.goto(`${host.address}?scenario=ready`);
    await expect(title(page, "Overview")).toBeVisible();
    await page.waitForLoadState("networkidle");
    await passTime(page, 3);
    expect(await registrations()).toBe(0);
    await passTime(page, 2);
    await expect.poll(registrations).toBe(1);
    await kept(page);
  });

  test("R162 R166 after the first visit every page opens, cold and by its links, in every language", async ({ page, host }) => {
    await page.goto(`${host.address}?scenario=ready`);
    await expect(title(page, "Overview")).toBeVisible();
    await kept(page);
    host.reachable = false;
    await page.reload();
    await expect(title(page, "Overview")).toBeVisible();
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers", exact: true }).click();
    await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
    await page.goto(`${host.address}customers?scenario=requested&lang=de`);
    await settled(page, "de");
    await expect(title(page, "Kunden")).toBeVisible();
    await page.goto(`${host.address}transfers?lang=en&as=provider-admin-agent`);
    await expect(row(page, "Transfer requests", "Northwind Traders")).toBeVisible();
  });

  test("R162 R166 after the first visit no kind of page needs the network", async ({ page, host }) => {
    test.setTimeout(180_000);
    await page.goto(`${host.address}?scenario=ready&as=partner-owner`);
    await expect(title(page, "Overview")).toBeVisible();
    await kept(page);
    host.reachable = false;
    await page.goto(`${host.address}design`);
    await expect(title(page, "Design gallery")).toBeVisible();
    const links = page.getByRole("main").getByRole("listitem").getByRole("link");
    const all = await links.evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href));
    // One of each kind: pages that differ only in whose they are count once.
    const kinds = new Map(all.map((address) => [new URL(address).pathname.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "*"), address]));
    expect(kinds.size).toBeGreaterThan(15);
    for (const [kind, address] of kinds) {
      await test.step(kind, async () => {
        await page.goto(address);
        await settled(page);
        await expect.soft(page.getByText(text("en", "problem.incomplete")), kind).toHaveCount(0);
      });
    }
  });
});

test("a new build waits until it is taken, and never mixes with the old one", async ({ page, host }) => {
  await page.goto(`${host.address}?scenario=ready`);
  await expect(title(page, "Overview")).toBeVisible();
  await kept(page);
  host.renewed = true;
  await page.reload();
  await expect(title(page, "Overview")).toBeVisible();
  const renew = page.getByRole("button", { name: "Load the new version" });
  await expect(renew).toBeVisible();
  // Until then every page is of the old one, also those that are fetched only now.
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers", exact: true }).click();
  await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
  await page.goto(host.address);
  await expect(title(page, "Overview")).toBeVisible();
  await renew.click();
  await expect(title(page, "Overview, renewed")).toBeVisible();
  await expect(renew).toHaveCount(0);
});

test.describe("a build that has not arrived whole", () => {
  test.use({ provoked: /Failed to load resource|error occurred when fetching/ });

  test("is not taken, and is once it has", async ({ page, host }) => {
    await page.goto(`${host.address}?scenario=ready`);
    await expect(title(page, "Overview")).toBeVisible();
    await kept(page);
    Object.assign(host, { renewed: true, lacking: "locales/de.json" });
    // The browser has looked, and what it found came to nothing.
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const ended = new Promise<void>((done) => {
        registration.addEventListener("updatefound", () => {
          const worker = registration.installing;
          worker?.addEventListener("statechange", () => worker.state === "redundant" && done());
        });
      });
      await registration.update();
      await ended;
    });
    await page.reload();
    await expect(title(page, "Overview")).toBeVisible();
    await expect(page.getByRole("button", { name: "Load the new version" })).toHaveCount(0);
    host.lacking = undefined;
    await page.reload();
    await page.getByRole("button", { name: "Load the new version" }).click();
    await expect(title(page, "Overview, renewed")).toBeVisible();
  });
});

test("every tab goes over to the new build together, what was typed stays, and nothing of the old one is kept", async ({ page, host, context }) => {
  await page.goto(`${host.address}?scenario=fresh&as=partner-global-admin`);
  await kept(page);
  await page.goto(`${host.address}enroll`);
  await page.getByRole("textbox", { name: "First name" }).fill("Ingegerd");
  const other = await context.newPage();
  await other.goto(host.address);
  await expect(title(other, "Overview")).toBeVisible();
  host.renewed = true;
  await other.reload();
  await other.getByRole("button", { name: "Load the new version" }).click();
  await expect(title(other, "Overview, renewed")).toBeVisible();
  // The first tab as well, with nothing pressed in it.
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview, renewed" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "First name" })).toHaveValue("Ingegerd");
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual(["crossover /some/place/ renewed"]);
});

test.describe("a place that goes over to live mode", () => {
  test.use({ provoked: /Failed to load resource/ });

  test("what was kept for static mode lets go, and one signs in at the gateway's own page", async ({ page, host, below }) => {
    await page.goto(`${host.address}?scenario=ready`);
    await expect(title(page, "Overview")).toBeVisible();
    await kept(page);
    await page.reload();
    await expect(title(page, "Overview")).toBeVisible();
    host.live = true;
    await page.goto(host.address);
    await expect(title(page, "The gateway's own page")).toBeVisible();
    expect(new URL(page.url()).searchParams.get("return")).toBe(below);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  });
});
