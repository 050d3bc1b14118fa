/**
 * How fast the app is in the page, beside the same table in plain JavaScript. It is a measurement, no test: `cargo xtask bench`
 * asks for it by CROSSOVER_BENCH, the file that it writes, and runs it on the release site.
 */
import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { counted, DEEDS, MANY, openPreflight, scroll } from "./deeds.ts";
import { expect, test } from "./fixtures.ts";
import { held, longestTask, metrics, sessionOf } from "./measured.ts";
import { open, settled } from "./steps.ts";

const FILE = process.env["CROSSOVER_BENCH"];

/** What was measured, by name. What has a baseline in plain JavaScript says "app", and the baseline "plain" in its place. */
const measured: Record<string, number> = {};

/** The same table in plain JavaScript: ten thousand records, the rows that fit, filtered by what is typed. */
const PLAIN = `<!doctype html><html lang="en"><title>Plain</title><input id="q" type="search"><p id="n"></p>
<div style="height:2000px"><table><tbody id="b"></tbody></table></div><script>
  const all = Array.from({ length: 10000 }, (_, n) => ({ name: "Customer " + n + " AB", domain: "customer" + n + ".example" }));
  const draw = () => {
    const q = document.getElementById("q").value.toLowerCase();
    const found = all.filter((it) => it.name.toLowerCase().includes(q) || it.domain.includes(q));
    document.getElementById("n").textContent = found.length.toLocaleString("en") + " customers";
    const from = Math.floor(scrollY / 66);
    document.getElementById("b").replaceChildren(...found.slice(from, from + 40).map((it) => {
      const row = document.createElement("tr");
      for (const text of [it.name, it.domain, "direct", "Fabrikam", "Ready"]) row.insertCell().textContent = text;
      return row;
    }));
    document.querySelector("div").style.height = found.length * 66 + "px";
  };
  document.getElementById("q").addEventListener("input", draw);
  addEventListener("scroll", () => requestAnimationFrame(draw));
  draw();
</script>`;

async function openPlain(page: Page): Promise<void> {
  await page.route("**/plain.html", (route) => route.fulfill({ contentType: "text/html", body: PLAIN }));
  await page.goto("/plain.html", { waitUntil: "commit" });
}

/** When `text` stands in the page, in milliseconds since it was asked for. */
function shownAt(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (text) =>
      new Promise<number>((shown) => {
        const look = () => (document.body?.textContent.includes(text) ? shown(performance.now()) : requestAnimationFrame(look));
        look();
      }),
    text,
  );
}

/** From a key in the search until `shown` is what the page says, in milliseconds of the page: the middle of five times. */
async function keyToShown(page: Page, shown: string): Promise<number> {
  const times: number[] = [];
  const search = page.getByRole("searchbox");
  while (times.length < 5) {
    await search.fill("customer99");
    await counted(page, "111");
    await search.press("End");
    const waited = await page.evaluateHandle((shown) => {
      const time = new Promise<number>((done) => {
        const begin = ({ timeStamp }: KeyboardEvent) => {
          const look = () =>
            document.body.textContent.includes(shown) ? done(performance.now() - timeStamp) : requestAnimationFrame(look);
          requestAnimationFrame(look);
        };
        addEventListener("keydown", begin, { once: true, capture: true });
      });
      return { time };
    }, shown);
    await page.keyboard.press("9");
    times.push(await waited.evaluate(({ time }) => time));
  }
  await search.fill("");
  return times.sort((a, b) => a - b)[2]!;
}

test.describe.configure({ mode: "serial" });
test.afterAll(() => writeFileSync(FILE!, JSON.stringify(measured, null, 2)));

test("ten thousand customers", async ({ page }) => {
  test.setTimeout(600_000);
  await openPlain(page);
  measured["first rows of 10,000 customers, plain, ms"] = await shownAt(page, "10,000 customers");
  measured["key to filtered list, plain, ms"] = await keyToShown(page, "11 customers");
  const first = await longestTask(page, () => openPlain(page));
  measured["longest task, first rows of 10,000 customers, plain, ms"] = first.worked;
  const search = page.getByRole("searchbox");
  await search.fill("customer99");
  await search.press("End");
  measured["longest task, key to filtered list, plain, ms"] = (await longestTask(page, () => search.press("9"))).worked;
  await search.fill("");
  await page.getByRole("table").hover({ position: { x: 5, y: 5 } });
  measured["longest task, scrolling, plain, ms"] = (await longestTask(page, () => scroll(page))).worked;

  await page.goto(`/customers?${new URLSearchParams(MANY)}`, { waitUntil: "commit" });
  measured["first rows of 10,000 customers, app, ms"] = await shownAt(page, "Northwind Traders");
  await counted(page, "10,000");
  measured["all of 10,000 customers, ms"] = await shownAt(page, "10,000 customers");
  measured["key to filtered list, app, ms"] = await keyToShown(page, "11 customers");
  for (const [name, longest] of DEEDS) measured[`longest task, ${name}, app, ms`] = (await longest(page)).worked;
});

