/** Notices the end of a server that nobody has stopped: a connection kept for that alone ends with it. */

import { setTimeout } from "node:timers/promises";
import pg from "pg";

export type WatchedEvent = { readonly lost: true } | { readonly back: true } | { readonly failed: unknown };

export interface Watch {
  /** Waits for a start under way. */
  stop(): Promise<void>;
}

/** Where a start failed, a full disk for one, it is tried again for as long as it takes. */
const retryMs = 5_000;
/** Between two connections that failed, though the server runs. */
const pauseMs = 1_000;

export function watchServer(
  connection: pg.ClientConfig,
  startAgain: () => Promise<unknown>,
  tell: (event: WatchedEvent) => void,
): Watch {
  const stopped = new AbortController();
  const { signal } = stopped;
  const pause = (ms: number) => setTimeout(ms, undefined, { signal }).catch(() => undefined);
  let client: pg.Client | undefined;

  /** Resolves when the connection has ended; to false when there was none. */
  async function holdConnection(): Promise<boolean> {
    const own = new pg.Client({ ...connection, ssl: false, application_name: "cpro watch" });
    client = own;
    // The error comes first, and says no more than the end.
    own.on("error", () => undefined);
    const ended = new Promise((resolve) => own.once("end", resolve));
    try {
      await own.connect();
    } catch {
      return false;
    }
    // Asked to stop meanwhile, when there was nothing to end yet.
    if (signal.aborted) await own.end();
    await ended;
    return true;
  }

  async function bringBack(): Promise<void> {
    while (!signal.aborted) {
      try {
        await startAgain();
        return;
      } catch (failed) {
        tell({ failed });
        await pause(retryMs);
      }
    }
  }

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      const held = await holdConnection();
      if (signal.aborted) return;
      if (!held) await pause(pauseMs);
      else tell({ lost: true });
      await bringBack();
      if (held && !signal.aborted) tell({ back: true });
    }
  }

  const watching = watch();
  return {
    async stop() {
      stopped.abort();
      await client?.end().catch(() => undefined);
      await watching;
    },
  };
}
