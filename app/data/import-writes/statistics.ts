import { sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";

/**
 * Where PostgreSQL has been told that there are next to no users (by a vacuum, a restore, a new index), it
 * takes any index to check a foreign key and walks through the school for each row: a minute for 4,000 pupils.
 */
export async function correctStatistics(tx: SchoolTransaction, created: number): Promise<void> {
  const { rows } = await tx.db.execute<{ are_stale: boolean }>(sql`
    select reltuples >= 0 and reltuples < ${created} as are_stale from pg_class where oid = 'users'::regclass`);
  if (!rows[0]?.are_stale) return;
  // Only the owner of the tables may.
  await tx.db.execute(sql`set local role none`);
  await tx.db.execute(sql`analyze users`);
  await tx.db.execute(sql`set local role cpro_app`);
}
