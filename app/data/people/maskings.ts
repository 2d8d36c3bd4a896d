import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { lockPeople } from "#data/locks.ts";
import { maskings } from "#data/people/schema.ts";
import type { MaskingReason } from "#domain/people/masking.ts";

/** Who did it and when: a person, perhaps to a whole selection, an import, or (all absent) the command line. */
export interface Stamp {
  readonly at: Date;
  readonly by: string | undefined;
  readonly importId?: string;
  readonly selectionId?: string;
}

export interface CurrentMasking {
  readonly reason: MaskingReason;
  readonly at: Date;
}

export async function findMasking(
  tx: SchoolTransaction,
  userId: string,
): Promise<CurrentMasking | undefined> {
  const [row] = await tx.db
    .select({ reason: maskings.reason, at: maskings.maskedAt })
    .from(maskings)
    .where(and(eq(maskings.uai, tx.uai), eq(maskings.userId, userId), isNull(maskings.liftedAt)));
  return row;
}

export async function insertMaskings(
  tx: SchoolTransaction,
  masked: readonly { userId: string; reason: MaskingReason }[],
  stamp: Stamp,
): Promise<void> {
  if (masked.length === 0) return;
  await lockPeople(
    tx,
    masked.map(({ userId }) => userId),
  );
  await tx.db.execute(sql`
    insert into maskings (uai, id, user_id, reason, masked_at, masked_by, import_id, selection_id)
    select ${tx.uai}, gen_random_uuid(), user_id, reason, ${stamp.at.toISOString()}::timestamptz,
           ${stamp.by ?? null}::uuid, ${stamp.importId ?? null}::uuid, ${stamp.selectionId ?? null}::uuid
    from json_to_recordset(${JSON.stringify(masked.map(({ userId, reason }) => ({ user_id: userId, reason })))}::json)
         as masked (user_id uuid, reason text)`);
}

export async function liftMaskings(
  tx: SchoolTransaction,
  userIds: readonly string[],
  stamp: Stamp,
): Promise<void> {
  if (userIds.length === 0) return;
  await lockPeople(tx, userIds);
  await tx.db
    .update(maskings)
    .set({
      liftedAt: stamp.at,
      liftedBy: stamp.by ?? null,
      liftedByImportId: stamp.importId ?? null,
      liftedBySelectionId: stamp.selectionId ?? null,
    })
    .where(and(eq(maskings.uai, tx.uai), isAnyOf(maskings.userId, userIds), isNull(maskings.liftedAt)));
}

/** All that this import masked are shown again. */
export async function liftMaskingsOf(tx: SchoolTransaction, importId: string, stamp: Stamp): Promise<void> {
  const ofImport = and(eq(maskings.uai, tx.uai), eq(maskings.importId, importId), isNull(maskings.liftedAt));
  const masked = await tx.db.select({ userId: maskings.userId }).from(maskings).where(ofImport);
  await lockPeople(
    tx,
    masked.map(({ userId }) => userId),
  );
  await tx.db
    .update(maskings)
    .set({ liftedAt: stamp.at, liftedBy: stamp.by ?? null })
    .where(ofImport);
}

/** As they were before this import showed them again. */
export async function maskAgain(
  tx: SchoolTransaction,
  importId: string,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  await lockPeople(tx, userIds);
  await tx.db
    .update(maskings)
    .set({ liftedAt: null, liftedBy: null, liftedByImportId: null })
    .where(
      and(
        eq(maskings.uai, tx.uai),
        eq(maskings.liftedByImportId, importId),
        isAnyOf(maskings.userId, userIds),
      ),
    );
}

/** Of these people, those whom this selection masked, and nobody has restored since. */
export function listStillMasked(
  tx: SchoolTransaction,
  userIds: readonly string[],
  selectionId: string,
): Promise<Set<string>> {
  return userIdsWhere(tx, userIds, and(eq(maskings.selectionId, selectionId), isNull(maskings.liftedAt)));
}

/** Of these people, those whom this selection showed again, and nobody has masked since. */
export function listStillLifted(
  tx: SchoolTransaction,
  userIds: readonly string[],
  selectionId: string,
): Promise<Set<string>> {
  return userIdsWhere(
    tx,
    userIds,
    and(
      eq(maskings.liftedBySelectionId, selectionId),
      sql`not exists (select 1 from maskings later where later.uai = maskings.uai
        and later.user_id = maskings.user_id and later.id <> maskings.id and later.masked_at >= maskings.lifted_at)`,
    ),
  );
}

async function userIdsWhere(
  tx: SchoolTransaction,
  userIds: readonly string[],
  condition: SQL | undefined,
): Promise<Set<string>> {
  const rows = await tx.db
    .select({ userId: maskings.userId })
    .from(maskings)
    .where(and(eq(maskings.uai, tx.uai), isAnyOf(maskings.userId, userIds), condition));
  return new Set(rows.map(({ userId }) => userId));
}
