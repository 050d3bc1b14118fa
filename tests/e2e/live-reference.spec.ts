/**
 * Live mode against the reference API, as a production host would serve it: a strict policy, a session in a cookie, a server that is
 * killed in the middle.
 */
import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures.ts";
import { another, expect, openAs, pick, rejectAcrossSignIn, test, type Reference } from "./reference.ts";
import { CUSTOMER, PARTNER, PEOPLE, PROVIDER, REQUEST, chooseForTransfer, createButton, createdNotice, dialog, idIn, part, row, subscriptionsOf, title, transferOf } from "./steps.ts";

const northwind = transferOf(CUSTOMER.northwind, REQUEST);
const subscriptions = subscriptionsOf(CUSTOMER.northwind);

/** Everything that the page keeps, as one text. */
function kept(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
}

/** Lines end, and the next look finds them done. */
async function carriedOut(page: Page): Promise<void> {
  await expect(page.getByRole("progressbar", { name: "1 of 1 subscription done" })).toBeVisible({ timeout: 30_000 });
}

async function withNothingWrong(reference: Reference, page: Page): Promise<void> {
  const reply = await page.request.get(`${reference.url}/`);
  expect(reply.headers()["content-security-policy"]).toContain("script-src 'self' 'wasm-unsafe-eval';");
}

test.describe("signing in by a gateway", () => {
  test.use({ options: ["--scenario", "requested"] });

  test("leads to the sign-in page and back to the same place, with nothing in address or storage", async ({ page, reference }) => {
    await withNothingWrong(reference, page);
    await openAs(page, `${subscriptions}?dialog=request-transfer`, "partner-owner");
    await expect(page).toHaveURL(`${reference.url}${subscriptions}?dialog=request-transfer`);
    await expect(dialog(page, "Request subscription transfer")).toBeVisible();
    const cookies = await page.context().cookies();
    const session = cookies.find(({ name }) => name === "crossover-session");
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Strict" });
    const text = await kept(page);
    expect(text).not.toContain(session?.value ?? "-");
    for (const personal of ["Dagny", "contoso.example", "142c8364-7806-4577-93e7-83e7eb04b39b"]) expect(text).not.toContain(personal);
    // Nothing of static mode is left.
    await expect(page.getByRole("complementary", { name: "Static mode" })).toHaveCount(0);
  });

  test("R174 a session that ended in the middle: one signs in, and what was typed is there", async ({ page, reference }) => {
    await openAs(page, northwind, "provider-admin-agent");
    await rejectAcrossSignIn(page, `${reference.url}${northwind}`);
  });

  test("signing out wipes every copy in every tab", async ({ page, context, reference }) => {
    await openAs(page, northwind, "provider-admin-agent");
    await expect(title(page, `Transfer request from ${PARTNER}`)).toBeVisible();
    const other = await context.newPage();
    await other.goto(northwind);
    await other.getByRole("button", { name: "Reject" }).click();
    const reason = dialog(other, "Reject transfer request").getByRole("textbox", { name: "Reason" });
    await reason.fill("Not for other eyes.");
    expect(await kept(other)).toContain("Not for other eyes.");
    await page.getByRole("button", { name: "Sign out" }).click();
    for (const tab of [page, other]) {
      await expect(title(tab, "You are signed out")).toBeVisible();
      await expect(tab.getByText("Northwind Traders")).toHaveCount(0);
      expect(await tab.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((name) => name !== "crossover.language"))).toEqual([]);
    }
    expect((await page.request.get(`${reference.url}/v1/me`)).status()).toBe(401);
    // The way back in.
    await page.getByRole("button", { name: "Sign in" }).click();
    await pick(page, "partner-owner");
    await expect(title(page, `Transfer request to ${PROVIDER}`)).toBeVisible();
  });

  test("signing out wipes at once, however late the service is", async ({ page }) => {
    await openAs(page, northwind, "provider-admin-agent");
    await page.getByRole("button", { name: "Reject" }).click();
    await dialog(page, "Reject transfer request").getByRole("textbox", { name: "Reason" }).fill("Not for other eyes.");
    await page.keyboard.press("Escape");
    expect(await kept(page)).toContain("Not for other eyes.");
    await page.clock.install();
    await page.route("**/sign-out", () => new Promise(() => undefined));
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect.poll(() => kept(page)).not.toContain("Not for other eyes.");
    await page.clock.runFor(20_000);
    await expect(title(page, "You are signed out")).toBeVisible();
    expect(await kept(page)).not.toContain("Not for other eyes.");
  });

  test("somebody else signs in in another tab: this one shows what is theirs, and does nothing in their name", async ({ page, context }) => {
    await openAs(page, northwind, "partner-owner");
    await expect(title(page, `Transfer request to ${PROVIDER}`)).toBeVisible();
    const other = await context.newPage();
    await other.goto("/sign-in?return=/transfers");
    await pick(other, "provider-admin-agent");
    await expect(title(other, "Transfer requests")).toBeVisible();
    await page.getByRole("button", { name: "Withdraw request" }).click();
    await dialog(page, "Withdraw request").getByRole("button", { name: "Withdraw request" }).click();
    await expect(title(page, `Transfer request from ${PARTNER}`)).toBeVisible();
    await expect(page.getByRole("list", { name: "The four steps" })).not.toContainText("Withdrawn");
  });
  test.use({ provoked: /Failed to load resource/ });

  test("want of a second factor is named, and leads to the sign-in page", async ({ page, reference }) => {
    await openAs(page, "/customers", "partner-owner");
    await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
    await reference.control({ fault: "GET /v1/customers=401:900421" });
    await page.reload();
    const trouble = page.getByRole("alert");
    await expect(trouble).toContainText("The service asks for multi-factor authentication.");
    await expect(trouble.getByRole("button", { name: "Sign in" })).toBeVisible();
    await trouble.getByText("Details", { exact: true }).click();
    await expect(trouble.getByRole("definition")).toContainText(["401", "900421"]);
  });
});

