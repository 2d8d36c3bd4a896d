/** Converts a backup of an earlier schema to this version's, in a temporary PostgreSQL of its own. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDatabase } from "#data/database.ts";
import { type BackupFile, madeByNewer, openBackupFile } from "#data/engine/backup/file.ts";
import { restoreAll } from "#data/engine/backup/restore-all.ts";
import { writeWholeFile } from "#data/engine/backup/whole-file.ts";
import { writeBackup } from "#data/engine/backup/write.ts";
import { startEmbedded } from "#data/engine/embedded.ts";
import { newestVersion, versionOf } from "#data/engine/migrate.ts";

/** A temporary database sends nothing. */
const noJobs = { enqueueWaiting: async () => 0 };

export async function asNewest<T>(
  backup: BackupFile,
  uai: string,
  use: (newest: BackupFile) => Promise<T>,
): Promise<T> {
  const version = versionOf(backup.header.schema);
  if (!version) throw madeByNewer(backup.header);
  if (version === newestVersion()) return use(backup);
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-restore-"));
  try {
    const file = path.join(folder, "newest");
    await writeNewest(backup, uai, path.join(folder, "data"), file);
    const newest = await openBackupFile(file);
    return await use(newest).finally(() => newest.close());
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeNewest(backup: BackupFile, uai: string, dataFolder: string, file: string): Promise<void> {
  const embedded = await startEmbedded(dataFolder, { durable: false });
  const database = openDatabase({ ...embedded.connection });
  try {
    await restoreAll(database, noJobs, backup);
    await writeWholeFile(file, (to) => writeBackup(database, { ...backup.header, uai }, to));
  } finally {
    await database.close();
    await embedded.stop();
  }
}
