/** Forms in a browser: what was typed is not lost without a word, dates are typed or picked, many classes searched. */

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { paths } from "#web/paths.ts";
import { testBrowser } from "../support/browser.ts";
import { testSite, uai } from "../support/site.ts";
import { cookiesOf } from "../support/visitor-cookies.ts";

describe("forms", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();

  async function openAt(path: string): Promise<Page> {
    const page = await browser.open();
    const [cookie] = await cookiesOf(site.database, "administrator", "");
    await page.context().addCookies([{ ...cookie!, domain: new URL(site.url).hostname }]);
    await page.goto(site.url + path);
    return page;
  }

  /** What the browser asks, and our answer to it. */
  function answering(page: Page): { asked: string[]; answer: boolean } {
    const answers = { asked: [] as string[], answer: false };
    page.on("dialog", async (question) => {
      answers.asked.push(question.type());
      await (answers.answer ? question.accept() : question.dismiss());
    });
    return answers;
  }

  it("ask before a dialog is closed on what was typed, and only then", async () => {
    const page = await openAt(paths.users({ uai }));
    const answers = answering(page);
    const dialog = page.getByRole("dialog");
    const open = async () => {
      await page.getByRole("link", { name: "Nouvel utilisateur" }).click();
      await dialog.getByLabel("Nom", { exact: true }).waitFor();
    };
    await open();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await open();
    await dialog.getByRole("link", { name: "Fermer" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(answers.asked).toEqual([]);

    await open();
    await dialog.getByLabel("Nom", { exact: true }).fill("Perdu");
    await page.keyboard.press("Escape");
    await expect.poll(() => answers.asked).toEqual(["confirm"]);
    await dialog.getByRole("link", { name: "Fermer" }).click();
    await dialog.getByRole("link", { name: "importer un fichier" }).click();
    expect(answers.asked).toEqual(["confirm", "confirm", "confirm"]);
    await page.mouse.click(5, 5);
    expect(answers.asked).toHaveLength(4);
    expect(await dialog.getByLabel("Nom", { exact: true }).inputValue()).toBe("Perdu");
    answers.answer = true;
    await dialog.getByRole("link", { name: "Fermer" }).click();
    await dialog.waitFor({ state: "hidden" });

    await open();
    await dialog.getByLabel("Nom", { exact: true }).fill("Abandonné");
    await dialog.getByRole("link", { name: "Annuler" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("link", { name: "Paramètres" }).click();
    await page.getByRole("heading", { name: "Paramètres" }).waitFor();
    expect(answers.asked).toHaveLength(5);
  });

  it("ask before a page is left, reloaded or closed, until what was typed is saved", async () => {
    const page = await openAt(paths.settings({ uai }));
    const answers = answering(page);
    const name = page.getByLabel("Nom de l’établissement");
    await name.fill("");
    await page.getByRole("link", { name: "Importations" }).click();
    expect(answers.asked).toEqual(["confirm"]);
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByText("Un point est à corriger").waitFor();
    await page.getByRole("link", { name: "Importations" }).click();
    expect(answers.asked).toEqual(["confirm", "confirm"]);
    await name.fill("Collège Élise d’Exemple");
    await page.evaluate(() => location.reload());
    await expect.poll(() => answers.asked.at(-1)).toBe("beforeunload");
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByText("Les paramètres sont enregistrés.").waitFor();
    await page.getByRole("link", { name: "Importations" }).click();
    await page.getByRole("heading", { name: "Importer des fichiers" }).waitFor();
    expect(answers.asked).toHaveLength(3);
  });

  it("take a date as it is typed, or from the calendar, and give back what was mistyped", async () => {
    const page = await openAt(paths.newUser({ uai }));
    const date = page.getByLabel("Date de naissance");
    await page.locator("date-field input[type=date]").evaluate((calendar: HTMLInputElement) => {
      calendar.value = "1985-04-03";
      calendar.dispatchEvent(new Event("change"));
    });
    expect(await date.inputValue()).toBe("03/04/1985");
    await date.fill("31/02/1985");
    await page.getByRole("button", { name: "Ok" }).click();
    await page.getByText("Indiquez une date de naissance qui existe").first().waitFor();
    expect(await date.inputValue()).toBe("31/02/1985");
  });

  it("send the focus to their errors, whose links lead to the fields", async () => {
    const page = await openAt(paths.newUser({ uai }));
    await page.getByRole("button", { name: "Ok" }).click();
    await page.locator(".error-summary:focus").waitFor();
    await page.getByRole("link", { name: "Indiquez le prénom." }).click();
    expect(await page.getByLabel("Prénom").evaluate((field) => field === document.activeElement)).toBe(true);

    await page.goto(site.url + paths.users({ uai }));
    await page.getByRole("link", { name: "Nouvel utilisateur" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Ok" }).click();
    await page.locator("dialog .error-summary:focus").waitFor();
  });

  it("find one class among many, keeping those chosen in sight", async () => {
    const page = await openAt(paths.ui({}));
    const classes = page.getByRole("group", { name: "Beaucoup de classes" });
    await classes.getByLabel("Chercher une classe").fill("6");
    await expect.poll(() => classes.locator(".class-box:visible").count()).toBe(7);
    await classes.getByRole("checkbox", { name: "6B" }).check();
    await classes.getByLabel("Chercher une classe").fill("3e f");
    expect(await classes.locator(".class-box:visible").allInnerTexts()).toEqual(["6B", "4C", "3F"]);
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).pathname).toBe("/ui");
  });
});
