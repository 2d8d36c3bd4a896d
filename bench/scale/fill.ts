/** Copies a year of many schools into an empty database; references are checked once, at the end. */

import type pg from "pg";
import type { Database } from "#data/database.ts";
import { copyRows } from "./copy.ts";
import type { ScaledSchool } from "./people.ts";
import { type Past, rowsOf } from "./rows.ts";

export interface Filled {
  readonly rows: ReadonlyMap<string, number>;
  readonly seconds: number;
}

export async function fillSchools(
  { pool }: Pick<Database, "pool">,
  schools: readonly ScaledSchool[],
  past: Past,
): Promise<Filled> {
  const start = performance.now();
  const rows = new Map<string, number>();
  const client = await pool.connect();
  try {
    // No commit is awaited: the checkpoint at the end is.
    await client.query("set synchronous_commit = off; set maintenance_work_mem = '512MB'");
    const putBack = await takeAway(client);
    for (const { table, columns, rows: made } of rowsOf(schools, past))
      rows.set(table, await copyRows(client, table, columns, made()));
    for (const statement of putBack) await client.query(statement);
  } finally {
    client.release(true);
  }
  await pool.query("vacuum analyze");
  await pool.query("checkpoint");
  return { rows, seconds: (performance.now() - start) / 1000 };
}

/**
 * Drops references, secondary indexes and the triggers that would write what these rows already hold: row by row
 * they cost most of the time. Returns the statements that restore them.
 */
async function takeAway(client: pg.PoolClient): Promise<string[]> {
  const { rows: references } = await client.query<{ drop: string; make: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`);
  const { rows: indexes } = await client.query<{ drop: string; make: string }>(`
    select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as make
    from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace
      and not exists (select 1 from pg_constraint where conindid = i.indexrelid)`);
  const triggers = ["maskings", "credentials", "events"].map((table) => ({
    drop: `alter table ${table} disable trigger user`,
    make: `alter table ${table} enable trigger user`,
  }));
  for (const { drop } of [...references, ...indexes, ...triggers]) await client.query(drop);
  return [...indexes, ...references, ...triggers].map(({ make }) => make);
}
