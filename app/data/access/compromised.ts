/** "Comptes compromis": many accounts closed at once are as many events with one number. */

import { and, asc, eq, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { events } from "#data/history/schema.ts";
import { isMasked } from "#data/people/maskings.ts";
import { users } from "#data/people/schema.ts";
import { type StoredUser, toUser } from "#data/people/users.ts";

export interface Closing {
  readonly at: Date;
  readonly people: readonly ClosedAccount[];
}

export interface ClosedAccount extends StoredUser {
  readonly divisions: readonly string[];
  /** A new password went by mail. */
  readonly mailed: boolean;
}

export async function findClosing(tx: SchoolTransaction, id: string): Promise<Closing | undefined> {
  const rows = await tx.db
    .select({
      user: users,
      at: events.at,
      masked: sql<boolean>`${isMasked(tx, users.id)}`,
      mailed: sql<boolean>`(${events.after} ->> 'mailed')::boolean`,
      divisions: sql<string[]>`array(
        select division_code from pupil_divisions d where d.uai = users.uai and d.pupil_id = users.id
        order by division_code)`,
    })
    .from(events)
    .innerJoin(users, and(eq(users.uai, events.uai), eq(users.id, events.targetId)))
    .where(
      and(
        eq(events.uai, tx.uai),
        eq(events.action, "account-compromised"),
        sql`${events.after} ->> 'closing' = ${id}`,
      ),
    )
    .orderBy(asc(users.nameKey), asc(users.id));
  if (rows.length === 0) return undefined;
  return {
    at: rows[0]!.at,
    people: rows.map(({ user, masked, mailed, divisions }) => ({
      ...toUser(user, masked),
      mailed,
      divisions,
    })),
  };
}
