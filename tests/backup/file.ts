import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, inject } from "vitest";
import type { Database } from "#data/database.ts";
import { type BackupFile, openBackupFile } from "#data/engine/backup/file.ts";
import { writeWholeFile } from "#data/engine/backup/whole-file.ts";
import { type BackupCounts, writeBackup } from "#data/engine/backup/write.ts";
import type { TestDatabase } from "../support/database.ts";

const madeAt = "2026-11-23T08:00:00.000Z";

/** A folder of this test file's own. */
export async function backupFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-backup-test-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function backUp(database: Database, file: string, uai?: string): Promise<BackupCounts> {
  const wish = { product: "0.1.0", madeAt, keyMark: null, uai };
  return writeWholeFile(file, (to) => writeBackup(database, wish, to));
}

export async function withFile<T>(file: string, use: (backup: BackupFile) => Promise<T>): Promise<T> {
  const backup = await openBackupFile(file);
  return use(backup).finally(() => backup.close());
}

/** As a backup ends: for files that were changed by somebody who knows how. */
export function withDigest(packed: Buffer): Buffer {
  const digest = createHash("sha256").update(packed).digest();
  return Buffer.concat([packed, Buffer.from("502a4d1820000000", "hex"), digest]);
}

/** For a restore whose queue nobody looks at. */
export const noJobs = { enqueueWaiting: async () => 0 };

/** The same database, for another account of the server. */
export function urlAs({ url }: TestDatabase, account: string): string {
  return url.replace(`${inject("server").user}@`, `${account}@`);
}
