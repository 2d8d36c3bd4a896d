/**
 * Every screen in a browser: nothing that axe finds, in light and in dark; nothing lost on the narrowest screen (320 px,
 * which is also 1280 px at 400 %); each field that says its purpose, and each control that a finger can hit.
 */

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { paths } from "#web/paths.ts";
import { testBrowser } from "./support/browser.ts";
import { openScreen } from "./support/open-screen.ts";
import { makeScreens, type Screens } from "./support/screens.ts";
import { testSite } from "./support/site.ts";

describe("every screen", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  let screens: Screens;
  beforeAll(async () => {
    screens = await makeScreens(site);
  });

  /** Each page once: some addresses lead to another. */
  async function walk(page: Page, look: () => Promise<string[]>): Promise<Record<string, string[]>> {
    const seen = new Set<string>();
    const faults: Record<string, string[]> = {};
    for (const screen of screens.list) {
      await openScreen(page, site.url, screens, screen);
      const shown = `${page.url()} ${JSON.stringify(screen.form)}`;
      if (seen.has(shown)) continue;
      seen.add(shown);
      const found = await look();
      if (found.length > 0) faults[screen.name] = found;
    }
    expect(seen.size).toBeGreaterThan(50);
    return faults;
  }

  it("satisfies axe, in the light and in the dark", { timeout: 600_000 }, async () => {
    const page = await browser.open();
    const faults = await walk(page, async () => {
      await page.emulateMedia({ colorScheme: "light" });
      const inTheLight = await axeFaults(page);
      await page.emulateMedia({ colorScheme: "dark" });
      return [...inTheLight, ...(await axeFaults(page, ["color-contrast", "link-in-text-block"]))];
    });
    expect(faults).toEqual({});
  });

  it("loses nothing at 320 px", { timeout: 600_000 }, async () => {
    const page = await browser.open({ viewport: { width: 320, height: 640 } });
    expect(await walk(page, () => page.evaluate(lostToTheNarrow))).toEqual({});
  });
});

async function axeFaults(page: Page, rules?: string[]): Promise<string[]> {
  // Its other way opens a page more for each analysis: for frames of other sites, of which there are none.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** In the page: what sticks out of it to the right, and the controls too small for a finger. */
function lostToTheNarrow(): string[] {
  const faults: string[] = [];
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > room) {
    for (const element of document.querySelectorAll("main *, header *, footer *"))
      if (element.getBoundingClientRect().right > room + 1)
        faults.push(`out: ${element.outerHTML.slice(0, 120)}`);
  }
  for (const control of document.querySelectorAll(
    "button, .button, .icon-button, select, input:not([type=hidden])",
  )) {
    const { width, height } = control.getBoundingClientRect();
    if (height > 0 && (control.closest("label") ?? control).getBoundingClientRect().height < 18)
      faults.push(`small (${width} × ${height}): ${control.outerHTML.slice(0, 120)}`);
  }
  return faults;
}

describe("in production", async () => {
  const address = "http://127.0.0.1:0";
  const site = await testSite("empty", { NODE_ENV: "production", PUBLIC_URL: address });

  it("there is no page of components, nor a trial mailbox", async () => {
    for (const path of [paths.ui({}), paths.mailbox({})])
      expect((await fetch(site.url + path)).status, path).toBe(404);
  });
});
