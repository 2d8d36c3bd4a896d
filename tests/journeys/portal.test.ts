/** The portal, from its setting to the account linked in one click; with and without JavaScript. */

import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { startCasServer } from "../support/cas-server.ts";
import { startOidcProvider } from "../support/oidc-provider.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { giveEntId } from "../support/portal.ts";
import { testSite, uai } from "../support/site.ts";

const manners: [string, BrowserContextOptions][] = [
  ["with JavaScript", {}],
  ["without JavaScript, at 360 px", { javaScriptEnabled: false, viewport: { width: 360, height: 740 } }],
];

describe("the portal", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  const cas = await startCasServer();
  const oidc = await startOidcProvider();

  beforeEach(async () => {
    await site.database.pool.query("delete from portals");
    await site.database.pool.query("delete from portal_arrivals");
    await giveEntId(site, "ines.dalmeida", null);
    await giveEntId(site, "amadou.diallo", null);
    cas.who = { user: "ent-ines", attributes: { displayName: "Inès D&apos;ALMEIDA" } };
  });

  /** Axe is a script itself. */
  async function expectFit(page: Page, { javaScriptEnabled }: BrowserContextOptions): Promise<void> {
    if (javaScriptEnabled !== false) await expectAccessible(page);
    else {
      // No element is wider than the screen; the text of the page is there at once.
      const box = await page.locator("main").boundingBox();
      expect(box!.width).toBeLessThanOrEqual(360);
    }
  }

  async function setCas(page: Page): Promise<void> {
    await page.goto(`${site.url}/${uai}/parametres`);
    await page.getByRole("link", { name: "Régler la connexion par l’ENT" }).click();
    await page.getByLabel("CAS 3").check();
    await page.getByLabel("Adresse de l’ENT").fill(cas.url);
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByText("La connexion par l’ENT est réglée.").waitFor();
  }

  it.each(manners)("is set, tested and tried, %s", async (_, options) => {
    const page = await browser.open(options);
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/parametres/ent`);
    await expectFit(page, options);
    await page.getByLabel("OpenID Connect", { exact: true }).check();
    await page.getByLabel("Adresse de l’ENT").fill("ent.exemple.fr");
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByText("Écrivez l’adresse entière").first().waitFor();
    await page.getByText("Indiquez l’identifiant de client").first().waitFor();
    await expectFit(page, options);

    await setCas(page);
    await expectFit(page, options);
    await page.getByRole("link", { name: "Tester la connexion" }).click();
    await page.getByText("Tout ce qui se voit d’ici va bien").waitFor();
    await expectFit(page, options);
    await page.getByRole("link", { name: "Essayer vous-même" }).click();
    await page.getByRole("heading", { name: "Essai de la connexion par l’ENT" }).waitFor();
    await page.getByText("Aucun compte ne porte cet ID ENT.").waitFor();
    await expectFit(page, options);
  });

  it.each(manners)("is set as OpenID Connect, and told what is wrong, %s", async (_, options) => {
    const page = await browser.open(options);
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/parametres/ent`);
    await page.getByLabel("OpenID Connect", { exact: true }).check();
    await page.getByLabel("Adresse de l’ENT").fill(`${oidc.url}/.well-known/openid-configuration`);
    await page.getByLabel("Identifiant de client").fill(oidc.clientId);
    await page.getByLabel("Secret de client").fill("faux");
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByText("Un secret est enregistré").waitFor();
    await page.getByRole("link", { name: "Tester la connexion" }).click();
    await page.getByText("refuse notre identifiant de client").waitFor();
    await expectFit(page, options);
  });

  it.each(manners)("shows who is unknown; one click links the account, %s", async (_, options) => {
    const admin = await browser.open(options);
    await openAsAdministrator(admin, site);
    await setCas(admin);

    const page = await browser.open(options);
    await page.goto(`${site.url}/${uai}/connexion`);
    await expectFit(page, options);
    await page.getByRole("link", { name: "Se connecter avec l’ENT" }).click();
    await page.getByRole("heading", { name: "Aucun compte relié à l’ENT" }).waitFor();
    await page.getByText("ent-ines").waitFor();
    await expectFit(page, options);
    await page.getByRole("link", { name: "Entrer avec un mot de passe" }).click();
    await page.getByRole("heading", { name: "Connexion" }).waitFor();

    await admin.goto(`${site.url}/${uai}/parametres/ent`);
    await admin.getByText("1 personne est venue de l’ENT sans compte relié.").waitFor();
    await expectFit(admin, options);
    await admin.getByRole("link", { name: "Voir qui c’est et relier son compte" }).click();
    await expectFit(admin, options);
    await admin.getByRole("button", { name: "Relier à D'ALMEIDA Ines" }).click();
    await admin.getByText("L’ID ENT ent-ines est celui d’Ines D'ALMEIDA").waitFor();
    await admin.getByText("Personne n’attend.").waitFor();
    await expectFit(admin, options);

    await page.goto(`${site.url}/${uai}/connexion`);
    await page.getByRole("link", { name: "Se connecter avec l’ENT" }).click();
    await page.getByRole("heading", { name: "Mon compte" }).waitFor();
    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await page.getByText("Vous êtes déconnecté d’ici, mais pas de l’ENT.").waitFor();
    await expectFit(page, options);
    await page.getByRole("link", { name: "quittez aussi l’ENT" }).click();
    await page.getByRole("heading", { name: "Adieu" }).waitFor();
  });

  it.each(manners)("lets the administrator search an account, or dismiss, %s", async (_, options) => {
    const admin = await browser.open(options);
    await openAsAdministrator(admin, site);
    await setCas(admin);
    for (const [user, displayName] of [
      ["ent-1", "A. D."],
      ["ent-2", "Visiteur"],
    ] as const) {
      cas.who = { user, attributes: { displayName } };
      const page = await browser.open();
      await page.goto(`${site.url}/${uai}/ent`);
      await page.getByText("Aucun compte relié").first().waitFor();
    }
    await admin.goto(`${site.url}/${uai}/ent/arrivees`);
    await admin.getByText("2 personnes sont venues").waitFor();
    await admin.getByRole("button", { name: "Écarter Visiteur" }).click();
    await admin.getByText("La personne est écartée de la liste.").waitFor();
    await admin.getByRole("link", { name: "Chercher un compte pour A. D." }).click();
    await expectFit(admin, options);
    await admin.getByLabel("Rechercher par nom").fill("dial");
    if (options.javaScriptEnabled === false) await admin.getByRole("button", { name: "Rechercher" }).click();
    await admin.getByRole("caption").filter({ hasText: "1 compte trouvé" }).waitFor();
    await expectFit(admin, options);
    await admin.getByRole("button", { name: "Relier à DIALLO Amadou" }).click();
    await admin.getByText("L’ID ENT ent-1 est celui d’Amadou DIALLO").waitFor();
    const { rows } = await site.database.pool.query("select ent_id from users where login = 'amadou.diallo'");
    expect(rows[0].ent_id).toBe("ent-1");
  });

  it("is by keyboard alone, where it helps, on the help page too", async () => {
    const admin = await browser.open();
    await openAsAdministrator(admin, site);
    await setCas(admin);
    await giveEntId(site, "ines.dalmeida", "ent-ines");
    const page = await browser.open();
    await page.goto(`${site.url}/${uai}/aide-connexion`);
    await page.getByText("Je passe par l’ENT").focus();
    await page.keyboard.press("Enter");
    await expectAccessible(page);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Mon compte" }).waitFor();
  });
});
