import { and, asc, eq } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { users } from "#data/people/schema.ts";

/**
 * Until the end of the transaction; in the order of their ids, so that two who hold the same people wait for each other,
 * not for ever. Whoever changes maskings holds their people first: the trigger of `maskings` writes on both.
 */
export async function holdPeople(tx: SchoolTransaction, ids: readonly string[]): Promise<void> {
  await tx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.uai, tx.uai), isAnyOf(users.id, ids)))
    .orderBy(asc(users.id))
    .for("no key update");
}
