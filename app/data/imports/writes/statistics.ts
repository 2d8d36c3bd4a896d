import { sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";

/**
 * While PostgreSQL's statistics show next to no users (never counted, or counted by a vacuum, a restore or a new
 * index before they came), it checks a foreign key by any index and walks through the school for each row: a
 * minute for 4,000 pupils. Counting the key's columns mends it.
 */
export async function correctStatistics(tx: SchoolTransaction, created: number): Promise<void> {
  const { rows } = await tx.db.execute<{ are_stale: boolean; role: string }>(sql`
    select reltuples < ${created} as are_stale, current_setting('role') as role
    from pg_class where oid = 'users'::regclass`);
  const [{ are_stale, role }] = rows as [(typeof rows)[number]];
  if (!are_stale) return;
  // Only the owner of the tables may.
  await tx.db.execute(sql`set local role none`);
  await tx.db.execute(sql`analyze users (uai, id)`);
  await tx.db.execute(sql`select set_config('role', ${role}, true)`);
}
