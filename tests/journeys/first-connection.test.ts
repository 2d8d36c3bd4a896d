/** Connecting: the birth date opens nothing but the choice of a password; so does a mailed password. */

import { describe, expect, it } from "vitest";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { testSite, uai } from "../support/site.ts";
import { chooseFirstPassword, goodPassword, signIn } from "../support/steps.ts";

describe("connecting", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();

  it("goes from / to the only school, and from the birth date to « Mon compte » by a password of one’s own", async () => {
    const page = await browser.open();
    await page.goto(site.url);
    expect(page.url()).toBe(`${site.url}/${uai}/connexion`);
    await expectAccessible(page);
    await signIn(page, "amadou.diallo", "1985-10-08");
    await page.getByRole("heading", { name: "Choisissez votre mot de passe" }).waitFor();
    await expectAccessible(page);

    await page.goto(`${site.url}/${uai}/mon-compte`);
    await page.getByRole("heading", { name: "Choisissez votre mot de passe" }).waitFor();

    await chooseFirstPassword(page, goodPassword);
    await page.getByRole("heading", { name: "Mon compte" }).waitFor();
    await page.getByText("amadou.diallo").waitFor();
    await expectAccessible(page);

    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await page.getByRole("heading", { name: "Connexion" }).waitFor();
    await signIn(page, "amadou.diallo", "1985-10-08");
    await page.getByText("Identifiant ou mot de passe incorrect.").first().waitFor();
    await expectAccessible(page);
    await signIn(page, " Amadou.Diallo ", goodPassword);
    await page.getByRole("heading", { name: "Mon compte" }).waitFor();
  });

  it("refuses a password that is short, one’s own name, or too easy, and says what to do", async () => {
    const page = await browser.open();
    await page.goto(`${site.url}/${uai}/connexion`);
    await signIn(page, "claire.martin", "1988-02-11");
    for (const [password, said] of [
      ["court", "au moins 12 caractères"],
      ["claire.martin-2026", "ni votre identifiant"],
      ["motdepasse2026", "trop facilement"],
    ] as const) {
      await chooseFirstPassword(page, password);
      await page.getByText(said).first().waitFor();
    }
    await expectAccessible(page);
    await chooseFirstPassword(page, goodPassword, "une autre phrase bien longue");
    await page.getByText("Les deux saisies sont différentes.").first().waitFor();
  });

  it("says in words how strong the password is, while one types", async () => {
    const page = await browser.open();
    await page.goto(`${site.url}/${uai}/connexion`);
    await signIn(page, "annelaure.lecoeuvre", "1979-06-21");
    const field = page.getByLabel("Nouveau mot de passe");
    for (const [password, said] of [
      ["girafe", "Trop court : encore 6 caractères au moins."],
      ["le jour 21.06.1979", "Trop personnel"],
      ["motdepasse2026", "Se devine trop facilement"],
      [goodPassword, "Très solide."],
    ] as const) {
      await field.fill(password);
      await page.getByRole("status").filter({ hasText: said }).waitFor();
    }
    await expectAccessible(page);
    await field.fill("");
    await expect.poll(() => page.getByRole("status").last().textContent()).toBe("");
    const stranger = await fetch(`${site.url}/${uai}/force-du-mot-de-passe`, {
      method: "POST",
      headers: { origin: site.url },
      body: new URLSearchParams({ password: goodPassword }),
    });
    expect(stranger.status).toBe(403);
  });

  it("sends everyone but the administrator away from the users table, and says whom to ask", async () => {
    const page = await browser.open();
    await page.goto(`${site.url}/${uai}/connexion`);
    await signIn(page, "maelle.legoff", "1971-04-02");
    await chooseFirstPassword(page, goodPassword);
    const answer = await page.goto(`${site.url}/${uai}/utilisateurs`);
    expect(answer?.status()).toBe(403);
    await page.getByText("réservée à l’administrateur").waitFor();
    await page.getByText("Camille RIVIERE").waitFor();
    await expectAccessible(page);
  });

  it("makes whoever fails five times wait, known or not, with the same answer", async () => {
    const page = await browser.open();
    await page.goto(`${site.url}/${uai}/connexion`);
    for (const login of ["nadia.inconnue", "francois.dupre"]) {
      for (let failure = 1; failure <= 5; failure++) {
        await signIn(page, login, `faux ${failure}`);
        await page.getByText("Identifiant ou mot de passe incorrect.").first().waitFor();
      }
      await signIn(page, login, "1962-11-01");
      await page.getByText("Trop d’essais pour le moment.").first().waitFor();
    }
  });
});
