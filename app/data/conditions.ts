import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** One parameter for any number of ids: `in (…)` takes one each, and PostgreSQL allows 65,535. */
export function isAnyOf(column: SQLWrapper, ids: readonly string[]): SQL {
  return sql`${column} = any(${sql.param([...ids])}::uuid[])`;
}
