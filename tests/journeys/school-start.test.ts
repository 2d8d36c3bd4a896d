/** "La rentrée": what is left to do leads to its remedy, and goes away with it. */

import { describe, it } from "vitest";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";

describe("La rentrée", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();

  it("opens first, and a line goes once its remedy is applied", async () => {
    const page = await browser.open();
    await site.database.pool.query("update schools set email = null where uai = $1", [uai]);
    await openAsAdministrator(page, site);
    await page.getByRole("link", { name: "La rentrée" }).click();
    const line = page
      .getByRole("listitem")
      .filter({ hasText: "L’adresse électronique de l’établissement manque" });
    await line.waitFor();
    await expectAccessible(page);
    await line.getByRole("link", { name: "L’indiquer dans les paramètres" }).click();
    await page.getByLabel("Adresse électronique de l’établissement").fill("secretariat@example.org");
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByText("Les paramètres sont enregistrés.").waitFor();
    await page.getByRole("link", { name: "La rentrée" }).click();
    await page.getByRole("heading", { name: "La rentrée" }).waitFor();
    await line.waitFor({ state: "detached" });
    await page.getByText(/points? en ordre/).click();
    await page.getByText("L’établissement a une adresse électronique").waitFor();
    await expectAccessible(page);
  });

  it("finds somebody without a detour", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/rentree`);
    await page.getByLabel("Trouver quelqu’un").fill("diallo");
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: "1 personnel pour « diallo »" }).waitFor();
  });
});
