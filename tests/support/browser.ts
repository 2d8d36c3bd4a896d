import AxeBuilder from "@axe-core/playwright";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, expect } from "vitest";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
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
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
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
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      // A script or style that the Content-Security-Policy forbids, or an error in ours, is a failure.
      page.on("pageerror", (error) => {
        throw error;
      });
      page.on("console", (message) => {
        if (message.text().includes("Content Security Policy")) throw new Error(message.text());
      });
      return page;
    },
  };
}

/** No violation of WCAG 2.1 A or AA, nor of axe's good practices. */
export async function expectAccessible(page: Page): Promise<void> {
  // The other mode opens a page more for each analysis: for frames of other sites, of which there are none.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join("\n  ")}`,
  );
  expect(found).toEqual([]);
}
