import { DatabaseSync } from "node:sqlite";

/**
 * A lock on a file, which the kernel lets go when its holder dies, however it dies: no stale lock to
 * recognise. Node has no flock; SQLite, which Node carries, locks its files in this way, and serves
 * here for nothing else. The file stays empty.
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

// A handle that the garbage collector takes would let its lock go.
const held = new Set<DatabaseSync>();

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}
