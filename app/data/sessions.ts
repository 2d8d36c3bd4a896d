import { and, desc, eq, isNotNull, ne, type SQL } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { sessions } from "#data/schema.ts";
import type { Place } from "#domain/device.ts";
import type { SessionPurpose } from "#domain/session.ts";

export interface StoredSession {
  readonly tokenHash: string;
  readonly id: string;
  readonly userId: string;
  readonly purpose: SessionPurpose;
  readonly device: string | undefined;
  readonly network: string | undefined;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly notice: string | undefined;
  /** The portal opened it. */
  readonly byPortal: boolean;
}

export async function findSession(
  tx: SchoolTransaction,
  tokenHash: string,
): Promise<StoredSession | undefined> {
  const [row] = await tx.db
    .select()
    .from(sessions)
    .where(and(eq(sessions.uai, tx.uai), eq(sessions.tokenHash, tokenHash)));
  return row && toSession(row);
}

function toSession(row: typeof sessions.$inferSelect): StoredSession {
  const { device, network, notice, ticketHash, ...rest } = row;
  return {
    ...rest,
    byPortal: ticketHash !== null,
    device: device ?? undefined,
    network: network ?? undefined,
    notice: notice ?? undefined,
  };
}

export async function insertSession(
  tx: SchoolTransaction,
  session: {
    tokenHash: string;
    userId: string;
    purpose: SessionPurpose;
    at: Date;
    place?: Place | undefined;
  },
): Promise<void> {
  const { at, place, ...rest } = session;
  await tx.db.insert(sessions).values({ uai: tx.uai, ...rest, ...place, createdAt: at, lastUsedAt: at });
}

export async function updateSession(
  tx: SchoolTransaction,
  tokenHash: string,
  values: { lastUsedAt?: Date; network?: string | undefined; notice?: string | null },
): Promise<void> {
  await tx.db
    .update(sessions)
    .set(values)
    .where(and(eq(sessions.uai, tx.uai), eq(sessions.tokenHash, tokenHash)));
}

export async function deleteSession(tx: SchoolTransaction, tokenHash: string): Promise<void> {
  await tx.db.delete(sessions).where(and(eq(sessions.uai, tx.uai), eq(sessions.tokenHash, tokenHash)));
}

/** The one that the portal opened with this ticket. */
export async function deleteSessionByTicket(tx: SchoolTransaction, ticketHash: string): Promise<void> {
  await deleteWhere(tx, eq(sessions.ticketHash, ticketHash));
}

/** Opened through the portal: it no longer vouches for this account. */
export async function deletePortalSessionsOf(tx: SchoolTransaction, userId: string): Promise<void> {
  await deleteWhere(tx, and(eq(sessions.userId, userId), isNotNull(sessions.ticketHash)));
}

/** How many were closed. */
export async function deleteSessionsOf(tx: SchoolTransaction, userIds: readonly string[]): Promise<number> {
  if (userIds.length === 0) return 0;
  return deleteWhere(tx, isAnyOf(sessions.userId, userIds));
}

export async function deleteSessionOf(tx: SchoolTransaction, userId: string, id: string): Promise<number> {
  return deleteWhere(tx, and(eq(sessions.userId, userId), eq(sessions.id, id)));
}

export async function deleteOtherSessionsOf(
  tx: SchoolTransaction,
  userId: string,
  tokenHash: string,
): Promise<number> {
  return deleteWhere(tx, and(eq(sessions.userId, userId), ne(sessions.tokenHash, tokenHash)));
}

async function deleteWhere(tx: SchoolTransaction, condition: SQL | undefined): Promise<number> {
  const rows = await tx.db
    .delete(sessions)
    .where(and(eq(sessions.uai, tx.uai), condition))
    .returning({ id: sessions.id });
  return rows.length;
}

/** The last used first; some of them may have ended since. */
export async function listSessionsOf(tx: SchoolTransaction, userId: string): Promise<StoredSession[]> {
  const rows = await tx.db
    .select()
    .from(sessions)
    .where(and(eq(sessions.uai, tx.uai), eq(sessions.userId, userId)))
    .orderBy(desc(sessions.lastUsedAt));
  return rows.map(toSession);
}
