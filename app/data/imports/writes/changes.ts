import { sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { inBatches, rowsOf } from "#data/imports/writes/rows.ts";
import type { Created } from "#data/imports/writes/users.ts";
import type { ImportPlan } from "#domain/imports/plan.ts";
import type { UserRecord } from "#domain/imports/undo.ts";

interface Changes {
  readonly plan: ImportPlan;
  readonly created: readonly Created[];
  /** Users whose identifier passed to another user. */
  readonly renumbered: readonly string[];
  readonly before: ReadonlyMap<string, UserRecord>;
  readonly after: ReadonlyMap<string, UserRecord>;
  readonly importId: string;
}

export async function insertChanges(tx: SchoolTransaction, changes: Changes): Promise<void> {
  const { plan, created, renumbered, before, after, importId } = changes;
  const records = (userId: string) => ({ before: before.get(userId), after: after.get(userId) });
  const changed = [
    ...plan.updated.map((update) => ({ ...update, kind: "updated" })),
    ...plan.returned.map((update) => ({ ...update, kind: "returned" })),
  ];
  const planned = new Set([...changed, ...plan.masked].map(({ userId }) => userId));
  if (created.length > 0) {
    await tx.db.execute(sql`
      insert into import_changes (uai, import_id, user_id, kind)
      select ${tx.uai}, ${importId}::uuid, id, 'created'
      from unnest(${sql.param(created.map(({ id }) => id))}::uuid[]) as id`);
  }
  const rows = [
    ...changed.map(({ userId, kind, changes }) => ({ user_id: userId, kind, changes, ...records(userId) })),
    ...plan.masked.map(({ userId }) => ({ user_id: userId, kind: "masked", ...records(userId) })),
    ...renumbered
      .filter((userId) => !planned.has(userId))
      .map((userId) => ({ user_id: userId, kind: "updated", ...records(userId) })),
  ];
  await inBatches(
    tx,
    rows,
    (batch) => sql`
      insert into import_changes (uai, import_id, user_id, kind, changes, before, after)
      select ${tx.uai}, ${importId}::uuid, user_id, kind, changes, before, after
      from ${rowsOf(batch, "user_id uuid, kind text, changes jsonb, before jsonb, after jsonb")}`,
  );
}
