import type { SignInRefusal } from "#actions/access/sign-in.ts";
import type { App } from "#actions/run.ts";
import { verifySignIn } from "#data/access/password-hash.ts";
import { accountKey } from "#data/access/throttle.ts";
import {
  deleteInspectorSession,
  findInspectorByEmail,
  insertInspectorSession,
} from "#data/inspectors/inspectors.ts";
import { hashToken, newToken } from "#data/token.ts";
import { typedEmail } from "#domain/inspectors/inspector.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";

/** In the throttle's counts, in the place of a school: no UAI is written so. */
const place = "inspection";

/** Same answer, same time, whether the account is unknown, without a password, or the password wrong. */
export async function signInInspector(
  app: Pick<App, "database" | "clock" | "throttle">,
  attempt: { email: string; password: string; address: string },
): Promise<Outcome<string, SignInRefusal>> {
  const email = typedEmail(attempt.email);
  const account = accountKey(place, email);
  const permit = await app.throttle.beforeTry({ account, address: attempt.address, knownBy: undefined });
  if (!permit.ok) return refused({ reason: "too-many-tries", waitMs: permit.refusal.waitMs });

  const inspector = await app.database.asPlatform((db) => findInspectorByEmail(db, email));
  const { matches } = await verifySignIn(attempt.password, inspector?.passwordHash ?? undefined);
  if (!matches || !inspector) return refused({ reason: "login-refused" });
  await app.throttle.afterSuccess(permit.value);
  return done(await openInspectorSession(app, inspector.id));
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
