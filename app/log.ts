import { DrizzleQueryError } from "drizzle-orm";
import { type Logger, pino } from "pino";

export type Log = Logger;

/** JSON lines on the error stream; identifiers only, never names, addresses, passwords or tokens. */
export function openLog(production: boolean): Log {
  return pino(
    { level: production ? "info" : "warn", base: null, serializers: { err: withoutValues } },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** What happened and where. The values that a query carried, and that PostgreSQL repeats, stay out. */
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
