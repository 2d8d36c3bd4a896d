import { and, eq, isNull } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { erasureHolds } from "#data/erasure/schema.ts";
import type { Stamp } from "#data/people/maskings.ts";

export async function findErasureHold(tx: SchoolTransaction, userId: string): Promise<string | undefined> {
  const [row] = await tx.db
    .select({ reason: erasureHolds.reason })
    .from(erasureHolds)
    .where(current(tx, userId));
  return row?.reason;
}

export async function insertErasureHold(
  tx: SchoolTransaction,
  hold: { id: string; userId: string; reason: string },
  stamp: Stamp,
): Promise<void> {
  await tx.db.insert(erasureHolds).values({ uai: tx.uai, ...hold, setAt: stamp.at, setBy: stamp.by ?? null });
}

export async function liftErasureHold(tx: SchoolTransaction, userId: string, stamp: Stamp): Promise<void> {
  await tx.db
    .update(erasureHolds)
    .set({ liftedAt: stamp.at, liftedBy: stamp.by ?? null })
    .where(current(tx, userId));
}

function current(tx: SchoolTransaction, userId: string) {
  return and(eq(erasureHolds.uai, tx.uai), eq(erasureHolds.userId, userId), isNull(erasureHolds.liftedAt));
}
