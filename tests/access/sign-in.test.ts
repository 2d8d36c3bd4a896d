/** The door itself: one account however its login is spelled, no oracle, nobody kept out by somebody else. */

import { describe, expect, it } from "vitest";
import { choosePassword } from "#actions/access/choose-password.ts";
import { issueTemporaryPassword } from "#actions/access/issue-temporary-password.ts";
import { type SignInAttempt, signIn } from "#actions/access/sign-in.ts";
import { listSessionsOf } from "#data/access/sessions.ts";
import { accountKey, signInThrottle } from "#data/access/throttle.ts";
import type { Database } from "#data/database.ts";
import { insertMaskings } from "#data/people/maskings.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { done, refused } from "#domain/outcome.ts";
import { testDatabase } from "../support/database.ts";
import { expectSameEffort } from "../support/effort.ts";
import { uai } from "../support/site.ts";
import { goodPassword } from "../support/steps.ts";

describe("the door", async () => {
  const { database } = await testDatabase("cast");
  let now = new Date("2026-11-23T08:00:00Z").getTime();
  const clock = () => new Date(now);
  const throttle = signInThrottle(database, clock);
  const app = { database, clock, throttle };
  const attempt = (login: string, password: string, more: Partial<SignInAttempt> = {}) =>
    signIn(app, uai, { login, password, address: "192.0.2.1", ...more });

  async function idOf(login: string): Promise<string> {
    return (await database.inSchool(uai, (tx) => findUserByLogin(tx, login)))!.id;
  }
  const give = async (login: string): Promise<unknown> =>
    choosePassword(app, uai, await idOf(login), { password: goodPassword, repeated: goodPassword });
  async function crowd(address: string): Promise<void> {
    for (let i = 0; i < 500; i++) {
      await throttle.beforeTry({ account: accountKey(uai, `nobody-${i}`), address, knownBy: undefined });
    }
  }

  it("counts every spelling of a login as one", async () => {
    for (const spelling of [
      "jeanbaptiste.delafontaine",
      "Jeanbaptiste.DeLaFontaine",
      " jean baptiste.de la fontaine\t",
      "JEANBAPTISTE.DELAFONTAINE",
      "jeanbàptiste.delafontaîne",
    ]) {
      expect(await attempt(spelling, "faux")).toEqual(refused({ reason: "login-refused" }));
    }
    for (const spelling of ["jeanbaptiste.delafontaine", "Jean Baptiste.De La Fontainé"]) {
      expect(await attempt(spelling, "1980-01-09")).toEqual(
        refused({ reason: "too-many-tries", waitMs: 30_000 }),
      );
    }
    now += 30_000;
    expect(await attempt("JeanBaptiste.Delafontaine", "1980-01-09")).toHaveProperty("value");
  });

  it("answers alike whether the account is unknown, masked, closed, or the password wrong", async () => {
    const masked = await idOf("klaus.muller");
    await database.inSchool(uai, (tx) =>
      insertMaskings(tx, [{ userId: masked, reason: "by-hand" }], { at: clock(), by: undefined }),
    );
    const { rows } = await database.pool.query<{ login: string }>(
      "select login from users where uai = $1 and profile = 'guardian' limit 1",
      [uai],
    );
    const closed = rows[0]!.login;
    const cases = [
      ["personne.ici", "1980-01-09"],
      ["klaus.muller", "1966-05-15"],
      [closed, ""],
      ["ines.dalmeida", "1990-12-04"],
    ] as const;
    let round = 0;
    await expectSameEffort(
      cases.map(([login, password]) => async () => {
        const address = `192.0.2.${round++}`;
        await throttle.resetTries(accountKey(uai, login));
        expect(await attempt(login, password, { address })).toEqual(refused({ reason: "login-refused" }));
      }),
    );
  });

  it("is no oracle while an account waits: right and wrong, known and unknown are told the same", async () => {
    await give("maelle.legoff");
    for (const login of ["maelle.legoff", "personne.la"]) {
      for (let i = 0; i < 5; i++) await attempt(login, "faux");
      for (const password of [goodPassword, "1971-04-02", "faux"]) {
        expect(await attempt(login, password)).toEqual(refused({ reason: "too-many-tries", waitMs: 30_000 }));
      }
    }
  });

  it("lets in whoever comes with a device that the account knows, whatever strangers have tried", async () => {
    await give("amadou.diallo");
    const first = await attempt("amadou.diallo", goodPassword);
    if (!first.ok) throw new Error("refused");
    const { deviceToken } = first.value;
    for (let i = 0; i < 30; i++) await attempt("amadou.diallo", "faux", { address: "198.51.100.1" });
    expect(await attempt("amadou.diallo", goodPassword)).toHaveProperty("refusal");
    expect(await attempt("amadou.diallo", goodPassword, { deviceToken })).toMatchObject(
      done({ deviceToken }),
    );
    const other = { deviceToken: "a".repeat(43) };
    expect(await attempt("amadou.diallo", goodPassword, other)).toHaveProperty("refusal");
  });

  it("lets a school in by its own address when somebody there tries every account", async () => {
    const school = { address: "203.0.113.5" };
    await give("annelaure.lecoeuvre");
    await crowd(school.address);
    expect(await attempt("annelaure.lecoeuvre", goodPassword, school)).toHaveProperty("value");
    // First passwords are what such tries look for: right or wrong, they have one answer.
    const refusals = await Promise.all([
      attempt("claire.martin", "1988-02-11", school),
      attempt("claire.martin", "1988-02-12", school),
      attempt("annelaure.lecoeuvre", "faux", school),
      attempt("personne.du.tout", "faux", school),
    ]);
    for (const answer of refusals) expect(answer).toMatchObject(refused({ reason: "too-many-tries" }));
    expect(await attempt("claire.martin", "1988-02-11", { address: "203.0.113.6" })).toHaveProperty("value");
  });

  it("keeps nobody out elsewhere when one address tries every account a hundred times", async () => {
    const address = "198.51.100.77";
    await crowd(address);
    for (const login of ["francois.dupre", "aya.nguessan"]) {
      for (let i = 0; i < 100; i++) {
        await throttle.beforeTry({ account: accountKey(uai, login), address, knownBy: undefined });
      }
    }
    expect(await attempt("francois.dupre", "1962-11-01", { address: "203.0.113.9" })).toHaveProperty("value");
  });

  it("opens nothing to whoever was already being verified when the password became void", async () => {
    const id = await idOf("siobhan.oconnor");
    await give("siobhan.oconnor");
    let transactions = 0;
    const late: Database = {
      ...database,
      inSchool: async (school, work) => {
        // The first one reads, the second one opens the session.
        if (++transactions === 2) await issueTemporaryPassword(app, uai, "siobhan.oconnor");
        return database.inSchool(school, work);
      },
    };
    const answer = await signIn({ ...app, database: late }, uai, {
      login: "siobhan.oconnor",
      password: goodPassword,
      address: "192.0.2.1",
    });
    expect(answer).toEqual(refused({ reason: "login-refused" }));
    expect(await database.inSchool(uai, (tx) => listSessionsOf(tx, id))).toEqual([]);
  });

  it("writes down a device never seen before, once", async () => {
    await give("lotte.vandenberghe");
    const place = { device: "Firefox sur Windows", network: "192.0.2.x" };
    const first = await attempt("lotte.vandenberghe", goodPassword, { place });
    if (!first.ok) throw new Error("refused");
    const { deviceToken } = first.value;
    await attempt("lotte.vandenberghe", goodPassword, { place, deviceToken });
    await attempt("lotte.vandenberghe", goodPassword, { deviceToken: "b".repeat(43) });
    const { rows } = await database.pool.query(
      "select after from events where uai = $1 and action = 'signed-in' and target_id = $2 order by id",
      [uai, await idOf("lotte.vandenberghe")],
    );
    expect(rows.map(({ after }) => after)).toEqual([
      { purpose: "full", ...place, newDevice: true },
      { purpose: "full", ...place },
      { purpose: "full", newDevice: true },
    ]);
    const stored = await database.pool.query("select 1 from devices where token_hash = $1", [deviceToken]);
    expect(stored.rowCount).toBe(0);
  });
});
