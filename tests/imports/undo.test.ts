/** Undoing an import: what comes back, what is kept and because of whom, what cannot disappear. */

import { describe, expect, it } from "vitest";
import { signIn } from "#actions/access/sign-in.ts";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { planImportUndo, undoImport } from "#actions/imports/undo-import.ts";
import { editUser } from "#actions/people/edit-user.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { findLastApplied } from "#data/imports/imports.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { refused } from "#domain/outcome.ts";
import type { DirectoryUser } from "#domain/people/directory.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { expectAccessible, testBrowser } from "../support/browser.ts";
import { openAsAdministrator } from "../support/open-as-administrator.ts";
import { testSite, uai } from "../support/site.ts";

describe("undoing an import", async () => {
  const site = await testSite("cast");
  const browser = testBrowser();
  const { database } = site;
  const clock = () => new Date();
  const throttle = signInThrottle(database);
  const app = { database, clock, throttle, jobs: { enqueueMail: async () => {} } };

  const users = async (): Promise<readonly DirectoryUser[]> =>
    (await database.inSchool(uai, loadDirectory)).users;
  const withId = async (siecleId: string) => (await users()).find((user) => user.siecleId === siecleId);

  async function importYear(): Promise<string> {
    const answer = await importFiles(app, commandLine, uai, await exampleFiles("2027-rentree"), undefined);
    if (!answer.ok) throw new Error("refused");
    return (await database.inSchool(uai, findLastApplied))!;
  }

  it("keeps what somebody changed since, masks who has come in since, and brings the rest back", async () => {
    const before = await users();
    const importId = await importYear();
    const pupil = (await withId("1200003"))!;
    const edited = { email: "lea@example.org", entId: undefined };
    await editUser(app, commandLine, uai, pupil.id, (await userVersion(pupil.id))!, edited);
    const newcomer = (await withId("epp:72001"))!;
    const attempt = { login: newcomer.login, password: newcomer.birthDate!, address: "test" };
    expect(await signIn(app, uai, attempt)).toHaveProperty("value");

    const page = await browser.open();
    await openAsAdministrator(page, site);
    await page.goto(`${site.url}/${uai}/importations/${importId}`);
    await page.getByRole("link", { name: "Annuler cette importation…" }).click();
    await page.getByRole("heading", { name: "Annuler l’importation" }).waitFor();
    await expectAccessible(page);
    await page.getByText("comptes créés qui restent, masqués").click();
    await page.getByText("KAYA Emre").waitFor();
    await page.getByText("s’est connecté depuis").waitFor();
    await page.getByRole("button", { name: "Annuler l’importation" }).click();
    await page.getByText("L’importation est annulée.").waitFor();
    await expectAccessible(page);

    const after = await users();
    expect(after.find(({ id }) => id === newcomer.id)).toMatchObject({
      masked: true,
      maskedFor: "import-undone",
    });
    const shape = (list: readonly DirectoryUser[]) =>
      list
        .filter(({ id }) => id !== newcomer.id && id !== pupil.id)
        .map(({ ...user }) => ({ ...user, version: 0 }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(shape(after)).toEqual(shape(before));
    const kept = after.find(({ id }) => id === pupil.id)!;
    expect(kept).toMatchObject({ lastName: "MARTIN", email: "lea@example.org", divisions: ["6A"] });

    const { rows } = await database.pool.query("select count(*)::int as n from credentials where uai = $1", [
      uai,
    ]);
    expect(rows[0].n).toBeGreaterThan(30);
  });

  it("is refused for an import that is not the last, and when something has changed since it was read", async () => {
    const first = await importYear();
    const planned = await database.inSchool(uai, (tx) => planImportUndo(tx, first, clock()));
    if (!planned.ok) throw new Error(planned.refusal);
    const pupil = (await withId("1200041"))!;
    await signIn(app, uai, { login: pupil.login, password: pupil.birthDate!, address: "test" });
    expect(await undoImport(app, commandLine, uai, first, planned.value.fingerprint)).toEqual(
      refused("undo-changed"),
    );
    await importYear();
    expect(await database.inSchool(uai, (tx) => planImportUndo(tx, first, clock()))).toEqual(
      refused("later-import"),
    );
  });

  async function userVersion(id: string): Promise<number | undefined> {
    const { rows } = await database.pool.query("select version from users where uai = $1 and id = $2", [
      uai,
      id,
    ]);
    return rows[0]?.version;
  }
});
