/**
 * Every screen by the Tab key, from its top until the focus comes round: whatever can be worked is reached, in the order
 * in which it is read, in sight, and shows that it has the focus. Each dialog by its key, in and out.
 */

import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { testBrowser } from "../support/browser.ts";
import { openScreen } from "../support/open-screen.ts";
import { makeScreens, type Screens } from "../support/screens.ts";
import { testSite } from "../support/site.ts";
import { walkScreens } from "../support/walk.ts";

/** Of the longest table; on most screens the focus comes round long before. */
const mostPresses = 1000;

describe("every stop of the keyboard", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  let screens: Screens;
  beforeAll(async () => {
    screens = await makeScreens(site);
  });

  it("is reached, in order, in sight, and shown", { timeout: 600_000 }, async () => {
    const page = await browser.open({ reducedMotion: "reduce" });
    const faults = await walkScreens(page, site.url, screens, async () => {
      const walk = await page.evaluateHandle(watchStops);
      for (let presses = 1; presses <= mostPresses; presses++) {
        await page.keyboard.press("Tab");
        if (presses % 20 === 0 && (await walk.evaluate(({ isRound }) => isRound))) break;
      }
      return walk.evaluate(judgeStops);
    });
    expect(faults).toEqual({});
  });

  it("leads into each dialog and back to where it was opened", { timeout: 120_000 }, async () => {
    const page = await browser.open({ reducedMotion: "reduce" });
    const faults: string[] = [];
    const opened = new Set<string>();
    for (const name of [
      "users administrator",
      "table masked",
      "user page masked",
      "inspectors head",
      "inspectors searched",
    ]) {
      await openScreen(page, site.url, screens, screens.list.find((screen) => screen.name === name)!);
      const links = page.locator("main a[data-turbo-frame=dialog]:visible");
      const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
      for (const href of hrefs) {
        const dialog = href.replace(/^\/\w+\//, "").replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, "…");
        const kind = dialog.replace(/\?.*/, "");
        if (opened.has(kind)) continue;
        opened.add(kind);
        const fault = await inAndOut(page, href);
        if (fault) faults.push(`${kind}: ${fault}`);
      }
    }
    expect(faults).toEqual([]);
    expect([...opened].sort()).toEqual([
      "inspecteurs/…/fermeture",
      "inspecteurs/…/ouverture",
      "utilisateurs/affichage",
      "utilisateurs/nouvel-enseignant",
      "utilisateurs/nouvel-utilisateur",
      "utilisateurs/nouvelle-vue",
      "utilisateurs/…/masquage",
      "utilisateurs/…/modification",
      "utilisateurs/…/mot-de-passe",
      "utilisateurs/…/restauration",
      "utilisateurs/…/suspension",
    ]);
  });
});

/** By Enter on its link, all around it by Tab, out by Escape. */
async function inAndOut(page: Page, href: string): Promise<string | undefined> {
  const link = page.locator(`main a[data-turbo-frame=dialog][href="${href}"]:visible`).first();
  await link.focus();
  await page.keyboard.press("Enter");
  const dialog = page.locator("dialog[open]");
  await dialog.locator(":focus").waitFor();
  const controls = await dialog.locator("a, button, input, select, textarea, summary").count();
  for (let stops = 0; stops <= controls; stops++) {
    await page.keyboard.press("Tab");
    const isInside = () =>
      document.activeElement === document.body || document.activeElement?.closest("dialog");
    if (!(await page.evaluate(isInside))) return "the focus leaves the open dialog";
  }
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  const isBack = await link.evaluate((element) => element === document.activeElement);
  return isBack ? undefined : "the focus does not come back";
}

interface Walk {
  readonly stops: Element[];
  readonly faults: string[];
  isRound: boolean;
}

/** In the page: starts at its top, and looks at each stop as soon as the key is released. */
function watchStops(): Walk {
  const walk: Walk = { stops: [], faults: [], isRound: false };
  const told = (element: Element) => element.outerHTML.slice(0, 140);
  const isShown = (element: Element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  };
  const isInSight = (element: Element) => {
    const { left, right, top, bottom } = element.getClientRects()[0]!;
    const middle = (low: number, high: number, room: number) => (Math.max(low, 0) + Math.min(high, room)) / 2;
    const hit = document.elementFromPoint(
      middle(left, right, document.documentElement.clientWidth),
      middle(top, bottom, document.documentElement.clientHeight),
    );
    return hit !== null && (element.contains(hit) || hit.closest("label")?.contains(element));
  };
  // Back up the page is a fault, unless it begins another column.
  const isAfter = (element: Element, before: Element) => {
    const [here, there] = [element.getBoundingClientRect(), before.getBoundingClientRect()];
    return here.bottom > there.top || here.left >= there.right - 1;
  };
  document.addEventListener("keyup", ({ key }) => {
    const element = document.activeElement;
    const last = walk.stops.at(-1);
    if (key !== "Tab" || walk.isRound || (element && element === last)) return;
    walk.isRound = element === null || element === document.body || element === walk.stops[0];
    if (walk.isRound || !element) return;
    if (walk.stops.includes(element)) walk.faults.push(`twice: ${told(element)}`);
    walk.stops.push(element);
    if (!isShown(element) && !isShown(element.closest("label") ?? element))
      walk.faults.push(`does not show the focus: ${told(element)}`);
    if (!isInSight(element)) walk.faults.push(`is covered: ${told(element)}`);
    if (last && !isAfter(element, last)) walk.faults.push(`after ${told(last)} back to ${told(element)}`);
  });
  document.body.tabIndex = -1;
  document.body.focus();
  return walk;
}

/** In the page: what was never reached. Of a group of radio buttons one is enough, the arrows reach the others. */
function judgeStops({ stops, faults, isRound }: Walk): string[] {
  const workable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const missed = [...document.querySelectorAll(workable)].filter((element) => {
    const isOut = element.matches(":disabled, [tabindex='-1']");
    if (isOut || !element.checkVisibility({ visibilityProperty: true }) || stops.includes(element))
      return false;
    const { name, type } = element as HTMLInputElement;
    return type !== "radio" || !stops.some((stop) => stop.matches(`[type=radio][name="${name}"]`));
  });
  const trap = isRound ? [] : [`the focus does not come round in ${stops.length} stops`];
  return [
    ...faults,
    ...missed.map((element) => `never reached: ${element.outerHTML.slice(0, 140)}`),
    ...trap,
  ];
}
