/** Codes: each good once, near its time, behind growing waits; secrets sealed, schools apart. */

import { describe, expect, it } from "vitest";
import { choosePassword } from "#actions/access/choose-password.ts";
import { closeAccounts } from "#actions/access/close-accounts.ts";
import { signIn } from "#actions/access/sign-in.ts";
import { applyImport } from "#actions/imports/apply-import.ts";
import { undoImport } from "#actions/imports/undo-import.ts";
import type { Owner } from "#actions/second-factor/_own-second-factor.ts";
import { addTotp, offerTotp, type TotpOffer } from "#actions/second-factor/add-totp.ts";
import { proveSecondFactor } from "#actions/second-factor/prove-second-factor.ts";
import { removeAuthenticator, renewRecoveryCodes } from "#actions/second-factor/remove-authenticator.ts";
import { removeSecondFactor } from "#actions/second-factor/remove-second-factor.ts";
import { findSession, type StoredSession } from "#data/access/sessions.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { findLastApplied } from "#data/imports/imports.ts";
import { findUserByLogin, type StoredUser } from "#data/people/users.ts";
import { listAuthenticators } from "#data/second-factor/authenticators.ts";
import { countRecoveryCodes } from "#data/second-factor/recovery-codes.ts";
import { hashToken } from "#data/token.ts";
import { done, refused } from "#domain/outcome.ts";
import { commandLine } from "#domain/permissions.ts";
import { testDatabase } from "../support/database.ts";
import { codeOf, testSeal } from "../support/second-factor.ts";
import { uai } from "../support/site.ts";
import { goodPassword } from "../support/steps.ts";