test.describe("a part that the API lacks", () => {
  test.use({ options: ["--scenario", "complete"], provoked: /Failed to load resource/ });

  test("notes on a transfer are kept in this browser, and said to be", async ({ page, reference }) => {
    await reference.control({ without: ["review", "notices"] });
    await openAs(page, northwind, "partner-owner");
    await expect(page.getByText("These notes are kept in this browser only")).toBeVisible();
    const verification = part(page, "Verification");
    await verification.getByRole("button", { name: "Mark as verified" }).click();
    await expect(verification).toContainText("Dagny Holm");
    await page.reload();
    await expect(verification).toContainText("Dagny Holm");
    expect(await kept(page)).not.toContain("Dagny");
  });

  test("who is signed in is put together from what is documented, and the service has the last word", async ({ page, reference }) => {
    await reference.control({ without: ["/v1/me"] });
    await openAs(page, "/customers", "partner-owner");
    await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
    await expect(page.getByRole("banner")).toContainText(PARTNER);
    await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Indirect providers" })).toBeVisible();
    await page.goto(northwind);
    await expect(title(page, `Transfer request to ${PROVIDER}`)).toBeVisible();
  });
});

test.describe("the transfer", () => {
  test.use({ options: ["--scenario", "ready"], provoked: /Failed to load resource/ });

  test("R99 R103 R111 R152 R158 R174 in two browsers, with the server killed and started again in the middle", async ({ page: partner, reference }) => {
    test.slow();
    const second = await another(partner, reference);
    const provider = await second.context.newPage();
    await openAs(partner, subscriptions, "partner-admin-agent");
    await chooseForTransfer(partner, ["Office 365 E3"]);

    // The request acts, its answer is lost (browsers try again by themselves), and then the server is gone.
    await reference.control({ fault: "POST /v1/customers=late" });
    await createButton(partner).click();
    await expect(dialog(partner, "Request subscription transfer").getByRole("alert")).toBeVisible();
    await reference.kill();
    await createButton(partner).click();
    await expect(dialog(partner, "Request subscription transfer").getByRole("alert")).toContainText("The service cannot be reached.", {
      // After all its tries, each a pause later.
      timeout: 20_000,
    });
    await reference.start();
    // The same press again: the request is there, once.
    await createButton(partner).click();
    await expect(createdNotice(partner)).toBeVisible();
    const transfer = idIn(await createdNotice(partner).innerText());
    await partner.reload();
    await expect(part(partner, "Subscription Transfer").getByRole("rowheader")).toHaveCount(1);

    await openAs(provider, "/transfers", "provider-admin-agent");
    await row(provider, "Transfer requests", "Northwind Traders").getByRole("link", { name: "Northwind Traders" }).click();
    await provider.getByRole("button", { name: "Accept" }).click();
    await dialog(provider, "Accept transfer request").getByRole("button", { name: "Accept" }).click();
    await expect(provider.getByRole("list", { name: "The four steps" })).toContainText(`${PROVIDER} accepts or rejects: done`);
    await reference.kill();
    await reference.start();
    await provider.reload();
    await carriedOut(provider);
    await part(provider, "Verification").getByRole("button", { name: "Mark as verified" }).click();
    await expect(part(provider, "Verification")).toContainText("Verified by Gijs Bakker");

    await partner.goto(transferOf(CUSTOMER.northwind, transfer));
    await part(partner, "Verification").getByRole("button", { name: "Mark as verified" }).click();
    await expect(partner.getByRole("list", { name: "The four steps" }).getByRole("listitem")).toContainText([
      `${PARTNER} creates the request: done`,
      `${PROVIDER} accepts or rejects: done`,
      `${PROVIDER} verifies: done`,
      `${PARTNER} verifies: done`,
    ]);
    expect(second.noted.filter((note) => !note.includes("Failed to load resource"))).toEqual([]);
    await second.context.close();
  });
});

