/** "Dernière connexion", wherever it is shown. */

import { and, eq, type SQL, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { isSignIn } from "#data/history/schema.ts";
import { users } from "#data/people/schema.ts";

/** When the person of the query around it last came in, as far as it is kept. */
export const lastSignInOf: SQL<string | null> = sql<string | null>`(
  select to_json(e.at) from events e
  where e.uai = users.uai and e.target_id = users.id and ${sql.raw(isSignIn)}
  order by e.at desc limit 1)`;

export async function findLastSignIn(tx: SchoolTransaction, userId: string): Promise<Date | undefined> {
  const [row] = await tx.db
    .select({ at: lastSignInOf })
    .from(users)
    .where(and(eq(users.uai, tx.uai), eq(users.id, userId)));
  return row?.at ? new Date(row.at) : undefined;
}
