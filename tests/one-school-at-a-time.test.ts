/** Row-level security alone keeps schools apart: a query that forgot its `where` leaks nothing. */

import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { createSchool } from "#actions/create-school.ts";
import { testDatabase } from "./support/database.ts";
import { uai } from "./support/site.ts";

const otherUai = "0888888Y";

describe("a school's door", async () => {
  const { database } = await testDatabase("cast");
  let tables: string[] = [];

  beforeAll(async () => {
    const school = { uai: otherUai, name: "Autre collège", email: undefined };
    const administrator = { lastName: "AUTRE", firstName: "Alix", email: "alix@example.org" };
    await createSchool({ database, clock: () => new Date() }, school, administrator);
    const { rows } = await database.pool.query<{ name: string }>(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'uai' order by 1`,
    );
    tables = rows.map(({ name }) => name);
  });

  it("shows its own rows and no other's, in every table that has a school", async () => {
    expect(tables).toContain("users");
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

  it("refuses to write a row of another school, and changes or deletes none", async () => {
    const insert = database.inSchool(otherUai, ({ db }) =>
      db.execute(sql`insert into divisions (uai, code, school_year) values (${uai}, 'ZZ', 2026)`),
    );
    await expect(insert).rejects.toMatchObject({
      cause: { message: expect.stringContaining("row-level security") },
    });
    await database.inSchool(otherUai, async ({ db }) => {
      expect((await db.execute(sql`update users set last_name = 'VOLÉ'`)).rowCount).toBe(1);
      expect((await db.execute(sql`delete from credentials`)).rowCount).toBe(1);
      expect((await db.execute(sql`delete from sessions`)).rowCount).toBe(0);
    });
    const { rows } = await database.pool.query(
      "select count(*)::int as n from users where last_name = 'VOLÉ'",
    );
    expect(rows).toEqual([{ n: 1 }]);
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
