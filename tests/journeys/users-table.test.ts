/** The users table, told as a user: filters, chips, columns, views under a name, near names, files, fates of mails. */

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";

describe("the users table", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  const users = () => `${site.url}/${uai}/utilisateurs`;
  const table = (page: Page, name: string | RegExp) => page.getByRole("table", { name });
  const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

  it("narrows by a class, shows the filter as a chip, and takes it off again", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByText("Filtres", { exact: true }).click();
    await page.getByLabel("Classe", { exact: true }).selectOption("6A");
    await page.waitForURL(/classe=6A/);
    const chip = page.getByRole("link", { name: "Enlever le filtre Classe : 6A" });
    await chip.waitFor();
    await expectAccessible(page);
    await page.reload();
    expect(await page.getByLabel("Classe", { exact: true }).inputValue()).toBe("6A");
    await page.getByLabel("Rechercher par nom").fill("guessan");
    await table(page, "1 personnel pour « guessan »").waitFor();
    expect(await page.locator("mark").allTextContents()).toEqual(["GUESSAN"]);
    await page.waitForURL(/classe=6A.*|q=guessan/);
    await chip.click();
    await page.waitForURL((url) => !url.search.includes("classe"));
    expect(await page.getByLabel("Rechercher par nom").inputValue()).toBe("guessan");
  });

  it("asks whether one meant a name that is near, or that is under another tab", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByLabel("Rechercher par nom").fill("dialo");
    await page.getByRole("link", { name: "DIALLO", exact: true }).waitFor();
    await page.locator("main").getByText("Vouliez-vous dire").first().waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "DIALLO", exact: true }).click();
    await table(page, "1 personnel pour « DIALLO »").waitFor();
    await page.getByLabel("Rechercher par nom").fill("garcia-lopez");
    await page.getByRole("link", { name: /^Élèves \(\d/ }).click();
    await rowOf(page, "GARCIA--LOPEZ").waitFor();
    expect(page.url()).toContain("onglet=eleves");
  });

  it("keeps the order and the columns through a search; the dialog sets them", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByRole("link", { name: "Affichage" }).click();
    const dialog = page.getByRole("dialog", { name: "Affichage de la liste" });
    await dialog.getByLabel("Discipline").check();
    await dialog.getByLabel("Classes").uncheck();
    await dialog.getByLabel("Serrées").check();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Ok" }).click();
    await page.getByRole("columnheader", { name: "Discipline" }).waitFor();
    expect(await page.getByRole("columnheader", { name: "Classes" }).count()).toBe(0);
    expect(page.url()).toContain("colonnes=nom.prenom.profil.identifiant.courriel.discipline");
    await page.getByRole("link", { name: "Discipline" }).click();
    await page.waitForURL(/tri=discipline/);
    await page.getByLabel("Rechercher par nom").fill("mar");
    await table(page, /pour « mar »/).waitFor();
    await page.waitForURL(/q=mar/);
    for (const kept of ["tri=discipline", "colonnes=", "lignes=serrees"]) expect(page.url()).toContain(kept);
    await expectAccessible(page);
  });

  it("gives a view a name, opens it in one click, renames and deletes it", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByRole("link", { name: "Jamais connectés" }).click();
    await page.waitForURL(/etat=jamais-connectes/);
    await page.getByRole("link", { name: "Enlever le filtre Jamais connectés" }).waitFor();
    await page.goto(`${users()}?onglet=eleves&classe=6A&courriel=sans`);
    await page.getByRole("link", { name: "Garder cette vue" }).click();
    const dialog = page.getByRole("dialog", { name: "Garder cette vue" });
    await dialog.getByRole("button", { name: "Ok" }).click();
    await dialog.getByText("Donnez un nom à cette vue.").first().waitFor();
    await expectAccessible(page);
    await dialog.getByLabel("Nom de la vue").fill("6A à compléter");
    await dialog.getByRole("button", { name: "Ok" }).click();
    await page.getByText("La vue « 6A à compléter » est gardée.").waitFor();

    await page.goto(users());
    await page.getByRole("link", { name: "6A à compléter" }).click();
    await page.waitForURL(/onglet=eleves&classe=6A&courriel=sans/);
    await page.getByRole("link", { name: "6A à compléter" }).and(page.locator("[aria-current]")).waitFor();
    await page.getByRole("link", { name: "Mes vues…" }).click();
    await expectAccessible(page);
    await page.getByLabel("Nouveau nom de « 6A à compléter »").fill("Sixième A");
    await page.getByRole("button", { name: "Renommer" }).click();
    await page.getByText("La vue s’appelle maintenant « Sixième A ».").waitFor();
    await page.getByRole("button", { name: "Supprimer" }).click();
    await page.getByText("Aucune vue pour le moment.").waitFor();
  });

  it("hands the list over as a file", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.goto(`${users()}?onglet=eleves&classe=6A`);
    await page.getByText("Exporter", { exact: true }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "LibreOffice (ODS)" }).click();
    expect((await download).suggestedFilename()).toMatch(/^eleves-0999999Z-.*\.ods$/);
    await page.goto(`${site.url}/${uai}/journal`);
    await page.getByText("Élèves, Classe : 6A").waitFor();
  });

  it("tells on the row why a mail was refused, what to do, and in the dialog what becomes of the password", async () => {
    site.mails.answer = (address) =>
      address.startsWith("pleine") ? { code: 552, message: "5.2.2 Mailbox full" } : undefined;
    const page = await browser.open();
    await openAsAdministrator(page, site);
    const row = rowOf(page, "DIALLO");
    await row.getByRole("link", { name: "Modifier" }).click();
    await page.getByLabel("Adresse électronique").fill("pleine@example.org");
    await page.getByRole("button", { name: "Ok" }).click();
    await row.getByRole("link", { name: "Réinitialiser le mot de passe" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Ok" }).click();
    await page.getByText("est réinitialisé").waitFor();
    const text = async () => {
      await page.reload();
      return row.textContent();
    };
    await expect.poll(text, { timeout: 15_000 }).toMatch(/courriel refusé\s: la boîte est pleine/);
    await expectAccessible(page);
    site.mails.answer = () => undefined;
    await row.getByRole("link", { name: "renvoyer Amadou DIALLO" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Un mot de passe envoyé plus tôt ne sert plus").waitFor();
    await dialog.getByText(/a été refusé\s: la boîte est pleine/).waitFor();
    await dialog.getByRole("button", { name: "Ok" }).click();
    await page.getByText("est réinitialisé").waitFor();
    await expect.poll(text, { timeout: 15_000 }).toMatch(/accepté par le serveur, pas encore utilisé/);
  });

  it("begins in the upper third of the screen, and its headings stay there", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.goto(`${users()}?onglet=responsables`);
    const top = () =>
      page
        .getByRole("columnheader", { name: "Nom", exact: true })
        .evaluate((th) => th.getBoundingClientRect().top);
    expect(await top()).toBeLessThan(768 / 3);
    await page.mouse.wheel(0, 900);
    await expect.poll(top).toBe(0);
    for (const width of [940, 1024, 1280]) {
      await page.setViewportSize({ width, height: 768 });
      const sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
      expect(await page.evaluate(sideways), `${width} px`).toBe(false);
      await page.mouse.wheel(0, -2000);
      await page.mouse.wheel(0, 900);
      await expect.poll(top, { message: `${width} px` }).toBe(0);
    }
  });

  it("does all of it without a script, and at 360 px", async () => {
    const page = await browser.open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await openAsAdministrator(page, site);
    await page.getByText("Filtres", { exact: true }).click();
    await page.getByLabel("Classe", { exact: true }).selectOption("6A");
    await page.getByRole("button", { name: "Rechercher" }).click();
    await page.getByRole("link", { name: "Enlever le filtre Classe : 6A" }).waitFor();
    await page.getByRole("link", { name: "Affichage" }).click();
    await page.getByLabel("Adresse électronique").uncheck();
    await page.getByLabel("ID ENT").check();
    await page.getByRole("button", { name: "Ok" }).click();
    expect(page.url()).toContain("colonnes=nom.prenom.profil.identifiant.classes.id-ent");
    expect(page.url()).toContain("classe=6A");
    await page.getByRole("link", { name: "Garder cette vue" }).click();
    await page.getByLabel("Nom de la vue").fill("Sans script");
    await page.getByRole("button", { name: "Ok" }).click();
    await page.getByRole("link", { name: "Sans script" }).waitFor();
    const scrolls = await page.locator("html").evaluate((html) => html.scrollWidth > html.clientWidth);
    expect(scrolls).toBe(false);
  });
});
