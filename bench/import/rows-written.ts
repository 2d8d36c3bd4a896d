import type { Database } from "#data/database.ts";

export interface RowsWritten {
  readonly count: number;
  readonly bytes: number;
}

/** What the tables of the schools hold, but for an import's own row: it carries the whole plan. */
export async function rowsWritten({ pool }: Database): Promise<RowsWritten> {
  const tables = await pool.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'imports'`,
  );
  const each = tables.rows.map(({ name }) => `select pg_column_size(${name}.*) as bytes from ${name}`);
  const { rows } = await pool.query<{ count: number; bytes: number }>(
    `select count(*)::int as count, coalesce(sum(bytes), 0)::int as bytes from (${each.join(" union all ")}) as row`,
  );
  return rows[0]!;
}
