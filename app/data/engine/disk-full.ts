/** On this machine or the database's. Stands for an error that cannot cross a thread whole. */
export class DiskFull extends Error {
  override readonly name = "DiskFull";
}

export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DiskFull) return true;
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOSPC" || code === "EDQUOT" || code === diskFullCode || isDiskFull(error.cause);
}

const diskFullCode = "53100";
