/** People of the portal without an account here, and the accounts that could be theirs. */

import { and, asc, count, desc, eq, isNull, lt, ne, type SQL, sql } from "drizzle-orm";
import type { Queries, SchoolTransaction } from "#data/database.ts";
import { nameMatches } from "#data/people/name-search.ts";
import { users } from "#data/people/schema.ts";
import { type StoredUser, toUser } from "#data/people/users.ts";
import { portalArrivals } from "#data/portal/schema.ts";
import type { PortalIdentity } from "#domain/portal/portal.ts";

export interface StoredArrival extends PortalIdentity {
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly visits: number;
  /** The id is that of an account that is masked. */
  readonly maskedUser: string | undefined;
}

/** Beyond `most`, whoever has not come for longest is forgotten. */
export async function recordArrival(
  tx: SchoolTransaction,
  { entId, shownName = undefined }: PortalIdentity,
  at: Date,
  most: number,
): Promise<void> {
  await tx.db
    .insert(portalArrivals)
    .values({ uai: tx.uai, entId, shownName: shownName ?? null, firstAt: at, lastAt: at, visits: 1 })
    .onConflictDoUpdate({
      target: [portalArrivals.uai, portalArrivals.entId],
      set: { lastAt: at, shownName: shownName ?? null, visits: sql`${portalArrivals.visits} + 1` },
    });
  await tx.db.execute(sql`
    delete from portal_arrivals where uai = ${tx.uai} and ent_id in (
      select ent_id from portal_arrivals where uai = ${tx.uai}
      order by last_at desc, ent_id offset ${most})`);
}

/** An id that an account has been given since, by hand or by a file, waits no more. */
const isWaiting = sql`not exists (
  select 1 from users u where u.uai = portal_arrivals.uai and u.ent_id = portal_arrivals.ent_id and not u.masked)`;

export async function countArrivals(tx: SchoolTransaction): Promise<number> {
  const [row] = await tx.db
    .select({ arrivals: count() })
    .from(portalArrivals)
    .where(and(eq(portalArrivals.uai, tx.uai), isWaiting));
  return row?.arrivals ?? 0;
}

/** The last come first. */
export async function listArrivals(
  tx: SchoolTransaction,
  { limit, offset }: { limit: number; offset: number },
): Promise<StoredArrival[]> {
  const rows = await waiting(tx)
    .orderBy(desc(portalArrivals.lastAt), asc(portalArrivals.entId))
    .limit(limit)
    .offset(offset);
  return rows.map(toArrival);
}

export async function findArrival(tx: SchoolTransaction, entId: string): Promise<StoredArrival | undefined> {
  const [row] = await waiting(tx, eq(portalArrivals.entId, entId));
  return row && toArrival(row);
}

function waiting(tx: SchoolTransaction, condition?: SQL) {
  return tx.db
    .select({
      arrival: portalArrivals,
      maskedUser: sql<string | null>`(
        select u.id from users u where u.uai = portal_arrivals.uai and u.ent_id = portal_arrivals.ent_id)`,
    })
    .from(portalArrivals)
    .where(and(eq(portalArrivals.uai, tx.uai), isWaiting, condition));
}

function toArrival({ arrival, maskedUser }: Awaited<ReturnType<typeof waiting>>[number]): StoredArrival {
  const { uai: _, shownName, ...rest } = arrival;
  return { ...rest, shownName: shownName ?? undefined, maskedUser: maskedUser ?? undefined };
}

/** False when it was there no more. */
export async function deleteArrival(tx: SchoolTransaction, entId: string): Promise<boolean> {
  const rows = await tx.db
    .delete(portalArrivals)
    .where(and(eq(portalArrivals.uai, tx.uai), eq(portalArrivals.entId, entId)))
    .returning({ entId: portalArrivals.entId });
  return rows.length > 0;
}

/** Accounts that an id could be given to: every part of this name is in theirs, and they have none. */
export async function listLinkable(
  tx: SchoolTransaction,
  name: string,
  { limit, withAdministrator }: { limit: number; withAdministrator: boolean },
): Promise<StoredUser[]> {
  const rows = await tx.db
    .select()
    .from(users)
    .where(
      and(
        eq(users.uai, tx.uai),
        isNull(users.entId),
        isNull(users.erasedAt),
        eq(users.masked, false),
        withAdministrator ? undefined : ne(users.profile, "administrator"),
        nameMatches(users.nameKey, name),
      ),
    )
    .orderBy(asc(users.nameKey), asc(users.id))
    .limit(limit);
  return rows.map((row) => toUser(row));
}

/** Whoever has not come since, in every school. */
export async function removeArrivals(db: Queries, before: Date): Promise<void> {
  await db.delete(portalArrivals).where(lt(portalArrivals.lastAt, before));
}
