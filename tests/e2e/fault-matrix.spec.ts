/**
 * The fault matrix on the screen: each kind of fault against each kind of screen: a page that reads, one that reads again, a form in a
 * dialog, a button alone, a run over many customers. What the person reads is what docs/fault-matrix.md
 * says for the outcome, which the native matrix holds for every operation; here is shown that a screen says it, stays alive, keeps what
 * was typed and where the focus is, and that the same press acts once when the fault has passed.
 */
import { readFileSync } from "node:fs";
import type { Locator, Page, Route } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { PARTNER, dialog, open, part, passTime, passTimeUntil, row, stopTime } from "./steps.ts";

const CUSTOMER = "b44bb1fb-c595-45b0-9e09-d657365580b0";
const TRANSFER = "20db739a-3800-4191-8e19-3049372f290a";
const OWN = "47eaa099-2cb6-416d-86dc-283cf0480ff9";
const PROVIDER = "a6b4c2d0-51f3-4b0e-9b7a-7b5a0d5f1c11";

/** What is read for an outcome: the two sentences of docs/fault-matrix.md. */
const READS = new Map(
  readFileSync(new URL("../../docs/fault-matrix.md", import.meta.url), "utf8")
    .split("\n## ")[1]
    ?.split("\n")
    .map((line) => line.split("|").map((part) => part.trim()))
    .filter((parts) => parts.length > 4)
    .map((parts) => [parts[1] ?? "", [parts[2] ?? "", parts[3] ?? ""]] as const),
);

/** A sentence with its variable, as a pattern. */
function pattern(sentence: string): RegExp {
  return new RegExp(sentence.replaceAll(/[$()*+.?[\\\]^|]/g, "\\$&").replaceAll(/\{\w+\}/g, ".+"));
}

interface Fault {
  name: string;
  /** The outcome for a read, and for a write. */
  read: string;
  write: string;
  /** What stands as the reason of a line that failed in a run; where there is none, the run stops. */
  line?: string;
  /** Whether the service acts before it goes wrong. */
  acts?: boolean;
  answer: (route: Route, right: string) => Promise<void>;
}

const refuse =
  (status: number, body: string, headers: Record<string, string> = {}, contentType = "application/json") =>
  (route: Route): Promise<void> =>
    route.fulfill({ status, contentType, headers, body });
const throttle = (headers: Record<string, string>) => refuse(429, '{"statusCode":429,"message":"Slow down."}', headers);
const alter =
  (change: (right: string) => string) =>
  (route: Route, right: string): Promise<void> =>
    route.fulfill({ contentType: "application/json", body: change(right) });

