/** Masked accounts have a clock: what the administrator sees of it, holds, decides and proves. */

import { describe, expect, it } from "vitest";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { eraseMasked } from "#actions/people/erase-masked.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";

describe("the clock of masked accounts", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();

  it("is shown, held with a reason, decided in numbers, and leaves a proof", async () => {
    const { database } = site;
    const then = { database, clock: () => new Date(Date.now() - 200 * 24 * 3_600_000) };
    await importFiles(then, commandLine, uai, await exampleFiles("2027-rentree"), undefined);
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves&masques=oui`);
    const row = page.getByRole("row", { name: "AÏT-ALI" });
    await row.getByText(/à effacer à partir du/).waitFor();
    await expectAccessible(page);

    await row.getByRole("link", { name: "sa page" }).click();
    await page.getByText("n’efface rien pour le moment").waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Suspendre l’effacement" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Ok" }).click();
    await dialog.getByText("Indiquez pourquoi ce compte doit attendre.").first().waitFor();
    await expectAccessible(page);
    await dialog.getByLabel("Motif").fill("diplôme à remettre");
    await page.keyboard.press("Enter");
    await page.getByText("est suspendu.").waitFor();
    await page.getByRole("link", { name: "Retour à la liste" }).click();
    await row.getByText("effacement suspendu : diplôme à remettre").waitFor();

    await page.getByRole("link", { name: "Paramètres" }).click();
    await page.getByRole("link", { name: "Régler l’effacement" }).click();
    await page.getByLabel("Effacer à la date annoncée").check();
    await page.getByLabel("Élèves et responsables").fill("0");
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByText("Au moins 1 mois").first().waitFor();
    await expectAccessible(page);
    await page.getByLabel("Élèves et responsables").fill("3");
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByText("seraient effacés la nuit prochaine").waitFor();
    await expectAccessible(page);
    await page.getByLabel(/Oui, effacer ces \d+ comptes/).check();
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByText("L’effacement des comptes masqués est réglé.").waitFor();
    await expectAccessible(page);

    await eraseMasked({ database, clock: () => new Date(), throttle: signInThrottle(database) });
    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves&masques=oui`);
    await page.getByRole("table", { name: "1 élève masqué" }).waitFor();
    await row.getByText("effacement suspendu").waitFor();
    const report = await page.request.get(`${site.url}/${uai}/parametres/effacement/rapport`);
    const lines = (await report.body()).toString("utf8").trimEnd().split("\r\n");
    expect(lines[0]).toContain("Effacé le;Personne;Numéro du compte;Profil;Masqué le;Raison");
    expect(lines.length).toBeGreaterThan(5);
    expect(lines[1]).toMatch(/;utilisateur effacé;[0-9a-f-]{36};(Élève|Responsable);/);
    await page.goto(`${site.url}/${uai}/journal?nature=comptes`);
    await page.getByText("Données personnelles effacées").first().waitFor();
    await expectAccessible(page);
  });
});
