import { type App, asAdministrator } from "#actions/run.ts";
import { appendEvent } from "#data/history/events.ts";
import type { UsersFilter } from "#data/people/users-filter.ts";
import { listUserIds } from "#data/people/users-table.ts";
import { done, type Outcome } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** Somebody takes a list away: who is on it, and that it was taken, by whom, in which words. */
export async function exportUsers(
  app: Pick<App, "database" | "clock">,
  actor: Actor,
  uai: string,
  { filter, waiting, ...taken }: { filter: UsersFilter; waiting: readonly string[] | undefined } & Taken,
): Promise<Outcome<readonly string[], Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const ids = await listUserIds(tx, filter, waiting);
    await appendEvent(tx, {
      at: app.clock(),
      action: "users-exported",
      actorId: actor.userId,
      after: { ...taken, people: ids.length },
    });
    return done(ids);
  });
}

interface Taken {
  readonly format: string;
  /** In French, without a name that was looked for. */
  readonly list: string;
}
