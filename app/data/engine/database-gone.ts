/** PostgreSQL does not answer, and a later try may help. Stands for an error that cannot cross a thread whole. */
export class DatabaseGone extends Error {
  override readonly name = "DatabaseGone";
}

export function isDatabaseGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseGone) return true;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code !== undefined && (goneCodes.has(code) || (syscall !== undefined && unreachable(code, syscall))))
    return true;
  return isOfReplica(error) || goneMessages.has(error.message) || isDatabaseGone(error.cause);
}

/** PostgreSQL stops, has crashed, starts, or has no connection left. */
const goneCodes = new Set(["57P01", "57P02", "57P03", "53300", "08000", "08001", "08003", "08004", "08006"]);

/** A replica before its promotion takes no writes and has no unlogged tables. */
function isOfReplica(error: Error): boolean {
  const { code, routine } = error as { code?: string; routine?: string };
  return code === "25006" || (code === "0A000" && routine === "get_relation_info");
}

/** System calls to a server. Errors of mail servers never reach this. */
function unreachable(code: string, syscall: string): boolean {
  if (syscall === "getaddrinfo") return true;
  if (syscall === "connect") return code !== "EMFILE";
  return ["read", "write"].includes(syscall) && ["ECONNRESET", "EPIPE", "ETIMEDOUT"].includes(code);
}

const goneMessages = new Set([
  "Connection terminated",
  "Connection terminated unexpectedly",
  "Connection terminated due to connection timeout",
  "timeout exceeded when trying to connect",
  "timeout expired",
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
]);
