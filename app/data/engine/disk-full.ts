/** Whether there is no room left, on this machine's disk or on the database's. */

/** Where an error could not travel whole, from a thread for one. */
export class DiskFull extends Error {
  override readonly name = "DiskFull";
}

export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DiskFull) return true;
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOSPC" || code === "EDQUOT" || code === diskFullCode || isDiskFull(error.cause);
}

/** PostgreSQL's own. */
const diskFullCode = "53100";
