/** The administrator says whose account somebody from the portal has, or that it is nobody's. */

import { edited } from "#actions/people/edit-user.ts";
import { type App, asAdministrator, onUser } from "#actions/run.ts";
import { violates } from "#data/constraints.ts";
import { appendEvent } from "#data/history/events.ts";
import { type StoredUser, updateUser } from "#data/people/users.ts";
import { deleteArrival } from "#data/portal/arrivals.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { type Actor, whyNotLink } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** The same as typing the id into the person's page. */
export async function linkArrival(
  app: App,
  actor: Actor,
  uai: string,
  { entId, userId }: { entId: string; userId: string },
): Promise<Outcome<StoredUser, Reason>> {
  try {
    return await onUser(app, actor, uai, userId, whyNotLink, async (tx, user) => {
      if (!(await deleteArrival(tx, entId))) return refused("arrival-gone");
      await updateUser(tx, userId, user.version, { entId });
      await appendEvent(tx, {
        at: app.clock(),
        action: "user-edited",
        actorId: actor.userId,
        targetId: userId,
        before: edited(user),
        after: { email: user.email, entId },
      });
      return done(user);
    });
  } catch (error) {
    if (violates(error, "users_ent_id")) return refused("ent-id-taken");
    throw error;
  }
}

/** Off the list until the person comes again. */
export async function dismissArrival(
  app: App,
  actor: Actor,
  uai: string,
  entId: string,
): Promise<Outcome<undefined, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    if (!(await deleteArrival(tx, entId))) return refused("arrival-gone");
    await appendEvent(tx, { at: app.clock(), action: "arrival-dismissed", actorId: actor.userId });
    return done();
  });
}
