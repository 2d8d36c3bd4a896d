/**
 * Takes pictures of every screen, at four widths, light and dark, into a folder, to be judged by eye:
 * `node --import tsx scripts/pictures/every-screen.ts FOLDER [part of a screen's name]`.
 */

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { openScreen } from "../../tests/support/open-screen.ts";
import { makeScreens } from "../../tests/support/screens.ts";
import { withExampleSchool } from "./with-example-school.ts";

const [folder = "screens", part = "", widths = "360,768,1280,1920", schemes = "light,dark"] =
  process.argv.slice(2);
await mkdir(folder, { recursive: true });
await withExampleSchool(async ({ url, database, browser }) => {
  const screens = await makeScreens({ url, database });
  for (const colorScheme of schemes.split(",") as ("light" | "dark")[]) {
    for (const width of widths.split(",").map(Number)) {
      for (const screen of screens.list.filter(({ name }) => name.includes(part))) {
        const context = await browser.newContext({
          locale: "fr-FR",
          colorScheme,
          viewport: { width, height: 800 },
        });
        const page = await context.newPage();
        await openScreen(page, url, screens, screen);
        const file = `${screen.name.replaceAll(" ", "-")}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: path.join(folder, file), fullPage: true });
        await context.close();
      }
    }
  }
});
