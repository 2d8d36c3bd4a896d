/** The administrator's day, told as a user: settings, search, correct, reset, create, delete, restore. */

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";
import { chooseFirstPassword, goodPassword, signIn } from "../support/steps.ts";

describe("the administrator's day", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();

  const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

  async function search(page: Page, text: string): Promise<void> {
    const found = page.waitForResponse((response) => response.url().includes("q="));
    await page.getByLabel("Rechercher par nom").fill(text);
    await (await found).finished();
  }

  it("finds people as one types, whatever the accents, the case, the order, hyphens and apostrophes", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await expectAccessible(page);
    await search(page, "baptiste fontai");
    await page.getByRole("status").filter({ hasText: "1 personnel pour « baptiste fontai »" }).waitFor();
    await rowOf(page, "DE LA FONTAINE").waitFor();
    await page.waitForURL(/q=baptiste/);
    await search(page, "d almei");
    await rowOf(page, "D'ALMEIDA").waitFor();
    await search(page, "nguessan");
    await rowOf(page, "N'GUESSAN").waitFor();
    await search(page, "personne de ce nom");
    await page
      .locator("main")
      .getByText("Aucun utilisateur ne correspond à « personne de ce nom ».")
      .last()
      .waitFor();
    await expectAccessible(page);

    await page.getByRole("link", { name: "Élèves" }).click();
    await page.getByRole("link", { name: "Élèves" }).and(page.locator("[aria-current]")).waitFor();
    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves&q=garcia-lopez`);
    await rowOf(page, "GARCIA--LOPEZ").waitFor();
  });

  it("goes back over filters one by one, and never to a page that is not there", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByLabel("Profil", { exact: true }).selectOption({ label: "CPE" });
    await page.getByRole("table", { name: "1 personnel", exact: true }).waitFor();
    await page.waitForURL(/\?profil=cpe$/);
    await page.getByText("Filtres", { exact: true }).click();
    await page.getByLabel("Comptes", { exact: true }).selectOption({ label: "Comptes masqués" });
    await page.getByText("Personne ne répond à ces filtres.").first().waitFor();
    await page.waitForURL(/etat=masques/);
    await page.goBack();
    await page.getByRole("table", { name: "1 personnel", exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe("?profil=cpe");
    await page.goto(`${site.url}/${uai.toLowerCase()}/utilisateurs?page=99&q=%00`);
    await rowOf(page, "DIALLO").waitFor();
    expect(page.url()).toContain(`/${uai}/utilisateurs`);
  });

  it.each([
    ["its answer is read", "turbo:before-fetch-response", "", /^\d+ personnels$/],
    ["it is shown", "turbo:before-frame-render", "?profil=cpe", "1 personnel"],
    ["it is visited", "turbo:frame-load", "?profil=cpe", "1 personnel"],
  ])("goes back when one presses Back before a filter is wholly there: before %s", async (...moment) => {
    const [, event, search, table] = moment;
    const page = await browser.open();
    await openAsAdministrator(page, site);
    const chooseMasked = async () => {
      await page.getByText("Filtres", { exact: true }).click();
      await page.getByLabel("Comptes", { exact: true }).selectOption({ label: "Comptes masqués" });
    };
    const isBack = async () => {
      await page.getByRole("table", { name: table, exact: true }).waitFor();
      expect(new URL(page.url()).search).toBe(search);
    };
    const filtered = page.evaluate(nextLoad);
    await page.getByLabel("Profil", { exact: true }).selectOption({ label: "CPE" });
    await filtered;
    await page.evaluate(pressBackAt, event);
    const loaded = page.waitForEvent("load");
    await chooseMasked();
    await loaded;
    await isBack();

    const filteredAgain = page.evaluate(nextLoad);
    await chooseMasked();
    await filteredAgain;
    expect(page.url()).toContain("etat=masques");
    await page.goBack();
    await isBack();
  });

  it("sorts É beside E, one page of fifty at a time", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/utilisateurs?onglet=eleves`);
    await page.getByRole("link", { name: "Prénom" }).click();
    await page
      .getByRole("columnheader", { name: "Prénom" })
      .and(page.locator("[aria-sort=ascending]"))
      .waitFor();
    const firstNames = await page.getByRole("row").locator("td:nth-child(3)").allTextContents();
    expect(firstNames.indexOf("Elif")).toBeLessThan(firstNames.indexOf("Éloïse"));
    expect(firstNames.indexOf("Éloïse")).toBeLessThan(firstNames.indexOf("Hugo"));
    await page.waitForURL(/tri=prenom/);
  });

  it("corrects a teacher’s address, classes and ENT id in the dialog", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await rowOf(page, "DE LA FONTAINE").getByRole("link", { name: "Modifier" }).click();
    const dialog = page.getByRole("dialog", { name: "EDITION DE : DE LA FONTAINE JEAN BAPTISTE" });
    await dialog.waitFor();
    await expectAccessible(page);
    await dialog.getByText("vient de SIECLE").waitFor();

    await dialog.getByLabel("Adresse électronique").fill("pas une adresse");
    await dialog.getByLabel("ID ENT").fill("ent-41230");
    await dialog.getByRole("button", { name: "Ok" }).click();
    await dialog.getByText("n’est pas complète").first().waitFor();
    expect(await dialog.getByLabel("ID ENT").inputValue()).toBe("ent-41230");
    await expectAccessible(page);

    const classes = dialog.getByRole("group", { name: "Enseignant dans les classes" });
    expect(await classes.getByRole("checkbox", { name: "6A" }).isChecked()).toBe(true);
    await classes.getByRole("checkbox", { name: "301" }).click({ modifiers: ["Control"] });
    await classes.getByRole("checkbox", { name: "5A" }).focus();
    await page.keyboard.press("Space");
    await dialog.getByLabel("Adresse électronique").fill("jb.delafontaine@example.org");
    await dialog.getByRole("button", { name: "Ok" }).click();
    await page.getByText("La fiche de Jean Baptiste DE LA FONTAINE est enregistrée.").waitFor();
    await expect(rowOf(page, "DE LA FONTAINE").textContent()).resolves.toMatch(/301, 4 A, 6A/);
    await expectAccessible(page);
  });

  it("tells the second of two people who correct the same person", async () => {
    const [first, second] = [await browser.open(), await browser.open()];
    await openAsAdministrator(first, site);
    await openAsAdministrator(second, site);
    for (const page of [first, second])
      await rowOf(page, "LECŒUVRE").getByRole("link", { name: "Modifier" }).click();
    await first.getByLabel("Adresse électronique").fill("premiere@example.org");
    await first.getByRole("button", { name: "Ok" }).click();
    await first.getByText("est enregistrée").waitFor();
    await second.getByLabel("Adresse électronique").fill("seconde@example.org");
    await second.getByRole("button", { name: "Ok" }).click();
    await second.getByText("Quelqu’un d’autre a modifié cette fiche").first().waitFor();
    expect(await second.getByLabel("Adresse électronique").inputValue()).toBe("seconde@example.org");
    await second.getByRole("button", { name: "Ok" }).click();
    await second.getByText("est enregistrée").waitFor();
  });

  it("has a reset button only where there is an address, and says so where there is none", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    const row = rowOf(page, "MÜLLER");
    expect(await row.getByRole("link", { name: "Réinitialiser le mot de passe" }).count()).toBe(0);
    await row.getByText("sans adresse").click();
    await page.getByLabel("Adresse électronique").fill("k.muller@example.org");
    await page.getByRole("button", { name: "Ok" }).click();
    await page.getByText("est enregistrée").waitFor();

    await rowOf(page, "MÜLLER").getByRole("link", { name: "Réinitialiser le mot de passe" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("courrier indésirable").waitFor();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Ok" }).click();
    await page.getByText("Le mot de passe de Klaus MÜLLER est réinitialisé.").waitFor();

    const mail = await site.mails.next("k.muller@example.org");
    expect(mail.from?.text).toContain("no-reply@cerise-collection.com");
    expect(mail.subject).toContain("C Pro éducation");
    expect(mail.text).toContain(`/${uai}/connexion`);
    expect(mail.html).toContain("klaus.muller");
    const password = /Mot de passe temporaire\s*:\s*(\S+)/.exec(mail.text ?? "")![1]!;

    const teacher = await browser.open();
    await teacher.goto(`${site.url}/${uai}/connexion`);
    await signIn(teacher, "klaus.muller", "1966-05-15");
    await teacher.getByText("Identifiant ou mot de passe incorrect.").first().waitFor();
    await signIn(teacher, "klaus.muller", ` ${password.toUpperCase()} `);
    await chooseFirstPassword(teacher, goodPassword);
    await teacher.getByRole("heading", { name: "Mon compte" }).waitFor();

    await page.reload();
    await rowOf(page, "MÜLLER").getByText("mot de passe utilisé").waitFor();
  });

  it("shows on the row what the mail server refused", async () => {
    site.mails.answer = (address) =>
      address.startsWith("inconnue") ? { code: 550, message: "5.1.1 User unknown" } : undefined;
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await rowOf(page, "PEREZ").getByText("sans adresse").click();
    await page.getByLabel("Adresse électronique").fill("inconnue@example.org");
    await page.getByRole("button", { name: "Ok" }).click();
    await rowOf(page, "PEREZ").getByRole("link", { name: "Réinitialiser le mot de passe" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Ok" }).click();
    await page.getByText("est réinitialisé").waitFor();
    await expect
      .poll(
        async () => {
          await page.reload();
          return rowOf(page, "PEREZ").textContent();
        },
        { timeout: 15_000 },
      )
      .toMatch(/courriel refusé\s: cette boîte n’existe pas/);
    await expectAccessible(page);
  });

  it("creates a teacher whom SIECLE does not know, but no double without a word", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByRole("link", { name: "Nouvel enseignant" }).click();
    const dialog = page.getByRole("dialog", { name: "Nouvel enseignant" });
    await dialog.getByText("importer un fichier à jour").waitFor();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Ok" }).click();
    await dialog.getByText("Choisissez une civilité.").first().waitFor();
    await expectAccessible(page);

    await dialog.getByLabel("Mme").check();
    await dialog.getByLabel("Nom", { exact: true }).fill("Alonzo");
    await dialog.getByLabel("Prénom").fill("Laurence");
    await dialog.getByLabel("Date de naissance").fill("1987-06-05");
    await dialog.getByLabel("Adresse électronique").fill("laurence.alonzo@example.org");
    await dialog.getByRole("group", { name: "Classes" }).getByRole("checkbox", { name: "6A" }).check();
    await dialog.getByLabel("Discipline").fill("Mathématiques");
    await dialog.getByRole("button", { name: "Ok" }).click();
    await page.getByText("Le compte de Laurence Alonzo est créé, identifiant laurence.alonzo.").waitFor();
    const row = rowOf(page, "Alonzo");
    await row.getByText("manuel").waitFor();
    const mail = await site.mails.next("laurence.alonzo@example.org");
    expect(mail.text).toContain("laurence.alonzo");

    await page.getByRole("link", { name: "Nouvel enseignant" }).click();
    await dialog.getByLabel("Mme").check();
    await dialog.getByLabel("Nom", { exact: true }).fill("ALONZO");
    await dialog.getByLabel("Prénom").fill("laurence");
    await dialog.getByLabel("Date de naissance").fill("1987-06-05");
    await dialog.getByLabel("Adresse électronique").fill("autre@example.org");
    await dialog.getByLabel("Discipline").fill("Physique");
    await dialog.getByRole("button", { name: "Ok" }).click();
    await dialog.getByText("Quelqu’un porte déjà ce nom").waitFor();
    await expectAccessible(page);
    page.once("dialog", (question) => question.accept());
    await dialog.getByRole("link", { name: "Laurence Alonzo" }).click();
    await page.getByRole("table", { name: "1 personnel pour « Alonzo Laurence »" }).waitFor();
  });

  it("creates another member of staff, never a pupil, a guardian, a teacher or an administrator", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByRole("link", { name: "Nouvel utilisateur" }).click();
    const dialog = page.getByRole("dialog", { name: "Nouvel utilisateur" });
    const offered = await dialog.getByLabel("Profil").locator("option").allTextContents();
    for (const never of ["Élève", "Responsable", "Enseignant", "Administrateur"])
      expect(offered).not.toContain(never);
    await dialog.getByLabel("M.", { exact: true }).check();
    await dialog.getByLabel("Nom", { exact: true }).fill("Bénard");
    await dialog.getByLabel("Prénom").fill("Luc");
    await dialog.getByLabel("Date de naissance").fill("1990-02-01");
    await dialog.getByLabel("Adresse électronique").fill("luc.benard@example.org");
    await dialog.getByLabel("Profil").selectOption({ label: "CPE" });
    await dialog.getByRole("button", { name: "Ok" }).click();
    await page.getByText("identifiant luc.benard").waitFor();
    expect((await site.mails.next("luc.benard@example.org")).text).toContain("luc.benard");
  });

  it("masks a manual user, who cannot come in any more, and restores him", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByRole("link", { name: "Nouvel utilisateur" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Mme").check();
    await form.getByLabel("Nom", { exact: true }).fill("Passage");
    await form.getByLabel("Prénom").fill("Rose");
    await form.getByLabel("Date de naissance").fill("1999-09-09");
    await form.getByLabel("Adresse électronique").fill("rose.passage@example.org");
    await form.getByLabel("Profil").selectOption({ label: "Surveillance" });
    await form.getByRole("button", { name: "Ok" }).click();
    await page.getByText("identifiant rose.passage").waitFor();
    const mail = await site.mails.next("rose.passage@example.org");
    const password = /temporaire\s*:\s*(\S+)/.exec(mail.text ?? "")![1]!;
    const colleague = await browser.open();
    await colleague.goto(`${site.url}/${uai}/connexion`);
    await signIn(colleague, "rose.passage", password);
    await chooseFirstPassword(colleague, goodPassword);

    await rowOf(page, "Passage").getByRole("link", { name: "Supprimer" }).click();
    await page.getByRole("dialog").getByText("Rien n’est effacé").waitFor();
    await expectAccessible(page);
    await page.getByRole("dialog").getByRole("button", { name: "Ok" }).click();
    await page.getByText("Le compte de Rose Passage est masqué.").waitFor();
    expect(await rowOf(page, "Passage").count()).toBe(0);
    await colleague.goto(`${site.url}/${uai}/mon-compte`);
    await colleague.getByRole("heading", { name: "Connexion" }).waitFor();
    await signIn(colleague, "rose.passage", goodPassword);
    await colleague.getByText("Identifiant ou mot de passe incorrect.").first().waitFor();

    await page.getByRole("link", { name: "Comptes masqués" }).click();
    await rowOf(page, "Passage").getByRole("link", { name: "Restaurer" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Ok" }).click();
    await page.getByText("Le compte de Rose Passage est restauré.").waitFor();
    await signIn(colleague, "rose.passage", goodPassword);
    await colleague.getByRole("heading", { name: "Mon compte" }).waitFor();
  });

  it("has no delete button for a SIECLE user, and refuses the request too", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    const row = rowOf(page, "DIALLO");
    await row.getByText("par SIECLE").waitFor();
    const edit = await row.getByRole("link", { name: "Modifier" }).getAttribute("href");
    const masking = edit!.replace("modification", "masquage");
    const answer = await page.request.post(site.url + masking, { headers: { origin: site.url } });
    expect(answer.status()).toBe(409);
    expect(await answer.text()).toContain("Ce compte vient de SIECLE");
    await page.reload();
    await rowOf(page, "DIALLO").waitFor();
    await row.getByText("par SIECLE").click();
    await page.getByRole("heading", { name: "Peut-on supprimer quelqu’un qui vient de SIECLE" }).waitFor();
    await expectAccessible(page);
  });

  it("says why the creation buttons are missing, and leads to the remedy", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByRole("link", { name: "Paramètres" }).click();
    await expectAccessible(page);
    await page.getByLabel("Adresse électronique de l’établissement").fill("");
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByText("Les paramètres sont enregistrés.").waitFor();
    await page.getByRole("link", { name: "Utilisateurs" }).click();
    await page.getByText("L’adresse électronique de l’établissement manque").first().waitFor();
    expect(await page.getByRole("link", { name: "Nouvel enseignant" }).count()).toBe(0);
    expect(await page.getByRole("link", { name: "Nouvel utilisateur" }).count()).toBe(0);
    await expectAccessible(page);
    await page.getByRole("link", { name: "Ouvrir les paramètres" }).click();
    await page.getByLabel("Nom de l’établissement").fill("");
    await page.getByLabel("Adresse électronique de l’établissement").fill("college@example.org");
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByText("Indiquez le nom de l’établissement.").first().waitFor();
    expect(await page.getByLabel("Adresse électronique de l’établissement").inputValue()).toBe(
      "college@example.org",
    );
    await page.getByLabel("Nom de l’établissement").fill("Collège Élise d’Exemple");
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByText("Les paramètres sont enregistrés.").waitFor();
  });
});

/** In the page: at this event, and Turbo reads no answer before one has left. */
function pressBackAt(event: string): void {
  const { text } = Response.prototype;
  const left = new Promise((resolve) => addEventListener("popstate", resolve, { once: true }));
  const press = () => {
    history.back();
    Response.prototype.text = async function () {
      await left;
      return text.call(this);
    };
  };
  addEventListener(event, press, { once: true });
}

/** In the page. */
function nextLoad(): Promise<void> {
  return new Promise((resolve) => addEventListener("turbo:load", () => resolve(), { once: true }));
}
