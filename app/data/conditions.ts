import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** One parameter however many ids: `in (…)` would take one each, and PostgreSQL takes 65,535 in all. */
export function isAnyOf(column: SQLWrapper, ids: readonly string[]): SQL {
  return sql`${column} = any(${sql.param([...ids])}::uuid[])`;
}
