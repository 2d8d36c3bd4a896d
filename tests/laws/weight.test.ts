/** What the table's page weighs over the network, in a browser that asks the real server: page, style, scripts, fonts. */

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { paths } from "#web/paths.ts";
import { testBrowser } from "../support/browser.ts";
import { testSite, uai } from "../support/site.ts";
import { cookiesOf } from "../support/visitor-cookies.ts";

const mostAtFirst = 100_000;
const mostThen = 15_000;

describe("the weight of the table's page", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();

  /** Every byte received, headers included, of whatever the browser asks for until it rests. */
  async function weigh(page: Page, visit: () => Promise<unknown>): Promise<Record<string, number>> {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    const names = new Map<string, string>();
    const weights: Record<string, number> = {};
    session.on("Network.requestWillBeSent", ({ requestId, request }) => {
      names.set(requestId, new URL(request.url).pathname.split("/").at(-1)!);
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (encodedDataLength > 0) weights[names.get(requestId)!] = encodedDataLength;
    });
    await visit();
    await page.waitForLoadState("networkidle");
    await session.detach();
    return weights;
  }

  const sum = (weights: Record<string, number>): number => Object.values(weights).reduce((a, b) => a + b, 0);

  it.each(["personnels", "eleves", "responsables"])(
    "%s: 100 kB at the first visit, 15 kB at the next",
    async (onglet) => {
      const page = await browser.open();
      const [cookie] = await cookiesOf(site.database, "administrator", "");
      await page.context().addCookies([{ ...cookie!, domain: new URL(site.url).hostname }]);
      const address = site.url + paths.users({ uai }, { onglet });
      const first = await weigh(page, () => page.goto(address));
      const then = await weigh(page, () => page.goto(address));
      expect(sum(first), JSON.stringify(first)).toBeLessThan(mostAtFirst);
      expect(sum(then), JSON.stringify(then)).toBeLessThan(mostThen);
    },
  );
});
