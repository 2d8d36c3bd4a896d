/** Somebody who cannot get in: the help page, the link by mail, a new password; with and without JavaScript. */

import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { testSite, uai } from "../support/site.ts";
import { chooseFirstPassword, goodPassword, signIn } from "../support/steps.ts";

describe("who cannot get in", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();

  beforeAll(async () => {
    const addresses = { "amadou.diallo": "diallo@example.org", "claire.martin": "martin@example.org" };
    for (const [login, email] of Object.entries(addresses)) {
      await site.database.pool.query("update users set email = $3 where uai = $1 and login = $2", [
        uai,
        login,
        email,
      ]);
    }
  });

  let used = "";
  const linkIn = (text: string | undefined): string => /https?:\S+lien=\S+/.exec(text ?? "")![0];

  async function askFor(page: Page, typed: string): Promise<void> {
    await page.goto(`${site.url}/${uai}/connexion`);
    await page.getByRole("link", { name: "Mot de passe oublié" }).click();
    await page.getByRole("heading", { name: "Mot de passe oublié" }).waitFor();
    await page.getByLabel("Identifiant ou adresse électronique").fill(typed);
    await page.getByRole("button", { name: "Recevoir un lien" }).click();
    await page.getByRole("heading", { name: "Demande reçue" }).waitFor();
  }

  it("finds the case that fits, and the school's address, on a public page", async () => {
    const page = await browser.open();
    await page.goto(`${site.url}/${uai}/connexion`);
    await page.getByRole("link", { name: "Je n’arrive pas à me connecter" }).click();
    await page.getByRole("heading", { name: "Je n’arrive pas à me connecter" }).waitFor();
    await expectAccessible(page);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await page.getByText("verrouillage des majuscules").waitFor();
    await page.getByRole("link", { name: "college.exemple@example.org" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Mot de passe oublié" }).first().click();
    await page.getByRole("heading", { name: "Mot de passe oublié" }).waitFor();
    await expectAccessible(page);
  });

  it("gets a link by mail and chooses a new password, told how strong it is", async () => {
    const page = await browser.open();
    await askFor(page, "Amadou.Diallo");
    await expectAccessible(page);
    const mail = await site.mails.next("diallo@example.org");
    for (const body of [mail.text, mail.html]) {
      expect(body).toContain("amadou.diallo");
      expect(body).toContain("60 minutes");
    }
    const link = linkIn(mail.text);
    // A mail server that follows links uses nothing up.
    for (let i = 0; i < 2; i++) expect((await fetch(link)).status).toBe(200);
    await page.goto(link);
    await page.getByText("Pour le compte d’Amadou DIALLO").waitFor();
    await expectAccessible(page);
    await page.getByLabel("Nouveau mot de passe").fill("motdepasse2026");
    await page.getByRole("status").filter({ hasText: "Se devine trop facilement" }).waitFor();
    await chooseFirstPassword(page, "motdepasse2026");
    await page.getByText("se devine trop facilement").first().waitFor();
    await expectAccessible(page);
    await chooseFirstPassword(page, goodPassword);
    await page.getByRole("heading", { name: "Mon compte" }).waitFor();
    await page.getByText("Votre nouveau mot de passe est enregistré.").waitFor();
    used = link;
  });

  it("finds that a link serves once, and connects with the new password", async () => {
    const later = await browser.open();
    const answer = await later.goto(used);
    expect(answer?.status()).toBe(410);
    await later.getByRole("heading", { name: "Ce lien ne sert plus" }).waitFor();
    await expectAccessible(later);
    await later.goto(`${site.url}/${uai}/connexion`);
    await signIn(later, "amadou.diallo", goodPassword);
    await later.getByRole("heading", { name: "Mon compte" }).waitFor();
  });

  it("is told the same in the same time, whoever is named", async () => {
    const answers = [];
    for (const typed of ["maelle.legoff", "personne.ici", "personne@example.org", "martin@example.org"]) {
      const start = performance.now();
      const answer = await fetch(`${site.url}/${uai}/mot-de-passe-oublie`, {
        method: "POST",
        headers: { origin: site.url },
        body: new URLSearchParams({ typed }),
        redirect: "manual",
      });
      expect(performance.now() - start, typed).toBeGreaterThan(490);
      answers.push([answer.status, answer.headers.get("location"), answer.headers.get("set-cookie")]);
    }
    for (const answer of answers) {
      expect(answer).toEqual([303, `/${uai}/mot-de-passe-oublie?fait=oui`, null]);
    }
    await site.mails.next("martin@example.org");
  });

  it("does all of it without JavaScript, and by keyboard alone", async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await askFor(page, "martin@example.org");
    await page.goto(linkIn((await site.mails.next("martin@example.org")).text));
    await page.getByLabel("Nouveau mot de passe").focus();
    await page.keyboard.type(goodPassword);
    await page.keyboard.press("Tab");
    await page.keyboard.type("autre chose");
    await page.keyboard.press("Enter");
    await page.getByText("Les deux saisies sont différentes.").first().waitFor();
    await page.getByLabel("Nouveau mot de passe").focus();
    await page.keyboard.type(goodPassword);
    await page.keyboard.press("Tab");
    await page.keyboard.type(goodPassword);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Mon compte" }).waitFor();
  });
});
