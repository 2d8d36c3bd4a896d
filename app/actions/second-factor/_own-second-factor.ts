/** Whose authenticators are changed, and what is asked before: by "Mon compte". */

import { randomInt } from "node:crypto";
import { type PasswordProof, whyNotSecondFactor } from "#actions/access/_password-proof.ts";
import type { SecondFactorApp } from "#actions/run.ts";
import { updateSession } from "#data/access/sessions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvent } from "#data/history/events.ts";
import { lockUser, type StoredUser } from "#data/people/users.ts";
import { countAuthenticators, insertAuthenticator } from "#data/second-factor/authenticators.ts";
import { replaceRecoveryCodes } from "#data/second-factor/recovery-codes.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { makeRecoveryCodes, whyNotProtect, whyNotProved } from "#domain/second-factor/second-factor.ts";

/** Somebody at his own account: his session says when he last proved his second factor. */
export interface Owner {
  readonly user: StoredUser;
  readonly session: { readonly tokenHash: string; readonly provedAt: Date | undefined };
}

export interface Added {
  /** With the first authenticator, to be shown once. */
  readonly recoveryCodes: readonly string[] | undefined;
}

export type AddRefusal =
  | "staff-only"
  | "second-factor-needed"
  | "wrong-current"
  | "too-many-tries"
  | "already-added";

/** For the first one the password is asked again, for the others the second factor. */
export async function addAuthenticator(
  app: SecondFactorApp,
  uai: string,
  { user, session }: Owner,
  proof: PasswordProof,
  added: Parameters<typeof insertAuthenticator>[1],
): Promise<Outcome<Added, AddRefusal>> {
  const why = whyNotProtect(user.profile);
  if (why) return refused(why);
  const before = await app.database.inSchool(uai, (tx) => countAuthenticators(tx, user.id));
  const unproven = before === 0 ? await whyNotSecondFactor(app, uai, user, proof) : undefined;
  if (unproven) return refused(unproven);
  return app.database.inSchool(uai, async (tx): Promise<Outcome<Added, AddRefusal>> => {
    await lockUser(tx, user.id);
    const at = app.clock();
    const own = await countAuthenticators(tx, user.id);
    const refusal = whyNotProved(own > 0, session.provedAt, at);
    if (refusal) return refused(refusal);
    if (!(await insertAuthenticator(tx, added))) return refused("already-added");
    await updateSession(tx, session.tokenHash, { provedAt: at });
    const { kind, label } = added;
    const about = { actorId: user.id, targetId: user.id, after: { kind, label } };
    await appendEvent(tx, { at, action: "authenticator-added", ...about });
    return done({ recoveryCodes: own === 0 ? await giveRecoveryCodes(tx, user.id) : undefined });
  });
}

export async function giveRecoveryCodes(tx: SchoolTransaction, userId: string): Promise<string[]> {
  const codes = makeRecoveryCodes((below) => randomInt(below));
  await replaceRecoveryCodes(tx, userId, codes);
  return codes;
}
