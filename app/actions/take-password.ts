import type { Refusable } from "#actions/app.ts";
import { closeWaysIn } from "#actions/close-ways-in.ts";
import { passwordScore } from "#actions/password-strength.ts";
import { setCredential } from "#data/credentials.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { hashPassword } from "#data/password-hash.ts";
import { insertSession } from "#data/sessions.ts";
import { hashToken, newToken } from "#data/token.ts";
import type { StoredUser } from "#data/users.ts";
import type { Place } from "#domain/device.ts";
import { type PasswordRefusal, whyNotPassword } from "#domain/password.ts";

/**
 * From now on this password alone opens the account: every other session closes, what was mailed is void.
 * Answers the token of a new, full session.
 */
export async function takePassword(
  tx: SchoolTransaction,
  user: StoredUser,
  chosen: { password: string; repeated: string; at: Date; place?: Place },
): Promise<Refusable<string, PasswordRefusal>> {
  const { password, repeated, at, place } = chosen;
  if (password !== repeated) return { refused: "not-repeated" };
  const refusal = whyNotPassword(password, user, passwordScore);
  if (refusal) return { refused: refusal };
  const hash = await hashPassword(password);
  await setCredential(tx, user.id, { kind: "password", hash, setAt: at, expiresAt: null });
  await closeWaysIn(tx, [user.id], at);
  const token = newToken();
  await insertSession(tx, { tokenHash: hashToken(token), userId: user.id, purpose: "full", at, place });
  return { done: token };
}
