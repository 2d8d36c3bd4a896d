import type { App, Refusable } from "#actions/app.ts";
import type { SignInRefusal } from "#actions/sign-in.ts";
import { deleteInspectorSession, findInspectorByEmail, insertInspectorSession } from "#data/inspectors.ts";
import { verifyPassword } from "#data/password-hash.ts";
import { accountKey } from "#data/throttle.ts";
import { hashToken, newToken } from "#data/token.ts";
import { typedEmail } from "#domain/inspector.ts";

/** In the throttle's counts, in the place of a school: no UAI is written so. */
const place = "inspection";

/** Same answer, same time, whether the account is unknown, without a password, or the password wrong. */
export async function signInInspector(
  app: Pick<App, "database" | "clock" | "throttle">,
  attempt: { email: string; password: string; address: string },
): Promise<Refusable<string, SignInRefusal>> {
  const email = typedEmail(attempt.email);
  const account = accountKey(place, email);
  const waitSeconds = await app.throttle.beforeTry(account, attempt.address);
  if (waitSeconds !== undefined) return { refused: { reason: "too-many-tries", waitSeconds } };

  const inspector = await app.database.asPlatform((db) => findInspectorByEmail(db, email));
  const matches = await verifyPassword(attempt.password, inspector?.passwordHash);
  if (!matches || !inspector) {
    await app.throttle.afterFailure(account);
    return { refused: { reason: "login-refused" } };
  }
  await app.throttle.afterSuccess(account, attempt.address);
  return { done: await openInspectorSession(app, inspector.id) };
}

/** The token for the cookie; stored nowhere in clear. */
export async function openInspectorSession(
  app: Pick<App, "database" | "clock">,
  inspectorId: string,
): Promise<string> {
  const token = newToken();
  const session = { tokenHash: hashToken(token), inspectorId, at: app.clock() };
  await app.database.asPlatform((db) => insertInspectorSession(db, session));
  return token;
}

export async function signOutInspector(app: Pick<App, "database">, tokenHash: string): Promise<void> {
  await app.database.asPlatform((db) => deleteInspectorSession(db, tokenHash));
}
