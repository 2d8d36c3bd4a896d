/**
 * Every screen without JavaScript: each form can be sent, nothing waits for a script that does not come, and the browser
 * finds the elements that were written: it had nothing to mend.
 */

import { beforeAll, describe, expect, it } from "vitest";
import { testBrowser } from "../support/browser.ts";
import { cookieHeader, makeScreens, type Screens } from "../support/screens.ts";
import { testSite } from "../support/site.ts";
import { walkScreens } from "../support/walk.ts";

describe("every screen without JavaScript", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  let screens: Screens;
  beforeAll(async () => {
    screens = await makeScreens(site);
  });

  it("can be worked", { timeout: 600_000 }, async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    const faults = await walkScreens(page, site.url, screens, async ({ form, seer, path }) => {
      const waits = await page.evaluate(whatWaits);
      if (form) return waits;
      const headers = { cookie: cookieHeader(screens.cookies[seer]) };
      const written = await (await fetch(site.url + path, { headers })).text();
      return [...waits, ...(await page.evaluate(misreadMarkup, written))];
    });
    // Samples of components, on a development server only.
    expect({ ...faults, "ui anonymous": [] }).toEqual({ "ui anonymous": [] });
  });
});

/** In the page, whose own scripts do not run: what cannot be sent, or shows nothing where something should be. */
function whatWaits(): string[] {
  const told = (element: Element) => element.outerHTML.slice(0, 140);
  const isSeen = (element: Element) => element.checkVisibility({ visibilityProperty: true });
  const faults: string[] = [];
  for (const form of document.forms) {
    // The bar of what is chosen comes with the first box that is ticked.
    const box = [...form.elements].find((control) => control.matches("[type=checkbox]:not(:checked)"));
    if (box instanceof HTMLInputElement) box.checked = true;
    // In a closed menu a click on its summary shows it.
    const buttons = [...form.elements].filter((control) => control.matches("button:not([type=button])"));
    const isFolded = form.closest("details:not([open])") !== null;
    // A sentence stands beside it that says what it wants.
    const isToldElse = form.closest("passkey-form") !== null;
    if (!isToldElse && !buttons.some((button) => isFolded || isSeen(button)))
      faults.push(`no button: ${told(form)}`);
  }
  // Of these, that are empty or hidden without a script, each does what a plain link, box or key does as well.
  const spare = "frame-dialog, shortcut-keys, class-search";
  for (const element of document.querySelectorAll(":not(:defined)")) {
    const isEmpty = element.textContent?.trim() === "" && !element.querySelector("input, select, textarea");
    if (!element.matches(spare) && (isEmpty || !isSeen(element))) faults.push(`waits: ${told(element)}`);
  }
  for (const button of document.querySelectorAll("button[type=button]"))
    if (isSeen(button)) faults.push(`does nothing: ${told(button)}`);
  for (const link of document.querySelectorAll("a:not([href])"))
    if (isSeen(link)) faults.push(`leads nowhere: ${told(link)}`);
  return faults;
}

/** In the page: an element that the browser added or dropped, because it was written where it may not stand. */
function misreadMarkup(written: string): string[] {
  const tags = (written.match(/<[a-z][^>]*>/gi) ?? []).map((tag) =>
    /^<([\w-]+)/.exec(tag)![1]!.toLowerCase(),
  );
  const isMeant = (name: string) => !["meta", "path", "use", "svg", "symbol"].includes(name);
  const count = (names: readonly string[]) => {
    const counts: Record<string, number> = {};
    for (const name of names) if (isMeant(name)) counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  };
  const asked = count(tags);
  const found = count([...document.querySelectorAll("*")].map(({ localName }) => localName));
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  return [
    ...[...new Set([...Object.keys(asked), ...Object.keys(found)])]
      .filter((name) => asked[name] !== found[name])
      .map((name) => `${name}: written ${asked[name] ?? 0} times, read ${found[name] ?? 0}`),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `twice the id ${id}`),
  ];
}