test("preflights in the page", async ({ page }) => {
  test.setTimeout(300_000);
  const begin = await openPreflight(page);
  const all = Number((await begin.innerText()).replaceAll(/\D/g, ""));
  const looked = page.evaluate(
    (all) =>
      new Promise<{ done: number; ms: number }>((told) => {
        const from = performance.now();
        let done = 0;
        const look = () => {
          const bar = document.querySelector("progress");
          const ms = performance.now() - from;
          if (bar !== null) done = bar.value;
          if (bar === null && done > 0) told({ done: all, ms });
          else if (ms > 60_000) told({ done, ms });
          else setTimeout(look, 20);
        };
        setTimeout(look, 100);
      }),
    all,
  );
  const task = longestTask(page, async () => {
    await begin.press("Enter");
    await page.waitForTimeout(5_000);
  });
  const { done, ms } = await looked;
  measured["preflights in the page, per second"] = (done * 1000) / ms;
  measured["longest task, preflight of 10,000 customers, app, ms"] = (await task).worked;
});

test("a hundred thousand customers", async ({ page }) => {
  test.setTimeout(900_000);
  // The memory of the app is one object of its module, which nothing else names.
  await page.addInitScript(() => {
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (source, imports) => {
      const made = await instantiateStreaming.call(WebAssembly, source, imports);
      const memory = Object.values(made.instance.exports).find((it) => it instanceof WebAssembly.Memory);
      // Parts that come later share it.
      if (memory !== undefined) Object.assign(window, { appMemory: memory });
      return made;
    };
  });
  await page.goto(`/customers?${new URLSearchParams({ ...MANY, scale: "100000" })}`, { waitUntil: "commit" });
  measured["first rows of 100,000 customers, ms"] = await shownAt(page, "Northwind Traders");
  await expect(page.getByText("100,000 customers", { exact: true })).toBeVisible({ timeout: 600_000 });
  measured["all of 100,000 customers, ms"] = await shownAt(page, "100,000 customers");
  const wasm = await page.evaluate(() => (window as unknown as { appMemory: WebAssembly.Memory }).appMemory.buffer.byteLength);
  const value = await metrics(await sessionOf(page));
  measured["memory at 100,000 customers: the app's own, MB"] = wasm / 1e6;
  measured["memory at 100,000 customers: JavaScript heap, MB"] = value("JSHeapUsedSize") / 1e6;
});

test("growth", async ({ page }) => {
  test.setTimeout(600_000);
  await open(page, "/", { scenario: "ready", as: "partner-admin-agent", lang: "en" });
  const navigate = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      for (const name of ["Customers", "Overview"]) {
        await page.getByRole("navigation").getByRole("link", { name, exact: true }).first().click();
        await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      }
    }
    await settled(page);
  };
  const session = await sessionOf(page);
  await navigate(10);
  const before = await held(page, session);
  await navigate(100);
  const after = await held(page, session);
  measured["nodes more after 200 navigations"] = after.nodes - before.nodes;
  measured["listeners more after 200 navigations"] = after.listeners - before.listeners;
});

test.describe("the second load", () => {
  test.use({ serviceWorkers: "allow" });

  test("what it asks the network for", async ({ page }) => {
    await open(page, "/", { scenario: "ready", as: "partner-admin-agent", lang: "en" });
    await settled(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    const asked = new Map<string, string>();
    session.on("Network.responseReceived", ({ requestId, response }) => {
      if (!response.fromServiceWorker && !response.fromDiskCache && !response.fromPrefetchCache) asked.set(requestId, response.url);
    });
    const bytes = new Map<string, number>();
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
    await page.reload();
    await settled(page);
    // config.json belongs to the place, and is asked for each time: whether it is still in static mode.
    const assets = [...asked].filter(([, url]) => !url.endsWith("/config.json"));
    console.log(`second load, asked of the network: ${[...asked.values()].join(", ") || "nothing"}`);
    measured["second load, bytes of assets"] = assets.reduce((sum, [id]) => sum + (bytes.get(id) ?? 0), 0);
    measured["second load, requests to the network"] = asked.size;
  });
});
