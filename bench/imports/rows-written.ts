import type { Database } from "#data/database.ts";

export interface RowsWritten {
  readonly count: number;
  readonly bytes: number;
  /** Columns with a value, over all rows. */
  readonly columns: number;
}

/**
 * The rows inserted and updated by the last import: their `xmin` is its transaction. Leaves out its own row and its
 * plan.
 */
export async function rowsWritten({ pool }: Database): Promise<RowsWritten> {
  const tables = await pool.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'
       and table_name not in ('imports', 'import_documents')`,
  );
  const last = "(select xmin from imports where state = 'applied' order by ended_at desc limit 1)";
  const each = tables.rows.map(
    ({ name }) => `select pg_column_size(${name}.*) as bytes,
      (select count(*) from json_object_keys(json_strip_nulls(to_json(${name})))) as columns
      from ${name} where ${name}.xmin = ${last}`,
  );
  const { rows } = await pool.query<RowsWritten>(
    `select count(*)::int as count, coalesce(sum(bytes), 0)::int as bytes,
       coalesce(sum(columns), 0)::int as columns
     from (${each.join(" union all ")}) as row`,
  );
  return rows[0]!;
}
