/** Which inspectors a school lets in, and which schools let an inspector in. */

import { and, asc, desc, eq, gte, isNull, or } from "drizzle-orm";
import type { Queries, SchoolTransaction } from "#data/database.ts";
import { nameOf } from "#data/history/history.ts";
import { inspectorOpenings } from "#data/inspectors/schema.ts";
import { users } from "#data/people/schema.ts";
import { schools } from "#data/school/schema.ts";
import type { CalendarDate } from "#domain/calendar.ts";
import type { Opening } from "#domain/inspectors/inspector.ts";

export interface StoredOpening extends Opening {
  readonly id: string;
  readonly inspectorId: string;
  readonly openedAt: Date;
  /** By name. */
  readonly openedBy: string;
}

/** Latest first, ended ones too. */
export async function listOpenings(tx: SchoolTransaction): Promise<StoredOpening[]> {
  const rows = await tx.db
    .select({ opening: inspectorOpenings, by: { lastName: users.lastName, firstName: users.firstName } })
    .from(inspectorOpenings)
    .leftJoin(users, and(eq(users.uai, inspectorOpenings.uai), eq(users.id, inspectorOpenings.openedBy)))
    .where(eq(inspectorOpenings.uai, tx.uai))
    .orderBy(desc(inspectorOpenings.openedAt));
  return rows.map(({ opening, by }) => ({
    ...opening,
    endsOn: opening.endsOn ?? undefined,
    closedAt: opening.closedAt ?? undefined,
    openedBy: nameOf(opening.openedBy, by)!,
  }));
}

/** The one that was not closed; its last day may be past. Locked until the transaction ends. */
export async function lockOpening(
  tx: SchoolTransaction,
  inspectorId: string,
): Promise<(Opening & { readonly id: string }) | undefined> {
  const [row] = await tx.db
    .select()
    .from(inspectorOpenings)
    .where(
      and(
        eq(inspectorOpenings.uai, tx.uai),
        eq(inspectorOpenings.inspectorId, inspectorId),
        isNull(inspectorOpenings.closedAt),
      ),
    )
    .for("update");
  return row && { id: row.id, endsOn: row.endsOn ?? undefined, closedAt: undefined };
}

export async function insertOpening(
  tx: SchoolTransaction,
  opening: {
    id: string;
    inspectorId: string;
    openedAt: Date;
    openedBy: string;
    endsOn: CalendarDate | undefined;
  },
): Promise<void> {
  await tx.db.insert(inspectorOpenings).values({ uai: tx.uai, ...opening, endsOn: opening.endsOn ?? null });
}

export async function closeOpening(tx: SchoolTransaction, id: string, at: Date, by: string): Promise<void> {
  await tx.db
    .update(inspectorOpenings)
    .set({ closedAt: at, closedBy: by })
    .where(and(eq(inspectorOpenings.uai, tx.uai), eq(inspectorOpenings.id, id)));
}

/** The schools that let an inspector in today. */
export async function listOpenSchools(
  db: Queries,
  inspectorId: string,
  today: CalendarDate,
): Promise<{ uai: string; name: string; endsOn: CalendarDate | undefined }[]> {
  const rows = await db
    .select({ uai: schools.uai, name: schools.name, endsOn: inspectorOpenings.endsOn })
    .from(inspectorOpenings)
    .innerJoin(schools, eq(schools.uai, inspectorOpenings.uai))
    .where(
      and(
        eq(inspectorOpenings.inspectorId, inspectorId),
        isNull(inspectorOpenings.closedAt),
        or(isNull(inspectorOpenings.endsOn), gte(inspectorOpenings.endsOn, today)),
      ),
    )
    .orderBy(asc(schools.name), asc(schools.uai));
  return rows.map((row) => ({ ...row, endsOn: row.endsOn ?? undefined }));
}
