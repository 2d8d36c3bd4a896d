import { type SQL, sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";

/** Bounds the memory of a statement, here and in PostgreSQL. */
const rowsPerStatement = 1000;

/** Rows travel as one JSON parameter and are called `row`; `columns` declares them to PostgreSQL. */
export function rowsOf(rows: readonly object[], columns: string): SQL {
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as row (${sql.raw(columns)})`;
}

export async function inBatches<Item>(
  tx: SchoolTransaction,
  items: readonly Item[],
  statementOf: (batch: readonly Item[]) => SQL,
): Promise<void> {
  for (let start = 0; start < items.length; start += rowsPerStatement) {
    await tx.db.execute(statementOf(items.slice(start, start + rowsPerStatement)));
  }
}
