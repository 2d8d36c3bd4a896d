/** First passwords on paper: who gets a code, what it opens, what it voids; passing from birth dates and back. */

import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { choosePassword } from "#actions/access/choose-password.ts";
import { printSlips, type Slip } from "#actions/access/print-slips.ts";
import { resetPassword } from "#actions/access/reset-password.ts";
import { signIn } from "#actions/access/sign-in.ts";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { planImportUndo, undoImport } from "#actions/imports/undo-import.ts";
import { createSchool } from "#actions/school/create-school.ts";
import { saveSettings } from "#actions/school/save-settings.ts";
import { type Credential, findCredential } from "#data/access/credentials.ts";
import { countBirthDatesOpen, countBirthDatesToOpen } from "#data/access/first-password.ts";
import { findSession } from "#data/access/sessions.ts";
import { listSlipRecipients } from "#data/access/slips.ts";
import { accountKey, signInThrottle } from "#data/access/throttle.ts";
import { findLastApplied } from "#data/imports/imports.ts";
import { insertMail } from "#data/mail/mails.ts";
import { insertMaskings, liftMaskings } from "#data/people/maskings.ts";
import { findUserByLogin, type StoredUser } from "#data/people/users.ts";
import { findSchool } from "#data/school/schools.ts";
import { hashToken } from "#data/token.ts";
import { done, refused } from "#domain/outcome.ts";
import type { Population } from "#domain/people/user.ts";
import { commandLine } from "#domain/permissions.ts";
import type { FirstPassword } from "#domain/school/school.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";
import { goodPassword } from "../support/steps.ts";

const dayMs = 24 * 3_600_000;
const pupil = "lea.martin";

/** The cast in a database of its own, with a clock that the test moves. */
async function cast() {
  const { database } = await testDatabase("cast");
  const throttle = signInThrottle(database);
  const time = { now: new Date("2026-11-23T08:00:00Z").getTime() };
  const clock = () => new Date(time.now);
  const app = { database, clock, throttle, jobs: { enqueueMail: async () => {} } };

  const user = async (login: string): Promise<StoredUser> =>
    (await database.inSchool(uai, (tx) => findUserByLogin(tx, login)))!;
  const holders = (population: Population) =>
    database.inSchool(uai, (tx) => listSlipRecipients(tx, population));
  const credential = async (login: string): Promise<Credential | undefined> => {
    const { id } = await user(login);
    return database.inSchool(uai, (tx) => findCredential(tx, id));
  };
  const tries = (login: string, password: string) => signIn(app, uai, { login, password, address: "test" });

  async function print(logins: readonly string[], replacing = false): Promise<readonly Slip[]> {
    const userIds = (await Promise.all(logins.map(user))).map(({ id }) => id);
    const answer = await printSlips(app, commandLine, uai, { userIds, replacing });
    if (!answer.ok) throw new Error(answer.refusal);
    return answer.value;
  }

  async function choose(login: string, firstPassword: string): Promise<void> {
    expect(await tries(login, firstPassword)).toMatchObject(done({ purpose: "choose-password" }));
    const typed = { password: goodPassword, repeated: goodPassword };
    expect(await choosePassword(app, uai, (await user(login)).id, typed)).toHaveProperty("value");
  }

  async function settings(firstPassword: FirstPassword): Promise<number> {
    const school = { name: "Collège Élise d’Exemple", email: "college.exemple@example.org", firstPassword };
    const answer = await saveSettings(app, commandLine, uai, school);
    if (!answer.ok) throw new Error(answer.refusal);
    return answer.value;
  }

  async function mask(login: string): Promise<void> {
    const { id } = await user(login);
    const deed = { at: clock(), by: undefined };
    await database.inSchool(uai, (tx) => insertMaskings(tx, [{ userId: id, reason: "absent" }], deed));
  }

  return { ...app, app, time, user, holders, credential, tries, print, choose, settings, mask };
}

