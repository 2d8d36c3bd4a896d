import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Writable } from "node:stream";

/**
 * Writes a file, readable by its owner only, that gets its name once it is complete and on the disk. A file of
 * that name stays until then, and stays if the writing fails.
 */
export async function writeWholeFile<T>(target: string, write: (to: Writable) => Promise<T>): Promise<T> {
  const draft = `${target}.${randomBytes(4).toString("hex")}.partial`;
  const handle = await open(draft, "wx", 0o600);
  try {
    const result = await write(handle.createWriteStream({ flush: true }));
    await rename(draft, target);
    await syncFolder(path.dirname(target));
    return result;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await handle.close().catch(() => {});
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
