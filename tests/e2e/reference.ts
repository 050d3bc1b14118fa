/**
 * The reference API for tests of live mode: each test has one of its own, can kill it, start it again where it was, and move its
 * clock, faults and limits.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, test as base, watch } from "./fixtures.ts";
import { PEOPLE, dialog, type Persona } from "./steps.ts";

const PROGRAM = process.env["CROSSOVER_SERVER"] ?? "target/debug/crossover-server";
const SITE = process.env["CROSSOVER_SITE"] ?? "dist";

export class Reference {
  private child: ChildProcess | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), "crossover-reference-"));
  private port = "0";
  private readonly options: string[];
  url = "";

  constructor(options: string[]) {
    this.options = options;
  }

  /** Starts it, the second time on the same port with what it remembers. */
  async start(): Promise<void> {
    const fixed = ["--port", this.port, "--database", join(this.folder, "api.sqlite"), "--site", SITE, "--control", "--rate", "0"];
    const child = spawn(PROGRAM, [...fixed, "--now", "2026-11-21T09:00:00Z", ...this.options], { stdio: ["ignore", "pipe", "inherit"] });
    this.child = child;
    const line = await new Promise<string>((heard, failed) => {
      child.once("error", failed);
      child.once("exit", (code) => failed(new Error(`${PROGRAM} ended with ${code}`)));
      createInterface({ input: child.stdout! }).once("line", heard);
    });
    this.url = line.replace("listening on ", "");
    this.port = new URL(this.url).port;
  }

  /** Ends it at once, in the middle of whatever it does. */
  async kill(): Promise<void> {
    const child = this.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await ended;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Moves clock, scenario, faults, limits; takes parts of the contract away. */
  async control(change: Record<string, unknown>): Promise<void> {
    const reply = await fetch(`${this.url}/control`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(change),
    });
    expect(reply.status, await reply.text()).toBe(204);
  }
}

interface Given {
  /** The server's own options. */
  options: string[];
  reference: Reference;
}

/** `test` whose pages are served by a reference API of its own. */
export const test = base.extend<Given>({
  options: [[], { option: true }],
  reference: async ({ options }, use) => {
    const reference = new Reference(options);
    await reference.start();
    await use(reference);
    await reference.end();
  },
  baseURL: async ({ reference }, use) => use(reference.url),
});

/** A second browser, held to the same rules: what it noted is empty at the end. */
export async function another(page: Page, reference: Reference): Promise<{ context: BrowserContext; noted: string[] }> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("this context has no browser");
  const context = await browser.newContext({ baseURL: reference.url, locale: "en-GB", timezoneId: "UTC", reducedMotion: "reduce" });
  return { context, noted: watch(context, reference.url) };
}

/** Picks a person on the sign-in page. */
export async function pick(page: Page, persona: Persona): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await page.getByRole("button", { name: PEOPLE[persona].name }).click();
}

/** Opens an address as `persona`, by way of the sign-in page. */
export async function openAs(page: Page, path: string, persona: Persona): Promise<void> {
  await page.goto(path);
  await pick(page, persona);
}

/** Somebody else takes the same browser. */
export async function takeOver(page: Page, path: string, persona: Persona): Promise<void> {
  await page.goto(`/sign-in?return=${encodeURIComponent(path)}`);
  await pick(page, persona);
}

/** Rejects the request whose page, at `address`, is open, while the session ends: one signs in, comes back, and what was typed is there. */
export async function rejectAcrossSignIn(page: Page, address: string): Promise<void> {
  await page.getByRole("button", { name: "Reject" }).click();
  const asked = dialog(page, "Reject transfer request");
  await asked.getByRole("textbox", { name: "Reason" }).fill("The count is wrong.");
  await page.context().clearCookies();
  await asked.getByRole("button", { name: "Reject" }).click();
  await expect(asked.getByRole("alert")).toContainText("You are signed out.");
  await asked.getByRole("button", { name: "Sign in" }).click();
  await pick(page, "provider-admin-agent");
  await expect(page).toHaveURL(address);
  await page.getByRole("button", { name: "Reject" }).click();
  await expect(asked.getByRole("textbox", { name: "Reason" })).toHaveValue("The count is wrong.");
  await asked.getByRole("button", { name: "Reject" }).click();
  await expect(page.getByText("The count is wrong.", { exact: true })).toBeVisible();
}

export { expect };
