/** Restores one school of a backup and leaves the others alone. One transaction. */

import pg from "pg";
import type { Database } from "#data/database.ts";
import type { BackupFile, SavedRows } from "#data/engine/backup/file.ts";
import { advanceNumbers, list, loadRows, tableFor } from "#data/engine/backup/load.ts";
import { BackupRefused } from "#data/engine/backup/refused.ts";
import { listTables, type Table } from "#data/engine/backup/tables.ts";
import type { Jobs } from "#data/engine/jobs.ts";
import { appendEvent } from "#data/history/events.ts";

interface Wish {
  readonly uai: string;
  readonly replace: boolean;
  readonly now: Date;
}

/** The backup must have this database's schema. Returns how many mails wait to be sent. */
export async function restoreSchool(
  database: Database,
  jobs: Pick<Jobs, "enqueueWaiting">,
  backup: BackupFile,
  { uai, replace, now }: Wish,
): Promise<number> {
  return database.asPlatform(async (db) => {
    const client = db.$client;
    const tables = await listTables(client);
    const here = await client.query("select 1 from schools where uai = $1 for update", [uai]);
    if (here.rowCount && !replace)
      throw new BackupRefused(
        `L’établissement ${uai} est déjà ici. Rien n’a été changé. Pour remplacer tout ce qu’il contient par la sauvegarde : --replace`,
      );
    if (here.rowCount) await deleteSchool(client, tables, uai);
    for await (const saved of backup.tables()) await takeRows(client, tableFor(tables, saved), saved, uai);
    const restored = await client.query("select 1 from schools where uai = $1", [uai]);
    if (!restored.rowCount)
      throw new BackupRefused(
        `Cette sauvegarde ne contient pas l’établissement ${uai}. Rien n’a été changé.`,
      );
    await advanceNumbers(client, tables);
    await appendEvent(
      { uai, db },
      {
        at: now,
        action: "school-restored",
        actorId: undefined,
        after: { madeAt: backup.header.madeAt },
      },
    );
    return jobs.enqueueWaiting(db, uai);
  });
}

/** Also ends the school's sessions and mailed links. */
async function deleteSchool(client: pg.ClientBase, tables: readonly Table[], uai: string): Promise<void> {
  for (const { name } of tables.filter(({ ofSchool }) => ofSchool).reverse())
    await client.query(`delete from ${pg.escapeIdentifier(name)} where uai = $1`, [uai]);
}

/** Rows pass through a temporary table, from which only the school's go on. */
async function takeRows(client: pg.ClientBase, table: Table, saved: SavedRows, uai: string): Promise<void> {
  const into = pg.escapeIdentifier(table.name);
  const passage = pg.escapeIdentifier(`restoring_${table.name}`);
  const columns = list(saved.columns);
  await client.query(
    `create temp table ${passage} on commit drop as select ${columns} from ${into} with no data`,
  );
  await loadRows(client, saved, passage);
  if (table.name === "inspector_openings") await findInspectors(client, uai);
  if (!table.ofSchool) return;
  await client.query(
    `insert into ${into} (${columns}) overriding system value select ${columns} from ${passage} where uai = $1`,
    [uai],
  );
}

/**
 * Finds each inspector here by number or e-mail. An unknown one gets an account without a password, which the
 * operator opens with `inspector link`.
 */
async function findInspectors(client: pg.ClientBase, uai: string): Promise<void> {
  await client.query(
    `insert into inspectors (id, email, last_name, first_name, name_key, created_at)
     select id, email, last_name, first_name, name_key, created_at from restoring_inspectors r
     where id in (select inspector_id from restoring_inspector_openings where uai = $1)
       and not exists (select from inspectors i where i.id = r.id or i.email = r.email)`,
    [uai],
  );
  await client.query(
    `update restoring_inspector_openings o set inspector_id = i.id
     from restoring_inspectors r join inspectors i on i.email = r.email
     where r.id = o.inspector_id and not exists (select from inspectors k where k.id = r.id)`,
  );
}