const FAULTS: Fault[] = [
  { name: "offline", read: "api-unreachable", write: "api-unreachable", answer: (route) => route.abort("internetdisconnected") },
  { name: "reset after acting", read: "api-unreachable", write: "api-unreachable", acts: true, answer: (route) => route.abort("connectionreset") },
  { name: "401", read: "signed-out", write: "signed-out", answer: refuse(401, "") },
  { name: "401/900421", read: "mfa", write: "mfa", answer: refuse(401, '{"code":900421,"description":"MFA."}') },
  { name: "403", read: "forbidden", write: "forbidden", answer: refuse(403, '{"code":900150,"description":"No."}') },
  { name: "404", read: "not-found", write: "not-found", line: "not-found", answer: refuse(404, "") },
  { name: "409", read: "own-words", write: "own-words", line: "409", answer: refuse(409, '{"code":409,"description":"A change is running."}') },
  { name: "412", read: "stale", write: "stale", line: "http-412", answer: refuse(412, "") },
  { name: "400/2055", read: "stale", write: "stale", line: "2055", answer: refuse(400, '{"code":2055,"description":"Old."}') },
  { name: "429, 2 s", read: "rate-limited", write: "throttled", answer: throttle({ "Retry-After": "2" }) },
  { name: "429, a date", read: "rate-limited", write: "throttled", answer: (route) => throttle({ "Retry-After": new Date(Date.now() + 5_000).toUTCString() })(route) },
  { name: "429, absent", read: "rate-limited", write: "throttled", answer: throttle({}) },
  { name: "429, nonsense", read: "rate-limited", write: "throttled", answer: throttle({ "Retry-After": "soon" }) },
  { name: "429, in the past", read: "rate-limited", write: "throttled", answer: throttle({ "Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT" }) },
  { name: "429, a day", read: "rate-limited", write: "throttled", answer: throttle({ "Retry-After": "86400" }) },
  { name: "429, for ever", read: "rate-limited", write: "throttled", answer: throttle({ "Retry-After": "99999999999999999999" }) },
  { name: "500", read: "api-unreachable", write: "api-unreachable", answer: refuse(500, '{"code":2000,"description":"Broke."}') },
  { name: "502 HTML", read: "api-unreachable", write: "api-unreachable", answer: refuse(502, "<!doctype html><h1>Bad Gateway</h1>", {}, "text/html") },
  { name: "503", read: "api-unreachable", write: "api-unreachable", answer: refuse(503, "") },
  { name: "never", read: "api-unreachable", write: "api-unreachable", answer: () => new Promise(() => undefined) },
  { name: "malformed", read: "unreadable", write: "unreadable", acts: true, answer: alter(() => '{"id": oops}') },
  { name: "truncated", read: "unreadable", write: "unreadable", acts: true, answer: alter((right) => right.slice(0, right.length / 2)) },
  { name: "another shape", read: "unreadable", write: "unreadable", acts: true, answer: alter(() => '{"unforeseen":{"value":[1,2,3]}}') },
  { name: "a text", read: "unreadable", write: "unreadable", acts: true, answer: alter(() => '"done"') },
  { name: "null", read: "nothing", write: "unreadable", acts: true, answer: alter(() => "null") },
  { name: "10 MB of error", read: "own-words", write: "own-words", line: "123456", answer: (route) => refuse(400, JSON.stringify({ code: 123456, description: "x".repeat(10 * 1024 * 1024) }))(route) },
  { name: "10 MB", read: "done", write: "done", acts: true, answer: alter((right) => right + " ".repeat(10 * 1024 * 1024)) },
  {
    name: "slow",
    read: "done",
    write: "done",
    acts: true,
    answer: async (route, right) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.fulfill({ contentType: "application/json", body: right });
    },
  },
  {
    // The app stops waiting, and breaks the call off; what comes then comes too late.
    name: "too slow",
    read: "api-unreachable",
    write: "api-unreachable",
    acts: true,
    answer: async (route, right) => {
      const request = route.request();
      await request.frame().page().waitForEvent("requestfailed", { predicate: (failed) => failed === request });
      await route.fulfill({ contentType: "application/json", body: right });
    },
  },
];

const me = {
  userId: "5d32fe61-985f-44e7-aa09-5ee82bb29976",
  displayName: "Astrid Lindqvist",
  email: "astrid.lindqvist@contoso.example",
  roles: ["globalAdmin", "adminAgent"],
  organization: { tenantId: OWN, name: PARTNER, country: "SE", cspRegion: "Europe", side: "provider" },
  programs: [],
};
const customer = {
  id: CUSTOMER,
  companyProfile: { companyName: "Fourth Coffee", domain: "fourth-coffee.example" },
  relationshipToPartner: "reseller",
  transition: { kind: "indirect", openTransfers: 1, step: "requested" },
};
const transfer = {
  id: TRANSFER,
  sourcePartnerTenantId: PROVIDER,
  sourcePartnerName: "Wingtip",
  targetPartnerTenantId: OWN,
  targetPartnerName: PARTNER,
  createdTime: "2026-11-20T09:00:00Z",
  status: "Active",
  lineItems: [{ subscriptionId: "c1", offerName: "Office 365 E3", quantity: 3, status: "Active" }],
};

const deleted = {
  id: "95794928-9abe-4548-8b43-50ffc20b9404",
  userPrincipalName: "jose@fourth-coffee.example",
  displayName: "José Núñez",
  usageLocation: "SE",
  state: "inactive",
  softDeletionTime: "2026-11-20T09:00:00Z",
};

/** A small service that remembers, where one sort of call goes wrong while `fault` is set. */
class Service {
  fault: Fault | undefined;
  /** How often each write acted. */
  acted = new Map<string, number>();
  private readonly done = new Set<string>();
  private status = "Active";
  private reason = "";
  private verified = false;
  private isDeleted = true;
  /** How many calls went wrong. */
  struck = 0;

