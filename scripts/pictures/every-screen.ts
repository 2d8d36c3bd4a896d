/**
 * Takes pictures of every screen, at four widths, light and dark, to be judged by eye:
 * `node --import tsx scripts/pictures/every-screen.ts FOLDER [part of a screen's name]`.
 */

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { readConfig } from "#run/config.ts";
import { startServer } from "#run/server.ts";
import { makeExampleSchool } from "../../bin/example-school.ts";
import { openScreen } from "../../tests/support/open-screen.ts";
import { makeScreens } from "../../tests/support/screens.ts";
import { ensureChromium } from "../fixtures/chromium.mjs";

const [folder = "screens", part = "", widths = "360,768,1280,1920", schemes = "light,dark"] =
  process.argv.slice(2);
await mkdir(folder, { recursive: true });
const data = await mkdtemp(path.join(tmpdir(), "cpro-screens-"));
const server = await startServer(readConfig({ PORT: "0", CPRO_DATA: data }));
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ["--no-sandbox"] });
try {
  const { database } = server.installation;
  await makeExampleSchool({ database, clock: () => new Date() });
  const screens = await makeScreens({ url: server.url, database });
  for (const colorScheme of schemes.split(",") as ("light" | "dark")[]) {
    for (const width of widths.split(",").map(Number)) {
      for (const screen of screens.list.filter(({ name }) => name.includes(part))) {
        const context = await browser.newContext({
          locale: "fr-FR",
          colorScheme,
          viewport: { width, height: 800 },
        });
        const page = await context.newPage();
        await openScreen(page, server.url, screens, screen);
        const file = `${screen.name.replaceAll(" ", "-")}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: path.join(folder, file), fullPage: true });
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await server.stop();
  await rm(data, { recursive: true, force: true });
}
