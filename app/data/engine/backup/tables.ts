/** Lists the tables from the database itself: a new table enters backups without a change here. */

import type pg from "pg";

export interface Table {
  readonly name: string;
  /** All writable columns, `uai` first. */
  readonly columns: readonly string[];
  readonly ofSchool: boolean;
  readonly saved: boolean;
}

/**
 * Left out: a restored session or link would open again after it was closed or used. People sign in, and ask for
 * another link.
 */
const signInTables = ["sessions", "inspector_sessions", "mailed_links", "inspector_links"];

/** Left out: triggers write these rows along with the saved ones. */
const derived = ["tallies"];

/** Referenced tables come first. Unlogged tables are left out, as a crash empties them too. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; refersTo: string[] }>(
    `select c.relname::text as name,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attname <> 'uai', a.attnum) as columns,
      array(select distinct p.relname::text from pg_constraint f join pg_class p on p.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and p.oid <> c.oid) as "refersTo"
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relpersistence = 'p' and c.relname <> all($1)
    order by 1`,
    [derived],
  );
  const ordered: Table[] = [];
  let left = rows;
  while (left.length > 0) {
    const placed = new Set(ordered.map(({ name }) => name));
    const next = left.filter(({ refersTo }) => refersTo.every((name) => placed.has(name)));
    if (next.length === 0) throw new Error(`Foreign keys in a circle: ${left.map(({ name }) => name)}`);
    for (const { name, columns } of next) {
      ordered.push({ name, columns, ofSchool: columns[0] === "uai", saved: !signInTables.includes(name) });
    }
    left = left.filter((table) => !next.includes(table));
  }
  return ordered;
}
