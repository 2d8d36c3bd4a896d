/**
 * Restores a whole installation into an empty database: the tables of the backup's version, its rows, then the
 * later migrations. One transaction.
 */

import pg from "pg";
import type { Database, Queries } from "#data/database.ts";
import { type BackupFile, madeByNewer } from "#data/engine/backup/file.ts";
import { advanceNumbers, loadRows, tableFor } from "#data/engine/backup/load.ts";
import { BackupRefused } from "#data/engine/backup/refused.ts";
import { listTables } from "#data/engine/backup/tables.ts";
import type { Jobs } from "#data/engine/jobs.ts";
import { findSchema, lockMigrations, migrateTo, newestVersion, versionOf } from "#data/engine/migrate.ts";

/** Returns how many mails wait to be sent. */
export async function restoreAll(
  database: Database,
  jobs: Pick<Jobs, "enqueueWaiting">,
  backup: BackupFile,
): Promise<number> {
  const version = versionOf(backup.header.schema);
  if (!version) throw madeByNewer(backup.header);
  const waiting = await database.asPlatform(async (db) => {
    await lockMigrations(db);
    await requireEmpty(db);
    await makeSchema(db, version);
    const tables = await listTables(db.$client);
    await db.$client.query(`truncate ${tables.map(({ name }) => pg.escapeIdentifier(name)).join(", ")}`);
    for await (const saved of backup.tables())
      await loadRows(db.$client, saved, pg.escapeIdentifier(tableFor(tables, saved).name));
    await advanceNumbers(db.$client, tables);
    await migrateTo(db, newestVersion());
    return jobs.enqueueWaiting(db);
  });
  await database.pool.query("analyze");
  return waiting;
}

/** Refuses a database that has rows, a newer schema, or tables of another product. */
export async function requireEmpty(db: Queries): Promise<void> {
  const tables = await listTables(db.$client);
  const schema = await findSchema(db);
  if (tables.length > 0 && !schema)
    throw new BackupRefused(
      "Cette base contient des tables qui ne sont pas de C Pro. Rien n’a été changé. Donnez une base vide.",
    );
  if (schema && !versionOf(schema.digest))
    throw new BackupRefused(
      "Cette base est d’une version de C Pro plus récente que celle-ci. Rien n’a été changé. Donnez une base vide.",
    );
  for (const { name } of tables) {
    const { rowCount } = await db.$client.query(`select 1 from ${pg.escapeIdentifier(name)} limit 1`);
    if (rowCount)
      throw new BackupRefused(
        "Cette base n’est pas vide, et une sauvegarde n’y efface rien. Rien n’a été changé. Donnez une base vide (CPRO_DATA ou DATABASE_URL), ou rétablissez un seul établissement avec --school.",
      );
  }
}

/** Creates the empty tables of that version, in the place of any other version. */
async function makeSchema(db: Queries, version: number): Promise<void> {
  const schema = await findSchema(db);
  if (schema && versionOf(schema.digest)! > version) await db.$client.query(dropOwn);
  await migrateTo(db, version);
}

/** Drops all that migrations can make, but not what an extension owns. */
const dropOwn = `
  do $$
  declare own record;
  begin
    for own in
      select format('drop table if exists %s cascade', c.oid::regclass) as statement from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      union all
      select format('drop routine if exists %s cascade', p.oid::regprocedure) from pg_proc p
      where p.pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      union all
      select format('drop type if exists %s cascade', t.oid::regtype) from pg_type t
      where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd')
        and not exists (select from pg_depend d where d.objid = t.oid and d.deptype = 'e')
    loop
      execute own.statement;
    end loop;
    drop table drizzle.__drizzle_migrations;
  end $$`;
