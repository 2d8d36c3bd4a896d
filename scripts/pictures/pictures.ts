/** Takes README's pictures of the example school in a Chromium: `npm run pictures`, when a screen changes. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Page } from "playwright-core";
import { readConfig } from "#run/config.ts";
import { startServer } from "#run/server.ts";
import { exampleFiles, makeExampleSchool } from "../../bin/example-school.ts";
import { ensureChromium } from "../fixtures/chromium.mjs";

const folder = path.join(import.meta.dirname, "../../docs/pictures");
const data = await mkdtemp(path.join(tmpdir(), "cpro-pictures-"));
const server = await startServer(readConfig({ PORT: "0", CPRO_DATA: data }));
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ["--no-sandbox"] });
try {
  const database = server.installation.database;
  const first = await makeExampleSchool({ database, clock: () => new Date() });
  if (!first) throw new Error("The data folder was not empty");
  const context = await browser.newContext({ locale: "fr-FR", viewport: { width: 1280, height: 768 } });
  await takePictures(await context.newPage(), first);
} finally {
  await browser.close();
  await server.stop();
  await rm(data, { recursive: true, force: true });
}

/** A user whom SIECLE does not know, red and at the top of the table. */
async function createByHand(page: Page): Promise<void> {
  await page.goto(`${server.url}/0999999Z/utilisateurs/nouvel-utilisateur`);
  await page.getByLabel("Mme").check();
  await page.getByLabel("Nom", { exact: true }).fill("ALONZO");
  await page.getByLabel("Prénom").fill("Laurence");
  await page.getByLabel("Date de naissance").fill("05/06/1987");
  await page.getByLabel("Adresse électronique").fill("laurence.alonzo@example.org");
  await page.getByLabel("Profil").selectOption({ label: "CPE" });
  await page.getByRole("button", { name: "Ok" }).click();
  await page.getByRole("heading", { name: "Gestion des utilisateurs" }).waitFor();
  await page.reload();
}

async function takePictures(page: Page, first: { login: string; password: string }): Promise<void> {
  const picture = (name: string) => page.screenshot({ path: path.join(folder, `${name}.png`) });
  await page.goto(server.url);
  await page.getByLabel("Identifiant").fill(first.login);
  await page.getByLabel("Mot de passe").fill(first.password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  for (const label of ["Nouveau mot de passe", "Le même, une seconde fois"]) {
    await page.getByLabel(label).fill("trois girafes bleues dansent");
  }
  await page.getByRole("button", { name: "Enregistrer ce mot de passe" }).click();
  await page.getByRole("heading", { name: "La rentrée" }).waitFor();
  await page.goto(`${server.url}/0999999Z/utilisateurs`);
  await createByHand(page);
  await picture("utilisateurs");

  await page.goto(`${server.url}/0999999Z/importations`);
  const files = await exampleFiles("2027-rentree");
  await page.getByLabel("Fichiers de SIECLE et de STS").setInputFiles(files.map((file) => file.path));
  await page.getByRole("button", { name: "Lire les fichiers" }).click();
  await page.getByRole("heading", { name: "Ce que l’importation va changer" }).waitFor();
  await picture("plan-d-importation");
}
