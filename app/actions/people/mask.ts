import { type App, type Doing, onUser } from "#actions/run.ts";
import { maskAccounts } from "#data/access/mask.ts";
import { appendEvents } from "#data/history/events.ts";
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
    await maskAll({ app, tx, actor, at: app.clock() }, [user]);
    return done(user);
  });
}

export async function maskAll(
  { tx, actor, at, selectionId }: Doing,
  people: readonly StoredUser[],
): Promise<void> {
  const masked = people.map(({ id }) => ({ userId: id, reason: "by-hand" as const }));
  await maskAccounts(tx, masked, { at, by: actor.userId, ...(selectionId && { selectionId }) });
  await appendEvents(
    tx,
    people.map(({ id }) => ({ at, action: "user-masked", actorId: actor.userId, targetId: id })),
  );
}
