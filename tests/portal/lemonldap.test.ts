/** End to end, in a browser, against Debian's LemonLDAP::NG as CAS server and as OpenID Connect provider. */

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { whyNoLemonLdap } from "../../scripts/fixtures/lemonldap.mjs";
import { testBrowser } from "../support/browser.ts";
import { type LemonLdap, startLemonLdap } from "../support/lemonldap.ts";
import { administrator, giveEntId, setPortal, type TypedPortal } from "../support/portal.ts";
import { testSite, uai } from "../support/site.ts";

const missing = whyNoLemonLdap();

describe.skipIf(missing)(`with LemonLDAP::NG${missing ? ` (sauté : ${missing})` : ""}`, async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  let lemon: LemonLdap | undefined;

  beforeAll(async () => {
    lemon = await startLemonLdap(`${site.url}/${uai}/ent/retour`);
    await giveEntId(site, "ines.dalmeida", "rtyler");
  });
  afterAll(() => lemon?.end());

  async function signInToPortal(page: Page, who: string): Promise<void> {
    await page.locator("input[name=user]").fill(who);
    await page.locator("input[name=password]").fill(who);
    await page.locator("input[name=password]").press("Enter");
  }

  const protocols: [string, () => TypedPortal, string][] = [
    ["CAS", () => ({ protocol: "cas", address: `${lemon!.url}cas` }), "Seul un essai le dira."],
    [
      "OpenID Connect",
      () => ({
        protocol: "oidc",
        address: lemon!.url,
        clientId: lemon!.clientId,
        secret: lemon!.clientSecret,
      }),
      "Il accepte notre identifiant de client",
    ],
  ];

  describe.each(protocols)("as %s", (protocol, typed, said) => {
    it("passes the test of the connection", async () => {
      const admin = await administrator(site);
      await setPortal(admin, typed());
      const { text } = await admin.get(`/${uai}/parametres/ent/verification`);
      expect(text).toContain("Tout ce qui se voit d’ici va bien");
      expect(text).toContain(said);
    });

    it("lets in whom it knows, shows who is unknown to the administrator, and ends the session", async () => {
      const page = await browser.open();
      await page.goto(`${site.url}/${uai}/connexion`);
      await page.getByRole("link", { name: "Se connecter avec l’ENT" }).click();
      await signInToPortal(page, "rtyler");
      await page.getByRole("heading", { name: "Mon compte" }).waitFor();
      await page.getByText("Ines D'ALMEIDA").first().waitFor();

      if (protocol === "CAS") {
        // From server to server: the browser learns it at its next page.
        const portal = await page.context().newPage();
        await portal.goto(`${lemon!.url}cas/logout`);
        await page.goto(`${site.url}/${uai}/mon-compte`);
        await page.getByRole("heading", { name: "Connexion" }).waitFor();
      } else {
        await page.getByRole("button", { name: "Se déconnecter" }).click();
        await page.getByRole("link", { name: "quittez aussi l’ENT" }).click();
        await page.waitForURL(`${lemon!.url}**`);
      }

      const other = await browser.open();
      await other.goto(`${site.url}/${uai}/ent`);
      await signInToPortal(other, "dwho");
      await other.getByRole("heading", { name: "Aucun compte relié à l’ENT" }).waitFor();
      const { rows } = await site.database.pool.query("select ent_id, shown_name from portal_arrivals");
      expect(rows).toEqual([{ ent_id: "dwho", shown_name: "Doctor Who" }]);
    });
  });
});
