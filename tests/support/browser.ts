import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, expect } from "vitest";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium-headless-shell";
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** Opens pages in a Chromium of this test file's own; every page is closed after its test. */
export function testBrowser(): { open(options?: BrowserContextOptions): Promise<Page> } {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  const errors: string[] = [];
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await logPages(contexts);
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(errors.splice(0)).toEqual([]);
  });
  afterAll(() => browser?.close());
  return {
    async open(options = {}) {
      browser ??= await chromium.launch({ executablePath, args, headless: true });
      const context = await browser.newContext({
        locale: "fr-FR",
        viewport: { width: 1280, height: 768 },
        ...options,
      });
      contexts.push(context);
      // Beside others on a busy machine; nothing is waited for that does not come.
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      // A script or style that the Content-Security-Policy forbids, or an error in ours, is a failure.
      page.on("pageerror", (error) => {
        // Turbo's, of the body of a page that one left before it had come.
        if (error.name !== "AbortError") errors.push(error.stack ?? error.message);
      });
      page.on("console", (message) => {
        if (message.text().includes("Content Security Policy")) errors.push(message.text());
      });
      return page;
    },
  };
}

/** Where the test was when it failed: its error names only what it waited for. */
async function logPages(contexts: readonly BrowserContext[]): Promise<void> {
  for (const page of contexts.flatMap((context) => context.pages())) {
    const text = await page.evaluate(() => document.querySelector("main")?.innerText).catch(String);
    console.error(`${page.url()} shows:\n${text?.slice(0, 2000)}`);
  }
}

/** No violation of WCAG 2.1 A or AA, nor of axe's good practices. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
}

/** What axe finds against the page as it is shown now, by all of its rules or by these. */
export async function axeFaults(page: Page, rules?: string[]): Promise<string[]> {
  // What Turbo says of a page that is on its way is not the page's own.
  await page.locator("html:not([aria-busy])").waitFor({ state: "attached" });
  // A document that Turbo fills anew keeps it.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  return page.evaluate(runAxe, rules);
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** In the page. */
async function runAxe(rules: string[] | undefined): Promise<string[]> {
  // Nothing is seen on its way from one colour to the other.
  const moving = document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(moving.map(({ finished }) => finished));
  const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
    // What it finds nothing against is thousands of nodes, of which nobody reads the description.
    resultTypes: ["violations"],
    ...(rules && { runOnly: rules }),
  });
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join("\n  ")}`,
  );
}
