/** The administrator's bad day: an account that waits, a thief's connections, stolen passwords. */

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";
import { chooseFirstPassword, goodPassword, signIn } from "../support/steps.ts";

describe("the administrator's bad day", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

  it("sees that an account waits, until when, and frees it", async () => {
    const stranger = await browser.open();
    await stranger.goto(`${site.url}/${uai}/connexion`);
    for (let i = 0; i < 5; i++) await signIn(stranger, "amadou.diallo", "faux");
    await signIn(stranger, "amadou.diallo", "1985-10-08");
    await stranger.getByText("Trop d’essais pour le moment.").first().waitFor();

    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/utilisateurs?profil=cpe`);
    await rowOf(page, "DIALLO")
      .getByText(/En attente jusqu’à \d+\sh\s\d\d/)
      .waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Libérer Amadou DIALLO" }).click();
    await page.getByText("Le compte d’Amadou DIALLO n’attend plus").waitFor();
    expect(page.url()).toContain("profil=cpe");
    expect(await page.getByRole("button", { name: "Libérer" }).count()).toBe(0);

    await signIn(stranger, "amadou.diallo", "1985-10-08");
    await chooseFirstPassword(stranger, goodPassword);
    await stranger.getByRole("heading", { name: "Mon compte" }).waitFor();
  });

  it("closes somebody's connections from the person's own dialog", async () => {
    const colleague = await browser.open();
    await colleague.goto(`${site.url}/${uai}/connexion`);
    await signIn(colleague, "amadou.diallo", goodPassword);
    await colleague.getByRole("heading", { name: "Mon compte" }).waitFor();
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByRole("link", { name: "Modifier Amadou DIALLO" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("link", { name: "Fermer ses connexions" }).click();
    await dialog.getByText("Son mot de passe reste le même").waitFor();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Ok" }).click();
    await page.getByText("Les connexions d’Amadou DIALLO sont fermées.").waitFor();
    await colleague.reload();
    await colleague.getByRole("heading", { name: "Connexion" }).waitFor();
  });

  it("closes the accounts of a pasted list and a class, and knows who waits for a password", async () => {
    const { database } = site;
    await database.pool.query("update users set email = 'diallo@example.org' where login = 'amadou.diallo'");
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByRole("link", { name: "Comptes compromis" }).click();
    await page.getByRole("heading", { name: "Comptes compromis" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Voir qui est concerné" }).click();
    await page.getByText("Indiquez au moins une personne ou une classe.").first().waitFor();
    await page
      .getByLabel("Personnes")
      .fill("amadou.diallo\nLe Goff, Maëlle\nMartin Claire\nPersonne Inconnue\ncamille.riviere");
    await page.getByRole("checkbox", { name: "6A" }).check();
    await page.getByRole("button", { name: "Voir qui est concerné" }).click();
    await page.getByRole("heading", { name: "Qui est concerné" }).waitFor();
    await expectAccessible(page);
    for (const name of ["DIALLO Amadou", "LE GOFF Maelle"])
      expect(await page.getByRole("checkbox", { name }).isChecked()).toBe(true);
    for (const namesake of await page.getByRole("checkbox", { name: "MARTIN Claire" }).all())
      expect(await namesake.isChecked()).toBe(false);
    await page.getByText("Personne Inconnue").waitFor();
    await page.getByText("Camille RIVIERE : ce compte n’est pas concerné").waitFor();
    await page.getByText("Sont gardés").waitFor();
    await page.getByRole("checkbox", { name: "LE GOFF Maelle" }).uncheck();
    await page.getByRole("button", { name: "Fermer ces comptes" }).click();
    await page.getByRole("heading", { name: "Comptes fermés" }).waitFor();
    await page.getByText("mot de passe envoyé par courriel").waitFor();
    await page.getByText("personnes attendent un mot de passe").waitFor();
    await expectAccessible(page);
    expect(await page.getByText("LE GOFF").count()).toBe(0);
    expect((await site.mails.next("diallo@example.org")).text).toContain("temporaire");
    const { rows } = await database.pool.query(
      `select count(*)::int as n from credentials c join pupil_divisions d on d.uai = c.uai and d.pupil_id = c.user_id
       where d.division_code = '6A'`,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it("does it without JavaScript, and leads back when nobody is ticked", async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/comptes-compromis`);
    await page.getByLabel("Personnes").fill("maelle.legoff");
    await page.getByRole("button", { name: "Voir qui est concerné" }).click();
    await page.getByRole("checkbox", { name: "LE GOFF Maelle" }).uncheck();
    await page.getByRole("button", { name: "Fermer ces comptes" }).click();
    await page.getByText("Personne n’était coché").waitFor();
  });
});
