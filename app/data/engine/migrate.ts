import { fileURLToPath } from "node:url";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import type { Database, Queries } from "#data/database.ts";

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));
/** Any number, equal on all nodes: the first to start migrates, the others wait. */
const migrationLock = 20_260_901;

export function migrateDatabase({ asPlatform }: Pick<Database, "asPlatform">): Promise<void> {
  return asPlatform(async (db) => {
    await lockMigrations(db);
    await migrateTo(db, newestVersion());
  });
}

export async function lockMigrations({ $client }: Queries): Promise<void> {
  await $client.query("select pg_advisory_xact_lock($1)", [migrationLock]);
}

/** A version is the number of its migrations. */
export function newestVersion(): number {
  return migrations().length;
}

/** Drizzle's name for the newest version: its creation time, in milliseconds. */
export function newestStamp(): number {
  return Math.max(...migrations().map(({ folderMillis }) => folderMillis));
}

export function versionOf(digest: string): number | undefined {
  const index = migrations().findIndex(({ hash }) => hash === digest);
  return index < 0 ? undefined : index + 1;
}

/** Digest and number of the migrations done; `undefined` in a database without any. */
export async function findSchema({
  $client,
}: Queries): Promise<{ readonly digest: string; readonly migrations: number } | undefined> {
  const { rows: tables } = await $client.query(`select to_regclass('${journal}') is not null as found`);
  if (!tables[0].found) return undefined;
  const { rows } = await $client.query(
    `select hash as digest, (select count(*)::int from ${journal}) as migrations
     from ${journal} order by created_at desc limit 1`,
  );
  return rows[0];
}

/** Migrates within the caller's transaction; never migrates down. The journal table is Drizzle's. */
export async function migrateTo({ $client }: Queries, version: number): Promise<void> {
  await $client.query(`create schema if not exists drizzle;
    create table if not exists ${journal} (id serial primary key, hash text not null, created_at bigint)`);
  const { rows } = await $client.query(`select max(created_at) as last from ${journal}`);
  const last = rows[0].last === null ? -1 : Number(rows[0].last);
  for (const { sql, hash, folderMillis } of migrations().slice(0, version)) {
    if (folderMillis <= last) continue;
    for (const statement of sql) await $client.query(statement);
    await $client.query(`insert into ${journal} (hash, created_at) values ($1, $2)`, [hash, folderMillis]);
  }
}

const journal = "drizzle.__drizzle_migrations";

let read: MigrationMeta[] | undefined;

function migrations(): readonly MigrationMeta[] {
  read ??= readMigrationFiles({ migrationsFolder });
  return read;
}
