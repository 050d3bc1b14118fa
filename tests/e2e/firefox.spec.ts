/**
 * The main flows in a second browser: Firefox, driven by WebDriver BiDi. What a person does is done here by role and name too.
 * A page that throws, or writes an error to the console, fails its test.
 */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test as base } from "@playwright/test";
import puppeteer, { type Browser, type ElementHandle, type Page } from "puppeteer-core";
import { CUSTOMER, PARTNER, PROVIDER, REQUEST, subscriptionsOf, transferOf, type Setting } from "./steps.ts";

const SITE = process.env["CROSSOVER_URL"] ?? "http://127.0.0.1:8082";
/** How long something may take to be there, in milliseconds: Firefox asks each node for its role and name, seconds beside other work. */
const PATIENCE = 60_000;

/** Firefox of this system. There is no test of it without one, and none is left out. */
function firefox(): string {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = folders.flatMap((folder) => ["firefox-esr", "firefox"].map((name) => join(folder, name))).find((file) => existsSync(file));
  const path = process.env["CROSSOVER_FIREFOX"] ?? found;
  if (path === undefined) {
    throw new Error("Firefox is missing: sudo apt-get install -y --no-install-recommends firefox-esr, or set CROSSOVER_FIREFOX to where it is");
  }
  return path;
}

/** What selects by role and name. */
function aria(role: string, name: string): string {
  return `::-p-aria([name="${name}"][role="${role}"])`;
}

/** A page of Firefox, and what a person does on it. */
class Tab {
  constructor(readonly page: Page) {}

  async open(path: string, setting: Setting = {}): Promise<void> {
    const url = new URL(path, SITE);
    for (const [name, value] of Object.entries({ lang: "en", ...setting })) url.searchParams.set(name, value);
    // Whoever uses a tab sees it.
    await this.page.bringToFront();
    await this.page.goto(url.href);
  }

  /** What is there by this role and name, once it is. */
  async find(role: string, name: string): Promise<ElementHandle<Element>> {
    return this.#wait(aria(role, name));
  }

  /** Presses what has this role and name. */
  async press(role: string, name: string): Promise<void> {
    await this.pressOn(aria(role, name));
  }

  async fill(name: string, value: string): Promise<void> {
    await this.pressOn(aria("textbox", name), 3);
    await this.page.keyboard.type(value);
  }

  /**
   * Presses what is selected where it stands still, `count` times.
   */
  async pressOn(selector: string, count = 1): Promise<void> {
    for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
      const element = await this.#wait(selector);
      const at = await element.evaluate(async (node) => {
        node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
        for (let stood = ""; node.isConnected; ) {
          const { x, y, width, height } = node.getBoundingClientRect();
          const stands = [x, y, width, height].join(" ");
          if (stands === stood && width > 0) return { x: x + width / 2, y: y + height / 2 };
          stood = stands;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        // It was drawn anew.
        return null;
      });
      if (at !== null) {
        await this.page.mouse.click(at.x, at.y, { count });
        return;
      }
    }
    throw new Error(`${selector} does not stay`);
  }

  /** Looks again and again: puppeteer's own waiting at times ends, in Firefox, as an error of the page ("Permission denied"). */
  async #wait(selector: string): Promise<ElementHandle<Element>> {
    for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
      // A page that goes away under the question has no answer.
      const found = await this.page.$(selector).catch(() => null);
      if (found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`there is no ${selector}`);
  }

  async choose(name: string, value: string): Promise<void> {
    const list = await this.find("combobox", name);
    await list.select(value);
  }

  /** Waits until the page says `text`. */
  async says(text: string): Promise<void> {
    await this.page.waitForFunction((wanted) => document.body.innerText.includes(wanted), { timeout: PATIENCE, polling: 100 }, text);
  }

  /** Waits until the title of the page is `text`, and so is that of the window. */
  async isAt(text: string): Promise<void> {
    const there = (wanted: string) => (document.querySelector("h1")?.innerText ?? "").startsWith(wanted) && document.title.startsWith(wanted);
    await this.page.waitForFunction(there, { timeout: PATIENCE, polling: 100 }, text).catch(async (error: unknown) => {
      throw new Error(`it is at: ${await this.page.evaluate(() => `${location.href} ${document.title}\n${document.body.innerText}`)}`, { cause: error });
    });
  }

  /** Waits until no dialog is open. */
  async noDialog(): Promise<void> {
    await this.page.waitForFunction(() => document.querySelector("dialog[open]") === null, { timeout: PATIENCE, polling: 100 });
  }

  /** Waits until what has focus shows `text`. */
  async hasFocus(text: string): Promise<void> {
    const focused = (wanted: string) => (document.activeElement as HTMLElement | null)?.innerText.includes(wanted) ?? false;
    await this.page.waitForFunction(focused, { timeout: PATIENCE, polling: 100 }, text);
  }

  async value(role: string, name: string): Promise<string> {
    const field = await this.find(role, name);
    return field.evaluate((element) => (element as HTMLInputElement).value);
  }
}

