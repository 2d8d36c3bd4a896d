import type { Database } from "#data/database.ts";

export interface RowsWritten {
  readonly count: number;
  readonly bytes: number;
  /** Those that hold a value, of all rows together. */
  readonly columns: number;
}

/** What the tables of the schools hold, but for an import's own row: it carries the whole plan. */
export async function rowsWritten({ pool }: Database): Promise<RowsWritten> {
  const tables = await pool.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'imports'`,
  );
  const each = tables.rows.map(
    ({ name }) => `select pg_column_size(${name}.*) as bytes,
      (select count(*) from json_object_keys(json_strip_nulls(to_json(${name})))) as columns from ${name}`,
  );
  const { rows } = await pool.query<RowsWritten>(
    `select count(*)::int as count, coalesce(sum(bytes), 0)::int as bytes,
       coalesce(sum(columns), 0)::int as columns
     from (${each.join(" union all ")}) as row`,
  );
  return rows[0]!;
}

export function difference(after: RowsWritten, before: RowsWritten): RowsWritten {
  return {
    count: after.count - before.count,
    bytes: after.bytes - before.bytes,
    columns: after.columns - before.columns,
  };
}
