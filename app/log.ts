import { type Logger, pino } from "pino";

export type Log = Logger;

/** JSON lines on the error stream; identifiers only, never names, addresses, passwords or tokens. */
export function openLog(production: boolean): Log {
  return pino({ level: production ? "info" : "warn", base: null }, pino.destination({ dest: 2, sync: true }));
}
