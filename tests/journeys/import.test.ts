/** "Importer des fichiers": drop, review, apply; the brake; files that must be refused. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { testSite, uai } from "../support/site.ts";
import { openAsAdministrator } from "../support/steps.ts";

const examples = path.join(import.meta.dirname, "../../examples");
const traps = path.join(import.meta.dirname, "../samples/traps");

describe("importing files", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();

  async function openImports(): Promise<Page> {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByRole("link", { name: "Importations" }).click();
    await page.getByRole("heading", { name: "Importer des fichiers" }).waitFor();
    return page;
  }

  async function readFiles(page: Page, files: readonly string[]): Promise<void> {
    await page.getByLabel("Fichiers de SIECLE et de STS").setInputFiles([...files]);
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "Lire les fichiers" }).click();
    await (await answer).finished();
  }

  it("shows the plan before anything is written, then applies it", async () => {
    const page = await openImports();
    await expectAccessible(page);
    const folder = path.join(examples, "2027-janvier");
    await readFiles(page, [
      path.join(folder, "ResponsablesAvecAdresses.xml"),
      path.join(folder, "ElevesSansAdresses.xml"),
    ]);
    await page.getByRole("heading", { name: "Ce que l’importation va changer" }).waitFor();
    await expectAccessible(page);
    await page.getByText("nouveau compte").click();
    await page
      .getByRole("listitem")
      .filter({ hasText: /^ROSSI Matteo/ })
      .waitFor();
    await page.getByText("comptes modifiés").click();
    await expect(page.getByText("BEN AMAR Mohamed Amine").locator("..").textContent()).resolves.toMatch(
      /6A.*5A/,
    );
    await page.getByText("comptes masqués").click();
    await page.getByText("EL AMRANI Nour").waitFor();
    await page.getByText("date de sortie passée dans SIECLE").waitFor();
    await expectAccessible(page);
    const plan = page.url();

    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves&q=rossi`);
    await page.getByText("Aucun utilisateur ne correspond").first().waitFor();

    await page.goto(plan);
    await page.getByRole("button", { name: "Appliquer l’importation" }).click();
    await page.getByText("L’importation est appliquée.").waitFor();
    await page.getByText("personne sans date de naissance").waitFor();
    await expectAccessible(page);
    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves&q=rossi`);
    await page.getByRole("row").filter({ hasText: "matteo.rossi" }).waitFor();
    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves&masques=oui`);
    await page.getByRole("row").filter({ hasText: "nour.elamrani" }).getByText("date de sortie").waitFor();
  });

  it("leaves alone whoever is unticked, and shows the plan anew before anything is written", async () => {
    const page = await openImports();
    await readFiles(page, [path.join(examples, "2027-rentree/ElevesSansAdresses.xml")]);
    await page.getByText("comptes masqués").click();
    await page.getByLabel("ROUX Chloé").uncheck();
    await page.getByRole("button", { name: "Appliquer l’importation" }).click();
    await page.getByText("Rien n’est encore appliqué").waitFor();
    await page.getByText("personne laissée telle quelle").waitFor();
    expect(await page.getByLabel("ROUX Chloé").isChecked()).toBe(false);
    await expectAccessible(page);
    await page.getByLabel("ROUX Chloé").check();
    await page.getByRole("button", { name: "Refaire le plan" }).click();
    await page.getByText("personne laissée telle quelle").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Abandonner" }).click();
    await page.getByText("L’importation est abandonnée").waitFor();
  });

  it("asks whether it is the same person, and keeps the account when told so", async () => {
    const page = await openImports();
    await readFiles(page, [path.join(examples, "2027-rentree/sts_emp_0999999Z_2027.xml")]);
    const question = page.getByRole("group", { name: /O’?'?CONNOR Siobhan/ });
    await question.getByLabel("Oui, c’est Siobhán O'Connor").check();
    await page.getByRole("button", { name: "Enregistrer les réponses" }).click();
    await page.getByRole("button", { name: "Reprendre la réponse déjà donnée" }).waitFor();
    await page.getByText("comptes modifiés").click();
    await expect(page.getByText("O'Connor Siobhán").locator("..").textContent()).resolves.toContain(
      "epp:88123",
    );
    await expectAccessible(page);
    await page.getByRole("button", { name: "Abandonner" }).click();
    await page.getByText("L’importation est abandonnée").waitFor();
  });

  it("stops at the plan when too many would be masked, until the number shown is typed", async () => {
    const page = await openImports();
    await readFiles(page, [path.join(traps, "utf8_with_bom.xml")]);
    await page.getByText("demande une confirmation de plus").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Appliquer l’importation" }).click();
    await page.getByText("tapez exactement le nombre").first().waitFor();
    await expectAccessible(page);
    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves&masques=oui`);
    expect(await page.getByRole("row").filter({ hasText: "absent des fichiers" }).count()).toBe(0);
  });

  it.each([
    ["other_school.xml", /établissement/],
    ["truncated.xml", /incomplet|coupé|fin/],
    ["zip_without_xml.zip", /ZIP/],
    ["emp_sts_0999999Z_2026.xml", /sts_emp/],
    ["entity_expansion.xml", /DOCTYPE|entité/],
    ["no_pupil.xml", /aucun élève/],
  ])("refuses %s with a sentence, and writes nothing", async (name, said) => {
    const page = await openImports();
    await readFiles(page, [path.join(traps, name)]);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    const sentence = (await alert.textContent())!;
    expect(sentence).toContain(name);
    expect(sentence).toMatch(said);
    expect(sentence).toContain("Rien n’a été changé.");
    await expectAccessible(page);
  });

  it("refuses a file of 200 MB without swallowing it", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "cpro-big-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const big = path.join(folder, "big.xml");
    await writeFile(big, Buffer.alloc(200_000_000, "<a>"));
    const page = await openImports();
    const before = process.memoryUsage().rss;
    await readFiles(page, [big]);
    await page.getByRole("alert").getByText("dépasse").waitFor();
    expect(process.memoryUsage().rss - before).toBeLessThan(250_000_000);
  });
});
