/**
 * Every published sample that answers a write: the form is filled in as a person does, the write is answered by the sample, from a
 * plain stub, and the page shows what it says. The rest comes from the reference API.
 */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect as plain, openAs, test } from "./reference.ts";
import { CUSTOMER, PARTNER, REQUEST, chooseForTransfer, dialog, part, row, subscriptionsOf, title, transferOf, type Persona } from "./steps.ts";

const FIXTURES = new URL("../fixtures/", import.meta.url);
const CONTOSO = "47eaa099-2cb6-416d-86dc-283cf0480ff9";

// A table this long shares its machine.
const expect = plain.configure({ timeout: 20_000 });

const sample = (file: string): string => readFileSync(new URL(file, FIXTURES), "utf8");

interface Answer {
  files: string[];
  scenario: string;
  as: Persona;
  page: string;
  /** What a person does until the sample answers, and what then stands on the page. */
  doing: (page: Page) => Promise<void>;
}

const attest = async (page: Page): Promise<void> => {
  const form = dialog(page, "Microsoft Customer Agreement");
  await form.getByRole("textbox", { name: "First name" }).fill("Kim");
  await form.getByRole("textbox", { name: "Last name" }).fill("Akers");
  await form.getByRole("textbox", { name: "E-mail" }).fill("kim@northwindtraders.example");
  await form.getByLabel("Agreement acceptance date").fill("2026-11-20");
  await form.getByRole("button", { name: "Save and continue" }).click();
};

const changeQuantity = async (page: Page): Promise<void> => {
  const form = dialog(page, "Change quantity");
  await form.getByRole("spinbutton", { name: "Quantity" }).fill("31");
  await form.getByRole("button", { name: "Save" }).click();
};

const changeLicences = async (page: Page): Promise<void> => {
  await row(page, "Users", "José Núñez").getByRole("button", { name: "Manage" }).click();
  await page.getByRole("checkbox", { name: /Office 365 E3/ }).click();
  await page.getByRole("button", { name: "Save licences" }).click();
};

const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const fillInCustomer = async (page: Page): Promise<void> => {
  await page.getByRole("combobox", { name: "Country or region", exact: true }).selectOption("Sweden");
  const typed = { "Company name": "Wingtip Toys AB", Domain: "WingtipToys", "Address line 1": "Storgatan 1", "Postal code": "111 22", City: "Stockholm", "First name": "Maja", "Last name": "Berg", "E-mail": "maja.berg@wingtiptoys.example" };
  for (const [name, value] of Object.entries(typed)) await field(page, name).fill(value);
  await page.getByRole("combobox", { name: "Language of what the customer is sent" }).selectOption("Swedish");
  await page.getByRole("checkbox", { name: "The customer has accepted the Microsoft Customer Agreement" }).check();
  await page.getByRole("button", { name: "Next: Subscriptions" }).click();
};

/** The notes on a transfer, which the reference API keeps for its own transfers alone. */
const keepNotes = async (page: Page): Promise<void> => {
  await page.route(/\/v1\/.*\/review$/, (route) => route.fulfill({ json: { transferId: "t", rejectionReason: "The count is wrong." } }));
};

const newCustomer = `/indirect-resellers/${CONTOSO}/new-customer`;
const northwind = transferOf(CUSTOMER.northwind, REQUEST);
const e3 = `${subscriptionsOf(CUSTOMER.tailspin)}/e5600642-060d-4a21-a64b-88b0402db603`;

