/** Every screen without JavaScript: each form can be sent, and nothing waits for a script that does not come. */

import { beforeAll, describe, expect, it } from "vitest";
import { testBrowser } from "./support/browser.ts";
import { makeScreens, type Screens } from "./support/screens.ts";
import { testSite } from "./support/site.ts";
import { walkScreens } from "./support/walk.ts";

describe("every screen without JavaScript", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  let screens: Screens;
  beforeAll(async () => {
    screens = await makeScreens(site);
  });

  it("can be worked", { timeout: 600_000 }, async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    const faults = await walkScreens(page, site.url, screens, () => page.evaluate(whatWaits));
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
    // In a closed menu a click on its summary shows it.
    const buttons = [...form.elements].filter((control) => control.matches("button:not([type=button])"));
    const isFolded = form.closest("details:not([open])") !== null;
    if (!buttons.some((button) => isFolded || isSeen(button))) faults.push(`no button: ${told(form)}`);
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
