/**
 * The built site on a plain file server below any path: it works there, after the first visit also without a network, and a new
 * build waits until somebody takes it.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { expect, test as base } from "./fixtures.ts";
import { row, settled, title } from "./steps.ts";

/** A place below which the site stands. */
const BELOW = "/some/place/";

interface Host {
  /** Where the site is. */
  address: string;
  /** Whether the host can be reached. */
  reachable: boolean;
  /** From now on another build is served: its words differ. */
  renewed: boolean;
}

/** A file server that knows files and folders, and nothing of the app's addresses. */
const test = base.extend<{ host: Host }>({
  // What is served comes from the site under test; the fixture watches that no page asks anyone else.
  baseURL: async ({}, use) => {
    const site = process.env["CROSSOVER_URL"] ?? "http://127.0.0.1:8082";
    const host = { reachable: true, renewed: false };
    const server: Server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://host").pathname;
      const name = path.startsWith(BELOW) ? path.slice(BELOW.length) : undefined;
      if (!host.reachable) return void request.socket.destroy();
      if (name === undefined || (name !== "" && !/\.\w+$/.test(name))) return void response.writeHead(404).end();
      void fetch(new URL(name, `${site}/`)).then(async (found) => {
        let body = Buffer.from(await found.arrayBuffer());
        if (host.renewed && name === "sw.js") body = Buffer.from(body.toString().replace(/VERSION = "\w+"/, 'VERSION = "renewed"'));
        if (host.renewed && name === "locales/en.json") body = Buffer.from(body.toString().replaceAll("Overview", "Overview, renewed"));
        response.writeHead(found.status, { "Content-Type": found.headers.get("Content-Type") ?? "", "Cache-Control": "no-cache" }).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    hosts.set(port, host);
    await use(`http://127.0.0.1:${port}`);
    server.closeAllConnections();
    server.close();
  },
  host: async ({ baseURL }, use) => {
    const url = new URL(baseURL ?? "");
    const state = hosts.get(Number(url.port));
    if (state === undefined) throw new Error("there is no such host");
    await use(Object.assign(state, { address: url.origin + BELOW }));
  },
  serviceWorkers: "allow",
});

const hosts = new Map<number, { reachable: boolean; renewed: boolean }>();

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

test.describe("without a network", () => {
  test.use({ provoked: /Failed to load resource|Failed to fetch|unknown error occurred when fetching the script|ERR_/ });

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