test.describe("a transfer of new commerce", () => {
  test.use({ options: ["--scenario", "asked"], provoked: /status of 401/ });

  test("is told apart, shows each side its own step alone, and moves what the source chooses", async ({ page: partner, reference }) => {
    const second = await another(partner, reference);
    const provider = await second.context.newPage();
    await openAs(provider, "/transfers", "provider-admin-agent");
    const waiting = row(provider, "Transfer requests", "Litware");
    await expect(waiting).toContainText("Waits for the source");
    await expect(waiting).toContainText("New commerce");
    await waiting.getByRole("link", { name: "Litware" }).click();
    await expect(provider.getByRole("button", { name: "Withdraw request" })).toBeEnabled();
    for (const name of ["Accept", "Reject"]) await expect(provider.getByRole("button", { name, exact: true })).toHaveCount(0);
    await expectAccessible(provider);

    await openAs(partner, new URL(provider.url()).pathname, "partner-admin-agent");
    await expect(partner.getByText(/left alone, it lapses on/)).toBeVisible();
    for (const name of ["Reject", "Withdraw request"]) await expect(partner.getByRole("button", { name, exact: true })).toHaveCount(0);
    await partner.getByRole("button", { name: "Accept", exact: true }).click();
    const giving = dialog(partner, "Accept and give subscriptions");
    await giving.getByRole("button", { name: "Accept", exact: true }).click();
    await expect(giving.getByText("Choose at least one subscription.")).toBeVisible();
    await giving.getByRole("checkbox").and(giving.locator(":enabled")).first().check();
    const chosen = (await giving.getByRole("listitem").filter({ has: partner.getByRole("checkbox", { checked: true }) }).locator("label span").first().innerText()).trim();
    await expectAccessible(partner);
    await giving.getByRole("button", { name: "Accept", exact: true }).click();
    await expect(giving).toBeHidden();
    await carriedOut(partner);
    await expect(row(partner, "Subscriptions in this request", chosen)).toContainText("Complete");

    await provider.reload();
    await expect(row(provider, "Subscriptions in this request", chosen)).toContainText("Complete");
    await expect(provider.getByRole("button", { name: "Withdraw request" })).toHaveCount(0);
    expect(second.noted.filter((note) => !note.includes("status of 401"))).toEqual([]);
    await second.context.close();
  });
});

