/** What a backup holds, as the database itself tells: a new table is in it without a word here. */

import type pg from "pg";

export interface Table {
  readonly name: string;
  /** All that can be written, `uai` first. */
  readonly columns: readonly string[];
  /** Whether its rows are a school's. */
  readonly ofSchool: boolean;
  readonly saved: boolean;
}

/**
 * Open doors: whoever is signed in, and links that open an account. Restored, a session that somebody has closed
 * since, or a link that has served, would open again. People sign in, and ask for another link.
 */
const openDoors = ["sessions", "inspector_sessions", "mailed_links", "inspector_links"];

/** The database's own: its triggers write it with the rows that are saved, and take from it with those that go. */
const derived = ["tallies"];

/** Those referred to before those that refer to them. What is not logged does not outlive a crash either. */
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
      ordered.push({ name, columns, ofSchool: columns[0] === "uai", saved: !openDoors.includes(name) });
    }
    left = left.filter((table) => !next.includes(table));
  }
  return ordered;
}
