import { type App, onUser } from "#actions/run.ts";
import { revokeAccess } from "#data/access/revoke.ts";
import { appendEvent } from "#data/history/events.ts";
import { insertMaskings } from "#data/people/maskings.ts";
import type { StoredUser } from "#data/people/users.ts";
import { done, type Outcome } from "#domain/outcome.ts";
import { type Actor, whyNotMask } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** Hides a manual user and closes the account; everything the person did stays. */
export async function maskUser(
  app: App,
  actor: Actor,
  uai: string,
  userId: string,
): Promise<Outcome<StoredUser, Reason>> {
  const whyNot = (user: StoredUser) => whyNotMask(actor, user);
  return onUser(app, actor, uai, userId, whyNot, async (tx, user) => {
    const at = app.clock();
    await insertMaskings(tx, [{ userId, reason: "by-hand" }], { at, by: actor.userId });
    await revokeAccess(tx, [userId], at);
    await appendEvent(tx, { at, action: "user-masked", actorId: actor.userId, targetId: userId });
    return done(user);
  });
}
