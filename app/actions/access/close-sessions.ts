import { type App, onUser } from "#actions/run.ts";
import { deleteOtherSessionsOf, deleteSessionOf, deleteSessionsOf } from "#data/access/sessions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvent } from "#data/history/events.ts";
import type { StoredUser } from "#data/people/users.ts";
import { done, type Outcome } from "#domain/outcome.ts";
import { type Actor, whyNotCloseSessions } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** One of one's own, or all of one's own but that from which one asks. */
export async function closeOwnSessions(
  app: Pick<App, "database" | "clock">,
  uai: string,
  userId: string,
  which: { readonly id: string } | { readonly allBut: string },
): Promise<void> {
  await app.database.inSchool(uai, async (tx) => {
    const closed =
      "id" in which
        ? await deleteSessionOf(tx, userId, which.id)
        : await deleteOtherSessionsOf(tx, userId, which.allBut);
    if (closed > 0) await writeDown(app, tx, userId, userId, closed);
  });
}

/** Somebody else's, all of them: the password stays as it is. */
export async function closeSessions(
  app: Pick<App, "database" | "clock">,
  actor: Actor,
  uai: string,
  userId: string,
): Promise<Outcome<StoredUser, Reason>> {
  const whyNot = (user: StoredUser) => whyNotCloseSessions(actor, user);
  return onUser(app, actor, uai, userId, whyNot, async (tx, user) => {
    const closed = await deleteSessionsOf(tx, [userId]);
    await writeDown(app, tx, actor.userId, userId, closed);
    return done(user);
  });
}

async function writeDown(
  app: Pick<App, "clock">,
  tx: SchoolTransaction,
  actorId: string | undefined,
  targetId: string,
  closed: number,
): Promise<void> {
  await appendEvent(tx, { at: app.clock(), action: "sessions-closed", actorId, targetId, after: { closed } });
}
