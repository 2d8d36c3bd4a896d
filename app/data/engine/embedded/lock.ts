import { DatabaseSync } from "node:sqlite";

/**
 * A file lock that the kernel releases when its process dies: no lock is ever stale. Node has no flock, but its
 * SQLite locks files this way; the file stays empty.
 */
export interface Lock {
  release(): void;
}

export function tryLock(file: string, kind: "shared" | "exclusive"): Lock | undefined {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("pragma journal_mode = memory");
    database.exec(kind === "exclusive" ? "begin exclusive" : "begin; select 1 from sqlite_schema");
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  held.add(database);
  return {
    release() {
      held.delete(database);
      database.close();
    },
  };
}

// The garbage collector would release the lock with its handle.
const held = new Set<DatabaseSync>();

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}
