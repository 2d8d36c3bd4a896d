/** The Ministry's sample files, dropped one year after the other: the table then holds whom `expected.json` says. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { exampleFiles } from "../../bin/example-school.ts";
import { testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";

interface Expected {
  exports: Record<
    string,
    {
      pupils: {
        nom_de_famille: string;
        nom_usage: string;
        divisions: string[];
        status: string;
      }[];
      counts: { active: number; legal_guardians_of_active_pupils: number };
    }
  >;
}

describe("the sample files through the screens", async () => {
  const site = await testSite("cast", {}, () => new Date("2026-10-06T08:00:00Z"));
  const browser = testBrowser();
  const file = path.join(import.meta.dirname, "../samples/expected.json");
  const expected: Expected = JSON.parse(await readFile(file, "utf8"));

  it("make the school of the next term, then of the next year", { timeout: 120_000 }, async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await hasTheSchoolOf(page, "2026");
    await importFolder(page, "2027-janvier");
    await hasTheSchoolOf(page, "2026_janvier");
    await importFolder(page, "2027-rentree");
    await hasTheSchoolOf(page, "2027");
  });

  async function importFolder(page: Page, folder: Parameters<typeof exampleFiles>[0]): Promise<void> {
    await page.goto(`${site.url}/${uai}/importations`);
    const files = (await exampleFiles(folder)).map((one) => one.path);
    await page.getByLabel("Fichiers de SIECLE et de STS").setInputFiles(files);
    await page.getByRole("button", { name: "Lire les fichiers" }).click();
    await page.getByRole("button", { name: "Appliquer l’importation" }).click();
    await page.getByText("L’importation est appliquée.").waitFor();
  }

  async function hasTheSchoolOf(page: Page, year: string): Promise<void> {
    const { pupils, counts } = expected.exports[year]!;
    const present = pupils.filter(({ status }) => status !== "left");
    const wanted = present.map(({ nom_usage, nom_de_famille, divisions }) =>
      `${nom_usage || nom_de_famille}: ${[...divisions].sort().join(", ")}`.trim(),
    );
    expect((await rows(page, "eleves")).sort()).toEqual(wanted.sort());
    expect(await rows(page, "responsables")).toHaveLength(counts.legal_guardians_of_active_pupils);
  }

  /** Name and classes of everybody of one tab, page after page. */
  async function rows(page: Page, tab: string): Promise<string[]> {
    const found: string[] = [];
    for (let number = 1; ; number++) {
      await page.goto(`${site.url}/${uai}/utilisateurs?onglet=${tab}&page=${number}`);
      const table = page.getByRole("table");
      if ((await table.count()) === 0) return found;
      const shown = await table.locator("tbody tr").evaluateAll((lines) =>
        lines.map((line) => {
          const classes = line.querySelector("[data-label=Classes]")?.textContent ?? "";
          return `${line.querySelector("th a")?.firstChild?.textContent}: ${classes}`;
        }),
      );
      found.push(...shown.map((text) => text.replace(/\s+/g, " ").trim()));
      if ((await page.getByRole("link", { name: "Suivante" }).count()) === 0) return found;
    }
  }
});
