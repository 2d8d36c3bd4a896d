/** What happened: a person's page and the journal, told as the administrator. */

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";

describe("what happened", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  const happened = (page: Page) => page.locator("main ol li");

  it("is on the person's page, from which one corrects and to which one comes back", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByLabel("Rechercher par nom").fill("muller");
    await page.getByRole("table", { name: "1 personnel pour « muller »" }).waitFor();
    await page.getByRole("link", { name: "MÜLLER Klaus : sa page" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Klaus MÜLLER" }).waitFor();
    await page.getByText("conservé 12 mois").waitFor();
    await happened(page).getByText("Compte créé lors d’une importation").waitFor();
    await expectAccessible(page);

    await page.getByRole("link", { name: "Modifier" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Adresse électronique").fill("k.muller@example.org");
    await dialog.getByRole("button", { name: "Ok" }).click();
    await page.getByText("est enregistrée").waitFor();
    expect(new URL(page.url()).search).toBe("?q=muller");
    await page.getByRole("link", { name: "Réinitialiser le mot de passe" }).click();
    await dialog.getByRole("button", { name: "Ok" }).click();
    await page.getByText("est réinitialisé").waitFor();
    await site.mails.next("k.muller@example.org");
    await expect
      .poll(async () => {
        await page.reload();
        return happened(page).first().textContent();
      })
      .toContain("accepté par le serveur de messagerie");
    const lines = await happened(page).allTextContents();
    expect(lines[1]).toContain("Mot de passe réinitialisé, par Camille RIVIERE");
    expect(lines[2]).toMatch(/Fiche corrigée, par Camille RIVIERE.*vide.*k\.muller@example\.org/);
    await expectAccessible(page);

    await page.getByRole("link", { name: "Retour à la liste" }).click();
    await page.getByRole("table", { name: "1 personnel pour « muller »" }).waitFor();
  });

  it("is in the journal, filtered as one types, and in a file for a spreadsheet", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByRole("link", { name: "Paramètres" }).click();
    await page.getByRole("link", { name: "Journal de l’établissement" }).click();
    await page.getByRole("heading", { name: "Journal de l’établissement" }).waitFor();
    await expectAccessible(page);
    await page.getByLabel("Personne concernée").fill("muller");
    await page.getByRole("table", { name: "3 événements" }).waitFor();
    await page.getByLabel("Nature").selectOption({ label: "Mots de passe" });
    await page.getByRole("table", { name: "1 événement" }).waitFor();
    await page.waitForURL(/personne=muller&nature=mots-de-passe/);
    await expectAccessible(page);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Tout ce qui est trouvé (CSV)" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^journal-0999999Z-\d{4}-\d\d-\d\d\.csv$/);
    const answer = await page.request.get(file.url());
    const lines = (await answer.body()).toString("utf8").trimEnd().split("\r\n");
    expect(lines[0]).toBe("\uFEFFDate;Personne;Ce qui s’est passé;Détail;Par");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/;Klaus MÜLLER;Mot de passe réinitialisé;;Camille RIVIERE$/);
  });

  it("works without a script, and at the width of a telephone", async () => {
    const page = await browser.open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/journal`);
    await page.getByLabel("Nature").selectOption({ label: "Importations" });
    await page.getByRole("button", { name: "Rechercher" }).click();
    await page.getByRole("link", { name: "Importation appliquée" }).waitFor();
    const width = await page.locator("html").evaluate((html) => html.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
  });
});
