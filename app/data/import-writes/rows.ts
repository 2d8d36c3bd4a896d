import { type SQL, sql } from "drizzle-orm";

/** Rows travel as one JSON parameter and are called `row`; `columns` declares them to PostgreSQL. */
export function rowsOf(rows: readonly object[], columns: string): SQL {
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as row (${sql.raw(columns)})`;
}
