import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { type Database, openDatabase } from "#data/database.ts";
import { castTemplate, emptyTemplate } from "./global-setup.ts";

export interface TestDatabase {
  readonly database: Database;
  readonly connection: pg.PoolConfig & { database: string };
  /** For `DATABASE_URL`. */
  readonly url: string;
}

/** A database of this test file's own: without a table, empty, or with the cast. Dropped when the file has run. */
export async function testDatabase(content: "blank" | "empty" | "cast"): Promise<TestDatabase> {
  const { host, port, user } = inject("server");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const template = { blank: "template1", empty: emptyTemplate, cast: castTemplate }[content];
  await asAdministrator(`create database ${name} template ${template}`);
  const connection = { host, port, user, database: name };
  const database = openDatabase(connection);
  afterAll(async () => {
    await database.close();
    await asAdministrator(`drop database ${name} with (force)`);
  });
  return {
    database,
    connection,
    url: `postgresql://${user}@/${name}?host=${encodeURIComponent(host)}&port=${port}`,
  };
}

async function asAdministrator(statement: string): Promise<void> {
  const { host, port, user } = inject("server");
  const client = new pg.Client({ host, port, user, database: "cpro" });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
