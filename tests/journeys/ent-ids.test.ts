/** "Remplir les ID ENT": from the portal's file to the accounts, by mouse, by keyboard, without a script. */

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";

describe("filling ENT ids", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  const address = () => `${site.url}/${uai}/ent/identifiants`;
  const entIdOf = async (login: string): Promise<string | null> => {
    const { rows } = await site.database.pool.query(
      "select ent_id from users where uai = $1 and login = $2",
      [uai, login],
    );
    return rows[0].ent_id;
  };

  const lines = [
    "Identifiant;Nom;Prénom;Date de naissance;Profil;Classe;Mot de passe",
    "y.aitali;Aït-Ali;Yanis;10/10/2014;Élève;;tropsecret",
    "k.muller;MULLER;Klaus;;Enseignant;;tropsecret",
    "a.keita;Keita;Assa;;Responsable;;tropsecret",
    "c.martin;Martin;Claire;;Enseignant;;tropsecret",
    "inconnu;Personne;Inconnue;;Élève;;tropsecret",
    ";Diallo;Amadou;;Personnel;;tropsecret",
  ];

  async function send(page: Page, text: string): Promise<void> {
    const buffer = Buffer.from(text, "latin1");
    await page
      .getByLabel("Fichier CSV du portail")
      .setInputFiles({ name: "ent.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Lire le fichier" }).click();
  }

  const list = (page: Page, name: string) =>
    page.getByRole("navigation", { name: "Listes" }).getByRole("link", { name }).click();

  it("reads the portal's file, answers a question, unticks a line, replaces nothing unasked", async () => {
    await site.database.pool.query("update users set ent_id = 'ancien' where login = 'klaus.muller'");
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/parametres`);
    await page.getByRole("link", { name: "Remplir les ID ENT" }).click();
    await page.getByRole("heading", { name: "Remplir les ID ENT" }).waitFor();
    await expectAccessible(page);

    await send(page, "%PDF-1.7");
    await page.getByText("Ce fichier est un classeur, une archive ou une page").first().waitFor();
    await expectAccessible(page);
    await send(page, lines.join("\r\n"));
    await page.getByRole("heading", { name: "Ce que le fichier du portail va écrire" }).waitFor();
    await page.getByText("ID ENT dans « Identifiant »").waitFor();
    await page.getByText("Plusieurs comptes portent ce nom.").waitFor();
    await expectAccessible(page);
    await page.getByRole("radio", { name: "(claire.martin)" }).check();
    await page.getByRole("button", { name: "Enregistrer les réponses" }).click();
    await page.getByText("3 ID ENT seront écrits.").waitFor();
    expect(await page.getByRole("radio", { name: "(claire.martin)" }).isChecked()).toBe(true);

    await list(page, "À remplir");
    await page.getByText("À remplir : 2").waitFor();
    await expectAccessible(page);
    await page.getByRole("checkbox", { name: "KEÏTA Assa" }).uncheck();
    await page.getByText("2 ID ENT seront écrits.").waitFor();
    await list(page, "À remplacer");
    await page.getByText("À remplacer : 1").waitFor();
    expect(await page.getByRole("checkbox", { name: "MÜLLER Klaus" }).isChecked()).toBe(false);
    expect(await page.locator(".change").innerText()).toMatch(/ancien[\s\S]*k\.muller/);
    await list(page, "Refusés");
    await page.getByText("Cette ligne n’a pas d’ID ENT.").waitFor();
    await list(page, "Inconnus");
    await page.getByText("Personne Inconnue").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Écrire les ID ENT" }).click();
    await page.getByText("Les ID ENT sont enregistrés.").waitFor();
    await page.getByText("2 comptes remplis").waitFor();
    await expectAccessible(page);
    expect(
      await Promise.all(["yanis.ait-ali", "claire.martin", "assa.keita", "klaus.muller"].map(entIdOf)),
    ).toEqual(["y.aitali", "c.martin", null, "ancien"]);
    await page.goto(`${site.url}/${uai}/journal`);
    await page.getByText("ID ENT repris du fichier du portail").first().waitFor();
  });

  it("answers any file with a page", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    const sent = async (buffer: Buffer, name = "é\u202E\0<b>.csv") => {
      const answer = await page.request.post(address(), {
        headers: { origin: site.url },
        multipart: { fichier: { name, mimeType: "text/csv", buffer } },
      });
      const text = await answer.text();
      return { status: answer.status(), title: /<h1[^>]*>([^<]*)/.exec(text)?.[1], text };
    };
    const hostile = [
      Buffer.alloc(0),
      Buffer.alloc(5000),
      Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41]),
      Buffer.from(`uid;nom;prenom\n${"a".repeat(100_000)}`),
      Buffer.from("x;".repeat(5000)),
      Buffer.alloc(10_000_001, "a;b;c\n"),
      Buffer.from('uid;nom;prenom\n"a;b;c'),
    ];
    for (const buffer of hostile) {
      expect(await sent(buffer)).toMatchObject({ status: 422, title: "Remplir les ID ENT" });
    }
    const formulas = "uid;nom;prenom\n=cmd|'/c calc'!A1;<script>alert(1)</script>;@SUM(1)\n\u202Ex;a;b\n";
    const read = await sent(Buffer.from(formulas));
    expect(read).toMatchObject({ status: 200, title: "Ce que le fichier du portail va écrire" });
    expect(read.text).not.toContain("<script>alert");
    expect((await sent(Buffer.from("a;b;c;d\n<b>;2;3;4;5;6\n"))).title).toMatch(/^Dans quelles colonnes/);
  });

  it("asks for the columns when the headings do not tell them, with the keyboard alone", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.goto(address());
    await send(page, "code;famille;petit nom\na.keita;KEITA;Assa\n");
    await page.getByRole("heading", { name: "Dans quelles colonnes ?" }).waitFor();
    await page.getByRole("rowheader", { name: "famille" }).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Comparer avec les comptes" }).press("Enter");
    await page.getByText("Dites d’abord dans quelles colonnes").first().waitFor();
    await expectAccessible(page);
    for (const [place, label] of ["ID ENT", "Nom", "Prénom"].entries()) {
      await page.getByLabel(label, { exact: label === "Nom" }).focus();
      for (let i = 0; i <= place; i++) await page.keyboard.press("ArrowDown");
    }
    await page.getByRole("button", { name: "Comparer avec les comptes" }).press("Enter");
    const box = page.getByRole("checkbox", { name: "KEÏTA Assa" });
    await box.waitFor();
    expect(await box.isChecked()).toBe(true);
    await page.getByRole("button", { name: "Écrire les ID ENT" }).press("Enter");
    await page.getByText("1 compte rempli").waitFor();
    expect(await entIdOf("assa.keita")).toBe("a.keita");
  });

  it("tells what somebody else has changed meanwhile, without JavaScript too", async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await openAsAdministrator(page, site);
    await page.goto(address());
    await send(
      page,
      "uid;nom;prenom\ny.nouveau;AIT-ALI;Yanis\na.diallo;DIALLO;Amadou\nk.muller;MULLER;Klaus\n",
    );
    await page.getByRole("link", { name: "À remplacer" }).click();
    await page.getByRole("button", { name: /^Cocher toute/ }).click();
    await page.getByText("3 ID ENT seront écrits, dont 2 remplacent un autre.").waitFor();
    await page.getByRole("checkbox", { name: "MÜLLER Klaus" }).uncheck();
    await page.getByRole("button", { name: "Enregistrer les cases" }).click();
    await page.getByText("2 ID ENT seront écrits, dont 1 remplace un autre.").waitFor();
    await site.database.pool.query("update users set ent_id = 'entre-temps' where login = 'amadou.diallo'");
    await page.getByRole("button", { name: "Écrire les ID ENT" }).click();
    await page.getByText("1 compte a changé depuis. Rien n’a été écrit").waitFor();
    expect(await entIdOf("yanis.ait-ali")).toBe("y.aitali");
    await page.getByRole("button", { name: "Écrire les ID ENT" }).click();
    await page.getByText("1 ID ENT remplacé").waitFor();
    expect(await Promise.all(["yanis.ait-ali", "amadou.diallo"].map(entIdOf))).toEqual([
      "y.nouveau",
      "entre-temps",
    ]);

    await page.goto(address());
    await send(page, "uid;nom;prenom\nx;KEITA;Assa\n");
    await page.getByRole("button", { name: "Abandonner" }).click();
    await page.getByText("Le fichier est abandonné : rien n’a été écrit.").waitFor();
  });
});
