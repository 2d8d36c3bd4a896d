/**
 * A password of one's own, in two steps: Argon2 takes its time while no transaction is open, or as many people as
 * there are connections would keep everybody else waiting; what was true before it is asked again after it.
 */

import { passwordScore } from "#actions/access/_password-strength.ts";
import { setCredential } from "#data/access/credentials.ts";
import { hashPassword } from "#data/access/password-hash.ts";
import { revokeAccess } from "#data/access/revoke.ts";
import type { SchoolTransaction } from "#data/database.ts";
import type { StoredUser } from "#data/people/users.ts";
import { type PasswordOwner, type PasswordRefusal, whyNotPassword } from "#domain/access/password.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";

export interface TypedPassword {
  readonly password: string;
  readonly repeated: string;
}

/** Answers the hash, for whoever has already shown that he may choose: Argon2 is not for strangers to call. */
export async function hashTyped(
  owner: PasswordOwner,
  typed: TypedPassword,
): Promise<Outcome<string, PasswordRefusal>> {
  const refusal = whyNotTyped(owner, typed);
  return refusal ? refused(refusal) : done(await hashPassword(typed.password));
}

export function whyNotTyped(owner: PasswordOwner, typed: TypedPassword): PasswordRefusal | undefined {
  if (typed.password !== typed.repeated) return "not-repeated";
  return whyNotPassword(typed.password, owner, passwordScore);
}

/** From now on this password alone opens the account: sessions close, what was mailed is void. */
export async function setPassword(
  tx: SchoolTransaction,
  user: StoredUser,
  typed: TypedPassword & { readonly hash: string },
  at: Date,
): Promise<PasswordRefusal | undefined> {
  const refusal = whyNotTyped(user, typed);
  if (refusal) return refusal;
  const { hash } = typed;
  await setCredential(tx, user.id, { kind: "password", hash, setAt: at, expiresAt: null });
  await revokeAccess(tx, [user.id], at);
  return undefined;
}
