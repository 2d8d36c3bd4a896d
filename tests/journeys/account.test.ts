/** "Mon compte", told as a teacher: my classes, my address, my connections. */

import { describe, expect, it } from "vitest";
import { issueTemporaryPassword } from "#actions/access/issue-temporary-password.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { testSite, uai } from "../support/site.ts";
import { chooseFirstPassword, goodPassword, signIn } from "../support/steps.ts";

describe("one's own account", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  const login = "jeanbaptiste.delafontaine";

  it("shows who one is and one's classes", async () => {
    const page = await browser.open();
    await page.goto(`${site.url}/${uai}/connexion`);
    await signIn(page, login, "1980-01-09");
    await chooseFirstPassword(page, goodPassword);
    await page.getByRole("heading", { name: "Mon compte" }).waitFor();
    await page.getByText("Enseignant dans les classes").waitFor();
    await page.getByText("6A", { exact: false }).first().waitFor();
    await page.getByRole("table", { name: "1 connexion ouverte" }).waitFor();
    await expectAccessible(page);
  });

  it("shows a guardian his pupils, each with the class", async () => {
    const { database } = site;
    const { rows } = await database.pool.query<{ login: string; pupil: string; division: string }>(
      `select g.login, p.last_name as pupil, d.division_code as division from users g
       join guardianships t on t.uai = g.uai and t.guardian_id = g.id
       join users p on p.uai = t.uai and p.id = t.pupil_id
       join pupil_divisions d on d.uai = p.uai and d.pupil_id = p.id limit 1`,
    );
    const { login: guardian, pupil, division } = rows[0]!;
    const app = { database, clock: () => new Date(), throttle: signInThrottle(database) };
    const drawn = await issueTemporaryPassword(app, uai, guardian);
    if (!drawn.ok) throw new Error("refused");
    const page = await browser.open();
    await page.goto(`${site.url}/${uai}/connexion`);
    await signIn(page, guardian, drawn.value.password);
    await chooseFirstPassword(page, goodPassword);
    await page
      .getByRole("definition")
      .filter({ hasText: `${pupil} (${division})` })
      .waitFor();
  });

  it("changes one's address by a link that the new mailbox opens, without JavaScript", async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto(`${site.url}/${uai}/connexion`);
    await signIn(page, login, goodPassword);
    const submit = () => page.getByRole("button", { name: "Changer d’adresse" }).click();
    await page.getByLabel("Nouvelle adresse").fill("jb");
    await submit();
    await page.getByText("n’est pas complète").first().waitFor();
    await page.getByLabel("Nouvelle adresse").fill("jb@example.org");
    await page.getByLabel("Votre mot de passe").fill("faux");
    await submit();
    await page.getByText("Ce n’est pas votre mot de passe actuel.").first().waitFor();
    expect(await page.getByLabel("Nouvelle adresse").inputValue()).toBe("jb@example.org");
    await page.getByLabel("Votre mot de passe").fill(goodPassword);
    await submit();
    await page.getByText("Un courriel part vers jb@example.org.").waitFor();
    const mail = await site.mails.next("jb@example.org");

    const elsewhere = await browser.open();
    await elsewhere.goto(/https?:\S+lien=\S+/.exec(mail.text ?? "")![0]);
    await elsewhere.getByRole("heading", { name: "Confirmez votre adresse" }).waitFor();
    await expectAccessible(elsewhere);
    await elsewhere.getByRole("button", { name: "Confirmer cette adresse" }).click();
    await elsewhere.getByRole("heading", { name: "Adresse confirmée" }).waitFor();
    await page.reload();
    await page.getByRole("definition").filter({ hasText: "jb@example.org" }).waitFor();
  });

  it("shows where one is connected, and disconnects there", async () => {
    const here = await browser.open();
    const elsewhere = await browser.open({
      userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:134.0) Gecko/20100101 Firefox/134.0",
    });
    for (const page of [elsewhere, here]) {
      await page.goto(`${site.url}/${uai}/connexion`);
      await signIn(page, login, goodPassword);
      await page.getByRole("heading", { name: "Mon compte" }).waitFor();
    }
    await here.getByRole("button", { name: "Déconnecter Firefox sur Windows" }).click();
    await here.getByText("La connexion est fermée.").waitFor();
    expect(await here.getByRole("button", { name: "Déconnecter Firefox sur Windows" }).count()).toBe(0);
    await elsewhere.reload();
    await elsewhere.getByRole("heading", { name: "Connexion" }).waitFor();

    await signIn(elsewhere, login, goodPassword);
    await elsewhere.getByRole("heading", { name: "Mon compte" }).waitFor();
    await here.reload();
    await here.getByRole("button", { name: "Déconnecter toutes les autres" }).click();
    await here.getByText("Les autres connexions sont fermées.").waitFor();
    await here.getByRole("table", { name: "1 connexion ouverte" }).waitFor();
    await expectAccessible(here);
  });
});
