/** Somebody's own views of the users table. */

import { and, asc, count, eq } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { savedViews } from "#data/people/schema.ts";

export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** The table's address after the `?`. */
  readonly query: string;
}

export async function listSavedViews(tx: SchoolTransaction, userId: string): Promise<SavedView[]> {
  return tx.db
    .select({ id: savedViews.id, name: savedViews.name, query: savedViews.query })
    .from(savedViews)
    .where(and(eq(savedViews.uai, tx.uai), eq(savedViews.userId, userId)))
    .orderBy(asc(savedViews.createdAt), asc(savedViews.id));
}

export async function countSavedViews(tx: SchoolTransaction, userId: string): Promise<number> {
  const [row] = await tx.db
    .select({ views: count() })
    .from(savedViews)
    .where(and(eq(savedViews.uai, tx.uai), eq(savedViews.userId, userId)));
  return row?.views ?? 0;
}

export async function insertSavedView(
  tx: SchoolTransaction,
  view: SavedView & { userId: string; createdAt: Date },
): Promise<void> {
  await tx.db.insert(savedViews).values({ uai: tx.uai, ...view });
}

/** False when this is no view of theirs. */
export async function renameSavedView(
  tx: SchoolTransaction,
  userId: string,
  id: string,
  name: string,
): Promise<boolean> {
  const rows = await tx.db
    .update(savedViews)
    .set({ name })
    .where(own(tx, userId, id))
    .returning({ id: savedViews.id });
  return rows.length > 0;
}

/** Answers the name it had; `undefined` when this is no view of theirs. */
export async function deleteSavedView(
  tx: SchoolTransaction,
  userId: string,
  id: string,
): Promise<string | undefined> {
  const [row] = await tx.db
    .delete(savedViews)
    .where(own(tx, userId, id))
    .returning({ name: savedViews.name });
  return row?.name;
}

function own(tx: SchoolTransaction, userId: string, id: string) {
  return and(eq(savedViews.uai, tx.uai), eq(savedViews.userId, userId), eq(savedViews.id, id));
}
