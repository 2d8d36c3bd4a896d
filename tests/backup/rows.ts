/** Every row of a database, and a row in every table, whatever its tables are: both ask the catalogue. */

import { randomUUID } from "node:crypto";
import pg from "pg";
import { listTables } from "#data/engine/backup/tables.ts";

export type Rows = Readonly<Record<string, readonly string[]>>;

/** Of all that a backup holds; each row is JSON. */
export async function savedRows(pool: pg.Pool, uai?: string): Promise<Rows> {
  const client = await pool.connect();
  try {
    const all: Record<string, string[]> = {};
    for (const { name, saved, ofSchool } of await listTables(client)) {
      if (!saved || (uai && !ofSchool)) continue;
      const where = uai ? `where uai = ${pg.escapeLiteral(uai)}` : "";
      const { rows } = await client.query(
        `select to_jsonb(t)::text as row from ${pg.escapeIdentifier(name)} t ${where} order by 1`,
      );
      all[name] = rows.map(({ row }) => row);
    }
    return all;
  } finally {
    client.release();
  }
}

interface Column {
  readonly name: string;
  readonly type: string;
}

interface Reference {
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[];
}

/** Values by which the product goes on working, where any value would not do; in SQL. */
const fitting: Record<string, string> = {
  "schools.first_password": "'birth-date'",
  "schools.erasure": "'announce'",
  "users.profile": "'teacher'",
  "users.origin": "'manual'",
  "users.civility": "'mme'",
  "users.erased_at": "null",
  "credentials.kind": "'password'",
  "credentials.expires_at": "null",
  "maskings.reason": "'by-hand'",
  "teaching_links.role": "'teaches'",
  "teaching_links.origin": "'siecle'",
  "teaching_links.through": "'division'",
  "imports.state": "'applied'",
  "imports.progress": "null",
  "imports.differences": "null",
  "imports.files": "'[]'",
  "imports.received": "'[]'",
  "imports.counts":
    '\'{"created": 1, "updated": 0, "returned": 0, "masked": 0, "unchanged": 0, "questions": 0}\'',
  "imports.divisions_before": "'[]'",
  "import_documents.document": "'plan'",
  "import_documents.field": "''",
  "import_changes.kind": "'created'",
  "import_changes.changes": "'[]'",
  "mails.kind": "'welcome'",
  "mails.state": "'accepted'",
  "events.action": "'settings-changed'",
  "inspector_mails.kind": "'opened'",
  "inspector_mails.state": "'accepted'",
};

/** Text that COPY must write with care. */
const awkward = "E'é\\\\N \\\\. «\\u00a0» \\t\\n\\r'";

const anyValue: Record<string, string> = {
  uuid: "gen_random_uuid()",
  text: awkward,
  integer: "1",
  smallint: "1",
  bigint: "1",
  boolean: "true",
  date: "'2026-11-01'",
  "timestamp with time zone": "'2026-11-01T08:00:00.123456Z'",
  jsonb: `jsonb_build_object('x', ${awkward})`,
  json: "'{\"x\": 1}'",
  bytea: "'\\x00ff0a5c'",
  "uuid[]": "array[gen_random_uuid()]",
  "text[]": "array['x']",
};

/** In each table that has none, a row in which every column is filled; `hash` is everybody's password. */
export async function fillEmptyTables(client: pg.ClientBase, uai: string, hash: string): Promise<void> {
  for (const { name } of await listTables(client)) {
    const { rowCount } = await client.query(`select 1 from ${name} limit 1`);
    if (rowCount) continue;
    const references = await referencesOf(client, name);
    const columns = await columnsOf(client, name);
    const values = columns.map(({ name: column, type }) => {
      const reference = references.find(({ columns }) => columns.includes(column));
      if (column === "uai") return pg.escapeLiteral(uai);
      if (reference) {
        const parentColumn = reference.parentColumns[reference.columns.indexOf(column)];
        return `(select ${parentColumn} from ${reference.parent} order by 1 limit 1)`;
      }
      if (column === "hash" || column === "password_hash") return pg.escapeLiteral(hash);
      const value = fitting[`${name}.${column}`] ?? anyValue[type];
      if (!value) throw new Error(`No value for ${name}.${column}, of type ${type}`);
      return value;
    });
    const list = columns.map((column) => column.name).join(", ");
    await client.query(`insert into ${name} (${list}) overriding system value values (${values.join(", ")})`);
  }
}

/** Somebody to sign in as, who is like the one to whom everything else belongs. */
export async function addAdministrator(client: pg.ClientBase, login: string): Promise<void> {
  const id = randomUUID();
  const own = { id, login, profile: "administrator", siecle_id: null, ent_id: null };
  for (const [table, changed] of [
    ["users", own],
    ["credentials", { user_id: id }],
  ] as const) {
    const list = (await columnsOf(client, table)).map(({ name }) => name).join(", ");
    await client.query(
      `insert into ${table} (${list})
       select ${list} from (select (jsonb_populate_record(t, $1)).* from ${table} t limit 1) copy`,
      [JSON.stringify(changed)],
    );
  }
}

async function columnsOf(client: pg.ClientBase, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  return rows;
}

async function referencesOf(client: pg.ClientBase, table: string): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(
    `select confrelid::regclass::text as parent,
       array(select attname::text from unnest(conkey) with ordinality k(n, i)
         join pg_attribute on attrelid = conrelid and attnum = n order by i) as columns,
       array(select attname::text from unnest(confkey) with ordinality k(n, i)
         join pg_attribute on attrelid = confrelid and attnum = n order by i) as "parentColumns"
     from pg_constraint where contype = 'f' and conrelid = $1::regclass`,
    [table],
  );
  return rows;
}
