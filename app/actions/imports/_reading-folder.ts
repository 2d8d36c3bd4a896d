/** Where the files of an import lie while they are read: pupils' names, so that no folder outlives its reading. */

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const prefix = "cpro-reading-";

export async function inReadingFolder(work: (folder: string) => Promise<void>): Promise<void> {
  await sweepFolders();
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of processes that were killed and could not do it themselves. */
async function sweepFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix)
      ? Number(/^\d+(?=-)/.exec(name.slice(prefix.length))?.[0])
      : Number.NaN;
    if (Number.isInteger(pid) && !isAlive(pid))
      await rm(path.join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
