/** First passwords on paper: chosen in the settings, printed by class, cut, typed at home. */

import { randomUUID } from "node:crypto";
import path from "node:path";
import { sql } from "drizzle-orm";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { insertUser } from "#data/people/users.ts";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";
import { chooseFirstPassword, goodPassword, signIn } from "../support/steps.ts";

describe("slips", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  const largeClass = 30;

  beforeAll(() =>
    site.database.inSchool(uai, async (tx) => {
      await tx.db.execute(sql`insert into divisions (uai, code, school_year) values (${uai}, '2NDE1', 2026)`);
      for (let rank = 1; rank <= largeClass; rank++) {
        const id = randomUUID();
        await insertUser(tx, {
          id,
          // The longest that there may be.
          login: rank === 1 ? `${"prenom".repeat(5)}.${"nom-".repeat(8)}x` : `eleve${rank}.nouveau`,
          profile: "pupil",
          // Not in the files that a later import reads: it must not take them for people who have left.
          origin: "manual",
          civility: "m",
          lastName: rank === 1 ? "DE LA ROCHE-MONTMORENCY DE SAINT-JUST EN CHAUSSÉE" : `NOUVEAU ${rank}`,
          firstName: rank === 1 ? "Jean-Christophe Alexandre Marie" : "Élève",
          birthDate: null,
          email: null,
          discipline: null,
        });
        await tx.db.execute(
          sql`insert into pupil_divisions (uai, pupil_id, division_code) values (${uai}, ${id}, '2NDE1')`,
        );
      }
    }),
  );

  async function openCodes(page: Page, tab: string): Promise<void> {
    await page.goto(`${site.url}/${uai}/codes`);
    const link = page.getByRole("link", { name: tab });
    const current = page.locator("[aria-current]");
    if ((await link.and(current).count()) === 0) await link.click();
    await link.and(current).waitFor();
  }

  async function tickOnly(page: Page, ...names: string[]): Promise<void> {
    await page.getByRole("link", { name: "Tout décocher" }).click();
    await page.waitForURL(/cocher=rien/);
    for (const name of names) await page.getByRole("checkbox", { name, exact: true }).check();
  }

  async function printMissing(page: Page): Promise<void> {
    await page.getByRole("button", { name: "Imprimer les codes manquants" }).click();
    await page.getByText(/^Fin/).waitFor();
  }

  const slipOf = (page: Page, login: string) =>
    page.getByRole("listitem").filter({ has: page.getByText(login, { exact: true }) });

  const codeOf = async (page: Page, login: string): Promise<string> =>
    (await slipOf(page, login).textContent())!.match(/Code\s*([A-Z]{3}-[A-Z]{3}-[A-Z]{3})/)![1]!;

  async function enter(login: string, password: string): Promise<Page> {
    const page = await browser.open();
    await page.goto(`${site.url}/${uai}/connexion`);
    await signIn(page, login, password);
    return page;
  }

  /** Skia writes the objects of a PDF in clear: one of this type for each page. */
  const countPages = (pdf: Buffer): number => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)!.length;

  it("opens the closed account of a guardian: counted, printed, typed in a browser that knows nothing", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.getByRole("link", { name: "Codes d’activation" }).click();
    await page.getByRole("heading", { name: "Codes d’activation" }).waitFor();
    await page.getByText("Élèves et personnels entrent ici avec leur date de naissance").waitFor();
    await page.getByText("entrent avec leur date de naissance").last().waitFor();
    await expectAccessible(page);

    await openCodes(page, "Responsables");
    await tickOnly(page, "6A");
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await printMissing(page);
    expect((await answer).headers()["cache-control"]).toBe("no-store");
    await expectAccessible(page);
    const slip = slipOf(page, "sophie.martin");
    for (const said of ["Collège Élise d’Exemple", "MARTIN Sophie", "6A", "Responsable de Léa MARTIN"]) {
      await slip.getByText(said, { exact: true }).waitFor();
    }
    expect(await slip.textContent()).toContain(`${new URL(site.url).host}/${uai}/connexion`);
    const code = await codeOf(page, "sophie.martin");
    await page.getByRole("link", { name: "Retour aux codes d’activation" }).click();
    const row = page.getByRole("row").filter({ hasText: "6A" });
    await expect(row.getByRole("cell").allTextContents()).resolves.toEqual(["0", "14", "0"]);

    const guardian = await enter("sophie.martin", code.toLowerCase().replaceAll("-", " "));
    await guardian.getByRole("heading", { name: "Choisissez votre mot de passe" }).waitFor();
    await chooseFirstPassword(guardian, goodPassword);
    await guardian.getByRole("heading", { name: "Mon compte" }).waitFor();
    const late = await enter("sophie.martin", code);
    await late.getByText("Identifiant ou mot de passe incorrect.").first().waitFor();
    await page.reload();
    await expect(row.getByRole("cell").allTextContents()).resolves.toEqual(["0", "13", "1"]);
  });

  it("takes the place of birth dates when the settings say so, and says how many accounts that closes", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/parametres`);
    await page.getByText(/les \d+ comptes qu’elle ouvre encore attendront leur code/).waitFor();
    await page.getByLabel("Codes d’activation imprimés").check();
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByText(/\d+ comptes attendent maintenant leur code d’activation/).waitFor();
    await expectAccessible(page);

    const pupil = await enter("awa.nguessan", "2015-12-31");
    await pupil.getByText("Identifiant ou mot de passe incorrect.").first().waitFor();
    await pupil.getByText("La première fois : le code de votre coupon").waitFor();
    await expectAccessible(pupil);
  });

  it("prints three slips by eight on A4, each class on its own sheets", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await openCodes(page, "Élèves");
    await tickOnly(page, "2NDE1", "6A");
    await printMissing(page);
    await expectAccessible(page);
    await page.getByText("Fin : 38 coupons.").waitFor();
    await page.emulateMedia({ media: "print" });
    await expect(page.locator(".sheet h2").allTextContents()).resolves.toEqual([
      "2NDE1, élèves – feuille 1 sur 2",
      "2NDE1, élèves – feuille 2 sur 2",
      "6A, élèves – feuille 1 sur 1",
    ]);
    expect(countPages(await page.pdf({ preferCSSPageSize: true }))).toBe(3);

    const millimetre = 96 / 25.4;
    const measured = await page.locator(".sheet").evaluateAll((sheets) =>
      sheets.map((sheet) => {
        const { left, top, width } = sheet.getBoundingClientRect();
        const slips = [...sheet.querySelectorAll("li")].map((slip) => {
          const box = slip.getBoundingClientRect();
          return { x: box.left - left, y: box.top - top, width: box.width, height: box.height };
        });
        return { width, slips };
      }),
    );
    expect(measured.map(({ slips }) => slips.length)).toEqual([24, 6, 8]);
    for (const { width, slips } of measured) {
      expect(width / millimetre).toBeCloseTo(210, 0);
      for (const [i, slip] of slips.entries()) {
        expect(slip.x / millimetre).toBeCloseTo(6 + 66 * (i % 3), 1);
        expect(slip.y / millimetre).toBeCloseTo(10 + 34.5 * Math.floor(i / 3), 1);
        expect(slip.width / millimetre).toBeCloseTo(66, 1);
        expect(slip.height / millimetre).toBeCloseTo(34.5, 1);
      }
    }
    // Whatever the name, nothing that must be typed is cut off, nor the picture to point a telephone at.
    const cutOff = await page.locator(".slip").evaluateAll((slips) =>
      slips.flatMap((slip) => {
        const paper = slip.getBoundingClientRect();
        return [...slip.querySelectorAll("dd, .slip-qr")].filter((part) => {
          const box = part.getBoundingClientRect();
          return box.bottom > paper.bottom || box.right > paper.right || box.height === 0;
        }).length;
      }),
    );
    expect(cutOff).toEqual(Array(38).fill(0));
  });

  it("prints again for one lost slip, after having said whose code that voids", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await openCodes(page, "Élèves");
    await tickOnly(page, "5A");
    await printMissing(page);
    const lost = await codeOf(page, "elif.ozturk");
    const kept = await codeOf(page, "moussa.traore");

    await openCodes(page, "Élèves");
    await tickOnly(page, "5A");
    await page.getByRole("button", { name: "Réimprimer ceux qui ne se sont jamais connectés" }).click();
    await page.getByText("7 de ces personnes ont un code déjà imprimé : il sera annulé.").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Tout décocher" }).click();
    await page.getByLabel(/ÖZTÜRK Elif/i).check();
    await page.getByRole("button", { name: "Réimprimer et annuler les codes d’avant" }).click();
    await page.getByText("Fin : 1 coupon.").waitFor();
    const found = await codeOf(page, "elif.ozturk");

    const pupil = await enter("elif.ozturk", lost);
    await pupil.getByText("Identifiant ou mot de passe incorrect.").first().waitFor();
    await signIn(pupil, "elif.ozturk", found);
    await pupil.getByRole("heading", { name: "Choisissez votre mot de passe" }).waitFor();
    const other = await enter("moussa.traore", kept);
    await other.getByRole("heading", { name: "Choisissez votre mot de passe" }).waitFor();
  });

  it("says what to do when nothing is ticked, or nobody waits there", async () => {
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await openCodes(page, "Élèves");
    await tickOnly(page);
    await page.getByRole("button", { name: "Imprimer les codes manquants" }).click();
    await page.getByText("Cochez au moins une ligne.").waitFor();
    await expectAccessible(page);
    await page.getByRole("checkbox", { name: "6A", exact: true }).check();
    await page.getByRole("button", { name: "Imprimer les codes manquants" }).click();
    await page.getByText("personne n’attend de code").waitFor();
    expect(await page.getByRole("checkbox", { name: "6A", exact: true }).isChecked()).toBe(true);
  });

  it("works without JavaScript, from the import’s page too", async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/importations`);
    await page
      .getByLabel("Fichiers de SIECLE et de STS")
      .setInputFiles(path.join(import.meta.dirname, "../../examples/2027-janvier/ElevesSansAdresses.xml"));
    await page.getByRole("button", { name: "Lire les fichiers" }).click();
    await page.getByText("Leurs comptes restent fermés jusqu’à l’impression d’un code.").waitFor();
    await page.getByRole("button", { name: "Appliquer l’importation" }).click();
    await page.getByText("L’importation est appliquée.").waitFor();
    await page.getByText("Leurs comptes restent fermés jusqu’à l’impression d’un code.").waitFor();
    await page.getByRole("link", { name: "Imprimer des codes d’activation" }).click();
    await page.getByRole("link", { name: "Personnels" }).click();
    await printMissing(page);
    const code = await codeOf(page, "siobhan.oconnor");
    const teacher = await enter("siobhan.oconnor", code);
    await teacher.getByRole("heading", { name: "Choisissez votre mot de passe" }).waitFor();
  });

  it("says which slips are good when it breaks off half-way", async () => {
    const ofClass = (division: string) =>
      `select g.guardian_id from guardianships g join pupil_divisions d on d.pupil_id = g.pupil_id
       where d.division_code = '${division}'`;
    await site.database.pool.query(
      `create function break_off() returns trigger language plpgsql as $$ begin
         if new.user_id in (${ofClass("5A")}) then raise exception 'broken off'; end if;
         return new;
       end $$;
       create trigger break_off before insert on credentials for each row execute function break_off()`,
    );
    const page = await browser.open();
    await openAsAdministrator(page, site);
    await openCodes(page, "Responsables");
    await tickOnly(page, "4 A", "5A");
    await page.getByRole("button", { name: "Imprimer les codes manquants" }).click();
    await page.getByRole("alert").getByText("Les coupons affichés au-dessus sont bons").waitFor();
    await site.database.pool.query("drop trigger break_off on credentials");
    expect(await page.locator(".sheet").count()).toBe(1);
    const guardian = await enter("laure.petit", await codeOf(page, "laure.petit"));
    await guardian.getByRole("heading", { name: "Choisissez votre mot de passe" }).waitFor();
    await page.getByRole("link", { name: "Retour aux codes d’activation" }).click();
    const withoutCode = (division: string) =>
      page.getByRole("row").filter({ hasText: division }).getByRole("cell").first().textContent();
    expect(await withoutCode("4 A")).toBe("0");
    expect(await withoutCode("5A")).not.toBe("0");
  });

  it("is the administrator’s page alone", async () => {
    const page = await enter("sophie.martin", goodPassword);
    await page.getByRole("heading", { name: "Mon compte" }).waitFor();
    for (const address of ["codes", "codes/reimpression"]) {
      const answer = await page.goto(`${site.url}/${uai}/${address}`);
      expect(answer?.status()).toBe(403);
    }
  });
});
