import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { SavedRows } from "#data/engine/backup/file.ts";
import type { Table } from "#data/engine/backup/tables.ts";

export async function loadRows(
  client: pg.ClientBase,
  { columns, rows }: SavedRows,
  into: string,
): Promise<void> {
  await pipeline(rows, client.query(copyFrom(`copy ${into} (${list(columns)}) from stdin`)));
}

/** The table of this schema; words of the file never become SQL. */
export function tableFor(tables: readonly Table[], { table, columns }: SavedRows): Table {
  const known = tables.find(({ name, saved }) => saved && name === table);
  if (!known || !columns.every((column) => known.columns.includes(column)))
    throw new Error(`The table ${table} of the backup is not one of its schema`);
  return known;
}

export function list(columns: readonly string[]): string {
  return columns.map((column) => pg.escapeIdentifier(column)).join(", ");
}

export async function advanceNumbers(client: pg.ClientBase, tables: readonly Table[]): Promise<void> {
  for (const { name, columns } of tables) {
    for (const column of columns) {
      const { rows } = await client.query("select pg_get_serial_sequence($1, $2) as sequence", [
        pg.escapeIdentifier(name),
        column,
      ]);
      const { sequence } = rows[0];
      if (!sequence) continue;
      await client.query(`
        select setval('${sequence}', greatest(last, (select last_value from ${sequence})))
        from (select max(${pg.escapeIdentifier(column)}) as last from ${pg.escapeIdentifier(name)}) t
        where last is not null`);
    }
  }
}
