import { type App, asAdministrator } from "#actions/run.ts";
import { revokeAccess } from "#data/access/revoke.ts";
import { appendEvent } from "#data/history/events.ts";
import { insertMaskings } from "#data/people/maskings.ts";
import { lockUser, type StoredUser } from "#data/people/users.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { type Actor, whyNotMask } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** Hides a manual user and closes the account; everything the person did stays. */
export async function maskUser(
  app: App,
  actor: Actor,
  uai: string,
  userId: string,
): Promise<Outcome<StoredUser, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user) return refused("not-found");
    const reason = whyNotMask(actor, user);
    if (reason) return refused(reason);
    const at = app.clock();
    await insertMaskings(tx, [{ userId, reason: "by-hand" }], { at, by: actor.userId });
    await revokeAccess(tx, [userId], at);
    await appendEvent(tx, { at, action: "user-masked", actorId: actor.userId, targetId: userId });
    return done(user);
  });
}
