import { and, count, eq } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { recoveryCodes } from "#data/second-factor/schema.ts";
import { hashToken } from "#data/token.ts";

/** In the place of those before; with none, there are no more. */
export async function replaceRecoveryCodes(
  tx: SchoolTransaction,
  userId: string,
  codes: readonly string[],
): Promise<void> {
  await tx.db.delete(recoveryCodes).where(ownedBy(tx, userId));
  if (codes.length === 0) return;
  await tx.db
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ uai: tx.uai, userId, codeHash: hashToken(code) })));
}

/** Each is good once: of two at once, one is used. */
export async function spendRecoveryCode(
  tx: SchoolTransaction,
  userId: string,
  code: string,
): Promise<boolean> {
  const rows = await tx.db
    .delete(recoveryCodes)
    .where(and(ownedBy(tx, userId), eq(recoveryCodes.codeHash, hashToken(code))))
    .returning({ userId: recoveryCodes.userId });
  return rows.length > 0;
}

export async function countRecoveryCodes(tx: SchoolTransaction, userId: string): Promise<number> {
  const [row] = await tx.db.select({ left: count() }).from(recoveryCodes).where(ownedBy(tx, userId));
  return row?.left ?? 0;
}

function ownedBy(tx: SchoolTransaction, userId: string) {
  return and(eq(recoveryCodes.uai, tx.uai), eq(recoveryCodes.userId, userId));
}