const ANSWERS: Answer[] = [
  {
    files: ["agreements.create.response-201.json"],
    scenario: "ready",
    as: "provider-admin-agent",
    page: `/customers/${CUSTOMER.northwind}/account?dialog=attest`,
    doing: async (page) => {
      await attest(page);
      await expect(page.getByText("The acceptance is recorded")).toBeVisible();
    },
  },
  {
    files: ["agreements.create.error-600061.json"],
    scenario: "ready",
    as: "provider-admin-agent",
    page: `/customers/${CUSTOMER.northwind}/account?dialog=attest`,
    doing: async (page) => {
      await attest(page);
      await expect(page.getByText("This acceptance was recorded before, with the same contact.")).toBeVisible();
    },
  },
  {
    files: ["addresses.validate.error-2007.json"],
    scenario: "partnered",
    as: "provider-admin-agent",
    page: newCustomer,
    doing: async (page) => {
      await fillInCustomer(page);
      await expect(page.getByText("One Microsoft Way, 98007, BELLEVUE")).toBeVisible();
      await page.getByRole("button", { name: "Keep what I typed" }).click();
      await expect(title(page, "New subscription")).toBeVisible();
    },
  },
  {
    files: ["agreements.create.response-201.json", "customers.create-for-indirect-reseller.response-201.json", "orders.create-for-indirect-reseller.response-201.json"],
    scenario: "partnered",
    as: "provider-admin-agent",
    page: newCustomer,
    doing: async (page) => {
      await fillInCustomer(page);
      await page.getByRole("checkbox", { name: "Office 365 E3", exact: true }).check();
      await field(page, "Licences of Office 365 E3").fill("20");
      await page.getByRole("button", { name: "Next: Review" }).click();
      await page.getByRole("button", { name: "Submit" }).click();
      await expect(title(page, "Confirmation")).toBeVisible();
      const [account = "", password = ""] = await part(page, "Setup info").getByRole("definition").locator("code").allInnerTexts();
      expect(account).toContain("admin");
      expect(password).toBe("0Krha*Io");
    },
  },
  {
    files: ["subscriptions.patch-quantity.response-200.json"],
    scenario: "partnered",
    as: "provider-admin-agent",
    page: `${e3}?dialog=quantity`,
    doing: async (page) => {
      await changeQuantity(page);
      await expect(page.getByText("The change is made.")).toBeVisible();
      await expect(dialog(page, "Change quantity")).toBeHidden();
    },
  },
  {
    files: ["subscriptions.patch.error-800090.json"],
    scenario: "partnered",
    as: "provider-admin-agent",
    page: `${e3}?dialog=quantity`,
    doing: async (page) => {
      await changeQuantity(page);
      const form = dialog(page, "Change quantity");
      await expect(form.getByRole("alert")).toContainText("Subscription quantity cannot be decreased.");
      await expect(form.getByRole("spinbutton", { name: "Quantity" })).toHaveValue("31");
    },
  },
  {
    files: ["transfers.create.response-201.json"],
    scenario: "ready",
    as: "partner-admin-agent",
    page: subscriptionsOf(CUSTOMER.northwind),
    doing: async (page) => {
      const asked = await chooseForTransfer(page, ["Office 365 E3"]);
      await asked.getByRole("button", { name: "Create" }).click();
      await expect(asked).toBeHidden();
      await expect(page.locator("#inform").getByText("Transfer request 67c5b05b-09b5-47ba-9047-5056fe2afa4f is created")).toBeVisible();
    },
  },
  {
    files: ["transfers.accept.response-200.json"],
    scenario: "requested",
    as: "provider-admin-agent",
    page: northwind,
    doing: async (page) => {
      await page.getByRole("button", { name: "Accept", exact: true }).click();
      const asked = page.getByRole("dialog");
      await asked.getByRole("button", { name: "Accept", exact: true }).click();
      await expect(asked).toBeHidden();
      await expect(page.getByRole("alert")).toHaveCount(0);
    },
  },
  {
    files: ["transfers.reject.response-200.json"],
    scenario: "requested",
    as: "provider-admin-agent",
    page: northwind,
    doing: async (page) => {
      await keepNotes(page);
      await page.getByRole("button", { name: "Reject" }).click();
      const asked = dialog(page, "Reject transfer request");
      await asked.getByRole("textbox", { name: "Reason" }).fill("The count is wrong.");
      await asked.getByRole("button", { name: "Reject" }).click();
      await expect(asked).toBeHidden();
      await expect(part(page, `Inform ${PARTNER}`)).toBeVisible();
    },
  },
  {
    files: ["transfers-nc.create.response-201.json"],
    scenario: "ready",
    as: "provider-admin-agent",
    page: `${subscriptionsOf(CUSTOMER.litware)}?dialog=ask`,
    doing: async (page) => {
      await keepNotes(page);
      await page.route(/\/transfers\/0b6c8f52-5a1d-4a5f-8f0e-4d5d4a0f3c11$/, (route) =>
        route.request().url().includes("/v1/") ? route.fulfill({ contentType: "application/json", body: sample("transfers-nc.create.response-201.json") }) : route.fallback(),
      );
      const form = dialog(page, "Request new-commerce transfer");
      await form.getByRole("textbox", { name: "Contact at the customer" }).fill("it@litware.example");
      await form.getByRole("button", { name: "Create" }).click();
      await expect(page).toHaveURL(/\/transfers\/0b6c8f52-5a1d-4a5f-8f0e-4d5d4a0f3c11$/);
      await expect(page.getByRole("main")).toContainText("Norrsken Moln AB");
      await expect(page.getByRole("main")).toContainText("it@ekbacken.example");
    },
  },
  {
    files: ["users.create.response-200.json"],
    scenario: "partnered",
    as: "partner-admin-agent",
    page: `/customers/${CUSTOMER.northwind}/users`,
    doing: async (page) => {
      await page.getByRole("button", { name: "Create user" }).click();
      const form = dialog(page, "Create user");
      await form.getByRole("textbox", { name: "Sign-in name" }).fill("new.person");
      await form.getByRole("textbox", { name: "Display name" }).fill("New Person");
      await form.getByRole("combobox", { name: "Usage location" }).selectOption("Sweden");
      await form.getByRole("button", { name: "Create user" }).click();
      await expect(form).toContainText("This is shown once");
      await expect(form).toContainText("userid@domain.onmicrosoft.com");
    },
  },
  {
    files: ["users.licenseupdates.response-201.json"],
    scenario: "partnered",
    as: "partner-admin-agent",
    page: `/customers/${CUSTOMER.northwind}/users`,
    doing: async (page) => {
      await changeLicences(page);
      await expect(page.getByText("The licences are changed.")).toBeVisible();
    },
  },
  {
    files: ["users.licenseupdates.error-60012.json"],
    scenario: "partnered",
    as: "partner-admin-agent",
    page: `/customers/${CUSTOMER.northwind}/users`,
    doing: async (page) => {
      await changeLicences(page);
      await expect(page.getByRole("main").getByRole("alert")).toContainText("it looks like you've run out of licenses");
    },
  },
  {
    files: ["throttling.error-429.json"],
    scenario: "ready",
    as: "partner-admin-agent",
    page: subscriptionsOf(CUSTOMER.northwind),
    doing: async (page) => {
      const asked = await chooseForTransfer(page, ["Office 365 E3"]);
      await asked.getByRole("button", { name: "Create" }).click();
      await expect(page.getByText(/Too many requests/).first()).toBeVisible();
    },
  },
];

