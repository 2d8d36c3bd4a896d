import { type App, onUser } from "#actions/run.ts";
import { appendEvent } from "#data/history/events.ts";
import { liftMaskings } from "#data/people/maskings.ts";
import type { StoredUser } from "#data/people/users.ts";
import { done, type Outcome } from "#domain/outcome.ts";
import { type Actor, whyNotRestore } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** Shows a manual user again, with the same login and password. */
export async function restoreUser(
  app: App,
  actor: Actor,
  uai: string,
  userId: string,
): Promise<Outcome<StoredUser, Reason>> {
  return onUser(app, actor, uai, userId, whyNotRestore, async (tx, user) => {
    const at = app.clock();
    await liftMaskings(tx, [userId], { at, by: actor.userId });
    await appendEvent(tx, { at, action: "user-restored", actorId: actor.userId, targetId: userId });
    return done(user);
  });
}
