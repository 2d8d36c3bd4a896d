import { fr, frenchNumber } from "#domain/french.ts";
import type { SnapshotWarning } from "#domain/snapshot.ts";

export type Warn = (message: string) => void;

/** Keeps `limit` warnings and counts the rest: a file may be wrong everywhere. */
export function collectWarnings(file: string, limit: number): { warn: Warn; list(): SnapshotWarning[] } {
  const messages: string[] = [];
  let more = 0;
  return {
    warn(message) {
      if (messages.length < limit) messages.push(message);
      else more++;
    },
    list() {
      const rest = more > 0 ? [fr`Et ${frenchNumber(more)} autres remarques du même genre.`] : [];
      return [...messages, ...rest].map((message) => ({ message, file }));
    },
  };
}