describe("a printed code", async () => {
  const { app, database, throttle, time, user, holders, credential, tries, print, choose } = await cast();
  const guardians = (await holders("guardian")).map(({ login }) => login);

  it("opens a closed account once, to choose a password, however it is typed; and is nowhere in clear", async () => {
    const login = guardians[0]!;
    expect(await tries(login, "")).toHaveProperty("refusal");
    const [slip] = await print([login]);
    expect(slip!.holder.login).toBe(login);
    const { rows } = await database.pool.query(
      "select action, actor_id, before, after from events where target_id = $1",
      [slip!.holder.id],
    );
    expect(rows).toEqual([{ action: "slip-printed", actor_id: null, before: null, after: null }]);
    expect((await credential(login))?.hash).toMatch(/^\$argon2id\$/);

    await choose(login, ` ${slip!.code.toLowerCase().replaceAll("-", " ")}`);
    expect(await tries(login, slip!.code)).toHaveProperty("refusal");
    expect(await tries(login, goodPassword)).toMatchObject(done({ purpose: "full" }));
  });

  it("is voided by the next, which also ends the choice of a password begun with it", async () => {
    const login = guardians[1]!;
    const [first] = await print([login]);
    expect(await print([login])).toEqual([]);
    const begun = await tries(login, first!.code);
    if (!begun.ok) throw new Error("refused");
    const [second] = await print([login], true);
    expect(second!.code).not.toBe(first!.code);
    expect(
      await database.inSchool(uai, (tx) => findSession(tx, hashToken(begun.value.token))),
    ).toBeUndefined();
    expect(await tries(login, first!.code)).toHaveProperty("refusal");
    await choose(login, second!.code);
  });

  it("lives 60 days; then a slip can be printed again", async () => {
    const login = guardians[2]!;
    const [slip] = await print([login]);
    time.now += 60 * dayMs - 1;
    expect(await tries(login, slip!.code)).toHaveProperty("value");
    time.now += 1;
    expect(await tries(login, slip!.code)).toHaveProperty("refusal");
    expect(await print([login])).toHaveLength(1);
  });

  it("lets somebody in at once who had failed too often", async () => {
    const login = guardians[3]!;
    for (let i = 0; i < 5; i++) await tries(login, "faux");
    expect(await tries(login, "faux")).toMatchObject(refused({ reason: "too-many-tries" }));
    const [slip] = await print([login]);
    expect(await tries(login, slip!.code)).toHaveProperty("value");
    const account = accountKey(uai, login);
    expect(await throttle.beforeTry({ account, address: "test", knownBy: undefined })).toHaveProperty(
      "value.key",
    );
  });

  it("is never drawn for whoever has chosen a password, even reset since, nor for whoever a mail awaits", async () => {
    const login = guardians[4]!;
    const [slip] = await print([login]);
    await choose(login, slip!.code);
    expect(await print([login], true)).toEqual([]);

    const { id } = await user(login);
    await database.pool.query("update users set email = 'parent@example.org' where id = $1", [id]);
    expect(await resetPassword(app, commandLine, uai, id)).toHaveProperty("value");
    expect(await print([login], true)).toEqual([]);

    const mailed = await user(guardians[5]!);
    await database.pool.query("update users set email = 'autre@example.org' where id = $1", [mailed.id]);
    expect(await resetPassword(app, commandLine, uai, mailed.id)).toHaveProperty("value");
    expect(await print([mailed.login], true)).toEqual([]);
    expect(await credential(mailed.login)).toBeUndefined();
  });

  it("is never drawn for masked people, nor for whoever a birth date lets in", async () => {
    const masked = await user(guardians[6]!);
    const deed = { at: new Date(time.now), by: undefined };
    await database.inSchool(uai, (tx) => insertMaskings(tx, [{ userId: masked.id, reason: "absent" }], deed));
    expect(await print([masked.login, pupil], true)).toEqual([]);
    await choose(pupil, (await user(pupil)).birthDate!);
  });

  it("is for the administrator alone to draw", async () => {
    const { id } = await user(guardians[7]!);
    const actor = { userId: id, profile: "head" as const };
    const answer = await printSlips(app, actor, uai, { userIds: [id], replacing: false });
    expect(answer).toEqual(refused("administrator-only"));
    expect(await credential(guardians[7]!)).toBeUndefined();
  });

  it("never reaches a person of another school", async () => {
    const { id } = await user(guardians[7]!);
    const answer = await printSlips(app, commandLine, "0888888Y", { userIds: [id], replacing: true });
    expect(answer).toEqual(done([]));
    expect(await credential(guardians[7]!)).toBeUndefined();
  });

  it("is drawn once when two prints of one class meet", async () => {
    const logins = guardians.slice(8, 20);
    const [one, two] = await Promise.all([print(logins), print(logins)]);
    expect(one.length + two.length).toBe(logins.length);
    for (const { holder, code } of [one[0] ?? two[0]!]) {
      expect(await tries(holder.login, code)).toHaveProperty("value");
    }
  });

  it("says of a guardian who his pupils are, by class", async () => {
    const all = await holders("guardian");
    const one = all.find(({ pupils }) => pupils.some(({ lastName }) => lastName === "MARTIN"))!;
    expect(one.pupils[0]).toEqual({
      lastName: "MARTIN",
      firstName: expect.any(String),
      divisions: [expect.any(String)],
    });
    expect(one.divisions).toEqual(one.pupils[0]!.divisions);
  });
});

