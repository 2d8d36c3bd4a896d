import { and, desc, eq, gt, isNotNull, ne, type SQL, sql } from "drizzle-orm";
import { sessions } from "#data/access/schema.ts";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import type { Place } from "#domain/access/device.ts";
import { type EntryPurpose, purposeNow, type SessionPurpose } from "#domain/access/session.ts";

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
  /** When the second factor was last proved. */
  readonly provedAt: Date | undefined;
  readonly hasAuthenticator: boolean;
  /** The portal opened it. */
  readonly byPortal: boolean;
}

/** Not what is only read where it serves: the challenge. */
const columns = {
  tokenHash: sessions.tokenHash,
  id: sessions.id,
  userId: sessions.userId,
  purpose: sessions.purpose,
  device: sessions.device,
  network: sessions.network,
  createdAt: sessions.createdAt,
  lastUsedAt: sessions.lastUsedAt,
  notice: sessions.notice,
  provedAt: sessions.provedAt,
  ticketHash: sessions.ticketHash,
  hasAuthenticator: sql<boolean>`exists (
    select 1 from authenticators a where a.uai = sessions.uai and a.user_id = sessions.user_id)`,
};

export async function findSession(
  tx: SchoolTransaction,
  tokenHash: string,
): Promise<StoredSession | undefined> {
  const [row] = await tx.db
    .select(columns)
    .from(sessions)
    .where(and(eq(sessions.uai, tx.uai), eq(sessions.tokenHash, tokenHash)));
  return row && toSession(row);
}

type Row = Pick<typeof sessions.$inferSelect, Exclude<keyof typeof columns, "hasAuthenticator">> & {
  hasAuthenticator: boolean;
};

function toSession(row: Row): StoredSession {
  const { device, network, notice, ticketHash, ...rest } = row;
  const provedAt = row.provedAt ?? undefined;
  return {
    ...rest,
    provedAt,
    purpose: purposeNow({ ...rest, provedAt }),
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
    purpose: EntryPurpose;
    at: Date;
    provedAt?: Date | undefined;
    place?: Place | undefined;
  },
): Promise<void> {
  const { at, place, ...rest } = session;
  await tx.db.insert(sessions).values({ uai: tx.uai, ...rest, ...place, createdAt: at, lastUsedAt: at });
}

export async function updateSession(
  tx: SchoolTransaction,
  tokenHash: string,
  values: { lastUsedAt?: Date; network?: string | undefined; notice?: string | null; provedAt?: Date },
): Promise<void> {
  await tx.db
    .update(sessions)
    .set(values)
    .where(and(eq(sessions.uai, tx.uai), eq(sessions.tokenHash, tokenHash)));
}

/**
 * The second factor is proved: the session goes on under another token, so that whoever knew the former one has
 * nothing. False when it has ended meanwhile.
 */
export async function renewSession(
  tx: SchoolTransaction,
  formerHash: string,
  tokenHash: string,
  at: Date,
): Promise<boolean> {
  const rows = await tx.db
    .update(sessions)
    .set({ tokenHash, provedAt: at, lastUsedAt: at, challenge: null, challengeEndsAt: null })
    .where(and(eq(sessions.uai, tx.uai), eq(sessions.tokenHash, formerHash)))
    .returning({ id: sessions.id });
  return rows.length > 0;
}

export async function keepChallenge(
  tx: SchoolTransaction,
  tokenHash: string,
  challenge: string,
  endsAt: Date,
): Promise<void> {
  await tx.db
    .update(sessions)
    .set({ challenge, challengeEndsAt: endsAt })
    .where(and(eq(sessions.uai, tx.uai), eq(sessions.tokenHash, tokenHash)));
}

/** It serves once, whatever is answered to it. */
export async function takeChallenge(
  tx: SchoolTransaction,
  tokenHash: string,
  now: Date,
): Promise<string | undefined> {
  const here = and(eq(sessions.uai, tx.uai), eq(sessions.tokenHash, tokenHash));
  const [row] = await tx.db
    .select({ challenge: sessions.challenge })
    .from(sessions)
    .where(and(here, gt(sessions.challengeEndsAt, now)))
    .for("update");
  await tx.db.update(sessions).set({ challenge: null, challengeEndsAt: null }).where(here);
  return row?.challenge ?? undefined;
}

export async function deleteSession(tx: SchoolTransaction, tokenHash: string): Promise<void> {
  await tx.db.delete(sessions).where(and(eq(sessions.uai, tx.uai), eq(sessions.tokenHash, tokenHash)));
}

/** The one that the portal opened with this ticket. */
export async function deleteSessionByTicket(tx: SchoolTransaction, ticketHash: string): Promise<void> {
  await deleteWhere(tx, eq(sessions.ticketHash, ticketHash));
}

/** Opened through the portal: it no longer vouches for these accounts. */
export async function deletePortalSessionsOf(
  tx: SchoolTransaction,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  await deleteWhere(tx, and(isAnyOf(sessions.userId, userIds), isNotNull(sessions.ticketHash)));
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
    .select(columns)
    .from(sessions)
    .where(and(eq(sessions.uai, tx.uai), eq(sessions.userId, userId)))
    .orderBy(desc(sessions.lastUsedAt));
  return rows.map(toSession);
}
