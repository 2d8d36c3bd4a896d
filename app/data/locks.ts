import { and, asc, eq } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { users } from "#data/people/schema.ts";

/**
 * Locks people until the end of the transaction, in the order of their ids, so that two transactions never
 * deadlock. Changing maskings needs this lock first: the trigger of `maskings` also writes `users`.
 */
export async function lockPeople(tx: SchoolTransaction, ids: readonly string[]): Promise<void> {
  await tx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.uai, tx.uai), isAnyOf(users.id, ids)))
    .orderBy(asc(users.id))
    .for("no key update");
}
