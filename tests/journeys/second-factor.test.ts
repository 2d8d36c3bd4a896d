/** "Double authentification", told by the administrator: adding it, coming in with it, being asked again. */

import path from "node:path";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { choosePassword } from "#actions/access/choose-password.ts";
import { saveSecondFactorRule } from "#actions/second-factor/save-second-factor-rule.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { commandLine } from "#domain/permissions.ts";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { codeOf } from "../support/second-factor.ts";
import { testSite, uai } from "../support/site.ts";
import { goodPassword, signIn } from "../support/steps.ts";

describe("a second factor", async () => {
  let shift = 0;
  const clock = () => new Date(Date.now() + shift);
  // Passkeys are tied to a name: an address in numbers has none.
  const site = await testSite("cast", {}, clock);
  const browser = testBrowser();
  const administrator = "camille.riviere";
  let secret = "";
  let recoveryCodes: string[] = [];

  /** So that no test needs the code that the one before it used. */
  beforeEach(() => {
    shift += 60_000;
  });
  const elevenMinutes = () => {
    shift += 11 * 60_000;
  };

  const proofHeading = (page: Page) =>
    page.getByRole("heading", { name: "Double authentification", level: 1 });
  const codeField = (page: Page) => page.getByLabel("Code de l’application");
  const button = (page: Page, name: string) => page.getByRole("button", { name });

  async function givePassword(login: string): Promise<void> {
    const { database } = site;
    const user = await database.inSchool(uai, (tx) => findUserByLogin(tx, login));
    const typed = { password: goodPassword, repeated: goodPassword };
    await choosePassword({ database, clock }, uai, user!.id, typed);
  }

  async function proveByCode(page: Page): Promise<void> {
    await codeField(page).fill(codeOf(secret, clock()));
    await button(page, "Valider le code").click();
  }

  /** As far as the proof. */
  async function comeToProof(page: Page): Promise<void> {
    await page.goto(`${site.url}/${uai}/connexion`);
    await signIn(page, administrator, goodPassword);
    await proofHeading(page).waitFor();
  }

  async function comeIn(page: Page): Promise<void> {
    await comeToProof(page);
    await proveByCode(page);
    await page.getByRole("heading", { name: "La rentrée" }).waitFor();
  }

  async function leave(page: Page): Promise<void> {
    await button(page, "Se déconnecter").click();
    await page.getByRole("heading", { name: "Connexion" }).waitFor();
  }

  async function openAccount(page: Page): Promise<void> {
    await page.goto(`${site.url}/${uai}/mon-compte`);
    await page.getByRole("heading", { name: "Mon compte" }).waitFor();
  }

  it("is added with an application, and gives codes for the day it is lost", async () => {
    await givePassword(administrator);
    const page = await browser.open();
    await page.goto(`${site.url}/${uai}/connexion`);
    await signIn(page, administrator, goodPassword);
    await openAccount(page);
    await page.getByText("Votre compte n’a que son mot de passe").waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Ajouter une application d’authentification" }).click();
    await page.getByRole("img", { name: /^Code QR/ }).waitFor();
    await expectAccessible(page);
    const shown = await page.locator(".totp-secret").textContent();
    expect(shown).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    secret = shown!.replaceAll(" ", "");

    await page.getByLabel("Nom").fill("Mon téléphone");
    await codeField(page).fill(codeOf(secret, clock()));
    await page.getByLabel("Votre mot de passe").fill(goodPassword);
    await button(page, "Ajouter cette application").click();

    await page.getByRole("heading", { name: "Vos codes de secours" }).waitFor();
    await expectAccessible(page);
    recoveryCodes = await page.locator(".recovery-codes code").allTextContents();
    expect(recoveryCodes).toHaveLength(10);
    await page.getByRole("link", { name: "Mes codes sont en lieu sûr" }).click();
    await page.getByText("« Mon téléphone » est ajouté").waitFor();
    await page.getByRole("table", { name: "1 moyen" }).waitFor();
    await page.getByText("10 codes de secours restants.").waitFor();
    await expectAccessible(page);
  });

  it("keeps the same drawing for the telephone that has read it, whatever was typed wrong", async () => {
    await givePassword("amadou.diallo");
    const page = await browser.open();
    await page.goto(`${site.url}/${uai}/connexion`);
    await signIn(page, "amadou.diallo", goodPassword);
    await page.getByRole("link", { name: "Ajouter une application d’authentification" }).click();
    const shown = await page.locator(".totp-secret").textContent();
    await codeField(page).fill("000000");
    await page.getByLabel("Nom").fill("Le mien");
    await page.getByLabel("Votre mot de passe").fill(goodPassword);
    await button(page, "Ajouter cette application").click();
    await page.getByText("Ce code n’est pas bon.").first().waitFor();
    await expectAccessible(page);
    expect(await page.getByLabel("Nom").inputValue()).toBe("Le mien");
    expect(await page.locator(".totp-secret").textContent()).toBe(shown);
    await codeField(page).fill(codeOf(shown!.replaceAll(" ", ""), clock()));
    await page.getByLabel("Votre mot de passe").fill("faux");
    await button(page, "Ajouter cette application").click();
    await page.getByText("Ce n’est pas votre mot de passe.").first().waitFor();
    expect(await page.locator(".totp-secret").textContent()).toBe(shown);
    await page.getByRole("link", { name: "Annuler" }).click();
    await page.getByRole("heading", { name: "Mon compte" }).waitFor();
    expect(await page.getByRole("table", { name: "1 moyen" }).count()).toBe(0);
  });

  it("is asked after the password, and answered with the keyboard alone", async () => {
    const page = await browser.open();
    await page.goto(`${site.url}/${uai}/importations`);
    await signIn(page, administrator, goodPassword);
    await proofHeading(page).waitFor();
    await expectAccessible(page);
    // No way round by the address bar, nothing of the school in the bar.
    expect(await page.getByRole("navigation").count()).toBe(0);
    await page.goto(`${site.url}/${uai}/importations`);
    await proofHeading(page).waitFor();
    await page.keyboard.type("111 111");
    await page.keyboard.press("Enter");
    await page.getByText("Ce code n’est pas bon, ou il a déjà servi.").first().waitFor();
    await expectAccessible(page);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.type(codeOf(secret, clock()));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Importer des fichiers" }).waitFor();
  });

  it("gives way to a recovery code, once", async () => {
    const [code] = recoveryCodes;
    for (const expected of ["La rentrée", "Double authentification"]) {
      const page = await browser.open();
      await comeToProof(page);
      await page.getByText("Je n’ai pas mon téléphone ou ma clé").click();
      await page.getByLabel("Code de secours").fill(code!.toLowerCase().replaceAll("-", " "));
      await button(page, "Valider le code de secours").click();
      await page.getByRole("heading", { name: expected, level: 1 }).waitFor();
      if (expected === "Double authentification")
        await page.getByText("Ce code de secours n’est pas bon").first().waitFor();
    }
    const page = await browser.open();
    await comeIn(page);
    await openAccount(page);
    await page.getByText("9 codes de secours restants.").waitFor();
    await button(page, "Faire de nouveaux codes de secours").click();
    await page.getByRole("heading", { name: "Vos codes de secours" }).waitFor();
    recoveryCodes = await page.locator(".recovery-codes code").allTextContents();
    expect(recoveryCodes).toHaveLength(10);
    expect(recoveryCodes).not.toContain(code);
  });

  it("may be a passkey", async () => {
    const page = await browser.open();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await comeIn(page);
    await openAccount(page);
    await page.getByRole("link", { name: "Ajouter une clé d’accès" }).click();
    await page.getByRole("heading", { name: "Ajouter une clé d’accès" }).waitFor();
    await expectAccessible(page);
    await page.getByLabel("Nom").fill("Ordinateur du bureau");
    await button(page, "Ajouter cette clé d’accès").click();
    await page.getByText("« Ordinateur du bureau » est ajouté").waitFor();
    await page.getByRole("table", { name: "2 moyens" }).waitFor();
    await expectAccessible(page);

    await leave(page);
    await comeToProof(page);
    await expectAccessible(page);
    await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
    await button(page, "Utiliser ma clé d’accès").click();
    await page.getByRole("heading", { name: "La rentrée" }).waitFor();

    // A key that is not there says so, and the code still serves.
    await leave(page);
    await comeToProof(page);
    await devtools.send("WebAuthn.clearCredentials", { authenticatorId });
    await button(page, "Utiliser ma clé d’accès").click();
    await page.getByText("La clé d’accès n’a pas répondu.").waitFor();
    shift += 60_000;
    await proveByCode(page);
    await page.getByRole("heading", { name: "La rentrée" }).waitFor();
    await openAccount(page);
    elevenMinutes();
    await page.getByRole("link", { name: "Retirer Ordinateur du bureau" }).click();
    await proofHeading(page).waitFor();
    await proveByCode(page);
    await page.getByRole("heading", { name: "Retirer « Ordinateur du bureau »" }).waitFor();
    await expectAccessible(page);
    await button(page, "Retirer").click();
    await page.getByText("« Ordinateur du bureau » est retiré").waitFor();
  });

  it("is asked again before an import is applied or undone, and nothing typed is lost", async () => {
    const page = await browser.open();
    await comeIn(page);
    await page.goto(`${site.url}/${uai}/importations`);
    const file = path.join(import.meta.dirname, "../samples/traps/utf8_with_bom.xml");
    await page.getByLabel("Fichiers de SIECLE et de STS").setInputFiles(file);
    await button(page, "Lire les fichiers").click();
    await page.getByText("demande une confirmation de plus").waitFor();
    await page.getByRole("navigation", { name: "Profils" }).getByRole("link", { name: "Élève" }).click();
    await page
      .getByRole("navigation", { name: /^Listes/ })
      .getByRole("link", { name: "Masqués" })
      .click();
    await page.getByRole("button", { name: /^Cocher toute la liste/ }).click();
    const number = page.getByLabel(/tapez le nombre de comptes masqués/);
    await number.waitFor();
    const shown = /masqués\s: (\d+)/.exec(
      (await page.locator("label[for=champ-nombre]").textContent())!,
    )![1]!;
    await number.fill(shown);
    elevenMinutes();
    await button(page, "Appliquer l’importation").click();
    await proofHeading(page).waitFor();
    await page.getByText("Rien n’est encore fait : vous confirmerez ensuite.").waitFor();
    await expectAccessible(page);
    await proveByCode(page);
    await page.getByRole("heading", { name: "Ce que l’importation va changer" }).waitFor();
    expect(await number.inputValue()).toBe(shown);
    await button(page, "Appliquer l’importation").click();
    await page.getByText("L’importation est appliquée.").waitFor();

    await page.getByRole("link", { name: "Annuler cette importation…" }).click();
    await page.getByRole("heading", { name: "Annuler l’importation" }).waitFor();
    elevenMinutes();
    await button(page, "Annuler l’importation").click();
    await proofHeading(page).waitFor();
    await proveByCode(page);
    await page.getByRole("heading", { name: "Annuler l’importation" }).waitFor();
    await button(page, "Annuler l’importation").click();
    await page.getByText("L’importation est annulée.").waitFor();
  });

  it("is asked again before many accounts are closed, without JavaScript too, and the selection stays", async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await comeIn(page);
    await page.goto(`${site.url}/${uai}/comptes-compromis`);
    await page.getByLabel("Personnes").fill("amadou.diallo\nmaelle.legoff\nines.dalmeida");
    await button(page, "Voir qui est concerné").click();
    await page.getByRole("checkbox", { name: "LE GOFF Maelle" }).uncheck();
    elevenMinutes();
    await button(page, "Fermer ces comptes").click();
    await proofHeading(page).waitFor();
    await proveByCode(page);
    await page.getByRole("heading", { name: "Fermer des comptes compromis" }).waitFor();
    for (const name of ["DIALLO Amadou", "D'ALMEIDA Ines"])
      expect(await page.getByText(name).isVisible()).toBe(true);
    expect(await page.getByText("LE GOFF Maelle").count()).toBe(0);
    await button(page, "Fermer ces comptes").click();
    await page.getByRole("heading", { name: "Comptes fermés" }).waitFor();
  });

  it("without JavaScript is an application: a passkey says that it needs it", async () => {
    await givePassword("jeanbaptiste.delafontaine");
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto(`${site.url}/${uai}/connexion`);
    await signIn(page, "jeanbaptiste.delafontaine", goodPassword);
    await page.getByRole("link", { name: "Ajouter une clé d’accès" }).click();
    await page.getByText("Une clé d’accès demande JavaScript").waitFor();
    expect(await button(page, "Ajouter cette clé d’accès").isVisible()).toBe(false);
    await page.goBack();
    await page.getByRole("link", { name: "Ajouter une application d’authentification" }).click();
    const own = (await page.locator(".totp-secret").textContent())!.replaceAll(" ", "");
    await codeField(page).fill(codeOf(own, clock()));
    await page.getByLabel("Votre mot de passe").fill(goodPassword);
    await button(page, "Ajouter cette application").click();
    await page.getByRole("heading", { name: "Vos codes de secours" }).waitFor();
  });

  it("is taken off somebody who lost it by the administrator, from the person's page", async () => {
    const page = await browser.open();
    await comeIn(page);
    await page.goto(`${site.url}/${uai}/utilisateurs?q=fontaine`);
    await page
      .getByRole("link", { name: /FONTAINE/ })
      .first()
      .click();
    await page.getByText("1 moyen").waitFor();
    await page.getByRole("link", { name: "Retirer la double authentification" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("À ne faire que si").waitFor();
    await expectAccessible(page);
    elevenMinutes();
    await dialog.getByRole("button", { name: "Ok" }).click();
    await proofHeading(page).waitFor();
    await proveByCode(page);
    await page.getByText("À ne faire que si").waitFor();
    await button(page, "Ok").click();
    await page.getByText("est retirée. La personne peut en ajouter une autre").waitFor();
    await page.getByText("Toute la double authentification retirée").waitFor();
    await expectAccessible(page);
  });

  it("may be asked of the administrator and the head by the school's settings", async () => {
    const page = await browser.open();
    await comeIn(page);
    await page.goto(`${site.url}/${uai}/parametres`);
    await page.getByRole("link", { name: "Régler la double authentification" }).click();
    await page.getByRole("radio", { name: "Exigée" }).check();
    await expectAccessible(page);
    await button(page, "Valider").click();
    await page.getByText("est maintenant exigée").waitFor();

    await givePassword("maelle.legoff");
    const head = await browser.open();
    await head.goto(`${site.url}/${uai}/connexion`);
    await signIn(head, "maelle.legoff", goodPassword);
    await head.getByRole("heading", { name: "Protégez votre compte" }).waitFor();
    await expectAccessible(head);
    await head.goto(`${site.url}/${uai}/inspecteurs`);
    await head.getByRole("link", { name: "Ajouter une application d’authentification" }).click();
    const own = (await head.locator(".totp-secret").textContent())!.replaceAll(" ", "");
    await codeField(head).fill(codeOf(own, clock()));
    await head.getByLabel("Votre mot de passe").fill(goodPassword);
    await button(head, "Ajouter cette application").click();
    await head.getByRole("link", { name: "Mes codes sont en lieu sûr" }).click();
    await head.getByRole("heading", { name: "Mon compte" }).waitFor();
    await saveSecondFactorRule({ database: site.database, clock }, commandLine, uai, "offered");
  });
});
