import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { defineConfig } from "@playwright/test";

/** The built site, served: by `cargo xtask e2e` and `cargo xtask test` on a port of their own. */
const given = process.env["CROSSOVER_URL"];
const own = "http://127.0.0.1:8082";

/** Chromium of this system; Playwright's own where there is none. */
function chromium(): string | undefined {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file));
  return process.env["CROSSOVER_CHROMIUM"] ?? found;
}

const executablePath = chromium();

export default defineConfig({
  testDir: ".",
  // Measurements, no tests: `cargo xtask bench` runs them.
  testIgnore: [
    ...(process.env["CROSSOVER_BENCH"] === undefined ? ["speed.spec.ts"] : []),
    ...(process.env["CROSSOVER_LIGHTHOUSE"] === undefined ? ["lighthouse.spec.ts"] : []),
  ],
  outputDir: "../../target/e2e/artifacts",
  reporter: [["list"], ["json", { outputFile: "../../target/e2e/results.json" }]],
  fullyParallel: true,
  forbidOnly: true,
  // A test that passes only when it is tried again has found something.
  retries: 0,
  workers: 2,
  use: {
    baseURL: given ?? own,
    browserName: "chromium",
    headless: true,
    locale: "en-GB",
    timezoneId: "UTC",
    contextOptions: { reducedMotion: "reduce" },
    // What it keeps would come between a test and the files that it holds back; offline.spec.ts lets it.
    serviceWorkers: "block",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    video: "off",
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Root needs --no-sandbox; the rest keeps the browser from talking to anyone but us.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  ...(given === undefined
    ? { webServer: { command: "cargo xtask serve --built --port 8082", cwd: "../..", url: own, reuseExistingServer: true } }
    : {}),
});