describe("passing to activation codes", async () => {
  const { app, database, time, user, credential, tries, print, choose, settings, mask } = await cast();

  it("closes every account that a birth date opened, masked ones too, and ends choices begun with it", async () => {
    await choose("hugo.petit", await birthDateOf("hugo.petit"));
    await mask("elif.ozturk");
    const begun = await tries(pupil, await birthDateOf(pupil));
    if (!begun.ok) throw new Error("refused");
    const open = await database.inSchool(uai, countBirthDatesOpen);
    expect(open).toBeGreaterThan(20);
    expect(await settings("activation-code")).toBe(open);

    const { rows } = await database.pool.query(
      "select count(*)::int as n from credentials where kind = 'birth-date'",
    );
    expect(rows).toEqual([{ n: 0 }]);
    expect(await tries(pupil, await birthDateOf(pupil))).toHaveProperty("refusal");
    expect(
      await database.inSchool(uai, (tx) => findSession(tx, hashToken(begun.value.token))),
    ).toBeUndefined();
    expect(await tries("hugo.petit", goodPassword)).toHaveProperty("value");
    expect(await print([pupil])).toHaveLength(1);
  });

  it("makes an import give no birth date as a password", async () => {
    time.now = new Date("2027-01-11T08:00:00Z").getTime();
    const answer = await importFiles(app, commandLine, uai, await exampleFiles("2027-janvier"), undefined);
    if (!answer.ok) throw new Error("refused");
    const created = answer.value.created.map(({ login }) => login);
    expect(created).toContain("matteo.rossi");
    for (const login of created) expect(await credential(login)).toBeUndefined();
    expect(await tries("matteo.rossi", await birthDateOf("matteo.rossi"))).toHaveProperty("refusal");
  });

  it("keeps, when the import is undone, an account whose slip is printed: masked, with its code", async () => {
    const [slip] = await print(["matteo.rossi"]);
    const importId = (await database.inSchool(uai, findLastApplied))!;
    const planned = await database.inSchool(uai, (tx) => planImportUndo(tx, importId, app.clock()));
    if (!planned.ok) throw new Error(planned.refusal);
    expect(await undoImport(app, commandLine, uai, importId, planned.value.fingerprint)).toHaveProperty(
      "value",
    );
    expect(await user("matteo.rossi")).toMatchObject({ masked: true });
    expect(await tries("matteo.rossi", slip!.code)).toHaveProperty("refusal");
  });

  it("says the same of the settings twice without touching anybody", async () => {
    expect(await settings("activation-code")).toBe(0);
    expect((await credential(pupil))?.kind).toBe("activation-code");
  });

  async function birthDateOf(login: string): Promise<string> {
    return (await user(login)).birthDate!;
  }
});

