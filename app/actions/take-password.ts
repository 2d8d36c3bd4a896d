import type { Refusable } from "#actions/app.ts";
import { passwordScore } from "#actions/password-strength.ts";
import { setCredential } from "#data/credentials.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { hashPassword } from "#data/password-hash.ts";
import type { StoredUser } from "#data/users.ts";
import { closeWaysIn } from "#data/ways-in.ts";
import { type PasswordRefusal, whyNotPassword } from "#domain/password.ts";

/**
 * From now on this password alone opens the account: sessions close, what was mailed is void. Answers its hash.
 */
export async function takePassword(
  tx: SchoolTransaction,
  user: StoredUser,
  typed: { password: string; repeated: string },
  at: Date,
): Promise<Refusable<string, PasswordRefusal>> {
  if (typed.password !== typed.repeated) return { refused: "not-repeated" };
  const refusal = whyNotPassword(typed.password, user, passwordScore);
  if (refusal) return { refused: refusal };
  const hash = await hashPassword(typed.password);
  await setCredential(tx, user.id, { kind: "password", hash, setAt: at, expiresAt: null });
  await closeWaysIn(tx, [user.id], at);
  return { done: hash };
}
