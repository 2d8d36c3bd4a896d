/**
 * Takes the pictures of the README from the example school: `npm run pictures`. They are committed: run it again when
 * a screen changes.
 */

import path from "node:path";
import type { Page } from "playwright-core";
import { exampleFiles } from "../../bin/example-school.ts";
import { withExampleSchool } from "./with-example-school.ts";

const folder = path.join(import.meta.dirname, "../../docs/pictures");
await withExampleSchool(async ({ url, administrator, browser }) => {
  const context = await browser.newContext({ locale: "fr-FR", viewport: { width: 1280, height: 768 } });
  await takePictures(await context.newPage(), url, administrator);
});

/** An account that SIECLE does not know: its row is red, and first in the table. */
async function createByHand(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/0999999Z/utilisateurs/nouvel-utilisateur`);
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

async function takePictures(
  page: Page,
  url: string,
  administrator: { login: string; password: string },
): Promise<void> {
  const picture = (name: string) => page.screenshot({ path: path.join(folder, `${name}.png`) });
  await page.goto(url);
  await page.getByLabel("Identifiant").fill(administrator.login);
  await page.getByLabel("Mot de passe").fill(administrator.password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  for (const label of ["Nouveau mot de passe", "Le même, une seconde fois"]) {
    await page.getByLabel(label).fill("trois girafes bleues dansent");
  }
  await page.getByRole("button", { name: "Enregistrer ce mot de passe" }).click();
  await page.getByRole("heading", { name: "La rentrée" }).waitFor();
  await page.goto(`${url}/0999999Z/utilisateurs`);
  await createByHand(page, url);
  await picture("utilisateurs");

  await page.goto(`${url}/0999999Z/importations`);
  const files = await exampleFiles("2027-rentree");
  await page.getByLabel("Fichiers de SIECLE et de STS").setInputFiles(files.map((file) => file.path));
  await page.getByRole("button", { name: "Lire les fichiers" }).click();
  await page.getByRole("heading", { name: "Ce que l’importation va changer" }).waitFor();
  await picture("plan-d-importation");
}
