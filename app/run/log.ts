import { DrizzleQueryError } from "drizzle-orm";
import { type Logger, pino } from "pino";
import { isDatabaseGone } from "#data/engine/database-gone.ts";

export type Log = Logger;

const sameErrorMs = 60_000;

/** Logs at most one error a minute: the queue polls every second. */
export function queueErrorLog(log: Log): (error: unknown) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (told) => {
    const error = asError(told);
    const gone = isDatabaseGone(error);
    if (gone && performance.now() - toldAt < sameErrorMs) return;
    if (gone) toldAt = performance.now();
    log.warn({ err: error }, "job queue");
  };
}

/** JSON lines on the error stream; identifiers only, never names, addresses, passwords or tokens. */
export function openLog(production: boolean): Log {
  return pino(
    { level: production ? "info" : "warn", base: null, serializers: { err: withoutValues } },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** The queue reports some errors as a copy of their fields, with words of its own. */
function asError(told: unknown): unknown {
  if (told instanceof Error || typeof told !== "object" || told === null) return told;
  const { message, ...fields } = told as { message?: unknown; code?: unknown; syscall?: unknown };
  const plain = String(message).replace(/ \(Queue: .*\)$/, "");
  return Object.assign(new Error(plain), { code: fields.code, syscall: fields.syscall });
}

/** Leaves out the values of a query, which PostgreSQL repeats in its message. */
export function withoutValues(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table } = error as Error & Record<string, unknown>;
  const isQuery = error instanceof DrizzleQueryError;
  const fromPostgres = typeof code === "string" && /^[0-9A-Z]{5}$/.test(code);
  return {
    type: error.name,
    ...(isQuery
      ? { query: error.query }
      : fromPostgres
        ? { code, constraint, table }
        : { message: error.message }),
    stack: error.stack?.split("\n").filter((line) => line.startsWith("    at ")),
    ...(error.cause ? { cause: withoutValues(error.cause) } : {}),
  };
}
