/** An inspector and a head of school, each at his own door. */

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createInspector } from "#actions/inspectors/create-inspector.ts";
import { type Jobs, openJobs } from "#data/engine/jobs.ts";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";
import { chooseFirstPassword, goodPassword, signIn } from "../support/steps.ts";

describe("an inspector's access", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  const email = "jeanne.bernard@example.org";
  const name = "Jeanne BERNARD";
  let jobs: Jobs;

  beforeAll(async () => {
    jobs = await openJobs(site.connection);
    const app = { database: site.database, clock: () => new Date(), jobs };
    await createInspector(app, { lastName: "BERNARD", firstName: "Jeanne", email });
  });
  afterAll(() => jobs.stop());

  async function openAsHead(page: Page): Promise<void> {
    await page.goto(`${site.url}/${uai}/connexion`);
    const { rows } = await site.database.pool.query(
      "select birth_date::text as born from users where login = 'maelle.legoff'",
    );
    await signIn(page, "maelle.legoff", rows[0].born);
    await page.getByRole("heading", { name: "Choisissez votre mot de passe" }).waitFor();
    await chooseFirstPassword(page, goodPassword);
    await page.getByRole("heading", { name: "Mon compte" }).waitFor();
  }

  async function openAsInspector(page: Page): Promise<void> {
    await page.goto(`${site.url}/inspection`);
    await page.getByLabel("Adresse électronique").fill(email);
    await page.getByLabel("Mot de passe").fill(goodPassword);
    await page.getByRole("button", { name: "Se connecter" }).click();
    await page.getByRole("heading", { name: "Établissements" }).waitFor();
  }

  it("begins with a mail, whose link leads to a password and serves once", async () => {
    const page = await browser.open();
    await page.goto(`${site.url}/inspection`);
    await page.getByRole("heading", { name: "Connexion" }).waitFor();
    await expectAccessible(page);
    await page.getByLabel("Adresse électronique").fill(email);
    await page.getByLabel("Mot de passe").fill("pas encore choisi");
    await page.getByRole("button", { name: "Se connecter" }).click();
    await page.getByText("incorrect").first().waitFor();
    await expectAccessible(page);

    const mail = await site.mails.next(email);
    const link = /http\S+jeton=\S+/.exec(mail.text ?? "")![0];
    await page.goto(link);
    await page.getByText(name).waitFor();
    await expectAccessible(page);
    await chooseFirstPassword(page, "trop court");
    await page.getByText("au moins 12 caractères").first().waitFor();
    await chooseFirstPassword(page, goodPassword);
    await page.getByText("Aucun établissement ne vous est ouvert").waitFor();
    await expectAccessible(page);
    await page.goto(link);
    await page.getByRole("heading", { name: "Ce lien ne fonctionne plus" }).waitFor();
    await expectAccessible(page);
  });

  it("is opened by the head, by keyboard; the inspector sees the school; both ends are mailed", async () => {
    const head = await browser.open();
    await openAsHead(head);
    await head.getByRole("link", { name: "Accès des inspecteurs" }).click();
    await head.getByText("Aucun inspecteur n’a accès").waitFor();
    await expectAccessible(head);
    await head.getByLabel("Nom ou adresse électronique").fill("bern jea");
    await head.getByRole("table", { name: "1 inspecteur trouvé" }).waitFor();
    await expectAccessible(head);
    await head.getByRole("link", { name: `Ouvrir l’accès à ${name}` }).focus();
    await head.keyboard.press("Enter");
    const dialog = head.getByRole("dialog");
    await dialog.getByLabel("Dernier jour").fill("2020-01-01");
    await expectAccessible(head);
    await dialog.getByRole("button", { name: "Ok" }).click();
    await dialog.getByText("Indiquez un jour à venir").first().waitFor();
    await dialog.getByLabel("Dernier jour").fill("2099-06-30");
    await dialog.getByRole("button", { name: "Ok" }).focus();
    await head.keyboard.press("Enter");
    await head.getByText(`L’accès est ouvert à ${name}.`).waitFor();
    await head.getByRole("row", { name }).getByText("30/06/2099").waitFor();
    await expectAccessible(head);
    const opened = await site.mails.next(email);
    expect(opened.text).toContain("jusqu’au 30/06/2099");
    expect(opened.text).toContain(`${site.url}/inspection`);

    const inspector = await browser.open({ viewport: { width: 360, height: 740 } });
    await openAsInspector(inspector);
    await inspector.getByRole("link", { name: "Collège Élise d’Exemple" }).click();
    await inspector.getByRole("heading", { name: "Enseignants" }).waitFor();
    await inspector.getByText("En lecture seule").waitFor();
    await inspector.getByRole("row", { name: "D'ALMEIDA" }).first().waitFor();
    expect(await inspector.locator("main").textContent()).not.toMatch(/AÏT-ALI|KEÏTA/);
    expect(await inspector.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(360);
    await expectAccessible(inspector);

    await head.getByRole("link", { name: `Fermer l’accès à ${name}` }).click();
    await dialog.getByText("dès son prochain clic").waitFor();
    await expectAccessible(head);
    await dialog.getByRole("button", { name: "Ok" }).click();
    await head.getByText(`L’accès est fermé à ${name}.`).waitFor();
    expect((await site.mails.next(email)).subject).toContain("Accès fermé");
    await inspector.reload();
    await inspector.getByText("ne vous est pas ouvert, ou ne l’est plus").waitFor();
    await expectAccessible(inspector);
    await inspector.getByRole("button", { name: "Se déconnecter" }).click();
    await inspector.getByRole("heading", { name: "Connexion" }).waitFor();
  });

  it("is the head's affair: the administrator is told whom to ask, and reads the visits in the journal", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/inspecteurs`);
    await page.getByText("lui seul ouvre l’accès").waitFor();
    await page.getByText("Maelle LE GOFF").waitFor();
    await expectAccessible(page);
    await page.goto(`${site.url}/${uai}/journal?nature=inspecteurs`);
    const rows = page.getByRole("row");
    await rows.filter({ hasText: `Visite de l’inspecteur ${name}` }).waitFor();
    await rows
      .filter({ hasText: `Accès ouvert à l’inspecteur ${name}` })
      .getByText("Maelle LE GOFF")
      .waitFor();

    await site.database.pool.query("update users set profile = 'other' where login = 'maelle.legoff'");
    await page.goto(`${site.url}/${uai}/aide/questions#inspecteur`);
    await page.getByRole("link", { name: "« Accès des inspecteurs »" }).click();
    await page.getByText("Aucun chef d’établissement n’a de compte ici").waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "« Nouvel utilisateur »" }).click();
    await page.getByRole("heading", { name: "Nouvel utilisateur" }).waitFor();
  });
});
