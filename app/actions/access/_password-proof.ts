import type { App } from "#actions/run.ts";
import { findCredential } from "#data/access/credentials.ts";
import { verifyPassword } from "#data/access/password-hash.ts";
import { accountKey } from "#data/access/throttle.ts";

export interface PasswordProof {
  /** The present password. */
  readonly current: string;
  /** The network address it comes from. */
  readonly address: string;
}

/**
 * Whoever finds a session open must still know the password. These tries have a count of their own: nobody
 * outside can use it up.
 */
export async function whyNotSecondFactor(
  app: Pick<App, "database" | "throttle">,
  uai: string,
  user: { id: string; login: string },
  { current, address }: PasswordProof,
): Promise<"wrong-current" | "too-many-tries" | undefined> {
  const account = accountKey(uai, user.login);
  const permit = await app.throttle.beforeTry({ account, address, knownBy: "session" });
  if (!permit.ok) return "too-many-tries";
  const credential = await app.database.inSchool(uai, (tx) => findCredential(tx, user.id));
  if (!credential?.hash || !(await verifyPassword(current, credential.hash))) return "wrong-current";
  await app.throttle.afterSuccess(permit.value);
  return undefined;
}
