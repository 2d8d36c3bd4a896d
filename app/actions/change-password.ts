import type { App, Refusable } from "#actions/app.ts";
import { choosePassword } from "#actions/choose-password.ts";
import { findCredential } from "#data/credentials.ts";
import { verifyPassword } from "#data/password-hash.ts";
import { accountKey } from "#data/throttle.ts";
import type { Place } from "#domain/device.ts";
import type { PasswordRefusal } from "#domain/password.ts";

/** From "Mon compte": whoever finds a session open must still know the present password. */
export async function changePassword(
  app: Pick<App, "database" | "clock" | "throttle">,
  uai: string,
  user: { id: string; login: string },
  typed: { current: string; password: string; repeated: string; address: string; place?: Place },
): Promise<Refusable<string, PasswordRefusal | "not-found" | "wrong-current" | "too-many-tries">> {
  const account = accountKey(uai, user.login);
  const permit = await app.throttle.beforeTry({ account, address: typed.address, knownBy: "session" });
  if ("waitMs" in permit) return { refused: "too-many-tries" };
  const credential = await app.database.inSchool(uai, (tx) => findCredential(tx, user.id));
  if (!credential?.hash || !(await verifyPassword(typed.current, credential.hash)))
    return { refused: "wrong-current" };
  await app.throttle.afterSuccess(permit);
  return choosePassword(app, uai, user.id, typed);
}