test.describe("asking by new commerce", () => {
  test.use({ options: ["--scenario", "ready"], provoked: /Failed to load resource/ });

  test("R174 a provider asks, its answer is lost and the server killed: asked once, and the source gives what it chooses", async ({ page: provider, reference }) => {
    const second = await another(provider, reference);
    const partner = await second.context.newPage();
    await openAs(provider, `${subscriptionsOf(CUSTOMER.litware)}?dialog=ask`, "provider-admin-agent");
    const form = dialog(provider, "Request new-commerce transfer");
    await form.getByRole("textbox", { name: "Contact at the customer" }).fill("it@litware.example");
    await reference.control({ fault: "POST /v1/customers=late" });
    await form.getByRole("button", { name: "Create" }).click();
    await expect(form.getByRole("alert")).toBeVisible();
    await reference.kill();
    await reference.start();
    // What was typed, and what is on its way, are there after a reload too.
    await provider.reload();
    await expect(form.getByRole("textbox", { name: "Contact at the customer" })).toHaveValue("it@litware.example");
    await form.getByRole("button", { name: "Create" }).click();
    await expect(title(provider, `Transfer request from ${PARTNER}`)).toBeVisible();
    const path = new URL(provider.url()).pathname;
    await provider.goto(subscriptionsOf(CUSTOMER.litware));
    await expect(part(provider, "Subscription Transfer").getByRole("rowheader")).toHaveCount(1);

    await openAs(partner, path, "partner-admin-agent");
    await partner.getByRole("button", { name: "Accept", exact: true }).click();
    const giving = dialog(partner, "Accept and give subscriptions");
    await giving.getByRole("checkbox").and(giving.locator(":enabled")).first().check();
    await giving.getByRole("button", { name: "Accept", exact: true }).click();
    await expect(giving).toBeHidden();
    await carriedOut(partner);
    expect(second.noted.filter((note) => !note.includes("Failed to load resource"))).toEqual([]);
    await second.context.close();
  });
});

test.describe("clocks that differ", () => {
  test.use({ options: ["--scenario", "fresh"], provoked: /Failed to load resource/ });

  // The server's says 21 November, 09:00.
  for (const browsers of ["2026-11-23T09:00:00Z", "2026-11-21T09:00:40Z", "2026-11-19T09:00:00Z"]) {
    test(`R11 R21 the browser's says ${browsers}: the profile is confirmed all the same, and the application goes out`, async ({ page }) => {
      await page.clock.setFixedTime(new Date(browsers));
      await openAs(page, "/enroll", "partner-global-admin");
      await page.getByRole("button", { name: "Confirm profile" }).click();
      await page.getByRole("checkbox", { name: /^I know that there is no way back/ }).check();
      await page.getByRole("button", { name: "Enroll now" }).click();
      await expect(page.getByText("Already sent on 21 November 2026.")).toBeVisible();
      await page.reload();
      await expect(page.getByText("Already sent on 21 November 2026.")).toBeVisible();
    });
  }
});

