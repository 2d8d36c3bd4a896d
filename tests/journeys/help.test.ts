/** The help: from a screen's « Aide » to the page that speaks of it, and searched. */

import { describe, expect, it } from "vitest";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";

describe("the help", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();

  it("opens beside the screen, at the page that speaks of it, from a dialog too", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    const opened = page.waitForEvent("popup");
    await page.getByRole("link", { name: "Aide sur cet écran" }).click();
    await (await opened).getByRole("heading", { name: "Le tableau des utilisateurs" }).waitFor();

    await page.getByRole("link", { name: "Nouvel enseignant" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Nom", { exact: true }).fill("Petit");
    const openedThere = page.waitForEvent("popup");
    await dialog.getByRole("link", { name: "Aide sur cet écran" }).click();
    await openedThere;
    expect(await dialog.getByLabel("Nom", { exact: true }).inputValue()).toBe("Petit");
  });

  it("finds a passage while one types, and leads to it", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/aide`);
    await expectAccessible(page);
    await page.getByLabel("Chercher dans l’aide").pressSequentially("boite indesirables");
    await page
      .getByText(/passages? de l’aide/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: /courriel n’arrive pas/ }).click();
    await page.getByRole("heading", { name: "Questions fréquentes" }).waitFor();
    expect(new URL(page.url()).hash).toBe("#courriel-non-recu");
    await expectAccessible(page);

    await page.goto(`${site.url}/${uai}/aide?q=girafe`);
    await page.getByText("Rien dans l’aide sur « girafe ».").waitFor();
    await page.getByRole("link", { name: "Revenir au sommaire" }).click();
    await page.getByRole("link", { name: "Le premier jour" }).click();
    await page.getByRole("heading", { name: "Le premier jour", level: 1 }).waitFor();
  });
});
