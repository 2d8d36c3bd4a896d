/** Several people at once, from the users table. */

import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { createStaff } from "#actions/people/create-staff.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { commandLine } from "#domain/permissions.ts";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";

describe("several people at once", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  const box = (page: Page, name: string) => page.getByRole("checkbox", { name: `Choisir ${name}` });
  const choose = async (page: Page, action: string) => {
    await page.getByLabel("Avec les personnes cochées").selectOption(action);
    await page.getByRole("button", { name: "Continuer" }).click();
    await page.getByRole("heading", { level: 1, name: action }).waitFor();
  };

  beforeAll(async () => {
    const { database } = site;
    const jobs = { enqueueMail: async () => {} };
    const app = { database, jobs, clock: () => new Date(), throttle: signInThrottle(database) };
    for (const lastName of ["AALPHA", "ABETA"])
      await createStaff(app, commandLine, uai, {
        ...{ profile: "cpe", civility: "mme", lastName, firstName: "Zoé", birthDate: "1990-01-01" },
        ...{ email: `${lastName.toLowerCase()}@example.org`, teaches: [] },
        ...{ discipline: undefined, evenIfNamesake: false },
      });
  });

  it("are masked after a preview that says who is left out, and restored together", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    expect(await page.getByRole("button", { name: "Continuer" }).count()).toBe(0);
    for (const name of ["Zoé AALPHA", "Zoé ABETA", "Amadou DIALLO"]) await box(page, name).check();
    await expectAccessible(page);
    await choose(page, "Supprimer les comptes");
    await page.getByText("comptes seront masqués").waitFor();
    await page.getByText("compte vient de SIECLE").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Supprimer 2 comptes" }).click();
    await page.getByRole("heading", { name: "Comptes masqués" }).waitFor();
    await expectAccessible(page);
    // Its address is the preview's: sent or opened again, it shows what was done.
    await page.goto(page.url());
    await page.getByRole("heading", { name: "Comptes masqués" }).waitFor();
    await page.getByRole("button", { name: "Restaurer ces 2 comptes" }).click();
    await page.getByRole("button", { name: "Restaurer 2 comptes" }).click();
    await page.getByRole("heading", { name: "Comptes restaurés" }).waitFor();
    await page.getByRole("link", { name: "Revenir aux utilisateurs" }).click();
    await page.goto(`${site.url}/${uai}/utilisateurs`);
    await box(page, "Zoé AALPHA").waitFor();
  });

  it("get a password by mail, with the keyboard alone, and where the mails are is seen", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await box(page, "Zoé AALPHA").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    expect(await box(page, "Zoé ABETA").isChecked()).toBe(true);
    await page.getByLabel("Avec les personnes cochées").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("personnes recevront un courriel").waitFor();
    await page.getByRole("button", { name: "Réinitialiser 2 mots de passe" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Mots de passe réinitialisés" }).waitFor();
    await page.getByText("courriels acceptés").waitFor({ timeout: 30_000 });
    await expectAccessible(page);
    expect((await site.mails.next("abeta@example.org")).text).toContain("temporaire");
  });

  it("get classes, without JavaScript", async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await openAsAdministrator(page, site);
    for (const one of await page.getByRole("checkbox", { name: /^Choisir Claire MARTIN/ }).all())
      await one.check();
    await box(page, "Amadou DIALLO").check();
    await choose(page, "Ajouter des classes");
    await page.getByRole("button", { name: "Voir qui est concerné" }).click();
    await page.getByText("Cochez au moins une classe.").first().waitFor();
    await page.getByRole("checkbox", { name: "301" }).check();
    await page.getByRole("button", { name: "Voir qui est concerné" }).click();
    await page.getByText("personne n’est pas enseignant").waitFor();
    await page.getByRole("button", { name: /^Ajouter pour/ }).click();
    await page.getByRole("heading", { name: "Classes ajoutées" }).waitFor();
    await page.getByRole("button", { name: "Retirer les classes ajoutées" }).click();
    await page.getByRole("button", { name: /^Retirer pour/ }).click();
    await page.getByRole("heading", { name: "Classes retirées" }).waitFor();
  });

  it("get slips, which are drawn once", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves`);
    await site.database.pool.query(
      "delete from credentials c using users u where u.uai = c.uai and u.id = c.user_id and u.profile = 'pupil'",
    );
    await page.getByRole("button", { name: "Tout cocher" }).click();
    await choose(page, "Imprimer des codes d’activation");
    const preview = page.url();
    await page.getByRole("button", { name: "Imprimer" }).click();
    await page.getByText(/^Fin/).waitFor({ timeout: 30_000 });
    await page.goto(preview);
    await page.getByRole("heading", { name: "Codes imprimés" }).waitFor();
    await page.getByText("coupons demandés").waitFor();
  });
});
