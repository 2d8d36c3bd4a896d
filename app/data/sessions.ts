import { and, eq } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { sessions } from "#data/schema.ts";
import type { SessionPurpose } from "#domain/session.ts";

export interface StoredSession {
  readonly tokenHash: string;
  readonly userId: string;
  readonly purpose: SessionPurpose;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly notice: string | undefined;
}

export async function findSession(
  tx: SchoolTransaction,
  tokenHash: string,
): Promise<StoredSession | undefined> {
  const [row] = await tx.db
    .select()
    .from(sessions)
    .where(and(eq(sessions.uai, tx.uai), eq(sessions.tokenHash, tokenHash)));
  return row && { ...row, notice: row.notice ?? undefined };
}

export async function insertSession(
  tx: SchoolTransaction,
  session: { tokenHash: string; userId: string; purpose: SessionPurpose; at: Date },
): Promise<void> {
  const { at, ...rest } = session;
  await tx.db.insert(sessions).values({ uai: tx.uai, ...rest, createdAt: at, lastUsedAt: at });
}

export async function updateSession(
  tx: SchoolTransaction,
  tokenHash: string,
  values: { lastUsedAt?: Date; notice?: string | null },
): Promise<void> {
  await tx.db
    .update(sessions)
    .set(values)
    .where(and(eq(sessions.uai, tx.uai), eq(sessions.tokenHash, tokenHash)));
}

export async function deleteSession(tx: SchoolTransaction, tokenHash: string): Promise<void> {
  await tx.db.delete(sessions).where(and(eq(sessions.uai, tx.uai), eq(sessions.tokenHash, tokenHash)));
}

export async function deleteSessionsOf(tx: SchoolTransaction, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await tx.db.delete(sessions).where(and(eq(sessions.uai, tx.uai), isAnyOf(sessions.userId, userIds)));
}
