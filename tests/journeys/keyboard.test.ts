/** By keyboard alone: from the sign-in page to a corrected teacher, a reset and a creation. */

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";
import { goodPassword } from "../support/steps.ts";

describe("by keyboard alone", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();

  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const label = (element as HTMLInputElement | null)?.labels?.[0]?.textContent;
      return `${element?.tagName} ${label ?? element?.textContent ?? ""}`.replace(/\s+/g, " ").trim();
    });

  /** Tabs on until the focus stands on what one looks for; every stop shows where it is. */
  async function tabTo(page: Page, looked: RegExp): Promise<void> {
    for (let stops = 0; stops < 150; stops++) {
      await page.keyboard.press("Tab");
      if (looked.test(await focused(page))) return;
    }
    throw new Error(`The keyboard never reaches ${looked}`);
  }

  it("one connects, corrects a teacher, and Escape leaves a dialog where it was opened", async () => {
    const page = await browser.open();
    await page.goto(`${site.url}/${uai}/connexion`);
    await tabTo(page, /Identifiant/);
    await page.keyboard.type(site.administrator.login);
    await tabTo(page, /Mot de passe/);
    await page.keyboard.type(site.administrator.password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Choisissez votre mot de passe" }).waitFor();
    await tabTo(page, /Nouveau mot de passe/);
    await page.keyboard.type(goodPassword);
    await tabTo(page, /seconde fois/);
    await page.keyboard.type(goodPassword);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "La rentrée" }).waitFor();
    await tabTo(page, /Trouver quelqu’un/);
    await page.keyboard.type("fontaine");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Gestion des utilisateurs" }).waitFor();

    await tabTo(page, /Rechercher par nom/);
    await page.getByRole("table", { name: "1 personnel pour « fontaine »" }).waitFor();
    await tabTo(page, /Modifier Jean Baptiste/);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Adresse électronique").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await focused(page)).toMatch(/Modifier Jean Baptiste/);

    await page.keyboard.press("Enter");
    await dialog.getByLabel("Adresse électronique").waitFor();
    expect(await focused(page)).toMatch(/Adresse électronique/);
    await page.keyboard.type("jb@example.org");
    await tabTo(page, /301/);
    await page.keyboard.press("Space");
    await tabTo(page, /^BUTTON Ok/);
    await page.keyboard.press("Enter");
    await page.getByText("La fiche de Jean Baptiste DE LA FONTAINE est enregistrée.").waitFor();

    await tabTo(page, /Réinitialiser le mot de passe Jean Baptiste/);
    await page.keyboard.press("Enter");
    await dialog.getByText("mot de passe actuel ne fonctionnera plus").first().waitFor();
    await tabTo(page, /^BUTTON Ok/);
    await page.keyboard.press("Enter");
    await page.getByText("est réinitialisé").waitFor();
    expect((await site.mails.next("jb@example.org")).text).toContain("jeanbaptiste.delafontaine");
  });

  it("one key searches, goes from row to row, opens, edits and helps, unless switched off", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.keyboard.press("/");
    expect(await focused(page)).toMatch(/Rechercher par nom/);
    await page.keyboard.type("/e?");
    expect(await page.getByLabel("Rechercher par nom").inputValue()).toBe("/e?");
    await page.getByText("Aucun utilisateur ne correspond").last().waitFor();
    await page.getByLabel("Rechercher par nom").fill("");
    await page.getByRole("link", { name: /^DIALLO/ }).waitFor();

    await page.keyboard.press("ArrowDown");
    const first = await focused(page);
    await page.keyboard.press("ArrowDown");
    const second = await focused(page);
    expect(second).not.toBe(first);
    await page.keyboard.press("ArrowUp");
    expect(await focused(page)).toBe(first);
    await page.keyboard.press("e");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Adresse électronique").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.keyboard.press("n");
    await dialog.getByRole("heading", { name: "Nouvel enseignant" }).waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    const help = page.waitForEvent("popup");
    await page.keyboard.press("?");
    await (await help).getByRole("heading", { name: "Le tableau des utilisateurs" }).waitFor();

    await page.goto(`${site.url}/${uai}/mon-compte`);
    await page.getByLabel("Une touche suffit").uncheck();
    await page.goto(`${site.url}/${uai}/utilisateurs`);
    await page.getByLabel("Rechercher par nom").waitFor();
    await page.keyboard.press("/");
    expect(await focused(page)).toMatch(/^BODY/);
  });
});
