import { hashTyped, setPassword } from "#actions/access/_set-password.ts";
import type { App } from "#actions/run.ts";
import { type Credential, findCredential } from "#data/access/credentials.ts";
import { insertSession } from "#data/access/sessions.ts";
import { appendEvent } from "#data/history/events.ts";
import { findUser, lockUser } from "#data/people/users.ts";
import { hashToken, newToken } from "#data/token.ts";
import type { Place } from "#domain/access/device.ts";
import type { PasswordRefusal } from "#domain/access/password.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";

/**
 * A password of one's own, the first time or later. Answers the token of a new session: full, unless a second
 * factor is still to be proved. `provedAt` is of the session in which it is chosen.
 */
export async function choosePassword(
  app: Pick<App, "database" | "clock">,
  uai: string,
  userId: string,
  typed: { password: string; repeated: string; place?: Place; provedAt?: Date | undefined },
): Promise<Outcome<string, PasswordRefusal | "not-found">> {
  const [seen, opened] = await app.database.inSchool(uai, async (tx) => [
    await findUser(tx, userId),
    await findCredential(tx, userId),
  ]);
  if (!seen || seen.masked) return refused("not-found");
  const hashed = await hashTyped(seen, typed);
  if (!hashed.ok) return hashed;
  return app.database.inSchool(uai, async (tx) => {
    const user = await lockUser(tx, userId);
    const opens = await findCredential(tx, userId);
    if (!user || user.masked || isVoided(opened, opens)) return refused("not-found");
    const at = app.clock();
    const refusal = await setPassword(tx, user, { ...typed, hash: hashed.value }, at);
    if (refusal) return refused(refusal);
    const token = newToken();
    const tokenHash = hashToken(token);
    const { place, provedAt } = typed;
    await insertSession(tx, { tokenHash, userId, purpose: "full", at, place, provedAt });
    await appendEvent(tx, { at, action: "password-chosen", actorId: userId, targetId: userId });
    return done(token);
  });
}

/** A reset, a new slip, a closing come before a choice that was on its way; two choices at once do not. */
function isVoided(before: Credential | undefined, now: Credential | undefined): boolean {
  return now?.kind !== "password" && (now?.kind !== before?.kind || now?.hash !== before?.hash);
}
