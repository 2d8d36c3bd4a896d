/** A first import must not be planned as if the school had nobody: its foreign keys would walk the table. */

import { expect, it } from "vitest";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

it.each([
  ["know of fewer", "analyze users"],
  ["know nothing", "select 1"],
])("tells PostgreSQL of the people it creates when its statistics %s", async (_, before) => {
  const { database } = await testDatabase("empty");
  await database.pool.query("insert into schools (uai, name) values ($1, 'Collège')", [uai]);
  await database.pool.query(before);
  const clock = () => new Date("2026-10-06T08:00:00Z");
  const files = await exampleFiles("2026-rentree");
  await importFiles({ database, clock }, commandLine, uai, files, undefined);
  const { rows } = await database.pool.query("select reltuples from pg_class where oid = 'users'::regclass");
  expect(rows[0].reltuples).toBe(92);
});
