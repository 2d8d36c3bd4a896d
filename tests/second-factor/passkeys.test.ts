/** Passkeys: an answer is good for one challenge, on this site, by one's own key, and counts forwards. */

import { describe, expect, it } from "vitest";
import { choosePassword } from "#actions/access/choose-password.ts";
import { signIn } from "#actions/access/sign-in.ts";
import { addPasskey, offerPasskey } from "#actions/second-factor/add-passkey.ts";
import { askPasskey, proveSecondFactor } from "#actions/second-factor/prove-second-factor.ts";
import { findSession } from "#data/access/sessions.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { hashToken } from "#data/token.ts";
import { done, refused } from "#domain/outcome.ts";
import { testDatabase } from "../support/database.ts";
import { softwareKey, testSeal } from "../support/second-factor.ts";
import { uai } from "../support/site.ts";
import { goodPassword } from "../support/steps.ts";

const party = { id: "cpro.exemple.fr", origin: "https://cpro.exemple.fr" };
const wrong = refused({ reason: "wrong-proof" });

describe("a passkey", async () => {
  const { database } = await testDatabase("cast");
  let now = new Date("2026-11-23T08:00:00Z");
  const clock = () => now;
  const app = {
    ...{ database, clock, throttle: signInThrottle(database, clock), seal: testSeal },
    ...{ productName: "C Pro", relyingParty: () => done(party) },
  };

  async function enter(login: string) {
    const answer = await signIn(app, uai, { login, password: goodPassword, address: "test" });
    if (!answer.ok) throw new Error(answer.refusal.reason);
    const { token, user } = answer.value;
    const session = await database.inSchool(uai, (tx) => findSession(tx, hashToken(token)));
    return { user, session: session! };
  }
  type Entered = Awaited<ReturnType<typeof enter>>;

  const typed = (answer: string) => ({ answer, label: "Clé", current: goodPassword, address: "test" });
  const challengeToAdd = async (who: Entered) => {
    const offer = await offerPasskey(app, uai, who);
    if (!offer.ok) throw new Error(offer.refusal);
    return JSON.parse(offer.value);
  };
  const challenge = async (who: Entered) => JSON.parse((await askPasskey(app, uai, who))!);
  const prove = (who: Entered, passkey: string) => proveSecondFactor(app, uai, who, { passkey });

  async function protect(login: string) {
    const id = (await database.inSchool(uai, (tx) => findUserByLogin(tx, login)))!.id;
    await choosePassword(app, uai, id, { password: goodPassword, repeated: goodPassword });
    const who = await enter(login);
    const key = softwareKey(party);
    const added = await addPasskey(app, uai, who, typed(key.create(await challengeToAdd(who))));
    expect(added).toMatchObject(done({ recoveryCodes: { length: 10 } }));
    return key;
  }

  it("is added and proves who one is", async () => {
    const key = await protect("amadou.diallo");
    const who = await enter("amadou.diallo");
    expect(who.session.purpose).toBe("second-factor");
    const asked = await challenge(who);
    expect(asked).toMatchObject({ rpId: party.id, userVerification: "preferred" });
    expect(asked.allowCredentials).toHaveLength(1);
    expect(await prove(who, key.get(asked))).toHaveProperty("value");
  });

  it("is not added from another site, to another challenge, or twice with one", async () => {
    const id = (await database.inSchool(uai, (tx) => findUserByLogin(tx, "ines.dalmeida")))!.id;
    await choosePassword(app, uai, id, { password: goodPassword, repeated: goodPassword });
    const who = await enter("ines.dalmeida");
    const key = softwareKey(party);
    const wrongPasskey = refused("wrong-passkey");
    const asked = await challengeToAdd(who);
    expect(asked).toMatchObject({
      attestation: "none",
      authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
    });
    const elsewhere = key.create(asked, "https://cpro.exemple.fr.ailleurs.example");
    expect(await addPasskey(app, uai, who, typed(elsewhere))).toEqual(wrongPasskey);
    // The challenge is used up by what was refused.
    expect(await addPasskey(app, uai, who, typed(key.create(asked)))).toEqual(wrongPasskey);
    await challengeToAdd(who);
    const invented = key.create({ challenge: asked.challenge });
    expect(await addPasskey(app, uai, who, typed(invented))).toEqual(wrongPasskey);
    expect(await addPasskey(app, uai, who, typed("{}"))).toEqual(wrongPasskey);
    expect(await addPasskey(app, uai, who, typed("pas du JSON"))).toEqual(wrongPasskey);
    expect((await enter("ines.dalmeida")).session.purpose).toBe("full");
  });

  it("is refused from another site, for another or a used challenge, or too late", async () => {
    const key = await protect("klaus.muller");
    const who = await enter("klaus.muller");
    const asked = await challenge(who);
    expect(await prove(who, key.get(asked, { origin: "https://ailleurs.example" }))).toEqual(wrong);
    expect(await prove(who, key.get(asked))).toEqual(wrong);
    await challenge(who);
    expect(await prove(who, key.get(asked))).toEqual(wrong);
    const late = key.get(await challenge(who));
    now = new Date(now.getTime() + 10 * 60_000);
    expect(await prove(who, late)).toEqual(wrong);
    // One session's challenge is worth nothing in another.
    const [one, other] = [await enter("klaus.muller"), await enter("klaus.muller")];
    const foreign = await challenge(one);
    await challenge(other);
    expect(await prove(other, key.get(foreign))).toEqual(wrong);
    now = new Date(now.getTime() + 3_600_000);
    const last = await enter("klaus.muller");
    expect(await prove(last, key.get(await challenge(last)))).toHaveProperty("value");
  });

  it("is refused when it is somebody else's, or unknown", async () => {
    const theirs = await protect("siobhan.oconnor");
    await protect("maelle.legoff");
    const who = await enter("maelle.legoff");
    expect(await prove(who, theirs.get(await challenge(who)))).toEqual(wrong);
    expect(await prove(who, softwareKey(party).get(await challenge(who)))).toEqual(wrong);
  });

  it("is refused when its counter goes backwards: it was copied", async () => {
    const key = await protect("annelaure.lecoeuvre");
    const tries = async (countsTo: number) => {
      const who = await enter("annelaure.lecoeuvre");
      return prove(who, key.get(await challenge(who), { countsTo }));
    };
    expect(await tries(5)).toHaveProperty("value");
    expect(await tries(5)).toEqual(wrong);
    expect(await tries(4)).toEqual(wrong);
    expect(await tries(6)).toHaveProperty("value");
  });

  it("may not count at all", async () => {
    const key = await protect("claire.martin");
    for (let i = 0; i < 2; i++) {
      const who = await enter("claire.martin");
      expect(await prove(who, key.get(await challenge(who), { countsTo: 0 }))).toHaveProperty("value");
    }
  });
});
