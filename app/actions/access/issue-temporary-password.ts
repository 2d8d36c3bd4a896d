import { randomInt } from "node:crypto";
import type { App } from "#actions/run.ts";
import { setCredential } from "#data/access/credentials.ts";
import { hashPassword } from "#data/access/password-hash.ts";
import { revokeAccess } from "#data/access/revoke.ts";
import { accountKey } from "#data/access/throttle.ts";
import { appendEvent } from "#data/history/events.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { makeTemporaryPassword, temporaryPasswordEnd } from "#domain/access/password.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { typedLogin } from "#domain/people/login.ts";
import type { Reason } from "#domain/reasons.ts";

/**
 * From the keyboard of the server, for somebody whom no mail reaches: an administrator who lost his password.
 * The temporary password is answered once and stored nowhere in clear.
 */
export async function issueTemporaryPassword(
  app: Pick<App, "database" | "clock" | "throttle">,
  uai: string,
  typed: string,
): Promise<Outcome<{ login: string; password: string }, Reason>> {
  const login = typedLogin(typed);
  const password = makeTemporaryPassword((below) => randomInt(below));
  const hash = await hashPassword(password);
  const at = app.clock();
  const expiresAt = temporaryPasswordEnd(at);
  const refusal = await app.database.inSchool(uai, async (tx): Promise<Reason | undefined> => {
    const user = await findUserByLogin(tx, login);
    if (!user) return "not-found";
    if (user.masked) return "masked";
    await setCredential(tx, user.id, { kind: "temporary", hash, setAt: at, expiresAt });
    await revokeAccess(tx, [user.id], at);
    await appendEvent(tx, { at, action: "password-reset", actorId: undefined, targetId: user.id });
    return undefined;
  });
  if (refusal) return refused(refusal);
  await app.throttle.resetTries(accountKey(uai, login));
  return done({ login, password });
}
