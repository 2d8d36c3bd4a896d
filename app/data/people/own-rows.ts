import { sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";

const own = [
  ["guardianships", "guardian_id"],
  ["guardianships", "pupil_id"],
  ["pupil_divisions", "pupil_id"],
  ["teaching_links", "user_id"],
  ["credentials", "user_id"],
  ["sessions", "user_id"],
  ["devices", "user_id"],
  ["mailed_links", "user_id"],
  ["authenticators", "user_id"],
  ["recovery_codes", "user_id"],
  ["saved_views", "user_id"],
  ["selections", "user_id"],
] as const;

/** All that hangs on these people and is of no use without them: links, passwords, open sessions. */
export async function deleteOwnRows(tx: SchoolTransaction, ids: readonly string[]): Promise<void> {
  for (const [table, column] of own) await deleteRowsOf(tx, table, column, ids);
}

export async function deleteRowsOf(
  tx: SchoolTransaction,
  table: string,
  column: string,
  ids: readonly string[],
): Promise<void> {
  await tx.db.execute(sql`
    delete from ${sql.identifier(table)}
    where uai = ${tx.uai} and ${sql.identifier(column)} = any(${sql.param([...ids])}::uuid[])`);
}
