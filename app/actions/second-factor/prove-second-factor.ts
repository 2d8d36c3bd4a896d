import type { SecondFactorApp } from "#actions/run.ts";
import { secretOwner } from "#actions/second-factor/add-totp.ts";
import { keepChallenge, renewSession, type StoredSession, takeChallenge } from "#data/access/sessions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvent } from "#data/history/events.ts";
import type { StoredUser } from "#data/people/users.ts";
import {
  listApplications,
  listPasskeys,
  moveCounter,
  spendStep,
} from "#data/second-factor/authenticators.ts";
import { spendRecoveryCode } from "#data/second-factor/recovery-codes.ts";
import { totpStep } from "#data/second-factor/totp.ts";
import { readProof, requestOptions } from "#data/second-factor/webauthn.ts";
import { hashToken, newToken } from "#data/token.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { challengeEnd, typedRecoveryCode, typedTotpCode } from "#domain/second-factor/second-factor.ts";

/** Whoever has a session, of which the password alone is proven or the second factor some time ago. */
export interface Prover {
  readonly user: StoredUser;
  readonly session: Pick<StoredSession, "tokenHash" | "purpose">;
}

/** A code, of an application or of the sheet; or what a browser answered for a passkey. */
export type Proof = { readonly code: string } | { readonly passkey: string };

export type ProofRefusal =
  | { readonly reason: "wrong-proof" }
  | { readonly reason: "too-many-tries"; readonly waitMs: number };

/**
 * Answers the token under which the session goes on. Tries are counted per person, under a name of their own:
 * neither a new sign-in nor a new password forgives them.
 */
export async function proveSecondFactor(
  app: SecondFactorApp,
  uai: string,
  { user, session }: Prover,
  proof: Proof,
): Promise<Outcome<string, ProofRefusal>> {
  const permit = await app.throttle.beforeTry({ account: triesOf(uai), address: "", knownBy: user.id });
  if (!permit.ok) return refused({ reason: "too-many-tries", waitMs: permit.refusal.waitMs });
  const at = app.clock();
  const token = newToken();
  const proved = await app.database.inSchool(uai, async (tx) => {
    const means =
      "code" in proof
        ? await proveByCode(app, tx, user.id, proof.code, at)
        : await proveByPasskey(app, tx, { user, session }, proof.passkey, at);
    if (!means || !(await renewSession(tx, session.tokenHash, hashToken(token), at))) return false;
    const about = { at, actorId: user.id, targetId: user.id };
    await appendEvent(
      tx,
      session.purpose === "second-factor"
        ? { action: "signed-in", ...about, after: { purpose: "full", with: means } }
        : { action: "second-factor-proved", ...about, after: { with: means } },
    );
    return true;
  });
  if (!proved) return refused({ reason: "wrong-proof" });
  await app.throttle.afterSuccess(permit.value);
  return done(token);
}

/** Two words, as of an account: the person is the second. */
function triesOf(uai: string): string {
  return `second-factor ${uai}`;
}

export async function resetSecondFactorTries(
  app: Pick<SecondFactorApp, "throttle">,
  uai: string,
  userId: string,
): Promise<void> {
  await app.throttle.resetTries(`${triesOf(uai)} ${userId}`);
}

async function proveByCode(
  app: SecondFactorApp,
  tx: SchoolTransaction,
  userId: string,
  typed: string,
  at: Date,
): Promise<"totp" | "recovery-code" | undefined> {
  const code = typedTotpCode(typed);
  if (!code)
    return (await spendRecoveryCode(tx, userId, typedRecoveryCode(typed))) ? "recovery-code" : undefined;
  for (const { id, sealedSecret } of await listApplications(tx, userId)) {
    const step = totpStep(app.seal.open(sealedSecret, secretOwner(tx.uai, userId, id)), code, at);
    if (step !== undefined && (await spendStep(tx, id, step, at))) return "totp";
  }
  return undefined;
}

async function proveByPasskey(
  app: SecondFactorApp,
  tx: SchoolTransaction,
  { user, session }: Prover,
  answer: string,
  at: Date,
): Promise<"passkey" | undefined> {
  const party = app.relyingParty();
  const challenge = await takeChallenge(tx, session.tokenHash, at);
  if (!party.ok || !challenge) return undefined;
  const proof = await readProof(answer, challenge, party.value, await listPasskeys(tx, user.id));
  return proof && (await moveCounter(tx, proof.passkey.id, proof.counter, at)) ? "passkey" : undefined;
}

/** What the browser is asked, as JSON; nothing when the person has no passkey, or the site can have none. */
export async function askPasskey(
  app: SecondFactorApp,
  uai: string,
  { user, session }: Prover,
): Promise<string | undefined> {
  const party = app.relyingParty();
  if (!party.ok) return undefined;
  const known = await app.database.inSchool(uai, (tx) => listPasskeys(tx, user.id));
  if (known.length === 0) return undefined;
  const options = await requestOptions(party.value, known);
  await app.database.inSchool(uai, (tx) =>
    keepChallenge(tx, session.tokenHash, options.challenge, challengeEnd(app.clock())),
  );
  return JSON.stringify(options);
}
