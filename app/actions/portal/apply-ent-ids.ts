import { lockPlannedFile } from "#actions/portal/_waiting-file.ts";
import { type App, asAdministrator } from "#actions/run.ts";
import { deletePortalSessionsOf } from "#data/access/sessions.ts";
import { violates } from "#data/constraints.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvents } from "#data/history/events.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { lockUsers } from "#data/people/users.ts";
import { endEntIdFile, updateEntIdFile, writeEntIds } from "#data/portal/ent-id-files.ts";
import { isDeepEqual } from "#domain/imports/deep-equal.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import {
  decidedWrites,
  type EntIdsWritten,
  type EntIdWrite,
  secondWrites,
} from "#domain/portal/ent-ids/decisions.ts";
import { shownName } from "#domain/portal/ent-ids/lists.ts";
import { planEntIds } from "#domain/portal/ent-ids/plan.ts";
import type { Reason } from "#domain/reasons.ts";

/** Of whom the file would no longer write what somebody has read. */
export interface ChangedSince {
  readonly changed: readonly string[];
}

/**
 * Writes what is ticked and answered, all or nothing. Where the directory has changed since it was read, nothing is
 * written: the new plan is kept, and those concerned are named.
 */
export async function applyEntIds(
  app: Pick<App, "database" | "clock">,
  actor: Actor,
  uai: string,
  fileId: string,
): Promise<Outcome<EntIdsWritten, Reason | ChangedSince>> {
  const apply = () => applyOnce(app, actor, uai, fileId);
  try {
    return await apply();
  } catch (error) {
    // Somebody was given one of these ids after we had looked: looking again tells who.
    if (!violates(error, "users_ent_id")) throw error;
    return apply();
  }
}

async function applyOnce(
  app: Pick<App, "database" | "clock">,
  actor: Actor,
  uai: string,
  fileId: string,
): Promise<Outcome<EntIdsWritten, Reason | ChangedSince>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const locked = await lockPlannedFile(tx, fileId);
    if (!locked.ok) return locked;
    const { plan, lines, decisions } = locked.value;
    const writes = decidedWrites(plan, lines, decisions);
    if (writes.length === 0) return refused("no-ent-id-ticked");
    if (secondWrites(writes).length > 0) return refused("ent-id-twice");
    await lockUsers(
      tx,
      writes.map(({ userId }) => userId),
    );
    const now = planEntIds((await loadDirectory(tx)).users, lines);
    const differing = plan.flatMap((planned, i) => (isDeepEqual(planned, now[i]) ? [] : i));
    const written = new Set(writes.map(({ line }) => line));
    if (differing.some((i) => written.has(plan[i]!.line))) {
      const kept = new Map(Object.entries(decisions));
      for (const i of differing) kept.delete(String(plan[i]!.line));
      await updateEntIdFile(tx, fileId, { plan: now, decisions: Object.fromEntries(kept) });
      return refused({ changed: differing.map((i) => shownName(lines[i]!)) });
    }
    await writeEntIds(tx, writes);
    await deletePortalSessionsOf(
      tx,
      writes.flatMap(({ userId, before }) => (before === undefined ? [] : userId)),
    );
    await tell(tx, app, actor, fileId, writes);
    const replaced = writes.filter(({ before }) => before !== undefined).length;
    const counts = { filled: writes.length - replaced, replaced, leftOut: plan.length - writes.length };
    await endEntIdFile(tx, fileId, { at: app.clock(), by: actor.userId, counts });
    return done(counts);
  });
}

async function tell(
  tx: SchoolTransaction,
  app: Pick<App, "clock">,
  actor: Actor,
  entIdFile: string,
  writes: readonly EntIdWrite[],
): Promise<void> {
  const at = app.clock();
  await appendEvents(
    tx,
    writes.map(({ userId, entId, before }) => ({
      at,
      action: "ent-id-filled",
      actorId: actor.userId,
      targetId: userId,
      before: { entId: before ?? null },
      after: { entId, entIdFile },
    })),
  );
}
