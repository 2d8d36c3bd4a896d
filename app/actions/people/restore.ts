import { type App, type Doing, onUser } from "#actions/run.ts";
import { appendEvents } from "#data/history/events.ts";
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
    await restoreAll({ app, tx, actor, at: app.clock() }, [user]);
    return done(user);
  });
}

export async function restoreAll(
  { tx, actor, at, selectionId }: Doing,
  people: readonly StoredUser[],
): Promise<void> {
  const ids = people.map(({ id }) => id);
  await liftMaskings(tx, ids, { at, by: actor.userId, ...(selectionId && { selectionId }) });
  await appendEvents(
    tx,
    ids.map((targetId) => ({ at, action: "user-restored", actorId: actor.userId, targetId })),
  );
}
