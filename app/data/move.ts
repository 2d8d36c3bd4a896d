/** Everything from one database to another, empty one, in one transaction: schools, and the work that waits. */

import type pg from "pg";
import { jobQueues } from "#data/jobs.ts";

export type Moved =
  | { readonly rows: ReadonlyMap<string, number> }
  | { readonly refused: "served" | "not-empty" };

/** Both are migrated, and have their queues. */
export async function moveDatabase(source: pg.Pool, target: pg.Pool): Promise<Moved> {
  const [from, into] = [await source.connect(), await target.connect()];
  try {
    await from.query("begin isolation level repeatable read read only");
    await into.query("begin");
    const refused = await whyNotMove(from, into);
    if (refused) return { refused };
    const rows = new Map<string, number>();
    for (const table of await listTables(into)) rows.set(table, await copyTable(from, into, table));
    await into.query("select setval('events_id_seq', (select coalesce(max(id), 0) + 1 from events), false)");
    rows.set("pgboss.job", await copyJobs(from, into));
    await into.query("commit");
    return { rows };
  } finally {
    // What has not been committed is undone with its connection.
    from.release(true);
    into.release(true);
  }
}

async function whyNotMove(
  from: pg.PoolClient,
  into: pg.PoolClient,
): Promise<"served" | "not-empty" | undefined> {
  // Every serving process holds a connection of this name (embedded/watch.ts).
  const serving = await from.query("select 1 from pg_stat_activity where application_name = 'cpro watch'");
  if (serving.rows.length > 0) return "served";
  const filled = await into.query("select 1 from schools union all select 1 from inspectors limit 1");
  return filled.rows.length > 0 ? "not-empty" : undefined;
}

/** Whoever is referred to comes first. */
async function listTables(client: pg.PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; needs: string[] }>(`
    select c.relname as name, array(
      select f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid
      where k.contype = 'f' and k.conrelid = c.oid and f.oid <> c.oid)::text[] as needs
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`);
  const left = new Map(rows.map(({ name, needs }) => [name, needs]));
  const ordered: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter(([, needs]) => needs.every((need) => !left.has(need)));
    if (free.length === 0) throw new Error(`Tables refer to each other: ${[...left.keys()]}`);
    for (const [name] of free) left.delete(name);
    ordered.push(...free.map(([name]) => name));
  }
  return ordered;
}

/** As JSON text, which is handed over unread: no type is lost on the way. */
async function copyTable(from: pg.PoolClient, into: pg.PoolClient, table: string): Promise<number> {
  const { rows } = await into.query<{ name: string; type: string }>(
    `select quote_ident(column_name) as name, data_type as type from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
    [table],
  );
  const columns = rows.map(({ name }) => name).join();
  const rowsAtOnce = rows.some(({ type }) => type === "bytea" || type === "jsonb") ? 10 : 1000;
  await from.query(`declare moving cursor for select row_to_json(t)::text as row from public."${table}" t`);
  let copied = 0;
  for (;;) {
    const batch = await from.query<{ row: string }>(`fetch ${rowsAtOnce} from moving`);
    if (batch.rows.length === 0) break;
    await into.query(
      `insert into public."${table}" (${columns}) overriding system value
       select ${columns} from json_populate_recordset(null::public."${table}", $1)`,
      [`[${batch.rows.map(({ row }) => row).join()}]`],
    );
    copied += batch.rows.length;
  }
  await from.query("close moving");
  return copied;
}

/** What waits, and what a crash has left under way. The daily work asks for itself anew. */
async function copyJobs(from: pg.PoolClient, into: pg.PoolClient): Promise<number> {
  const { rows } = await from.query<{ row: string }>(
    `select (to_jsonb(j) || case when state = 'active' then '{"state": "retry"}' else '{}' end::jsonb)::text as row
     from pgboss.job j where state in ('created', 'retry', 'active') and name = any($1) and name <> 'daily'`,
    [jobQueues],
  );
  await into.query("insert into pgboss.job select * from json_populate_recordset(null::pgboss.job, $1)", [
    `[${rows.map(({ row }) => row).join()}]`,
  ]);
  return rows.length;
}
