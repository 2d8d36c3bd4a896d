/** People chosen together for one deed. Each is its owner's alone. */

import { and, eq, lt, sql } from "drizzle-orm";
import type { Queries, SchoolTransaction } from "#data/database.ts";
import { selections } from "#data/people/schema.ts";
import type { BulkAction, BulkOutcome } from "#domain/bulk.ts";

export interface StoredSelection {
  readonly id: string;
  readonly userId: string;
  readonly action: BulkAction;
  readonly ids: readonly string[];
  readonly codes: readonly string[];
  /** The earlier one that it turns round. */
  readonly undoes: string | undefined;
  readonly ended: { readonly at: Date; readonly outcome: BulkOutcome } | undefined;
}

interface NewSelection {
  readonly id: string;
  readonly userId: string;
  readonly action: BulkAction;
  readonly ids: readonly string[];
  readonly undoes?: string;
  readonly createdAt: Date;
}

export async function insertSelection(tx: SchoolTransaction, selection: NewSelection): Promise<void> {
  await tx.db
    .insert(selections)
    .values({ uai: tx.uai, ...selection, ids: [...selection.ids] })
    .onConflictDoNothing();
}

export async function findSelection(
  tx: SchoolTransaction,
  id: string,
  userId: string,
): Promise<StoredSelection | undefined> {
  const [row] = await tx.db
    .select()
    .from(selections)
    .where(own(tx, id, userId));
  return row && toSelection(row);
}

/** Locked until the transaction ends: what is sent twice is done once. */
export async function lockSelection(
  tx: SchoolTransaction,
  id: string,
  userId: string,
): Promise<StoredSelection | undefined> {
  const [row] = await tx.db
    .select()
    .from(selections)
    .where(own(tx, id, userId))
    .for("update");
  return row && toSelection(row);
}

export async function setSelectionCodes(
  tx: SchoolTransaction,
  id: string,
  userId: string,
  codes: readonly string[],
): Promise<void> {
  await tx.db
    .update(selections)
    .set({ codes: [...codes] })
    .where(and(own(tx, id, userId), sql`${selections.doneAt} is null`));
}

export async function endSelection(
  tx: SchoolTransaction,
  { id, userId }: StoredSelection,
  ended: { readonly at: Date; readonly outcome: BulkOutcome },
): Promise<void> {
  await tx.db
    .update(selections)
    .set({ doneAt: ended.at, outcome: ended.outcome })
    .where(own(tx, id, userId));
}

/** Of the deed that this selection did, the one that turned it round since. */
export async function findUndo(
  tx: SchoolTransaction,
  id: string,
  userId: string,
): Promise<string | undefined> {
  const [row] = await tx.db
    .select({ id: selections.id })
    .from(selections)
    .where(
      and(
        eq(selections.uai, tx.uai),
        eq(selections.userId, userId),
        eq(selections.undoes, id),
        sql`${selections.doneAt} is not null`,
      ),
    );
  return row?.id;
}

/** Above the schools, by the daily job. */
export async function removeSelections(db: Queries, before: Date): Promise<void> {
  await db.delete(selections).where(lt(selections.createdAt, before));
}

function own(tx: SchoolTransaction, id: string, userId: string) {
  return and(eq(selections.uai, tx.uai), eq(selections.id, id), eq(selections.userId, userId));
}

function toSelection(row: typeof selections.$inferSelect): StoredSelection {
  return {
    id: row.id,
    userId: row.userId,
    action: row.action,
    ids: row.ids,
    codes: row.codes,
    undoes: row.undoes ?? undefined,
    ended: row.doneAt && row.outcome ? { at: row.doneAt, outcome: row.outcome } : undefined,
  };
}