/** Opens another tab of the browser that the test has. */
type Another = () => Promise<Tab>;

/** What a page that did something wrong writes before it. */
const THROWN = "thrown:";

const test = base.extend<{ wrong: string[]; another: Another }, { browserOfTests: Browser }>({
  // What the pages of the test did wrong.
  wrong: async ({}, use) => {
    const wrong: string[] = [];
    await use(wrong);
    expect(wrong, "what the pages of this test did wrong").toEqual([]);
  },
  browserOfTests: [
    async ({}, use) => {
      const browser = await puppeteer.launch({
        browser: "firefox",
        executablePath: firefox(),
        headless: true,
        // The window has the size: to set that of a page, puppeteer asks for what Firefox 140 cannot do.
        args: ["--width=1280", "--height=985"],
        defaultViewport: null,
        env: { ...process.env, TZ: "UTC" },
        extraPrefsFirefox: { "intl.accept_languages": "en-GB" },
      });
      await use(browser);
      await browser.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  another: async ({ browserOfTests, wrong }, use) => {
    // What one test leaves in the browser is not there for the next.
    const context = await browserOfTests.createBrowserContext();
    await use(async () => {
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      expect(await page.evaluate(() => window.innerWidth), "wide enough for the frame of a desktop").toBeGreaterThan(1200);
      // The page hears of its errors itself: Firefox also tells of those in its own code that looks into pages ("Permission denied").
      await page.evaluateOnNewDocument((before) => {
        addEventListener("error", ({ message, error }) => console.error(before, message, (error as Error | null)?.stack));
        addEventListener("unhandledrejection", ({ reason }) => console.error(before, String(reason)));
      }, THROWN);
      page.on("console", (message) => {
        if (message.type() === "error") wrong.push(message.text());
      });
      return new Tab(page);
    });
    await context.close();
  },
});

// The first start of a browser takes its time.
test.describe.configure({ timeout: 240_000 });

test("Firefox: what a page throws is seen", async ({ another, wrong }) => {
  const tab = await another();
  await tab.open("/", { scenario: "fresh" });
  await tab.page.evaluate(() => {
    setTimeout(() => {
      throw new Error("of a timer");
    });
    void Promise.reject(new Error("of a promise"));
  });
  const seen = () => wrong.splice(0).join("\n");
  let all = "";
  await expect.poll(() => (all += seen())).toMatch(/of a timer/);
  await expect.poll(() => (all += seen())).toMatch(/of a promise/);
});

test("R10 R16 R33 Firefox: the enrolment, from the offer to the agreement", async ({ another }) => {
  const tab = await another();
  await tab.open("/", { scenario: "fresh", as: "partner-owner" });
  await tab.isAt("Overview");
  await tab.press("link", "Start the enrolment");
  await tab.isAt("Indirect reseller enrolment");
  await tab.hasFocus("Indirect reseller enrolment");
  await tab.press("button", "Enroll now");
  await tab.hasFocus("There is a problem");
  await tab.press("button", "Confirm profile");
  await tab.pressOn("main input[type=checkbox]:not(:checked)");
  await tab.press("button", "Enroll now");
  await tab.says("Already sent on 21 November 2026.");
  await tab.open("/", { now: "2026-11-30T09:00:00Z" });
  await tab.press("button", "Accept and continue");
  await tab.says("You are both direct bill partner and indirect reseller");
  await tab.find("link", "Indirect providers");
});

test("R42 R50 Firefox: a provider is found in the directory, and another one authorized", async ({ another }) => {
  const tab = await another();
  await tab.open("/find-a-provider", { scenario: "enrolled", as: "partner-global-admin" });
  await tab.isAt("Find a provider");
  await tab.says("14 providers");
  await tab.press("searchbox", "Search by name");
  await tab.page.keyboard.type("prose");
  await tab.says("1 provider");
  await tab.says("Proseware Distribution GmbH");
  await tab.open("/invitations/fabrikam-invitation");
  await tab.isAt("Partnership invitation");
  await tab.press("button", "Authorize indirect provider");
  await tab.says("Tick the box to authorise.");
  await tab.pressOn("main input[type=checkbox]");
  await tab.press("button", "Authorize indirect provider");
  await tab.says(`${PROVIDER} is your indirect provider`);
  await tab.open("/indirect-providers");
  await tab.isAt("Indirect providers");
  await tab.says(PROVIDER);
});

test("R80 Firefox: a customer is moved on its provider, with its consent", async ({ another }) => {
  const tab = await another();
  await tab.open(`/customers/${CUSTOMER.adventureWorks}/account`, { scenario: "partnered", as: "partner-admin-agent" });
  await tab.press("button", "Transfer customer on an indirect provider");
  await tab.find("dialog", "Transfer customer on an indirect provider");
  await tab.page.keyboard.press("Escape");
  await tab.noDialog();
  await tab.hasFocus("Transfer customer on an indirect provider");
  await tab.page.keyboard.press("Enter");
  await tab.find("dialog", "Transfer customer on an indirect provider");
  await tab.pressOn("dialog[open] input[type=checkbox]");
  await tab.press("button", "Save and continue");
  await tab.noDialog();
  await tab.find("heading", PROVIDER);
  await tab.page.reload();
  await tab.find("heading", PROVIDER);
});

test("R103 R154 R158 R159 Firefox: a transfer is requested, accepted by the provider, and verified by both", async ({ another }) => {
  const partner = await another();
  await partner.open(subscriptionsOf(CUSTOMER.northwind), { scenario: "ready", as: "partner-admin-agent" });
  await partner.isAt("Subscriptions");
  await partner.press("button", "Request subscription transfer");
  await partner.says("Office 365 E3");
  await partner.pressOn("dialog[open] ::-p-text(Office 365 E3)");
  await partner.press("button", "Create");
  await partner.noDialog();
  await partner.find("heading", `Inform ${PROVIDER}`);
  await partner.hasFocus(`Inform ${PROVIDER}`);
  await partner.press("button", "Done");

  const provider = await another();
  await provider.open("/transfers", { as: "provider-admin-agent" });
  await provider.isAt("Transfer requests");
  await provider.press("link", "Northwind Traders");
  await provider.isAt(`Transfer request from ${PARTNER}`);
  await provider.hasFocus(`Transfer request from ${PARTNER}`);
  await provider.press("button", "Accept");
  await provider.find("dialog", "Accept transfer request");
  await provider.pressOn("dialog[open] button[data-kind=primary]");
  await provider.noDialog();
  await provider.says("Everything is as expected");
  await provider.press("button", "Mark as verified");
  await provider.says("Verified by Gijs Bakker");
  // Where an app goes by itself, Firefox 140 does not tell.
  const address = await provider.page.evaluate(() => location.pathname);

  await partner.open(address);
  await partner.isAt(`Transfer request to ${PROVIDER}`);
  await partner.press("button", "Mark as verified");
  await partner.says("Verified by Björn Åkesson");
});

test("R107 R161 Firefox: the language is switched without a reload, and dialogs give focus back", async ({ another }) => {
  const tab = await another();
  await tab.open(transferOf(CUSTOMER.northwind, REQUEST), { scenario: "requested", as: "partner-admin-agent" });
  await tab.isAt(`Transfer request to ${PROVIDER}`);
  await tab.press("button", "Withdraw request");
  await tab.find("dialog", "Withdraw request");
  await tab.page.keyboard.press("Escape");
  await tab.noDialog();
  await tab.hasFocus("Withdraw request");
  let loads = 0;
  tab.page.on("load", () => (loads += 1));
  await tab.choose("Language", "de");
  await tab.page.waitForFunction(() => document.documentElement.lang === "de", { polling: 100 });
  await tab.says("Sprache");
  expect(loads, "how often the page was loaded again").toBe(0);
});

test("R19 Firefox: what was typed outlives another language and a reload", async ({ another }) => {
  const tab = await another();
  await tab.open("/enroll", { scenario: "fresh", as: "partner-global-admin" });
  await tab.isAt("Indirect reseller enrolment");
  await tab.fill("First name", "Ingegerd");
  await tab.choose("Language", "sv");
  await tab.page.waitForFunction(() => document.documentElement.lang === "sv", { polling: 100 });
  expect(await tab.value("textbox", "Förnamn")).toBe("Ingegerd");
  await tab.page.reload();
  await tab.page.waitForFunction(() => document.querySelector("h1") !== null, { polling: 100 });
  expect(await tab.value("textbox", "Förnamn")).toBe("Ingegerd");
});