describe("passing back to birth dates", async () => {
  const { app, database, time, user, credential, tries, print, choose, settings, mask, clock } = await cast();
  const mail = { requestedAt: clock(), requestedBy: null, kind: "password-reset" as const };

  it("opens again what nothing better opens or has opened, masked accounts too, and nothing else", async () => {
    await settings("activation-code");
    const [living] = await print(["lea.martin"]);
    const [chosen] = await print(["hugo.petit"]);
    await choose("hugo.petit", chosen!.code);
    // Reset since by a mail that was refused: nothing opens the account.
    await database.pool.query("delete from credentials where user_id = $1", [chosen!.holder.id]);
    const mailed = await user("tom.vandenberghe");
    await database.inSchool(uai, (tx) =>
      insertMail(tx, { ...mail, id: randomUUID(), userId: mailed.id, address: "tom@example.org" }),
    );
    await mask("elif.ozturk");
    const [expired] = await print(["chloe.roux"]);
    await database.pool.query("update credentials set expires_at = $2 where user_id = $1", [
      expired!.holder.id,
      clock(),
    ]);

    const announced = await database.inSchool(uai, (tx) => countBirthDatesToOpen(tx, clock()));
    expect(await settings("birth-date")).toBe(announced);
    expect(await database.inSchool(uai, countBirthDatesOpen)).toBe(announced);
    expect(announced).toBeGreaterThan(20);

    for (const login of ["awa.nguessan", "klaus.muller", "chloe.roux"]) {
      expect(await tries(login, (await user(login)).birthDate!), login).toHaveProperty("value");
    }
    for (const login of ["lea.martin", "hugo.petit", "tom.vandenberghe", "elif.ozturk"]) {
      expect(await tries(login, (await user(login)).birthDate!), login).toHaveProperty("refusal");
    }
    expect(await tries("lea.martin", living!.code)).toHaveProperty("value");
    expect((await credential("hugo.petit"))?.kind).toBeUndefined();
    expect((await credential("laetitia.saint-marc"))?.kind).toBeUndefined();
    expect((await credential("aminata.traore"))?.kind).toBeUndefined();

    const { id } = await user("elif.ozturk");
    await database.inSchool(uai, (tx) => liftMaskings(tx, [id], { at: clock(), by: undefined }));
    expect(await tries("elif.ozturk", (await user("elif.ozturk")).birthDate!)).toHaveProperty("value");
  });

  it("makes imports give birth dates again", async () => {
    time.now = new Date("2027-01-11T08:00:00Z").getTime();
    const answer = await importFiles(app, commandLine, uai, await exampleFiles("2027-janvier"), undefined);
    if (!answer.ok) throw new Error("refused");
    expect((await credential("matteo.rossi"))?.kind).toBe("birth-date");
  });

  it("does not touch another school", async () => {
    const other = { uai: "0888888Y", name: "Autre collège", email: undefined };
    const administrator = { lastName: "AUTRE", firstName: "Alix", email: "alix@example.org" };
    await createSchool(app, other, administrator);
    const saved = await saveSettings(app, commandLine, other.uai, {
      name: other.name,
      email: undefined,
      firstPassword: "activation-code",
    });
    expect(saved).toEqual(done(0));
    expect((await database.inSchool(uai, findSchool))?.firstPassword).toBe("birth-date");
    expect(await database.inSchool(uai, countBirthDatesOpen)).toBeGreaterThan(20);
  });
});
