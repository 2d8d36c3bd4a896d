/** The same day with JavaScript off: every dialog is a page, every search has its button. */

import { describe, expect, it } from "vitest";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";

describe("without JavaScript", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();

  it("one searches, corrects, creates, imports and signs out", async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await openAsAdministrator(page, site);
    const row = (name: string) => page.getByRole("row").filter({ hasText: name });

    await page.getByLabel("Rechercher par nom").fill("fontaine");
    await page.getByRole("button", { name: "Rechercher" }).click();
    await row("DE LA FONTAINE").getByRole("link", { name: "Modifier" }).click();
    await page.getByRole("heading", { name: "EDITION DE : DE LA FONTAINE JEAN BAPTISTE" }).waitFor();
    await page.getByLabel("Adresse électronique").fill("faux");
    await page.getByRole("button", { name: "Ok" }).click();
    await page.getByText("n’est pas complète").first().waitFor();
    await page.getByLabel("Adresse électronique").fill("jb@example.org");
    await page
      .getByRole("group", { name: "Enseignant dans les classes" })
      .getByRole("checkbox", { name: "301" })
      .check();
    await page.getByRole("button", { name: "Ok" }).click();
    await page.getByText("est enregistrée").waitFor();
    expect(page.url()).toContain("q=fontaine");
    await row("DE LA FONTAINE").getByText("301").waitFor();

    await page.getByRole("link", { name: "Nouvel utilisateur" }).click();
    await page.getByLabel("Mme").check();
    await page.getByLabel("Nom", { exact: true }).fill("Sans Script");
    await page.getByLabel("Prénom").fill("Lou");
    await page.getByLabel("Date de naissance").fill("1990-01-01");
    await page.getByLabel("Adresse électronique").fill("lou@example.org");
    await page.getByLabel("Profil").selectOption({ label: "CPE" });
    await page.getByRole("button", { name: "Ok" }).click();
    await page.getByText("identifiant lou.sansscript").waitFor();
    expect((await site.mails.next("lou@example.org")).text).toContain("lou.sansscript");

    await page.goto(`${site.url}/${uai}/importations`);
    await page
      .getByLabel("Fichiers de SIECLE et de STS")
      .setInputFiles(new URL("../../examples/2027-janvier/ElevesSansAdresses.xml", import.meta.url).pathname);
    await page.getByRole("button", { name: "Lire les fichiers" }).click();
    await page.getByRole("button", { name: "Appliquer l’importation" }).click();
    await page.getByText("L’importation est appliquée.").waitFor();

    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await page.getByRole("heading", { name: "Connexion" }).waitFor();
  });

  it("has pages that axe finds nothing against, script or not", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    for (const address of [
      "utilisateurs/nouvel-enseignant",
      "importations",
      "parametres",
      "aide",
      "mon-compte",
    ]) {
      await page.goto(`${site.url}/${uai}/${address}`);
      await expectAccessible(page);
    }
  });
});