describe("a second factor", async () => {
  const { database } = await testDatabase("cast");
  let now = new Date("2026-11-23T08:00:10Z");
  const clock = () => now;
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000);
  };
  const app = {
    ...{ database, clock, throttle: signInThrottle(database, clock), jobs: { enqueueMail: async () => {} } },
    ...{ seal: testSeal, productName: "C Pro", relyingParty: () => refused("ip-address") },
  };
  const inSchool = database.inSchool.bind(database, uai) as <T>(
    work: Parameters<typeof database.inSchool<T>>[1],
  ) => Promise<T>;
  const find = async (login: string) => (await inSchool((tx) => findUserByLogin(tx, login)))!;
  const sessionOf = async (token: string) => (await inSchool((tx) => findSession(tx, hashToken(token))))!;
  const address = "test";

  async function enter(login: string): Promise<{ user: StoredUser; session: StoredSession; token: string }> {
    const answer = await signIn(app, uai, { login, password: goodPassword, address });
    if (!answer.ok) throw new Error(answer.refusal.reason);
    const { token, user } = answer.value;
    return { user, token, session: await sessionOf(token) };
  }

  /** Somebody with a password and an application; answers how to go on. */
  async function protect(login: string) {
    const { id } = await find(login);
    await choosePassword(app, uai, id, { password: goodPassword, repeated: goodPassword });
    const owner = await enter(login);
    const offer = offerTotp(app, uai, owner);
    const answer = await add(owner, offer, { code: codeOf(offer.secret, now) });
    if (!answer.ok) throw new Error(answer.refusal);
    later(60);
    return { id, secret: offer.secret, offer, owner, codes: answer.value.recoveryCodes! };
  }

  function add(owner: Owner, offer: TotpOffer, typed: { code: string; current?: string }) {
    return addTotp(app, uai, owner, offer, { label: "Téléphone", current: goodPassword, address, ...typed });
  }

  const prove = async (login: string, code: string) =>
    proveSecondFactor(app, uai, await enter(login), { code });

  it("counts once a code has come back and the password was given again", async () => {
    const { id } = await find("amadou.diallo");
    await choosePassword(app, uai, id, { password: goodPassword, repeated: goodPassword });
    const owner = await enter("amadou.diallo");
    const offer = offerTotp(app, uai, owner);
    const good = codeOf(offer.secret, now);
    expect(await add(owner, offer, { code: "000000" })).toEqual(refused("wrong-code"));
    expect(await add(owner, offer, { code: good, current: "faux" })).toEqual(refused("wrong-current"));
    expect((await enter("amadou.diallo")).session.purpose).toBe("full");
    const added = await add(owner, offer, { code: good });
    expect(added.ok && added.value.recoveryCodes).toHaveLength(10);
    // The form sent twice adds nothing twice.
    const again = { ...owner, session: { ...owner.session, provedAt: now } };
    expect(await add(again, offer, { code: good })).toEqual(refused("already-added"));
    // The session in which it was added goes on; one that was opened before waits for the proof.
    expect(await sessionOf(owner.token)).toMatchObject({ purpose: "full", provedAt: now });
    expect((await enter("amadou.diallo")).session.purpose).toBe("second-factor");
  });

  it("asks for a proof before a second one, and refuses pupils", async () => {
    const { owner } = await protect("aya.nguessan");
    const second = offerTotp(app, uai, owner);
    const stale = { ...owner, session: { ...owner.session, provedAt: new Date(now.getTime() - 600_000) } };
    expect(await add(stale, second, { code: codeOf(second.secret, now) })).toEqual(
      refused("second-factor-needed"),
    );
    const pupil = { ...owner, user: await find("yanis.ait-ali") };
    const offer = offerTotp(app, uai, pupil);
    expect(await add(pupil, offer, { code: codeOf(offer.secret, now) })).toEqual(refused("staff-only"));
  });

  it("gives a new token and leaves the former one nothing", async () => {
    const { secret } = await protect("ines.dalmeida");
    const before = await enter("ines.dalmeida");
    const answer = await proveSecondFactor(app, uai, before, { code: codeOf(secret, now) });
    if (!answer.ok) throw new Error("refused");
    expect(await sessionOf(before.token)).toBeUndefined();
    expect(await sessionOf(answer.value)).toMatchObject({ purpose: "full", provedAt: now });
  });

  it("takes a code once, and the one before or after, no other", async () => {
    const { secret } = await protect("maelle.legoff");
    const at = (steps: number) => codeOf(secret, new Date(now.getTime() + steps * 30_000));
    const tries = async (code: string) => (await prove("maelle.legoff", code)).ok;
    expect(await tries(at(-2))).toBe(false);
    expect(await tries(at(2))).toBe(false);
    expect(await tries(at(-1))).toBe(true);
    expect(await tries(at(-1))).toBe(false);
    expect(await tries(at(1))).toBe(true);
    // An earlier one than that which served is gone too.
    expect(await tries(at(0))).toBe(false);
  });

  it("takes one of two equal codes that come at once", async () => {
    const { secret } = await protect("jeanbaptiste.delafontaine");
    const login = "jeanbaptiste.delafontaine";
    const code = codeOf(secret, now);
    const both = await Promise.all([prove(login, code), prove(login, code)]);
    expect(both.filter((answer) => answer.ok)).toHaveLength(1);
  });

  it("takes each recovery code once, also of two at once, and says how many are left", async () => {
    const { id, codes } = await protect("camille.riviere");
    const login = "camille.riviere";
    const both = await Promise.all([prove(login, codes[0]!), prove(login, codes[0]!.toLowerCase())]);
    expect(both.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await inSchool((tx) => countRecoveryCodes(tx, id))).toBe(9);
    expect(await prove(login, "BBBB-BBBB-BBBB-BBBB")).toHaveProperty("refusal");
    const { rows } = await database.pool.query(
      "select string_agg(r::text, ' ') as all from recovery_codes r",
    );
    for (const code of codes) expect(rows[0].all).not.toContain(code);
  });

  it("makes new recovery codes in the place of the old, after a proof", async () => {
    const { user, session } = await enter("camille.riviere");
    const proven = { user, session: { ...session, provedAt: now } };
    expect(await renewRecoveryCodes(app, uai, { user, session })).toEqual(refused("second-factor-needed"));
    const made = await renewRecoveryCodes(app, uai, proven);
    expect(made.ok && made.value).toHaveLength(10);
    expect(await inSchool((tx) => countRecoveryCodes(tx, user.id))).toBe(10);
  });

  it("waits longer and longer after wrong codes, whatever one signs in again", async () => {
    const { secret, codes, id } = await protect("claire.martin");
    const wrong = () => prove("claire.martin", "000000");
    for (let i = 0; i < 5; i++) expect(await wrong()).toEqual(refused({ reason: "wrong-proof" }));
    const good = () => prove("claire.martin", codeOf(secret, now));
    expect(await good()).toMatchObject(refused({ reason: "too-many-tries", waitMs: 30_000 }));
    expect(await prove("claire.martin", codes[0]!)).toHaveProperty("refusal.waitMs");
    // Neither a new password nor a freed account gives more tries.
    await choosePassword(app, uai, id, { password: goodPassword, repeated: goodPassword });
    await app.throttle.resetTries(`${uai} claire.martin`);
    expect(await good()).toHaveProperty("refusal.waitMs");
    later(30);
    expect(await good()).toHaveProperty("value");
  });

  it("keeps the secret sealed, for its owner's row alone", async () => {
    const { id, secret, offer } = await protect("siobhan.oconnor");
    const { rows } = await database.pool.query<{ sealed: Buffer; row: string }>(
      "select sealed_secret as sealed, a::text as row from authenticators a where user_id = $1",
      [id],
    );
    const sealed = rows[0]!.sealed;
    expect(sealed.includes(secret) || rows[0]!.row.includes(secret)).toBe(false);
    expect(testSeal.open(sealed, `totp ${uai} ${id} ${offer.id}`)).toBe(secret);
    expect(() => testSeal.open(sealed, `totp 0888888Y ${id} ${offer.id}`)).toThrow();
  });

  it("is asked again before the grave deeds, by the deeds themselves", async () => {
    const user = await find("camille.riviere");
    const importId = (await inSchool(findLastApplied))!;
    const target = (await find("yanis.ait-ali")).id;
    const deeds = (provedAt: Date | undefined) => {
      const actor = { userId: user.id, profile: user.profile, provedAt };
      return Promise.all([
        applyImport(app, actor, uai, importId, undefined),
        undoImport(app, actor, uai, importId, "x"),
        closeAccounts(app, actor, uai, [target]),
      ]);
    };
    for (const provedAt of [undefined, new Date(now.getTime() - 600_000)])
      for (const answer of await deeds(provedAt)) expect(answer).toEqual(refused("second-factor-needed"));
    const [applied, undone, closed] = await deeds(now);
    expect([applied, undone]).toEqual([refused("import-ended"), refused("undo-changed")]);
    expect(closed).toHaveProperty("value");
    // Nobody at the keyboard of the server has a telephone to show.
    expect(await applyImport(app, commandLine, uai, importId, undefined)).toEqual(refused("import-ended"));
  });

  it("is removed by its owner after a proof, the codes with the last one", async () => {
    const { id, secret } = await protect("annelaure.lecoeuvre");
    const { user, session } = await enter("annelaure.lecoeuvre");
    const [own] = await inSchool((tx) => listAuthenticators(tx, id));
    expect(await removeAuthenticator(app, uai, { user, session }, own!.id)).toEqual(
      refused("second-factor-needed"),
    );
    const answer = await proveSecondFactor(app, uai, { user, session }, { code: codeOf(secret, now) });
    if (!answer.ok) throw new Error("refused");
    const proven = { user, session: await sessionOf(answer.value) };
    expect(await removeAuthenticator(app, uai, proven, own!.id)).toEqual(
      done({ label: "Téléphone", left: 0 }),
    );
    expect(await inSchool((tx) => countRecoveryCodes(tx, id))).toBe(0);
    expect((await enter("annelaure.lecoeuvre")).session.purpose).toBe("full");
  });

  it("is removed by the administrator for somebody who lost it, never for himself", async () => {
    const { id, owner } = await protect("lotte.vandenberghe");
    const administrator = await find("camille.riviere");
    const unproven = { userId: administrator.id, profile: administrator.profile };
    expect(await removeSecondFactor(app, unproven, uai, id)).toEqual(refused("second-factor-needed"));
    const actor = { ...unproven, provedAt: app.clock() };
    expect(await removeSecondFactor(app, actor, uai, administrator.id)).toEqual(refused("own-second-factor"));
    const head = { userId: id, profile: "head" } as const;
    expect(await removeSecondFactor(app, head, uai, id)).toEqual(refused("administrator-only"));
    expect(await removeSecondFactor(app, actor, uai, id)).toHaveProperty("value.login", "lotte.vandenberghe");
    expect(await sessionOf(owner.token)).toBeUndefined();
    expect((await enter("lotte.vandenberghe")).session.purpose).toBe("full");
    expect(await removeSecondFactor(app, actor, uai, id)).toEqual(refused("without-second-factor"));
  });
});