  constructor(
    private readonly page: Page,
    private readonly strikes: (method: string, path: string) => boolean,
  ) {}

  async start(): Promise<void> {
    await this.page.route("**/config.json", (route) => route.fulfill({ contentType: "application/json", body: JSON.stringify({ mode: "live", apiBase: "/gateway" }) }));
    await this.page.route(/\/gateway\/v1\//, async (route) => {
      const request = route.request();
      const path = new URL(request.url()).pathname.slice("/gateway".length);
      const struck = this.fault !== undefined && this.strikes(request.method(), path);
      const id = (await request.headerValue("ms-requestid")) ?? "";
      if (struck && this.fault !== undefined) {
        this.struck += 1;
        const right = this.fault.acts === true ? this.answer(request.method(), path, id, request.postData()) : "";
        return this.fault.answer(route, right).catch(() => undefined);
      }
      const body = this.answer(request.method(), path, id, request.postData());
      await (body === "" ? route.fulfill({ status: 404, body: "" }) : route.fulfill({ contentType: "application/json", body })).catch(() => undefined);
    });
  }

  /** Acts, once for each id. */
  private once(what: string, id: string, change: () => void): void {
    if (this.done.has(id)) return;
    this.done.add(id);
    this.acted.set(what, (this.acted.get(what) ?? 0) + 1);
    change();
  }

  private answer(method: string, path: string, id: string, sent: string | null): string {
    const base = `/v1/customers/${CUSTOMER}`;
    const current = (): string => JSON.stringify({ ...transfer, status: this.status });
    if (method === "GET" && path === "/v1/me") return JSON.stringify(me);
    if (method === "GET" && path === "/v1/customers") return JSON.stringify({ totalCount: 1, items: [customer] });
    if (method === "GET" && path === base) return JSON.stringify(customer);
    if (method === "GET" && path === `${base}/subscriptions`) return JSON.stringify({ totalCount: 0, items: [] });
    if (method === "GET" && path === `${base}/relationships`) return JSON.stringify({ totalCount: 1, items: [{ id: PROVIDER, name: "Wingtip", relationshipType: "is_indirect_reseller_of", state: "active" }] });
    if (method === "GET" && path === "/v1/relationships") return JSON.stringify({ totalCount: 0, items: [] });
    if (method === "GET" && path === `${base}/transfers`) return `[${current()}]`;
    if (method === "GET" && path === `${base}/transfers/${TRANSFER}`) return current();
    if (method === "GET" && path === `${base}/users`) return JSON.stringify({ totalCount: 1, items: this.isDeleted ? [deleted] : [] });
    if (method === "GET" && path === `${base}/subscribedskus`) return JSON.stringify({ totalCount: 0, items: [] });
    if (method === "PATCH" && path === `${base}/users/${deleted.id}`) {
      this.once("restore", id, () => (this.isDeleted = false));
      return JSON.stringify({ ...deleted, state: "active", softDeletionTime: null });
    }
    if (path === `${base}/transfers/${TRANSFER}/review`) {
      if (method === "PATCH") {
        const change = JSON.parse(sent ?? "{}") as { rejectionReason?: string };
        this.once("note", id, () => {
          this.reason = change.rejectionReason ?? this.reason;
          this.verified = change.rejectionReason === undefined || this.verified;
        });
      }
      return JSON.stringify({ transferId: TRANSFER, rejectionReason: this.reason, providerVerified: this.verified ? { by: "Astrid", result: "match" } : null });
    }
    if (method === "PATCH" && path === `${base}/transfers/${TRANSFER}`) {
      this.once("reject", id, () => (this.status = "Rejected"));
      return current();
    }
    if (method === "POST" && path === `${base}/transfers/${TRANSFER}/accept`) {
      this.once("accept", id, () => (this.status = "Complete"));
      return JSON.stringify({ orders: [], transferErrors: [] });
    }
    return "";
  }
}

/** Holds what `trouble` says against the document. */
async function expectTrouble(trouble: Locator, outcome: string): Promise<void> {
  const [says = "", next = ""] = READS.get(outcome) ?? [];
  expect(next, `docs/fault-matrix.md knows ${outcome}`).not.toBe("");
  if (outcome !== "own-words") await expect(trouble).toContainText(pattern(says));
  await expect(trouble).toContainText(pattern(next));
  // What support needs is there, and not a book of it.
  expect((await trouble.innerText()).length).toBeLessThan(3_000);
}

