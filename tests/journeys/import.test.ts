/** "Importer des fichiers": drop, review, apply; the brake; files that must be refused. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { startReading, tell } from "../support/reading.ts";
import { testSite, uai } from "../support/site.ts";

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

  const list = (page: Page, name: string | RegExp) =>
    page.getByRole("navigation", { name: /^Listes/ }).getByRole("link", { name });
  const profile = (page: Page, name: string) =>
    page.getByRole("navigation", { name: "Profils" }).getByRole("link", { name });
  const line = (page: Page, start: string) =>
    page.getByRole("listitem").filter({ hasText: new RegExp(`^\\s*${start}`) });

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
    await profile(page, "Élève").click();
    await list(page, "Nouveaux").click();
    await line(page, "ROSSI Matteo").waitFor();
    await list(page, "Modifiés").click();
    await expect.poll(() => line(page, "BEN AMAR Mohamed Amine").textContent()).toMatch(/6A.*5A/);
    await list(page, "Masqués").click();
    await line(page, "EL AMRANI Nour").getByText("date de sortie passée dans SIECLE").waitFor();
    await expectAccessible(page);
    const plan = page.url();

    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves&q=rossi`);
    await page.getByText("Aucun utilisateur ne correspond").first().waitFor();

    await page.goto(plan);
    await page.getByRole("button", { name: "Appliquer l’importation" }).click();
    await page.getByText("L’importation est appliquée.").waitFor();
    await profile(page, "Élève").click();
    await list(page, "Avertissements").click();
    await page.getByText("SIECLE ne donne pas de date de naissance").first().waitFor();
    await expectAccessible(page);
    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves&q=rossi`);
    await page.getByRole("row").filter({ hasText: "matteo.rossi" }).waitFor();
    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves&masques=oui`);
    await page.getByRole("row").filter({ hasText: "nour.elamrani" }).getByText("date de sortie").waitFor();
  });

  it("leaves alone whoever is unticked, at once and for good", async () => {
    const page = await openImports();
    await readFiles(page, [path.join(examples, "2027-rentree/ElevesSansAdresses.xml")]);
    await profile(page, "Élève").click();
    await list(page, "Masqués").click();
    await page.getByText(/^Masqués, Élève/).waitFor();
    await page.getByRole("searchbox").fill("roux");
    await page
      .getByText(/Masqués, Élève\s: 1 pour «\sroux\s»/)
      .first()
      .waitFor();
    await page.getByLabel("ROUX Chloé").uncheck();
    await page.getByText("1 laissé tel quel").waitFor();
    await expectAccessible(page);
    await page.reload();
    expect(await page.getByLabel("ROUX Chloé").isChecked()).toBe(false);
    await page.getByRole("button", { name: /^Cocher/ }).click();
    await page.getByText("laissé tel quel").waitFor({ state: "detached" });
    expect(await page.getByLabel("ROUX Chloé").isChecked()).toBe(true);
    await page.getByLabel("ROUX Chloé").uncheck();
    await page.getByText("1 laissé tel quel").waitFor();
    await page.getByRole("button", { name: "Appliquer l’importation" }).click();
    await page.getByText("L’importation est appliquée.").waitFor();
    await profile(page, "Élève").click();
    await list(page, "Laissés tels quels").click();
    await line(page, "ROUX Chloé").waitFor();
    await expectAccessible(page);
    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves&q=roux`);
    await page.getByRole("row").filter({ hasText: "chloe.roux" }).waitFor();
  });

  it("asks whether it is the same person, and keeps the account when told so", async () => {
    const page = await openImports();
    await readFiles(page, [path.join(examples, "2027-rentree/sts_emp_0999999Z_2027.xml")]);
    const question = page.getByRole("group", { name: /O’?'?CONNOR Siobhan/ });
    await question.waitFor();
    const compared = page.getByRole("table", { name: /O’?'?CONNOR Siobhan/ });
    await compared.getByRole("row", { name: /Dernière connexion.*jamais/ }).waitFor();
    await expectAccessible(page);
    await question.getByLabel("Oui, c’est Siobhán O'Connor").check();
    await page.getByRole("button", { name: "Enregistrer les réponses" }).click();
    await page.getByRole("button", { name: "Reprendre la réponse déjà donnée" }).waitFor();
    await profile(page, "Enseignant").click();
    await list(page, "Modifiés").click();
    await expect.poll(() => line(page, "O'Connor Siobhán").textContent()).toContain("epp:88123");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Abandonner" }).click();
    await page.getByText("L’importation est abandonnée").waitFor();
  });

  it("ticks nobody whom the brake holds, and masks them only once the number is typed", async () => {
    const page = await openImports();
    await readFiles(page, [path.join(traps, "utf8_with_bom.xml")]);
    await page.getByText("demande une confirmation de plus").waitFor();
    await expectAccessible(page);
    await profile(page, "Élève").click();
    await list(page, "Masqués").click();
    await page.getByText(/^Masqués, Élève/).waitFor();
    expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(0);
    const boxes = await page.getByRole("checkbox").count();
    expect(boxes).toBeGreaterThan(3);
    await page.getByRole("button", { name: /^Cocher toute la liste/ }).click();
    const number = page.getByLabel(/tapez le nombre de comptes masqués/);
    await number.waitFor();
    const plan = page.url();
    await page.getByRole("button", { name: "Appliquer l’importation" }).click();
    await page.getByText("tapez exactement le nombre").first().waitFor();
    await expectAccessible(page);
    const shown = /masqués\s: (\d+)/.exec(
      (await page.locator("label[for=champ-nombre]").textContent())!,
    )![1]!;
    expect(Number(shown)).toBeGreaterThanOrEqual(boxes);
    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves&masques=oui&q=martin`);
    await page.getByText("Aucun utilisateur ne correspond").first().waitFor();
    await page.goto(plan);
    await number.fill(shown);
    await page.getByRole("button", { name: "Appliquer l’importation" }).click();
    await page.getByText("L’importation est appliquée.").waitFor();
    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves&masques=oui&q=martin`);
    await page.getByRole("row").filter({ hasText: "absent des fichiers" }).first().waitFor();
  });

  it("shows how far the reading has come to whoever looks", async () => {
    const page = await openImports();
    const { id } = await startReading(site);
    const address = `${site.url}/${uai}/importations/${id}`;
    await page.goto(address);
    await page.getByText("33 % : 1 Mo lus sur 3 Mo, 812 personnes trouvées.").waitFor();
    await expectAccessible(page);
    const second = await page.context().newPage();
    await second.goto(address);
    await second.getByText("812 personnes trouvées").waitFor();
    await tell(site, id, { stage: "planning", bytesRead: 3_000_000, bytesTotal: 3_000_000, people: 2431 });
    await page.getByText("100 % : 3 Mo lus sur 3 Mo, 2 431 personnes trouvées.").waitFor();
    await second.getByText("2 431 personnes trouvées").waitFor();
    await page.bringToFront();
    await page.getByRole("button", { name: "Abandonner la lecture" }).click();
    await page.getByRole("heading", { name: "Importer des fichiers" }).waitFor();
    await second.bringToFront();
    await second.getByRole("heading", { name: "Lecture abandonnée" }).waitFor();
    await expectAccessible(second);
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
    await page.getByRole("heading", { name: "Fichiers refusés" }).waitFor();
    const sentence = (await page.getByRole("alert").textContent())!;
    expect(sentence).toContain(name);
    expect(sentence).toMatch(said);
    expect(sentence).toContain("Rien n’a été changé.");
    await expectAccessible(page);
  });

  it("asks for a file when there is none", async () => {
    const page = await openImports();
    await page
      .getByLabel("Fichiers de SIECLE et de STS")
      .evaluate((field) => field.removeAttribute("required"));
    await page.getByRole("button", { name: "Lire les fichiers" }).click();
    await page.getByRole("alert").getByText("Aucun fichier n’a été reçu").waitFor();
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
