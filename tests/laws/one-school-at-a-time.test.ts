/** Row-level security alone keeps schools apart: a query that forgot its `where` leaks nothing. */

import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { createSchool } from "#actions/school/create-school.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

const otherUai = "0888888Y";

/** Above the schools: a school's role reads and writes none of them. Every other table is a school's. */
const aboveTheSchools = [
  "inspector_links",
  "inspector_mails",
  "inspector_sessions",
  "inspectors",
  "throttles",
];

interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

/** Any value will do: nobody reads it. */
const anyValue: Record<string, string> = {
  uuid: "gen_random_uuid()",
  text: "'x'",
  integer: "1",
  bigint: "1",
  boolean: "false",
  date: "now()",
  "timestamp with time zone": "now()",
  jsonb: "'{}'",
  json: "'{}'",
  bytea: "''",
  ARRAY: "'{}'",
};

describe("a school's door", async () => {
  const { database } = await testDatabase("cast");
  let tables: string[] = [];

  beforeAll(async () => {
    const school = { uai: otherUai, name: "Autre collège", email: undefined };
    const administrator = { lastName: "AUTRE", firstName: "Alix", email: "alix@example.org" };
    await createSchool({ database, clock: () => new Date() }, school, administrator);
    const { rows } = await database.pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    );
    tables = rows.map(({ name }) => name).filter((name) => !aboveTheSchools.includes(name));
    for (const table of tables) await giveSomethingToSteal(table);
  });

  /** What may be written: not what the database makes by itself. */
  async function columnsOf(table: string): Promise<Column[]> {
    const { rows } = await database.pool.query<Column>(
      `select column_name as name, data_type as type, is_nullable = 'NO' and column_default is null as required
       from information_schema.columns
       where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO'`,
      [table],
    );
    return rows;
  }

  /** A row of the cast's school in a table where it has none: an empty table proves nothing. */
  async function giveSomethingToSteal(table: string): Promise<void> {
    const found = await database.pool.query(`select 1 from ${table} where uai = $1 limit 1`, [uai]);
    if (found.rowCount) return;
    const columns = (await columnsOf(table)).filter(({ required }) => required);
    const values = columns.map(({ name, type }) => (name === "uai" ? `'${uai}'` : anyValue[type]!));
    const client = await database.pool.connect();
    try {
      // Nothing that the row refers to need be there.
      await client.query("begin; set local session_replication_role = replica");
      const names = columns.map(({ name }) => name).join(", ");
      await client.query(`insert into ${table} (${names}) values (${values.join(", ")})`);
      await client.query("commit");
    } finally {
      client.release();
    }
  }

  /** Every row of the cast's school, as the owner sees them. */
  async function theirs(table: string): Promise<string> {
    const { rows } = await database.pool.query<{ rows: string }>(
      `select string_agg(t::text, E'\\n' order by t::text) as rows from ${table} t where uai = $1`,
      [uai],
    );
    return rows[0]!.rows;
  }

  /** As that school's role, in a transaction that leaves nothing behind. */
  async function attempt(statement: ReturnType<typeof sql>): Promise<{ rows: number } | { refused: string }> {
    const undone = new Error("undone");
    let answer: { rows: number } = { rows: 0 };
    try {
      await database.inSchool(otherUai, async ({ db }) => {
        answer = { rows: (await db.execute(statement)).rowCount ?? 0 };
        throw undone;
      });
    } catch (error) {
      if (error !== undone) return { refused: (error as { cause: Error }).cause.message };
    }
    return answer;
  }

  it("is the same in every table: its own policy and no other, for reading and writing", async () => {
    const { rows } = await database.pool.query(
      `select c.relname as table, c.relrowsecurity as on, p.policyname as policy, p.cmd, p.permissive,
         p.qual = p.with_check and p.qual = '(uai = current_setting(''cpro.uai''::text, true))' as by_school
       from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
       left join pg_policies p on p.schemaname = 'public' and p.tablename = c.relname
       where c.relkind = 'r' and c.relname = any($1) order by 1`,
      [tables],
    );
    const one = { on: true, policy: "one_school", cmd: "ALL", permissive: "PERMISSIVE", by_school: true };
    expect(rows).toEqual(tables.map((table) => ({ table, ...one })));
  });

  it("shows its own rows and no other's, in every table", async () => {
    await database.inSchool(otherUai, async ({ db }) => {
      for (const table of tables) {
        const { rows } = await db.execute<{ uai: string }>(
          sql`select distinct uai from ${sql.identifier(table)}`,
        );
        expect(
          rows.filter((row) => row.uai !== otherUai),
          table,
        ).toEqual([]);
      }
      const { rows } = await db.execute(sql`select login from users`);
      expect(rows).toEqual([{ login: "alix.autre" }]);
    });
  });

  it("lets nobody change, delete, take over or add a row of another school, in any table", async () => {
    for (const table of tables) {
      const name = sql.identifier(table);
      const before = await theirs(table);
      expect(before, table).toBeTruthy();
      const own = (await database.pool.query(`select 1 from ${table} where uai = $1`, [otherUai])).rowCount!;
      const seen = [
        await attempt(sql`update ${name} set uai = uai`),
        await attempt(sql`delete from ${name}`),
        await attempt(sql`select 1 from ${name} for update`),
      ];
      for (const answer of seen) {
        // A role that may not even try is refused sooner; its own rows may be tied to others of its own.
        if ("refused" in answer) expect(answer.refused, table).toMatch(/permission denied|foreign key/);
        else expect(answer.rows, table).toBe(own);
      }

      const columns = (await columnsOf(table)).map((column) => sql.identifier(column.name));
      const list = sql.join(columns, sql`, `);
      const { rows } = await database.pool.query(
        `select to_jsonb(t) as row from ${table} t where uai = $1 limit 1`,
        [uai],
      );
      const stolen = JSON.stringify(rows[0].row);
      const added = await attempt(
        sql`insert into ${name} (${list}) select ${list} from jsonb_populate_record(null::${name}, ${stolen}::jsonb)`,
      );
      expect(added, table).toEqual({
        refused: expect.stringMatching(/row-level security|permission denied/),
      });
      const given = await attempt(sql`update ${name} set uai = ${uai}`);
      if (own > 0)
        expect(given, table).toEqual({
          refused: expect.stringMatching(/row-level security|permission denied/),
        });
      expect(await theirs(table), table).toBe(before);
    }
  });

  it("has nothing to do with what stands above the schools", async () => {
    for (const table of aboveTheSchools) {
      const name = sql.identifier(table);
      for (const statement of [sql`select 1 from ${name}`, sql`delete from ${name}`]) {
        expect(await attempt(statement), table).toEqual({
          refused: expect.stringContaining("permission denied"),
        });
      }
    }
  });

  it("has the school first in every primary key, unique index and index", async () => {
    const { rows } = await database.pool.query<{ index: string; first: string }>(
      `select c.relname as index, a.attname as first from pg_index i
       join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
       join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
       join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
       where t.relname = any($1)`,
      [tables],
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ first }) => first !== "uai")).toEqual([]);
  });

  it("cannot tie somebody to a person of another school", async () => {
    const { rows } = await database.pool.query("select id from users where uai = $1 limit 1", [uai]);
    const tie = database.inSchool(otherUai, ({ db }) =>
      db.execute(
        sql`insert into guardianships (uai, guardian_id, pupil_id) values (${otherUai}, ${rows[0].id}, ${rows[0].id})`,
      ),
    );
    await expect(tie).rejects.toMatchObject({ cause: { message: expect.stringContaining("foreign key") } });
  });

  it("rewrites no event, makes no school, and cannot leave its role's limits", async () => {
    const forbidden = [
      sql`update events set action = 'x'`,
      sql`delete from events`,
      sql`insert into schools (uai, name) values (${`7777777A`}, 'x')`,
      sql`select * from throttles`,
      sql`select * from pgboss.job`,
      sql`alter table users disable row level security`,
    ];
    for (const statement of forbidden) {
      const attempt = database.inSchool(otherUai, ({ db }) => db.execute(statement));
      await expect(attempt).rejects.toMatchObject({
        cause: { message: expect.stringMatching(/permission denied|must be owner/) },
      });
    }
  });

  it("sees nothing at all before a school is named", async () => {
    const client = await database.pool.connect();
    try {
      await client.query("begin");
      await client.query("set local role cpro_app");
      expect((await client.query("select * from users")).rowCount).toBe(0);
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});
