import { sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";

/**
 * Where PostgreSQL knows of next to no users (nobody has counted them yet, or a vacuum, a restore, a new index
 * did before they came), it takes any index to check a foreign key and walks through the school for each row:
 * a minute for 4,000 pupils. The columns of the key are enough to set it right.
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
