/** A plan of three thousand lines, read, searched and decided with the keyboard alone. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { readImport } from "#actions/imports/read-import.ts";
import { receiveImport } from "#actions/imports/receive-import.ts";
import { findPlan } from "#data/imports/imports.ts";
import { commandLine } from "#domain/permissions.ts";
import { writeInventedSchool } from "../../bench/invented/school.ts";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";

describe("a plan of 3,000 lines", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-large-"));
  afterAll(() => rm(folder, { recursive: true }));

  it("is reviewed with the keyboard alone", { timeout: 120_000 }, async () => {
    const files = await writeInventedSchool(folder, {
      uai,
      pupils: 3300,
      staff: 30,
      schoolYear: 2027,
      seed: 7,
    });
    const app = {
      database: site.database,
      clock: () => new Date(),
      jobs: { enqueueReading: async () => {} },
    };
    const received = await receiveImport(app, commandLine, uai, files);
    if (!received.ok) throw new Error(received.refusal);
    await readImport(app, uai, received.value);
    const plan = await site.database.inSchool(uai, (tx) => findPlan(tx, received.value));
    const pupils = plan!.created.filter(({ person }) => person.profile === "pupil");
    expect(pupils.length).toBeGreaterThan(3000);
    const last = pupils.at(-1)!;

    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/importations/${received.value}?profil=eleve&liste=nouveaux`);
    await expectAccessible(page);
    expect(await page.getByRole("checkbox").count()).toBe(100);

    // From the top of the page to the search: the tabs are few, whatever the number of lines.
    await press(page, "Tab", () => isFocused(page, "input[type=search]"), 45);
    await page.keyboard.type(last.login.split(".")[1]!);
    await page
      .getByText(/Nouveaux, Élève\s: \d{1,2} pour/)
      .first()
      .waitFor();
    await press(page, "Tab", () => isFocused(page, "input[type=checkbox]"), 5);
    const boxes = await page.getByRole("checkbox").count();
    for (let i = 1; i < boxes; i++) await page.keyboard.press("ArrowDown");
    expect(await focusedValue(page)).toBe(await page.getByRole("checkbox").last().getAttribute("value"));
    await page.keyboard.press("Space");
    await page.getByText("Enregistré.").waitFor();
    await press(page, "Tab", () => isFocused(page, "#decision button"), 10);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Appliquer");
    await page.keyboard.press("Enter");
    await page.getByText("L’importation est appliquée.").waitFor({ timeout: 60_000 });
    const created = await site.database.pool.query("select 1 from users where uai = $1 and login = $2", [
      uai,
      pupils[0]!.login,
    ]);
    expect(created.rows).toHaveLength(1);
  });
});

async function press(page: Page, key: string, until: () => Promise<boolean>, most: number): Promise<void> {
  for (let i = 0; i < most; i++) {
    if (await until()) return;
    await page.keyboard.press(key);
  }
  expect(await until()).toBe(true);
}

function isFocused(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
}

function focusedValue(page: Page): Promise<string | undefined> {
  return page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value);
}