/** Answers of writes without a form, and why. */
const WITHOUT_FORM: [RegExp, string][] = [[/^carts\./, "no page orders by cart: one order does (section 11)"]];

interface Line {
  file: string;
  method: string;
  path: RegExp;
  status: number;
}

/** The samples that answer a write, or any call. */
function answers(): Line[] {
  const lines = readFileSync(new URL("MANIFEST.tsv", FIXTURES), "utf8").trim().split("\n").slice(1);
  return lines.flatMap((line) => {
    const [file = "", kind = "", method = "", target = "", status = ""] = line.split("\t");
    if (kind === "request" || method === "GET") return [];
    if (method === "ANY") return [{ file, method: "POST", path: /./, status: Number(status) }];
    return [{ file, method, path: new RegExp(`^${target.replaceAll(/\{[^}]*\}/g, "[^/]+")}$`, "i"), status: Number(status) }];
  });
}

test("every published answer to a write has its form, or a reason why it has none; and not both", () => {
  const shown = new Set(ANSWERS.flatMap(({ files }) => files));
  const all = answers().map(({ file }) => file);
  expect(all.length).toBeGreaterThan(12);
  const excused = (file: string): boolean => WITHOUT_FORM.some(([pattern]) => pattern.test(file));
  expect(all.filter((file) => shown.has(file) === excused(file))).toEqual([]);
  expect([...shown].filter((file) => !all.includes(file))).toEqual([]);
});

// Each starts a server of its own, and walks far.
test.describe.configure({ timeout: 90_000 });
test.use({ provoked: /Failed to load resource/ });

for (const answer of ANSWERS) {
  test(`${answer.files.join(" and ")}, shown through its form`, async ({ page, reference }) => {
    await reference.control({ scenario: answer.scenario, now: "2026-11-21T09:00:00Z" });
    const given = new Set<string>();
    for (const line of answers().filter(({ file }) => answer.files.includes(file))) {
      await page.route("**/v1/**", async (route) => {
        const request = route.request();
        if (request.method() !== line.method || !line.path.test(new URL(request.url()).pathname)) return route.fallback();
        given.add(line.file);
        await route.fulfill({ status: line.status, contentType: "application/json; charset=utf-8", body: sample(line.file) });
      });
    }
    await openAs(page, answer.page, answer.as);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await answer.doing(page);
    await expect.poll(() => [...given].toSorted()).toEqual(answer.files.toSorted());
    await expect(page.getByText("The service sent an answer that cannot be read.")).toHaveCount(0);
    await expect(page.getByText("Something in Crossover broke.")).toBeHidden();
  });
}