test.describe("signing in by OpenID Connect", () => {
  test.use({ options: ["--scenario", "requested", "--entra"], provoked: /Failed to load resource/ });

  test("comes back to the same place; no token and no code stay in address or storage; renewal is silent", async ({ page, reference }) => {
    const tokens: string[] = [];
    page.on("response", async (response) => {
      if (new URL(response.url()).pathname !== "/oidc/token") return;
      const body: unknown = await response.json().catch(() => ({}));
      tokens.push(...Object.values(body as Record<string, unknown>).filter((value) => typeof value === "string" && value.length > 20).map(String));
    });
    await openAs(page, `${northwind}?a=b#c`, "provider-admin-agent");
    await expect(page).toHaveURL(`${reference.url}${northwind}?a=b#c`);
    await expect(title(page, `Transfer request from ${PARTNER}`)).toBeVisible();
    expect(tokens.length).toBe(2);
    const first = await kept(page);
    expect(tokens.some((token) => first.includes(token))).toBe(false);
    expect(await page.evaluate(() => history.length)).toBeGreaterThan(0);

    // The access token ends early: it is renewed, and nobody notices.
    await reference.control({ revoke: "access" });
    await page.getByRole("banner").getByRole("link", { name: "Transfer requests" }).click();
    await expect(row(page, "Transfer requests", "Northwind Traders")).toBeVisible();
    await expect.poll(() => tokens.length).toBe(4);

    // A reload goes by the provider, which knows the person.
    await page.reload();
    await expect(row(page, "Transfer requests", "Northwind Traders")).toBeVisible();
    await expect(page).toHaveURL(`${reference.url}/transfers`);

    // What cannot be renewed is said, and one press signs in again.
    await reference.control({ revoke: "all" });
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
    await expect(page.getByRole("alert")).toContainText("You are signed out.");
    await page.getByRole("alert").getByRole("button", { name: "Sign in" }).click();
    await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
  });

  test("an answer that this tab did not ask for is refused, and so is one that is used again", async ({ page, reference }) => {
    await page.goto("/?code=stolen&state=guessed");
    await expect(title(page, "Signing in did not work: state")).toBeVisible();
    await expect(page).toHaveURL(`${reference.url}/`);
    const answers: string[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).searchParams.has("code")) answers.push(request.url());
    });
    await page.getByRole("link", { name: "Sign in" }).click();
    await pick(page, "partner-owner");
    await expect(title(page, "Overview")).toBeVisible();
    expect(answers.length).toBe(1);
    await page.goto(answers[0] ?? "");
    await expect(title(page, "Signing in did not work: state")).toBeVisible();
  });

  test("a renewal goes on when the page that needed it is left, and what it brings is used", async ({ page, reference }) => {
    await openAs(page, "/customers", "partner-owner");
    await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let renewals = 0;
    await page.route("**/oidc/token", async (route) => {
      renewals += 1;
      await held;
      await route.continue();
    });
    await reference.control({ revoke: "access" });
    await page.getByRole("banner").getByRole("link", { name: "Transfer requests" }).click();
    await expect.poll(() => renewals).toBe(1);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview" }).click();
    await expect(title(page, "Overview")).toBeVisible();
    release();
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
    await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
    expect(renewals, "a refresh token is of one use").toBe(1);
  });

  test("an answer is good in the tab that asked for it, and nowhere else", async ({ page, context, reference }) => {
    await page.goto("/customers");
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    // The tab gets its answer, and does not come to use it.
    await page.route("**/config.json", () => new Promise(() => undefined));
    await page.getByRole("button", { name: PEOPLE["partner-owner"].name }).click();
    await page.waitForURL((url) => url.searchParams.has("code"), { waitUntil: "commit" });
    const answer = page.url();
    const other = await context.newPage();
    await other.goto(answer);
    await expect(title(other, "Signing in did not work: state")).toBeVisible();
    await page.unroute("**/config.json");
    await page.goto(answer);
    await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
    await expect(page).toHaveURL(`${reference.url}/customers`);
  });

  test("one comes back to a path of ours alone", async ({ page, context, reference }) => {
    for (const back of ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]) {
      await context.clearCookies();
      await page.goto("/customers");
      await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
      await page.evaluate((to) => {
        const [state, verifier] = (sessionStorage.getItem("crossover.sign-in") ?? "").split(" ");
        sessionStorage.setItem("crossover.sign-in", `${state} ${verifier} ${to}`);
      }, back);
      await pick(page, "partner-owner");
      await expect(title(page, "Overview")).toBeVisible();
      await expect(page).toHaveURL(`${reference.url}/`);
    }
  });

  test("signing out wipes every copy in every tab here too", async ({ page, context }) => {
    await openAs(page, northwind, "provider-admin-agent");
    await expect(title(page, `Transfer request from ${PARTNER}`)).toBeVisible();
    const other = await context.newPage();
    await other.goto(northwind);
    await other.getByRole("button", { name: "Reject" }).click();
    await dialog(other, "Reject transfer request").getByRole("textbox", { name: "Reason" }).fill("Not for other eyes.");
    expect(await kept(other)).toContain("Not for other eyes.");
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(title(other, "You are signed out")).toBeVisible();
    await expect(other.getByText("Northwind Traders")).toHaveCount(0);
    expect(await kept(other)).not.toContain("Not for other eyes.");
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    expect(await kept(page)).not.toContain("Northwind");
  });

  test("signing out ends the provider's session too", async ({ page, reference }) => {
    await openAs(page, "/customers", "partner-owner");
    await expect(row(page, "Customers", "Northwind Traders")).toBeVisible();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    expect((await page.request.get(`${reference.url}/v1/me`)).status()).toBe(401);
  });
});