/** Focus is somewhere on the page, never lost. */
async function expectFocus(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement !== document.body && document.activeElement !== null)).toBe(true);
}

/** Nothing broke: the frame stands. */
async function expectAlive(page: Page): Promise<void> {
  await expect(page.getByText("Something in Crossover broke.")).toBeHidden();
  await expect(page.getByRole("banner")).toContainText("Astrid Lindqvist");
}

test.use({ provoked: /Failed to load resource/ });

/** The outcomes after which nobody knows how things stand: what was read before stays on the screen. */
const UNKNOWN = ["api-unreachable", "rate-limited", "unreadable"];

for (const fault of FAULTS) {
  test(`R169 R170 a page that reads again × ${fault.name}`, async ({ page }) => {
    const service = new Service(page, (method, path) => method === "GET" && path.endsWith(TRANSFER));
    await service.start();
    await stopTime(page);
    await open(page, `/customers/${CUSTOMER}/transfers/${TRANSFER}`);
    const reject = page.getByRole("button", { name: "Reject" });
    await passTimeUntil(page, reject);
    await reject.click();
    const reason = dialog(page, "Reject transfer request").getByRole("textbox", { name: "Reason" });
    await reason.fill("We agreed on 20 licences.");
    service.fault = fault;
    // Somebody comes back to the page, which looks what others did meanwhile.
    await passTime(page, 11);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    const trouble = page.getByRole("main").getByRole("alert");
    const outcome = fault.read === "nothing" ? "unreadable" : fault.read;
    if (outcome === "done") {
      await expect.poll(() => service.struck).toBeGreaterThan(0);
    } else {
      await passTimeUntil(page, trouble);
      await expectTrouble(trouble, outcome);
    }
    if (outcome === "done" || UNKNOWN.includes(outcome)) {
      await expect(reason).toHaveValue("We agreed on 20 licences.");
      await expect(reason).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("table", { name: "Subscriptions in this request" })).toBeVisible();
      await expect(reject).toBeVisible();
    }
    service.fault = undefined;
    if (outcome !== "done") {
      await trouble.getByRole("button", { name: "Retry" }).click();
      await expect(async () => {
        await passTime(page, 1);
        await expect(trouble).toHaveCount(0, { timeout: 100 });
      }).toPass({ intervals: [10] });
      await passTimeUntil(page, reject);
      await expectFocus(page);
    }
    await reject.click();
    await expect(reason).toHaveValue("We agreed on 20 licences.");
    await expectAlive(page);
  });

  test(`R69 R169 R174 a button alone × ${fault.name}`, async ({ page }) => {
    const service = new Service(page, (method, path) => method === "PATCH" && path.endsWith(deleted.id));
    await service.start();
    await stopTime(page);
    await open(page, `/customers/${CUSTOMER}/users`);
    const show = page.getByRole("combobox", { name: "Show" });
    await passTimeUntil(page, show);
    await show.selectOption("Deleted users");
    const manage = row(page, "Users", deleted.displayName).getByRole("button", { name: "Manage" });
    await passTimeUntil(page, manage);
    await manage.click();
    const restore = page.getByRole("button", { name: "Restore user" });
    service.fault = fault;
    await restore.click();
    if (fault.write !== "done") {
      const trouble = page.getByRole("main").getByRole("alert");
      await passTimeUntil(page, trouble);
      await expectTrouble(trouble, fault.write);
      await expect(restore).toBeFocused();
      await expectAlive(page);
      service.fault = undefined;
      await restore.click();
    }
    await expect(async () => {
      await passTime(page, 1);
      await expect(row(page, "Users", deleted.displayName)).toHaveCount(0, { timeout: 100 });
    }).toPass({ intervals: [10] });
    await expect(restore).toHaveCount(0);
    expect(service.acted.get("restore"), "how often the user was restored").toBe(1);
    await expectFocus(page);
    await expectAlive(page);
  });

  test(`R169 R173 R174 a line of a run × ${fault.name}`, async ({ page }) => {
    const service = new Service(page, (method, path) => method === "POST" && path.endsWith("/accept"));
    await service.start();
    await stopTime(page);
    await open(page, "/move?do=accept");
    const look = part(page, "Preflight").getByRole("button", { name: "Look at 1 customer" });
    await passTimeUntil(page, look);
    await look.click();
    const choose = page.getByRole("checkbox", { name: "Choose Fourth Coffee" });
    await passTimeUntil(page, choose);
    await choose.check();
    const start = part(page, "New run");
    await start.getByRole("button", { name: "Try it out" }).click();
    const begin = start.getByRole("button", { name: "Start the run" });
    await passTimeUntil(page, begin);
    service.fault = fault;
    await begin.click();
    const run = part(page, "Run");
    if (fault.write !== "done") {
      if (fault.line === undefined) {
        const trouble = run.getByRole("alert");
        await passTimeUntil(page, trouble);
        await expectTrouble(trouble, fault.write);
        await expect(run.getByText("0 done, of which 0 before; 0 failed, 1 to go")).toBeVisible();
      } else {
        await passTimeUntil(page, run.getByText("0 done, of which 0 before; 1 failed, 0 to go"));
        await expect(run).toContainText(fault.line);
      }
      await expectAlive(page);
      service.fault = undefined;
      // What it stands at is known after a reload too, and goes on from there.
      await page.reload();
      const again = run.getByRole("button", { name: fault.line === undefined ? "Go on" : "Try 1 failed one again" });
      await passTimeUntil(page, again);
      await again.click();
    }
    await passTimeUntil(page, run.getByText(/^1 done, of which \d before; 0 failed, 0 to go$/));
    expect(service.acted.get("accept"), "how often it was accepted").toBe(1);
    await expectFocus(page);
    await expectAlive(page);
  });

  test(`R169 R170 a page that reads × ${fault.name}`, async ({ page }) => {
    const service = new Service(page, (method, path) => method === "GET" && path === "/v1/customers");
    await service.start();
    service.fault = fault;
    await stopTime(page);
    await open(page, "/customers");
    if (fault.read === "done") {
      await passTimeUntil(page, row(page, "Customers", "Fourth Coffee"));
    } else if (fault.read === "nothing") {
      await expect(page.getByRole("main")).toContainText("No customers");
    } else {
      const trouble = page.getByRole("main").getByRole("alert");
      await passTimeUntil(page, trouble);
      await expectTrouble(trouble, fault.read);
      service.fault = undefined;
      await trouble.getByRole("button", { name: "Retry" }).click();
      await passTimeUntil(page, row(page, "Customers", "Fourth Coffee"));
      await expectFocus(page);
    }
    await expectAlive(page);
  });

  test(`R154 R169 R174 a form in a dialog × ${fault.name}`, async ({ page }) => {
    const service = new Service(page, (method, path) => method === "PATCH" && path.endsWith(TRANSFER));
    await service.start();
    await stopTime(page);
    await open(page, `/customers/${CUSTOMER}/transfers/${TRANSFER}`);
    await passTimeUntil(page, page.getByRole("button", { name: "Reject" }));
    await page.getByRole("button", { name: "Reject" }).click();
    const asked = dialog(page, "Reject transfer request");
    await asked.getByRole("textbox", { name: "Reason" }).fill("We agreed on 20 licences.");
    service.fault = fault;
    await asked.getByRole("button", { name: "Reject" }).click();
    if (fault.write !== "done") {
      const trouble = page.getByRole("alert").first();
      await passTimeUntil(page, trouble);
      await expectTrouble(trouble, fault.write);
      await expectFocus(page);
      await expectAlive(page);
      service.fault = undefined;
      if (!(await asked.isVisible())) await page.getByRole("button", { name: "Reject" }).click();
      await expect(asked.getByRole("textbox", { name: "Reason" })).toHaveValue("We agreed on 20 licences.");
      await asked.getByRole("button", { name: "Reject" }).click();
    }
    await passTimeUntil(page, page.getByText("We agreed on 20 licences.", { exact: true }));
    await expect(asked).toBeHidden();
    expect(service.acted.get("reject"), "how often it was rejected").toBe(1);
    expect(service.acted.get("note"), "how often the reason was noted").toBe(1);
    await expectAlive(page);
  });
}
