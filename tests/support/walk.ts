import type { Page } from "playwright-core";
import { expect } from "vitest";
import { openScreen } from "./open-screen.ts";
import type { Screen, Screens } from "./screens.ts";

/** Looks at each page once: some addresses lead to another. Answers what is wrong, by screen. */
export async function walkScreens(
  page: Page,
  url: string,
  screens: Screens,
  look: (screen: Screen) => Promise<string[]>,
): Promise<Record<string, string[]>> {
  const seen = new Set<string>();
  const faults: Record<string, string[]> = {};
  for (const screen of screens.list) {
    await openScreen(page, url, screens, screen);
    const shown = `${page.url()} ${JSON.stringify(screen.form)}`;
    if (seen.has(shown)) continue;
    seen.add(shown);
    const found = await look(screen);
    if (found.length > 0) faults[screen.name] = found;
  }
  expect(seen.size).toBeGreaterThan(50);
  return faults;
}
