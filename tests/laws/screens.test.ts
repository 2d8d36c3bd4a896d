/**
 * Every screen in a browser: nothing that axe finds, in light and in dark; nothing lost on the narrowest screen (320 px,
 * which is also 1280 px at 400 %), with letters twice as large or spaced out; nothing that moves for whoever asked for
 * none; each field that says its purpose, and each control that a finger can hit.
 */

import { beforeAll, describe, expect, it } from "vitest";
import { paths } from "#web/paths.ts";
import { axeFaults, testBrowser } from "../support/browser.ts";
import { makeScreens, type Screens } from "../support/screens.ts";
import { testSite } from "../support/site.ts";
import { walkScreens } from "../support/walk.ts";

describe("every screen", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  let screens: Screens;
  beforeAll(async () => {
    screens = await makeScreens(site);
  });

  it("satisfies axe in the light and in the dark, loses nothing to whoever reads it large, and moves nothing", {
    timeout: 600_000,
  }, async () => {
    const page = await browser.open({ reducedMotion: "reduce" });
    const faults = await walkScreens(page, site.url, screens, async () => {
      await page.emulateMedia({ colorScheme: "light" });
      const found = await axeFaults(page);
      await page.emulateMedia({ colorScheme: "dark" });
      found.push(...(await axeFaults(page, ["color-contrast", "link-in-text-block"])));
      found.push(...(await page.evaluate(movements)));
      for (const [name, { viewport, style, mayScroll }] of Object.entries(readings)) {
        await page.setViewportSize(viewport);
        await page.evaluate(wearStyle, style);
        const out = mayScroll ? [] : await page.evaluate(lostToTheNarrow);
        const lost = [...out, ...(await page.evaluate(cutTexts))];
        found.push(...lost.map((fault) => `${name}: ${fault}`));
      }
      await page.setViewportSize(plainViewport);
      return [...new Set(found)];
    });
    expect(faults).toEqual({});
  });
});

interface Reading {
  readonly viewport: { readonly width: number; readonly height: number };
  /** On every page, over our own. */
  readonly style: string;
  /** A wide table may then be wider than the screen: nothing is lost. */
  readonly mayScroll?: boolean;
}

const plainViewport = { width: 1280, height: 768 };

/** As people with low vision read. 400 % of 1280 × 1024 is 320 × 256; spacing as in WCAG 1.4.12. */
const readings: Readonly<Record<string, Reading>> = {
  "400 %": { viewport: { width: 320, height: 256 }, style: "" },
  "text 200 %": { viewport: plainViewport, style: "html { font-size: 200% }" },
  spaced: {
    mayScroll: true,
    viewport: plainViewport,
    style:
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
  },
};

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

/** In the page; a sheet made by script passes the Content-Security-Policy, as a reader's own does. */
function wearStyle(style: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}

/** In the page: text that its own box cuts, and that no scrolling of that box brings back. */
function cutTexts(): string[] {
  const cut = [...document.querySelectorAll<HTMLElement>("body *")].filter((element) => {
    const { overflowX, overflowY, clipPath } = getComputedStyle(element);
    if (clipPath !== "none" || !element.checkVisibility() || element.closest("svg")) return false;
    const isWide = element.scrollWidth > element.clientWidth + 1;
    const isHigh = element.scrollHeight > element.clientHeight + 1;
    return (
      (isWide && ["hidden", "clip"].includes(overflowX)) || (isHigh && ["hidden", "clip"].includes(overflowY))
    );
  });
  return cut.map((element) => `cut: ${element.outerHTML.slice(0, 120)}`);
}

/** In the page, for whoever asked for none: whatever would move for longer than anybody sees. */
function movements(): string[] {
  const seconds = (list: string) => Math.max(...list.split(",").map((time) => Number.parseFloat(time)));
  const moving = [...document.querySelectorAll("*")].filter((element) => {
    const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element);
    return (
      seconds(transitionDuration) > 0.001 || seconds(animationDuration) > 0.001 || scrollBehavior === "smooth"
    );
  });
  return moving.map((element) => `moves: ${element.outerHTML.slice(0, 120)}`);
}

describe("in production", async () => {
  const address = "http://127.0.0.1:0";
  const site = await testSite("empty", { NODE_ENV: "production", PUBLIC_URL: address });

  it("there is no page of components, nor a trial mailbox", async () => {
    for (const path of [paths.ui({}), paths.mailbox({})])
      expect((await fetch(site.url + path)).status, path).toBe(404);
  });
});
